"""The facts about a path on this computer, for `places.place` to judge.

Whatever cannot be asked is left out: a place nothing is known of counts as local. The parts for
Windows and macOS are written from their documentation and were not run there.
"""

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from isodesk import paths
from isodesk.store.places import Facts, Mount, Place, place

_MOST_NAMES = 20_000
"""Names looked at in one folder: beyond that it is no top folder of a sync program."""


def place_of(path: Path) -> Place:
    """Where a file lies, or would lie."""
    return place(facts_of(path))


def local_folder() -> Path:
    """Where companies and work copies are kept by default: the documents folder, or the
    program's own data folder where documents are kept in a cloud or on a server."""
    documents = paths.documents_dir()
    return documents if place_of(documents / "isodesk").live else paths.data_dir()


def facts_of(path: Path) -> Facts:
    """What this computer knows of a path; it need not exist."""
    real, home = _resolved(path), Path.home()
    known = Facts(sys.platform, str(real), str(home), (), _names(real), tuple(_roots(home)))
    if sys.platform == "win32":
        drive, bus = _windows_drive(real)
        return replace(known, drive=drive, bus=bus, cloud=_in_windows_cloud(real))
    mounts = _apple_mounts(real) if sys.platform == "darwin" else _linux_mounts()
    return replace(known, mounts=mounts)


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except OSError:  # a loop of links, a share that is gone
        return path.absolute()


def _names(path: Path) -> dict[str, frozenset[str]]:
    """Names that begin with a dot, folder by folder from the nearest up."""
    return {str(folder): _dotted(folder) for folder in path.parents}


def _dotted(folder: Path) -> frozenset[str]:
    found: set[str] = set()
    with suppress(OSError), os.scandir(folder) as entries:  # a folder nobody may look into
        for n, entry in enumerate(entries):
            if n >= _MOST_NAMES:
                break
            if entry.name.startswith("."):
                found.add(entry.name)
    if ".sync" in found and (folder / ".sync" / "ID").exists():
        found.add(".SyncID")
    return frozenset(found)


# What sync programs' own settings say


def _roots(home: Path) -> Iterator[tuple[str, str]]:
    for variable in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        yield os.environ.get(variable, ""), "OneDrive"
    yield from ((folder, "Dropbox") for folder in _dropbox(home))
    yield from ((folder, "Nextcloud") for folder in _nextcloud(home))
    clouds = home / "Library" / "Mobile Documents" / "com~apple~CloudDocs"
    for name in ("Documents", "Desktop"):  # kept in the cloud when the officer said so
        if (clouds / name).exists():
            yield str(_resolved(clouds / name)), "iCloud Drive"
            yield str(home / name), "iCloud Drive"


def _dropbox(home: Path) -> Iterator[str]:
    places = [home / ".dropbox" / "info.json"]
    for variable in ("APPDATA", "LOCALAPPDATA"):
        if folder := os.environ.get(variable):
            places.append(Path(folder) / "Dropbox" / "info.json")
    for told in places:
        with suppress(OSError, ValueError, AttributeError):  # Dropbox's own file, in any form
            accounts = json.loads(told.read_text(encoding="utf-8"))
            yield from (str(account["path"]) for account in accounts.values() if "path" in account)


def _nextcloud(home: Path) -> Iterator[str]:
    config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    places = [
        config / "Nextcloud" / "nextcloud.cfg",
        config / "ownCloud" / "owncloud.cfg",
        home / "Library" / "Preferences" / "Nextcloud" / "nextcloud.cfg",
    ]
    if folder := os.environ.get("APPDATA"):
        places.append(Path(folder) / "Nextcloud" / "nextcloud.cfg")
    for told in places:
        with suppress(OSError, UnicodeDecodeError):  # not installed, or in any other form
            text = told.read_text(encoding="utf-8")
            yield from re.findall(r"(?m)\\localPath=(.+?)/?\s*$", text)


# Linux


def _linux_mounts() -> tuple[Mount, ...]:
    try:
        lines = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ()
    return tuple(read_mountinfo(lines, _linux_bus))


def read_mountinfo(text: str, bus_of: Callable[[str, str], str]) -> Iterator[Mount]:
    """The lines of proc(5) mountinfo; `bus_of(device number, source)` answers the disk's bus."""
    for line in text.splitlines():
        left, _, right = line.partition(" - ")
        first, second = left.split(" "), right.split(" ")
        if len(first) > 4 and len(second) > 1:
            point, source = _unescaped(first[4]), _unescaped(second[1])
            yield Mount(point, second[0], source, bus_of(first[2], source))


def _unescaped(text: str) -> str:
    """Blanks and backslashes stand as octal numbers in mountinfo."""
    return re.sub(r"\\([0-7]{3})", lambda m: chr(int(m.group(1), 8)), text)


def _linux_bus(number: str, source: str) -> str:
    if not source.startswith("/dev/"):
        return ""
    device = Path("/sys/dev/block") / number
    if number.startswith("0:"):  # btrfs has a number of its own
        device = Path("/sys/class/block") / Path(os.path.realpath(source)).name
    return _bus_at(device)


