"""How long things are kept, holds, and disposal: the bytes go, the record of it stays."""

from dataclasses import replace
from datetime import date

import pytest

from isodesk.core.problems import Refused
from isodesk.documents.retention import DisposalPlan, RuleValue, Trigger, rule_words
from isodesk.services.company import starter_types
from isodesk.services.workspace import Workspace
from isodesk.store.verify import verify
from isodesk.writing.tree import Picture, Tree
from tests.printing.page_judge import faults
from tests.printing.reading import text_of
from tests.services.firm import Firm
from tests.services.test_written import line, photo

SECRET = "The secret of Harrow is zirconium-wash "


def written(firm: Firm, title: str = "Melting") -> int:
    """A procedure whose first revision says something unmistakable, superseded by a second."""
    document = firm.draft(title)
    say(firm, document, SECRET + title)
    firm.issued(document)
    firm.clock.later(days=10)
    firm.revised(document)
    firm.issued(document)
    return document


def say(firm: Firm, document: int, sentence: str) -> None:
    from isodesk.services.content import brought_text

    brought = brought_text("melting.md", f"# Melting\n\n{sentence}\n".encode())
    firm.space.contents.set(firm.newest(document).id, brought)


def first(firm: Firm, document: int) -> int:
    return firm.get(document).revisions[-1].id


def kept_until(firm: Firm, document: int) -> list[date | None]:
    rows = firm.space.desk.file.reader().execute(
        "SELECT v.retain_until FROM revision v JOIN record r ON r.id = v.id"
        " WHERE r.parent_id = ? ORDER BY v.ordinal",
        (document,),
    )
    return [date.fromisoformat(day) if day else None for (day,) in rows.fetchall()]


def plan(firm: Firm, *ids: int) -> DisposalPlan:
    return firm.space.disposals.plan(ids)


def rule(firm: Firm, name: str) -> RuleValue:
    return next(r for r in firm.space.retention.rules() if r.name == name)


def test_a_new_company_has_rules_tied_to_its_types(firm: Firm) -> None:
    rules = {r.name: r for r in firm.space.retention.rules()}
    assert rules["Controlled documents"].used == 3 and rules["Kept for ever"].months is None
    tied = {t.key: t.rule_id for t in firm.space.companies.types()}
    assert tied["procedure"] == rules["Controlled documents"].id
    assert all(tied[t.key] for t in starter_types())
    assert rule_words(36, Trigger.SUPERSEDED) == (
        "at least 3 years, from the day a revision is replaced"
    )
    assert rule_words(None, Trigger.FILLED) == "for ever"


def test_a_replaced_revision_is_kept_whole_months_from_that_day(firm: Firm) -> None:
    document = written(firm)
    assert kept_until(firm, document) == [date(2029, 12, 3), None]
    three = firm.space.retention.of_document(document)
    assert (three.valid_until, three.next_review, three.keep_until) == (
        None,
        date(2028, 12, 3),
        date(2029, 12, 3),
    )
    own = firm.space.retention.save_rule(RuleValue(0, "Short", 1, Trigger.SUPERSEDED))
    firm.space.retention.set_rule(document, own)
    assert kept_until(firm, document) == [date(2027, 1, 3), None]
    assert firm.space.retention.of_document(document).own_rule
    firm.space.retention.save_rule(RuleValue(own, "Short", 2, Trigger.SUPERSEDED))
    assert kept_until(firm, document) == [date(2027, 2, 3), None]
    firm.space.retention.set_rule(document, rule(firm, "Kept for ever").id)
    assert kept_until(firm, document) == [None, None]
    assert "kept for ever" in plan(firm, first(firm, document)).lines[0].why_not
    assert verify(firm.space.path, remembered=False).whole


def test_time_may_run_from_the_withdrawal_of_the_whole_document(firm: Firm) -> None:
    document = written(firm)
    firm.space.retention.set_rule(document, rule(firm, "Specifications and drawings").id)
    assert kept_until(firm, document) == [None, None]
    assert "has not begun" in plan(firm, first(firm, document)).lines[0].why_not
    firm.clock.later(days=100)
    firm.space.documents.withdraw(document, "The product has ended", firm.anna)
    day = firm.today()
    assert kept_until(firm, document) == [day.replace(year=day.year + 10)] * 2


def test_a_rule_of_the_type_counts_anew_for_its_documents(firm: Firm) -> None:
    document = written(firm)
    kind = next(t for t in firm.space.companies.types() if t.key == "procedure")
    firm.space.companies.save_type(replace(kind, rule_id=None))
    assert kept_until(firm, document) == [None, None]
    assert "no retention rule" in plan(firm, first(firm, document)).lines[0].why_not
    firm.space.companies.save_type(replace(kind, rule_id=rule(firm, "Manual and policies").id))
    assert kept_until(firm, document) == [date(2036, 12, 3), None]


