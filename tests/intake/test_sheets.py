"""Foreign sheets as people keep them: tables found, cells typed, harm refused in one sentence."""

import gc
import io
import time
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from isodesk.core.problems import Cancelled, Refused
from isodesk.intake.cells import packed, unpacked
from isodesk.intake.reader import Reader
from isodesk.intake.sheets import How, Sheets, read_bytes, read_sheets
from isodesk.intake.workbook import Fault
from tests.intake import making
from tests.intake.making import zipped
from tests.intake.sheet_making import FAR_CORNER, book, csv_of, rows, ugly

HEADS = ("No.", "Instrument", "Due")


@pytest.fixture
def read(reader: Reader) -> Iterator[object]:
    opened: list[Sheets] = []

    def reading(data: bytes, name: str = "list.xlsx", how: How | None = None) -> Sheets:
        opened.append(read_bytes(name, data, reader, how or How()))
        return opened[-1]

    yield reading
    for sheets in opened:
        sheets.close()


def lines(sheets: Sheets, table: int = 0) -> list[list[object]]:
    return [list(row) for c in sheets.chunks(table) for row in zip(*c.columns, strict=True)]


def test_an_ugly_register_is_found_below_its_titles(read) -> None:
    sheets = read(book(ugly))
    (table,) = sheets.tables
    assert table.headings == (
        "No.",
        "Instrument",
        "",
        "Calibration / Last",
        "Calibration / Next",
        "Cost / Planned",
        "Cost / Actual",
        "Keeper",
    )
    assert (table.head_row, table.levels, table.rows) == (6, 2, 3)
    assert table.title == "QF-12 · Rev. 3"
    first, _, third = lines(sheets)
    assert first[:5] == ["ME-001", "Caliper 0-150", "", date(2025, 3, 1), date(2026, 3, 1)]
    assert third[6] == Fault("#DIV/0!"), "an error is said, not read as blank"
    assert table.left_out == ((12, "total", "Total · 175 · 93.5"),)
    outside = dict(sheets.sheets[0].outside)
    assert outside[14] == "Prepared by: A. Ruiz"
    assert "Brackwater Pumps" in outside[3]


def test_several_sheets_and_tables_are_offered_and_hidden_ones_said(read) -> None:
    def second(made: object, sheet: object) -> None:
        rows(("Meter", "Reading"), ("W1", 12.5), ("W2", 13))(made, sheet)
        rows(("Site", "City"), ("North", "Leeds"), left=4)(made, sheet)
        rows(("Waste", "kg", "On"), ("Oil", 120, date(2026, 1, 5)), top=5)(made, sheet)
        sheet.hide()

    first = rows(HEADS, ("ME-1", "Caliper", date(2026, 1, 1)))
    sheets = read(book(first, second, names=("Instruments", "Old")))
    assert [(s.name, s.hidden) for s in sheets.sheets] == [("Instruments", False), ("Old", True)]
    assert [t.headings for t in sheets.tables] == [
        HEADS,
        ("Meter", "Reading"),
        ("Site", "City"),
        ("Waste", "kg", "On"),
    ]
    assert lines(sheets, 2) == [["North", "Leeds"]]
    assert [t.sheet for t in sheets.tables] == [0, 1, 1, 1]


def test_headings_apart_from_their_rows_and_headings_repeated(read) -> None:
    sheets = read(
        book(rows(HEADS, (), ("1", "Caliper", 3), ("2", "Gauge", 4), HEADS, ("3", "Scale", 5)))
    )
    (table,) = sheets.tables
    assert table.headings == HEADS
    assert [line[1] for line in lines(sheets)] == ["Caliper", "Gauge", "Scale"]
    assert [(row, why) for row, why, _ in table.left_out] == [(5, "heading")]


def test_joined_cells_in_the_body_stand_in_each_row(read) -> None:
    def fill(made: object, sheet: object) -> None:
        rows(("Process", "Step", "Minutes"), ("", "Melt", 5), ("", "Pour", 6), ("Cut", "Saw", 7))(
            made, sheet
        )
        sheet.merge_range("A2:A3", "Cast", made.add_format())

    assert [line[0] for line in lines(read(book(fill)))] == ["Cast", "Cast", "Cut"]


def test_the_officer_may_say_where_the_headings_stand(read) -> None:
    data = book(rows(("A", "B"), ("Name", "City"), ("Ana", "Rome"), ("Ben", "Oslo")))
    assert read(data).tables[0].headings == ("A", "B")
    told = read(data, how=How(heads={0: (2, 1)}))
    assert told.tables[0].headings == ("Name", "City")
    assert lines(told) == [["Ana", "Rome"], ["Ben", "Oslo"]]
    none = read(data, how=How(heads={0: (2, 0)}))
    assert none.tables[0].headings == ("", "")
    assert none.tables[0].rows == 3


