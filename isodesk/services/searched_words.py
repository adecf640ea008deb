"""What the search finds of a register's records, from their values alone."""

from collections.abc import Mapping
from typing import Any

from isodesk.core.register import Register
from isodesk.store.search_many import Said

_OF_WORDS = frozenset({"text", "note", "choice"})
"""Kinds of own fields whose values the search finds."""


class SearchedWords:
    """As `store.search.index` has it of a record that it reads."""

    def __init__(self, register: Register) -> None:
        built_in = (f.key for f in register.entry.fields if f.search and not f.spine)
        own = (f.key for f in register.own_fields if f.kind.key in _OF_WORDS)
        self._keys = (*built_in, *own)

    def of(self, values: Mapping[str, Any]) -> Said:
        """Of one record, by its fields and its id."""
        number = " ".join(filter(None, (values["number"], values.get("legacy"))))
        body = "\n".join(str(value) for key in self._keys if (value := values.get(key)))
        return Said(values["id"], number, values.get("title") or "", body)
