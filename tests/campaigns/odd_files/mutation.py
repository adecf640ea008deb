"""A file changed as transfers, programs and attackers change one: knowing its structure."""

import io
import random
import re
import zipfile
from collections.abc import Callable

Mutation = Callable[[bytes, random.Random], bytes]
_NUMBERS = ("0", "-1", "1", "65536", "2147483648", "-9223372036854775809", "1e308", "NaN", "", "x")
_XML_BITS = (
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>",
    "&e;",
    "&#0;",
    "&#x1F600;",
    "\ud7ff",
    "<w:p>",
    "</w:p>",
    "<![CDATA[ ]]>",
    "<?x?>",
    "<!-- -->",
    "\0",
)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """One to three changes of kinds that fit what it is."""
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        data = chance.choice(_fitting(data))(data, chance)
    return data


def _fitting(data: bytes) -> tuple[Mutation, ...]:
    if data[:2] == b"PK":
        return (zip_part, zip_part, zip_part, zip_shape, flipped, cut_short)
    if data[:4] == b"%PDF":
        return (numbers, words_out, flipped, cut_short, doubled)
    if b"\0" in data[:2000]:
        return (flipped, cut_short, doubled, zeroed, extremes)
    return (numbers, words_out, odd_bits, flipped, cut_short, doubled)


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Some bytes are others."""
    held = bytearray(data)
    for _ in range(chance.choice((1, 3, 20))):
        if held:
            held[chance.randrange(len(held))] = chance.randrange(256)
    return bytes(held)


def cut_short(data: bytes, chance: random.Random) -> bytes:
    """A download that broke off."""
    return data[: chance.randrange(len(data) + 1)]


def zeroed(data: bytes, chance: random.Random) -> bytes:
    """A bad sector."""
    at = chance.randrange(len(data) + 1)
    return data[:at] + bytes(min(512, len(data) - at)) + data[at + 512 :]


def doubled(data: bytes, chance: random.Random) -> bytes:
    """A stretch stands twice."""
    at, size = chance.randrange(len(data) + 1), chance.choice((1, 40, 4000))
    return data[: at + size] + data[at:]


def extremes(data: bytes, chance: random.Random) -> bytes:
    """Four bytes that are a length or an offset become one that cannot be."""
    at = chance.randrange(min(len(data), 2000) + 1)
    value = chance.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff", b"\0\0\0\x80"))
    return data[:at] + value + data[at + 4 :]


def numbers(data: bytes, chance: random.Random) -> bytes:
    """A number becomes one that nobody expects."""
    return _instead(data, rb"-?\d+", chance.choice(_NUMBERS).encode(), chance)


def words_out(data: bytes, chance: random.Random) -> bytes:
    """A word, a name or an element is gone."""
    pattern = chance.choice((rb"/\w+", rb"<[^<>]{1,200}>", rb"\w+", rb"[^\n]*\n"))
    return _instead(data, pattern, b"", chance)


def odd_bits(data: bytes, chance: random.Random) -> bytes:
    """Something that a parser may trip over stands in the midst."""
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(_XML_BITS).encode("utf-8", "replace") + data[at:]


def _instead(data: bytes, pattern: bytes, other: bytes, chance: random.Random) -> bytes:
    found = list(re.finditer(pattern, data[: 1 << 20]))
    if not found:
        return flipped(data, chance)
    start, end = chance.choice(found).span()
    return data[:start] + other + data[end:]


def zip_part(data: bytes, chance: random.Random) -> bytes:
    """A part of a zip is changed inside, and the zip is whole."""
    parts = _unzipped(data)
    if not parts:
        return flipped(data, chance)
    name = chance.choice(sorted(parts, key=lambda n: -len(parts[n]))[: chance.choice((2, 30))])
    change = chance.choice((numbers, words_out, odd_bits, cut_short, doubled, _attribute_long))
    parts[name] = change(parts[name], chance)
    return _zipped(parts)


def zip_shape(data: bytes, chance: random.Random) -> bytes:
    """Parts are missing, twice there, called otherwise, or out of place."""
    parts = _unzipped(data)
    if not parts:
        return cut_short(data, chance)
    name = chance.choice(sorted(parts))
    if chance.random() < 0.5:
        del parts[name]
    else:
        to = chance.choice((name.upper(), f"../../{name}", name.replace("/", "\\"), f"/{name}"))
        parts[to] = parts.pop(name)
    return _zipped(parts, twice=chance.choice(("", name)))


def _attribute_long(data: bytes, chance: random.Random) -> bytes:
    return _instead(data, rb'"[^"]*"', b'"' + b"A" * chance.choice((300, 70_000)) + b'"', chance)


def _unzipped(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            small = [m for m in archive.infolist() if m.file_size < 4 << 20]
            return {m.filename: archive.read(m) for m in small}
    except Exception:  # a foreign zip that is broken already
        return {}


def _zipped(parts: dict[str, bytes], twice: str = "") -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
        if twice in parts:
            with_warning_off(archive, twice, parts[twice][::-1])
    return held.getvalue()


def with_warning_off(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    """A second part of the same name, without Python's word about it."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr(zipfile.ZipInfo(name), content)
