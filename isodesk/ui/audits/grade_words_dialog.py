"""Words of the grades: what the firm calls them, beside the words they come with."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.registers.audit_words import Grade
from isodesk.services.workspace import Workspace
from isodesk.ui.audits.verdict_words import use_words
from isodesk.ui.dialog import Dialog
from isodesk.ui.fields import LineField
from isodesk.ui.jobs import Jobs


class GradeWordsDialog(Dialog):
    """One line for each grade; a blank one is called as it comes."""

    help_topic = "findings"

    def __init__(self, space: Workspace, jobs: Jobs, parent: QWidget | None = None) -> None:
        sub = tr(
            "Lists, buttons onsite, reports and sheets use your words, of earlier findings too."
            " Leave blank what is called right as it is."
        )
        super().__init__(tr("Words of the grades"), sub, 560, jobs=jobs, parent=parent)
        self._space, self._jobs = space, jobs
        self.words = {grade.name: LineField(tr(grade.value)) for grade in Grade}
        for grade in Grade:
            self.words[grade.name].line.setPlaceholderText(tr(grade.value))
            self.body.addWidget(self.words[grade.name])
        self.body.addStretch(1)
        self.add_close(tr("&Cancel"))
        self.go = self.add_button(tr("&Save"), self.save, "primary")
        self.go.allow(space.read_only or "")
        self.hint.setText(space.read_only or "")
        for field in self.words.values():
            field.set_read_only(space.read_only is not None)
        jobs.read(lambda _: space.grade_words.get(), self._show)

    def save(self) -> None:
        """Keep the words, or say under the fields what is wrong."""
        typed = {key: field.value() for key, field in self.words.items()}
        self._jobs.run(lambda _: self._keep(typed), self._saved, self._refused)

    def _keep(self, typed: Mapping[str, str]) -> dict[str, str]:
        self._space.grade_words.save(typed)
        return self._space.grade_words.get()

    def _show(self, words: Mapping[str, str]) -> None:
        for key, field in self.words.items():
            field.put(words.get(key, ""))
        self.words[Grade.MAJOR.name].line.setFocus()

    def _saved(self, words: Mapping[str, str]) -> None:
        use_words(words)
        self.accept()

    def _refused(self, refused: Refused) -> None:
        said = {problem.field: problem.sentence for problem in refused.problems}
        for key, field in self.words.items():
            field.set_problem(said.get(key, ""))
