"""What the firm calls the grades of findings."""

from collections.abc import Iterator, Mapping

from isodesk.core.folding import folded
from isodesk.core.problems import Problem, Refused
from isodesk.i18n import tr
from isodesk.registers.audit_words import Grade, Verdict
from isodesk.registers.grade_words import read_words, written_words
from isodesk.services.desk import Desk

LONGEST = 32
"""Letters of a word: it stands on a button."""


class GradeWords:
    """The words of the open file."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def get(self) -> dict[str, str]:
        """The firm's word of each grade that has one, by the grade's key."""
        row = self._desk.file.reader().execute("SELECT grade_words FROM company").fetchone()
        return read_words(row[0] if row else None)

    def save(self, words: Mapping[str, str]) -> None:
        """Call the grades so from now on; a blank one is called as it comes. Raises Refused, with
        the grade's key, for a word too long, or one that another verdict has."""
        wanted = {g.name: " ".join(words.get(g.name, "").split()) for g in Grade}
        problems = list(_problems(wanted))
        if problems:
            raise Refused(problems)
        with self._desk.unit(tr("Words of the grades")) as unit:
            unit.company().grade_words = written_words(wanted)
            unit.also = frozenset({"company", "finding", "audit"})


def _problems(wanted: Mapping[str, str]) -> Iterator[Problem]:
    taken: dict[str, str] = {folded(tr(v.value)): v.name for v in Verdict if v.name not in wanted}
    for grade in Grade:
        word = wanted[grade.name]
        if len(word) > LONGEST:
            yield Problem(grade.name, tr("At most {n} letters.", n=LONGEST))
        elif word and any(
            folded(word) == folded(tr(other.value)) for other in Grade if other is not grade
        ):
            yield Problem(grade.name, tr("Another grade comes with this word. Choose another."))
        if word and folded(word) in taken:
            yield Problem(grade.name, tr("This word stands for something else already."))
        taken[folded(word or tr(grade.value))] = grade.name
