"""Where a file lies, and whether it may be worked on there (reliability T20, R27).

A sync folder takes a database apart while it is written, a network share hides one writer from
the other, a stick loses its last writes: there isodesk only reads, and offers a work copy.
Judged from facts gathered once (`places_here.py`): `place` itself asks nothing of the computer.
"""

import fnmatch
import re
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePath, PurePosixPath, PureWindowsPath

from isodesk.i18n import tr


class Kind(StrEnum):
    """What a place is to a file that is written to."""

    LOCAL = "local"
    SYNC = "sync"
    NETWORK = "network"
    REMOVABLE = "removable"


@dataclass(frozen=True)
class Place:
    """Where a file lies; `name` is the service, the protocol or the device, "" for local."""

    kind: Kind
    name: str = ""

    @property
    def live(self) -> bool:
        """Whether a file may be worked on there."""
        return self.kind == Kind.LOCAL

    def sentence(self) -> str:
        """Where it lies and why it is not worked on there; "" for a local place."""
        match self.kind:
            case Kind.SYNC:
                return tr(
                    "It lies in {name}, which copies a file while it is being written and can tear"
                    " it apart.",
                    name=self.name,
                )
            case Kind.NETWORK:
                return tr(
                    "It lies on another computer ({name}), where two people can write at once"
                    " without seeing each other.",
                    name=self.name,
                )
            case Kind.REMOVABLE:
                return tr(
                    "It lies on {name}, which may be drawn out and can lose what was written last.",
                    name=self.name,
                )
            case Kind.LOCAL:
                return ""


@dataclass(frozen=True)
class Mount:
    """A mounted file system: where, of which type, from what, and the bus of its disk: "usb",
    "card" for a memory card, "removable", or "" for an inner or unknown one."""

    point: str
    type: str
    source: str = ""
    bus: str = ""


@dataclass(frozen=True)
class Facts:
    """What is known of a path. `system` is sys.platform's word; `path` is resolved.

    `names` holds, for each folder above the path, the names in it that might be a sync
    program's marks; `roots` are (folder, service) as sync programs' own settings tell them.
    `drive` is Windows' word for the drive ("fixed", "removable", "remote", "cdrom", "ramdisk"),
    `bus` its disk's bus, `cloud` whether Windows or macOS marks the file or a folder above it
    as one of a cloud.
    """

    system: str
    path: str
    home: str = ""
    mounts: tuple[Mount, ...] = ()
    names: dict[str, frozenset[str]] = field(default_factory=dict)
    roots: tuple[tuple[str, str], ...] = ()
    drive: str = ""
    bus: str = ""
    cloud: bool = False


NETWORK_TYPES = {
    "nfs": "NFS",
    "nfs4": "NFS",
    "cifs": "Windows share",
    "smb3": "Windows share",
    "smbfs": "Windows share",
    "afpfs": "AppleShare",
    "webdav": "WebDAV",
    "davfs": "WebDAV",
    "ncpfs": "NetWare",
    "afs": "AFS",
    "ceph": "Ceph",
    "glusterfs": "Gluster",
    "lustre": "Lustre",
    "beegfs": "BeeGFS",
    "9p": "a folder of the host",
    "virtiofs": "a folder of the host",
    "vboxsf": "a folder of the host",
    "prl_fs": "a folder of the host",
    "fakeowner": "a folder of the host",
    "autofs": "a network folder",
}
LOCAL_FUSE = ("fuseblk", "fuse.ntfs-3g", "fuse.gocryptfs", "fuse.cryfs", "fuse.encfs", "fuse.exfat")
"""File systems run by a program of their own that lie on a disk of this computer."""

MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".tmp.driveupload": "Google Drive",
    ".tmp.drivedownload": "Google Drive",
    ".shortcut-targets-by-id": "Google Drive",
    ".sync_*.db": "Nextcloud",
    "._sync_*.db": "Nextcloud",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".stfolder": "Syncthing",
    ".SynologyWorkingDirectory": "Synology Drive",
    ".SynologyDrive": "Synology Drive",
    ".seafile-data": "Seafile",
    ".megaignore": "MEGA",
    ".insync-trash": "Insync",
    ".tresorit": "Tresorit",
    ".pcloud": "pCloud",
    ".resilio_sync": "Resilio Sync",
    ".SyncID": "Resilio Sync",
}
"""What sync programs leave in the top folder they keep; resilio's `.sync` holds an ID file."""

SETTINGS_AT_HOME = frozenset(
    {".dropbox", ".pcloud", ".tresorit", ".SynologyDrive", ".seafile-data", ".resilio_sync"}
)
"""Marks that are also the name of a program's settings in the home folder, where they say
nothing of what else lies there."""

HOME_NAMES = {
    r"Dropbox( \(.+\))?": "Dropbox",
    r"OneDrive( ?- ?.+)?": "OneDrive",
    r"Google ?Drive": "Google Drive",
    r"My Drive": "Google Drive",
    r"iCloud ?Drive": "iCloud Drive",
    r"Nextcloud": "Nextcloud",
    r"ownCloud": "ownCloud",
    r"pCloud ?Drive": "pCloud",
    r"MEGA(sync)?|MEGAsync (Uploads|Downloads)": "MEGA",
    r"Box Sync|Box-Box": "Box",
    r"Resilio Sync|BTSync": "Resilio Sync",
    r"SynologyDrive": "Synology Drive",
    r"Seafile": "Seafile",
    r"Yandex\.?Disk": "Yandex.Disk",
    r"Proton ?Drive( .+)?": "Proton Drive",
    r"MagentaCLOUD|HiDrive|kDrive|Tresorit|Jottacloud|Koofr": "a cloud folder",
}
"""Top folders in a home folder, or at the root of a Windows drive, by their whole name. Words
that people use for folders of their own ("Box", "Sync") only count with a mark in them."""

_GVFS = {
    "smb-share": "Windows share",
    "google-drive": "Google Drive",
    "dav": "WebDAV",
    "davs": "WebDAV",
    "sftp": "SFTP",
    "ftp": "FTP",
    "mtp": "a phone or camera",
    "gphoto2": "a phone or camera",
    "afp-share": "AppleShare",
    "nfs": "NFS",
}
_APPLE_CLOUDS = {
    "OneDrive": "OneDrive",
    "GoogleDrive": "Google Drive",
    "Dropbox": "Dropbox",
    "Box": "Box",
    "ProtonDrive": "Proton Drive",
}


def place(facts: Facts) -> Place:
    """Where the path lies. A sync folder is named before the disk it lies on."""
    path = _pure(facts, facts.path)
    cloud = _by_shape(facts, path) or _by_root(facts, path) or _by_mark(facts, path)
    cloud = cloud or _by_name(facts, path)
    if cloud:
        return Place(Kind.SYNC, cloud)
    if facts.system == "win32":
        return _windows(facts, path)
    return _mounted(facts, path)


def _pure(facts: Facts, path: str) -> PurePath:
    return PureWindowsPath(path) if facts.system == "win32" else PurePosixPath(path)


def _by_root(facts: Facts, path: PurePath) -> str:
    """A folder that a sync program's own settings name."""
    for root, service in facts.roots:
        if root and path.is_relative_to(_pure(facts, root)):
            return service
    return tr("a cloud folder") if facts.cloud else ""


def _by_mark(facts: Facts, path: PurePath) -> str:
    for folder, names in facts.names.items():
        if not path.is_relative_to(_pure(facts, folder)):
            continue
        for mark, service in MARKS.items():
            at_home = mark in SETTINGS_AT_HOME and _pure(facts, folder) == _pure(facts, facts.home)
            if not at_home and any(fnmatch.fnmatchcase(name, mark) for name in names):
                return service
    return ""


