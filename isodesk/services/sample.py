"""The sample company: fictional, made by the program's own services, a year of days behind it.

Nothing is shipped as a database. `resources/samples/company.json` says what happened on
which day, counted back from the day of making; the story is told here day by day, each step
by the service that an officer would use and by the person who would take it, so that
signatures, copies, dates and the history are what a real firm's would be.
"""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from isodesk.core.actor import Actor
from isodesk.core.clock import OfficeClock
from isodesk.core.progress import Progress, silent
from isodesk.documents.care_values import HeldReview, Outcome
from isodesk.documents.values import CopyState, NewDocument, Override
from isodesk.i18n import tr
from isodesk.services import sample_story as story
from isodesk.services.company import CompanyValue, Founding, PersonValue
from isodesk.services.content import Brought, brought_text
from isodesk.services.copies import WalkEntry
from isodesk.services.prints import log
from isodesk.services.sample_care import care_steps
from isodesk.services.sample_keeping import keeping_steps
from isodesk.services.sample_registers import register_steps
from isodesk.services.workspace import Workspace
from isodesk.settings import Settings

if TYPE_CHECKING:
    from isodesk.intake.reader import Reader

_OUTCOMES = {
    "returned": CopyState.RETURNED,
    "destroyed": CopyState.DESTROYED,
    "lost": CopyState.LOST,
}
Facts = dict[str, Any]


def build(
    path: Path,
    settings: Settings,
    reader: "Reader",
    progress: Progress = silent,
    today: datetime | None = None,
) -> Workspace:
    """The sample company as a new file, open, with its quality officer signed in.

    `today` is the moment at which the story ends, now when None. Raises Refused where a
    file stands already, Cancelled by `progress`; then no file is left behind.
    """
    told = story.read()
    clock = story.StoryClock(today)
    space = Workspace.create(path, _founding(told), settings, reader, clock.at_founding(told))
    try:
        Teller(space, told, clock).tell(progress)
    except BaseException:
        space.close()
        settings.forget(str(path.resolve()))
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
        raise
    space.desk.clock = OfficeClock()
    return space


def _founding(told: Facts) -> Founding:
    company = CompanyValue(
        told["name"],
        "\n".join(told["address"]),
        told["scope"],
        story.systems_of(told["systems"]),
        story.logo(told["logo"]),
    )
    officer_first = sorted(told["people"], key=lambda p: p["key"] != told["officer"])
    return Founding(company, tuple(_person(p) for p in officer_first))


def _person(told: Facts) -> PersonValue:
    return PersonValue(
        0,
        told["name"],
        ", ".join(told["roles"]),
        told["department"],
        told["contact"],
        "",
        told["is_role"],
        told["active"],
    )


@dataclass(frozen=True)
class _Copy:
    id: int
    document_id: int
    place: str


