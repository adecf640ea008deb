"""What happened at the sample company, as events in the order of their days."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from isodesk import paths
from isodesk.documents.values import Systems

Facts = dict[str, Any]
_ORDER = (
    "withdraw",
    "discard",
    "send_back",
    "review",
    "approve",
    "issue",
    "give_out",
    "out",
    "close",
    "slip",
    "still_valid",
    "take",
    "check",
    "edition",
    "ask_change",
    "decide",
    "ask_review",
    "draft",
    "submit",
    "link",
    "uncontrolled",
    "walk",
    "know",
    "enter",
    "line",
    "choose",
    "tie",
    "step",
    "answer",
    "readers",
    "read",
    "sign_sheet",
    "hold",
    "blanks",
    "filled",
    "void",
)
"""Steps of one day: what frees others comes first; a new draft needs the revision before it."""

_NUMBER = re.compile(r"\b(?:QM|POL|QP|EP|WI|F|SP|PL|EXT)-\d\d\b")
_SLIP_DAYS = 4
"""From handing a copy out to its signed receipt slip."""


@dataclass(frozen=True)
class Event:
    """One step: so many days `ago`, by the person with the key `who`."""

    ago: int
    step: str
    who: str
    document: Facts = field(default_factory=dict)
    revision: Facts = field(default_factory=dict)
    facts: Facts = field(default_factory=dict)


def read() -> Facts:
    """The story as it is written; `began` is at least a day before the first step."""
    from isodesk.services.sample_registers import told_registers

    told: Facts = json.loads(paths.resource("samples", "company.json").read_text("utf-8"))
    first = max(r["drafted"] for d in told["documents"] for r in d["revisions"])
    told["registers"] = told_registers()
    rows = [row["ago"] for rows in told["registers"].values() for row in rows]
    told["began"] = max(told["began"], first + 1, max(rows, default=0) + 1)
    return told


def systems_of(names: list[str]) -> Systems:
    """The systems that the story calls QMS and EMS."""
    known = {"QMS": Systems.QUALITY, "EMS": Systems.ENVIRONMENT}
    found = Systems.NONE
    for name in names:
        found |= known[name]
    return found


def logo(name: str) -> bytes:
    """The company's logo."""
    return paths.resource("samples", name).read_bytes()


def text(content: str) -> tuple[str, bytes]:
    """(name, bytes) of the Markdown text of a revision."""
    path = paths.resource("samples", *content.split("/"))
    return path.name, path.read_bytes()


def events(told: Facts) -> list[Event]:
    """Every step, earliest first."""
    from isodesk.services.sample_keeping import keeping_events
    from isodesk.services.sample_registers import register_events

    officer = told["officer"]
    found = [e for d in told["documents"] for e in _of_document(d, officer)]
    found += _links(told["documents"], officer)
    found += [*care_events(told), *keeping_events(told), *register_events(told)]
    found += [Event(w["day"], "walk", w["by"], facts=w) for w in told.get("walks", ())]
    return sorted(found, key=lambda e: (-e.ago, _ORDER.index(e.step)))


def by_day(found: list[Event]) -> Iterator[tuple[Event, int, int]]:
    """Each event with its place among the events of its day: (event, nth, of how many)."""
    for _, same in groupby(found, key=lambda e: e.ago):
        day = list(same)
        for nth, event in enumerate(day):
            yield event, nth, len(day)


class StoryClock:
    """A clock that stands where the story is; it only ever goes forward."""

    def __init__(self, today: datetime | None) -> None:
        self._end = today or datetime.now().astimezone()
        self._local = today is None
        self._now = self._end

    def __call__(self) -> datetime:
        self._now = min(self._now + timedelta(seconds=7), self._end)
        return self._now

    def at_founding(self, told: Facts) -> "StoryClock":
        """Set to the morning of the first day."""
        self.go(told["began"], 0, 4)
        return self

    def day(self, ago: int) -> date:
        """A day of the story; the office is closed at the weekend, so that Saturday's work
        falls on Friday and Sunday's on Monday, except on the day of making itself."""
        day = self._end.date() - timedelta(days=ago)
        shift = {5: -1, 6: 1}.get(day.weekday(), 0) if ago else 0
        return day + timedelta(days=shift)

    def go(self, ago: int, nth: int, of: int) -> None:
        """To the nth of so many steps of a day, between eight and half past four."""
        day = self.day(ago)
        if day == self._end.date():
            moment = max(self._end - timedelta(minutes=of - nth), self._midnight(day))
        else:
            moment = self._midnight(day) + timedelta(
                hours=8, seconds=(nth + 1) * 30_600 // (of + 1)
            )
        self._now = max(self._now, moment) if self._now < self._end else moment

    def _midnight(self, day: date) -> datetime:
        midnight = datetime.combine(day, time())
        return midnight.astimezone() if self._local else midnight.replace(tzinfo=self._end.tzinfo)


