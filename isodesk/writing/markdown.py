"""A written document as Markdown and back: `from_markdown(to_markdown(t)) == tidy(t)`.

Plain CommonMark with tables wherever that can say it; for the rest `isodesk.writing.notation`.
"""

from isodesk.writing.markdown_read import from_markdown
from isodesk.writing.markdown_write import to_markdown

__all__ = ["from_markdown", "to_markdown"]
