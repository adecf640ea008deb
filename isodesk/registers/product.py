"""Products, services and their specifications (ISO 9001:2015, 8.1, 8.2, 8.3, 8.5.1, 8.6).

A product is released when its papers are in force, the people who make it are trained on them,
and its first article and its final appearance have been accepted.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum

from isodesk.core.entry import Entry, Line, computed, field
from isodesk.core.kinds import EVERY, NOTE, PERSON, Reference
from isodesk.core.problems import Problem
from isodesk.core.recurrence import next_after
from isodesk.core.register import QMS, Example, Group, Lines, Register
from isodesk.core.steps import DRAFT, ME, TODAY, VOID, Around, Grow, Near, State, Step
from isodesk.registers.characteristics import Nature


class Sort(Enum):
    """What is made or done."""

    PRODUCT = "Product"
    PART = "Part or spare"
    SERVICE = "Service"
    SOFTWARE = "Software"


class Paper(Enum):
    """What a document is to a product."""

    SPECIFICATION = "Specification"
    DRAWING = "Drawing"
    INSTRUCTION = "Work instruction"
    PLAN = "Inspection plan"
    APPEARANCE = "Appearance standard"
    PACKAGING = "Packaging and label"
    MANUAL = "Operating manual"
    STANDARD = "Standard from outside"
    OTHER = "Other"


class Product(Entry):
    """What the firm sells, and what it must be like."""

    title: str = field("Product", search=True, weight=16, also=("Name", "Description"))
    code: str | None = field("Product code", search=True, weight=8, also=("Part number", "Item"))
    family: str | None = field("Family", search=True, weight=8)
    sort: Sort = field("Kind", default=Sort.PRODUCT)
    revision: str | None = field("Version", weight=5, also=("Drawing revision", "Rev"))
    customer_id: int | None = field("Made for", Reference(("customer",)))
    use: str | None = field("Intended use", NOTE, search=True)
    project: str | None = field(
        "Design file", search=True, help="Where inputs, reviews, verification and validation are."
    )
    standards: str | None = field("Standards it must meet", NOTE, search=True)
    appearance: str | None = field(
        "Final appearance",
        NOTE,
        help="What a good one looks like. Keep a photo of it under Files.",
    )
    appearance_on: date | None = field("Appearance accepted on")
    packaging: str | None = field("Packaging, label and delivery", NOTE)
    life_cycle: str | None = field(
        "Environment over its life", NOTE, help="Material, use, repair, taking apart, disposal."
    )
    changed_on: date | None = field("Changed on")
    no_article: str | None = field(
        "Why no new first article", NOTE, help="For a change that does not touch what is checked."
    )
    released_on: date | None = field("Released on")
    released_by_id: int | None = field("Released by", PERSON)
    review: str | None = field("Specification is looked at", EVERY)
    reviewed_on: date | None = field("Last looked at")
    replaced_by_id: int | None = field("Replaced by", Reference(("product",)))

    @computed("Next review", due="Specification review")
    def review_on(self) -> date | None:
        """Counted from the last look, or from the release."""
        return next_after(self.reviewed_on or self.released_on, self.review)


class Characteristic(Line):
    """One thing a good product is held against; its limits, and the target that exceeds them."""

    name: str = field("Characteristic", weight=14)
    nature: Nature = field("Judged by", default=Nature.NUMERIC)
    least: Decimal | None = field("Lower limit")
    most: Decimal | None = field("Upper limit")
    unit: str | None = field("Unit", weight=4)
    expected: str | None = field("Expected", weight=12)
    better: Decimal | None = field("Exceeds at", help="From here on it is better than asked.")
    critical: bool | None = field("Critical")
    method: str | None = field("How and how many", weight=10)
    standard_id: int | None = field("By standard", Reference(("document",)))


class ProductDocument(Line):
    """A document that belongs to the product; release waits for those that are required."""

    paper: Paper = field("Kind", default=Paper.SPECIFICATION)
    document_id: int | None = field("Document", Reference(("document",)), weight=16)
    required: bool | None = field("Needed for release", default=True)
    note: str | None = field("Note", weight=12)


def limits_stand_in_order(product: Product) -> Iterator[Problem]:
    """A lower limit above the upper one lets nothing pass."""
    for line in product.lines.get("product_characteristic", ()):
        if line.least is not None and line.most is not None and line.least > line.most:
            yield Problem(
                "product_characteristic",
                f"{line.name}: the lower limit is above the upper one. Change one of them.",
            )


def has_characteristics(product: Product, around: Around) -> Iterator[str]:
    """A first article is held against something."""
    if not around.lines("product_characteristic"):
        yield "List the characteristics it is held against."


def papers_are_in_force(product: Product, around: Around) -> Iterator[str]:
    """Every required document is named and effective; S14 of the trade: new products need new
    documents."""
    needed = [line for line in around.lines("product_document") if line.required]
    if not needed:
        yield "Name the documents it needs, at least its specification."
    for line in needed:
        paper = around.at(line.document_id) if line.document_id else None
        if paper is None:
            yield f"{line.paper.value}: the document is missing."
        elif paper.state != "effective":
            yield f"{paper.number} is not in force."
        else:
            yield from _untrained(paper, around)


def _untrained(paper: Near, around: Around) -> Iterator[str]:
    open_needs = [t for t in around.about(paper.id, "training") if not t.closed]
    if any(t.state in ("needed", "planned") for t in open_needs):
        yield f"People still have to be trained on {paper.number}."


def first_article_is_accepted(product: Product, around: Around) -> Iterator[str]:
    """One article made as it will be made, measured and accepted since the last change."""
    if product.changed_on and product.no_article:
        return
    since = product.changed_on or date.min
    articles = [n for n in around.near("inspection") if n.values.get("stage") == "FIRST_ARTICLE"]
    passed = [n for n in articles if n.state == "closed"]
    if not any((n.values.get("on_day") or date.min) >= since for n in passed):
        yield "No first article has been accepted yet."


def appearance_is_accepted(product: Product, around: Around) -> Iterator[str]:
    """Where an appearance is described, somebody has accepted it."""
    if product.appearance and not product.appearance_on:
        yield "The final appearance has not been accepted yet."


_GATE = (papers_are_in_force, first_article_is_accepted, appearance_is_accepted)

REGISTER = Register(
    Product,
    key="product",
    title="Products",
    one="product",
    many="products",
    group=Group.SUPPLY,
    about="What you make or do, what a good one is held against, and the papers it needs before"
    " it may be released.",
    example=Example(
        "PRD-004",
        "Drain pump DP 40",
        "Flow 12 m³/h at 8 m; casing tight at 9 bar; noise below 70 dB(A); blue, no runs.",
        ("Specification SP-07", "First article accepted", "Released"),
    ),
    systems=QMS,
    numbering="PRD-{seq:03}",
    clauses=("9001 8.1", "9001 8.2.2", "9001 8.3.5", "9001 8.5.1", "9001 8.6"),
    columns=("number", "title", "code", "family", "revision", "owner_id", "due_on", "state"),
    form={
        "Product": ("title", "code", "family", "sort", "revision", "customer_id", "use"),
        "Specification": ("standards", "appearance", "appearance_on", "packaging", "life_cycle"),
        "Development and release": (
            "project",
            "released_on",
            "released_by_id",
            "changed_on",
            "no_article",
            "replaced_by_id",
        ),
        "Review": ("owner_id", "review", "reviewed_on", "review_on", "legacy"),
    },
    states=(
        State(DRAFT, "Concept", "grey"),
        State("development", "Development", "amber"),
        State("first_article", "First article", "amber"),
        State("released", "Released", "green"),
        State("changed", "Changed", "amber"),
        State("closed", "Withdrawn", "struck", closed=True),
        State(VOID, "Void", "struck", closed=True),
    ),
    steps=(
        Step("Start development", (DRAFT,), "development"),
        Step(
            "Make the first article",
            ("development",),
            "first_article",
            guards=(has_characteristics,),
        ),
        Step(
            "Release",
            ("first_article", "changed"),
            "released",
            guards=_GATE,
            puts={"released_on": TODAY, "released_by_id": ME},
        ),
        Step("Back to development", ("first_article",), "development", reason=True),
        Step(
            "Change",
            ("released",),
            "changed",
            asks=("revision", "no_article"),
            optional=("revision", "no_article"),
            reason=True,
            puts={"changed_on": TODAY, "appearance_on": None},
        ),
        Step(
            "Withdraw",
            ("development", "first_article", "released", "changed"),
            "closed",
            asks=("replaced_by_id",),
            optional=("replaced_by_id",),
            reason=True,
        ),
    ),
    rules=(limits_stand_in_order,),
    lines=(
        Lines("product_characteristic", "Characteristics", "characteristic", Characteristic),
        Lines("product_document", "Documents", "document", ProductDocument),
    ),
    grows=(
        Grow(
            "Inspect",
            "inspection",
            "product_id",
            lambda p: {"title": f"Inspection of {p.title}", "product_id": p.id},
        ),
    ),
    help="products",
    order="title",
    place=10,
)
