"""A copy of a file that was taken away while it is open, made from what is still held open."""

from contextlib import suppress
from pathlib import Path

from isodesk.core.problems import Refused
from isodesk.core.progress import Progress, silent
from isodesk.core.whole import rename_durably
from isodesk.store.file import CompanyFile
from isodesk.store.sqlite import DatabaseError
from isodesk.store.verify import verify


def rescue(file: CompanyFile, target: Path, progress: Progress = silent) -> Path:
    """Everything saved, verified, under another name. Raises Refused where it cannot be written
    or is not whole; nothing is left behind then."""
    part = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        progress(0, 2, "Saving a copy")
        file.rescue(part)
        progress(1, 2, "Verifying the copy")
        report = verify(part, silent, remembered=False)
        if not report.whole:
            raise Refused(f"The copy is not whole: {report.findings[0].sentence}")
        rename_durably(part, target)
    except (OSError, DatabaseError) as error:
        raise Refused(f"{target} cannot be written ({error}). Choose another place.") from error
    finally:
        with suppress(OSError):  # a stick drawn out; the reason is told
            part.unlink(missing_ok=True)
    return target
