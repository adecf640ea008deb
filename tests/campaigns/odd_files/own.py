"""isodesk's own files, as somebody who has no isodesk may have made them: company files, settings,
audit packages."""

import json
import random
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from isodesk.services.audit_package import Package, new_id, seal
from tests.campaigns.odd_files.mutation import mutated

_VALUES = (
    None, True, False, 0, -1, 10**30, 1e308, "", "x" * 5_000, "\ud800", [], {}, [[]], ["/no/file"],
    [1, None], {"a": {"b": [1]}}, {"": 1}, float("nan"), float("inf"),
)  # fmt: skip


def settings(chance: random.Random) -> bytes:
    """settings.json with other types, other words, or no JSON at all."""
    from isodesk.settings import SETTINGS

    told = {key: chance.choice(_VALUES) for key in SETTINGS if chance.random() < 0.7}
    text = json.dumps(told)
    return chance.choice(
        (
            text.encode,
            lambda: mutated(text.encode(), chance),
            lambda: text.encode("utf-16"),
            lambda: b"[" * 100_000,
            lambda: b'{"text": 1' + b"0" * 5_000 + b"}",
            lambda: b"null",
            lambda: b"",
        )
    )()


def company(data: bytes, chance: random.Random) -> bytes:
    """A company file with a damaged head, page or tail."""
    held = bytearray(data)
    kind = chance.randrange(6)
    if kind == 0:
        held[16:18] = struct.pack(">H", chance.choice((0, 1, 3, 512, 8191, 65535)))
    elif kind == 1:
        held[60:64] = struct.pack(">I", chance.choice((0, 1, 3, 5, 99, 2**31 - 1)))
    elif kind == 2:
        held[18:20] = bytes((chance.randrange(9), chance.randrange(9)))
    elif kind == 3:
        del held[chance.randrange(len(held)) :]
    elif kind == 4:
        at = chance.randrange(100)
        held[at] = chance.randrange(256)
    else:
        for _ in range(chance.choice((1, 50, 3_000))):
            held[chance.randrange(len(held))] = chance.randrange(256)
    return bytes(held)


def package(whole: bytes, package_id: str, code: str, chance: random.Random) -> bytes:
    """A package of answers: damaged, or sealed with the right code over what nobody asked for."""
    if chance.random() < 0.4:
        return mutated(whole, chance)
    told: object = chance.choice(
        (
            {"kind": "answers"},
            {"kind": "answers", "by": None, "questions": None},
            {"kind": "answers", "by": "x", "questions": [{}], "evidence": [{}], "findings": [{}]},
            {"kind": "answers", "questions": [{"id": "x", "verdict": "FINE", "note": 5}]},
            [],
            "answers",
            None,
        )
    )
    given = chance.choice((package_id, new_id()))
    return seal(Package(given, told, {}), code)  # type: ignore[arg-type]


def sealed_body(package_id: str, code: str, body: bytes) -> bytes:
    """Any bytes behind a seal that holds."""
    from isodesk.services import audit_package as made

    head = made._MAGIC + package_id.encode() + made._check(package_id, code)
    return head + made._seal(package_id, code, body) + body


def odd_zip(chance: random.Random) -> bytes:
    """A zip without the part that everything stands in, or no zip."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(chance.choice(("x", "audit.json")), chance.choice((b"", b"{", b"[1]")))
    return chance.choice((held.getvalue(), b"", b"PK\x03\x04"))


Own = Callable[[Path, random.Random], None]
