"""Which retention rule a document follows: its type's, or one of its own."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from isodesk.core.progress import Progress
from isodesk.documents.retention import RuleValue, rule_words
from isodesk.i18n import tr
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import ChoiceField


class RuleDialog(StepDialog):
    """`own` is the document's rule now, None for its type's."""

    def __init__(
        self,
        tools: Tools,
        document_id: int,
        title: str,
        rules: Sequence[RuleValue],
        own: int | None,
        done: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tools, tr("Retention rule"), title, parent=parent)
        self._document, self._done = document_id, done
        self._rules = {rule.id: rule for rule in rules}
        choices = [(None, tr("The rule of its type")), *((r.id, r.name) for r in rules)]
        self.rule = ChoiceField(tr("Rule"), choices)
        self.rule.set_value(own)
        self.add_field("rule_id", self.rule)
        self.words = self.add_words("", "second")
        self.add_words(
            tr("It says a minimum. The law and contracts may ask for more: the longest wins."),
            "second",
        )
        self.add_close(tr("&Cancel"))
        self.step = self.add_step(tr("&Save"), self._apply, primary=True)
        self.rule.combo.currentIndexChanged.connect(lambda _: self._say())
        self._say()

    def _say(self) -> None:
        rule = self._rules.get(self.rule.value() or 0)
        said = tr(rule_words(rule.months, rule.counted_from)) if rule else ""
        self.words.setText(f"{said[:1].upper()}{said[1:]}. {rule.basis}" if rule else "")
        self.take_room()

    def _apply(self) -> None:
        retention, document_id = self.tools.space.retention, self._document
        rule_id = self.rule.value()

        def work(progress: Progress) -> None:
            retention.set_rule(document_id, rule_id)

        self.apply(work, lambda _: self._done())
