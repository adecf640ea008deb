"""Word files whose text is known: whether every word arrives, in its order, or its loss is said.

    python -m tests.campaigns.odd_files.truth_words [FILES [SEED]]

The files are those of `words`, whole: lists, tables in tables, tracked changes, notes, boxes,
equations, fields, content controls, pictures, in any order and depth. What they hold is read by
zip and XML alone (`tests.intake.plain_word`); every piece of text has a word that stands once.
Exit 1 when one was lost in silence.
"""

import random
import re
import sys
from collections import Counter

from isodesk.core.problems import Refused
from isodesk.intake.docx_tree import read_word
from isodesk.writing.tree import text_of
from tests.campaigns.odd_files import words
from tests.intake.plain_word import PlainWord

_TAG = re.compile(r"q\d+q")
_MAKERS = (words.docx, words.docx, words.docx, words.strict_docx)


def lost(data: bytes) -> tuple[int, Counter[str]]:
    """How many such words a file has, and those that neither arrive nor are named as lost. Raises
    Refused."""
    tree, *_, losses = read_word(data)
    plain = PlainWord(data)
    told = [*plain.body, *plain.boxes, *plain.heads, *plain.notes]
    wanted = Counter(tag for line in told for tag in _TAG.findall(line))
    kept = Counter(_TAG.findall(f"{text_of(tree.blocks)} {' '.join(losses)}"))
    return wanted.total(), wanted - kept


def main(files: int, seed: int) -> int:
    """All files; answers the exit code."""
    sys.setrecursionlimit(20_000)  # the plain reader goes into tables in tables by itself
    count: Counter[str] = Counter()
    gone: Counter[str] = Counter()
    for n in range(files):
        chance = random.Random(f"{seed} {n}")
        _, data = chance.choice(_MAKERS)(chance)
        try:
            total, missing = lost(data)
        except Refused as refused:
            count["files refused"] += 1
            gone[f"refused: {refused}"] += 0
            continue
        count["files"] += 1
        count["words"] += total
        count["words lost"] += missing.total()
        for word in missing:
            gone[f"{word[:60]!r} of file {n}"] += missing[word]
    print(dict(count))
    for said, times in gone.most_common(20):
        print(f"  {times} x {said}")
    return 1 if count["words lost"] else 0


if __name__ == "__main__":
    asked = [int(word) for word in sys.argv[1:3]]
    sys.exit(main(*asked, *(400, 1)[len(asked) :]))
