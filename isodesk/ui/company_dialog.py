"""The company: founding one from the menu, and changing what stands at the head of every sheet."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from isodesk.core.problems import Refused
from isodesk.documents.values import Systems
from isodesk.i18n import tr
from isodesk.paths import documents_dir
from isodesk.services.company import CompanyValue, read_logo
from isodesk.services.workspace import Workspace
from isodesk.ui.buttons import Button
from isodesk.ui.dialog import Dialog
from isodesk.ui.fields import ChoiceField, LineField, NoteField
from isodesk.ui.jobs import Jobs
from isodesk.ui.new_company import NewCompany, NewCompanyForm
from isodesk.ui.parts import small_words
from isodesk.ui.theme import current

_PAPERS = (("A4", "A4"), ("Letter", "Letter"))


class NewCompanyDialog(Dialog):
    """New company from the File menu: the form of the first page. `founded(NewCompany)`."""

    founded = Signal(object)

    def __init__(self, folder: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(tr("New company"), wide=760, high=780, parent=parent)
        self.head.hide()
        self.form = NewCompanyForm(folder or documents_dir())
        self.form.layout().setContentsMargins(0, 0, 0, 0)  # type: ignore[union-attr]
        self.form.founded.connect(self._founded)
        self.body.addWidget(self.form)
        self.add_close()

    def _founded(self, answers: NewCompany) -> None:
        self.accept()
        self.founded.emit(answers)


class CompanyDialog(Dialog):
    """Name, address, scope, systems, logo and paper of the open file."""

    saved = Signal()

    def __init__(self, space: Workspace, jobs: Jobs, parent: QWidget | None = None) -> None:
        sub = tr("What stands at the head of every sheet, and which systems are kept.")
        super().__init__(tr("Company"), sub, 720, jobs=jobs, parent=parent)
        self._space, self._jobs = space, jobs
        self._value = CompanyValue("")
        self._make_fields()
        self._lay_out()
        self.add_close()
        self.go = self.add_button(tr("Save"), self.save, "primary")
        self._allow(space.read_only)
        jobs.read(lambda _: space.companies.get(), self._show)

    def save(self) -> None:
        """Keep it, or say under the fields what is wrong."""
        value = self.typed()
        self.systems_problem.setVisible(not value.systems)
        if not value.systems:
            return
        self._jobs.run(
            lambda _: self._space.companies.change(value),
            lambda _: self._saved(),
            self._refused,
        )

    def typed(self) -> CompanyValue:
        """What stands in the form."""
        times = str(self.times.value())
        return replace(
            self._value,
            name=self.name.value(),
            address=self.address.value(),
            scope=self.scope.value(),
            systems=Systems(self.quality.isChecked() + 2 * self.environment.isChecked()),
            paper=self.paper.value(),
            colour=self.colour.isChecked(),
            still_valid_most=int(times) if times.isdecimal() else -1,
        )

    def use_logo(self, path: Path) -> None:
        """Take a picture, or say why not."""
        try:
            logo = read_logo(path)
        except Refused as refused:
            self._say_logo(str(refused), "danger")
            return
        self._value = replace(self._value, logo=logo)
        self._show_logo()

    def _make_fields(self) -> None:
        self.name = LineField(tr("Company"))
        self.address = NoteField(tr("Address, as it prints"), 3)
        self.scope = NoteField(tr("Scope of the management system"), 3, tr("Clause 4.3."))
        self.quality = QCheckBox(tr("Quality, ISO 9001"))
        self.environment = QCheckBox(tr("Environment, ISO 14001"))
        self.systems_problem = small_words(tr("Choose at least one standard."))
        self.systems_problem.set_tone("danger")
        self.systems_problem.hide()
        self.paper = ChoiceField(tr("Paper"), _PAPERS)
        self.colour = QCheckBox(tr("Stamps in colour"))
        self.times = LineField(
            tr("Still valid, at most times in a row"),
            tr("Then a review ends with a new revision or a withdrawal; 0 for never."),
        )
        self.picture = QLabel()
        self.picture.setAccessibleName(tr("Logo"))
        self.logo_words = small_words(wrap=True)
        self.choose = Button(tr("Choose a logo"), self._choose_logo, icon="upload")
        self.remove = Button(tr("Remove the logo"), self._remove_logo, "quiet")

    def _lay_out(self) -> None:
        self.body.addWidget(self.name)
        self.body.addLayout(_pair(self.address, self.scope))
        systems = QVBoxLayout()
        systems.setSpacing(4)
        systems.addWidget(small_words(tr("Systems")))
        systems.addLayout(_pair(self.quality, self.environment))
        systems.addWidget(self.systems_problem)
        self.body.addLayout(systems)
        logo = QVBoxLayout()
        logo.setSpacing(4)
        logo.addWidget(small_words(tr("Logo")))
        row = QHBoxLayout()
        row.setSpacing(12)
        for part in (self.picture, self.choose, self.remove):
            row.addWidget(part)
        row.addStretch(1)
        logo.addLayout(row)
        logo.addWidget(self.logo_words)
        self.body.addLayout(logo)
        self.body.addLayout(_pair(self.paper, self.times))
        self.body.addWidget(self.colour)
        self.body.addStretch(1)

    def _show(self, value: CompanyValue) -> None:
        self._value = value
        self.name.set_value(value.name)
        self.address.set_value(value.address)
        self.scope.set_value(value.scope)
        self.quality.setChecked(bool(value.systems & Systems.QUALITY))
        self.environment.setChecked(bool(value.systems & Systems.ENVIRONMENT))
        self.paper.set_value(value.paper)
        self.colour.setChecked(value.colour)
        self.times.set_value(str(value.still_valid_most))
        self._show_logo()

    def _show_logo(self) -> None:
        picture = QPixmap()
        if self._value.logo:
            picture.loadFromData(self._value.logo)
        high, smooth = current().around(24), Qt.TransformationMode.SmoothTransformation
        self.picture.setPixmap(
            picture.scaledToHeight(high, smooth) if not picture.isNull() else picture
        )
        self.picture.setVisible(not picture.isNull())
        self.remove.setVisible(not picture.isNull())
        self._say_logo(tr("PNG or JPEG, at most 2 MB. It stands on every page."), "second")

    def _say_logo(self, words: str, tone: str) -> None:
        self.logo_words.setText(words)
        self.logo_words.set_tone(tone)

    def _choose_logo(self) -> None:
        kinds = tr("Pictures") + " (*.png *.jpg *.jpeg)"
        chosen, _ = QFileDialog.getOpenFileName(
            self, tr("Choose a logo"), str(documents_dir()), kinds
        )
        if chosen:
            self.use_logo(Path(chosen))

    def _remove_logo(self) -> None:
        self._value = replace(self._value, logo=None)
        self._show_logo()

    def _saved(self) -> None:
        self.saved.emit()
        self.accept()

    def _refused(self, refused: Refused) -> None:
        said = {problem.field: problem.sentence for problem in refused.problems}
        self.name.set_problem(said.pop("name", ""))
        self.times.set_problem(said.pop("still_valid_most", ""))
        if said:
            self.say("red", tr("Not saved."), " ".join(said.values()))

    def _allow(self, read_only: str | None) -> None:
        self.go.allow(read_only or "")
        self.hint.setText(read_only or "")
        for field in (self.name, self.address, self.scope, self.paper, self.times):
            field.set_read_only(read_only is not None)
        for part in (self.quality, self.environment, self.colour, self.choose, self.remove):
            part.setEnabled(read_only is None)
            part.setToolTip(read_only or "")


def _pair(left: QWidget, right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(24)
    row.addWidget(left, 1)
    row.addWidget(right, 1)
    return row
