"""Words for the screen and paper, translated at display; no Qt."""

import json
from functools import cache

from isodesk.paths import resource

_chosen = {"language": "en"}


def use_language(language: str) -> None:
    """Choose the catalogue, as `de` or `pt_BR`; without one the words stay English."""
    _chosen["language"] = language


def tr(text: str, /, **values: object) -> str:
    """The text in the user's language, with `{name}` filled from values."""
    found = _catalogue(_chosen["language"]).get(text, text)
    return found.format(**values) if values else found


@cache
def _catalogue(language: str) -> dict[str, str]:
    path = resource("translations", f"{language}.json")
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
