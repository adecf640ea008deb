"""The sample company's documents from outside, early reviews and change requests, told by the
services an officer would use."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from isodesk.documents.care_values import (
    AskedBy,
    HeldReview,
    NewChange,
    NewEdition,
    Outcome,
)
from isodesk.documents.values import NewDocument
from isodesk.services.sample_story import Event, Facts, systems_of

if TYPE_CHECKING:
    from isodesk.services.sample import Teller


def care_steps(teller: "Teller") -> dict[str, Callable[[Event], None]]:
    """The steps of these events, by their names."""
    told = _Care(teller)
    return {
        "take": told.take,
        "check": told.check,
        "edition": told.edition,
        "ask_review": told.ask_review,
        "ask_change": told.ask_change,
        "decide": told.decide,
    }


class _Care:
    def __init__(self, teller: "Teller") -> None:
        self._teller = teller
        self._changes: dict[str, int] = {}

    def take(self, event: Event) -> None:
        """Into use by name; the first edition makes its document."""
        teller, told = self._teller, event.document
        if told["number"] not in teller.documents:
            teller.documents[told["number"]] = self._new(told)
        newest = teller.space.documents.get(teller.document(event)).newest
        assert newest is not None
        since = teller.day(told["since"]) if told["linked"] else None
        plan = teller.space.issuing.plan(newest.id, since, ())
        teller.space.issuing.issue(plan, teller.id_of(event.who))

    def _new(self, told: Facts) -> int:
        teller, documents = self._teller, self._teller.space.documents
        made = documents.new(
            NewDocument(
                told["title"],
                teller.types[told["type"]],
                told["number"],
                label=told["edition"],
                systems=systems_of(told["systems"]),
                process=told["process"],
                department=told["department"],
                owner_id=teller.id_of(told["owner"]),
            )
        )
        documents.set_clauses(made, told["clauses"])
        documents.change(
            made,
            source=told["source"],
            found_at=told["found_at"],
            check_months=told["check_months"],
            expires_on=teller.day(told.get("expires")),
        )
        for number in told["linked"]:
            teller.space.links.link(teller.documents[number], made, "refers_to")
        return made

    def check(self, event: Event) -> None:
        held = HeldReview(
            Outcome.CURRENT, self._teller.id_of(event.facts["by"]), event.facts["note"]
        )
        self._teller.space.outside.check(self._teller.document(event), held)

    def edition(self, event: Event) -> None:
        teller, told = self._teller, event.facts
        outside = teller.space.outside
        new = NewEdition(
            told["label"],
            told["note"],
            tuple(teller.documents[number] for number in told["ask"]),
            told["request"],
            teller.day(told["wanted"]),
        )
        outside.begin_edition(outside.plan_edition(teller.document(event)), new)

    def ask_review(self, event: Event) -> None:
        told = event.facts
        document = self._teller.documents[told["document"]]
        self._teller.space.reviewing.ask([document], AskedBy(told["source"]), told["why"])

    def ask_change(self, event: Event) -> None:
        teller, told, changes = self._teller, event.facts, self._teller.space.changes
        touches = told["touches"]
        request = changes.new(
            NewChange(
                told["title"],
                told["reason"],
                told["source"],
                teller.id_of(told["by"]),
                teller.day(told["wanted"]),
                teller.id_of(told["owner"]),
                systems_of(told["systems"]),
                tuple(teller.documents[touch["document"]] for touch in touches),
            )
        )
        self._changes[told["title"]] = request
        for known, touch in zip(changes.get(request).touches, touches, strict=True):
            if touch["what"]:
                changes.say_what(known.id, touch["what"])

    def decide(self, event: Event) -> None:
        told, changes = event.facts, self._teller.space.changes
        decide = changes.accept if told["outcome"] == "accepted" else changes.reject
        decide(self._changes[told["title"]], self._teller.id_of(told["by"]), told["note"])
