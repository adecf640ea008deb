"""Headings, manner of words, lists, fields, notes, heads and tracked changes of Word files."""

import pytest

from isodesk.writing.lists import numbers
from isodesk.writing.tree import (
    Code,
    Heading,
    Mark,
    PageBreak,
    Paragraph,
    Rule,
    Running,
    Words,
    plain,
    text_of,
)
from tests.intake.word_making import (
    SPACES,
    blocks,
    item,
    losses,
    p,
    part,
    relation,
    runs,
    strict,
    t,
    tree,
    word,
)


def levels(*styles: str) -> list[int]:
    found = blocks("".join(p("x", style) for style in styles))
    return [one.level if isinstance(one, Heading) else 0 for one in found]


def test_headings_by_style_its_base_its_name_in_other_languages_and_its_outline() -> None:
    assert levels("Heading1", "Heading2", "Abschnitt", "Normal") == [1, 2, 2, 0]
    assert levels("TOCHeading", "Loop", "Unknown", "Heading3", "Titre4") == [0, 0, 0, 3, 4]
    (outlined,) = blocks(p("x", more='<w:outlineLvl w:val="7"/>'))
    assert outlined == Heading(6, (Words("x"),))
    assert any("sixth" in one for one in losses(p("x", more='<w:outlineLvl w:val="7"/>')))


def words(body: str) -> tuple[Words, ...]:
    (block,) = blocks(body)
    assert isinstance(block, Paragraph | Heading)
    return block.inlines  # type: ignore[return-value]


def test_manner_is_that_of_run_character_style_and_paragraph_style() -> None:
    assert words(p("x", run="<w:rPr><w:b/><w:i/></w:rPr>")) == (Words("x", bold=True, italic=True),)
    assert words(p("x", "Strong")) == (Words("x", bold=True),)
    assert words(p("x", "Strong", run='<w:rPr><w:b w:val="0"/></w:rPr>')) == (Words("x"),)
    emph = '<w:rPr><w:rStyle w:val="Emph"/></w:rPr>'
    assert words(p("x", run=emph)) == (Words("x", bold=True, italic=True),)
    assert words(p("x", "Strong", run=emph)) == (Words("x", italic=True),)  # bold twice is plain
    raised = '<w:rPr><w:u w:val="single"/><w:vertAlign w:val="superscript"/></w:rPr>'
    assert words(p("x", run=raised)) == (Words("x", underline=True, raised=1),)
    assert words(p("x", "Heading1")) == (Words("x"),)  # a heading's boldness is its own


def test_words_lifted_by_hand_are_raised_and_lowered() -> None:
    for half_points, raised in ((8, 1), (-6, -1), (1, 0)):
        lifted = f'<w:rPr><w:position w:val="{half_points}"/></w:rPr>'
        assert words(p("x", run=lifted)) == (Words("x", raised=raised),)


def test_neighbouring_runs_of_one_manner_are_one() -> None:
    assert words(runs(t("a "), t("b"), "<w:tab/>" + t("c"), "<w:br/>" + t("d"))) == (
        Words("a b\tc\nd"),
    )


def test_signs_and_hyphens() -> None:
    assert words(
        runs(
            '<w:sym w:font="Wingdings" w:char="F0FE"/>',
            '<w:sym w:font="Symbol" w:char="F061"/>',
            t("a") + "<w:noBreakHyphen/>" + t("b") + "<w:softHyphen/>" + t("c"),
            '<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr>' + t("m"),
        )
    ) == (Words("☑αa\u2011bcμ"),)


def shown(body: str) -> list[tuple[int | None, int, str]]:
    """Number, level and words of each block, as isodesk will count them."""
    found = blocks(body)
    return [
        (number, one.mark.level if one.mark else -1, plain(one.inlines))
        for one, number in zip(found, numbers(found), strict=True)
        if isinstance(one, Paragraph)
    ]


def test_lists_count_as_word_counts() -> None:
    body = item("a", 1) + item("b", 1) + item("b1", 1, 1) + item("b2", 1, 1) + item("c", 1)
    assert shown(body) == [
        (1, 0, "a"),
        (2, 0, "b"),
        (1, 1, "b1"),
        (2, 1, "b2"),
        (3, 0, "c"),
    ]
    assert any(loss.startswith("List items counted by letters") for loss in losses(body))


