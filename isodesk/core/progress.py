"""How long work tells how far it is, and learns that it should stop."""

from collections.abc import Callable

Progress = Callable[[int, int, str], None]
"""(done, of, what in words); called often, raises Cancelled to stop the work."""


def silent(done: int, of: int, what: str) -> None:
    """Progress that nobody watches."""
