"""A real CUPS of our own for the tests: what is printed lands as a PDF that can be read.

The user's own printers are never touched: the daemon has its own folders and listens on a socket
in a folder of its own.  Its printer holds every job until the test takes the paper out, one sheet
bundle after the other, which is also how a job that waits can be seen waiting.
"""

import os
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

_SHORT = 20.0
"""Seconds within which this small machine must have answered, even on a busy computer."""

_DAEMON = """\
Listen {root}/cups.sock
LogLevel warn
Browsing No
WebInterface No
DefaultAuthType None
IdleExitTimeout 0
DirtyCleanInterval 0
PreserveJobHistory Yes
PreserveJobFiles Yes
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
"""

_FOLDERS = """\
AccessLog {root}/access.log
ErrorLog {root}/error.log
PageLog {root}/page.log
CacheDir {root}/cache
StateDir {root}/state
ServerRoot {root}/settings
RequestRoot {root}/spool
TempDir {root}/tmp
FileDevice Yes
"""

_MODEL = """\
*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "TESTPDF.PPD"
*Manufacturer: "isodesk"
*Product: "(Test)"
*ModelName: "Test PDF"
*ShortNickName: "Test PDF"
*NickName: "Test PDF"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: True
*DefaultColorSpace: RGB
*FileSystem: False
*Throughput: "1"
*TTRasterizer: Type42
*cupsManualCopies: True
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
"""

_SHEETS = {"A4": (595, 842), "A3": (842, 1191), "Letter": (612, 792)}


@dataclass(frozen=True)
class Paper:
    """One job as it came out: its id, and the PDF the printer was given."""

    job: str
    pdf: bytes


class PrinterQueue:
    """A running cupsd with the printer `name`; `environment` leads lp, lpstat and Qt to it."""

    name = "TestPDF"

    def __init__(self) -> None:
        self._root = Path(tempfile.mkdtemp(prefix="isodesk-cups-"))
        self._root.chmod(0o755)  # the filters run as another user
        for folder in ("cache", "state", "settings", "spool", "tmp", "out"):
            (self._root / folder).mkdir()
        self._daemon = self._start()
        try:
            self._wait_until_it_answers()
            self.add(self.name, location="Control room", hold=True)
            self._ask("lpadmin", "-d", self.name)
        except BaseException:
            self.stop()
            raise

    @staticmethod
    def installed() -> bool:
        """Whether this computer has what a queue needs."""
        return bool(_program("cupsd") and _program("lpadmin") and _program("lp"))

    @property
    def server(self) -> str:
        """What CUPS_SERVER must say."""
        return f"{self._root}/cups.sock"

    @property
    def environment(self) -> dict[str, str]:
        return {"CUPS_SERVER": self.server}

    def add(self, name: str, *, location: str = "", hold: bool = False) -> None:
        """Another printer, which keeps only the last paper."""
        device = f"file:{self._device(name)}"
        held = ["-o", "job-hold-until-default=indefinite"] if hold else []
        model = ["-P", str(self._model())]
        self._ask("lpadmin", "-p", name, "-E", "-v", device, "-L", location, *model, *held)

    def remove(self, name: str) -> None:
        self._ask("lpadmin", "-x", name)

    def disable(self, name: str, why: str) -> None:
        """As a printer that has run out of paper: it takes jobs and prints none."""
        self._ask("cupsdisable", "-r", why, name)

    def reject(self, name: str, why: str) -> None:
        """As a printer that takes no jobs."""
        self._ask("cupsreject", "-r", why, name)

    def waiting(self) -> list[str]:
        """The ids of the jobs that wait in the printer, oldest first."""
        listed = self._ask("lpstat", "-W", "not-completed", "-o", self.name).split("\n")
        jobs = [line.split()[0] for line in listed if line.strip()]
        return sorted(jobs, key=lambda job: int(job.rpartition("-")[2]))

    def papers(self) -> list[Paper]:
        """Print all that waits and take it out of the tray, oldest first."""
        return [self._print(job) for job in self.waiting()]

    def ticket(self, job: str) -> bytes:
        """What CUPS was told about the job (title, copies, options), in IPP's own bytes."""
        number = int(job.rpartition("-")[2])
        return (self._root / "spool" / f"c{number:05}").read_bytes()

    def clear(self) -> None:
        """Throw away what waits."""
        for job in self.waiting():
            self._ask("cancel", job)

    def stop(self) -> None:
        self._daemon.terminate()
        try:
            self._daemon.wait(_SHORT)
        except subprocess.TimeoutExpired:
            self._daemon.kill()
            self._daemon.wait()
        shutil.rmtree(self._root, ignore_errors=True)

    def _start(self) -> subprocess.Popen[bytes]:
        settings = self._root / "settings"
        daemon, folders = settings / "cupsd.conf", settings / "cups-files.conf"
        daemon.write_text(_DAEMON.format(root=self._root))
        folders.write_text(_FOLDERS.format(root=self._root))
        command = [_program("cupsd"), "-f", "-c", str(daemon), "-s", str(folders)]
        return subprocess.Popen(command, stdin=subprocess.DEVNULL)

    def _wait_until_it_answers(self) -> None:
        until = time.monotonic() + _SHORT
        while "scheduler is running" not in self._ask("lpstat", "-r"):
            if self._daemon.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"cupsd did not start:\n{self._log()}")
            time.sleep(0.05)

    def _print(self, job: str) -> Paper:
        tray = self._device(self.name)
        tray.unlink(missing_ok=True)
        self._ask("lp", "-i", job, "-H", "resume")
        until = time.monotonic() + _SHORT
        while job in self.waiting():
            if time.monotonic() > until:
                raise RuntimeError(f"{job} does not leave the queue:\n{self._log()}")
            time.sleep(0.05)
        return Paper(job, tray.read_bytes())

    def _device(self, name: str) -> Path:
        return self._root / "out" / f"{name}.pdf"

    def _model(self) -> Path:
        path = self._root / "settings" / "model.ppd"
        path.write_text(_MODEL + "".join(_choices()))
        return path

    def _log(self) -> str:
        log = self._root / "error.log"
        return log.read_text(errors="replace") if log.exists() else "(it wrote no log)"

    def _ask(self, *command: str) -> str:
        environment = os.environ | self.environment | {"LC_ALL": "C"}
        done = subprocess.run(
            [_program(command[0]), *command[1:]],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=_SHORT,
        )
        if done.returncode and command[0] != "lpstat":
            raise RuntimeError(f"{' '.join(command)}: {done.stderr}{self._log()}")
        return done.stdout


def _program(name: str) -> str:
    """Where it lies; a user's PATH on Debian does not hold the administrator's programs."""
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin") or ""


def _choices() -> list[str]:
    """The sheet sizes in the printer model's words, without margins."""
    lines: list[str] = []
    for group in ("PageSize", "PageRegion"):
        lines += [f"*OpenUI *{group}/{group}: PickOne\n", f"*Default{group}: A4\n"]
        lines += [
            f'*{group} {name}: "<</PageSize[{w} {h}]>>setpagedevice"\n'
            for name, (w, h) in _SHEETS.items()
        ]
        lines.append(f"*CloseUI: *{group}\n")
    lines.append("*DefaultImageableArea: A4\n*DefaultPaperDimension: A4\n")
    for name, (w, h) in _SHEETS.items():
        lines.append(f'*ImageableArea {name}: "0 0 {w} {h}"\n')
        lines.append(f'*PaperDimension {name}: "{w} {h}"\n')
    return lines
