"""Comparing two texts of a hundred pages, and reading a Word file of as many, in seconds.

python -m tests.bench.bench_compare
"""

import random
import time
from collections.abc import Callable
from typing import Any

from isodesk.intake.docx_tree import read_word
from isodesk.writing.compare import changes, compare
from isodesk.writing.compare_lines import Line, tree_lines
from tests.intake.word_making import cell, item, p, row, table, word

PAGES = 100
A_PAGE = 14
"""Paragraphs and rows of a page of a procedure, of some forty words each."""


def main() -> None:
    """Print what each took."""
    chance = random.Random(9001)
    data, paragraphs = procedure(chance)
    tree = timed(f"Word file of {PAGES} pages read", lambda: read_word(data)[0])
    old = tree_lines(tree.blocks)
    for name, share in (("one line in twenty changed", 0.05), ("every line changed", 1.0)):
        new = [changed(line, share, chance) for line in old]
        rows = timed(f"{PAGES} pages compared, {name}", lambda new=new: compare(old, new))  # type: ignore[misc]
        print(f"    {changes(rows)} changes in {len(rows)} lines of {paragraphs}")
    other = tree_lines(read_word(procedure(chance)[0])[0].blocks)
    timed(f"{PAGES} pages compared with another text", lambda: compare(old, other))


def procedure(chance: random.Random) -> tuple[bytes, int]:
    """A Word file with headings, paragraphs, lists and tables; how many lines it has."""
    vocabulary = [
        f"{chance.choice('bcdfglmnprst')}{chance.choice('aeiou')}{n}" for n in range(4000)
    ]
    body = []
    for page in range(PAGES):
        body.append(p(f"Part {page}", "Heading1"))
        for _ in range(A_PAGE - 5):
            body.append(p(sentence(vocabulary, chance)))
        body += [item(sentence(vocabulary, chance, 12), 1) for _ in range(2)]
        cells = [cell(p(sentence(vocabulary, chance, 6))) for _ in range(6)]
        body.append(table(row(*cells[:3]), row(*cells[3:])))
    return word("".join(body)), PAGES * A_PAGE


def sentence(vocabulary: list[str], chance: random.Random, words: int = 42) -> str:
    return " ".join(chance.choices(vocabulary, k=words)) + "."


def changed(line: Line, share: float, chance: random.Random) -> Line:
    words = line.text.split(" ")
    if chance.random() < share:
        words[chance.randrange(len(words))] = "otherwise"
    return Line(" ".join(words), line.kind, line.place, line.manner, line.key)


def timed(name: str, work: Callable[[], Any]) -> Any:
    began = time.perf_counter()
    result = work()
    print(f"{name}: {time.perf_counter() - began:.2f} s")
    return result


if __name__ == "__main__":
    main()
