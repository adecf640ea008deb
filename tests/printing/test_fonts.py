"""Faces of paper: every character gets a glyph or a name that can be read."""

from isodesk.paths import resource
from isodesk.printing import bidi, fonts
from tests.printing.naughty import NAUGHTY


def test_every_face_and_its_licence_is_in_the_package() -> None:
    fonts.register()
    fonts.register()
    for file in (*fonts.FILES.values(), "OFL-Noto.txt", "LICENSE-DejaVu.txt"):
        assert resource("fonts", file).stat().st_size > 1000


def test_noto_writes_what_it_can_and_dejavu_the_rest() -> None:
    assert fonts.runs("up → down", "Noto-Bold") == [
        ("Noto-Bold", "up "),
        ("DejaVu-Bold", "→"),
        ("Noto-Bold", " down"),
    ]
    assert fonts.runs("", "Noto") == []
    assert fonts.runs("Ærø Ελλάδα Київ Việt", "Noto") == [("Noto", "Ærø Ελλάδα Київ Việt")]


def test_what_no_font_has_is_named() -> None:
    assert fonts.missing("a中\x07\ud800\u200b\n→") == {"中", "\x07", "\ud800"}
    assert fonts.runs("中a") == [("Noto", "[U+4E2D]a")]


def test_marks_of_direction_and_joiners_are_dropped() -> None:
    assert fonts.clean("\u202ecod\u200b.exe\u00ad") == "cod.exe"


def test_letters_and_accents_written_apart_are_joined() -> None:
    assert fonts.clean("cafe\u0301") == "café"


def test_no_text_needs_a_glyph_that_is_not_there() -> None:
    for text in NAUGHTY:
        for face in fonts.FILES:
            for name, part in fonts.runs(text, face):
                assert fonts.covers(part, name), (text, name, part)


def test_a_text_is_cut_to_its_room() -> None:
    assert fonts.fitted("Melting and pouring", "Noto", 9, 500) == "Melting and pouring"
    short = fonts.fitted("Melting and pouring", "Noto", 9, 50)
    assert short.endswith("…")
    assert fonts.width(short, "Noto", 9) <= 50
    assert fonts.fitted("x" * 500_000, "Noto", 9, 40).endswith("…")


def test_arabic_letters_join_and_hebrew_stays() -> None:
    assert fonts.clean("\u0628\u0628\u0628") == "\ufe91\ufe92\ufe90"
    assert fonts.clean("\u062f\u0628") == "\ufea9\ufe8f"
    assert fonts.clean("\u0633\u0644\u0627\u0645") == "\ufeb3\ufefc\ufee1"
    assert fonts.clean("שלום") == "שלום"


def test_figures_and_brackets_keep_their_sense_in_a_turned_run() -> None:
    said = "QP שלום 12 (עולם) end"
    order = bidi.visual_order(said)
    assert order is not None
    assert "".join(said[at] for at in order) == "QP )םלוע( 12 םולש end"
    assert bidi.visual_order("plain ✓") is None
