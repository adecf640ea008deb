"""The check code of a stamped print: made, read as people type it, corrected, proven.

12 Crockford base-32 symbols, 60 bits, high bit first: 20 bits of serial, 35 bits of
HMAC-SHA256 under the file's own key, 5 bits of check symbol. From serial 1,048,576 on
the serial takes 40 bits and the code 16 symbols; the length tells which.

The check symbol makes the weighted sum of all symbols over GF(32) equal 9: weights are
different powers of the generator, so every single wrong symbol and every swap of two is
found (a Reed-Solomon check of one symbol). It tells a typing slip from a forgery: only
the tag proves that this file made the code.
"""

import hmac
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from isodesk.documents.qr_text import QrFacts, qr_text, read_qr
from isodesk.i18n import tr

__all__ = [
    "Facts",
    "QrFacts",
    "Typed",
    "corrections",
    "genuine",
    "make",
    "qr_text",
    "read",
    "read_qr",
    "short_file_id",
]

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32 symbols: no I, L, O (read as 1, 1, 0) and no U."""

SHORT_SERIALS = 1 << 20
"""Serials from here on are written in 16 symbols."""

_SHORT, _LONG = 12, 16
_TAG_SYMBOLS = 7
_TARGET = 9
_VALUE = {symbol: value for value, symbol in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_IGNORED = frozenset(" \t\r\n\u00a0-‐‑‒–—−_.,/\\:")


@dataclass(frozen=True)
class Facts:
    """What a code vouches for: only what never changes about the print."""

    file_id: str
    kind: str
    document_id: int
    revision_id: int
    master_sha256: str
    copy: int
    on: date


@dataclass(frozen=True)
class Typed:
    """A code as read. `symbols` is "" while `problem`, one sentence, says why it is none;
    `holds` is false when a symbol was mistyped (the serial may be wrong then, too)."""

    symbols: str
    problem: str
    serial: int
    holds: bool

    @property
    def code(self) -> str:
        """`004K-CXWE-VG8M`, or "" where there is none."""
        return _grouped(self.symbols)


def make(key: bytes, serial: int, facts: Facts) -> str:
    """The code of one print: `004K-CXWE-VG8M`; ValueError for a serial under 1 or over 40 bits."""
    if not 0 < serial < 1 << 40:
        raise ValueError(f"no code has serial {serial}")
    head = 4 if serial < SHORT_SERIALS else 8
    values = _digits(serial, head) + _digits(_tag(key, serial, facts), _TAG_SYMBOLS)
    values.append(_TARGET ^ _sum([*values, 0]))
    return _grouped("".join(ALPHABET[value] for value in values))


def read(text: str) -> Typed:
    """The code in what was typed or scanned: any case, spaces, dashes, dots and slashes
    ignored, O read as 0, I and L as 1."""
    typed = [letter for letter in text.upper() if letter not in _IGNORED]
    problem = _problem(typed)
    if problem:
        return Typed("", problem, 0, False)
    values = [_VALUE[letter] for letter in typed]
    serial = _number(values[: len(values) - _TAG_SYMBOLS - 1])
    symbols = "".join(ALPHABET[value] for value in values)
    return Typed(symbols, "", serial, _sum(values) == _TARGET)


def corrections(text: str) -> tuple[str, ...]:
    """Every code one wrong symbol or one swap of neighbours away whose check symbol holds.

    () when the code as typed holds or cannot be read. To be tried against the tag and
    shown, never taken unasked.
    """
    typed = read(text)
    if typed.holds or typed.problem:
        return ()
    values = [_VALUE[symbol] for symbol in typed.symbols]
    found = [*_one_wrong(values), *_swapped(values)]
    return tuple(dict.fromkeys(_grouped("".join(ALPHABET[v] for v in one)) for one in found))


def genuine(key: bytes, code: str, facts: Facts) -> bool:
    """True when this file's key made the code for exactly these facts."""
    typed = read(code)
    if not typed.holds or not typed.serial:
        return False
    return hmac.compare_digest(make(key, typed.serial, facts), typed.code)


def short_file_id(file_id: str) -> str:
    """Six symbols by which a QR says which file it belongs to."""
    head = int.from_bytes(sha256(file_id.encode()).digest()[:4]) >> 2
    return "".join(ALPHABET[value] for value in _digits(head, 6))


def _tag(key: bytes, serial: int, facts: Facts) -> int:
    """The first 35 bits of HMAC-SHA256 over all facts, each with its length before it."""
    parts = (
        str(serial),
        facts.file_id,
        facts.kind,
        str(facts.document_id),
        str(facts.revision_id),
        facts.master_sha256,
        str(facts.copy),
        facts.on.isoformat(),
    )
    told = [part.encode() for part in parts]
    message = b"isodesk copy 1\0" + b"".join(len(t).to_bytes(2) + t for t in told)
    return int.from_bytes(hmac.digest(key, message, "sha256")[:5]) >> 5


def _problem(typed: list[str]) -> str:
    """One sentence about what keeps this from being a code, or ""."""
    odd = [letter for letter in typed if letter not in _VALUE]
    if odd:
        return tr("“{letter}” is never used in a code.", letter=odd[0])
    count = len(typed)
    if count == 0:
        return tr("Type the code printed in the stamp.")
    if count < _SHORT:
        return tr("{count} of {all} characters.", count=count, all=_SHORT)
    if count not in (_SHORT, _LONG):
        return tr("{count} characters; a code has 12, or 16 when it is a long one.", count=count)
    return ""


def _one_wrong(values: list[int]) -> list[list[int]]:
    """For each place the one symbol that would make the sum right."""
    off = _sum(values) ^ _TARGET
    weights = _WEIGHTS[len(values)]
    return [
        [*values[:i], values[i] ^ _times(off, _INVERSE[weight]), *values[i + 1 :]]
        for i, weight in enumerate(weights)
    ]


def _swapped(values: list[int]) -> list[list[int]]:
    """The swaps of two neighbours that make the sum right."""
    tries = (
        [*values[:i], values[i + 1], values[i], *values[i + 2 :]] for i in range(len(values) - 1)
    )
    return [one for one in tries if _sum(one) == _TARGET]


def _grouped(symbols: str) -> str:
    return "-".join(symbols[i : i + 4] for i in range(0, len(symbols), 4))


def _digits(number: int, count: int) -> list[int]:
    return [number >> 5 * place & 31 for place in reversed(range(count))]


def _number(values: list[int]) -> int:
    number = 0
    for value in values:
        number = number << 5 | value
    return number


def _times(a: int, b: int) -> int:
    """a·b in GF(32) modulo x^5 + x^2 + 1."""
    product = 0
    while b:
        if b & 1:
            product ^= a
        a = (a << 1) ^ (0b100101 if a & 16 else 0)
        b >>= 1
    return product


def _powers(count: int) -> tuple[int, ...]:
    """a^(count-1) ... a^0 of the generator a = 2."""
    powers = [1]
    for _ in range(count - 1):
        powers.insert(0, _times(powers[0], 2))
    return tuple(powers)


_PRODUCT = tuple(tuple(_times(a, b) for b in range(32)) for a in range(32))
_INVERSE = {a: b for a in range(1, 32) for b in range(1, 32) if _PRODUCT[a][b] == 1}
_WEIGHTS = {count: _powers(count) for count in (_SHORT, _LONG)}


def _sum(values: list[int]) -> int:
    total = 0
    for weight, value in zip(_WEIGHTS[len(values)], values, strict=True):
        total ^= _PRODUCT[weight][value]
    return total
