"""What the prints of registers are made with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from isodesk.core.progress import Progress, silent
from isodesk.printing.sheets import Company, Foot, Paper
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk
from isodesk.services.entries import Entries
from isodesk.services.entry_values import EntryValue
from isodesk.services.sheets import Sheets

Row = dict[str, Any]
"""Stored values by the names of their columns."""


@dataclass(frozen=True)
class Tools:
    """What a print is made with; `progress` is told how far a long one is."""

    desk: Desk
    catalogue: Catalogue
    sheets: Sheets
    progress: Progress = silent

    @property
    def around(self) -> tuple[Company, Foot, Paper]:
        """The last arguments of every function that makes a PDF."""
        return self.sheets.company(), self.sheets.foot(), self.sheets.paper()

    def rows(self, sql: str, params: Sequence[object] | Mapping[str, object] = ()) -> list[Row]:
        """What a statement finds."""
        cursor = self.desk.file.reader().execute(sql, params)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def entry(self, record_id: int) -> EntryValue:
        """A record with its lines, in words."""
        return Entries(self.desk, self.catalogue).get(record_id)
