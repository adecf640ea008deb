"""The campaigns on media and instances, a few rounds of each: see tests/campaigns for the many."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
mounts = pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="mounts a small disk")


def played(campaign: str, *arguments: str) -> str:
    command = [sys.executable, "-m", f"tests.campaigns.{campaign}", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=240
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@mounts
def test_a_read_only_medium_shows_the_last_save_and_keeps_every_byte() -> None:
    said = played("read_only", "2")
    assert "shown in 2 of 2" in said and "as they were in 2 of 2" in said


@mounts
def test_a_full_disk_at_every_kind_of_work() -> None:
    said = played("full_disk")
    assert "save: refused: The disk is full" in said and "verify: whole" in said


@pytest.mark.skipif(os.name == "nt", reason="symlinks and hard links")
def test_two_instances_by_three_ways_never_both_write() -> None:
    said = played("instances", "3")
    assert "3 of 3 rounds with exactly one writer" in said
    assert "named to the second in 3 of 3" in said


def test_the_storage_answers() -> None:
    assert "(100%)" in played("places")
