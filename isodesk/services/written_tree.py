"""The text of a written revision as its tree, inside a session that is open already.

While a revision is open for its author the passages hold the text; once it is submitted the
frozen source does, since that is what was signed.
"""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from isodesk.core.problems import Refused
from isodesk.core.spine import File
from isodesk.documents.model import Revision
from isodesk.documents.written_model import Passage
from isodesk.i18n import tr
from isodesk.store import files
from isodesk.writing import json_form
from isodesk.writing.tree import Tree, pictures_of


def tree_in(session: Session, revision: Revision) -> Tree:
    """The whole text. Raises Refused when what is kept cannot be read as a text."""
    try:
        if revision.submitted_at is None or revision.source_id is None:
            return Tree(tuple(map(json_form.block_from, bodies(session, revision.id))))
        return json_form.tree_from(files.read(session, revision.source_id))
    except ValueError as error:
        raise Refused(
            tr("The text of this revision cannot be read ({error}). Run Verify.", error=error)
        ) from error


def bodies(session: Session, revision_id: int) -> Iterable[str]:
    """The passages of a revision as JSON, in their order."""
    return session.scalars(
        select(Passage.body)
        .where(Passage.revision_id == revision_id)
        .order_by(Passage.position, Passage.id)
    )


def has_text(session: Session, revision_id: int) -> bool:
    """Whether a written revision has a passage at all."""
    first = select(Passage.id).where(Passage.revision_id == revision_id).limit(1)
    return session.scalar(first) is not None


def pictures_in(session: Session, tree: Tree) -> Mapping[str, bytes]:
    """The bytes of the tree's pictures by their SHA-256; one that is lost or damaged is not
    among them, so that the text can still be read."""
    wanted = pictures_of(tree.blocks)
    rows = session.execute(select(File.hash, File.id).where(File.hash.in_(wanted)))
    found: dict[str, bytes] = {}
    for digest, file_id in rows:
        try:
            found[digest] = files.read(session, file_id)
        except Refused:
            continue
    return found
