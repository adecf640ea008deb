"""Paper through CUPS on Linux and macOS: which printers there are, send a PDF.

The commands `lp` and `lpstat` are asked, since they hand the PDF on as it is: lines stay lines.
CUPS takes a job for a printer that stands still and calls it sent, so nothing here says that
paper came out: that is known when the officer has it in hand.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from isodesk.core.problems import Refused

_PATIENCE = 60
"""Seconds for one answer of CUPS; a print server across a slow network needs some."""


@dataclass(frozen=True)
class Printer:
    """A printer as the user chooses it.

    `accepting` is false when it takes no jobs; `stopped` says in CUPS's words why it prints none
    at present ("" when it prints).
    """

    name: str
    default: bool
    accepting: bool
    location: str
    stopped: str = ""


@dataclass(frozen=True)
class Job:
    """What was sent: CUPS's own id of it ("Office-17") and the printer's name."""

    id: str
    printer: str


def printers() -> list[Printer]:
    """All printers by name; none is an empty list.

    Raises Refused when there is no CUPS or it does not answer.
    """
    _must_run()
    names = _ask("lpstat", "-e").split("\n")
    details = _ask("lpstat", "-l", "-p")
    refusing = re.findall(r"^(\S+) not accepting requests", _ask("lpstat", "-a"), re.M)
    default = re.search(r"^system default destination: (\S+)", _ask("lpstat", "-d"), re.M)
    chosen = default.group(1) if default else ""
    return [
        Printer(name, name == chosen, name not in refusing, *_of_one(name, details))
        for name in sorted(filter(None, names), key=str.casefold)
    ]


def send(
    pdf: bytes,
    printer: str,
    title: str,
    copies: int = 1,
    options: Mapping[str, str] | None = None,
) -> Job:
    """Hand a PDF to a printer as one job.

    `options` are CUPS's own, as {"media": "A4", "sides": "one-sided"}. Raises Refused when there
    is no CUPS, no such printer, or it takes or prints nothing at present; then nothing was sent.
    """
    _must_be_ready(printer)
    said = [f"{key}={value}" for key, value in (options or {}).items()]
    flags = [part for option in said for part in ("-o", option)]
    command = ["lp", "-d", printer, "-t", title, "-n", str(copies), *flags]
    done = _run(command, pdf)
    found = re.search(rf"({re.escape(printer)}-\d+)", done.stdout.decode(errors="replace"))
    if done.returncode or not found:
        raise Refused(f'The printer "{printer}" did not take the job: {_last_words(done)}')
    return Job(found.group(1), printer)


def _must_run() -> None:
    if not shutil.which("lp") or not shutil.which("lpstat"):
        raise Refused(
            "There is no printing service (CUPS) on this computer. "
            "Install cups and cups-client, or save the pages as a PDF."
        )
    if "scheduler is running" not in _ask("lpstat", "-r"):
        raise Refused(
            "The printing service (CUPS) does not answer. Start it, or save the pages as a PDF."
        )


def _must_be_ready(printer: str) -> None:
    found = next((p for p in printers() if p.name == printer), None)
    if found is None:
        raise Refused(f'There is no printer "{printer}". Choose another one.')
    if not found.accepting:
        raise Refused(f'The printer "{printer}" takes no jobs at present. Choose another one.')
    if found.stopped:
        raise Refused(
            f'The printer "{printer}" stands still ({found.stopped}). '
            "Set it going again, or choose another one."
        )


def _of_one(name: str, details: str) -> tuple[str, str]:
    """(location, why it stands still) from the printer's paragraph in `lpstat -l -p`.

    A printer that was only found on the network has no paragraph and prints when asked to.
    """
    own = rf"^printer {re.escape(name)} (?P<state>.*)\n(?P<rest>(?:\t.*\n?)*)"
    found = re.search(own, details, re.M)
    if found is None:
        return "", ""
    lines = found["rest"].split("\n")
    places = [line.partition("Location:")[2] for line in lines if "\tLocation:" in line]
    disabled = found["state"].startswith("disabled")
    return "".join(places).strip(), _why(lines) if disabled else ""


def _why(lines: Sequence[str]) -> str:
    """The reason is the paragraph's first line, where somebody gave one."""
    reason = lines[0].strip()
    told = reason and reason != "reason unknown" and not reason.startswith("Form mounted")
    return reason.rstrip(".") if told else "switched off in the printer settings"


def _ask(*command: str) -> str:
    return _run(command).stdout.decode(errors="replace")


def _run(command: Sequence[str], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """In plain English whatever the user's language, since the answer is read by us."""
    plain = os.environ | {"LC_ALL": "C.UTF-8", "LANGUAGE": "C"}
    try:
        return subprocess.run(
            command, input=given, env=plain, capture_output=True, check=False, timeout=_PATIENCE
        )
    except subprocess.TimeoutExpired as late:
        raise Refused(
            f"The printing service (CUPS) gave no answer within {_PATIENCE} seconds. Look whether "
            "the printer or its server is switched on, or save the pages as a PDF."
        ) from late


def _last_words(done: subprocess.CompletedProcess[bytes]) -> str:
    said = done.stderr.decode(errors="replace").strip() or "it gave no reason"
    return said.split("\n")[-1].removeprefix("lp: ")
