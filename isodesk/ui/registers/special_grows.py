"""What grows of a record by a service of its own, where copying values is not enough."""

from collections.abc import Callable

from isodesk.services.workspace import Workspace

SPECIAL: dict[str, Callable[[Workspace, int], int]] = {
    "next_edition": lambda space, record: space.criteria_sets.next_edition(record),
    "criteria_document": lambda space, record: space.criteria_sets.document_of(record),
}
"""By `Grow.by`; each answers the record it made."""
