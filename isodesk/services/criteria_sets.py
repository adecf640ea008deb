"""Sets of criteria: begun from the house's own, carried on edition by edition, and written out
as a controlled document."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from isodesk.core.problems import Refused
from isodesk.core.record import Record
from isodesk.i18n import tr
from isodesk.registers import criteria as criteria_register
from isodesk.registers.criteria import criteria_of
from isodesk.registers.significance import Band, Criteria, Input, Method
from isodesk.registers.significance_sets import ReadySet, levels_text, ready_set
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk
from isodesk.services.entry_lines import write_line
from isodesk.services.entry_settling import settle
from isodesk.services.entry_values import entry_of
from isodesk.services.entry_writing import add

if TYPE_CHECKING:
    from isodesk.store.unit import Unit


@dataclass(frozen=True)
class SetValue:
    """A set of criteria that aspects may be weighed by; `problem` says why it cannot."""

    id: int
    number: str
    title: str
    edition: int
    state: str
    criteria: Criteria | None
    problem: str = ""

    @property
    def in_force(self) -> bool:
        """Whether it decides."""
        return self.state == "in_force"


class CriteriaSets:
    """The sets of criteria of the open file."""

    def __init__(self, desk: Desk, catalogue: Catalogue) -> None:
        self._desk, self._catalogue = desk, catalogue

    def all(self) -> tuple[SetValue, ...]:
        """The sets in force and in draft."""
        from sqlalchemy import select

        from isodesk.store.mapped import record_class

        table: Any = record_class("criteria")
        register = self._catalogue.get("criteria")
        with self._desk.reading() as session:
            wanted = select(table).where(table.state.in_(("in_force", "draft")))
            found = [
                _set_value(entry_of(session, register, record))
                for record in session.scalars(wanted.order_by(table.id))
            ]
        return tuple(sorted(found, key=lambda each: not each.in_force))

    def begin(self, method: Method) -> int:
        """A draft from the ready set of a method; answers it."""
        ready = ready_set(method)
        with self._desk.unit(tr("Begun from a ready set")) as unit:
            values = {"about": tr(ready.about)}
            return self._new(unit, replace(ready.criteria, name=tr(ready.criteria.name)), values)

    def next_edition(self, criteria_id: int, bands: tuple[Band, ...] = ()) -> int:
        """The next edition of a set as a draft, with other bands if they are given; answers
        it. The set itself stays as it is."""
        with self._desk.unit(tr("Next edition of the criteria")) as unit:
            record = unit.session.get_one(Record, criteria_id)
            entry: Any = entry_of(unit.session, self._catalogue.get("criteria"), record)
            criteria = criteria_of(entry)
            values = {
                "about": entry.about,
                "edition": (entry.edition or 1) + 1,
                "follows_id": criteria_id,
                "document_id": entry.document_id,
            }
            return self._new(unit, replace(criteria, bands=bands or criteria.bands), values)

    def document_of(self, criteria_id: int) -> int:
        """The set as a draft of a controlled document, ready to be approved; answers the
        document. The next edition becomes the next revision of the same document. Raises
        Refused where its document has a revision in work already."""
        with self._desk.unit(tr("Criteria written as a document")) as unit:
            record = unit.session.get_one(Record, criteria_id)
            entry: Any = entry_of(unit.session, self._catalogue.get("criteria"), record)
            return _as_document(unit, record, entry)

    def _new(self, unit: "Unit", criteria: Criteria, values: Mapping[str, Any]) -> int:
        register = self._catalogue.get("criteria")
        first = {"title": criteria.name, "method": criteria.method.name, **values}
        made = add(unit, register, {**first, "formula": criteria.formula or None})
        for each in criteria.inputs:
            write_line(unit, register, made, "criteria_item", _item(each), None)
        for band in criteria.bands:
            write_line(unit, register, made, "criteria_band", _band(band), None)
        settle(unit, register, unit.session.get_one(Record, made))
        return made


def set_texts(ready: ReadySet) -> tuple[dict[str, str], dict[str, list[dict[str, str]]]]:
    """A ready set as the typed texts of its fields, and of its lines by their key."""
    criteria = ready.criteria
    texts = _texts(
        {
            "title": tr(criteria.name),
            "method": criteria.method.name,
            "about": tr(ready.about),
            "formula": criteria.formula or None,
        }
    )
    return texts, {
        "criteria_item": [_texts(_item(each)) for each in criteria.inputs],
        "criteria_band": [_texts(_band(each)) for each in criteria.bands],
    }


def _texts(values: Mapping[str, Any]) -> dict[str, str]:
    known = {key: value for key, value in values.items() if value is not None}
    return {key: "yes" if value is True else str(value) for key, value in known.items()}


def _set_value(entry: Any) -> SetValue:
    criteria, problem = None, ""
    try:
        said = [each.sentence for each in criteria_register.can_be_used(entry)]
        problem = " ".join(said)
        criteria = criteria_of(entry) if not problem else None
    except Refused as refused:
        problem = str(refused)
    facts = (entry.number or "", entry.title or "", entry.edition or 1, entry.state)
    return SetValue(entry.id, *facts, criteria, problem)


def _item(each: Input) -> dict[str, Any]:
    return {
        "label": tr(each.label),
        "short": each.key,
        "role": each.role.name,
        "levels": levels_text(each.levels),
        "weight": each.weight if each.weight != 1 else None,
        "only_when": each.group or None,
    }


def _band(band: Band) -> dict[str, Any]:
    return {
        "begins": band.at,
        "word": tr(band.word),
        "significant": band.significant or None,
        "only_when": band.group or None,
        "only_for": band.category or None,
    }


def _as_document(unit: "Unit", record: Record, entry: Any) -> int:
    from isodesk.documents.model import Document
    from isodesk.services.criteria_document import criteria_tree
    from isodesk.services.documents import newest_revision, revise
    from isodesk.services.written import begin_text, draft

    criteria = criteria_of(entry)
    edition = tr("edition {n}", n=entry.edition or 1)
    tree = criteria_tree(criteria, entry.about or "", f"{entry.number}, {edition}")
    document = unit.session.get(Document, entry.document_id or 0)
    if document is None or document.closed is not None:
        document_id = _new_document(unit, entry)
        revision = newest_revision(unit.session, document_id)
        assert revision is not None
        revision_id = revision.id
    else:
        document_id, revision_id = document.id, _revision(unit, document, edition, revise)
    begin_text(unit, draft(unit.session, revision_id), tree)
    unit.entering.may_change.add(record.id)  # which document holds it is no part of the criteria
    record.document_id = document_id  # type: ignore[attr-defined]
    unit.session.flush()
    return document_id


def _revision(unit: "Unit", document: Any, edition: str, revise: Any) -> int:
    """The draft of a document that the text goes into: the open one, or a new revision."""
    from isodesk.services.documents import newest_revision

    newest = newest_revision(unit.session, document.id)
    if newest is not None and newest.state == "draft":
        return int(newest.id)
    return int(revise(unit, document, tr("Criteria, {edition}", edition=edition)))


def _new_document(unit: "Unit", entry: Any) -> int:
    from sqlalchemy import select

    from isodesk.documents.model import DocumentType
    from isodesk.documents.values import NewDocument, Systems
    from isodesk.services.documents import add as add_document

    kinds = list(unit.session.scalars(select(DocumentType).order_by(DocumentType.id)))
    own = [kind for kind in kinds if not kind.external]
    kind = next((each for each in own if each.key == "specification"), own[0])
    title = tr("Criteria for significant environmental aspects")
    new = NewDocument(
        title,
        kind.id,
        systems=Systems.ENVIRONMENT,
        owner_id=entry.owner_id,
        author_id=unit.actor.person_id,
        summary=f"{entry.number} {entry.title or ''}".strip(),
    )
    return add_document(unit, new)
