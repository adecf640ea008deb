"""The power fails: the campaign of tests.campaigns.power_cuts in small.

What is on a disk after a cut is made from a record of the program's own writes.
"""

import hashlib
import random
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.campaigns.crash_images import Disk, steps
from tests.campaigns.power_cuts import recorded, replay

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("cc") is None,
    reason="the recorder is a library for Linux, built here by a C compiler",
)

WHOLE = """
import sys
from pathlib import Path
from isodesk.core.whole import write_whole
target = Path(sys.argv[1]) / "disk" / "settings.json"
for n in range(3):
    write_whole(target, str(n).encode() * 5000)
"""
BACKUP = """
import sys
from pathlib import Path
from isodesk.core.progress import silent
from isodesk.store.backup import backup
from isodesk.store.file import CompanyFile
path = Path(sys.argv[1]) / "disk" / "firm.isodesk"
CompanyFile.create(path).close()
backup(path, path.parent, "kept", silent)
"""


RESTORE = """
import sys
from pathlib import Path
from isodesk.core.actor import Actor
from isodesk.core.progress import silent
from isodesk.store.backup import backup
from isodesk.store.file import CompanyFile
from isodesk.store.swap import restore
from tests.company import START, TestClock
from tests.store.conftest import begun
path = Path(sys.argv[1]) / "disk" / "firm.isodesk"
begun(path, TestClock()).close()
made = backup(path, Path(sys.argv[1]), "kept", silent).path
restore(made, path, START, silent)
"""


def images(log: bytes, *, last: bool = False) -> Iterator[dict[str, bytes]]:
    """What may be left at each moment, or twenty of the last one, by the files' names; one at a
    time, as thousands of whole files would not fit into memory."""
    disk, chance = Disk(), random.Random(5)
    for step in steps(log):
        disk.take(step)
        image = disk.image(chance)  # also where it is not asked for: each takes its chances
        if not last:
            yield _by_name(image)
    if last:
        for _ in range(20):
            yield _by_name(disk.image(chance))


def _by_name(image: dict[str, bytes]) -> dict[str, bytes]:
    return {Path(name).name: content for name, content in image.items()}


def test_what_is_written_whole_is_never_seen_by_half(tmp_path: Path) -> None:
    log = recorded(tmp_path, ["-c", WHOLE, str(tmp_path)])
    allowed = {None, *(str(n).encode() * 5000 for n in range(3))}
    seen = [image.get("settings.json") for image in images(log)]
    assert set(seen) <= allowed and len(set(seen)) > 2
    assert {image.get("settings.json") for image in images(log, last=True)} == {b"2" * 5000}


def test_a_backup_that_was_made_is_on_the_disk(tmp_path: Path) -> None:
    log = recorded(tmp_path, ["-c", BACKUP, str(tmp_path)])
    whole = (tmp_path / "disk" / "kept.isodesk-backup").read_bytes()
    assert {image.get("kept.isodesk-backup") for image in images(log)} == {None, whole}
    assert {i.get("kept.isodesk-backup") for i in images(log, last=True)} == {whole}


def test_a_restore_leaves_no_moment_without_the_file(tmp_path: Path) -> None:
    log = recorded(tmp_path, ["-c", RESTORE, str(tmp_path)])
    swapped, known = False, set()
    for image in images(log):
        swapped = swapped or any("before" in name for name in image)
        digest = hashlib.sha256(image["firm.isodesk"]).digest() if swapped else b""
        if swapped and digest not in known:  # the same state is whole or not, however often
            known.add(digest)
            assert verified(tmp_path / "image", image["firm.isodesk"])
    assert swapped, "the former file was kept"


def verified(path: Path, content: bytes) -> bool:
    from isodesk.store.verify import verify

    path.write_bytes(content)
    return verify(path, remembered=False).whole


def test_cuts_in_an_officers_day_lose_nothing(tmp_path: Path) -> None:
    verdicts = replay(tmp_path, 40, rounds=2)
    assert verdicts == {"ok": 40}


def test_the_replay_sees_what_is_not_synced(tmp_path: Path) -> None:
    """Its teeth: the same with synchronous=NORMAL loses acknowledged work."""
    verdicts = replay(tmp_path, 20, rounds=1, weak=True)
    assert verdicts["lost"] > 0


def test_the_recorder_leaves_out_what_is_elsewhere(tmp_path: Path) -> None:
    code = f"open({str(tmp_path / 'other')!r}, 'w').write('x')"
    assert recorded(tmp_path, ["-c", code]) == b""
