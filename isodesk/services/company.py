"""The company, its document types and its people."""

import json
import secrets
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import select

from isodesk import paths
from isodesk.core.names import name_of
from isodesk.core.numbering import check_mask
from isodesk.core.problems import Problem, Refused
from isodesk.core.spine import Company, Person
from isodesk.documents.care_values import STILL_VALID_MOST
from isodesk.documents.model import DocumentType
from isodesk.documents.rules import is_external
from isodesk.documents.values import Systems, TypeOfDocument
from isodesk.intake.file_bytes import bytes_of
from isodesk.services.desk import Desk
from isodesk.services.reading_asks import person_changed
from isodesk.services.retaining import documents_of_type, retain_all
from isodesk.services.retention import add_starter_rules
from isodesk.store import files
from isodesk.store.unit import Unit


@dataclass(frozen=True)
class CompanyValue:
    """The company as screens and sheets show it; `logo` is PNG or JPEG bytes."""

    name: str
    address: str = ""
    scope: str = ""
    systems: Systems = Systems.BOTH
    logo: bytes | None = None
    paper: str = "A4"
    colour: bool = True
    file_id: str = ""
    still_valid_most: int = STILL_VALID_MOST
    """How often in a row a revision may be found still valid."""


@dataclass(frozen=True)
class PersonValue:
    """A person, or a role or place that holds copies."""

    id: int
    name: str
    roles: str = ""
    department: str = ""
    email: str = ""
    phone: str = ""
    is_role: bool = False
    active: bool = True


@dataclass(frozen=True)
class Founding:
    """What New company asks. The first of `people` is the officer who is signed in."""

    company: CompanyValue
    people: tuple[PersonValue, ...]
    types: tuple[TypeOfDocument, ...] = ()


def starter_types() -> tuple[TypeOfDocument, ...]:
    """The document types a new company begins with, the officer's to edit."""
    rows = json.loads(paths.resource("starters", "types.json").read_text(encoding="utf-8"))
    rows = rows["types"] if isinstance(rows, dict) else rows
    return tuple(
        TypeOfDocument(
            0,
            row["key"],
            row["name"],
            row["prefix"],
            row["mask"],
            row["review_months"],
            row.get("letters", False),
            True,
            external=row.get("external", False),
            to_fill=row["key"] == "form",
        )
        for row in rows
    )


class Companies:
    """The one company of the open file."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def found(self, founding: Founding) -> int:
        """Write the company into a new file; answers the officer's person id."""
        problems = founding_problems(founding)
        if problems:
            raise Refused(problems)
        with self._desk.unit("Founding the file") as unit:
            value = founding.company
            company = Company(
                id=1,
                file_id=value.file_id or secrets.token_hex(16),
                name=value.name.strip(),
                code_key=secrets.token_hex(32),
            )
            _write_company(unit, company, value)
            unit.session.add(company)
            for position, kind in enumerate(founding.types or starter_types()):
                unit.session.add(_type_row(DocumentType(position=position), kind))
            add_starter_rules(unit)
            people = [_person_row(Person(kind="person"), p) for p in founding.people]
            unit.session.add_all(people)
            unit.session.flush()
            return people[0].id

    def get(self) -> CompanyValue:
        """The company with its logo."""
        with self._desk.reading() as session:
            row = session.get_one(Company, 1)
            logo = files.read(session, row.logo_id) if row.logo_id else None
            return CompanyValue(
                row.name,
                row.address or "",
                row.scope or "",
                Systems(row.systems),
                logo,
                row.paper,
                row.colour,
                row.file_id,
                STILL_VALID_MOST if row.still_valid_most is None else row.still_valid_most,
            )

    def change(self, value: CompanyValue) -> None:
        """Save the company's details. Raises Refused without a name."""
        if not value.name.strip():
            raise Refused([Problem("name", "A company needs a name.")])
        if not 0 <= value.still_valid_most <= 20:
            raise Refused([Problem("still_valid_most", "Between 0 (never) and 20 times.")])
        with self._desk.unit() as unit:
            company = unit.company()
            company.name = value.name.strip()
            _write_company(unit, company, value)
            unit.also = frozenset({"company"})

    def types(self, *, active_only: bool = False) -> tuple[TypeOfDocument, ...]:
        """The document types in their order."""
        with self._desk.reading() as session:
            rows = session.scalars(select(DocumentType).order_by(DocumentType.position)).all()
            return tuple(_type_value(r) for r in rows if r.active or not active_only)

    def save_type(self, value: TypeOfDocument) -> int:
        """Add (id 0) or change a type. Raises Refused for a mask that cannot number."""
        problems = type_problems(value, self.types())
        if problems:
            raise Refused(problems)
        with self._desk.unit() as unit:
            if value.id:
                row = unit.session.get_one(DocumentType, value.id)
            else:
                row = DocumentType(position=len(self.types()), key=f"own-{secrets.token_hex(4)}")
                unit.session.add(row)
                value = replace(value, key=row.key)
            before = row.rule_id
            _type_row(row, value)
            unit.session.flush()
            if row.rule_id != before:
                retain_all(unit, documents_of_type(unit.session, row.id))
            unit.also = frozenset({"document_type"})
            return row.id

    def people(self, *, active_only: bool = False) -> tuple[PersonValue, ...]:
        """Everybody by name; roles and places last."""
        with self._desk.reading() as session:
            rows = session.scalars(select(Person).order_by(Person.is_role, Person.sort_title)).all()
            return tuple(_person_value(r) for r in rows if r.active or not active_only)

    def save_person(self, value: PersonValue) -> int:
        """Add (id 0) or change a person. Raises Refused without a name or for a twin."""
        problems = person_problems(value, self.people())
        if problems:
            raise Refused(problems)
        with self._desk.unit() as unit:
            if value.id:
                row = unit.session.get_one(Person, value.id)
            else:
                row = Person(kind="person")
                unit.session.add(row)
            before = (row.roles, row.active, row.is_role, row.title)
            _person_row(row, value)
            if before != (row.roles, row.active, row.is_role, row.title):
                person_changed(unit)
            unit.session.flush()
            return row.id


