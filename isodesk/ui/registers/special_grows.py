"""What grows of a record by a service of its own, where copying values is not enough."""

from collections.abc import Callable

from isodesk.services.workspace import Workspace


def _document_change(space: Workspace, record: int) -> int:
    from isodesk.services.change_asks import ask_for_change

    return ask_for_change(space.desk, record)


SPECIAL: dict[str, Callable[[Workspace, int], int]] = {
    "next_edition": lambda space, record: space.criteria_sets.next_edition(record),
    "document_change": _document_change,
    "audit_again": lambda space, record: space.audit_again.plan(record),
    "criteria_document": lambda space, record: space.criteria_sets.document_of(record),
}
"""By `Grow.by`; each answers the record it made."""
