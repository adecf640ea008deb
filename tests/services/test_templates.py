"""Texts to begin with: offered by type, made of texts, called otherwise, no longer offered."""

from dataclasses import replace

import pytest

from isodesk.core.problems import Refused
from isodesk.services.templates import SHIPPED, shipped
from isodesk.services.written import OWN_TEXT
from isodesk.writing.tree import Heading, Paragraph, Tree, Words
from tests.services.firm import Firm

TEXT = Tree((Heading(1, (Words("Ladle"),)), Paragraph((Words("Preheat it."),))))


def test_every_type_is_offered_its_own_and_a_blank_page_is_empty(firm: Firm) -> None:
    templates = firm.space.templates
    for key in SHIPPED:
        assert [t.key for t in templates.offered(firm.types[key])] == [key]
        assert templates.tree(key) == shipped(key)
    assert templates.tree("blank") == Tree() and len(templates.offered(None)) == len(SHIPPED)


def test_a_text_becomes_a_template_for_its_type_or_all(firm: Firm) -> None:
    templates, kind = firm.space.templates, firm.types["procedure"]
    revision = firm.newest(firm.draft()).id
    firm.space.written.begin(revision, TEXT)
    made = templates.save("Foundry procedure", kind, revision)
    firm.space.written.save(revision, [])
    (own,) = [t for t in templates.offered(kind) if t.id]
    assert (own.id, own.name, own.type_name) == (made, "Foundry procedure", "Procedure")
    assert templates.tree(own.key) == TEXT
    assert [t for t in templates.offered(firm.types["plan"]) if t.id] == []
    templates.change(replace(own, name="Foundry", type_id=None))
    assert [t.name for t in templates.offered(firm.types["plan"]) if t.id] == ["Foundry"]
    other = firm.newest(firm.draft("Other")).id
    firm.space.written.begin_with(other, own.key)
    assert firm.space.written.tree(other) == TEXT


def test_one_that_is_no_longer_offered_is_kept_and_comes_back(firm: Firm) -> None:
    templates = firm.space.templates
    revision = firm.newest(firm.draft()).id
    firm.space.written.begin(revision, TEXT)
    templates.save("One", None, revision)
    (own,) = templates.own()
    templates.change(replace(own, ended=True))
    assert templates.own()[0].ended and not [t for t in templates.offered(None) if t.id]
    templates.change(replace(own, ended=False))
    assert [t.name for t in templates.offered(None) if t.id] == ["One"]


def test_names_are_asked_for_and_not_given_twice(firm: Firm) -> None:
    templates = firm.space.templates
    revision = firm.newest(firm.draft()).id
    firm.space.written.begin(revision, TEXT)
    with pytest.raises(Refused, match="Give the template a name"):
        templates.save("  ", None, revision)
    templates.save("One", None, revision)
    with pytest.raises(Refused, match="a template of that name already"):
        templates.save("one", None, revision)


def test_a_markdown_text_becomes_one_too_and_begins_its_own_text(firm: Firm) -> None:
    revision = firm.newest(firm.draft()).id
    made = firm.space.templates.save("From Markdown", None, revision)
    tree = firm.space.templates.tree(str(made))
    heads = [b for b in tree.blocks if isinstance(b, Heading)]
    assert [h.inlines[0] for h in heads] == [Words("Melting"), Words("Pouring")]
    firm.space.written.begin_with(revision, OWN_TEXT)
    assert firm.space.written.tree(revision) == tree
