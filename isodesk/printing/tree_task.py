"""The layout of a written text as a task of the reading child, for the preview."""

import io
import pickle

from isodesk.printing.document import tree_pdf


def lay_out(packed: bytes) -> dict[str, object]:
    """Task: {pdf, count} of what `tree_pdf` takes. `packed` comes from this program only."""
    import pikepdf

    tree, head, company, shown, images, size = pickle.loads(packed)
    pdf = tree_pdf(tree, head, company, shown, images, size)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return {"pdf": pdf, "count": len(opened.pages)}