WORDS = [
    ["Nr.", "Gerät", "Geprüft durch", "Größe"],
    ["1", "Prüfkörper für Höhe", "Jürgen Weiß", "12,5"],
    ["2", "Meßschieber", "Zoë Müller", "13,5"],
]


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "cp850", "mac-roman"]
)
def test_any_letters_and_separators(read, encoding: str, mark: str) -> None:
    quoted = [[f'"{cell}"' if "," in cell else cell for cell in line] for line in WORDS]
    sheets = read(csv_of(quoted, mark, encoding=encoding), "liste.csv")
    assert sheets.tables[0].headings == tuple(WORDS[0])
    assert lines(sheets) == WORDS[1:]
    assert sheets.how.separator == mark


@pytest.mark.parametrize(
    ("encoding", "line"),
    [
        ("cp1250", ["Číslo", "Název měřidla", "Příští kalibrace", "Umístění"]),
        ("cp852", ["Numer", "Nazwa przyrządu", "Właściciel", "Następne źródło"]),
        ("iso8859-2", ["Sorszám", "Tolómérő műhely", "Felelős", "Következő"]),
        ("cp1251", ["Номер", "Название прибора", "Ответственный", "Дата"]),
        ("koi8-r", ["Номер", "Название прибора", "Ответственный", "Дата"]),
        ("cp866", ["Номер", "Название прибора", "Ответственный", "Дата"]),
        ("cp1253", ["Αριθμός", "Όνομα οργάνου", "Υπεύθυνος", "Ημερομηνία"]),
        ("cp1254", ["Numara", "Adı ve ölçü", "Sorumlu kişi", "Geçerlilik değişimi"]),
        ("cp1257", ["Numurs", "Nosaukums", "Atbildīgais", "Pārbaude šķūnī"]),
        ("cp932", ["番号", "ノギスの名称", "担当者", "期限まで"]),
        ("gb18030", ["编号", "名称", "负责人", "日期"]),
        ("cp949", ["번호", "이름", "담당자", "기한"]),
    ],
)
def test_letters_of_other_alphabets(read, encoding: str, line: list[str]) -> None:
    data = csv_of([line, ["1", line[1], line[2], "x"]], encoding=encoding)
    assert read(data, "a.csv").tables[0].headings == tuple(line)


def test_a_wrong_guess_can_be_put_right(read) -> None:
    data = csv_of([["Nr", "Počet"], ["1", "č"]], encoding="cp1250")
    how = How(encoding="cp1250", separator=";")
    assert read(data, "a.csv", how).tables[0].headings == ("Nr", "Počet")
    assert read(data, "a.csv", how).how.words() == (
        "Central European (Windows-1250), separated by semicolon"
    )


def test_lines_within_quotes_bare_quotes_and_the_line_that_names_the_separator(read) -> None:
    sheets = read(
        b'sep=;\r\nNo;Note\r\n1;"two\r\nlines; and a ""word"""\r\n2;12" pipe\r\n', "a.csv"
    )
    assert lines(sheets) == [["1", 'two\r\nlines; and a "word"'], ["2", '12" pipe']]
    open_quote = b'No;Note\r\n1;"never closed\r\n' + b"2;well\r\n" * 300
    assert read(open_quote, "a.csv").tables[0].rows == 301
    assert read(b"a,b\rc,1\rd,2\r", "a.csv").tables[0].rows == 2
    names = read(b"Name\nAna Ruiz\nBen Okoro\nOkoro, B.\n", "a.csv")
    assert names.tables[0].headings == ("Name",)


def test_utf8_with_a_few_bytes_of_windows_is_mended(read) -> None:
    data = "No;Ort\n1;Köln größer Müller Zürich\n".encode() + b"2;M\xfcnchen\n"
    assert lines(read(data, "a.csv"))[1] == ["2", "München"]


def test_cells_keep_their_kind(read) -> None:
    moment = datetime(2026, 4, 3, 10, 30)

    def fill(made: object, sheet: object) -> None:
        rows(("Word", "Figure", "Day", "Flag"), ("x", 12, date(2026, 4, 3), True))(made, sheet)
        form = made.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.write_datetime("C3", moment, form)
        sheet.write("A3", "y")

    first, second = lines(read(book(fill)))
    assert first == ["x", 12.0, date(2026, 4, 3), "TRUE"]
    assert second == ["y", "", moment, ""]


@pytest.mark.parametrize(
    "column",
    [
        ["a", "b\x1fc", ""],
        ["", 1.5, date(2026, 1, 2), datetime(2026, 1, 2, 3, 4, 5), Fault("#N/A")],
        ["lone \ud800 surrogate", "ü" * 1000],
    ],
)
def test_columns_pack_and_unpack(column: list[object]) -> None:
    got = unpacked(packed(column), len(column))
    kept = [
        c.replace("\x1f", " ").replace("\ud800", "?") if isinstance(c, str) else c for c in column
    ]
    assert got == kept


@pytest.mark.parametrize("lie", [b"M[1,[2]]", b"M{}", b"Mnull", b"Wa", b"M[true,1]", b"M[[[]],1]"])
def test_a_lying_child_is_not_believed(lie: bytes) -> None:
    with pytest.raises(Refused, match="upset the reader"):
        unpacked(lie, 2)
    sheets = Sheets("x", "")
    for part in ({"table": 3}, {"rows": {"table": 0}}, {"nonsense": 1}, {"sheet": None}):
        with pytest.raises(Refused):
            sheets.keep(part)
    sheets.close()