def test_a_list_goes_on_after_a_paragraph_and_begins_anew_where_word_says() -> None:
    body = item("a", 1) + p("between") + item("b", 1) + item("five", 4) + item("six", 1)
    assert [number for number, _, _ in shown(body)] == [1, None, 2, 5, 6]


def test_a_list_that_stands_further_in_is_within_the_other() -> None:
    body = item("a", 1) + item("bullet", 2) + item("deeper", 2, 1) + item("b", 1)
    assert shown(body) == [(1, 0, "a"), (None, 1, "bullet"), (None, 2, "deeper"), (2, 0, "b")]


def test_numbers_of_several_parts_stand_as_text() -> None:
    body = item("one", 3) + item("two", 3, 1) + item("three", 3, 1) + item("legal", 3, 2)
    assert shown(body) == [
        (1, 0, "one"),
        (None, -1, "1.1\ttwo"),
        (None, -1, "1.2\tthree"),
        (None, -1, "§ 1.1\tlegal"),
    ]
    assert "Numbers that Word counted stand as text: “1.1”, “1.2”, “§ 1.1” (3)." in losses(body)


def test_headings_keep_their_automatic_numbers() -> None:
    number = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="6"/></w:numPr>'
    body = item("zero", 6) + p("Scope", "Heading2", number)
    assert blocks(body)[1] == Heading(2, (Words("1.1 Scope"),))


def test_lists_named_by_style_and_a_number_that_is_taken_away() -> None:
    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = p("a", "ListNumber") + p("b", "ListNumber") + p("c", "ListNumber", none)
    assert [one[0] for one in shown(body)] == [1, 2, None]


def test_a_paragraph_under_an_item_goes_on_with_it() -> None:
    body = item("a", 1) + p("more", more='<w:ind w:left="360"/>') + item("b", 1)
    assert blocks(body)[1] == Paragraph((Words("more"),), level=1)
    assert [one[0] for one in shown(body)] == [1, None, 2]


def test_alignment_page_breaks_and_rules() -> None:
    border = '<w:pBdr><w:bottom w:val="single"/></w:pBdr>'
    body = (
        p("a", more='<w:jc w:val="center"/>')
        + p("", more=border)
        + runs(t("b"), '<w:br w:type="page"/>', t("c"))
        + p("d", more="<w:pageBreakBefore/>")
        + runs('<w:br w:type="page"/>')
        + p("e")
    )
    found = blocks(body)
    assert [type(one) for one in found] == [
        Paragraph, Rule, Paragraph, PageBreak, Paragraph, PageBreak, Paragraph, PageBreak,
        Paragraph,
    ]  # fmt: skip
    assert isinstance(found[0], Paragraph) and found[0].align == "centre"


def test_links_keep_an_address_and_nothing_that_runs() -> None:
    link = relation("rId1", "hyperlink", "https://example.org/a b", outside=True)
    bad = relation("rId2", "hyperlink", "javascript:alert(1)", outside=True)
    body = (
        f'<w:p><w:hyperlink r:id="rId1"><w:r>{t("good")}</w:r></w:hyperlink>'
        f'<w:hyperlink r:id="rId2"><w:r>{t("bad")}</w:r></w:hyperlink>'
        f'<w:hyperlink w:anchor="here"><w:r>{t("inside")}</w:r></w:hyperlink></w:p>'
    )
    assert words_of(body, link + bad) == [("good", "https://example.org/a%20b"), ("badinside", "")]
    assert any("“javascript:alert(1)”, “#here” (2)" in one for one in losses(body, link + bad))


def words_of(body: str, relations: str = "") -> list[tuple[str, str]]:
    (block,) = blocks(body, relations)
    assert isinstance(block, Paragraph)
    return [(one.text, one.href) for one in block.inlines if isinstance(one, Words)]


def field(instruction: str, result: str = "") -> str:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    middle = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}' if result else ""
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return f"{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{middle}{end}"


def r(text: str) -> str:
    return f"<w:r>{t(text)}</w:r>"


def test_fields_stand_as_they_showed_last() -> None:
    link = field('HYPERLINK "mailto:a@b.c" \\o "tip"', r("write"))
    body = f"<w:p>{r('See ')}{field(' REF x ', r('4.2'))}{r(', ')}{link}</w:p>"
    assert words_of(body) == [("See 4.2, ", ""), ("write", "mailto:a@b.c")]
    assert "Fields stand as the words they showed last: “REF” (1)." in losses(body)


