"""What stands around an entry in a test of its rules: near records and lines, as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from isodesk.core.steps import Near, Work

TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Beside:
    """`core.steps.Around` of plain values."""

    nearby: tuple[Near, ...] = ()
    lined: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    others: Mapping[tuple[str, str], tuple[Any, ...]] = field(default_factory=dict)
    today: date = TODAY
    now: datetime = datetime(2026, 11, 23, 12, tzinfo=UTC)
    actor_id: int | None = 1
    others: Mapping[int, Near] = field(default_factory=dict)
    tied: Mapping[int, tuple[Near, ...]] = field(default_factory=dict)

    def near(self, kind: str = "", meaning: str = "") -> tuple[Near, ...]:
        return tuple(
            n
            for n in self.nearby
            if (not kind or n.kind == kind) and (not meaning or n.meaning == meaning)
        )

    def entries(self, kind: str, state: str) -> tuple[Any, ...]:
        return self.others.get((kind, state), ())

    def lines(self, key: str) -> tuple[Any, ...]:
        return self.lined.get(key, ())

    def at(self, record_id: int) -> Near | None:
        return self.others.get(record_id)

    def about(self, record_id: int, kind: str = "") -> tuple[Near, ...]:
        return tuple(n for n in self.tied.get(record_id, ()) if not kind or n.kind == kind)

    def works(self, people: Sequence[int]) -> tuple[Work, ...]:
        return ()


def near(kind: str, meaning: str = "", **values: Any) -> Near:
    """A record nearby; `id`, `state`, `closed`, `number`, `outward` and `made_on` as given."""
    state = values.pop("state", "open")
    closed = values.pop("closed", False)
    number = values.pop("number", f"{kind.upper()}-1")
    outward = values.pop("outward", False)
    made_on, id_ = values.pop("made_on", None), values.pop("id", 9)
    return Near(id_, kind, number, kind, state, closed, meaning, outward, values, made_on)
