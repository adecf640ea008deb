"""QR codes: read back by zxing, chosen by the standard's rule, drawn without a gap."""

import io

import pytest
import segno
import zxingcpp
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from isodesk.printing import qr
from tests.stamp_judge import rendered

TEXT = "ISODESK1 4T7Q2M QP-07 R4 C2/4 20261123 004KF7YKFV3N"


def picture(text: str, dots: int) -> Image.Image:
    side, dark = qr.runs(text)
    image = Image.new("L", (side * dots, side * dots), 255)
    pen = ImageDraw.Draw(image)
    for x, y, length in dark:
        top = side - 1 - y
        pen.rectangle((x * dots, top * dots, (x + length) * dots - 1, (top + 1) * dots - 1), fill=0)
    return image


@pytest.mark.parametrize(
    "text", [TEXT, "A", "7" * 60, "lower case too, é", TEXT + "X" * 30, "ISODESK1 " * 40]
)
def test_the_code_says_its_text(text: str) -> None:
    assert [code.text for code in zxingcpp.read_barcodes(picture(text, 3))] == [text]


def test_52_characters_are_version_3_with_its_quiet_zone() -> None:
    side, dark = qr.runs(TEXT)
    assert side == 29 + 8
    assert min(x for x, _, _ in dark) == 4
    assert max(x + length for x, _, length in dark) == side - 4


def test_runs_are_whole_rows_of_dark_modules() -> None:
    """One rectangle a run, and no two runs touch: a fifth of the modules' number."""
    side, dark = qr.runs(TEXT)
    cells = {(x + i, y) for x, y, length in dark for i in range(length)}
    assert sum(length for _, _, length in dark) == len(cells)
    assert not any((x + length, y) in cells for x, y, length in dark)
    assert all(4 <= x < side - 4 and 4 <= y < side - 4 for x, y in cells)


def naive_penalty(matrix: tuple[bytearray, ...]) -> int:
    """ISO/IEC 18004 7.8.3, module by module."""
    size = len(matrix)
    lines = [list(row) for row in matrix] + [list(column) for column in zip(*matrix, strict=True)]
    total = 0
    for line in lines:
        runs, at = [], 0
        while at < size:
            end = at
            while end < size and line[end] == line[at]:
                end += 1
            runs.append(end - at)
            at = end
        total += sum(run - 2 for run in runs if run >= 5)
        for start in range(size - 6):
            if line[start : start + 7] == [1, 0, 1, 1, 1, 0, 1]:
                before, after = line[max(start - 4, 0) : start], line[start + 7 : start + 11]
                total += 40 * sum(part == [0, 0, 0, 0] for part in (before, after))
    for y in range(size - 1):
        for x in range(size - 1):
            block = {matrix[y][x], matrix[y][x + 1], matrix[y + 1][x], matrix[y + 1][x + 1]}
            total += 3 * (len(block) == 1)
    dark = sum(map(sum, matrix))
    return total + abs(dark * 100 // size**2 - 50) // 5 * 10


@pytest.mark.parametrize("text", [f"{TEXT[:-2]}{n:02}" for n in range(12)] + [TEXT + "X" * 30])
def test_the_mask_is_the_standards_choice(text: str) -> None:
    codes = [
        segno.make_qr(text, error="m", boost_error=False, mask=mask).matrix for mask in range(8)
    ]
    best = min(codes, key=naive_penalty)
    side, dark = qr.runs(text)
    cells = {(x + i - 4, side - 5 - y) for x, y, length in dark for i in range(length)}
    assert cells == {(x, y) for y, row in enumerate(best) for x, cell in enumerate(row) if cell}


def test_on_black_the_white_square_comes_first() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(200, 200))
    canvas.rect(0, 0, 200, 200, fill=1)
    qr.draw(canvas, TEXT, 50, 50, 90)
    canvas.save()
    found = zxingcpp.read_barcodes(rendered(file.getvalue(), 1, 200))
    assert [code.text for code in found] == [TEXT]
    assert len(file.getvalue()) < 6000
