"""The stamp drawn: the band in its strip at the foot, and the diagonal of dead papers.

All lengths in u from the band's lower left corner (stamp_page.Sheet.unit in points), as
settled on paper by trial; plain PDF operators, so that a copy costs next to nothing.
"""

from math import atan2, cos, hypot, sin

from isodesk.i18n import tr
from isodesk.printing import fonts, qr
from isodesk.printing.stamp_facts import Stamp
from isodesk.printing.stamp_page import STRIP, Sheet
from isodesk.printing.stamp_type import BOLD, MONO, REGULAR, Type, fit
from isodesk.printing.stamp_words import COLOURS, DIAGONAL, INK, Colour, Words, word_of, words

EDGE = 17.0
"""From the sheet's edges to the band: what printers can reach."""

HEIGHT = 42.0
QR_SIDE = 40.7
QR_CELL, WORD_CELL, BIG_CELL, DAY_CELL, CODE_CELL = 44.0, 129.0, 74.0, 94.0, 107.0
PAD = 7.0

TOP_LABEL, TOP, LOW_LABEL, LOW = 32.4, 24.2, 14.2, 6.0
"""Baselines of a cell with two labelled lines."""

CODE = 17.4
CODE_OVER_HEAD, HINT_OVER_HEAD, LOW_HEAD = 20.6, 12.6, 5.4
"""Baselines of the check code, its hint, and the head of the history below both."""

HEAD_LEAST = 4.6
"""A head is never cut, whatever its entry's number: a part of it proves nothing."""

SMALLEST_TYPE = 5.8
LABEL, VALUE = 5.8, 7.4

SHADES = "/F << /ca 0.06 /CA 0.55 >> /L << /CA 0.66 >>"
"""Transparency of the diagonal: fill and halo, then line; an ExtGState resource."""


def band_width(sheet: Sheet) -> float:
    """In u."""
    return sheet.width / sheet.unit - 2 * EDGE


def draw(stamp: Stamp, sheet: Sheet, type_: Type) -> bytes:
    """Operators of the whole stamp of one size of sheet, the QR code as form /Q."""
    said = words(stamp)
    colour = COLOURS[stamp.kind]
    parts = [_diagonal(stamp, sheet, type_, colour)] if stamp.kind in DIAGONAL else []
    u = sheet.unit
    parts.append(f"q {u:.6f} 0 0 {u:.6f} {EDGE * u:.4f} {EDGE * u:.4f} cm\n".encode())
    parts.append(_frame(band_width(sheet), colour))
    pen = _Pen(type_, colour)
    pen.code(stamp, band_width(sheet))
    pen.words(said)
    pen.facts(said, band_width(sheet))
    return b"".join([*parts, *pen.drawn, b"Q\n"])


def sheet_number(text: str, sheet: Sheet, type_: Type) -> bytes:
    """Operators of `2 of 3 · at 92 %` in its cell, in the page's own coordinates."""
    u = sheet.unit
    x = EDGE + band_width(sheet) - CODE_CELL - DAY_CELL + PAD
    text, size = fit(text, BOLD, VALUE, SMALLEST_TYPE, DAY_CELL - PAD - 4)
    return _rgb(INK) + b" rg " + type_.show(x * u, (EDGE + LOW) * u, size * u, BOLD, text)


def number_cell(sheet: Sheet) -> tuple[float, float]:
    """Left and right of the sheet number, in u from the sheet's left edge."""
    right = EDGE + band_width(sheet) - CODE_CELL
    return right - DAY_CELL + PAD / 2, right - PAD / 4


