"""A foreign zip, opened only while it stays within the limits (reliability.md, T6)."""

import contextlib
import io
import zipfile
import zlib
from collections.abc import Sequence
from xml.etree.ElementTree import Element, ParseError

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.intake.limits import MOST_MEMBERS, MOST_RATIO, MOST_UNPACKED

_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)
_SMALL = 4 << 20  # below this no ratio can hurt; a page of blanks packs far better than 200 : 1


class Archive:
    """The members of a zip in memory; its directory is checked before anything is unpacked.

    `names` are in small letters with slashes, as some programs write others.

    Raises Refused when it is damaged, has too many members or would unpack to too much.
    The bytes are counted again while reading, as a directory can lie.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGED as error:
            raise Refused(_damaged()) from error
        members = self._zip.infolist()
        if len(members) > MOST_MEMBERS:
            raise Refused(tr("The file holds more than 10,000 parts and was not opened."))
        self._size = len(data)
        self._unpacked = 0
        _weigh(sum(m.file_size for m in members), self._size)
        self._stored = {_plain_name(m.filename): m.filename for m in members}
        self.names = frozenset(self._stored)

    def read(self, name: str) -> bytes:
        """One member's bytes, b"" when there is none of that name, in any case of letters."""
        stored = self._stored.get(_plain_name(name))
        if stored is None:
            return b""
        try:
            return self._counted(stored)
        except _DAMAGED as error:
            raise Refused(_damaged()) from error

    def holding(self, marks: Sequence[bytes]) -> set[str]:
        """Unpack everything once and keep nothing, for who will read it by other means: the
        names of the members in which one of the marks stands.

        Raises Refused when it is more than the limits allow, whatever the directory says. A
        damaged member counts as far as it can be unpacked.
        """
        counted, found, longest = 0, set(), max(map(len, marks))
        for name, stored in self._stored.items():
            end = b""
            with contextlib.suppress(*_DAMAGED), self._zip.open(stored) as member:
                while part := member.read(1 << 20):
                    counted += len(part)
                    _weigh(counted, self._size)
                    looked = end + part
                    if name not in found and any(mark in looked for mark in marks):
                        found.add(name)
                    end = part[-longest:]
        return found

    def start(self, name: str, size: int) -> bytes:
        """The first bytes of a member, b"" when it cannot be read."""
        try:
            with self._zip.open(self._stored[_plain_name(name)]) as member:
                return member.read(size)
        except (KeyError, *_DAMAGED):
            return b""

    def _counted(self, name: str) -> bytes:
        parts = []
        with self._zip.open(name) as member:
            while part := member.read(1 << 16):
                self._unpacked += len(part)
                _weigh(self._unpacked, self._size)
                parts.append(part)
        return b"".join(parts)


def parsed_xml(data: bytes) -> Element:
    """The root of a foreign XML. Raises Refused for entities, external parts and damage."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise Refused(
            tr(
                "The file holds definitions that a document never needs (XML entities), as an "
                "attack would, and was not opened."
            )
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise Refused(_damaged()) from error
    return root


def _plain_name(name: str) -> str:
    return name.replace("\\", "/").lower()


def _weigh(unpacked: int, packed: int) -> None:
    if unpacked > _SMALL and unpacked > packed * MOST_RATIO:
        raise Refused(
            tr(
                "The file would unpack to far more than its size, as a zip bomb does, "
                "and was not opened."
            )
        )
    if unpacked > MOST_UNPACKED:
        raise Refused(
            tr("The file holds more than 200 MB once unpacked: split it, or save a sheet as CSV.")
        )


def _damaged() -> str:
    return tr("The file is damaged: it cannot be unpacked. Save it again where it comes from.")
