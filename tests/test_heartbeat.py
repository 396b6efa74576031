"""The container asks whether the bot is alive."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.heartbeat import LONGEST_PAUSE, Heartbeat, alive

ROOT = Path(__file__).parent.parent


def answer(file: Path) -> int:
    """What the container hears."""
    return subprocess.run(
        [sys.executable, "-m", "bot.heartbeat", file], cwd=ROOT, timeout=60, check=False
    ).returncode


def test_a_bot_that_beats_is_alive(tmp_path: Path) -> None:
    file = tmp_path / "heartbeat"

    Heartbeat(file).beat()

    assert answer(file) == 0


def test_a_bot_that_beat_long_ago_is_not(tmp_path: Path) -> None:
    file = tmp_path / "heartbeat"
    Heartbeat(file).beat()
    last = file.stat().st_mtime

    assert alive(file, last + LONGEST_PAUSE)
    assert not alive(file, last + LONGEST_PAUSE + 1)

    os.utime(file, (0, 0))
    assert answer(file) == 1


def test_a_bot_that_never_beat_or_has_stopped_is_not(tmp_path: Path) -> None:
    file = tmp_path / "heartbeat"
    assert answer(file) == 1

    heart = Heartbeat(file)
    heart.beat()
    heart.stop()
    heart.stop()

    assert answer(file) == 1


def test_a_bot_without_a_file_beats_into_the_air(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    heart = Heartbeat(None)

    heart.beat()
    heart.stop()

    assert not list(tmp_path.iterdir())