def test_rules_refuse_what_makes_no_sense(firm: Firm) -> None:
    save = firm.space.retention.save_rule
    with pytest.raises(Refused, match="A rule needs a name"):
        save(RuleValue(0, " ", 12, Trigger.FILLED))
    with pytest.raises(Refused, match="Another rule has this name"):
        save(RuleValue(0, "filled forms", 12, Trigger.FILLED))
    with pytest.raises(Refused, match="Between 0 and 1200 months, or for ever"):
        save(RuleValue(0, "Long", 5000, Trigger.FILLED))


def test_nothing_goes_before_its_day_nor_what_is_in_force(firm: Firm) -> None:
    document = written(firm)
    newest = firm.newest(document).id
    lines = plan(firm, first(firm, document), newest).lines
    assert [line.why_not for line in lines] == [
        "It is kept at least until 3 Dec 2029.",
        "It is in use.",
    ]
    with pytest.raises(Refused, match="Nothing of this may be disposed of yet"):
        firm.space.disposals.dispose(plan(firm, newest), "Erased", firm.anna)


def test_a_hold_keeps_everything_until_it_is_lifted(firm: Firm) -> None:
    document = written(firm)
    firm.clock.later(days=366 * 4)
    with pytest.raises(Refused, match="Say why it must be kept"):
        firm.space.retention.hold(document, " ")
    shown = plan(firm, first(firm, document))
    assert shown.goes
    hold = firm.space.retention.hold(document, "Claim of a customer", "Lawyers Pike & Co.")
    assert plan(firm, first(firm, document)).lines[0].why_not == "It is on hold."
    with pytest.raises(Refused, match="Something changed meanwhile"):
        firm.space.disposals.dispose(shown, "Erased", firm.anna)
    with pytest.raises(Refused, match="Say why the hold is lifted"):
        firm.space.retention.lift(hold, "")
    firm.space.retention.lift(hold, "The claim is settled")
    (told,) = firm.space.retention.of_document(document).holds
    assert (told.reason, told.asked_by, told.stands) == (
        "Claim of a customer",
        "Lawyers Pike & Co.",
        False,
    )
    with pytest.raises(Refused, match="lifted already"):
        firm.space.retention.lift(hold, "Again")
    assert plan(firm, first(firm, document)).goes


def found_in_file(space: Workspace, *texts: str) -> list[bool]:
    """Whether bytes stand anywhere in the closed file."""
    space.close()
    raw = space.path.read_bytes()
    return [text.encode() in raw for text in texts]


def test_disposal_erases_the_bytes_and_keeps_the_record(firm: Firm) -> None:
    document = written(firm)
    old = first(firm, document)
    firm.space.links.attach(old, "photo.png", b"zirconium-photo", "image/png")
    signed = firm.get(document).revisions[-1].signatures
    firm.clock.later(days=366 * 4)
    assert [h.record_id for h in firm.space.searching.find("zirconium-wash")] == [document]
    shown = plan(firm, old)
    assert [(line.label, line.files, line.shared) for line in shown.goes] == [("Revision 1", 3, 0)]
    listed = firm.space.disposal_sheets.list(shown)
    assert faults(listed) == [] and "Revision 1" in text_of(listed)
    with pytest.raises(Refused, match="Say how: erased"):
        firm.space.disposals.dispose(shown, " ", firm.anna)
    with pytest.raises(Refused, match="Name who approved"):
        firm.space.disposals.dispose(shown, "Erased", None)
    certificate = firm.space.disposals.dispose(
        shown, "Erased from the file, paper shredded", firm.marta, "Tom Hale"
    )
    value = firm.space.disposals.get(certificate)
    assert (value.number, value.approved_by, value.witness) == (
        "DC-2030-001",
        "Marta Lind",
        "Tom Hale",
    )
    paper = firm.space.disposal_sheets.certificate(certificate)
    said = text_of(paper)
    assert faults(paper) == [] and "DC-2030-001" in said and "Marta Lind" in said
    assert "Erased from the file, paper shredded" in said and "Tom Hale" in said
    assert firm.space.disposals.of_record(old) == certificate
    assert "disposed of already" in plan(firm, old).lines[0].why_not
    with pytest.raises(Refused, match="disposed of, certificate DC-2030-001"):
        firm.space.contents.master(old)
    revision = firm.get(document).revisions[-1]
    assert revision.signatures == signed and revision.master_sha256
    assert firm.space.searching.find("zirconium-wash") == ()
    assert firm.space.searching.find("Cold runs")  # what is kept is found as before
    report = verify(firm.space.path, remembered=False)
    assert report.findings == ()
    assert firm.space.contents.master(firm.newest(document).id).startswith(b"%PDF")
    space = firm.space
    assert found_in_file(space, "zirconium-wash", "zirconium-photo", "zirconium", "Cold runs") == [
        False,
        False,
        False,
        True,
    ]
    assert verify(space.path, remembered=False).whole


