"""The order of the questions in the firm's own checklists."""

from isodesk.core.problems import Refused
from isodesk.core.record import Record
from isodesk.i18n import tr
from isodesk.services.checklist_sheets import lines_of_checklist
from isodesk.services.desk import Desk
from isodesk.store.mapped import lines_table


class Checklists:
    """Checklists of the open file."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def move(self, line_id: int, by: int) -> None:
        """A question up (-1) or down (1). Raises Refused at the end of its checklist, and where
        that is withdrawn."""
        table = lines_table(lines_of_checklist())
        with self._desk.unit() as unit:
            row = unit.session.get_one(table, line_id)
            if unit.session.get_one(Record, row.record_id).closed is not None:
                raise Refused(tr("It is closed; it stays as it is."))
            rows = list(
                unit.session.query(table)
                .filter(table.record_id == row.record_id, table.ended.is_(None))
                .order_by(table.position, table.id)
            )
            at = rows.index(row)
            if not 0 <= at + by < len(rows):
                raise Refused(tr("It stands first.") if by < 0 else tr("It stands last."))
            rows.insert(at + by, rows.pop(at))
            for place, each in enumerate(rows, 1):
                if each.position != place:
                    each.position = place
            unit.session.flush()
            unit.also |= {"checklist"}
