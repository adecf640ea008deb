"""Numbers of documents: given by type, never used twice, legacy ones kept."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from isodesk.core.numbering import next_number
from isodesk.core.problems import Problem, Refused
from isodesk.core.spine import Counter
from isodesk.documents.model import Document, DocumentType
from isodesk.store.unit import Unit


def check_number(session: Session, number: str, but: int | None) -> None:
    """Raises Refused for no number, or one that a document has or had."""
    if not (number or "").strip():
        raise Refused([Problem("number", "A document needs a number.")])
    taken = session.execute(
        select(Document.id, Document.title).where(
            (Document.number == number) | (Document.legacy == number), Document.id != (but or 0)
        )
    ).first()
    if taken:
        raise Refused(
            [
                Problem(
                    "number", f"{number} is taken by “{taken.title}”; numbers are not used twice."
                )
            ]
        )


def free_number(session: Session, kind: DocumentType, year: int) -> tuple[str, int]:
    """The type's next free number, and the counter it stands for."""
    counter = session.get(Counter, f"document:{kind.prefix}")
    seq = (counter.value if counter else 0) + 1
    while True:
        number = next_number(kind.mask, kind.prefix, seq, year)
        taken = session.scalar(select(Document.id).where(Document.number == number))
        if taken is None:
            return number, seq
        seq += 1


def push_counter(unit: Unit, kind: DocumentType, seq: int) -> None:
    """Numbers up to this one are not given again."""
    name = f"document:{kind.prefix}"
    row = unit.session.get(Counter, name)
    if row is None:
        unit.session.add(Counter(name=name, value=seq))
    elif row.value < seq:
        row.value = seq