def test_a_text_written_here_goes_with_its_pictures_and_stays_in_the_history(firm: Firm) -> None:
    document, written = firm.draft(), firm.space.written
    shown, kept = written.keep_picture(photo()), written.keep_picture(photo(turned=6))
    old = firm.newest(document).id
    written.begin(old, Tree((line(SECRET), Picture(shown), Picture(kept))))
    firm.issued(document)
    firm.clock.later(days=10)
    new = firm.space.documents.revise(document, "Plainer", "Review")
    written.save(new, (line("Nothing of that."), Picture(kept)))
    firm.issued(document)
    firm.clock.later(days=366 * 4)
    (going,) = plan(firm, old).goes
    assert (going.files, going.shared) == (5, 1), "text twice, pages, original, one picture of two"
    firm.space.disposals.dispose(plan(firm, old), "Erased", firm.marta)
    assert chunks(firm, shown) == 0 < chunks(firm, kept)
    for ask in (written.tree, firm.space.contents.master):
        with pytest.raises(Refused, match="disposed of, certificate DC-2030-001"):
            ask(old)
    with pytest.raises(Refused, match="disposed of, certificate DC-2030-001"):
        firm.space.comparing.compare(old, new)
    assert firm.space.searching.find("zirconium-wash") == ()
    assert firm.space.contents.pages_of(new).startswith(b"%PDF")
    told = firm.space.desk.file.reader().execute(
        "SELECT count(*) FROM history WHERE tab = 'passage' AND payload LIKE '%zirconium-wash%'"
    )
    assert told.fetchone()[0] > 0, "the certificate says that written text stays in the history"
    assert verify(firm.space.path, remembered=False).findings == ()


def chunks(firm: Firm, digest: str) -> int:
    """Pieces of a file's bytes that stand in the file."""
    found = firm.space.desk.file.reader().execute(
        "SELECT count(*) FROM file_chunk c JOIN file f ON f.id = c.file_id WHERE f.hash = ?",
        (digest,),
    )
    return int(found.fetchone()[0])


def test_the_bytes_stood_in_the_file_before(firm: Firm) -> None:
    """What the test above finds gone is there without a disposal."""
    written(firm)
    assert found_in_file(firm.space, "zirconium-wash") == [True]


def test_a_file_that_others_use_stays(firm: Firm) -> None:
    document = written(firm)
    other = firm.draft("Other")
    say(firm, other, SECRET + "Melting")  # the same source, bit for bit
    firm.clock.later(days=366 * 4)
    old = first(firm, document)
    (line,) = plan(firm, old).goes
    assert (line.files, line.shared) == (1, 1)
    firm.space.disposals.dispose(plan(firm, old), "Erased", firm.anna)
    assert b"zirconium" in firm.space.links.read(source_of(firm, other))
    assert verify(firm.space.path, remembered=False).whole
    pages = firm.space.contents.pages_of(firm.newest(other).id)
    assert pages.startswith(b"%PDF")


def source_of(firm: Firm, document: int) -> int:
    source = firm.newest(document).source_id
    assert source is not None
    return source


def test_what_was_disposed_of_may_come_back(firm: Firm) -> None:
    document = written(firm)
    firm.clock.later(days=366 * 4)
    firm.space.disposals.dispose(plan(firm, first(firm, document)), "Erased", firm.anna)
    other = firm.draft("Other")
    say(firm, other, SECRET + "Melting")
    assert b"zirconium" in firm.space.links.read(source_of(firm, other))
    assert verify(firm.space.path, remembered=False).whole
    assert firm.space.disposals.plan([first(firm, document)]).goes == ()


def test_a_withdrawn_document_goes_whole_with_its_attachments(firm: Firm) -> None:
    document = written(firm)
    firm.space.links.attach(document, "drawing.pdf", b"zirconium-drawing", "application/pdf")
    firm.space.documents.withdraw(document, "No longer melted", firm.anna)
    firm.clock.later(days=366 * 4)
    revisions = [r.id for r in firm.get(document).revisions]
    assert [line.label for line in plan(firm, revisions[1]).lines] == ["Revision 1"]
    shown = plan(firm, *revisions)
    assert [line.label for line in shown.lines] == ["Revision 2", "Revision 1", "Attached files"]
    firm.space.disposals.dispose(shown, "Erased", firm.anna)
    assert verify(firm.space.path, remembered=False).whole
    assert found_in_file(firm.space, "zirconium") == [False]


def test_bytes_missing_without_a_certificate_are_damage(firm: Firm) -> None:
    document = written(firm)
    firm.clock.later(days=366 * 4)
    firm.space.disposals.dispose(plan(firm, first(firm, document)), "Erased", firm.anna)
    other = firm.draft("Other")
    say(firm, other, SECRET + "Melting")
    source = source_of(firm, other)
    with firm.space.desk.unit() as unit:
        from sqlalchemy import text

        unit.session.execute(text(f"DELETE FROM file_chunk WHERE file_id = {source}"))
    findings = verify(firm.space.path, remembered=False).findings
    assert [f.sentence for f in findings if "is missing" in f.sentence]
