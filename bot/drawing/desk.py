"""Where pictures are ordered: a process draws them, one after the other, and is stopped when it takes too long."""

import asyncio
import logging
import signal
from collections import OrderedDict
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from bot.domain.annexes import Annex
from bot.domain.charts import Chart

Drawing = Chart | Annex

_log = logging.getLogger(__name__)

SECONDS = 20  # for one picture; the first waits until the library is loaded
PATIENCE = 60  # for what was ordered before it, too
KEPT = 32  # pictures that many ask for


class NotDrawn(Exception):
    """The drawing has failed, or taken too long."""


def drawn(wanted: Drawing, seconds: float) -> bytes:
    """In the process that draws, which ends itself when the time is over."""
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        from bot.drawing import bars, sheets

        return sheets.draw(wanted) if isinstance(wanted, Annex) else bars.draw(wanted)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _begin() -> None:
    """Ctrl+C is for the bot, which then ends this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)


class DrawingDesk:
    """The process is started when the first picture is wanted. What was drawn is kept for whoever asks next."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: ProcessPoolExecutor | None = None
        self._drawn: OrderedDict[Drawing, asyncio.Task[bytes]] = OrderedDict()

    async def draw(self, wanted: Drawing) -> bytes:
        """A PNG of a chart, a PDF of an annex. Raises NotDrawn."""
        known = self._drawn.get(wanted)
        if known is None:
            known = self._drawn[wanted] = asyncio.create_task(self._draw(wanted))
            while len(self._drawn) > KEPT:
                self._drawn.popitem(last=False)
        try:
            return await asyncio.shield(known)
        except NotDrawn:
            self._drawn.pop(wanted, None)  # the next who asks tries anew
            raise

    async def _draw(self, wanted: Drawing) -> bytes:
        process = self._process = self._process or _started()
        try:
            drawing = asyncio.get_running_loop().run_in_executor(process, drawn, wanted, self._seconds)
            async with asyncio.timeout(PATIENCE):
                return await drawing
        except Exception as error:
            if isinstance(error, BrokenProcessPool) and self._process is process:
                self._process = None
            _log.warning("A picture was not drawn: %s", type(error).__name__)
            raise NotDrawn from error

    def close(self) -> None:
        for drawing in self._drawn.values():
            drawing.cancel()
        if self._process is not None:
            self._process.shutdown(wait=False, cancel_futures=True)
            self._process = None


def _started() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"), initializer=_begin)
