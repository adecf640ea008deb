"""The sample company is whole: people, documents, clauses, dates and copies fit together."""

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from isodesk.core.numbering import check_mask, seq_in
from isodesk.paths import resource
from isodesk.standards.clauses import parse_ref

COMPANY: dict[str, Any] = json.loads(resource("samples", "company.json").read_text("utf-8"))
DOCUMENTS: list[dict[str, Any]] = COMPANY["documents"]
TYPES = {
    row["key"]: row
    for row in json.loads(resource("starters", "types.json").read_text("utf-8"))["types"]
}
STEPS = ("drafted", "submitted", "reviewed", "approved", "effective", "ended")
STATES = {"draft", "in review", "approved", "effective", "superseded", "withdrawn"}
OUTCOMES = {"to print", "out", "to recall", "returned", "destroyed", "lost"}


def revisions() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [(document, revision) for document in DOCUMENTS for revision in document["revisions"]]


def content(revision: dict[str, Any]) -> Path:
    return resource("samples", *revision["content"].split("/"))


def test_about_forty_documents_in_every_state() -> None:
    assert len(DOCUMENTS) >= 40
    assert {revision["state"] for _, revision in revisions()} == STATES
    assert {copy["state"] for _, r in revisions() for copy in r["copies"]} == OUTCOMES
    assert len({document["number"] for document in DOCUMENTS}) == len(DOCUMENTS)
    own = {key for key, row in TYPES.items() if not row.get("external")}
    assert {document["type"] for document in DOCUMENTS} == own | {"external"}
    outside = {document["type"] for document in COMPANY["outside"]}
    assert outside == TYPES.keys() - own - {"external"}


def test_people_and_roles_are_known_and_nobody_checks_themselves() -> None:
    known = {person["key"] for person in COMPANY["people"]}
    assert COMPANY["officer"] in known
    for document in DOCUMENTS:
        roles = [document[role] for role in ("owner", "author", "reviewer", "approver")]
        assert set(roles) <= known
        assert document["author"] not in (document["reviewer"], document["approver"])
    for person in COMPANY["people"]:
        assert not person["contact"] or person["contact"].endswith("@brackwater.example")


def test_every_clause_exists_and_belongs_to_a_system_of_the_document() -> None:
    systems = {"9001": "QMS", "14001": "EMS"}
    for document in DOCUMENTS:
        assert document["clauses"]
        for text in document["clauses"]:
            assert systems[parse_ref(text).standard] in document["systems"], document["number"]


def test_numbers_are_of_their_types_mask() -> None:
    assert len(TYPES) == 12
    for row in TYPES.values():
        assert check_mask(row["mask"]) is None
        assert row["review_months"] in ((0,) if row.get("external") else (12, 24, 36))
    for document in DOCUMENTS:
        row = TYPES[document["type"]]
        prefix = "EP" if document["number"].startswith("EP") else row["prefix"]
        assert seq_in(row["mask"], prefix, document["number"])


def test_days_run_in_the_order_of_the_life_cycle() -> None:
    for document, revision in revisions():
        days = [revision[step] for step in STEPS if step in revision]
        assert days == sorted(days, reverse=True), (document["number"], revision["label"])
        assert days[0] <= COMPANY["began"] + 60
        assert (revision.get("effective", -1) < 0) == (
            revision["state"] in ("draft", "in review", "approved")
        )
    for document in DOCUMENTS:
        for older, newer in pairwise(document["revisions"]):
            if newer.get("effective", -1) >= 0:
                assert older["state"] == "superseded" and older["ended"] == newer["effective"]
            else:
                assert older["state"] == "effective"


def test_copies_are_numbered_once_and_end_after_they_began() -> None:
    for document in DOCUMENTS:
        copies = [copy for revision in document["revisions"] for copy in revision["copies"]]
        assert [copy["number"] for copy in copies] == list(range(1, len(copies) + 1))
        for copy in copies:
            assert copy["issued"] >= copy.get("handed_out", 0) >= copy.get("closed", 0) >= 0
            assert ("closed" in copy) == (copy["state"] in ("returned", "destroyed", "lost"))
            assert copy.get("note") or copy["state"] not in ("lost", "destroyed")
    for _, revision in revisions():
        if revision["state"] in ("superseded", "withdrawn"):
            assert not {"out", "to print"} & {copy["state"] for copy in revision["copies"]}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document["number"])
def test_every_document_reads_as_a_document(document: dict[str, Any]) -> None:
    for revision in document["revisions"]:
        text = content(revision).read_text("utf-8")
        title, lead, *_ = text.split("\n\n", 2)[0].split("\n")
        assert title == f"# {document['title']}"
        assert lead and not lead.startswith(("#", "|", "-"))
        assert len(text.split()) > 330 and text.count("\n## ") >= 4
        assert "TODO" not in text and "lorem" not in text.lower()


def test_every_older_revision_really_differs() -> None:
    for document in DOCUMENTS:
        texts = {content(revision).read_text("utf-8") for revision in document["revisions"]}
        assert len(texts) == len(document["revisions"])
    named = {content(revision).name for _, revision in revisions()}
    assert named == {path.name for path in resource("samples", "documents").glob("*.md")}


def test_what_comes_from_outside_fits_the_rest() -> None:
    known = {document["number"] for document in DOCUMENTS}
    people = {person["key"] for person in COMPANY["people"]}
    for document in COMPANY["outside"]:
        row = TYPES[document["type"]]
        assert row["external"] and seq_in(row["mask"], row["prefix"], document["number"])
        assert set(document["linked"]) <= known and document["owner"] in people
        checked = [check["day"] for check in document["checks"]]
        assert all(document["taken"] > day for day in checked)
    for change in COMPANY["changes"]:
        assert {touch["document"] for touch in change["touches"]} <= known
        assert change["day"] > change.get("decision", {"day": -1})["day"]
    assert {asked["document"] for asked in COMPANY["asks"]} <= known


def test_documents_name_only_documents_that_exist() -> None:
    known = {document["number"] for document in DOCUMENTS}
    for _, revision in revisions():
        text = content(revision).read_text("utf-8")
        cited = set(re.findall(r"\b(?:QM|POL|QP|EP|WI|F|SP|PL|EXT)-\d\d\b", text))
        assert cited <= known, content(revision).name
