"""Where the time goes: what the bot's loop was doing each time a millisecond of processor time had passed."""

import json
import signal
import time
from collections import Counter
from pathlib import Path
from types import FrameType

INTERVAL = 0.001

THREADS = "threads: SQLite, comparing reports"
LOOP = "the event loop itself"

CALLS = "calls to Telegram: building, HTTP, reading the answer"
TAKING = "taking updates, keeping and ordering them"
DECODING = "decoding updates"
FINDING = "finding the handler"
WORDS = "words and keyboards"
DATABASE = "handing work to the database and taking it back"
STEPS = "the bot's own steps"

OUR_OWN = str(Path(__file__).parent.parent)
LIBRARIES = "site-packages"

# The innermost frame that one of these decides; what pydantic, json or asyncio do is done for their caller.
PARTS = (
    (f"{LIBRARIES}/aiogram/client/", CALLS),
    (f"{LIBRARIES}/aiogram/methods/", CALLS),
    (f"{LIBRARIES}/aiohttp/", CALLS),
    (f"{OUR_OWN}/bot/session.py", CALLS),
    (f"{OUR_OWN}/bot/telegram.py", CALLS),
    (f"{OUR_OWN}/bot/polling.py", TAKING),
    (f"{OUR_OWN}/bot/inbox.py", TAKING),
    (f"{OUR_OWN}/bot/app.py", DECODING),
    (f"{LIBRARIES}/aiogram/types/", DECODING),
    (f"{LIBRARIES}/aiogram/", FINDING),
    (f"{OUR_OWN}/handlers/filters.py", FINDING),
    (f"{OUR_OWN}/bot/views/", WORDS),
    (f"{OUR_OWN}/bot/i18n.py", WORDS),
    (f"{OUR_OWN}/storage/", DATABASE),
    (f"{OUR_OWN}/bot/services/", DATABASE),
    (f"{OUR_OWN}/bot/", STEPS),
    (f"{OUR_OWN}/handlers/", STEPS),
)


class Sampler:
    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()
        self._loop = self._all = 0.0
        self.started = False

    def start(self) -> None:
        self.started = True
        self._loop, self._all = time.thread_time(), time.process_time()
        signal.signal(signal.SIGPROF, self._look)
        signal.siginterrupt(signal.SIGPROF, False)
        signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)

    def shares(self) -> str:
        """Part → share of the processor time since the start, as JSON."""
        signal.setitimer(signal.ITIMER_PROF, 0)
        loop = (time.thread_time() - self._loop) / (time.process_time() - self._all)
        total = self._seen.total() or 1
        return json.dumps({THREADS: 1 - loop} | {part: loop * n / total for part, n in self._seen.items()})

    def _look(self, _: int, frame: FrameType | None) -> None:
        self._seen[part_of(frame)] += 1


def part_of(frame: FrameType | None) -> str:
    while frame is not None:
        name = frame.f_code.co_filename
        for fragment, part in PARTS:
            if fragment in name:
                return part
        frame = frame.f_back
    return LOOP
