"""Files that the officer asked for, on a disk or stick that may be full, away or read-only."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from isodesk.core.problems import Refused
from isodesk.core.whole import sweep
from isodesk.i18n import tr


@contextmanager
def writing_to(place: Path) -> Iterator[None]:
    """Turn what the system says about a file or folder into one sentence; raises Refused. What
    a crash left there of files of ours is taken away first."""
    sweep(place if place.is_dir() else place.parent)
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Refused(
            tr(
                "{place} cannot be written ({reason}). Choose another place.",
                place=place,
                reason=reason,
            )
        ) from error
