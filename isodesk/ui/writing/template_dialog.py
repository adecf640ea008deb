"""Save as template: a text of this file to begin others with."""

from PySide6.QtWidgets import QWidget

from isodesk.core.progress import Progress
from isodesk.documents.values import DocumentValue, RevisionValue
from isodesk.i18n import tr
from isodesk.ui.documents.people import Choices
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import ChoiceField, LineField


class TemplateDialog(StepDialog):
    """Keeps the text of a revision; later changes of the document leave it alone."""

    def __init__(
        self,
        tools: Tools,
        document: DocumentValue,
        revision: RevisionValue,
        choices: Choices,
        parent: QWidget,
    ) -> None:
        what = tr("{number} as a template", number=document.number)
        super().__init__(tools, what, wide=480, parent=parent)
        self._revision = revision
        self.name = LineField(tr("Name"))
        self.kind = ChoiceField(
            tr("For"), [(None, tr("All types")), *choices.types_with(document.type_id)]
        )
        self.name.set_value(document.title)
        self.kind.set_value(document.type_id)
        self.add_field("name", self.name)
        self.add_field("type_id", self.kind)
        self.hint.setText(tr("Tools, Templates lists them."))
        self.add_close(tr("&Cancel"))
        self.step = self.add_step(tr("&Save the template"), self._apply, primary=True)
        self.name.line.selectAll()
        self.name.line.setFocus()

    def _apply(self) -> None:
        templates, revision = self.tools.space.templates, self._revision.id
        name, kind = self.name.value(), self.kind.value()

        def work(progress: Progress) -> int:
            return templates.save(name, kind, revision)

        self.apply(
            work, lambda _: self.tools.said(tr("New texts may begin with {name}.", name=name))
        )