class Teller:
    """Takes each step of the story by the service an officer would use."""

    def __init__(self, space: Workspace, told: Facts, clock: story.StoryClock) -> None:
        self.space = space
        self._told, self._clock = told, clock
        self.registers: dict[str, list[Facts]] = told["registers"]
        ids = {p.name: p.id for p in space.companies.people()}
        self._people = {p["key"]: Actor(ids[p["name"]], p["name"]) for p in told["people"]}
        self.types = {t.key: t.id for t in space.companies.types()}
        self.documents: dict[str, int] = {}
        self._revisions: dict[tuple[str, str], int] = {}
        self._copies: dict[tuple[str, int], _Copy] = {}
        self._steps: dict[str, Callable[[story.Event], None]] = {
            "draft": self._draft,
            "submit": self._submit,
            "send_back": self._send_back,
            "review": self._review,
            "approve": self._approve,
            "issue": self._issue,
            "give_out": self._give_out,
            "out": self._out,
            "slip": self._slip,
            "close": self._close,
            "still_valid": self._still_valid,
            **care_steps(self),
            **keeping_steps(self),
            **register_steps(self),
            "uncontrolled": self._uncontrolled,
            "withdraw": self._withdraw,
            "discard": self._discard,
            "link": self._link,
            "walk": self._walk,
        }

    def tell(self, progress: Progress) -> None:
        """The whole story in the order of its days."""
        events = story.events(self._told)
        for n, (event, nth, of) in enumerate(story.by_day(events)):
            progress(n, len(events), tr("Building the sample company"))
            self._clock.go(event.ago, nth, of)
            self.space.desk.actor = self._people[event.who]
            self._steps[event.step](event)
        officer = self._people[self._told["officer"]]
        assert officer.person_id is not None
        self.space.sign_in(officer.person_id, officer.name)

    def id_of(self, key: str) -> int:
        """The person with this key."""
        person = self._people[key].person_id
        assert person is not None
        return person

    def _revision(self, event: story.Event) -> int:
        return self._revisions[event.document["number"], event.revision["label"]]

    def document(self, event: story.Event) -> int:
        """The document an event is of."""
        return self.documents[event.document["number"]]

    def _draft(self, event: story.Event) -> None:
        document, revision = event.document, event.revision
        number = document["number"]
        if number not in self.documents:
            self.documents[number] = self._new(document, revision)
        else:
            self.space.documents.revise(
                self.documents[number], revision["summary"], revision["reason"]
            )
        newest = self.space.documents.get(self.documents[number]).newest
        assert newest is not None
        self._revisions[number, revision["label"]] = newest.id
        if "effective" in revision:
            day = self._clock.day(revision["effective"])
            self.space.documents.change_draft(newest.id, effective_on=day)
        self.space.contents.set(newest.id, _content(revision))

    def _new(self, document: Facts, revision: Facts) -> int:
        documents = self.space.documents
        made = documents.new(
            NewDocument(
                document["title"],
                self.types[document["type"]],
                document["number"],
                document.get("legacy_number", ""),
                revision["label"],
                story.systems_of(document["systems"]),
                document["process"],
                document["department"],
                self.id_of(document["owner"]),
                self.id_of(document["author"]),
                self.id_of(document["reviewer"]),
                self.id_of(document["approver"]),
                document["review_months"],
                summary=revision["summary"],
                reason=revision["reason"],
            )
        )
        documents.set_clauses(made, document["clauses"])
        documents.set_distribution(
            made, [(line["holder"], line["place"]) for line in document["distribution"]]
        )
        if "source" in document:
            documents.change(
                made,
                source=document["source"],
                found_at=document["found_at"],
                expires_on=self.day(document.get("expires")),
            )
        return made

    def day(self, ago: int | None) -> date | None:
        """A day of the story, where one is told."""
        return None if ago is None else self._clock.day(ago)

    def _submit(self, event: story.Event) -> None:
        self.space.approval.submit(self._revision(event))

    def _send_back(self, event: story.Event) -> None:
        by = self.id_of(event.who)
        self.space.approval.send_back(self._revision(event), by, event.facts["reason"])

    def _review(self, event: story.Event) -> None:
        self._sign(event, "reviewer", self.space.approval.review)

    def _approve(self, event: story.Event) -> None:
        self._sign(event, "approver", self.space.approval.approve)

    def _sign(self, event: story.Event, role: str, step: Callable[..., None]) -> None:
        told = event.revision.get("override")
        alone = told if told and told["role"] == role else None
        override = Override(alone["reason"], alone["outside"]) if alone else None
        step(self._revision(event), self.id_of(event.who), override)

    def _issue(self, event: story.Event) -> None:
        issuing = self.space.issuing
        day = self._clock.day(event.revision["effective"])
        copies = event.facts["copies"]
        holders = tuple((c["holder"], c["place"]) for c in copies)
        plan = issuing.plan(self._revision(event), day, holders)
        issued = issuing.issue(plan, self.id_of(event.who))
        self._keep(event, copies, issued.copies)

    def _give_out(self, event: story.Event) -> None:
        copy = event.facts["copy"]
        made = self.space.copies.give_out(self.document(event), copy["holder"], copy["place"])
        self._keep(event, [copy], (made,))

    def _keep(self, event: story.Event, told: list[Facts], made: tuple[int, ...]) -> None:
        for copy, copy_id in zip(told, made, strict=True):
            known = _Copy(copy_id, self.document(event), copy["place"])
            self._copies[event.document["number"], copy["number"]] = known

    def _ids(self, event: story.Event) -> list[int]:
        number = event.document["number"]
        return [self._copies[number, n].id for n in event.facts["copies"]]

    def _out(self, event: story.Event) -> None:
        self.space.copies.mark_out(self._ids(event))

    def _slip(self, event: story.Event) -> None:
        self.space.copies.slip_back(self._ids(event))

    def _close(self, event: story.Event) -> None:
        outcome = _OUTCOMES[event.facts["outcome"]]
        self.space.copies.close(self._ids(event), outcome, event.facts["note"])

    def _still_valid(self, event: story.Event) -> None:
        held = HeldReview(Outcome.STILL_VALID, self.id_of(event.who), event.facts["note"])
        self.space.reviewing.hold(self.document(event), held)

    def _uncontrolled(self, event: story.Event) -> None:
        """Logged as the officer's print is; the sheets themselves are long in the bin."""
        with self.space.desk.unit(event.facts["purpose"]) as unit:
            log(unit, self._revision(event), "uncontrolled", event.facts["purpose"])

    def _withdraw(self, event: story.Event) -> None:
        reason = event.revision["ended_reason"]
        self.space.documents.withdraw(self.document(event), reason, self.id_of(event.who))

    def _discard(self, event: story.Event) -> None:
        self.space.documents.discard(self._revision(event), event.revision["ended_reason"])

    def _link(self, event: story.Event) -> None:
        for cited in event.facts["cites"]:
            self.space.links.link(self.document(event), self.documents[cited], "refers_to")

    def _walk(self, event: story.Event) -> None:
        lines = [
            (self._copies[line["document"], line["copy"]], line) for line in event.facts["lines"]
        ]
        entries = [
            WalkEntry(
                copy.id, copy.document_id, copy.place, line["found"], line["label"], line["note"]
            )
            for copy, line in lines
        ]
        self.space.copies.key_in_walk(self.space.desk.today(), entries)


def _content(revision: Facts) -> Brought:
    name, source = story.text(revision["content"])
    return brought_text(name, source)
