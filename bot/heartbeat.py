"""A file the running bot touches while all is well, and the question whether it still does.

The clock beats after its tick has asked the database what is due. So a beat says that the program runs, that its
loop is not stuck and that the database answers. It says nothing of Telegram: when Telegram is away, starting the
bot anew would not help.

Asked by the container: `python -m bot.heartbeat FILE` ends with 0 while the last beat is recent.
"""

import sys
import time
from pathlib import Path
from typing import Final

LONGEST_PAUSE: Final = 120  # seconds, two of the clock's slowest ticks


class Heartbeat:
    """Beats into a file, or nowhere when there is none to beat into."""

    def __init__(self, file: Path | None) -> None:
        self._file = file

    def beat(self) -> None:
        if self._file is not None:
            self._file.touch()

    def stop(self) -> None:
        """Leave no beat behind: at the end, and at the start when an earlier run could not."""
        if self._file is not None:
            self._file.unlink(missing_ok=True)


def alive(file: Path, now: float) -> bool:
    """Whether the last beat in `file` is recent at `now`, in seconds as `time.time` counts them."""
    try:
        return now - file.stat().st_mtime <= LONGEST_PAUSE
    except FileNotFoundError:
        return False


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m bot.heartbeat FILE")
    sys.exit(not alive(Path(sys.argv[1]), time.time()))
