"""A reading child with tasks that misbehave, beside isodesk's own."""

import ctypes
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from isodesk.__main__ import TASKS
from isodesk.core.problems import Refused

ME = "tests.intake.unruly_child"
_kept: list[bytearray] = []


def echo(value: object) -> object:
    return value


def sleep() -> None:
    time.sleep(60)


def spin() -> None:
    while True:
        pass


def grow() -> None:
    while True:
        _kept.append(bytearray(b"\1") * (20 << 20))
        time.sleep(0.005)


def abort() -> None:
    os.abort()


def crash() -> None:
    ctypes.string_at(1)


def say() -> str:
    print("words of a library " * 1000)
    os.write(1, b"bytes past Python")
    os.write(2, b"complaints " * 100_000)
    return "said"


def babble() -> None:
    os.write(4, b"this is no frame, whatever number the pipe has")
    for number in range(3, 12):
        try:
            os.write(number, b"this is no frame, and long enough to be taken for one")
        except OSError:
            continue


def refuse() -> None:
    raise Refused("This cannot be done.")


def bug() -> None:
    raise KeyError("secret words of a record")


def panic() -> None:
    raise BaseException("as a Rust library panics")


def escape(way: str, target: str) -> str:
    try:
        if way == "write":
            Path(target).write_text("x")
        elif way == "remove":
            Path(target).unlink()
        elif way == "network":
            socket.create_connection(("127.0.0.1", 9))
        elif way == "program":
            subprocess.run([sys.executable, "-c", ""], check=False)
    except PermissionError as error:
        return f"refused: {error}"
    return "done"


def litter() -> str:
    import tempfile

    with tempfile.NamedTemporaryFile(delete=False) as file:
        file.write(b"x")
    return file.name


def count(most: int, then: str) -> Iterator[object]:
    for number in range(most):
        yield {"number": number, "blob": b"x" * 1000}
    if then == "refuse":
        raise Refused("Enough.")
    if then == "abort":
        os.abort()


def whoami() -> int:
    return os.getpid()


if __name__ == "__main__":
    from isodesk.intake.child import serve

    own = "echo sleep spin grow abort crash say babble refuse bug panic escape litter count whoami"
    serve(TASKS | {name: f"{ME}:{name}" for name in own.split()})
