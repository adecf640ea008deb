"""When a product may be released."""

from datetime import date

from isodesk.registers.product import (
    REGISTER,
    Characteristic,
    Product,
    ProductDocument,
    first_article_is_accepted,
    limits_stand_in_order,
    papers_are_in_force,
)
from tests.registers.around import Beside, near

DRAWING = ProductDocument.of({"paper": "DRAWING", "document_id": 5, "required": True})
INSPECTED = {"stage": "FIRST_ARTICLE", "on_day": date(2026, 10, 1)}


def said(guard: object, product: Product, around: Beside) -> list[str]:
    return list(guard(product, around))  # type: ignore[operator]


def test_release_names_each_document_that_is_missing_or_not_in_force() -> None:
    blank = ProductDocument.of({"paper": "PACKAGING", "required": True})
    around = Beside(
        lined={"product_document": (DRAWING, blank)},
        others={5: near("document", id=5, number="SP-07", state="in review")},
    )
    assert said(papers_are_in_force, Product.of({}), around) == [
        "SP-07 is not in force.",
        "Packaging and label: the document is missing.",
    ]
    assert said(papers_are_in_force, Product.of({}), Beside()) == [
        "Name the documents it needs, at least its specification."
    ]


def test_release_waits_until_people_are_trained_on_the_documents() -> None:
    paper = near("document", id=5, number="SP-07", state="effective")
    waiting = Beside(
        lined={"product_document": (DRAWING,)},
        others={5: paper},
        tied={5: (near("training", state="needed"),)},
    )
    assert said(papers_are_in_force, Product.of({}), waiting) == [
        "People still have to be trained on SP-07."
    ]
    done = Beside(
        lined={"product_document": (DRAWING,)},
        others={5: paper},
        tied={5: (near("training", state="closed", closed=True),)},
    )
    assert said(papers_are_in_force, Product.of({}), done) == []


def test_a_first_article_counts_when_it_was_accepted_since_the_last_change() -> None:
    accepted = near("inspection", state="closed", closed=True, **INSPECTED)
    rejected = near("inspection", state="rejected", closed=True, **INSPECTED)
    new = Product.of({})
    assert said(first_article_is_accepted, new, Beside((accepted,))) == []
    assert said(first_article_is_accepted, new, Beside((rejected,)))
    changed = Product.of({"changed_on": date(2026, 11, 1)})
    assert said(first_article_is_accepted, changed, Beside((accepted,)))
    small = Product.of({"changed_on": date(2026, 11, 1), "no_article": "A new label only"})
    assert said(first_article_is_accepted, small, Beside()) == []


def test_a_lower_limit_above_the_upper_one_is_said() -> None:
    line = Characteristic.of({"name": "Wall", "least": 11, "most": 9})
    product = Product.of({"lines": {"product_characteristic": (line,)}})
    assert [p.field for p in limits_stand_in_order(product)] == ["product_characteristic"]


def test_the_states_are_those_of_the_trade() -> None:
    words = [state.word for state in REGISTER.states[:-1]]
    assert words == [
        "Concept",
        "Development",
        "First article",
        "Released",
        "Changed",
        "Withdrawn",
    ]