def _laughs() -> bytes:
    import io
    import zipfile

    out = io.BytesIO()
    entity = b'<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    with zipfile.ZipFile(io.BytesIO(book(rows(HEADS, ("1", "2", "3"))))) as good:
        parts = {name: good.read(name) for name in good.namelist()}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            laughing = content.replace(b"?>", b"?>" + entity, 1)
            made.writestr(name, laughing if name.endswith("sharedStrings.xml") else content)
    return out.getvalue()


def _bomb() -> bytes:
    parts = {
        "[Content_Types].xml": "spreadsheetml.sheet.main",
        "xl/workbook.xml": "<workbook/>",
        "xl/worksheets/sheet1.xml": b" " * (300 << 20),
    }
    return making.zipped(parts)


@pytest.mark.parametrize(
    ("name", "make", "sentence"),
    [
        ("far.xlsx", lambda: FAR_CORNER, "far.xlsx made the reader stop"),
        ("bomb.xlsx", _bomb, "zip bomb"),
        ("laughs.xlsx", _laughs, "XML entities"),
        ("empty.xlsx", lambda: b"", "The file is empty."),
        ("noise.xlsx", lambda: bytes(range(256)) * 400, "Not a spreadsheet"),
        ("cut.xlsx", lambda: book(ugly)[:3000], "damaged"),
        ("page.xls", lambda: b"<html><table><tr><td>1</td></tr></table></html>", "A web page"),
        ("paper.csv", lambda: making.pdf("a"), "A PDF is paper"),
        ("one.csv", lambda: b"hello\n", "holds no table"),
        ("blank.xlsx", lambda: book(rows()), "holds no table"),
    ],
)
def test_harm_and_ruins_are_refused_in_one_sentence(
    reader: Reader, name: str, make, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence) as refused:
        read_bytes(name, make(), reader, How())
    assert str(refused.value).count(". ") <= 1
    assert reader.ask("look", "a.txt", b"well")["kind"] == "txt", "the next question works"


def test_cancel_ends_at_once_and_leaves_no_rows(reader: Reader) -> None:
    data = b"No;Name\n" + b"".join(b"%d;a name\n" % n for n in range(400_000))
    started = time.monotonic()

    def stop(done: int, of: int, what: str) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_bytes("long.csv", data, reader, How(), stop)
    assert time.monotonic() - started < 10
    gc.collect()


def test_a_long_sheet_comes_in_chunks_and_counts_all_its_rows(read) -> None:
    data = b"No;Name\n" + b"".join(b"%d;name %d\n" % (n, n) for n in range(50_000))
    sheets = read(data, "long.csv")
    chunks = list(sheets.chunks(0))
    assert sheets.tables[0].rows == 50_000
    assert len(chunks) > 5
    assert chunks[-1].numbers[-1] == 50_001
    assert sheets.front(0, 2) == [(2, ["0", "name 0"]), (3, ["1", "name 1"])]


def test_a_formula_that_no_program_worked_out_is_said_and_an_empty_answer_is_none(read) -> None:
    made = book(rows(("No", "Cost"), ("A-1", "x"), ("A-2", "x")))
    before = b'<c r="B2" t="s"><v>3</v></c>'
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    assert before in parts[name]
    xml = parts[name].replace(before, b'<c r="B2"><f>SUM(C2:D2)</f></c>')
    parts[name] = xml.replace(
        b'<c r="B3" t="s"><v>3</v></c>', b'<c r="B3" t="str"><f>IF(A3="","",A3)</f><v></v></c>'
    )
    first, second = lines(read(zipped(parts)))
    assert first[1] == Fault("not calculated") and second[1] == ""


def test_days_count_from_1904_where_the_workbook_says_so(read) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "date_1904": True}) as made:
        rows(("No", "Due"), ("A-1", date(2025, 3, 4)), ("A-2", date(1999, 12, 31)))(
            made, made.add_worksheet()
        )
    assert [row[1] for row in lines(read(out.getvalue()))] == [date(2025, 3, 4), date(1999, 12, 31)]


@pytest.mark.inputs
def test_every_real_sheet_is_read_or_refused_in_one_sentence(reader: Reader, inputs: Path) -> None:
    files = [*sorted((inputs / "sheet").iterdir()), *sorted((inputs / "csv").iterdir())]
    read, refused = [], {}
    for path in files:
        try:
            with read_sheets(path, reader) as sheets:
                total = sum(len(c.numbers) for t in sheets.tables for c in sheets.chunks(t.at))
                assert total == sum(t.rows for t in sheets.tables)
                read.append(path.name)
        except Refused as error:
            refused[path.name] = str(error)
    assert len(files) == 68
    told = {word: sum(word in said for said in refused.values()) for word in _REASONS}
    assert sum(told.values()) == len(refused), refused
    assert told["password"] == 1
    assert told["damaged"] == 1


_REASONS = ("password", "damaged", "holds no table", "is empty")
