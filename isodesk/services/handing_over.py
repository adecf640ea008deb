"""An audit that goes to a colleague's laptop: the package made here, opened there as a small file
of its own, and the package of answers made there."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from isodesk import registers
from isodesk.core.problems import Problem, Refused
from isodesk.core.record import Record
from isodesk.core.spine import Attachment
from isodesk.documents.values import Systems
from isodesk.i18n import tr
from isodesk.services.audit_package import ENDING, MEDIA, Package, new_code, new_id, seal, unseal
from isodesk.services.audit_told import PLAN, told_audit, told_company
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk
from isodesk.services.entry_lines import write_line
from isodesk.services.entry_values import line_rows, line_values
from isodesk.services.entry_writing import add
from isodesk.store import files
from isodesk.store.mapped import lines_table
from isodesk.store.unit import Unit

if TYPE_CHECKING:
    from isodesk.intake.reader import Reader
    from isodesk.services.workspace import Workspace
    from isodesk.settings import Settings

_OPEN = ("prepared", "running", "reporting")


@dataclass(frozen=True)
class HandedOver:
    """A package as it is saved, with the code that is told and not sent."""

    content: bytes
    code: str
    name: str
    """Proposed for the file, without its ending."""


class HandingOver:
    """Packages of the audits of the open file."""

    def __init__(self, desk: Desk, catalogue: Catalogue) -> None:
        self._desk, self._catalogue = desk, catalogue

    def hand_over(self, audit_id: int, colleague: str) -> HandedOver:
        """The package of an audit for a colleague; its code stays in this file. Raises Refused
        without a name, and for an audit that is not being held."""
        if not colleague.strip():
            raise Refused([Problem("name", tr("Say who gets it."))])
        code, package = new_code(), new_id()
        with self._desk.unit(tr("Handed over to {name}", name=colleague.strip())) as unit:
            audit = unit.session.get_one(Record, audit_id)
            if audit.state not in _OPEN:
                raise Refused(tr("Prepare the audit first; then it can be handed over."))
            told = {
                "kind": "audit",
                "by": unit.actor.name,
                "to": colleague.strip(),
                "company": told_company(unit.company()),
                **told_audit(unit.session, audit),
            }
            note = {"package": package, "name": colleague.strip(), "code": code}
            register = self._catalogue.get("audit")
            values = {**note, "received": False, "made_at": unit.now}
            write_line(unit, register, audit_id, "audit_handover", values, None)
            unit.also |= {"audit"}
            return HandedOver(
                seal(Package(package, told, {}), code), code, f"{audit.number} {colleague.strip()}"
            )

    def answers(self, audit_id: int) -> HandedOver:
        """What was answered here, for the laptop the audit came from. Raises Refused where it
        came from none."""
        with self._desk.reading() as session:
            audit = session.get_one(Record, audit_id)
            came = next((h for h in _handovers(session, audit_id) if h["received"]), None)
            if came is None:
                raise Refused(tr("This audit was not received from another laptop."))
            sent = _sent(session, audit_id, came["code"])
            held: dict[str, bytes] = {}
            told = {
                "kind": "answers",
                "by": self._desk.actor.name,
                "sent": sent.told["questions"],
                "sent_samples": sent.told.get("samples", []),
                **told_audit(session, audit, held),
            }
            package = Package(came["package"], told, held)
            return HandedOver(
                seal(package, came["code"]), came["code"], tr("{n} answers", n=audit.number)
            )


def open_package(
    content: bytes, code: str, path: Path, settings: "Settings", reader: "Reader"
) -> "Workspace":
    """A company file with this one audit, ready to be answered by the colleague. Raises Refused
    for a wrong code, a changed package, answers, or a file that stands there already."""
    from isodesk.services.company import CompanyValue, Founding, PersonValue
    from isodesk.services.workspace import Workspace

    package = unseal(content, code)
    told = package.told
    if told.get("kind") != "audit":
        raise Refused(tr("These are answers. Open them in the file the audit was sent from."))
    people = [told["to"], *(n for n in told["people"] if n != told["to"])]
    firm = told["company"]
    founding = Founding(
        CompanyValue(
            firm["name"],
            firm["address"],
            firm["scope"],
            Systems(firm["systems"]),
            paper=firm["paper"],
        ),
        tuple(PersonValue(0, name) for name in people),
    )
    space = Workspace.create(path, founding, settings, reader)
    try:
        with space.desk.unit(tr("Received from {name}", name=told["by"])) as unit:
            _receive(unit, space.catalogue, package, content, code)
    except BaseException:
        space.close()
        path.unlink(missing_ok=True)  # a file without its audit is of no use to anybody
        raise
    return space


def _receive(unit: Unit, catalogue: Catalogue, package: Package, content: bytes, code: str) -> None:
    told, register = package.told, catalogue.get("audit")
    unit.company().grade_words = told["company"].get("grade_words")
    plan = told["audit"]
    audit_id = add(unit, register, {**_unpacked(register, plan), "systems": plan["systems"]})
    audit = unit.session.get_one(Record, audit_id)
    audit.number, audit.state = plan["number"], "running"
    processes = _processes(unit, catalogue, told)
    for each in told["members"]:
        _line(unit, audit_id, "audit_member", {**each, "person_id": None})
    for each in told["slots"]:
        _line(unit, audit_id, "audit_slot", each)
    for each in told["questions"]:
        values = {**each, "process_id": processes.get(each["process_id"])}
        _line(unit, audit_id, "audit_question", {**values, **_HERE, "their_line": each["id"]})
    _receive_samples(unit, audit_id, package)
    file_id = files.keep(unit.session, content, MEDIA)
    unit.session.add(Attachment(record_id=audit_id, file_id=file_id, name=_NAME))
    note = {"package": package.id, "name": told["by"], "received": True, "code": code}
    values = {**note, "made_at": unit.now}
    write_line(unit, register, audit_id, "audit_handover", values, None)
    unit.session.flush()


def _receive_samples(unit: Unit, audit_id: int, package: Package) -> None:
    """Samples that were drawn come along, to be ticked here."""
    register = registers.find("audit")
    assert register is not None
    table = lines_table(register.lines_by_key["audit_question"])
    unit.session.flush()
    rows = unit.session.scalars(select(table).where(table.record_id == audit_id))
    lines = {row.their_line: row.id for row in rows}
    for at, each in enumerate(package.told.get("samples", ()), 1):
        if each["question"] in lines:
            mark = {"came_from": f"{package.id}:{each['id']}", "position": at}
            values = {**each, **mark, "question": lines[each["question"]]}
            _line(unit, audit_id, "audit_evidence", values)


_NAME = f"as-received{ENDING}"
_HERE = {"finding_id": None, "earlier_id": None, "answered_by_id": None}
"""References that mean nothing in another file."""


def _line(unit: Unit, audit_id: int, key: str, values: Mapping[str, Any]) -> None:
    """A line from its stored form, with the place it had."""
    register = registers.find("audit")
    assert register is not None
    table = lines_table(register.lines_by_key[key])
    known = {f.key for f in register.lines_by_key[key].line.fields} | {"position"}
    unit.session.add(table(record_id=audit_id, **{k: v for k, v in values.items() if k in known}))


def _unpacked(register: Any, plan: Mapping[str, Any]) -> dict[str, Any]:
    return {key: register.by_key[key].kind.unpack(plan.get(key)) for key in PLAN}


def _processes(unit: Unit, catalogue: Catalogue, told: Mapping[str, Any]) -> dict[int, int]:
    """The processes that questions name, made here under their names."""
    wanted = {q["process_id"] for q in told["questions"] if q["process_id"]}
    register = catalogue.get("process")
    return {
        i: add(unit, register, {"title": told["names"].get(str(i)) or tr("Process")})
        for i in sorted(wanted)
    }


def _handovers(session: Session, audit_id: int) -> list[dict[str, Any]]:
    register = registers.find("audit")
    assert register is not None
    lines = register.lines_by_key["audit_handover"]
    return [line_values(lines, row) for row in line_rows(session, lines, audit_id)]


def _sent(session: Session, audit_id: int, code: str) -> Package:
    """The package the audit came with, kept with it."""
    kept = session.scalar(
        select(Attachment).where(Attachment.record_id == audit_id, Attachment.name == _NAME)
    )
    if kept is None:
        raise Refused(tr("The package this audit came with is no longer in this file."))
    return unseal(files.read(session, kept.file_id), code)
