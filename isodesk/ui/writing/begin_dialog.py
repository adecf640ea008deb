"""Write in isodesk: what the text of a draft begins with."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from isodesk.core.progress import Progress
from isodesk.documents.values import Content, DocumentValue, RevisionValue
from isodesk.i18n import tr
from isodesk.services.templates import BLANK, TemplateValue
from isodesk.services.written import OWN_TEXT
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import ChoiceField


class BeginDialog(StepDialog):
    """Gives the draft its text; `done` then opens it."""

    def __init__(
        self,
        tools: Tools,
        document: DocumentValue,
        revision: RevisionValue,
        done: Callable[[], object],
        parent: QWidget,
    ) -> None:
        super().__init__(
            tools,
            tr("Write {number} in isodesk", number=document.number),
            wide=480,
            parent=parent,
        )
        self._revision, self._done = revision, done
        self.begin = ChoiceField(tr("Begin with"))
        self.add_field("begin", self.begin)
        if revision.source_id is not None:
            kept = tr("{name} stays with the revision as its original.", name=revision.source_name)
            self.add_words(kept, "second")
        self.hint.setText(tr("Every sentence is saved as it is written."))
        self.add_close(tr("&Cancel"))
        self.step = self.add_step(tr("&Write"), self._apply, primary=True)
        self.step.allow(tr("Reading the templates"))
        templates, type_id = tools.space.templates, document.type_id
        tools.read(self, lambda _: templates.offered(type_id), self._offer)

    def _offer(self, templates: Sequence[TemplateValue]) -> None:
        choices = template_choices(templates)
        if self._revision.content == Content.MARKDOWN:
            words = tr("The text of {name}", name=self._revision.source_name)
            choices.insert(0, (OWN_TEXT, words))
        self.begin.set_choices(choices)
        self.begin.set_value(choices[0][0])
        self.step.allow()
        self.begin.combo.setFocus()

    def _apply(self) -> None:
        written, revision, key = self.tools.space.written, self._revision.id, self.begin.value()

        def work(progress: Progress) -> None:
            written.begin_with(revision, key)

        def begun(_: None) -> None:
            self._done()

        self.apply(work, begun)


def template_choices(templates: Sequence[TemplateValue]) -> list[tuple[str, str]]:
    """(key, words) of what a text may begin with; the type's own first, a blank page last."""
    made = [(each.key, tr("Template: {name}", name=each.name)) for each in templates]
    return [*made, (BLANK, tr("A blank page"))]
