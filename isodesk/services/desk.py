"""What every service works with: the open file, the time, who is signed in, who is told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from isodesk.core.actor import Actor
from isodesk.core.clock import Clock
from isodesk.core.problems import Refused
from isodesk.store.file import CompanyFile

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from isodesk.intake.reader import Reader
    from isodesk.store.unit import Unit

Listener = Callable[[frozenset[str]], None]


class Desk:
    """The open file and its surroundings. Holds no rule."""

    def __init__(self, file: CompanyFile, actor: Actor, clock: Clock, reader: "Reader") -> None:
        self.file = file
        self.actor = actor
        self.clock = clock
        self.reader = reader
        self._listeners: list[Listener] = []

    def today(self) -> date:
        """The date where the officer sits."""
        return self.clock().date()

    @contextmanager
    def unit(self, why: str = "", *, confirmed: bool = False) -> "Iterator[Unit]":
        """One writing unit by the signed-in person; tells the listeners after the commit.
        `confirmed` says that the officer looked at the computer's clock and it is right. Where
        the file was taken away meanwhile they are told of its "absence"."""
        from isodesk.store.unit import unit

        try:
            with unit(self.file, self.actor, self.clock, why, confirmed=confirmed) as running:
                yield running
        except Refused:
            if self.file.absence():
                self.tell(frozenset({"absence"}))
            raise
        kinds = frozenset(record.kind for record in running.touched)
        self.tell(kinds | running.also)

    @contextmanager
    def reading(self) -> "Iterator[Session]":
        """One state of the file, read only."""
        with self.file.reading() as session:
            yield session

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Be told which kinds changed, in the thread that changed them; answers how to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def tell(self, kinds: frozenset[str]) -> None:
        """Say what changed."""
        for listener in list(self._listeners):
            listener(kinds)

    @property
    def path(self) -> Path:
        return self.file.path
