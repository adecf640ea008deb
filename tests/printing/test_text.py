"""Words into lines: none is lost, none is wider than its room."""

from hypothesis import given, settings
from hypothesis import strategies as st

from isodesk.printing import bidi, fonts
from isodesk.printing.flow import share
from isodesk.printing.text import BODY, TABLE, Line, break_spans, break_text, typed_lines


def words(lines: list[Line]) -> str:
    return "".join("".join(piece.text for piece in line.pieces) for line in lines)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=300), st.floats(30, 400))
def test_every_letter_is_printed_and_no_line_is_too_wide(text: str, room: float) -> None:
    lines = break_text(text, BODY, room)
    kept = "".join(fonts.clean(text).split())
    said = "".join(words(lines).split())
    assert said == kept or (bidi.has_right_to_left(kept) and len(said) == len(kept))
    assert all(line.width <= room + 0.01 for line in lines)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=40), st.sampled_from([BODY, TABLE]))), st.just(120.0))
def test_several_styles_run_on_as_one_paragraph(
    spans: list[tuple[str, object]], room: float
) -> None:
    lines = break_spans(spans, room)  # type: ignore[arg-type]
    kept = "".join("".join(fonts.clean(text).split()) for text, _ in spans)
    said = "".join(words(lines).split())
    assert said == kept or not kept or (bidi.has_right_to_left(kept) and len(said) == len(kept))
    assert all(line.width <= room + 0.01 for line in lines)


def test_a_word_stays_whole_where_it_can() -> None:
    lines = break_text("Spectrometer log of furnace two", BODY, 70)
    assert [words([line]) for line in lines] == ["Spectrometer", "log of furnace", "two"]


def test_a_word_across_styles_is_one_word() -> None:
    lines = break_spans([("Pour the iron quick", BODY), ("ly", TABLE)], 84)
    assert words([lines[-1]]).endswith("quickly")


def test_line_breaks_hold_and_code_keeps_its_spaces() -> None:
    assert [words([line]) for line in break_text("one\n\ntwo", BODY, 200)] == ["one", "", "two"]
    assert words(typed_lines("  a   b", BODY, 200)) == "  a   b"


def test_200_000_letters_break_into_lines_that_fit_and_lose_none() -> None:
    """How long it takes stands in `tests.bench.bench_pages`."""
    for text in ("x" * 200_000, "word " * 40_000, "✓→x" * 66_000):
        lines = break_text(text, BODY, 357)
        assert max(line.width for line in lines) <= 357.01
        assert words(lines).replace(" ", "") == text.replace(" ", "")


def test_columns_share_the_room() -> None:
    assert share([50, 50], [20, 20], 200) == [100, 100]
    short, long = share([60, 2000], [40, 50], 300)
    assert short == 60 and long == 240
    assert share([500, 900], [280, 50], 300)[0] >= 250
    assert abs(sum(share([500, 900, 10], [400, 300, 10], 300)) - 300) < 0.01
