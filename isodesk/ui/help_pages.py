"""The pages of the help as Markdown: our own texts, the keyboard, and the clauses."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.paths import resource
from isodesk.standards.clauses import (
    Clause,
    ClauseRef,
    Documented,
    clause,
    clauses,
    counterparts,
    moved,
    parse_ref,
    show,
    standards,
)

FIRST = "first-steps"
SHORTCUTS = "shortcuts"
REGISTERS = "registers"


@dataclass(frozen=True)
class Topic:
    """A page by its name and the words it stands under in the contents."""

    name: str
    title: str


def chapters() -> Iterator[tuple[str, tuple[Topic, ...]]]:
    """(heading, pages): isodesk's own first, then each edition of each standard."""
    names: list[str] = json.loads(resource("help", "contents.json").read_text("utf-8"))
    own = [Topic(name, _title(_file(name))) for name in names]
    yield tr("isodesk"), (*own, Topic(SHORTCUTS, tr("Keyboard")))
    for standard in standards():
        heading = f"ISO {standard.standard}:{standard.edition}"
        listed = clauses(standard.standard, standard.edition)
        yield heading, tuple(Topic(_name(each), f"{each.number}  {each.title}") for each in listed)


def page_of(topic: str) -> str:
    """The Markdown of a page. Raises Refused for a topic there is not."""
    if topic == SHORTCUTS:
        return _shortcuts()
    if resource("help", f"{topic}.md").is_file():
        return _file(topic)
    return _clause_page(clause(parse_ref(topic)))


@cache
def plain_words(topic: str) -> str:
    """The words of a page, folded, for finding it."""
    return page_of(topic).casefold()


def topic_of_clause(text: str) -> str:
    """The topic of a clause as an officer writes it; the first page for none."""
    try:
        return show(parse_ref(text))
    except Refused:
        return FIRST


def topic_of_register(topic: str) -> str:
    """The page on a register; that on registers where it has none of its own."""
    for name in (topic, REGISTERS):
        if resource("help", f"{name}.md").is_file():
            return name
    return FIRST


def _file(name: str) -> str:
    return resource("help", f"{name}.md").read_text("utf-8")


def _title(markdown: str) -> str:
    return markdown.partition("\n")[0].removeprefix("# ").strip()


def _name(each: Clause) -> str:
    return show(ClauseRef(each.standard, each.edition, each.number))


def _clause_page(each: Clause) -> str:
    ref = ClauseRef(each.standard, each.edition, each.number)
    parts = [f"# {each.number} {each.title}", f"ISO {each.standard}:{each.edition}", each.purpose]
    if each.ask:
        parts += [f"## {tr('What an auditor asks')}", each.ask]
    if each.documented:
        lines = [f"- {_documented(piece)}" for piece in each.documented]
        parts += [f"## {tr('What is written down')}", "\n".join(lines)]
    related = list(_related(ref))
    if related:
        parts += [f"## {tr('Beside it')}", "\n".join(related)]
    if each.note:
        parts += [f"## {tr('What changed')}", each.note]
    parts.append(tr("Titles and questions are isodesk’s own words; the standard’s text is ISO’s."))
    return "\n\n".join(filter(None, parts))


def _documented(piece: Documented) -> str:
    kept = tr("Kept up to date") if piece.kind == "maintain" else tr("Kept as it was")
    return f"{kept}: {', '.join(filter(None, (piece.what, piece.extent)))}"


def _related(ref: ClauseRef) -> Iterator[str]:
    """The clause in the other standard and in the other edition, as links."""
    for link in counterparts(ref):
        part = tr("shared") if link.relation == "shared" else tr("in part")
        yield _linked(link.ref, tr("In the other standard, {part}", part=part), link.note)
    for standard in standards():
        if standard.standard == ref.standard and standard.edition != ref.edition:
            for link in moved(ref, standard.edition):
                said = tr("In the edition {edition}", edition=standard.edition)
                yield _linked(link.ref, said, link.note)


def _linked(ref: ClauseRef, said: str, note: str) -> str:
    name = show(ref)
    title = clause(ref).title
    tail = f". {note}" if note else ""
    return f"- {said}: [{name} {title}](<clause/{name}>){tail}"


def _shortcuts() -> str:
    """Every key of the menus, and those of lists and tables."""
    from isodesk.ui.actions import ACTIONS

    lines = [f"# {tr('Keyboard')}", tr("Everything can be done without a mouse."), ""]
    keyed = [action for action in ACTIONS if action.shortcut]
    for menu, actions in groupby(keyed, key=lambda action: action.menu):
        lines += [f"## {tr(menu)}", "", f"| {tr('Key')} | {tr('Does')} |", "|---|---|"]
        for each in actions:
            words = [tr(each.text), *(tr(a.text) for a in ACTIONS if a.shares == each.name)]
            does = tr(", on Registers: ").join(word.rstrip("…") for word in words)
            lines.append(f"| {each.shortcut} | {does} |")
        lines.append("")
    lines += [f"## {tr('Lists and tables')}", "", f"| {tr('Key')} | {tr('Does')} |", "|---|---|"]
    lines += [f"| {key} | {does} |" for key, does in _list_keys()]
    lines += ["", f"## {tr('An audit onsite')}", ""]
    lines += [f"| {tr('Key')} | {tr('Does')} |", "|---|---|"]
    lines += [f"| {key} | {does} |" for key, does in _onsite_keys()]
    return "\n".join(lines)


def _onsite_keys() -> tuple[tuple[str, str], ...]:
    return (
        ("1 … 6", tr("The verdict; with Alt inside the note")),
        ("0", tr("Take the verdict back")),
        (tr("Letters"), tr("Open the note; Esc leaves it")),
        ("Alt+G", tr("Mark good practice, where it conforms")),
        (tr("Enter"), tr("The next question without a verdict; with Ctrl inside the note")),
        (tr("Page Down, Page Up, arrows"), tr("The next question, the one before")),
        ("Ctrl+F", tr("Find any question")),
        ("Ctrl+R, Ctrl+N", tr("Reword the question, add one")),
        ("F8", tr("Large type and high contrast, for the sun")),
        (tr("Esc twice"), tr("Leave the audit; Go onsite comes back to the same question")),
    )


def _list_keys() -> tuple[tuple[str, str], ...]:
    return (
        (tr("Letters"), tr("Filter the list")),
        (tr("Enter"), tr("Open the record, or correct the cell")),
        (tr("Space"), tr("Tick or untick the row of a table")),
        ("F, M", tr("Found or missing, when a walk is keyed in")),
        (tr("Down"), tr("From the filter into the list; in a date, the calendar")),
        (tr("Esc"), tr("Empty the filter; close a dialog")),
    )
