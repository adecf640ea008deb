"""How program and reading child talk: a frame is a JSON header and raw bytes behind it.

Layout: 4 bytes mark, 4 bytes length of the header, 8 bytes length of all blobs (big endian),
the header in UTF-8, the blobs one after the other. The header is
`{"body": ..., "blobs": [lengths]}`; bytes inside the body stand as `{"$blob": n}`. There is no
pickle: the child handles hostile files, so what it answers must not be able to run.
"""

import json
import struct
from typing import Any, BinaryIO

Values = Any
"""None, bool, int, float, str, bytes, and lists and dicts (keys str) of those."""

_MARK = b"isoF"
_START = struct.Struct(">4sIQ")
MOST_HEADER = 64 << 20
MOST_BLOBS = 1 << 30


class FrameError(Exception):
    """The other end said something that is no frame, or one beyond every limit."""


def write_frame(pipe: BinaryIO, body: Values) -> None:
    """Send one frame. Raises OSError when the other end is gone, TypeError for other types."""
    blobs: list[bytes] = []
    plain = _without_bytes(body, blobs)
    header = json.dumps({"body": plain, "blobs": [len(b) for b in blobs]}).encode()
    pipe.write(_START.pack(_MARK, len(header), sum(map(len, blobs))))
    pipe.write(header)
    for blob in blobs:
        pipe.write(blob)
    pipe.flush()


def read_frame(pipe: BinaryIO) -> Values:
    """The next frame's body. Raises EOFError at the end of the pipe, FrameError for nonsense."""
    mark, header_size, blobs_size = _START.unpack(_exactly(pipe, _START.size))
    if mark != _MARK or header_size > MOST_HEADER or blobs_size > MOST_BLOBS:
        raise FrameError("not a frame")
    header = _parsed(_exactly(pipe, header_size))
    if sum(header["blobs"]) != blobs_size:
        raise FrameError("lengths disagree")
    blobs = [_exactly(pipe, size) for size in header["blobs"]]
    return _with_bytes(header["body"], blobs)


def _parsed(raw: bytes) -> dict[str, Any]:
    try:
        header = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise FrameError("the header is not JSON") from error
    sizes = header.get("blobs") if isinstance(header, dict) else None
    if not isinstance(sizes, list) or not all(type(n) is int and n >= 0 for n in sizes):
        raise FrameError("the header lacks its lengths")
    return {"body": header.get("body"), "blobs": sizes}


def _exactly(pipe: BinaryIO, size: int) -> bytes:
    parts: list[bytes] = []
    while size:
        part = pipe.read(min(size, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _without_bytes(value: Values, blobs: list[bytes]) -> Values:
    if isinstance(value, bytes | bytearray | memoryview):
        blobs.append(bytes(value))
        return {"$blob": len(blobs) - 1}
    if isinstance(value, dict):
        return {key: _without_bytes(item, blobs) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_without_bytes(item, blobs) for item in value]
    return value


def _with_bytes(value: Values, blobs: list[bytes]) -> Values:
    if isinstance(value, dict):
        if set(value) == {"$blob"}:
            return _blob(value["$blob"], blobs)
        return {key: _with_bytes(item, blobs) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_bytes(item, blobs) for item in value]
    return value


def _blob(index: Values, blobs: list[bytes]) -> bytes:
    if type(index) is not int or not 0 <= index < len(blobs):
        raise FrameError("a blob that was not sent")
    return blobs[index]
