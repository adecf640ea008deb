"""Another edition of a standard for an audit: what becomes of its questions, then the change."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from isodesk.core.problems import Refused
from isodesk.core.rows import Column, Group, Row
from isodesk.i18n import tr
from isodesk.services.audit_values import BETWEEN
from isodesk.ui.dialog import INSET, Dialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.list_view import ListView
from isodesk.ui.rows_model import GroupedModel

if TYPE_CHECKING:
    from isodesk.services.audit_editions import EditionPlan, Turned, Wished

COLUMNS = (
    Column("n", "No.", 3.6, "figure", sortable=False),
    Column("ask", "Question", 22, sortable=False),
    Column("before", "Clauses now", 13, "second", sortable=False),
    Column("after", "Clauses then", 13, sortable=False),
)


class EditionDialog(Dialog):
    """Nothing is written before its button is pressed; `done` is told the change."""

    help_topic = "audits"

    def __init__(
        self,
        tools: Tools,
        plan: "EditionPlan",
        name: str,
        done: Callable[[int], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_title(plan), name, 1040, 640, False, tools.jobs, parent)
        self._tools, self._plan, self._done = tools, plan, done
        self.model = GroupedModel(COLUMNS, parent=self)
        self.list = ListView(tr("What becomes of the questions"), inset=24)
        self.list.setModel(self.model)
        self.body.addWidget(self.list, 1)
        self.body.addSpacing(8)
        self.answered = self._box(_answered_words(plan), False, bool(plan.answered))
        self.take_out = self._box(_bare_words(plan), True, bool(plan.bare))
        self.fresh = self._box(_fresh_words(plan), True, bool(plan.fresh))
        self.body.setContentsMargins(0, 8, 0, 16)
        self.body.setSpacing(8)
        self.hint.setText(tr("Findings keep the clauses they were written with."))
        self.add_close(tr("&Leave it as it was"))
        self.go = self.add_button(tr("&Change the edition"), self._apply, "primary")
        self._show()
        self.list.setFocus()

    def wished(self) -> "Wished":
        """What is ticked."""
        from isodesk.services.audit_editions import Wished

        return Wished(*(b.isChecked() for b in (self.answered, self.take_out, self.fresh)))

    def _box(self, words: str, ticked: bool, shown: bool) -> QCheckBox:
        box = QCheckBox(words)
        box.setChecked(ticked and shown)
        box.setVisible(shown)
        box.toggled.connect(lambda _: self._show())
        row = QHBoxLayout()
        row.setContentsMargins(INSET, 0, INSET, 0)
        row.addWidget(box)
        self.body.addLayout(row)
        return box

    def _show(self) -> None:
        self.model.show(tuple(_groups(self._plan, self.wished())))

    def _apply(self) -> None:
        editions, plan, wished = self._tools.space.audit_editions, self._plan, self.wished()
        self.go.setEnabled(False)
        job = self._tools.write(
            self, lambda _: editions.apply(plan, wished), self._applied, self._refused
        )
        self.busy.watch(job, tr("Changing the edition"))

    def _applied(self, change: int) -> None:
        self.accept()
        self._done(change)

    def _refused(self, refused: Refused) -> None:
        self.go.setEnabled(True)
        self.say("red", tr("Nothing was changed."), str(refused))


def _title(plan: "EditionPlan") -> str:
    if not plan.before:
        return tr("{standard}:{edition} comes to the audit", standard=plan.standard,
                  edition=plan.after)  # fmt: skip
    before = f"{plan.standard}:{plan.before}"
    if not plan.after:
        return tr("The audit is held against {before} no more", before=before)
    return tr("{before} becomes {after}", before=before, after=f"{plan.standard}:{plan.after}")


def _answered_words(plan: "EditionPlan") -> str:
    n = len(plan.answered)
    return (
        tr("Carry the answered question over too; verdict, note and wording stay")
        if n == 1
        else tr("Carry the {n} answered questions over too; verdicts, notes and wording stay", n=n)
    )


def _bare_words(plan: "EditionPlan") -> str:
    n = len(plan.bare)
    if n == 1:
        return tr("Take out the question that has no clause any more; it stays in the history")
    return tr("Take out the {n} questions without a clause; they stay in the history", n=n)


def _fresh_words(plan: "EditionPlan") -> str:
    n = len(plan.fresh)
    edition = f"{plan.standard}:{plan.after}"
    return (
        tr("Take in the question that only {edition} asks", edition=edition)
        if n == 1
        else tr("Take in the {n} questions that only {edition} asks", n=n, edition=edition)
    )


def _groups(plan: "EditionPlan", wished: "Wished") -> Iterable[Group]:
    """What is to be decided stands first, what simply goes along last."""
    bare = {q.id for q in plan.bare}
    carried = [q for q in plan.unanswered if q.id not in bare]
    old, new = (f"{plan.standard}:{edition}" for edition in (plan.before, plan.after))
    along = _along(plan)
    said = (
        tr("carried over; verdict, note and wording stay")
        if wished.answered
        else tr("kept as answered, and marked")
    )
    rows = [_row(plan, q, wished.answered) for q in plan.answered]
    yield _group(tr("With a verdict"), said, rows)
    said = tr("taken out") if wished.take_out else tr("kept with their clauses, and marked")
    rows = [_row(plan, q, instead=tr("No counterpart")) for q in plan.bare]
    yield _group(tr("Asked by {edition} only", edition=old), said, rows)
    said = tr("taken in") if wished.fresh else tr("left out")
    rows = [
        Row(-at, (None, q.ask, "", _own(plan, q.clauses))) for at, q in enumerate(plan.fresh, 1)
    ]
    yield _group(tr("Asked by {edition} only", edition=new), said, rows)
    yield _group(tr("Without a verdict"), along, [_row(plan, q) for q in carried])
    yield _group(tr("Timetable and scope"), along, list(_planned(plan)))


def _along(plan: "EditionPlan") -> str:
    if not plan.before:
        return tr("they answer it too")
    return tr("their clauses go along") if plan.after else tr("they lose its clauses")


def _planned(plan: "EditionPlan") -> Iterable[Row]:
    words = {"audit_slot": tr("Timetable"), "audit_scope": tr("Scope")}
    for at, each in enumerate(plan.lines):
        pair = (_own(plan, clauses) for clauses in (each.crossed.before, each.crossed.after))
        yield Row(-10_000 - at, (None, words[each.key], *pair))


def _group(title: str, note: str, rows: Sequence[Row]) -> Group:
    return Group(f"{title}, {len(rows)}", note, tuple(rows))


def _row(plan: "EditionPlan", question: "Turned", carried: bool = True, instead: str = "") -> Row:
    """A question; a clause without a counterpart is named as such."""
    crossed = question.crossed
    after = _own(plan, crossed.after if carried else crossed.before)
    lost = ", ".join(crossed.lost) if carried and not instead else ""
    words = [after, tr("{clauses} has no counterpart", clauses=lost) if lost else ""]
    said = instead or BETWEEN.join(filter(None, words))
    return Row(question.id, (question.n, question.ask, _own(plan, crossed.before), said))


def _own(plan: "EditionPlan", clauses: Iterable[str]) -> str:
    """Clauses of the standard whose edition changes; the others stay what they are."""
    standard = plan.standard.removeprefix("ISO ")
    return BETWEEN.join(text for text in clauses if text.startswith(standard))
