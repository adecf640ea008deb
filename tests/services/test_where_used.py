"""Where a document is used, both ways, and the map of the set."""

from isodesk.services.company import PersonValue
from isodesk.services.content import brought_text
from isodesk.services.document_map import MapFilter
from isodesk.services.workspace import Workspace
from tests.printing.reading import outline_of, page_count, pages_of
from tests.services.firm import Firm


def said(firm: Firm, document: int) -> dict[str, list[str]]:
    return {
        each.heading: [f"{u.number} {u.title}".strip() for u in each.uses]
        for each in firm.space.where_used.of(document)
    }


def test_everything_a_document_is_tied_to(firm: Firm) -> None:
    melting, casting = firm.draft("Melting"), firm.draft("Casting")
    text = "# Casting\n\nMelt as QP-01 says, not as QP-011 or QP-01-2.\n"
    firm.space.contents.set(firm.newest(casting).id, brought_text("c.md", text.encode()))
    firm.space.documents.set_clauses(melting, ["9001:2015 8.5.1"])
    role = firm.space.companies.save_person(PersonValue(0, "Melter", is_role=True))
    firm.space.reading.set_readers(melting, [role, firm.tom])
    firm.issued(melting)
    firm.issued(casting)
    assert said(firm, melting) == {
        "Named in the text of": ["QP-02 Casting"],
        "Clauses": ["9001 8.5.1"],
        "Copies on paper": [
            "copy 1, r1 Melt shop, Hall 1, board",
            "copy 2, r1 Reception, Entrance",
        ],
        "To be read by": ["Role Melter", "Person Tom Hale"],
    }
    assert said(firm, casting)["Its text names"] == ["QP-01 Melting"]
    firm.space.links.link(casting, melting, "implements")
    assert said(firm, melting)["Implemented by"] == ["QP-02 Casting"]
    assert "Named in the text of" not in said(firm, melting)  # the link says so already


def test_a_number_in_a_longer_number_is_no_mention(firm: Firm) -> None:
    melting, other = firm.draft("Melting"), firm.draft("Other")
    text = b"# Other\n\nSee QP-011 and QP-01-2 and XQP-01.\n"
    firm.space.contents.set(firm.newest(other).id, brought_text("o.md", text))
    firm.issued(other)
    assert "Named in the text of" not in said(firm, melting)


def test_where_used_prints(firm: Firm) -> None:
    melting = firm.draft("Melting")
    form = firm.draft("Heat card", kind="form")
    firm.space.links.link(form, melting, "form_of")
    firm.issued(form)
    firm.space.forms.print_blanks(form, 3)
    words = " ".join(pages_of(firm.space.where_used.sheet(form))[0].split())
    assert "Where used F-01 Heat card" in words
    assert "Is a form of" in words and "QP-01 Melting" in words
    assert "Blanks and filled forms" in words and "Blank 3" in words


def test_the_map_of_the_sample_company(sample: Workspace) -> None:
    nodes = sample.document_map.nodes()
    total = len(nodes)
    assert total == sample.lists.document_count() - 1  # all but the withdrawn one
    assert "Environment" in sample.document_map.processes()
    pdf = sample.document_map.print()
    words = " ".join(" ".join(pages_of(pdf)).split())
    assert f"{total} documents" in words and all(n.number in words for n in nodes)
    assert ", continued" in words
    titles = [title for _, title in outline_of(pdf)]
    assert [t for t in titles if t != "No process named"] == list(sample.document_map.processes())
    large = sample.document_map.print(large=True)
    assert page_count(large) < page_count(pdf)
    wanted = MapFilter(1, "Purchasing")
    few = " ".join(pages_of(sample.document_map.print(wanted))[0].split())
    assert f"{len(sample.document_map.nodes(wanted))} of {total} documents" in few
    assert "Filter: Quality, Purchasing" in few and "EP-01 " not in few
