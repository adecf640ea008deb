"""The file by which an audit goes to a second laptop and comes back: a ZIP behind a seal.

The seal is an HMAC-SHA256 over everything that follows it, with a key made from a code of 100
random bits that stays in the company's file and is told to the colleague, not sent along. What
the seal does not hold for is never unpacked (RFC 2104).
"""

import hashlib
import hmac
import io
import json
import secrets
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from isodesk.core.problems import Refused
from isodesk.i18n import tr

ENDING = ".isodesk-audit"
MEDIA = "application/vnd.isodesk.audit"
_MAGIC = b"isodesk audit 1\n"
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
MOST = 4 << 30


@dataclass(frozen=True)
class Package:
    """What a package holds: `told` as JSON has it, and files by their SHA-256."""

    id: str
    told: Mapping[str, Any]
    files: Mapping[str, bytes]


def new_code() -> str:
    """Twenty letters in five groups, none of which is mistaken for another."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(20))
    return "-".join(letters[at : at + 4] for at in range(0, 20, 4))


def new_id() -> str:
    """Tells a package, and its answer, from every other."""
    return secrets.token_hex(8)


def seal(package: Package, code: str) -> bytes:
    """The package as a file."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        text = json.dumps(package.told, ensure_ascii=False, sort_keys=True)
        archive.writestr(_entry("audit.json"), text)
        for digest, content in sorted(package.files.items()):
            archive.writestr(_entry(f"files/{digest}"), content, zipfile.ZIP_STORED)
    body = held.getvalue()
    head = _MAGIC + package.id.encode() + _check(package.id, code)
    return head + _seal(package.id, code, body) + body


def id_of(content: bytes) -> str:
    """Which package it is, before its seal is looked at. Raises Refused for another file."""
    return _parts(content)[0]


def unseal(content: bytes, code: str) -> Package:
    """What a file holds, once its seal is proven. Raises Refused for a wrong code, and for a
    file that was changed or cut short after it was made."""
    package, check, mark, body = _parts(content)
    if not hmac.compare_digest(check, _check(package, code)):
        raise Refused(tr("The code is not the one this package was made with. Look at it again."))
    if not hmac.compare_digest(mark, _seal(package, code, body)):
        raise Refused(
            tr("This package was changed, or cut short, after it was made. Ask for it again.")
        )
    from isodesk.services.audit_package_shape import fits  # it reads what this module writes

    told, files = _unpacked(body)
    if not fits(told):
        raise Refused(_other_shape())
    for digest, held in files.items():
        if hashlib.sha256(held).hexdigest() != digest:
            raise Refused(tr("A file in this package is damaged. Ask for it again."))
    return Package(package, told, files)


def _unpacked(body: bytes) -> tuple[Any, dict[str, bytes]]:
    """What stands behind a seal that holds. Another isodesk may have made it, so it is looked at
    as any foreign file."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MOST:
                raise Refused(tr("This package holds more than 4 GB. Hand over fewer questions."))
            told = json.loads(archive.read("audit.json"))
            names = [n for n in archive.namelist() if n.startswith("files/")]
            return told, {name.removeprefix("files/"): archive.read(name) for name in names}
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, RecursionError) as error:
        raise Refused(_other_shape()) from error


def _other_shape() -> str:
    return tr(
        "This package holds something else than an audit of this isodesk does. Update isodesk on"
        " both computers, and ask for it again."
    )


def _parts(content: bytes) -> tuple[str, bytes, bytes, bytes]:
    at = len(_MAGIC)
    if not content.startswith(_MAGIC) or len(content) < at + 16 + 8 + 32:
        raise Refused(tr("This is no audit package of isodesk."))
    package = content[at : at + 16].decode("ascii", "replace")
    check, mark = content[at + 16 : at + 24], content[at + 24 : at + 56]
    return package, check, mark, content[at + 56 :]


def _key(package: str, code: str) -> bytes:
    letters = "".join(each for each in code.upper() if each in _LETTERS)
    return hashlib.sha256(f"isodesk audit package {package} {letters}".encode()).digest()


def _check(package: str, code: str) -> bytes:
    return hmac.new(_key(package, code), b"code", hashlib.sha256).digest()[:8]


def _seal(package: str, code: str, body: bytes) -> bytes:
    return hmac.new(_key(package, code), b"body" + body, hashlib.sha256).digest()


def _entry(name: str) -> zipfile.ZipInfo:
    """The same bytes for the same content."""
    return zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
