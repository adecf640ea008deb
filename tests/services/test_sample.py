"""The sample company as it stands on the day of making: whole, dated, and with work to do."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from isodesk.core.problems import Cancelled, Refused
from isodesk.documents.values import CopyState, Meaning, State
from isodesk.intake.reader import Reader
from isodesk.services.sample import build
from isodesk.services.sample_story import StoryClock, by_day, events, read
from isodesk.services.workspace import Workspace
from isodesk.settings import Settings
from isodesk.store.verify import verify
from tests.company import ZONE
from tests.services.conftest import SAMPLE_DAY

TODAY = SAMPLE_DAY.date()


def rows(space: Workspace, sql: str) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = space.desk.file.reader().execute(sql).fetchall()
    return found


def counts(space: Workspace, kind: str) -> dict[object, object]:
    said = f"SELECT state, count(*) FROM record WHERE kind = '{kind}' GROUP BY state"
    return {row[0]: row[1] for row in rows(space, said)}


def test_documents_revisions_and_copies_stand_in_every_state(sample: Workspace) -> None:
    assert counts(sample, "document") == {
        "draft": 1,
        "in_review": 2,
        "approved": 2,
        "effective": 40,
        "withdrawn": 1,
    }
    assert counts(sample, "revision") == {
        "draft": 1,
        "in_review": 2,
        "approved": 2,
        "effective": 43,
        "superseded": 14,
        "withdrawn": 1,
    }
    copies = counts(sample, "copy")
    assert copies.keys() == {str(s) for s in CopyState}
    assert copies["to_print"] == 5 and copies["to_recall"] == 5
    assert sample.lists.document_count() == 46


def test_the_file_is_whole_and_no_clock_is_odd(sample: Workspace) -> None:
    report = verify(sample.path)
    assert report.whole, report.findings
    assert rows(sample, "SELECT count(*) FROM change WHERE odd_clock") == [(0,)]
    times = [str(at) for (at,) in rows(sample, "SELECT at FROM change ORDER BY id")]
    assert times == sorted(times)
    assert date.fromisoformat(times[0][:10]) < TODAY - timedelta(days=400)
    assert datetime.fromisoformat(times[-1].replace("Z", "+00:00")) <= SAMPLE_DAY


def test_work_is_done_in_the_office_and_not_on_sundays(sample: Workspace) -> None:
    moments = [
        datetime.fromisoformat(str(at).replace("Z", "+00:00")).astimezone(ZONE)
        for (at,) in rows(sample, "SELECT at FROM change")
    ]
    assert {m.weekday() for m in moments} <= {0, 1, 2, 3, 4}
    assert min(m.hour for m in moments) >= 8 and max(m.hour for m in moments) < 17


def test_today_has_papers_reviews_and_signatures_waiting(sample: Workspace) -> None:
    glance = sample.glance()
    assert {(p.number, p.n) for p in glance.to_recall} >= {("WI-01", 6), ("EP-05", 6)}
    assert {(p.number, p.n) for p in glance.to_print} >= {("WI-01", 11), ("QP-04", 4)}
    assert [d for d in glance.due if d.late > 0] and [d for d in glance.due if 0 >= d.late > -8]
    assert {(w.number, w.step) for w in glance.waiting} == {
        ("POL-03", "review"),
        ("QP-03", "review"),
        ("WI-02", "issue"),
    }
    assert {w.number for w in glance.waiting if w.mine} == {"QP-03", "WI-02"}


def test_a_revision_comes_into_force_by_itself_when_its_day_comes(sample: Workspace) -> None:
    document = sample.lists.document_of("QP-04")
    assert document is not None
    before = sample.documents.get(document)
    ahead = before.newest
    assert ahead is not None and ahead.state == State.APPROVED and ahead.issued_at
    assert ahead.effective_on is not None and ahead.effective_on > TODAY
    sample.desk.clock = lambda: SAMPLE_DAY + timedelta(days=12)
    assert sample.issuing.put_in_force() == (document,)
    after = sample.documents.get(document)
    assert after.in_force is not None and after.in_force.id == ahead.id
    assert {r.label: r.state for r in after.revisions} == {
        "4": State.EFFECTIVE,
        "3": State.SUPERSEDED,
    }
    states = {c.n: c.state for c in sample.copies.of_document(document)}
    assert states == dict.fromkeys((1, 2, 3), CopyState.TO_RECALL) | dict.fromkeys(
        (4, 5, 6), CopyState.TO_PRINT
    )
    assert sample.issuing.put_in_force() == ()


def test_every_effective_document_has_pages_and_four_signatures(sample: Workspace) -> None:
    ids = rows(sample, "SELECT id FROM record WHERE kind = 'document' AND state = 'effective'")
    for (document_id,) in ids:
        value = sample.documents.get(int(str(document_id)))
        if value.in_force is not None and value.in_force.content is None:
            assert value.outside is not None  # a book on the shelf
            continue
        current = value.in_force
        assert current is not None and current.pages >= 1 and value.clauses
        meanings = [s.meaning for s in current.signatures]
        wanted = [Meaning.WRITTEN, Meaning.REVIEWED, Meaning.APPROVED, Meaning.ISSUED]
        kept = [m for m in meanings if m != Meaning.SENT_BACK]
        assert [m for n, m in enumerate(kept) if n == 0 or m != kept[n - 1]][:4] == wanted
        assert {s.sha256 for s in current.signatures if s.meaning != Meaning.SENT_BACK} >= {
            current.master_sha256
        }


def test_the_override_stands_in_its_signature(sample: Workspace) -> None:
    document = sample.lists.document_of("EP-06")
    assert document is not None
    newest = sample.documents.get(document).newest
    assert newest is not None
    reviewed = next(s for s in newest.signatures if s.meaning == Meaning.REVIEWED)
    assert reviewed.name == "Tom Adeyemi" and reviewed.outside == "E. Calder, adviser"
    assert reviewed.reason.startswith("D. Braun was away")


def test_the_officer_is_signed_in_and_the_texts_are_found(sample: Workspace) -> None:
    assert sample.desk.actor.name == "Tom Adeyemi"
    assert "WI-01" in {h.number for h in sample.searching.find("hydrostatic casing")}
    assert sample.companies.get().logo is not None


def test_the_office_clock_never_goes_back_whatever_the_day() -> None:
    for day in range(7):
        end = SAMPLE_DAY + timedelta(days=day, hours=-14, minutes=-29)
        clock, last = StoryClock(end), None
        clock.at_founding(read())
        for event, nth, of in by_day(events(read())):
            clock.go(event.ago, nth, of)
            now = clock()
            assert last is None or last <= now <= end
            last = now


def test_a_cancelled_or_refused_making_leaves_no_file(tmp_path: Path, reader: Reader) -> None:
    path = tmp_path / "sample.isodesk"

    def stop(done: int, of: int, what: str) -> None:
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        build(path, Settings(), reader, stop)
    assert not list(tmp_path.glob("sample*"))
    path.write_text("mine")
    with pytest.raises(Refused, match="exists already"):
        build(path, Settings(), reader)
    assert path.read_text() == "mine"


def test_documents_from_outside_are_checked_and_one_has_a_new_edition(sample: Workspace) -> None:
    outside = {row[0]: row for row in sample.lists.table("external").rows}
    assert {"STD-01", "LAW-01", "PER-01", "CD-001", "EXT-01", "EXT-02"} == outside.keys()
    law = sample.lists.document_of("LAW-01")
    assert law is not None
    value = sample.documents.get(law)
    assert [r.label for r in value.revisions] == ["2026", "2019"] and value.in_force is not None
    assert value.in_force.label == "2026" and value.outside is not None
    assert value.outside.source == "County of Merrowshire, order 2019/88"
    what = {(d.number, d.what) for d in sample.glance().due}
    assert {("PER-01", "expiry"), ("EP-04", "asked"), ("LAW-01", "check")} <= what


def test_change_requests_stand_in_every_state(sample: Workspace) -> None:
    found = {row[1]: row for row in sample.lists.table("change-requests").rows}
    states = {title: row[5] for title, row in found.items()}
    assert states == {
        "Two gauges on every hydrostatic test": "Done",
        "Receiving inspection by sampling for approved castings": "Accepted",
        "Measure the coolant every week": "Asked for",
        "Leave the packing copy at the gate away": "Rejected",
        "Follow LAW-01, edition 2026": "Asked for",
    }
    assert found["Receiving inspection by sampling for approved castings"][3] == "1/2"
    reviews = sample.lists.table("reviews").rows
    assert {row[4] for row in reviews} == {"Still valid", "Edition checked: still current"}
    (asked,) = (d for d in sample.glance().due if d.number == "WI-05" and d.what == "asked")
    assert asked.why.startswith("Audit of delivery")


def test_audits_stand_from_planned_to_closed_with_what_they_found(sample: Workspace) -> None:
    states = counts(sample, "audit")
    assert states == {"closed": 2, "follow_up": 1, "prepared": 1}
    asked = rows(
        sample,
        "SELECT count(*), count(verdict), count(finding_id), count(earlier_id)"
        " FROM audit_question GROUP BY record_id ORDER BY record_id",
    )
    assert [n for n, *_ in asked] == [23, 24, 21, 23]
    assert [n for _, n, *_ in asked] == [22, 24, 20, 0]
    assert [n for _, _, n, _ in asked] == [2, 2, 2, 0] and [n for *_, n in asked] == [0, 0, 0, 1]
    assert counts(sample, "finding") == {"closed": 4, "follow_up": 2, "open": 1}
    assert rows(
        sample,
        "SELECT count(*) FROM finding f JOIN audit_question q ON q.id = f.question"
        " WHERE q.finding_id = f.id",
    ) == [(6,)]
    assert counts(sample, "external_audit") == {"closed": 3, "announced": 1}
    assert counts(sample, "certificate") == {"valid": 2}
    reports = rows(
        sample,
        "SELECT count(*) FROM attachment a JOIN record r ON r.id = a.record_id"
        " WHERE r.kind = 'audit'",
    )
    assert reports == [(3,)]


def test_audits_refer_to_auditors_processes_and_nonconformities(sample: Workspace) -> None:
    led = (
        rows(
            sample,
            "SELECT DISTINCT r.title FROM audit_member m JOIN record a ON a.id = m.record_id"
            f" JOIN record r ON r.kind = 'auditor' AND r.title = m.name WHERE {of}",
        )
        for of in ("a.state = 'closed'", "a.state = 'prepared'")
    )
    assert list(led) == [[("Ewan Sorrel",)]] * 2
    raised = rows(
        sample,
        "SELECT n.title, f.title FROM link l JOIN record n ON n.id = l.from_id"
        " JOIN record f ON f.id = l.to_id WHERE f.kind = 'finding' ORDER BY n.title",
    )
    assert [n for n, _ in raised] == [
        "Test gauge out of tolerance",
        "Two records of training without effect",
    ]
    (year, months), *_ = rows(
        sample,
        "SELECT p.year, w.months FROM audit_programme p JOIN programme_row w ON w.record_id = p.id"
        " JOIN record t ON t.id = w.process_id WHERE p.year = 2026 AND t.title = 'Test'",
    )
    assert (year, months) == (2026, "7")
    carried = rows(
        sample,
        "SELECT f.title, a.state FROM finding c JOIN record f ON f.id = c.id"
        " JOIN record a ON a.id = c.carried_to_id",
    )
    assert carried == [("Coolant is measured when somebody thinks of it", "prepared")]


def test_today_and_the_calendar_say_what_is_due_of_audits(sample: Workspace) -> None:
    due = {
        ("FND", "Corner protectors are used and not written down", "Reply"),
        ("AUD", "Orders, people and delivery", "Follow-up"),
        ("AUD", "Machine shop, coolant and swarf", "Audit"),
        ("EXT", "Renewal of ISO 9001, surveillance of ISO 14001", "Audit"),
        ("CRT", "ISO 14001, Sluice Lane", "Surveillance"),
        ("CRT", "ISO 9001, Sluice Lane", "Certificate expires"),
        ("AUR", "Rosa Lindqvist", "Qualification"),
    }
    assert due <= {(d.number[:3], d.title, d.word) for d in sample.glance().due}
    shown = sample.calendar.between(TODAY, TODAY + timedelta(days=70))
    assert due <= {(d.number[:3], d.title, d.word) for d in shown}
    closed = ("Test and measuring", "Coolant is measured when somebody thinks of it")
    assert not [d for d in shown if d.title in closed]
