"""What the list of documents is narrowed to, in words and as SQL."""

from dataclasses import dataclass

from isodesk.documents.values import STATE_WORDS, State, Systems
from isodesk.i18n import tr
from isodesk.services.sql_lists import TITLED, like, like_of, titled


@dataclass(frozen=True)
class DocumentFilter:
    """What the list of documents is narrowed to; the defaults leave everything."""

    text: str = ""
    systems: int = 3
    states: tuple[State, ...] = ()
    in_force: bool = False
    late: bool = False
    external: bool = False
    type_id: int | None = None
    owner_id: int | None = None

    def words(self) -> str:
        """The filter as a print says it; "" for none."""
        said = [f"“{self.text}”"] if self.text else []
        said += [tr("In force")] if self.in_force else []
        said += [tr("Late")] if self.late else []
        said += [tr("From outside")] if self.external else []
        said += [tr(STATE_WORDS[s]) for s in self.states]
        said += {1: [tr("Quality")], 2: [tr("Environment")]}.get(self.systems, [])
        return ", ".join(said)


def document_where(wanted: DocumentFilter, today: str) -> tuple[str, tuple[object, ...]]:
    """The condition on `r` (record), `d` (document) and `t` (its type), and its values; `today` as
    ISO text."""
    where = "r.kind = 'document'"
    params: list[object] = []
    if wanted.systems != int(Systems.BOTH):
        where += " AND r.systems & ?"
        params.append(wanted.systems)
    if wanted.text:
        where += f" AND ({TITLED} OR {like_of('r.number')} OR {like_of('r.legacy')}"
        where += f" OR {like_of('d.process')} OR {like_of('d.source')})"
        params += [*titled(wanted.text), *[like(wanted.text)] * 4]
    if wanted.states:
        where += f" AND r.state IN ({', '.join('?' * len(wanted.states))})"
        params += [str(s) for s in wanted.states]
    if wanted.in_force:
        where += " AND d.in_force_id IS NOT NULL"
    if wanted.late:
        where += " AND r.due_on < ?"
        params.append(today)
    if wanted.external:
        where += " AND coalesce(t.external, t.key = 'external')"
    for column, value in (("d.type_id", wanted.type_id), ("r.owner_id", wanted.owner_id)):
        if value is not None:
            where += f" AND {column} = ?"
            params.append(value)
    return where, tuple(params)
