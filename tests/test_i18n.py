"""Words in the language that was chosen."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from isodesk import i18n
from isodesk.i18n import tr, use_language


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    words = {"Today": "Heute", "{n} late": "{n} überfällig"}
    (tmp_path / "xx.json").write_text(json.dumps(words), encoding="utf-8")
    monkeypatch.setattr(i18n, "resource", lambda _, name: tmp_path / name)
    yield
    use_language("en")


def test_words_come_from_the_chosen_catalogue_and_stay_english_without(catalogue: None) -> None:
    use_language("xx")
    assert (tr("Today"), tr("{n} late", n=3)) == ("Heute", "3 überfällig")
    assert tr("Never translated") == "Never translated"
    use_language("yy")
    assert tr("Today") == "Today"
