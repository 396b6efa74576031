"""Posters drawn and made into files, beside the event loop."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from bot.views.posters import Poster


@dataclass(frozen=True)
class Printed:
    """One page, as two files."""

    pdf: bytes
    png: bytes


def printed(poster: Poster) -> Printed:
    """Takes a processor for a good part of a second."""
    from bot.posters import files, page

    drawn = page.draw(poster)
    return Printed(files.pdf(drawn, poster.name), files.png(drawn))


class Printer:
    """A thread of its own, so that people are answered meanwhile; one, so that many posters are no more memory."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="printer")

    async def print(self, poster: Poster) -> Printed:
        return await asyncio.get_running_loop().run_in_executor(self._thread, printed, poster)
