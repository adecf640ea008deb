"""A written text as ordinary files: Markdown, and its pictures in a folder beside it."""

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from isodesk.core.problems import Refused
from isodesk.core.spine import File
from isodesk.documents.model import Revision
from isodesk.documents.values import Content
from isodesk.i18n import tr
from isodesk.services.written_tree import pictures_in, tree_in
from isodesk.writing.notation import picture_path
from isodesk.writing.tree import pictures_of

_ENDINGS = {"jpeg": "jpg", "svg+xml": "svg"}


def markdown_files(session: Session, revision: Revision, name: str) -> Iterator[tuple[str, bytes]]:
    """(path from the folder it goes to, bytes) of the text and of each picture it shows. One
    that is damaged is left out; the text still says where it belongs."""
    from isodesk.writing.markdown import to_markdown

    tree = tree_in(session, revision)
    endings = _endings(session, pictures_of(tree.blocks))
    paths = {sha256: picture_path(sha256, ending) for sha256, ending in endings.items()}
    text = to_markdown(tree, lambda sha256: paths.get(sha256) or picture_path(sha256))
    yield name, text.encode()
    for sha256, content in sorted(pictures_in(session, tree).items()):
        yield paths[sha256], content


def _endings(session: Session, pictures: frozenset[str]) -> Mapping[str, str]:
    """How the name of each picture ends, by what it is."""
    rows = session.execute(select(File.hash, File.media).where(File.hash.in_(pictures)))
    kinds = {sha256: media.rpartition("/")[2] for sha256, media in rows}
    return {sha256: _ENDINGS.get(kind, kind) for sha256, kind in kinds.items()}


def written(session: Session, revision_id: int) -> Revision:
    """The revision. Raises Refused when it was not written in isodesk."""
    revision = session.get_one(Revision, revision_id)
    if revision.content != Content.WRITTEN:
        raise Refused(tr("Only a text written in isodesk becomes a Markdown file."))
    return revision
