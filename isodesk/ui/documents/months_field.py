"""A number of months, or none: how often a document is reviewed."""

from isodesk.i18n import tr
from isodesk.ui.fields import LineField


class MonthsField(LineField):
    """Empty or 0 means never; at most ten years."""

    def value(self) -> int | None:  # type: ignore[override]
        """Whole months; None when empty or unreadable."""
        typed = self.line.text().strip()
        return int(typed) if typed.isdigit() and int(typed) else None

    def put(self, value: int | None) -> None:  # type: ignore[override]
        self.line.setText(str(value) if value else "")

    def commit(self) -> None:
        """Refuse what is no number of months."""
        typed = self.line.text().strip()
        if typed and not (typed.isdigit() and int(typed) <= 120):
            self.set_problem(tr("Give whole months, from 0 (never) to 120."))
            return
        self.set_problem("")
        super().commit()
