"""Bytes inside the file, by their SHA-256, in pieces; read back before the commit."""

import hashlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from isodesk.core.problems import Refused
from isodesk.core.spine import File

PIECE = 1 << 20


def keep(session: Session, content: bytes, media: str) -> int:
    """Store the bytes once and answer the file's id. Raises Refused when what was written
    does not read back the same (Fossil's self-check)."""
    digest = hashlib.sha256(content).hexdigest()
    file = session.scalar(select(File).where(File.hash == digest))
    if file is not None and not (content and _is_empty(session, file.id)):
        return file.id
    if file is None:  # else it was disposed of, and comes back
        file = File(hash=digest, size=len(content), media=media)
        session.add(file)
        session.flush()
    for n, start in enumerate(range(0, len(content), PIECE)):
        session.execute(
            text("INSERT INTO file_chunk (file_id, n, bytes) VALUES (:file, :n, :bytes)"),
            {"file": file.id, "n": n, "bytes": content[start : start + PIECE]},
        )
    if _digest(_pieces(session, file.id)) != digest:
        raise Refused("The disk did not keep the file as it was written; nothing was saved.")
    return file.id


def read(session: Session, file_id: int) -> bytes:
    """All bytes of a file. Raises Refused when they are not what was stored."""
    file = session.get(File, file_id)
    content = b"".join(_pieces(session, file_id))
    certificate = disposed_by(session, file_id) if not content else ""
    if certificate:
        raise Refused(f"Its content was disposed of, certificate {certificate}.")
    if file is None or hashlib.sha256(content).hexdigest() != file.hash:
        raise Refused("This file is damaged. Run Verify, then take it from the newest backup.")
    return content


def disposed_by(session: Session, file_id: int) -> str:
    """The number of the certificate a file's bytes went by; "" while they are kept."""
    if not _is_empty(session, file_id):
        return ""
    found = session.scalar(
        text(
            "SELECT r.number FROM disposed_file d JOIN record r ON r.id = d.disposal_id"
            " WHERE d.file_id = :file"
        ),
        {"file": file_id},
    )
    return str(found or "")


def _is_empty(session: Session, file_id: int) -> bool:
    held = text("SELECT 1 FROM file_chunk WHERE file_id = :file LIMIT 1")
    return session.scalar(held, {"file": file_id}) is None


def _pieces(session: Session, file_id: int) -> Iterator[bytes]:
    rows = session.execute(
        text("SELECT bytes FROM file_chunk WHERE file_id = :file ORDER BY n"), {"file": file_id}
    )
    for (piece,) in rows:
        yield piece


def pieces(connection: Any, file_id: int) -> Iterator[bytes]:
    """The same over a plain connection, for verify and export."""
    for (piece,) in connection.execute(
        "SELECT bytes FROM file_chunk WHERE file_id = ? ORDER BY n", (file_id,)
    ):
        yield piece


def _digest(parts: Iterator[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()
