"""The findings of an audit, gathered for its report: words, records made of them, photos."""

from collections.abc import Sequence

from isodesk.i18n import tr
from isodesk.printing.audit_sheets import FindingLine, FindingPage
from isodesk.registers.acting import RAISED_FROM
from isodesk.registers.audit_words import GRADE, NONCONFORMING, Grade
from isodesk.registers.finding import REGISTER
from isodesk.services import audit_facts as facts
from isodesk.services.audit_answers import Held
from isodesk.services.audit_photos import Photos
from isodesk.services.audit_values import QuestionValue
from isodesk.services.entry_values import EntryValue
from isodesk.services.grade_words import GradeWords
from isodesk.services.print_tools import Tools

_OF_AUDIT = """
SELECT r.id FROM record r JOIN finding f ON f.id = r.id
WHERE f.audit_id = ? AND r.state <> 'void'
ORDER BY CASE f.grade WHEN 'MAJOR' THEN 0 WHEN 'MINOR' THEN 1 WHEN 'OBSERVATION' THEN 2 ELSE 3 END,
         r.sort_number
"""
_MADE = """
SELECT r.number FROM link l JOIN record r ON r.id = l.from_id
WHERE l.to_id = ? AND l.meaning = ? AND l.ended IS NULL AND r.kind = 'nonconformity'
  AND r.state <> 'void' ORDER BY r.sort_number
"""


def finding_ids(tools: Tools, audit_id: int) -> tuple[int, ...]:
    """The findings of an audit, the heaviest first."""
    return tuple(row["id"] for row in tools.rows(_OF_AUDIT, (audit_id,)))


class FindingPages:
    """Findings as the report has them."""

    def __init__(
        self, tools: Tools, questions: Sequence[QuestionValue], held: Held, photos: Photos
    ) -> None:
        self._tools, self._held, self._photos = tools, held, photos
        self._grades: list[str] = []
        """Of each page that was made."""
        self._numbers: dict[int, list[int]] = {}
        self._asked: dict[int, list[int]] = {}
        for n, each in enumerate(questions, 1):
            if each.finding_id is not None:
                self._numbers.setdefault(each.finding_id, []).append(n)
                self._asked.setdefault(each.finding_id, []).append(each.id)

    def page(self, finding_id: int) -> FindingPage:
        """One finding in full."""
        value = self._tools.entry(finding_id)
        self._grades.append(value.values["grade"] or "")
        made = ", ".join(
            row["number"] for row in self._tools.rows(_MADE, (finding_id, RAISED_FROM))
        )
        asked = self._asked.get(finding_id, ())
        pieces = [piece for each in asked for piece in self._held.get(each, ())]
        return FindingPage(
            _line(value, made), self._facts(value, made), _told(value), self._photos.of(pieces)
        )

    def note(self) -> str:
        """`2 nonconformities · 4 observations and opportunities`, of the pages that were made; by
        grade where the firm has words of its own."""
        if words := GradeWords(self._tools.desk).get():
            named = ((g, tr(words.get(g.name, g.value))) for g in Grade)
            counted = ((self._grades.count(g.name), word) for g, word in named)
            return " · ".join(f"{n} {word}" for n, word in counted if n)
        heavy = {grade.name for grade in NONCONFORMING}
        n = sum(grade in heavy for grade in self._grades)
        rest = len(self._grades) - n
        first = tr("1 nonconformity") if n == 1 else tr("{n} nonconformities", n=n)
        light = (
            tr("1 observation or opportunity")
            if rest == 1
            else tr("{n} observations and opportunities", n=rest)
        )
        return f"{first} · {light}"

    def _facts(self, value: EntryValue, made: str) -> tuple[tuple[str, str], ...]:
        said = value.shown
        rows = ", ".join(map(str, self._numbers.get(value.id, ())))
        place = ", ".join(filter(None, (said["place"], said["found_on"])))
        return facts.told(
            (
                ("Clauses", said["clauses"]),
                ("Question", rows),
                ("Place and day", place),
                ("Process", said["process_id"]),
                ("Found by", said["found_by_id"]),
                ("Agreed with", said["auditee_id"]),
                ("Answers for it", said["owner_id"]),
                ("Reply by", said["reply_by"]),
                ("State", tr(REGISTER.state(value.state).word)),
                ("Nonconformity", made),
                ("Systemic", said["systemic"]),
            )
        )


def _line(value: EntryValue, made: str) -> FindingLine:
    said = value.shown
    return FindingLine(
        value.number,
        said["grade"],
        GRADE.tone_of.get(value.values["grade"] or "", ""),
        said["clauses"],
        value.title,
        made,
        said["reply_by"],
        tr(REGISTER.state(value.state).word),
    )


def _told(value: EntryValue) -> tuple[tuple[str, str], ...]:
    said = value.shown
    return facts.told(
        (
            ("Required", said["requirement"]),
            ("Seen", said["evidence"]),
            ("Gap", said["gap"]),
            ("Reason for the grade", said["grade_reason"]),
            ("No nonconformity because", said["no_nonconformity"]),
            ("Reply", "\n".join(filter(None, (said["reply_on"], said["reply"])))),
            ("Carried to", said["carried_to_id"]),
            (
                "Verified",
                "\n".join(
                    filter(
                        None,
                        (
                            ", ".join(filter(None, (said["verified_on"], said["verified_by_id"]))),
                            said["verified"],
                        ),
                    )
                ),
            ),
        )
    )