def _bus_at(device: Path, deep: int = 0) -> str:
    """The bus of a block device, through encryption and volume managers."""
    with suppress(OSError):  # a disk drawn out meanwhile: no bus is known
        under = list((device / "slaves").iterdir()) if (device / "slaves").is_dir() else []
        if under and deep < 5:
            return next(filter(None, (_bus_at(one, deep + 1) for one in under)), "")
        real = device.resolve(strict=True)
        disk = real.parent if (real / "partition").exists() else real
        if "/usb" in str(real):
            return "usb"
        if (disk / "device" / "type").exists() and "mmc" in disk.name:
            return "card" if (disk / "device" / "type").read_text().strip() == "SD" else ""
        if disk.name.startswith(("sr", "loop")):
            return ""
        return "removable" if (disk / "removable").read_text().strip() == "1" else ""
    return ""


# macOS


def _apple_mounts(path: Path) -> tuple[Mount, ...]:
    import subprocess

    try:
        told = _said(["/sbin/mount"]).decode("utf-8", "replace")
    except (OSError, subprocess.SubprocessError):
        return ()
    mounts = tuple(read_apple_mounts(told))
    return tuple(
        Mount(m.point, m.type, m.source, _apple_bus(m.source))
        if m.point.startswith("/Volumes/") and path.is_relative_to(m.point)
        else m
        for m in mounts
    )


def _said(command: list[str]) -> bytes:
    import subprocess

    return subprocess.run(command, capture_output=True, timeout=5, check=False).stdout


def read_apple_mounts(text: str) -> Iterator[Mount]:
    """Lines as `/dev/disk4s1 on /Volumes/STICK (msdos, local, nodev)`."""
    for line in text.splitlines():
        found = re.fullmatch(r"(.+?) on (/.*) \(([^,)]+).*\)", line)
        if found:
            yield Mount(found.group(2), found.group(3), found.group(1))


def _apple_bus(source: str) -> str:
    import plistlib
    import subprocess

    if not source.startswith("/dev/"):
        return ""
    command = ["/usr/sbin/diskutil", "info", "-plist", source]
    try:
        told = plistlib.loads(_said(command))
    except (OSError, ValueError, subprocess.SubprocessError, plistlib.InvalidFileException):
        return ""
    if told.get("Internal", True) or told.get("BusProtocol") == "Disk Image":
        return ""
    return "card" if told.get("BusProtocol") == "Secure Digital" else "usb"


# Windows

_DRIVE_TYPES = {2: "removable", 3: "fixed", 4: "remote", 5: "cdrom", 6: "ramdisk"}
_BUSES = {7: "usb", 12: "card", 13: "card"}
"""STORAGE_BUS_TYPE of winioctl.h: USB, SD, MMC."""
_CLOUD = 0x00400000 | 0x00040000 | 0x00080000 | 0x00100000
"""Attributes of winnt.h: recall on data access, recall on open, pinned, unpinned."""
_CLOUD_TAG, _CLOUD_MASK = 0x9000001A, 0xFFFF0FFF
"""Reparse tags IO_REPARSE_TAG_CLOUD to CLOUD_F."""


def _windows_drive(path: Path) -> tuple[str, str]:
    if sys.platform != "win32":
        return "", ""
    import ctypes

    root = path.anchor or "C:\\"
    kind = _DRIVE_TYPES.get(ctypes.windll.kernel32.GetDriveTypeW(root), "")
    return kind, _windows_bus(path.drive) if kind == "fixed" else ""


def _windows_bus(drive: str) -> str:
    """The bus of a drive as `E:`: an external disk calls itself fixed."""
    if sys.platform != "win32" or len(drive) != 2:
        return ""
    import ctypes
    from ctypes import wintypes

    kernel = ctypes.windll.kernel32
    kernel.CreateFileW.restype = wintypes.HANDLE
    handle = kernel.CreateFileW(f"\\\\.\\{drive}", 0, 3, None, 3, 0, None)
    if handle in (None, 0, wintypes.HANDLE(-1).value):
        return ""
    try:
        asked, told = ctypes.create_string_buffer(12), ctypes.create_string_buffer(1024)
        size = wintypes.DWORD()
        well = kernel.DeviceIoControl(  # IOCTL_STORAGE_QUERY_PROPERTY, StorageDeviceProperty
            wintypes.HANDLE(handle), 0x2D1400, asked, 12, told, 1024, ctypes.byref(size), None
        )
    finally:
        kernel.CloseHandle(wintypes.HANDLE(handle))
    if not well or size.value < 32:
        return ""
    return _BUSES.get(int.from_bytes(told.raw[28:32], "little"), "")


def _in_windows_cloud(path: Path) -> bool:
    """Whether Windows marks the file, or a folder above it, as one that a cloud keeps."""
    for one in (path, *path.parents):
        with suppress(OSError):  # a folder that nobody may look at says nothing
            told = one.lstat()
            if is_cloud(getattr(told, "st_file_attributes", 0), getattr(told, "st_reparse_tag", 0)):
                return True
    return False


def is_cloud(attributes: int, tag: int) -> bool:
    """By a file's attributes and reparse tag."""
    return bool(attributes & _CLOUD) or tag & _CLOUD_MASK == _CLOUD_TAG & _CLOUD_MASK