def test_a_field_that_never_ends_swallows_nothing() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    body = f"<w:p>{r('a ')}{begin}{r('b ')}</w:p>{p('c')}"
    assert text_of(blocks(body)).split() == ["a", "b", "c"]
    stray = '<w:r><w:fldChar w:fldCharType="end"/><w:fldChar w:fldCharType="separate"/></w:r>'
    assert text_of(blocks(f"<w:p>{stray}{r('a')}</w:p>")) == "a"


def test_tick_boxes_and_choices_of_forms() -> None:
    def form(kind: str, data: str) -> str:
        begin = (
            f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
        )
        return begin + field(kind).split("</w:r>", 1)[1]

    ticked = form("FORMCHECKBOX", '<w:checkBox><w:checked w:val="1"/></w:checkBox>')
    empty = form("FORMCHECKBOX", '<w:checkBox><w:default w:val="0"/></w:checkBox>')
    entries = '<w:listEntry w:val="red"/><w:listEntry w:val="blue"/>'
    choice = form("FORMDROPDOWN", f'<w:ddList><w:result w:val="1"/>{entries}</w:ddList>')
    assert text_of(blocks(f"<w:p>{ticked}{empty}{choice}</w:p>")) == "☒☐blue"


def test_tracked_changes_are_taken_as_accepted_and_said() -> None:
    body = (
        f"<w:p>{r('kept ')}<w:ins>{r('new ')}</w:ins><w:del><w:r><w:delText>old</w:delText></w:r>"
        f"</w:del><w:moveFrom>{r('away')}</w:moveFrom><w:moveTo>{r('here')}</w:moveTo></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + r("first ") + "</w:p>" + p("second")
    )
    assert text_of(blocks(body)) == "kept new here\nfirst second"
    said = losses(body)
    assert "What was inserted under tracked changes stands as ordinary text (2)." in said
    assert any(one.startswith("What was deleted or moved away") for one in said)


def test_hidden_text_and_comments_are_left_out_and_said() -> None:
    body = p("secret words", run="<w:rPr><w:vanish/></w:rPr>") + (
        f'<w:p>{r("seen")}<w:r><w:commentReference w:id="1"/></w:r></w:p>'
    )
    assert text_of(blocks(body)) == "seen"
    assert losses(body)[:2] == [
        "Comments are not carried (1).",
        "Hidden text is left out: “secret words” (1).",
    ]


def test_notes_stand_at_the_end_with_their_marks() -> None:
    body = (
        f'<w:p>{r("a")}<w:r><w:footnoteReference w:id="2"/></w:r>'
        f'<w:r><w:endnoteReference w:id="2"/></w:r>{r("b")}'
        '<w:r><w:footnoteReference w:id="3"/></w:r></w:p>'
    )
    feet = (
        f'<w:footnote w:id="2">{p(" one")}</w:footnote><w:footnote w:id="3">{p("two")}</w:footnote>'
    )
    found = blocks(
        body,
        relation("rF", "footnotes", "footnotes.xml") + relation("rE", "endnotes", "endnotes.xml"),
        word__footnotes__xml="",
        **{
            "word__footnotes.xml": part("footnotes", feet),
            "word__endnotes.xml": part("endnotes", f'<w:endnote w:id="2">{p("end")}</w:endnote>'),
        },
    )
    assert text_of(found).split("\n") == ["a1ib2", "1 one", "i end", "2 two"]
    assert isinstance(found[1], Rule)
    assert isinstance(found[2], Paragraph) and found[2].inlines[0] == Words("1", raised=1)


SECTION = '<w:sectPr><w:headerReference w:type="{kind}" r:id="rH"/>{more}</w:sectPr>'
HEAD = relation("rH", "header", "header1.xml")


def headed(inside: str, kind: str = "default", more: str = "") -> tuple[object, ...]:
    body = p("text") + SECTION.format(kind=kind, more=more)
    return blocks(body, HEAD, **{"word__header1.xml": part("hdr", inside)})


def test_heads_stand_on_every_page_without_page_numbers() -> None:
    page = f"<w:p>{r('Page ')}{field('PAGE', r('1'))}{r(' of ')}{field('NUMPAGES', r('5'))}</w:p>"
    found = headed(p("Pump works") + page)
    assert found == (Running(False, (Words("Pump works"),)), Paragraph((Words("text"),)))
    body = p("text") + SECTION.format(kind="default", more="")
    parts = {"word__header1.xml": part("hdr", p("Pump works") + page)}
    assert (
        "Page numbers in heads and feet are left out, as isodesk prints its own: “Page n of n”."
        in losses(body, HEAD, **parts)
    )


