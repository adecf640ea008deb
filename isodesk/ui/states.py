"""Which colour a state has, and the word it is shown by."""

from functools import cache, lru_cache

from isodesk.core.rows import Mark, Tone
from isodesk.i18n import tr

_TONES: dict[str, Tone] = {
    "draft": "grey",
    "in_review": "amber",
    "approved": "blue",
    "effective": "green",
    "superseded": "struck",
    "withdrawn": "struck",
    "to_print": "blue",
    "out": "green",
    "to_recall": "amber",
    "returned": "green",
    "destroyed": "grey",
    "lost": "red",
    "asked": "amber",
    "accepted": "blue",
    "rejected": "struck",
    "done": "green",
    "open": "blue",
    "closed": "green",
    "void": "struck",
    "blank": "blue",
    "filed": "green",
    "keep_due": "amber",
    "kept": "green",
    "keep_waiting": "grey",
    "for_ever": "blue",
    "no_rule": "grey",
    "held": "red",
    "disposed": "struck",
    "read": "green",
    "to_read": "amber",
}
SYSTEM_LETTERS = {1: ("Q", "blue"), 2: ("E", "green"), 3: ("QE", "violet")}
"""Chip of a systems number: its letters and colour."""
SYSTEM_WORDS = {0: "", 1: "Quality", 2: "Environment", 3: "Quality and environment"}


@lru_cache(maxsize=64)
def mark_of(state: object) -> Mark:
    """The mark of a stored state word; a Mark is its own."""
    if isinstance(state, Mark):
        return state
    word = str(state)
    return Mark(tr(_words().get(word, word)), _TONES.get(word, "grey"))


@cache
def _words() -> dict[str, str]:
    """The words of all stored states; brought in when the first state is shown, as the window
    stands before (performance S1)."""
    from isodesk.documents.care_values import CHANGE_WORDS
    from isodesk.documents.filled import FORM_WORDS
    from isodesk.documents.retention import KEEPING_WORDS
    from isodesk.documents.values import COPY_WORDS, STATE_WORDS

    return {
        **{state.value: word for state, word in STATE_WORDS.items()},
        **{state.value: word for state, word in COPY_WORDS.items()},
        **{state.value: word for state, word in FORM_WORDS.items()},
        **{state.value: word for state, word in KEEPING_WORDS.items()},
        "read": "Read",
        "to_read": "To read",
        **{state.value: word for state, word in CHANGE_WORDS.items()},
        "open": "Open",
        "closed": "Closed",
        "void": "Void",
    }
