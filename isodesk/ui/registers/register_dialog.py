"""A register of the officer's own: from scratch, as a copy, changed, put away or brought back."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QWidget

from isodesk.core.numbering import next_number
from isodesk.core.problems import Refused
from isodesk.core.progress import Progress
from isodesk.core.register import Group
from isodesk.i18n import tr
from isodesk.services.own_registers import STAGES, RegisterValue
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import ChoiceField, LineField
from isodesk.ui.parts import Words, small_words
from isodesk.ui.registers.stages_field import StagesField

_SYSTEMS = ((3, "Quality and environment"), (1, "Quality"), (2, "Environment"))
_BACK = "back "
_NAMED = 5
"""So many things that a copy leaves behind are said by name."""


class RegisterDialog(StepDialog):
    """`done` is told the register's key, "" once it was put away."""

    help_topic = "own-fields"

    def __init__(
        self,
        tools: Tools,
        key: str,
        done: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        title = tr("Change the register") if key else tr("New register")
        sub = tr("Its own fields come afterwards, and can be changed at any time.")
        super().__init__(tools, title, "" if key else sub, 720, parent)
        self._key, self._done = key, done
        self._value = tools.space.own_registers.get(key) if key else RegisterValue()
        self._own_mask = bool(key)
        self._add_fields()
        self._add_preview()
        if key:
            self.add_button(tr("Put it away"), self._put_away, icon="folder").setToolTip(
                tr("Its records stay findable, and come back with it.")
            )
        self.add_close(tr("&Cancel"))
        self.step = self.add_step(tr("&Save") if key else tr("&Make it"), self._save, primary=True)
        self._fill(self._value)
        (self.title_ if key else self.like.combo).setFocus()

    def value(self) -> RegisterValue:
        """The register as the dialog says it."""
        return replace(
            self._value,
            title=self.title_.value(),
            one=self.one.value(),
            many=self.many.value(),
            about=self.about.value(),
            numbering=self.numbering.value(),
            systems=int(self.systems.value() or 3),
            group=str(self.group.value() or Group.OWN.name),
            stages=self.stages.value(),
            reopen=self.reopen.isChecked(),
        )

    def _add_fields(self) -> None:
        self.like = ChoiceField(tr("Begin with"), self._models())
        self.title_ = LineField(tr("Title"), example=tr("Hazards at work"))
        self.one = LineField(tr("One entry is called"), example=tr("hazard"))
        self.many = LineField(tr("Several are called"), example=tr("hazards"))
        self.about = LineField(tr("What it is for, in a sentence"))
        self.group = ChoiceField(tr("Stands under"), [(g.name, tr(g.value)) for g in Group])
        self.numbering = LineField(tr("Numbering"))
        self.systems = ChoiceField(tr("System"), [(k, tr(words)) for k, words in _SYSTEMS])
        self.stages = StagesField(
            tr("States after draft"), tr("From each to the next; to a closed one from all open.")
        )
        self.reopen = QCheckBox(tr("A closed one may be opened again, with a reason"))
        if not self._key:
            self.add_field("like", self.like)
        self.add_field("title", self.title_)
        self.add_pair(("one", self.one), ("many", self.many))
        self.add_field("about", self.about)
        self.add_pair(("group", self.group), ("systems", self.systems))
        self.add_field("numbering", self.numbering)
        self.add_field("stages", self.stages)
        self.body.addWidget(self.reopen)
        self.like.edited.connect(lambda _: self._begin())
        self.title_.line.textEdited.connect(lambda _: self._title_typed())
        self.numbering.line.textEdited.connect(lambda _: self._mask_typed())
        for line in (self.one, self.many):
            line.line.textEdited.connect(lambda _: self._say())
        self.stages.changed.connect(self._say)
        self.reopen.toggled.connect(lambda _: self._say())

    def _add_preview(self) -> None:
        self.body.addWidget(small_words(tr("So it will be")))
        self.told = Words(wrap=True, figures=True)
        self.body.addWidget(self.told)

    def _models(self) -> list[tuple[str, str]]:
        space = self.tools.space
        copies = [
            (r.key, tr("Copy of {title}", title=tr(r.title))) for r in space.catalogue.every()
        ]
        away = [
            (_BACK + key, tr("{title}, which was put away", title=title))
            for key, title in space.own_registers.put_away_ones()
        ]
        return [("", tr("Nothing: title and owner only")), *away, *copies]

    def _fill(self, value: RegisterValue) -> None:
        self._value = value
        for key, field in (
            ("title", self.title_),
            ("one", self.one),
            ("many", self.many),
            ("about", self.about),
            ("numbering", self.numbering),
            ("systems", self.systems),
            ("group", self.group),
            ("stages", self.stages),
        ):
            field.set_value(getattr(value, key))
        self.reopen.setChecked(value.reopen)
        self.stages.set_hint(
            tr("The steps came with the copy and stay as they are.") if value.copied else ""
        )
        self.reopen.setVisible(not value.copied)
        if not self._key and not self.like.value():
            self.like.set_value("")
        self._say()

    def _begin(self) -> None:
        """From scratch, as a copy, or one that was put away."""
        chosen = str(self.like.value() or "")
        back = chosen.startswith(_BACK)
        for key, field in self._fields.items():
            field.setVisible(key == "like" or not back)
        self.reopen.setVisible(not back)
        self.step.setText(tr("&Bring it back") if back else tr("&Make it"))
        registers = self.tools.space.own_registers
        left = registers.left_behind(chosen) if chosen and not back else ()
        self.like.set_hint(_left_words(left))
        if back:
            self.told.setText(tr("It stands again, with its records and fields."))
        elif chosen:
            self._fill(registers.copy_of(chosen))
        else:
            self._fill(RegisterValue(stages=STAGES))
            self._title_typed()
        self._own_mask = False
        self.take_room()

    def _title_typed(self) -> None:
        """A numbering is proposed until one was typed."""
        if not self._own_mask and self.title_.value():
            self.numbering.set_value(self.tools.space.own_registers.mask_for(self.title_.value()))
        self._say()

    def _mask_typed(self) -> None:
        self._own_mask = True
        self._say()

    def _say(self) -> None:
        """The first number, and the way from draft to closed."""
        value = self.value()
        try:
            year = self.tools.space.desk.today().year
            first = next_number(value.numbering, "", 1, year) if value.numbering else ""
        except Refused:
            first = ""
        way = " → ".join([tr("Draft"), *(stage.word for stage in value.stages if stage.word)])
        noun = value.one or tr("entry")
        said = tr("The first {noun} is {number}.", noun=noun, number=first) if first else ""
        steps = ", ".join(stage.verb for stage in value.stages if stage.verb)
        self.told.setText(f"{said} {way}.\n{tr('Steps: {steps}.', steps=steps)}".strip())

    def _save(self) -> None:
        registers, chosen = self.tools.space.own_registers, str(self.like.value() or "")
        if chosen.startswith(_BACK) and not self._key:
            key = chosen.removeprefix(_BACK)

            def back(progress: Progress) -> str:
                registers.bring_back(key)
                return key

            self.apply(back, self._done)
            return
        value = self.value()

        def work(progress: Progress) -> str:
            return registers.save(value, "" if self._key else chosen)

        self.apply(work, self._done)

    def _put_away(self) -> None:
        registers, key = self.tools.space.own_registers, self._key

        def work(progress: Progress) -> str:
            registers.put_away(key)
            return ""

        self.apply(work, self._done)


def _left_words(left: Sequence[str]) -> str:
    """What a copy leaves behind, in one sentence; "" for nothing."""
    if not left:
        return ""
    named = ", ".join(left[:_NAMED]) + (tr(" and others") if len(left) > _NAMED else "")
    return tr("What is worked out and lines stay with the model: {named}.", named=named)
