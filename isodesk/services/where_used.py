"""Where a document is used, both ways: links, texts that name it, clauses, changes, people."""

import re
from dataclasses import dataclass
from typing import Any

from isodesk.documents.filled import FORM_WORDS, FormState
from isodesk.i18n import tr
from isodesk.printing.list_sheets import Column, Group, ListSheet
from isodesk.services.desk import Desk
from isodesk.services.document_values import document
from isodesk.services.links import Links, LinkValue
from isodesk.services.lists import in_state_words
from isodesk.services.sheets import Sheets

_MOST = 2_000
"""Texts that are looked through for a number."""
_SHORTEST = 3


@dataclass(frozen=True)
class Use:
    """One place a document is used, or uses: the record to open (0 for none); `link_id` where
    it is a link that may be ended."""

    number: str
    title: str
    state: str = ""
    record_id: int = 0
    kind: str = ""
    link_id: int = 0


@dataclass(frozen=True)
class Uses:
    """Uses of one sort under their heading."""

    heading: str
    uses: tuple[Use, ...]


class WhereUsed:
    """Everything a document is tied to."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, document_id: int) -> tuple[Uses, ...]:
        """By sort: links as each end says them, texts, clauses, changes, forms, copies,
        readers. Sorts without any are left out."""
        links = Links(self._desk).of(document_id)
        linked = {link.record_id for link in links} | {document_id}
        with self._desk.reading() as session:
            value = document(session, document_id)
        found = [
            *by_words(links),
            Uses(tr("Its text names"), self._names(document_id, linked)),
            Uses(tr("Named in the text of"), self._named_in(value.number, linked)),
            Uses(tr("Clauses"), tuple(Use(clause, "") for clause in value.clauses)),
            Uses(tr("Change requests"), self._changes(document_id, linked)),
            Uses(tr("Blanks and filled forms"), self._forms(document_id)),
            Uses(tr("Copies on paper"), self._copies(document_id)),
            Uses(tr("To be read by"), self._readers(document_id)),
        ]
        return tuple(each for each in found if each.uses)

    def sheet(self, document_id: int) -> bytes:
        """The same on paper."""
        from isodesk.printing.register import list_pdf

        with self._desk.reading() as session:
            value = document(session, document_id)
        found = self.of(document_id)
        total = sum(len(each.uses) for each in found)
        groups = tuple(
            Group(
                each.heading,
                tuple((u.number, u.title, in_state_words(u.state)) for u in each.uses),
                str(len(each.uses)),
            )
            for each in found
        )
        sheet = ListSheet(
            title=f"{value.number} {value.title}",
            label=tr("Where used"),
            columns=(Column(tr("Number"), bold=True), Column(tr("What")),
                     Column(tr("State"))),
            groups=groups,
            shown=total,
            total=total,
            noun=tr("places") if total != 1 else tr("place"),
            numbered=False,
        )  # fmt: skip
        sheets = Sheets(self._desk)
        return list_pdf(sheet, sheets.company(), sheets.foot(), sheets.paper())

    def _rows(self, sql: str, *given: object) -> list[tuple[Any, ...]]:
        return list(self._desk.file.reader().execute(sql, given).fetchall())

    def _names(self, document_id: int, linked: set[int]) -> tuple[Use, ...]:
        """Documents whose number stands in its own text, as far as no link says so already."""
        rows = self._rows(
            "SELECT s.body FROM document d JOIN search_words s ON s.rowid = coalesce(d.in_force_id,"
            " (SELECT max(r.id) FROM record r WHERE r.parent_id = d.id AND r.kind = 'revision'))"
            " WHERE d.id = ?",
            document_id,
        )
        text = str(rows[0][0]) if rows else ""
        lowered = text.casefold()
        others = self._rows(
            "SELECT id, coalesce(number, ''), coalesce(title, ''), state FROM record"
            " WHERE kind = 'document' AND closed IS NULL ORDER BY sort_number"
        )
        return tuple(
            Use(number, title, state, other, "document")
            for other, number, title, state in others
            if other not in linked
            and len(number) >= _SHORTEST
            and number.casefold() in lowered
            and _stands_in(number, text)
        )

    def _named_in(self, number: str, linked: set[int]) -> tuple[Use, ...]:
        """Documents in force whose text names this one's number."""
        words = " ".join(re.findall(r"\w+", number))
        if len(number) < _SHORTEST or not words:
            return ()
        rows = self._rows(
            "SELECT d.id, coalesce(r.number, ''), coalesce(r.title, ''), r.state, s.body"
            " FROM search_words s JOIN document d ON d.in_force_id = s.rowid"
            " JOIN record r ON r.id = d.id WHERE search_words MATCH ?"
            " ORDER BY r.sort_number LIMIT ?",
            f'body : "{words}"',
            _MOST,
        )
        return tuple(
            Use(other, title, state, found, "document")
            for found, other, title, state, body in rows
            if found not in linked and _stands_in(number, str(body))
        )

    def _changes(self, document_id: int, linked: set[int]) -> tuple[Use, ...]:
        """Requests that touch it, as far as no link says so already."""
        rows = self._rows(
            "SELECT coalesce(r.number, ''), coalesce(r.title, ''), r.state, r.id FROM"
            " change_touch t JOIN record r ON r.id = t.request_id WHERE t.document_id = ?"
            " AND t.ended IS NULL ORDER BY r.id DESC",
            document_id,
        )
        return tuple(
            Use(number, title, state, found, "change_request")
            for number, title, state, found in rows
            if found not in linked
        )

    def _forms(self, document_id: int) -> tuple[Use, ...]:
        rows = self._rows(
            "SELECT state, count(*), max(id) FROM record WHERE kind = 'filled_form'"
            " AND parent_id = ? GROUP BY state ORDER BY state",
            document_id,
        )
        return tuple(
            Use(tr(FORM_WORDS[FormState(state)]), str(count), "", newest, "filled_form")
            for state, count, newest in rows
        )

    def _copies(self, document_id: int) -> tuple[Use, ...]:
        rows = self._rows(
            "SELECT c.n, v.label, c.holder, coalesce(c.place, ''), r.state FROM record r"
            " JOIN copy c ON c.id = r.id JOIN revision v ON v.id = c.revision_id"
            " WHERE r.kind = 'copy' AND r.parent_id = ? AND r.closed IS NULL ORDER BY c.n",
            document_id,
        )
        return tuple(
            Use(
                tr("copy {n}, r{label}", n=n, label=label),
                ", ".join(filter(None, (holder, place))),
                state,
            )
            for n, label, holder, place, state in rows
        )

    def _readers(self, document_id: int) -> tuple[Use, ...]:
        rows = self._rows(
            "SELECT coalesce(p.title, ''), r.is_role FROM reader e JOIN record p ON"
            " p.id = e.person_id JOIN person r ON r.id = p.id WHERE e.document_id = ?"
            " AND e.ended IS NULL ORDER BY r.is_role DESC, p.sort_title",
            document_id,
        )
        return tuple(Use(tr("Role") if role else tr("Person"), name) for name, role in rows)


def by_words(links: tuple[LinkValue, ...]) -> list[Uses]:
    """Links by what each end says of them; what ends elsewhere has a negative id."""
    words = dict.fromkeys(link.words for link in links)
    return [
        Uses(
            word,
            tuple(
                Use(k.number, k.title, k.state, k.record_id, k.kind, max(0, k.id))
                for k in links
                if k.words == word
            ),
        )
        for word in words
    ]


def _stands_in(number: str, text: str) -> bool:
    """Whether a number stands in a text by itself: QP-07, not QP-071 nor QP-07-2."""
    pattern = rf"(?<![\w-]){re.escape(number)}(?!\w|-\d)"
    return re.search(pattern, text, re.IGNORECASE) is not None
