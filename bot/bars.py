"""How far a command is, shown where a person looks on."""

import sys
from typing import Final

WIDTH: Final = 30  # letters


class Bar:
    """How far it is, where a person looks on."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def reading(self, done: int, of: int) -> None:
        self._draw("reading", done, of)

    def writing(self, done: int, of: int) -> None:
        self._draw("writing", done, of)

    def _draw(self, what: str, done: int, of: int) -> None:
        if self._shown:
            full = "█" * (WIDTH * done // of)
            print(f"\r{what} {full:░<{WIDTH}} {done:,} of {of:,} ", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        if self._shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
