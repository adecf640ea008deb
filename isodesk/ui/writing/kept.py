"""What could not be saved when its file closed: kept as Markdown, and offered back."""

import contextlib
from collections.abc import Sequence
from pathlib import Path

from isodesk import paths
from isodesk.writing.tree import Block, Tree


def keep(file_id: str, revision_id: int, blocks: Sequence[Block]) -> None:
    """Keep a text in the folder of the program's own files; the disk that is full may be this
    one too."""
    from isodesk.writing.markdown import to_markdown

    with contextlib.suppress(OSError):
        place = _place(file_id, revision_id)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(to_markdown(Tree(tuple(blocks))), encoding="utf-8")


def kept(file_id: str, revision_id: int) -> tuple[Block, ...] | None:
    """The text that was kept of a revision; None where there is none."""
    from isodesk.writing.markdown import from_markdown
    from isodesk.writing.normal import normal

    try:
        words = _place(file_id, revision_id).read_text(encoding="utf-8")
    except (OSError, UnicodeError):
        return None
    return normal(from_markdown(words)).blocks


def forget(file_id: str, revision_id: int) -> None:
    """It is in the file again, or not wanted any more."""
    with contextlib.suppress(OSError):  # offered once more, which does no harm
        _place(file_id, revision_id).unlink(missing_ok=True)


def _place(file_id: str, revision_id: int) -> Path:
    return paths.config_dir() / "unsaved" / f"{file_id}-{revision_id}.md"
