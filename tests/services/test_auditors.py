"""Auditors before their own work, and what they are not qualified for; on a real file."""

from datetime import date

import pytest

from isodesk.core.problems import Refused
from isodesk.services.auditors import Auditors
from tests import audits
from tests.printing.reading import packed, text_of
from tests.services.firm import Firm


def process(firm: Firm, title: str, owner: int) -> int:
    return int(firm.space.entries.new("process", {"title": title, "owner_id": owner}))


def auditor(firm: Firm, until: date = date(2028, 1, 9), **values: object) -> int:
    made = firm.space.entries.new("auditor", {"title": "Anna Reyes", **values})
    firm.space.entries.take(
        made,
        "qualify",
        {"qualified_on": date(2025, 1, 10), "valid_until": until},
    )
    return int(made)


def team(firm: Firm, person: int, process_id: int, **member: object) -> int:
    """An audit of a process with a question, led by somebody."""
    space = firm.space
    made = space.entries.new("audit", dict(audits.PLAN))
    space.entry_lines.put(made, "audit_member", {"person_id": person, "role": "LEAD", **member})
    space.entry_lines.put(made, "audit_scope", {"process_id": process_id})
    space.audit_filling.fill(made, ["process:purchasing"])
    return int(made)


def hints(firm: Firm, audit: int) -> list[str]:
    return [hint.sentence for hint in firm.space.register_hints.of("audit", audit)]


def test_who_owns_and_approves_what_is_audited_is_told_what_to_do(firm: Firm) -> None:
    space = firm.space
    buying = process(firm, "Purchasing", firm.marta)
    document = firm.draft("Buying", process="Purchasing")  # Marta approves it
    number = firm.get(document).number
    audit = team(firm, firm.marta, buying)
    said = hints(firm, audit)[0]
    assert said == (
        f"Marta Lind owns Purchasing and approved {number}, which are audited here. Note under"
        " Team what is done about it: another auditor for that part, a review by a manager, a swap"
        " with another firm."
    )
    with pytest.raises(Refused, match="Marta Lind owns Purchasing"):
        space.entries.take(audit, "prepare")
    member = space.entries.get(audit).lines["audit_member"][0].id
    noted = {"independence": "Purchasing is audited by Tom Hale."}
    space.entry_lines.put(audit, "audit_member", noted, member)
    assert hints(firm, audit)[0].endswith("Noted: Purchasing is audited by Tom Hale.")
    space.entries.take(audit, "prepare")
    plan = packed(text_of(space.register_prints.record("audit", "plan", audit)))
    report = packed(text_of(space.register_prints.record("audit", "report", audit)))
    words = packed("Purchasing is audited by Tom Hale.")
    assert words in plan and words in report


def test_many_documents_are_counted_and_each_is_said_once(firm: Firm) -> None:
    buying = process(firm, "Purchasing", firm.anna)
    made = [firm.draft(f"Buying {n}", process="Purchasing", owner_id=firm.tom) for n in range(6)]
    audit = team(firm, firm.tom, buying)  # Tom wrote them too
    first = ", ".join(firm.get(each).number for each in made[:3])
    (met,) = Auditors(firm.space.desk).check(audit).own_work
    assert met.parts == (f"wrote {first}, 3 more",)


def test_another_process_or_a_withdrawn_tie_is_no_own_work(firm: Firm) -> None:
    buying = process(firm, "Purchasing", firm.anna)
    process(firm, "Melting", firm.marta)
    audit = team(firm, firm.marta, buying)
    assert not Auditors(firm.space.desk).check(audit).own_work
    firm.space.entries.take(audit, "prepare")


def test_a_criterion_one_has_written_is_own_work(firm: Firm) -> None:
    buying = process(firm, "Purchasing", firm.anna)
    document = firm.draft("Torque")  # Tom writes it
    audit = team(firm, firm.tom, buying)
    assert not Auditors(firm.space.desk).check(audit).own_work
    firm.space.audit_filling.fill(audit, [f"document:{document}"])
    (met,) = Auditors(firm.space.desk).check(audit).own_work
    assert met.parts == (f"wrote {firm.get(document).number}",)


def test_work_of_an_auditor_counts_by_its_days_and_for_who_comes_from_outside(firm: Firm) -> None:
    space = firm.space
    buying = process(firm, "Purchasing", firm.anna)
    card = auditor(firm, title="Robin Amsel", quality=True, environment=True, leads=True)
    line = space.entry_lines.put(
        card, "own_work", {"process_id": buying, "until": date(2026, 1, 1)}
    )
    audit = space.entries.new("audit", dict(audits.PLAN))
    space.entry_lines.put(audit, "audit_member", {"name": "robin amsel", "role": "LEAD"})
    space.entry_lines.put(audit, "audit_scope", {"process_id": buying})
    checked = Auditors(space.desk).check(audit)
    assert checked.own_work[0].parts == ("works in Purchasing",) and not checked.missing
    space.entry_lines.put(card, "own_work", {"until": date(2025, 1, 1)}, line)
    assert not Auditors(space.desk).check(audit).own_work


def test_competence_is_of_the_day_and_the_standards_of_the_audit(firm: Firm) -> None:
    buying = process(firm, "Purchasing", firm.anna)
    audit = team(firm, firm.tom, buying)
    assert Auditors(firm.space.desk).check(audit).missing == (
        "Tom Hale does not stand under Auditors. Enter there what they may audit.",
    )
    card = auditor(firm, title="Tom", person_id=firm.tom, quality=True, until=date(2026, 3, 1))
    assert Auditors(firm.space.desk).check(audit).missing == (
        "The qualification of Tom Hale ends on 1 Mar 2026, before the audit. Renew it under"
        " Auditors first.",
        "Tom Hale is not qualified for ISO 14001. Add somebody to the team who is.",
        "Tom Hale leads, and may not yet by their entry under Auditors. Let somebody lead who may.",
    )
    firm.space.entries.change(
        card, {"valid_until": date(2027, 1, 1), "environment": True, "leads": True}
    )
    assert not Auditors(firm.space.desk).check(audit).missing
