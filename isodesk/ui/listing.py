"""What a list on a page is of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from isodesk.core import filters
from isodesk.core.filters import Condition
from isodesk.core.rows import Narrowed, Rows
from isodesk.i18n import tr

if TYPE_CHECKING:
    from isodesk.services.entry_filters import ListFields


@dataclass(frozen=True)
class Listing:
    """What a list is of: how it is called, read, counted and narrowed.

    `rows(narrowed)` answers the list, `total(systems)` its denominator. `chips` are
    (key, words) of filters that are on or off, `states` stored state words with what they are
    called. `noun` is what a print counts; `printed` its title where that is not `title`; `new`
    the words of the button that makes one, "" for none. With `fields` the list is filtered and
    grouped by them, and its views are kept.
    """

    title: str
    noun: str
    rows: Callable[[Narrowed], Rows]
    total: Callable[[int], int]
    chips: tuple[tuple[str, str], ...] = ()
    states: Mapping[str, str] = field(default_factory=dict)
    printed: str = ""
    new: str = "New"
    fields: "ListFields | None" = None

    def condition_words(self, conditions: tuple[Condition, ...]) -> list[str]:
        """Each condition as its chip says it."""
        if self.fields is None:
            return []
        by_key, names = self.fields.by_key, self.fields.names
        return [filters.words(c, by_key[c.field], names) for c in conditions if c.field in by_key]

    def filter_words(self, wanted: Narrowed) -> str:
        """The filter as a print says it; "" for none."""
        said = [f"“{wanted.text}”"] if wanted.text else []
        said += [tr(word) for key, word in self.chips if key in wanted.chips]
        said += [tr(self.states[state]) for state in wanted.states]
        said += self.condition_words(wanted.conditions)
        said += {1: [tr("Quality")], 2: [tr("Environment")]}.get(wanted.systems, [])
        return ", ".join(said)
