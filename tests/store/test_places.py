"""Where files lie: storage answers as computers give them, and the judgement over each (R27).

The answers are written from documentation and from machines: lines of Linux's mountinfo, of
macOS' `mount`, Windows' drive types. Windows and macOS were not run; their judgement was.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest

from isodesk.store.places import Facts, Kind, Mount, Place, place
from isodesk.store.places_here import (
    facts_of,
    is_cloud,
    local_folder,
    place_of,
    read_apple_mounts,
    read_mountinfo,
)

HOME = "/home/anna"
MOUNTINFO = r"""
21 27 0:20 / /proc rw,nosuid,nodev,noexec,relatime shared:12 - proc proc rw
27 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw,errors=remount-ro
35 27 0:25 / /tmp rw,nosuid,nodev shared:18 - tmpfs tmpfs rw,size=8g
40 27 259:1 / /boot/efi rw,relatime shared:20 - vfat /dev/nvme0n1p1 rw,fmask=0077
44 27 8:1 / /data rw,relatime shared:22 - ext4 /dev/sda1 rw
45 27 8:17 / /media/anna/STICK rw,nosuid,nodev shared:30 - vfat /dev/sdb1 rw,uid=1000
46 27 8:33 / /media/anna/Backup\040Disk rw,nosuid,nodev shared:31 - fuseblk /dev/sdc1 rw
47 27 253:3 / /media/anna/sealed rw,nosuid,nodev shared:32 - ext4 /dev/mapper/luks-44 rw
48 27 179:1 / /media/anna/CARD rw,nosuid,nodev shared:33 - exfat /dev/mmcblk0p1 rw
49 27 253:1 / /srv/lvm rw,relatime shared:34 - xfs /dev/mapper/vg0-srv rw
50 27 0:44 /@home /srv/btrfs rw,relatime shared:35 - btrfs /dev/sda3 rw,subvol=/@home
51 27 0:45 / /srv/tank rw,relatime shared:36 - zfs tank/office rw
52 27 0:46 / /mnt/office rw,relatime shared:37 - cifs //server/office rw,vers=3.1.1
53 27 0:47 / /mnt/nfs rw,relatime shared:38 - nfs4 nas:/volume1/office rw,vers=4.2
54 27 0:48 / /net rw,relatime shared:39 - autofs /etc/auto.net rw,fd=7
55 27 0:49 / /home/anna/remote rw,nosuid,nodev shared:40 - fuse.sshfs anna@host: rw
56 27 0:50 / /home/anna/cloud rw,nosuid,nodev shared:41 - fuse.rclone gdrive: rw
57 27 0:51 / /run/user/1000/gvfs rw,nosuid,nodev shared:42 - fuse.gvfsd-fuse gvfsd-fuse rw
58 27 0:52 / /mnt/c rw,noatime - 9p drvfs rw,dirsync,aname=drvfs;path=C:\134
59 27 0:53 / /media/sf_office rw,nodev,relatime - vboxsf office rw
60 27 0:54 / /shared rw,relatime - virtiofs host rw
61 27 8:49 / /mnt/ntfs rw,relatime - ntfs3 /dev/sdd1 rw
62 27 0:55 / /home/anna/safe rw,nosuid,nodev - fuse.gocryptfs /home/anna/.safe rw
63 54 0:56 / /net/nas rw,relatime - nfs nas:/export rw
64 27 7:0 / /mnt/image rw,relatime - ext4 /dev/loop0 rw
"""
USB = {"8:17": "usb", "8:33": "usb", "253:3": "usb", "179:1": "card"}
LINUX = tuple(read_mountinfo(MOUNTINFO.strip(), lambda number, source: USB.get(number, "")))
CONTAINER = (Mount("/", "overlay", "overlay"), Mount("/data", "ext4", "/dev/vda1"))
PI = (Mount("/", "ext4", "/dev/mmcblk0p2", "card"), Mount("/boot", "vfat", "/dev/mmcblk0p1"))
LIVE = (Mount("/", "ext4", "/dev/sdb2", "usb"), Mount("/home", "ext4", "/dev/sdb3", "usb"))
APPLE = (
    *read_apple_mounts(
        "/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)\n"
        "/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)\n"
        "//anna@nas/office on /Volumes/office (smbfs, nodev, nosuid, mounted by anna)\n"
    ),
    Mount("/Volumes/STICK", "msdos", "/dev/disk4s1", "usb"),
    Mount("/Volumes/Second", "apfs", "/dev/disk5s1", ""),
)
WIN = "C:\\Users\\Anna"
ONEDRIVE_MARK = ".849C9593-D756-4E56-8D6E-42412F2A707B"


def linux(path: str, **more: object) -> Facts:
    return Facts("linux", path, HOME, **{"mounts": LINUX, **more})  # type: ignore[arg-type]


def apple(path: str, **more: object) -> Facts:
    return Facts("darwin", path, "/Users/anna", **{"mounts": APPLE, **more})  # type: ignore[arg-type]


def windows(path: str, drive: str = "fixed", **more: object) -> Facts:
    return Facts("win32", path, WIN, drive=drive, **more)  # type: ignore[arg-type]


def marked(folder: str, *names: str) -> Mapping[str, frozenset[str]]:
    return {folder: frozenset(names)}


LOCAL, SYNC, NETWORK, STICK = Kind.LOCAL, Kind.SYNC, Kind.NETWORK, Kind.REMOVABLE
ANSWERS = {
    # of this computer
    "documents on ext4": (linux(f"{HOME}/Documents/firm.isodesk"), LOCAL, ""),
    "a folder called Dropbox notes": (linux(f"{HOME}/Dropbox notes/firm.isodesk"), LOCAL, ""),
    "a file called OneDrive": (linux(f"{HOME}/OneDrive"), LOCAL, ""),
    "a folder for boxes": (linux(f"{HOME}/Box/firm.isodesk"), LOCAL, ""),
    "a project about Dropbox": (linux(f"{HOME}/projects/Dropbox/firm.isodesk"), LOCAL, ""),
    "Dropbox installed, file beside it": (
        linux(
            f"{HOME}/Documents/firm.isodesk",
            names=marked(HOME, ".dropbox", ".pcloud", ".config"),
            roots=((f"{HOME}/Dropbox", "Dropbox"),),
        ),
        LOCAL,
        "",
    ),
    "tmpfs": (linux("/tmp/firm.isodesk"), LOCAL, ""),
    "a second inner disk": (linux("/data/firm.isodesk"), LOCAL, ""),
    "LVM": (linux("/srv/lvm/firm.isodesk"), LOCAL, ""),
    "btrfs": (linux("/srv/btrfs/firm.isodesk"), LOCAL, ""),
    "zfs": (linux("/srv/tank/firm.isodesk"), LOCAL, ""),
    "an NTFS partition": (linux("/mnt/ntfs/firm.isodesk"), LOCAL, ""),
    "an encrypted folder": (linux(f"{HOME}/safe/firm.isodesk"), LOCAL, ""),
    "a disk image": (linux("/mnt/image/firm.isodesk"), LOCAL, ""),
    "a container": (linux("/office/firm.isodesk", mounts=CONTAINER), LOCAL, ""),
    "a computer that runs from a card": (linux(f"{HOME}/firm.isodesk", mounts=PI), LOCAL, ""),
    "a computer that runs from a stick": (linux(f"{HOME}/firm.isodesk", mounts=LIVE), LOCAL, ""),
    "no mounts known": (linux(f"{HOME}/firm.isodesk", mounts=()), LOCAL, ""),
    "a Mac": (apple("/Users/anna/Documents/firm.isodesk"), LOCAL, ""),
    "a Mac's second disk": (apple("/Volumes/Second/firm.isodesk"), LOCAL, ""),
    "Windows": (windows(f"{WIN}\\Documents\\firm.isodesk"), LOCAL, ""),
    "Windows, drive D": (windows("D:\\Firm\\firm.isodesk"), LOCAL, ""),
    "Windows, a long path": (windows("\\\\?\\C:\\Firm\\firm.isodesk"), LOCAL, ""),
    # sticks and external disks
    "a stick": (linux("/media/anna/STICK/firm.isodesk"), STICK, "stick"),
    "an external disk with a blank": (linux("/media/anna/Backup Disk/a/f.isodesk"), STICK, "disk"),
    "an encrypted stick": (linux("/media/anna/sealed/firm.isodesk"), STICK, "stick"),
    "a memory card": (linux("/media/anna/CARD/firm.isodesk"), STICK, "memory card"),
    "a Mac's stick": (apple("/Volumes/STICK/firm.isodesk"), STICK, "stick"),
    "Windows, a stick": (windows("E:\\firm.isodesk", "removable"), STICK, "stick"),
    "Windows, an external disk": (windows("F:\\firm.isodesk", bus="usb"), STICK, "external disk"),
    # other computers
    "a Windows share": (linux("/mnt/office/firm.isodesk"), NETWORK, "Windows share"),
    "NFS": (linux("/mnt/nfs/firm.isodesk"), NETWORK, "NFS"),
    "an automounter": (linux("/net/other/firm.isodesk"), NETWORK, "network folder"),
    "what it mounted": (linux("/net/nas/firm.isodesk"), NETWORK, "NFS"),
    "sshfs": (linux(f"{HOME}/remote/firm.isodesk"), NETWORK, "ssh"),
    "rclone": (linux(f"{HOME}/cloud/firm.isodesk"), NETWORK, "rclone"),
    "a share opened in the file manager": (
        linux("/run/user/1000/gvfs/smb-share:server=nas,share=office/firm.isodesk"),
        NETWORK,
        "Windows share",
    ),
    "a Windows disk under WSL": (linux("/mnt/c/Users/anna/firm.isodesk"), NETWORK, "host"),
    "VirtualBox": (linux("/media/sf_office/firm.isodesk"), NETWORK, "host"),
    "virtiofs": (linux("/shared/firm.isodesk"), NETWORK, "host"),
    "a Mac's share": (apple("/Volumes/office/firm.isodesk"), NETWORK, "Windows share"),
    "UNC": (windows("\\\\server\\office\\firm.isodesk", ""), NETWORK, "server"),
    "a mapped drive": (windows("Z:\\firm.isodesk", "remote"), NETWORK, "Z:"),
    "WSL seen from Windows": (windows("\\\\wsl$\\Debian\\home\\f.isodesk", ""), NETWORK, "wsl"),
    # sync folders
    "Dropbox by its settings": (
        linux("/data/My box/firm.isodesk", roots=(("/data/My box", "Dropbox"),)),
        SYNC,
        "Dropbox",
    ),
    "Dropbox by its mark": (
        linux("/data/d/a/f.isodesk", names=marked("/data/d", ".dropbox.cache", ".dropbox")),
        SYNC,
        "Dropbox",
    ),
    "Dropbox by its name": (linux(f"{HOME}/Dropbox (Harrow)/firm.isodesk"), SYNC, "Dropbox"),
    "Nextcloud by its mark": (
        linux("/data/nc/f.isodesk", names=marked("/data/nc", ".sync_a17f0c.db")),
        SYNC,
        "Nextcloud",
    ),
    "ownCloud": (
        linux("/data/oc/f.isodesk", names=marked("/data/oc", ".owncloudsync.log")),
        SYNC,
        "ownCloud",
    ),
    "Syncthing": (
        linux(f"{HOME}/Sync/q/f.isodesk", names=marked(f"{HOME}/Sync", ".stfolder")),
        SYNC,
        "Syncthing",
    ),
    "Syncthing over the whole home": (
        linux(f"{HOME}/Documents/f.isodesk", names=marked(HOME, ".stfolder", ".dropbox")),
        SYNC,
        "Syncthing",
    ),
    "Resilio": (linux("/data/r/f.isodesk", names=marked("/data/r", ".SyncID")), SYNC, "Resilio"),
    "MEGA": (linux(f"{HOME}/MEGA/firm.isodesk"), SYNC, "MEGA"),
    "Synology": (linux(f"{HOME}/SynologyDrive/firm.isodesk"), SYNC, "Synology Drive"),
    "Dropbox on a stick": (
        linux("/media/anna/STICK/f.isodesk", names=marked("/media/anna/STICK", ".dropbox")),
        SYNC,
        "Dropbox",
    ),
    "iCloud Drive": (
        apple("/Users/anna/Library/Mobile Documents/com~apple~CloudDocs/firm.isodesk"),
        SYNC,
        "iCloud Drive",
    ),
    "a Mac's documents kept in iCloud": (
        apple(
            "/Users/anna/Documents/f.isodesk", roots=(("/Users/anna/Documents", "iCloud Drive"),)
        ),
        SYNC,
        "iCloud Drive",
    ),
    "a Mac's OneDrive": (
        apple("/Users/anna/Library/CloudStorage/OneDrive-Harrow/firm.isodesk"),
        SYNC,
        "OneDrive",
    ),
    "a Mac's Google Drive": (
        apple("/Users/anna/Library/CloudStorage/GoogleDrive-a@b.c/My Drive/f.isodesk"),
        SYNC,
        "Google Drive",
    ),
    "OneDrive by its variable": (
        windows("D:\\Cloud\\firm.isodesk", roots=(("D:\\Cloud", "OneDrive"), ("", "OneDrive"))),
        SYNC,
        "OneDrive",
    ),
    "OneDrive in another case": (
        windows("c:\\users\\anna\\onedrive - harrow\\F.isodesk"),
        SYNC,
        "OneDrive",
    ),
    "OneDrive by its name": (windows(f"{WIN}\\OneDrive - Harrow\\f.isodesk"), SYNC, "OneDrive"),
    "OneDrive by its mark": (
        windows("D:\\o\\f.isodesk", names=marked("D:\\o", ONEDRIVE_MARK)),
        SYNC,
        "OneDrive",
    ),
    "documents moved into OneDrive": (
        windows(f"{WIN}\\OneDrive\\Documents\\firm.isodesk"),
        SYNC,
        "OneDrive",
    ),
    "Google Drive as a drive": (windows("G:\\My Drive\\firm.isodesk"), SYNC, "Google Drive"),
    "iCloud for Windows": (windows(f"{WIN}\\iCloudDrive\\firm.isodesk"), SYNC, "iCloud Drive"),
    "any cloud of Windows": (windows("D:\\x\\firm.isodesk", cloud=True), SYNC, "cloud folder"),
    "pCloud as a drive": (windows("P:\\pCloud Drive\\f.isodesk"), SYNC, "pCloud"),
}


@pytest.mark.parametrize("what", ANSWERS)
def test_each_storage_answer_is_judged(what: str) -> None:
    facts, kind, name = ANSWERS[what]
    found = place(facts)
    assert found.kind == kind, found
    assert name.casefold() in found.name.casefold(), found
    assert bool(found.sentence()) == (not found.live)


def test_the_attributes_and_tags_of_windows_clouds() -> None:
    assert is_cloud(0x00400000, 0) and is_cloud(0x00080020, 0)
    assert is_cloud(0x10, 0x9000301A) and is_cloud(0x10, 0x9000001A)
    assert not is_cloud(0x20, 0) and not is_cloud(0x10, 0xA0000003)  # a junction


def test_this_computer_is_asked(tmp_path: Path) -> None:
    assert place_of(tmp_path / "firm.isodesk") == Place(Kind.LOCAL)
    assert facts_of(tmp_path / "a" / "firm.isodesk").mounts
    (tmp_path / ".stfolder").mkdir()
    (tmp_path / "deep").mkdir()
    assert place_of(tmp_path / "deep" / "firm.isodesk") == Place(Kind.SYNC, "Syncthing")
    link = tmp_path.parent / f"{tmp_path.name} link"
    link.symlink_to(tmp_path / "deep")
    assert place_of(link / "firm.isodesk").kind == Kind.SYNC, "a link leads where it leads"


def test_settings_of_sync_programs_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / ".config"))
    (tmp_path / ".dropbox").mkdir()
    told = f'{{"personal": {{"path": "{tmp_path}/box", "host": 1}}}}'
    (tmp_path / ".dropbox" / "info.json").write_text(told)
    (tmp_path / ".config" / "Nextcloud").mkdir(parents=True)
    (tmp_path / ".config" / "Nextcloud" / "nextcloud.cfg").write_text(
        f"[Accounts]\n0\\Folders\\1\\localPath={tmp_path}/cloud/\n0\\url=https://x\n"
    )
    assert place_of(tmp_path / "box" / "a" / "f.isodesk").name == "Dropbox"
    assert place_of(tmp_path / "cloud" / "f.isodesk").name == "Nextcloud"
    assert place_of(tmp_path / "f.isodesk").live


def test_the_default_folder_is_one_to_work_in(monkeypatch: pytest.MonkeyPatch) -> None:
    from isodesk import paths

    assert local_folder() == paths.documents_dir()
    mark = paths.documents_dir() / ".sync_0a.db"
    mark.write_bytes(b"")
    try:
        assert local_folder() == paths.data_dir()
    finally:
        mark.unlink()
