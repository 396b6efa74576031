"""What the Docker image holds is enough to run the bot, and no more."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TAKEN = re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text("utf-8"), re.MULTILINE)
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")


@pytest.fixture
def image(tmp_path: Path) -> Path:
    """A folder with what the image takes from the project."""
    for name in TAKEN:
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


def bot(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "PYTHONPATH")
    }
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_bot_works_in_the_image_and_keeps_its_data_where_the_volume_is(image: Path) -> None:
    ended = bot(image, "migrate")

    assert ended.returncode == 0, ended.stderr
    assert (image / "data" / "auyl.db").exists()


def test_the_sandbox_and_the_tests_stay_outside_and_the_demo_says_so(image: Path) -> None:
    ended = bot(image, "demo")

    assert not {"sandbox", "tests", "bench"} & set(TAKEN)
    assert ended.returncode == 1
    assert ended.stderr.startswith("The demo needs the folder sandbox")
    assert len(ended.stderr.splitlines()) == 1


def test_the_image_has_the_posters_fonts_and_their_licence(image: Path) -> None:
    fonts = image / "bot" / "posters" / "fonts"

    assert {file.name for file in fonts.iterdir()} == {"DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "LICENSE"}
    assert "Bitstream Vera" in (fonts / "LICENSE").read_text("utf-8")


def test_the_container_is_asked_for_the_heartbeat_that_the_bot_gives() -> None:
    beats = re.search(r"HEARTBEAT_FILE=(\S+)", DOCKERFILE)
    asked = re.search(r'HEALTHCHECK [^[]+\["python", "-m", "bot\.heartbeat", "([^"]+)"\]', DOCKERFILE)

    assert beats is not None
    assert asked is not None
    assert beats[1] == asked[1]
    assert beats[1].startswith("/data/")


def test_the_bot_in_the_container_is_an_ordinary_user_without_build_tools() -> None:
    _, _, final = DOCKERFILE.partition("FROM ")[2].partition("FROM ")

    assert re.search(r"^USER (?!root)\w+$", final, re.MULTILINE)
    assert not re.search(r"\b(pip|apt-get|gcc)\b", final)
    assert final.rstrip().endswith('CMD ["python", "-m", "bot", "run"]')
