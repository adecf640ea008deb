"""Importing what the next step will need, after the first paint and without a stall.

Importing holds Python's lock; a thread alone would hold it for 5 ms at a time and in turns with
the window. With a shorter turn the window gets the lock back within a millisecond or two.
"""

import gc
import importlib
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Thread

_TURN = 0.0005
"""Seconds a thread may keep Python's lock while another waits, during the warm-up."""


def warm_up(modules: Sequence[str]) -> Thread:
    """Import these modules on a thread of its own; whoever needs one earlier imports it at once."""
    thread = Thread(target=_import_all, args=(tuple(modules),), name="warm-up", daemon=True)
    thread.start()
    return thread


def _import_all(modules: tuple[str, ...]) -> None:
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        for name in modules:
            importlib.import_module(name)
    finally:
        sys.setswitchinterval(before)
    keep_for_good()


def keep_for_good() -> None:
    """What stands by now is not looked through for garbage any more. A worker that reads much has
    the collector go through everything there is, with Python's lock held: the modules and classes
    of the program alone would keep the window waiting for a third of a second."""
    gc.freeze()


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector, for a worker that makes much and keeps little, none of it in rings:
    looking for one would keep the window waiting."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