def test_a_page_number_within_a_head_takes_its_words_with_it() -> None:
    page = f"<w:p>{r('Pump works | Page ')}{field('PAGE', r('1'))}{r(' | QP-01')}</w:p>"
    assert headed(page)[0] == Running(False, (Words("Pump works QP-01"),))
    page = f"<w:p>{r('Kopf')}<w:r><w:tab/></w:r>{r('Seite ')}{field('PAGE', r('1'))}</w:p>"
    assert headed(page)[0] == Running(False, (Words("Kopf"),))


def test_a_head_of_the_first_page_stands_in_the_text_and_an_unshown_one_is_said() -> None:
    found = headed(p("Only here"), "first", "<w:titlePg/>")
    assert found == (Paragraph((Words("Only here"),)), Paragraph((Words("text"),)))
    assert headed(p("Never"), "first") == (Paragraph((Words("text"),)),)


def test_sections_begin_on_new_pages_unless_continuous() -> None:
    inside = "<w:pPr><w:sectPr>{}</w:sectPr></w:pPr>"
    for kind, count in (("nextPage", 1), ("continuous", 0)):
        body = f"<w:p>{inside.format('')}{r('a')}</w:p>" + p("b")
        body += f'<w:sectPr><w:type w:val="{kind}"/></w:sectPr>'
        assert sum(isinstance(one, PageBreak) for one in blocks(body)) == count


def test_equations_readings_and_controls_keep_their_words() -> None:
    body = (
        f"<w:p>{r('E=')}<m:oMath><m:r><m:t>mc²</m:t></m:r></m:oMath></w:p>"
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>kan</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>"
        f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{p('filled in')}</w:sdtContent></w:sdt>"
    )
    assert text_of(blocks(body)) == "E=mc²\n漢(kan)\nfilled in"
    assert [one.split("(")[0].strip() for one in losses(body)[:3]] == [
        "Equations stand as a line of text",
        "Fields to fill in and content controls stand as their words",
        "Readings above characters stand behind them in brackets",
    ]


def test_lines_of_code_are_one_block_and_a_drop_cap_joins_its_word() -> None:
    code = "<w:pStyle w:val='HTMLPreformatted'/>"
    styles = (
        f"<w:styles {SPACES}><w:style w:type='paragraph' w:styleId='HTMLPreformatted'>"
        "<w:name w:val='HTML Preformatted'/></w:style></w:styles>"
    )
    body = f"<w:p><w:pPr>{code}</w:pPr>{r('a = 1')}</w:p><w:p><w:pPr>{code}</w:pPr>{r('  b')}</w:p>"
    assert blocks(body, **{"word__styles.xml": styles}) == (Code("a = 1\n  b"),)
    drop = '<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr>' + r("O") + "</w:p>" + p("nce")
    assert text_of(blocks(drop)) == "Once"


def test_a_strict_file_reads_as_a_transitional_one() -> None:
    body = p("Scope", "Heading1") + item("a", 1) + p("x", run='<w:rPr><w:b w:val="true"/></w:rPr>')
    made = {
        name: strict(content)
        for name, content in {
            "word__document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
            "word__styles.xml": f"<w:styles {SPACES}>{_STYLE}</w:styles>",
        }.items()
    }
    found = blocks(body, **made)
    assert found[0] == Heading(1, (Words("Scope"),))
    assert isinstance(found[1], Paragraph) and found[1].mark == Mark(True)
    assert found[2] == Paragraph((Words("x", bold=True),))


_STYLE = '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'


def test_without_its_side_parts_a_file_is_still_read() -> None:
    bare = {
        "word__styles.xml": b"<broken",
        "word__numbering.xml": b"",
        "word___rels__document.xml.rels": b"<broken",
    }
    assert text_of(tree(p("still here") + item("x", 1), **bare).blocks) == "still here\nx"


@pytest.mark.parametrize("again", [1, 2])
def test_the_same_file_gives_the_same_tree(again: int) -> None:
    from isodesk.intake.docx_tree import read_word

    data = word(item("a", 1) + p("b"))
    assert read_word(data) == read_word(data)
