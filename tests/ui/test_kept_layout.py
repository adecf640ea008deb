"""A window opens whatever stands in the settings where its layout was kept."""

from isodesk.ui.kept_layout import part, parts, sizes, words


def test_what_cannot_be_a_layout_is_as_if_it_had_not_been_kept() -> None:
    for odd in (None, 5, "x", [1], True):
        assert (
            part(odd, "list") == part({"list": odd}, "list") == parts({"list": odd}, "list") == {}
        )
        assert words(odd, "states") == () and sizes({"split": odd}, "split") == []
    kept = {"pages": {"a": {"x": 1}, "b": 5}, "states": ["open", 5], "split": [300, 500]}
    assert parts(kept, "pages") == {"a": {"x": 1}}
    assert words(kept, "states") == ("open",) and sizes(kept, "split") == [300, 500]
    assert sizes({"split": [0, 10**12]}, "split") == sizes({"split": [1.5, 2]}, "split") == []