class _Pen:
    """Writes the band's texts; `drawn` holds the operators."""

    def __init__(self, type_: Type, colour: Colour) -> None:
        self._type = type_
        self._colour = colour
        self.drawn: list[bytes] = []

    def words(self, said: Words) -> None:
        """Word, its two lines, and the large value."""
        x = QR_CELL + 2.8
        room = WORD_CELL - 6
        self._write(x, 23.4, said.word, BOLD, 12.5, 8, room, self._colour)
        self._write(x, 13.45, said.notes[0], REGULAR, 6.2, SMALLEST_TYPE, room, self._colour)
        self._write(x, LOW + 0.1, said.notes[1], REGULAR, 6.2, SMALLEST_TYPE, room, self._colour)
        x = QR_CELL + WORD_CELL + PAD
        room = BIG_CELL - PAD - 6
        self._label(x, TOP_LABEL, said.big_label, room)
        aside = fonts.width(said.big_note, REGULAR, 6.2) + 4 if said.big_note else 0
        wide = self._write(x, 11.5, said.big, BOLD, 15, 8, room - aside, self._colour)
        note = (said.big_note, REGULAR, 6.2, SMALLEST_TYPE, room)
        self._write(x + wide + 4, 11.5, *note, self._colour)

    def facts(self, said: Words, width: float) -> None:
        """Holder and place, document and days."""
        x = QR_CELL + WORD_CELL + BIG_CELL
        room = width - x - DAY_CELL - CODE_CELL - 2 * PAD
        self._pair(x + PAD, room, TOP_LABEL, said.upper_label, TOP, said.upper)
        self._pair(x + PAD, room, LOW_LABEL, said.lower_label, LOW, said.lower)
        x = width - CODE_CELL - DAY_CELL + PAD
        room = DAY_CELL - PAD - 4
        self._pair(x, room, TOP_LABEL, said.head, TOP, said.days)
        self._label(x, LOW_LABEL, tr("Sheet"), room)

    def code(self, stamp: Stamp, width: float) -> None:
        """QR code at the left, check code at the right, or that there is none."""
        x = width - CODE_CELL + PAD
        room = CODE_CELL - PAD - 6
        self._label(x, TOP_LABEL, tr("Check code"), room)
        if stamp.code and stamp.head:
            self._write(x, CODE_OVER_HEAD, stamp.code, MONO, 10.6, 7, room, INK)
            self._label(x, HINT_OVER_HEAD, tr("Type it in isodesk. File state:"), room)
            self._write(x, LOW_HEAD, stamp.head, REGULAR, LABEL, HEAD_LEAST, room, INK)
        elif stamp.code:
            self._write(x, CODE, stamp.code, MONO, 10.6, 7, room, INK)
            self._label(x, LOW, tr("Type it in isodesk, or scan."), room)
        else:
            self._write(x, CODE, tr("not registered"), BOLD, 9, 7, room, INK)
            self._label(x, LOW, tr("No file knows this print."), room)
        if stamp.qr:
            self.drawn.append(b"q 1 0 0 1 0.65 0.65 cm /Q Do Q\n")
        elif not stamp.code:
            self._label(5, 22.4, tr("not"), QR_CELL - 6)
            self._label(5, 15, tr("registered"), QR_CELL - 6)

    def _pair(self, x: float, room: float, label_y: float, label: str, y: float, text: str) -> None:
        self._label(x, label_y, label, room)
        self._write(x, y, text, BOLD, VALUE, SMALLEST_TYPE, room, INK)

    def _label(self, x: float, y: float, text: str, room: float) -> None:
        self._write(x, y, text, REGULAR, LABEL, SMALLEST_TYPE, room, self._colour)

    def _write(
        self,
        x: float,
        y: float,
        text: str,
        face: str,
        size: float,
        floor: float,
        room: float,
        colour: Colour,
    ) -> float:
        """Set one line where there is one; its width in u."""
        if not text.strip():
            return 0.0
        text, size = fit(text, face, size, floor, room)
        self.drawn.append(_rgb(colour) + b" rg " + self._type.show(x, y, size, face, text))
        return fonts.width(text, face, size)


def _frame(width: float, colour: Colour) -> bytes:
    """White field, frame 1.3, hairlines 0.4 between the cells."""
    left = (QR_CELL + WORD_CELL, QR_CELL + WORD_CELL + BIG_CELL)
    right = (width - CODE_CELL - DAY_CELL, width - CODE_CELL)
    lines = " ".join(f"{x:.4f} 6 m {x:.4f} {HEIGHT - 6:g} l" for x in (*left, *right))
    box = f"0 0 {width:.4f} {HEIGHT:g} re"
    return b"1 g %s f %s RG 1.3 w %s S 0.4 w %s S\n" % (
        box.encode(),
        _rgb(colour),
        box.encode(),
        lines.encode(),
    )


def qr_form(text: str) -> tuple[str, bytes]:
    """Dictionary entries and operators of the QR code as form /Q, QR_SIDE u square."""
    side, drawn = qr.operators(text)
    scale = QR_SIDE / side
    entries = (
        f"/Type /XObject /Subtype /Form /BBox [0 0 {side} {side}]"
        f" /Matrix [{scale:.6f} 0 0 {scale:.6f} 0 0]"
    )
    return entries, drawn


def _diagonal(stamp: Stamp, sheet: Sheet, type_: Type, colour: Colour) -> bytes:
    """The word from corner to corner of the area above the strip: open letters with a
    white halo, so that it shows on black and what is under it can be read."""
    word = word_of(stamp.kind)
    strip = STRIP * sheet.unit
    high = sheet.height - strip
    length = 0.76 * hypot(sheet.width, high)
    one = fonts.width(word, BOLD, 1) + 0.05 * (len(word) - 1)
    size = min(length / one, 0.24 * min(sheet.width, sheet.height))
    angle = atan2(high, sheet.width)
    c, s = cos(angle), sin(angle)
    u = sheet.unit
    turn = f"q {c:.6f} {s:.6f} {-s:.6f} {c:.6f} {sheet.width / 2:.4f} {strip + high / 2:.4f} cm "
    at = (-one * size / 2, -0.357 * size, size, BOLD, word)
    tracking = f"{0.05 * size:.4f} Tc"
    white = type_.show(*at, before=f"2 Tr {tracking}")
    line = type_.show(*at, before=f"1 Tr {tracking}")
    rgb = _rgb(colour)
    return b"".join(
        (
            turn.encode() + b"1 j ",
            b"/F gs %s rg 1 G %.4f w " % (rgb, 3.2 * u) + white,
            b"/L gs %s RG %.4f w " % (rgb, 1.2 * u) + line,
            b"Q\n",
        )
    )


def _rgb(colour: Colour) -> bytes:
    return b"%.4f %.4f %.4f" % colour
