"""Processes on paper: the turtle sheet of one, and the map of who gives what to whom."""

from collections.abc import Iterable

from isodesk.core.folding import folded
from isodesk.core.kinds import EVERY
from isodesk.i18n import tr
from isodesk.printing.planning_sheets import MapProcess, ProcessMap, Turtle
from isodesk.registers.process import REGISTER as PROCESSES
from isodesk.registers.process import Direction, Measure, Passage, Process
from isodesk.registers.risk import REGISTER as RISKS
from isodesk.services.plain_entries import called, entries_of, names_of
from isodesk.services.print_tools import Tools

_DOCUMENTS = """
SELECT r.id, r.number, r.title, d.process, d.newest_label AS label
FROM record r JOIN document d ON d.id = r.id
WHERE r.kind = 'document' AND r.state NOT IN ('withdrawn', 'void')
ORDER BY r.sort_number
"""
_LINKED = """
SELECT CASE WHEN from_id = :id THEN to_id ELSE from_id END AS other FROM link
WHERE ended IS NULL AND :id IN (from_id, to_id)
"""
_NAMED = """
SELECT r.number, r.title{more} FROM record r JOIN {kind} k ON k.id = r.id
WHERE k.process_id = ? AND r.closed IS NULL ORDER BY r.sort_number
"""
_LEVELS = dict(RISKS.by_key["level"].kind.choices)  # type: ignore[attr-defined]


def turtle(tools: Tools, record_id: int) -> bytes:
    """The turtle sheet of a process."""
    from isodesk.printing.turtle import turtle_pdf

    return turtle_pdf(turtle_of(tools, record_id), *tools.around)


def turtle_of(tools: Tools, record_id: int) -> Turtle:
    """What the turtle sheet of a process says."""
    value = tools.entry(record_id)
    shown = value.shown
    passages = entries_by_id(tools)
    gives, takes = _neighbours(tools, passages, record_id)
    documents = (_document(row) for row in documents_of(tools, record_id, value.title))
    return Turtle(
        number=value.number,
        title=value.title,
        sort=shown["sort"],
        state=tr(PROCESSES.state(value.state).word),
        owner=shown["owner_id"],
        purpose=shown["purpose"],
        begins=shown["begins"],
        ends=shown["ends"],
        inputs=_said(shown["inputs"], _from(tr("From"), shown["sources"])),
        outputs=_said(shown["outputs"], _from(tr("To"), shown["receivers"])),
        resources=_said(shown["resources"]),
        competence=_said(shown["competence"]),
        methods=_said(shown["methods"], *documents),
        measures=_said(*_measures(passages[record_id]), *_objectives(tools, record_id)),
        takes=takes,
        gives=gives,
        risks=_said(shown["risks"], *_weighed(tools, record_id)),
        provider=shown["provider_id"],
    )


def documents_of(tools: Tools, record_id: int, title: str) -> list[dict[str, object]]:
    """The documents of a process: those that name it in their own field, and those that are
    linked to it."""
    linked = {row["other"] for row in tools.rows(_LINKED.replace(":id", "?"), [record_id] * 2)}
    name = folded(title)
    return [
        row
        for row in tools.rows(_DOCUMENTS)
        if row["id"] in linked or folded(str(row["process"] or "")) == name
    ]


def entries_by_id(tools: Tools) -> dict[int, Process]:
    """All processes with their lines, by id."""
    return {each.id: each for each in entries_of(tools.desk, PROCESSES, Process)}


def process_map(tools: Tools, choice: str = "") -> bytes:
    """The map of all processes that are in use or on the way."""
    from isodesk.printing.process_map import process_map_pdf

    return process_map_pdf(map_of(tools), *tools.around)


def map_of(tools: Tools) -> ProcessMap:
    """Who gives what to whom; said once, whichever of the two wrote it down."""
    found = [p for p in entries_by_id(tools).values() if p.state != "closed"]
    order = {"LEAD": 0, "CORE": 1, "SUPPORT": 2}
    found.sort(key=lambda p: order[p.sort.name] if p.sort else 1)
    owners = names_of(tools.desk, (p.owner_id for p in found))
    place = {p.id: at for at, p in enumerate(found)}
    passages: dict[tuple[int, int, str], None] = {}
    for process in found:
        for giver, taker, what in _passages(process):
            if giver in place and taker in place:
                passages[place[giver], place[taker], what] = None
    processes = tuple(
        MapProcess(
            p.number or "",
            p.title or "",
            owners.get(p.owner_id or 0, ""),
            tr(p.sort.value) if p.sort else "",
        )
        for p in found
    )
    return ProcessMap(processes, tuple(passages))


def _passages(process: Process) -> Iterable[tuple[int, int, str]]:
    """(who gives, who takes, what) of the lines of one process."""
    lines: tuple[Passage, ...] = process.lines.get("process_passage", ())
    for line in lines:
        if line.other_id and line.what:
            gives = line.direction is not Direction.TAKES
            yield (
                (process.id, line.other_id, line.what)
                if gives
                else (line.other_id, process.id, line.what)
            )


Neighbours = tuple[tuple[str, str], ...]


def _neighbours(
    tools: Tools, processes: dict[int, Process], record_id: int
) -> tuple[Neighbours, Neighbours]:
    """(gives, takes) of one process, also where only its neighbour wrote it down."""
    told = dict.fromkeys(p for each in processes.values() for p in _passages(each))
    names = {i: title for i, (_, title) in called(tools.desk, processes).items()}
    gives = [(names.get(taker, ""), what) for giver, taker, what in told if giver == record_id]
    takes = [(names.get(giver, ""), what) for giver, taker, what in told if taker == record_id]
    return tuple(gives), tuple(takes)


def _said(*texts: str) -> tuple[str, ...]:
    return tuple(part for text in texts for part in (text or "").split("\n") if part.strip())


def _from(word: str, text: str) -> str:
    return f"{word}: {text}" if text else ""


def _document(row: dict[str, object]) -> str:
    label = tr("revision {label}", label=row["label"]) if row["label"] else ""
    return ", ".join(filter(None, (f"{row['number'] or ''} {row['title'] or ''}".strip(), label)))


def _measures(process: Process) -> Iterable[str]:
    lines: tuple[Measure, ...] = process.lines.get("process_measure", ())
    for line in lines:
        told = (line.target or "", EVERY.show(line.every), line.record or "")
        rest = ", ".join(filter(None, told))
        yield f"{line.what}: {rest}" if rest else line.what


def _objectives(tools: Tools, record_id: int) -> Iterable[str]:
    for row in tools.rows(_NAMED.format(kind="objective", more=""), [record_id]):
        yield f"{row['number']} {row['title']}"


def _weighed(tools: Tools, record_id: int) -> Iterable[str]:
    """Risks and opportunities that name the process, with how they weigh."""
    more = ", k.score, k.level, k.residual_score AS after"
    for row in tools.rows(_NAMED.format(kind="risk", more=more), [record_id]):
        weight = tr("not weighed yet")
        if row["score"] is not None:
            weight = f"{tr(_LEVELS[row['level']]).lower()}, {row['score']}"
        if row["after"] is not None:
            weight += tr("; after treatment {score}", score=row["after"])
        yield f"{row['number']} {row['title']}: {weight}"
    for row in tools.rows(_NAMED.format(kind="opportunity", more=", k.score"), [record_id]):
        weight = row["score"] if row["score"] is not None else tr("not weighed yet")
        yield f"{row['number']} {row['title']}: {tr('opportunity')}, {weight}"
