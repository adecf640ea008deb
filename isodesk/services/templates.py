"""Texts to begin with: one shipped per type of document, and the officer's own."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from isodesk.core.problems import Problem, Refused
from isodesk.documents.model import DocumentType, Revision
from isodesk.documents.values import Content
from isodesk.documents.written_model import Template
from isodesk.i18n import tr
from isodesk.intake.markdown_text import text_of
from isodesk.paths import resource
from isodesk.services.desk import Desk
from isodesk.services.written_tree import tree_in
from isodesk.store import files
from isodesk.writing import json_form
from isodesk.writing.markdown import from_markdown
from isodesk.writing.normal import normal
from isodesk.writing.opening import without_own_title
from isodesk.writing.tree import Tree

SHIPPED: Mapping[str, str] = {
    "manual": "Manual",
    "policy": "Policy",
    "procedure": "Procedure",
    "work_instruction": "Work instruction",
    "form": "Form",
    "specification": "Specification",
    "plan": "Plan",
    "external": "Cover sheet of an external document",
}
"""Key of a starter type, and what its template is called."""
BLANK = "blank"


@dataclass(frozen=True)
class TemplateValue:
    """A text to begin with; `id` is 0 for one that is shipped, `type_id` None for all types."""

    key: str
    name: str
    id: int = 0
    type_id: int | None = None
    type_name: str = ""
    ended: bool = False


class Templates:
    """What new texts of the open file begin with."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def offered(self, type_id: int | None) -> tuple[TemplateValue, ...]:
        """For a document of this type: its shipped one, then the officer's own for it and for
        all types. A type of the officer's making gets every shipped one."""
        with self._desk.reading() as session:
            kind = session.get(DocumentType, type_id) if type_id else None
            own = [t for t in _own(session) if not t.ended and t.type_id in (None, type_id)]
        key = kind.key if kind else ""
        keys = [key] if key in SHIPPED else list(SHIPPED)
        return (*(TemplateValue(k, tr(SHIPPED[k])) for k in keys), *own)

    def own(self) -> tuple[TemplateValue, ...]:
        """All of the officer's own, by type and name; those no longer offered too."""
        with self._desk.reading() as session:
            return tuple(sorted(_own(session), key=lambda t: (t.type_name, t.name.lower())))

    def tree(self, key: str) -> Tree:
        """The text of a template; a blank page is one too."""
        if key == BLANK:
            return Tree()
        if key in SHIPPED:
            return shipped(key)
        with self._desk.reading() as session:
            template = session.get_one(Template, int(key))
            return json_form.tree_from(files.read(session, template.file_id))

    def save(self, name: str, type_id: int | None, revision_id: int) -> int:
        """Keep the text of a revision as a template. Raises Refused without a name, for one
        that is taken, or when the revision has no text."""
        with self._desk.unit("Template saved") as unit:
            _check_name(unit.session, name, type_id, 0)
            tree = text_of_revision(unit.session, unit.session.get_one(Revision, revision_id))
            content = json_form.tree_bytes(normal(tree))
            file_id = files.keep(unit.session, content, json_form.MEDIA)
            row = Template(name=name.strip(), type_id=type_id, file_id=file_id)
            unit.session.add(row)
            unit.session.flush()
            unit.also = frozenset({"template"})
            return row.id

    def change(self, value: TemplateValue) -> int:
        """Save name, type and whether it is offered. Raises Refused without a name or for one
        that is taken."""
        with self._desk.unit() as unit:
            template = unit.session.get_one(Template, value.id)
            if not value.ended:
                _check_name(unit.session, value.name, value.type_id, value.id)
            template.name, template.type_id = value.name.strip(), value.type_id
            template.ended = (template.ended or unit.now) if value.ended else None
            unit.also = frozenset({"template"})
            return template.id


def shipped(key: str) -> Tree:
    """The shipped text for a starter type."""
    source = resource("starters", "templates", f"{key}.md").read_text(encoding="utf-8")
    return normal(from_markdown(source))


def text_of_revision(session: Session, revision: Revision) -> Tree:
    """The text of a written or Markdown revision. Raises Refused for any other content."""
    if revision.content == Content.WRITTEN:
        return tree_in(session, revision)
    if revision.content == Content.MARKDOWN and revision.source_id is not None:
        return markdown_tree(files.read(session, revision.source_id))
    raise Refused(tr("Only a text written in isodesk or in Markdown becomes a template."))


def markdown_tree(source: bytes) -> Tree:
    """A Markdown text as a tree, without the title that the document bears itself."""
    return normal(without_own_title(from_markdown(text_of(source))))


def _own(session: Session) -> list[TemplateValue]:
    names = {kind.id: kind.name for kind in session.scalars(select(DocumentType))}
    return [
        TemplateValue(
            str(row.id),
            row.name,
            row.id,
            row.type_id,
            names.get(row.type_id or 0, ""),
            row.ended is not None,
        )
        for row in session.scalars(select(Template).order_by(Template.name))
    ]


def _check_name(session: Session, name: str, type_id: int | None, but: int) -> None:
    if not name.strip():
        raise Refused([Problem("name", tr("Give the template a name."))])
    for other in _own(session):
        same = other.name.lower() == name.strip().lower() and other.type_id == type_id
        if same and other.id != but and not other.ended:
            raise Refused([Problem("name", tr("There is a template of that name already."))])