def type_problems(value: TypeOfDocument, known: tuple[TypeOfDocument, ...]) -> list[Problem]:
    """What is wrong with a document type as typed."""
    others = [t for t in known if t.id != value.id]
    mask = check_mask(value.mask)
    checks = (
        ("name", not value.name.strip(), "A type needs a name."),
        (
            "name",
            any(t.name.casefold() == value.name.strip().casefold() for t in others),
            "Another type has this name already.",
        ),
        (
            "prefix",
            "{prefix}" in value.mask and not value.prefix.strip(),
            "Give the type a prefix.",
        ),
        ("mask", mask is not None, mask or ""),
        ("review_months", not 0 <= value.review_months <= 120, "Between 0 (never) and 120 months."),
    )
    return [Problem(field, sentence) for field, wrong, sentence in checks if wrong]


def person_problems(value: PersonValue, known: tuple[PersonValue, ...]) -> list[Problem]:
    """What is wrong with a person as typed."""
    name = value.name.strip()
    twins = [p for p in known if p.id != value.id and p.name.casefold() == name.casefold()]
    checks = (
        ("name", not name, "Give a name."),
        ("name", bool(twins), "Somebody has this name already; add a middle name or a role."),
    )
    return [Problem(field, sentence) for field, wrong, sentence in checks if wrong]


def founding_problems(founding: Founding) -> list[Problem]:
    """What is wrong with a new company as typed."""
    problems = []
    if not founding.company.name.strip():
        problems.append(Problem("name", "A company needs a name."))
    if not founding.people or not founding.people[0].name.strip():
        problems.append(Problem("people", "Name yourself: every change stands under a name."))
    return problems


def _write_company(unit: Unit, company: Company, value: CompanyValue) -> None:
    company.address = value.address
    company.scope = value.scope
    company.systems = int(value.systems)
    company.paper = value.paper
    company.colour = value.colour
    company.still_valid_most = value.still_valid_most
    company.logo_id = files.keep(unit.session, value.logo, "image/png") if value.logo else None


def _type_row(row: DocumentType, value: TypeOfDocument) -> DocumentType:
    row.key, row.name, row.prefix = value.key, value.name.strip(), value.prefix.strip()
    row.mask, row.review_months = value.mask.strip(), value.review_months
    row.letters, row.active, row.external = value.letters, value.active, value.external
    row.rule_id, row.to_fill = value.rule_id, value.to_fill
    return row


def _type_value(row: DocumentType) -> TypeOfDocument:
    return TypeOfDocument(
        row.id,
        row.key,
        row.name,
        row.prefix,
        row.mask,
        row.review_months,
        row.letters,
        row.active,
        row.rule_id,
        is_to_fill(row),
        is_external(row.external, row.key),
    )


def is_to_fill(row: DocumentType) -> bool:
    """Whether documents of a type print as blanks; a file of version 1 has not been asked."""
    return row.key == "form" if row.to_fill is None else row.to_fill


def _person_row(row: Person, value: PersonValue) -> Person:
    row.title, row.state = value.name.strip(), "active" if value.active else "left"
    row.roles, row.department = value.roles or None, value.department or None
    row.email, row.phone = value.email or None, value.phone or None
    row.is_role, row.active = value.is_role, value.active
    return row


def _person_value(row: Person) -> PersonValue:
    return PersonValue(
        row.id,
        row.title or "",
        row.roles or "",
        row.department or "",
        row.email or "",
        row.phone or "",
        row.is_role,
        row.active,
    )


def read_logo(path: Path) -> bytes:
    """A logo from a picture file. Raises Refused when it is none that can be printed, or larger
    than 2 MB."""
    from isodesk.printing.logo import read_logo as printable

    content = bytes_of(path)
    known: tuple[Any, ...] = (b"\x89PNG", b"\xff\xd8\xff")
    if not content.startswith(known):
        raise Refused(f"{name_of(path)} is no PNG or JPEG picture. Choose another logo.")
    if len(content) > 2_000_000:
        raise Refused(f"{name_of(path)} is larger than 2 MB. Save the logo smaller.")
    if printable(content) is None:
        raise Refused(
            f"{name_of(path)} cannot be printed: it is damaged, or far too large a picture."
        )
    return content
