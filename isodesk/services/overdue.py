"""Nonconformities that are raised by themselves, where the officer asked for it: an instrument
whose calibration is overdue. Each once: the same day again changes nothing."""

from isodesk.core.dates import paper_day
from isodesk.core.kinds import DAY
from isodesk.i18n import tr
from isodesk.registers.acting import RAISED_FROM
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk

_OVERDUE = """
SELECT r.id, r.number, r.title, r.systems, x.calibration_on
FROM record r JOIN equipment x ON x.id = r.id
WHERE r.kind = 'equipment' AND r.state IN ('in_use', 'due') AND x.raises = 1
  AND x.calibration_on < :today
  AND NOT EXISTS (SELECT 1 FROM nonconformity n
                  WHERE n.auto_key = 'calibration:' || r.id || ':' || x.calibration_on)
"""


class Overdue:
    """What has passed its day in the open file."""

    def __init__(self, desk: Desk, catalogue: Catalogue) -> None:
        self._desk, self._catalogue = desk, catalogue

    def raise_all(self) -> tuple[int, ...]:
        """The nonconformities that are raised now; () on most days. One that was made void is
        not raised again."""
        today = {"today": self._desk.today().isoformat()}
        rows = self._desk.file.reader().execute(_OVERDUE, today).fetchall()
        if not rows:
            return ()
        from isodesk.services.entry_writing import add, tie

        register = self._catalogue.get("nonconformity")
        made = []
        with self._desk.unit(tr("Raised by itself: a calibration is overdue")) as unit:
            for record_id, number, title, systems, due in rows:
                values = self._values(record_id, f"{number} {title or ''}".strip(), due)
                made.append(add(unit, register, {**values, "systems": systems}))
                tie(unit, made[-1], record_id, RAISED_FROM)
        return tuple(made)

    def _values(self, record_id: int, name: str, due: str) -> dict[str, object]:
        said = tr("{name}: calibration was due on {day}", name=name, day=paper_day(DAY.unpack(due)))
        return {
            "title": said,
            "nc_type": "PROCESS",
            "origin": "CALIBRATION",
            "severity": "MINOR",
            "found_on": self._desk.today(),
            "standard": "ISO_9001",
            "clause": "7.1.5.2",
            "description": f"{said}.",
            "auto_key": f"calibration:{record_id}:{due}",
        }