def _of_document(document: Facts, officer: str) -> Iterator[Event]:
    for revision in document["revisions"]:
        yield from _of_revision(document, revision, officer)
        yield from _copies(document, revision, officer)
    for review in document["reviews"]:
        yield Event(review["day"], "still_valid", review["by"], document, facts=review)
    for check in document.get("checks", ()):
        yield Event(check["day"], "check", check["by"], document, facts=check)
    for printed in document["uncontrolled"]:
        revision = next(r for r in document["revisions"] if r["label"] == printed["revision"])
        yield Event(printed["day"], "uncontrolled", printed["by"], document, revision, printed)


def _of_revision(document: Facts, revision: Facts, officer: str) -> Iterator[Event]:
    author = document["author"]
    yield Event(revision["drafted"], "draft", author, document, revision)
    for rejected in revision.get("rejected", ()):
        yield Event(rejected["submitted"], "submit", author, document, revision)
        yield Event(rejected["day"], "send_back", rejected["by"], document, revision, rejected)
    if "submitted" in revision:
        yield Event(revision["submitted"], "submit", author, document, revision)
    for step, role in (("review", "reviewer"), ("approve", "approver")):
        day = revision.get(f"{step}ed" if step == "review" else "approved")
        if day is not None:
            yield Event(day, step, _signer(document, revision, role), document, revision)
    day = revision.get("issued", revision.get("effective"))
    if day is not None:
        copies = [c for c in revision["copies"] if c["issued"] == day]
        yield Event(day, "issue", officer, document, revision, {"copies": copies})
    if revision["state"] == "withdrawn":
        step = "withdraw" if "effective" in revision else "discard"
        yield Event(revision["ended"], step, officer, document, revision)


def care_events(told: Facts) -> Iterator[Event]:
    """Documents from outside, reviews asked for early, and change requests."""
    for document in told["outside"]:
        yield Event(document["taken"], "take", document["owner"], document)
        for check in document["checks"]:
            yield Event(check["day"], "check", check["by"], document, facts=check)
        if (edition := document.get("next_edition")) is not None:
            yield Event(edition["day"], "edition", edition["by"], document, facts=edition)
            follows = {**document, "edition": edition["label"], "linked": ()}
            yield Event(edition["taken"], "take", edition["by"], follows)
    for asked in told["asks"]:
        yield Event(asked["day"], "ask_review", asked["by"], facts=asked)
    for change in told["changes"]:
        yield Event(change["day"], "ask_change", change["by"], facts=change)
        if (decision := change.get("decision")) is not None:
            facts = {**decision, "title": change["title"]}
            yield Event(decision["day"], "decide", decision["by"], facts=facts)


def _signer(document: Facts, revision: Facts, role: str) -> str:
    override = revision.get("override")
    own = override is not None and override["role"] == role
    return str(override["by"] if override and own else document[role])


def _copies(document: Facts, revision: Facts, officer: str) -> Iterator[Event]:
    issued = revision.get("issued", revision.get("effective"))
    for copy in revision["copies"]:
        if copy["issued"] != issued:
            yield Event(copy["issued"], "give_out", officer, document, revision, {"copy": copy})
        if "closed" in copy:
            facts = {
                "copies": [copy["number"]],
                "outcome": copy["state"],
                "note": copy.get("note", ""),
            }
            yield Event(copy["closed"], "close", officer, document, revision, facts)
    yield from _together(document, revision, officer, "out", 0)
    yield from _together(document, revision, officer, "slip", _SLIP_DAYS)


def _together(
    document: Facts, revision: Facts, officer: str, step: str, after: int
) -> Iterator[Event]:
    """Copies of a revision that go out on one day are entered in one go."""
    days: dict[int, list[int]] = {}
    for copy in revision["copies"]:
        day = copy.get("handed_out", -1) - after
        if day >= max(copy.get("closed", 0), 0):
            days.setdefault(day, []).append(copy["number"])
    for day, numbers in days.items():
        yield Event(day, step, officer, document, revision, {"copies": numbers})


def _links(documents: list[Facts], officer: str) -> Iterator[Event]:
    """Documents that name each other are tied, once both are there."""
    known = {d["number"]: d["revisions"][0]["drafted"] for d in documents}
    for document in documents:
        newest = document["revisions"][-1]["content"]
        cited = set(_NUMBER.findall(text(newest)[1].decode("utf-8"))) & known.keys()
        cited.discard(document["number"])
        by_day: dict[int, list[str]] = {}
        for number in sorted(cited):
            day = min(known[document["number"]], known[number])
            by_day.setdefault(day, []).append(number)
        for day, numbers in by_day.items():
            yield Event(day, "link", officer, document, facts={"cites": numbers})
