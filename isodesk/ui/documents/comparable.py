"""Whether the revisions of a document can be compared."""

from typing import TYPE_CHECKING

from isodesk.i18n import tr

if TYPE_CHECKING:
    from isodesk.documents.values import DocumentValue


def comparable(document: "DocumentValue") -> str:
    """Why no revisions can be compared; "" when they can."""
    with_content = [r for r in document.revisions if r.content is not None]
    return "" if len(with_content) > 1 else tr("There is no second revision with content yet.")
