"""What founding a company asks, with a sensible answer already standing where there is one."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.fields import ChoiceField, Field, LineField, NoteField
from isodesk.ui.parts import Words, dress_surface, page_title, small_words
from isodesk.ui.theme import current

_FORBIDDEN = '<>:"/\\|?*'


@dataclass(frozen=True)
class NewCompany:
    """The answers. `people` are (name, post), the officer first; `digits` of a number's serial."""

    company: str
    address: str
    scope: str
    logo: bytes | None
    systems: int
    people: tuple[tuple[str, str], ...]
    digits: int
    path: Path
    sets: bool = False
    """Whether starter sets of the registers are offered next."""


class NewCompanyForm(QWidget):
    """One column of fields; problems stand under the field that has them."""

    founded = Signal(object)

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress_surface(self, "base")
        self._folder = folder
        self._own_path = False
        self._make_fields()
        self.create_button = Button(tr("Create"), self.submit, "primary")
        self._column = QWidget()
        self._lay_out()
        outer = QHBoxLayout(self)
        outer.setContentsMargins(24, 62, 24, 24)
        outer.addStretch(1)
        outer.addWidget(self._column, 100, Qt.AlignmentFlag.AlignTop)
        outer.addStretch(1)
        self._dress()
        current().changed.connect(self._dress)

    def begin(self) -> None:
        """Put the cursor where the answers begin."""
        self.company.editor.setFocus()

    def submit(self) -> None:
        """Send the answers, or say under the fields what is missing."""
        wrong = self._problems()
        for field, sentence in wrong.items():
            field.set_problem(sentence)
        first = next((field.editor for field, sentence in wrong.items() if sentence), None)
        if not self._standard_chosen():
            first = first or self.quality
        if first is not None:
            first.setFocus()
        else:
            self.founded.emit(self.answers())

    def answers(self) -> NewCompany:
        """What stands in the form."""
        first = (self.who.value(), self.post.value())
        return NewCompany(
            company=self.company.value(),
            address=self.address.value(),
            scope=self.scope.value(),
            logo=self._logo,
            systems=self.quality.isChecked() + 2 * self.environment.isChecked(),
            people=(first, *_people(self.others.value())),
            digits=self.digits.value(),
            path=Path(self.path.value()).expanduser(),
            sets=self.sets.isChecked(),
        )

    def _make_fields(self) -> None:
        self.company = LineField(tr("Company"))
        self.who = LineField(tr("Your name"))
        self.post = LineField(tr("Your post"), example=tr("Quality and environment officer"))
        self.quality = QCheckBox(tr("Quality, ISO 9001"))
        self.environment = QCheckBox(tr("Environment, ISO 14001"))
        for box in (self.quality, self.environment):
            box.setChecked(True)
        self.address = NoteField(tr("Address, as it prints"), 2)
        self.scope = NoteField(
            tr("Scope of the management system"), 2, tr("Clause 4.3. It can be filled in later.")
        )
        self.others = NoteField(
            tr("Who else writes, reviews, approves"), 3, tr("One a line: name, post.")
        )
        self.digits = ChoiceField(
            tr("Numbers look like"),
            ((2, "QP-07, WI-12, F-30"), (3, "QP-007, WI-012, F-030")),
            tr("Prefixes belong to document types and are yours to change; old numbers stay."),
        )
        self.digits.set_value(2)
        self.path = LineField(
            tr("Keep the file in"),
            tr("A folder on this computer that is backed up; not a stick or a synchronised one."),
        )
        self.sets = QCheckBox(tr("Show me starter sets for the registers next"))
        self.systems_problem = Words(tr("Choose at least one standard."), tone="danger")
        self.systems_problem.hide()
        self._logo: bytes | None = None
        self.company.line.textChanged.connect(self._propose_path)
        for field in (self.company, self.who, self.path):
            field.line.textChanged.connect(lambda _, field=field: field.set_problem(""))
        self.path.line.textEdited.connect(self._path_typed)
        self._propose_path()

    def _lay_out(self) -> None:
        self._grid = QGridLayout(self._column)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(14)
        self._blocks: tuple[tuple[QWidget, ...], ...] = (
            (page_title(tr("New company")),),
            (self.company,),
            (self.who, self.post),
            (self._standards(),),
            (self.address, self.scope),
            (self.others, self._logo_row()),
            (self.digits,),
            (self._path_row(),),
            (self.sets,),
            (self._foot(),),
        )
        self._arrange(2)

    def _arrange(self, columns: int) -> None:
        """Two fields side by side, or all under each other where there is no room."""
        self._columns, row = columns, 0
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)
        for blocks in self._blocks:
            for at, block in enumerate(blocks):
                span = 1 if len(blocks) == 2 and columns == 2 else 2
                self._grid.addWidget(block, row, at if span == 1 else 0, 1, span)
                row += span == 2 or at == 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = 2 if self.width() - 48 >= current().length(480) else 1
        if columns != self._columns:
            self._arrange(columns)

    def _foot(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.create_button)
        row.addWidget(small_words(tr("Nothing leaves this computer."), wrap=True), 1)
        return foot

    def _standards(self) -> QWidget:
        block = QWidget()
        grid = QGridLayout(block)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(small_words(tr("Standards")), 0, 0, 1, 2)
        grid.addWidget(self.quality, 1, 0)
        grid.addWidget(self.environment, 1, 1)
        for at in (0, 1):
            hint = small_words(tr("Edition 2015, with the 2026 changes beside it"), wrap=True)
            hint.setContentsMargins(24, 0, 0, 0)
            grid.addWidget(hint, 2, at)
        grid.addWidget(self.systems_problem, 3, 0, 1, 2)
        return block

    def _logo_row(self) -> QWidget:
        block = QWidget()
        self._picture = QLabel()
        self._picture.setAccessibleName(tr("Logo"))
        self._logo_words = small_words(tr("PNG or JPEG. It stands on every page."), wrap=True)
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(small_words(tr("Logo")))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Button(tr("Choose a picture"), self._choose_logo))
        row.addWidget(self._picture)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._logo_words)
        column.addStretch(1)
        return block

    def _path_row(self) -> QWidget:
        block = QWidget()
        row = QHBoxLayout(block)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        choose = QVBoxLayout()
        choose.setSpacing(4)
        choose.addWidget(small_words(" "))
        choose.addWidget(Button(tr("Choose"), self._choose_path))
        choose.addStretch(1)
        row.addWidget(self.path, 1)
        row.addLayout(choose)
        return block

    def _problems(self) -> dict[Field, str]:
        path = Path(self.path.value()).expanduser()
        return {
            self.company: tr("A company needs its name.") * (not self.company.value()),
            self.who: tr("Every step is signed: write your name.") * (not self.who.value()),
            self.path: _path_problem(path),
        }

    def _standard_chosen(self) -> bool:
        chosen = self.quality.isChecked() or self.environment.isChecked()
        self.systems_problem.setVisible(not chosen)
        return chosen

    def _propose_path(self) -> None:
        if self._own_path:
            return
        name = "".join(c for c in self.company.value() if c not in _FORBIDDEN).strip() or "Company"
        self.path.put(str(self._folder / f"{name}.isodesk"))

    def _path_typed(self) -> None:
        self._own_path = True

    def _choose_path(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Keep the file in"), self.path.value(), "isodesk (*.isodesk)"
        )
        if chosen:
            self._own_path = True
            self.path.put(str(Path(chosen).with_suffix(".isodesk")))

    def _choose_logo(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, tr("Choose a logo"), str(self._folder), tr("Pictures") + " (*.png *.jpg *.jpeg)"
        )
        if chosen:
            self.use_logo(Path(chosen))

    def use_logo(self, path: Path) -> None:
        """Take a picture, if it is one."""
        from isodesk.services.company import read_logo

        try:
            data = read_logo(path)
        except Refused as refused:
            self._logo_words.setText(str(refused))
            self._logo_words.set_tone("danger")
            return
        picture = QPixmap()
        picture.loadFromData(data)
        self._logo = data
        self._logo_words.setText(path.name)
        self._logo_words.set_tone("second")
        smooth = Qt.TransformationMode.SmoothTransformation
        self._picture.setPixmap(picture.scaledToHeight(current().around(14), smooth))

    def _dress(self) -> None:
        self._column.setMaximumWidth(current().length(600))


def _people(text: str) -> tuple[tuple[str, str], ...]:
    lines = (line.partition(",") for line in text.splitlines() if line.strip())
    return tuple((name.strip(), post.strip()) for name, _, post in lines)


def _path_problem(path: Path) -> str:
    if not path.name or path.is_dir():
        return tr("Name a file, as Northfield.isodesk.")
    if path.exists():
        return tr("{name} is there already. Open it, or choose another name.", name=path.name)
    if not path.parent.is_dir():
        return tr("There is no folder {folder}.", folder=path.parent)
    return ""
