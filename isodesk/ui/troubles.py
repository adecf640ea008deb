"""What the user sees of a bug: one sentence, the details folded, a report without record text."""

import logging
import sys
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from isodesk import __version__, paths

_log = logging.getLogger("isodesk")
_KEPT = 20


def write_report(error: BaseException) -> Path:
    """Keep where it happened, not what the records said: frames and the kind of error only."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [
        f"isodesk {__version__}, Python {sys.version.split()[0]}, {sys.platform}",
        f"{datetime.now():%Y-%m-%d %H:%M:%S}",
        type(error).__name__,
    ]
    lines += [f"  {Path(f.filename).name}:{f.lineno} in {f.name}" for f in frames]
    folder = paths.log_dir()
    path = folder / f"report {datetime.now():%Y-%m-%d %H%M%S%f}.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for old in sorted(folder.glob("report *.txt"))[:-_KEPT]:
        old.unlink(missing_ok=True)
    return path


def catch_all(tell: Callable[[BaseException, Path], None]) -> Callable[[BaseException], None]:
    """Route every uncaught exception to `tell` after writing its report; answers the hook that
    the workers use too. What was typed stays on the screen."""

    def hook(error: BaseException) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.exit(130)
        path = write_report(error)
        _log.error("bug, report in %s", path.name, exc_info=error)
        tell(error, path)

    def raised(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        hook(error)

    sys.excepthook = raised
    return hook


def start_log() -> None:
    """The log lies in the user's log folder, at most a megabyte twice."""
    from logging.handlers import RotatingFileHandler

    handler = RotatingFileHandler(
        paths.log_dir() / "isodesk.log", maxBytes=1_000_000, backupCount=1, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    _log.addHandler(handler)
    _log.setLevel(logging.INFO)
