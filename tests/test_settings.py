"""Settings are written whole: at once, or later where only the look of a window changed."""

import json
from pathlib import Path

from isodesk import paths
from isodesk.settings import Settings


def stored() -> dict[str, object]:
    path = paths.config_dir() / "settings.json"
    return dict(json.loads(path.read_text())) if path.is_file() else {}


def test_what_is_kept_for_later_is_written_with_the_next(tmp_path: Path) -> None:
    (paths.config_dir() / "settings.json").unlink(missing_ok=True)
    settings = Settings()
    settings.set_of_file("layout", "a", {"page": "today"}, later=True)
    assert settings.of_file("layout", "a") == {"page": "today"} and stored() == {}
    settings.set("text", 120)
    assert stored() == {"layout": {"a": {"page": "today"}}, "text": 120}
    settings.set("text", 130, later=True)
    settings.write()
    assert Settings().get("text") == 130


def test_settings_that_somebody_broke_are_as_if_never_set() -> None:
    place = paths.config_dir() / "settings.json"
    place.parent.mkdir(parents=True, exist_ok=True)
    wrong = {"text": 9000, "recent": ["/a", 5], "photo_side": True, "layout": {"a": [1]}}
    wrong["actors"] = {"a": "x"}
    place.write_text(json.dumps(wrong))
    settings = Settings()
    assert (settings.get("text"), settings.get("recent")) == (100, [])
    assert settings.get("photo_side") == 2048
    assert settings.of_file("layout", "a") is None and settings.of_file("actors", "a") is None
    for broken in ("[" * 100_000, "null", "", "\0"):
        place.write_text(broken)
        assert Settings().get("text") == 100
    place.unlink()
