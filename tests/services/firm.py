"""Steps that many tests begin with, taken by the services themselves."""

from dataclasses import dataclass
from datetime import date

from isodesk.documents.values import DocumentValue, Issued, NewDocument, RevisionValue
from isodesk.services.content import brought_text
from isodesk.services.workspace import Workspace
from tests.company import TestClock

TEXT = """# Melting and pouring

How iron is melted and poured in the small foundry.

## Melting

Charge the furnace as the card says. Hold the iron at {degrees} degrees.

## Pouring

Pour without a break. Write the heat number on the card.
"""
HALL = ("Melt shop", "Hall 1, board")
OFFICE = ("Reception", "Entrance")


@dataclass
class Firm:
    """A workspace with its people: Anna is the officer, Tom writes, Marta approves."""

    space: Workspace
    clock: TestClock

    def __post_init__(self) -> None:
        ids = {p.name: p.id for p in self.space.companies.people()}
        self.anna, self.tom, self.marta = ids["Anna Reyes"], ids["Tom Hale"], ids["Marta Lind"]
        self.laboratory = ids["Laboratory"]
        self.types = {t.key: t.id for t in self.space.companies.types()}

    def today(self) -> date:
        return self.clock.now.date()

    def draft(
        self, title: str = "Melting and pouring", kind: str = "procedure", **facts: object
    ) -> int:
        """A procedure by Tom with a text, to be reviewed by Anna and approved by Marta."""
        given: dict[str, object] = {
            "owner_id": self.anna,
            "author_id": self.tom,
            "reviewer_id": self.anna,
            "approver_id": self.marta,
            "summary": "First issue",
            "reason": "Start",
        }
        type_id = self.types[kind]
        document = self.space.documents.new(NewDocument(title, type_id, **(given | facts)))  # type: ignore[arg-type]
        self.write(document, 1480)
        return document

    def write(self, document: int, degrees: int) -> None:
        """Give the newest draft its text."""
        source = TEXT.format(degrees=degrees).encode()
        self.space.contents.set(self.newest(document).id, brought_text("melting.md", source))

    def get(self, document: int) -> DocumentValue:
        return self.space.documents.get(document)

    def newest(self, document: int) -> RevisionValue:
        newest = self.get(document).newest
        assert newest is not None
        return newest

    def submitted(self, document: int) -> int:
        revision = self.newest(document).id
        self.space.approval.submit(revision)
        return revision

    def approved(self, document: int) -> int:
        """Through review and approval; answers the revision."""
        revision = self.submitted(document)
        self.space.approval.review(revision, self.anna)
        self.space.approval.approve(revision, self.marta)
        return revision

    def issued(
        self,
        document: int,
        holders: tuple[tuple[str, str], ...] = (HALL, OFFICE),
        on: date | None = None,
    ) -> Issued:
        """Through everything; in force at once, or on the day given."""
        revision = self.approved(document)
        plan = self.space.issuing.plan(revision, on, holders)
        return self.space.issuing.issue(plan, self.anna)

    def revised(self, document: int, degrees: int = 1500) -> int:
        """The next draft with another text; answers the revision."""
        revision = self.space.documents.revise(document, "Hotter iron", "Cold runs")
        self.write(document, degrees)
        return revision

    def code(self, copy_id: int) -> str:
        return self.space.copies.by_ids([copy_id])[0].code

    def head(self) -> int:
        """How many entries the history has."""
        row = self.space.desk.file.reader().execute("SELECT max(seq) FROM history").fetchone()
        return int(row[0])
