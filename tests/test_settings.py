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
