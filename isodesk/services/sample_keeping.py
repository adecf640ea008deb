"""The sample company's readers, holds, blanks and filled forms, told by the services an officer
would use."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from isodesk.documents.reading import AckValue, Keyed
from isodesk.services.forms import Scan
from isodesk.services.sample_story import Event, Facts

if TYPE_CHECKING:
    from isodesk.services.sample import Teller

_PDF = "application/pdf"


def keeping_steps(teller: "Teller") -> dict[str, Callable[[Event], None]]:
    """The steps of these events, by their names."""
    told = _Keeping(teller)
    return {
        "readers": told.readers,
        "read": told.read,
        "sign_sheet": told.sign_sheet,
        "hold": told.hold,
        "blanks": told.blanks,
        "filled": told.filled,
        "void": told.void,
    }


def keeping_events(told: Facts) -> Iterator[Event]:
    """Readers and their signatures, holds, and what became of each blank."""
    officer = told["officer"]
    for reading in told.get("reading", ()):
        document = {"number": reading["document"]}
        yield Event(reading["day"], "readers", officer, document, facts=reading)
        for signed in reading["signed"]:
            step, who = ("read", signed["by"]) if "by" in signed else ("sign_sheet", officer)
            yield Event(signed["day"], step, who, document, facts=signed)
    for hold in told.get("holds", ()):
        yield Event(hold["day"], "hold", officer, {"number": hold["document"]}, facts=hold)
    for printed in told.get("blanks", ()):
        document = {"number": printed["document"]}
        yield Event(printed["day"], "blanks", officer, document, facts=printed)
        for back in printed["back"]:
            step = "void" if "void" in back else "filled"
            yield Event(back["day"], step, officer, document, facts=back)


class _Keeping:
    def __init__(self, teller: "Teller") -> None:
        self._teller = teller

    def readers(self, event: Event) -> None:
        """Who reads a document from that day on."""
        people = [self._teller.id_of(key) for key in event.facts["readers"]]
        self._teller.space.reading.set_readers(
            self._teller.document(event), people, event.facts.get("within")
        )

    def read(self, event: Event) -> None:
        """A reader signs on screen."""
        mine = self._teller.id_of(event.who)
        ack = next(a for a in self._open(event) if a.person_id == mine)
        self._teller.space.reading.sign(ack.id)

    def sign_sheet(self, event: Event) -> None:
        """Rows of a sign sheet, keyed in by the officer."""
        signed = {self._teller.id_of(key): day for key, day in event.facts["rows"].items()}
        rows = [
            Keyed(a.id, self._day(signed[a.person_id]))
            for a in self._open(event)
            if a.person_id in signed
        ]
        current = self._teller.space.documents.get(self._teller.document(event)).in_force_id
        assert current is not None
        self._teller.space.reading.key_in(current, rows)

    def hold(self, event: Event) -> None:
        """Nothing of the document is disposed of from that day on."""
        self._teller.space.retention.hold(
            self._teller.document(event), event.facts["reason"], event.facts["asked_by"]
        )

    def blanks(self, event: Event) -> None:
        """Numbered blanks go out."""
        facts = event.facts
        self._teller.space.forms.print_blanks(
            self._teller.document(event), facts["count"], facts["given_to"]
        )

    def filled(self, event: Event) -> None:
        """One comes back; the sample's scan is the sheet as it was printed."""
        forms, facts = self._teller.space.forms, event.facts
        form = self._form(event)
        scan = Scan(facts["scan"], forms.print_again([form]).pdf, _PDF)
        day = self._day(facts["filled"])
        forms.bring_back(form, scan, day, facts["by_hand"], facts.get("note", ""))

    def void(self, event: Event) -> None:
        """One never will."""
        self._teller.space.forms.void([self._form(event)], event.facts["void"])

    def _day(self, ago: int) -> date:
        day = self._teller.day(ago)
        assert day is not None
        return day

    def _open(self, event: Event) -> list[AckValue]:
        acks = self._teller.space.reading.of_document(self._teller.document(event))
        return [ack for ack in acks if ack.open]

    def _form(self, event: Event) -> int:
        number = f"{event.document['number']}-{event.facts['n']}"
        form = self._teller.space.forms.by_number(number)
        assert form is not None, number
        return form