def _by_name(facts: Facts, path: PurePath) -> str:
    """The top folder in the home folder, or at the root of a Windows drive."""
    home = _pure(facts, facts.home) if facts.home else None
    if home is not None and path.is_relative_to(home):
        parts = path.relative_to(home).parts
    elif facts.system == "win32":
        parts = path.parts[1:]
    else:
        return ""
    if len(parts) < 2:  # the file itself
        return ""
    how = re.IGNORECASE if facts.system == "win32" else re.NOFLAG
    found = (s for name, s in HOME_NAMES.items() if re.fullmatch(name, parts[0], how))
    return next(found, "")


def _by_shape(facts: Facts, path: PurePath) -> str:
    """macOS keeps every cloud under two folders of the library."""
    parts = path.parts
    if facts.system != "darwin" or "Library" not in parts:
        return ""
    below = parts[parts.index("Library") + 1 :]
    if below[:1] == ("Mobile Documents",):
        return "iCloud Drive"
    if below[:1] == ("CloudStorage",) and len(below) > 1:
        return _APPLE_CLOUDS.get(below[1].partition("-")[0], below[1].partition("-")[0])
    return ""


def _windows(facts: Facts, path: PurePath) -> Place:
    if path.drive.startswith("\\\\") and not path.drive.startswith(("\\\\?\\", "\\\\.\\")):
        return Place(Kind.NETWORK, path.drive)
    if path.drive.upper().startswith("\\\\?\\UNC\\") or facts.drive == "remote":
        return Place(Kind.NETWORK, tr("drive {drive}", drive=path.drive))
    if facts.drive == "removable" or facts.bus in ("usb", "card", "removable"):
        return Place(Kind.REMOVABLE, _device(facts.bus))
    return Place(Kind.LOCAL)


def _mounted(facts: Facts, path: PurePath) -> Place:
    gvfs = re.search(r"/(?:gvfs|\.gvfs)/([a-z0-9-]+):", facts.path)
    if gvfs:
        return Place(Kind.NETWORK, _GVFS.get(gvfs.group(1), gvfs.group(1)))
    under = [m for m in facts.mounts if path.is_relative_to(m.point)]
    if not under:
        return Place(Kind.LOCAL)
    longest = max(len(PurePosixPath(m.point).parts) for m in under)
    mount = [m for m in under if len(PurePosixPath(m.point).parts) == longest][-1]
    if name := _network(mount):
        return Place(Kind.NETWORK, name)
    if mount.bus in ("usb", "card", "removable") and not _holds_system(facts, mount):
        return Place(Kind.REMOVABLE, _device(mount.bus))
    return Place(Kind.LOCAL)


def _network(mount: Mount) -> str:
    if mount.type in NETWORK_TYPES:
        return NETWORK_TYPES[mount.type]
    if mount.type.startswith(("fuse.", "macfuse", "osxfuse")) and mount.type not in LOCAL_FUSE:
        return mount.type.removeprefix("fuse.").removesuffix("fs-fuse")
    return ""


def _holds_system(facts: Facts, mount: Mount) -> bool:
    """Whether the computer itself runs from this disk: a stick or card that cannot be drawn."""
    root = next((m for m in facts.mounts if m.point == "/"), None)
    return root is not None and _disk(root.source) == _disk(mount.source) != ""


def _disk(source: str) -> str:
    """`/dev/sdb` of `/dev/sdb1`, `/dev/mmcblk0` of `/dev/mmcblk0p2`, `/dev/disk4` of
    `/dev/disk4s1`; "" for what is no device."""
    if not source.startswith("/dev/"):
        return ""
    numbered = re.fullmatch(r"(/dev/(?:mmcblk|nvme\d+n|loop|disk)\d+)(?:[ps]\d+)*", source)
    return numbered.group(1) if numbered else re.sub(r"\d+$", "", source)


def _device(bus: str) -> str:
    return tr("a memory card") if bus == "card" else tr("a stick or an external disk")
