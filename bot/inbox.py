"""Takes updates, keeps them before Telegram is told so, and feeds them in order, chat by chat."""

import asyncio
import json
import logging
import traceback
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol

from aiogram.exceptions import TelegramServerError
from pydantic import ValidationError

from bot.domain.errors import Unavailable
from bot.domain.updates import ATTEMPTS, SetAside, StoredUpdate
from bot.services.inbox import InboxService
from bot.telegram import TEMPORARY

log = logging.getLogger(__name__)

AT_ONCE = 64  # chats handled beside each other
ROOM = 1000  # updates held in memory; the rest waits at Telegram
LANE_ROOM = 20  # of them of one chat; the rest waits on the disk, so that no chat can fill the memory alone
DRAIN_SECONDS = 20.0
PAUSES = (1, 2, 4, 8, 15, 30)  # seconds between two tries of one update
HOUR_OF_TRIES = 120

RawUpdate = Mapping[str, Any]


class Source(Protocol):
    """Where updates come from. Raises asyncio.CancelledError only."""

    async def next(self, after: int | None) -> Sequence[RawUpdate]:
        """The updates after this id; asking so tells Telegram that those up to it have arrived."""


class Inbox:
    """`arrived` hears of an update at once; `handle` decodes it and sees it through; `handled` is called after each."""

    def __init__(
        self,
        service: InboxService,
        source: Source,
        handle: Callable[[RawUpdate], Awaitable[object]],
        clock: Callable[[], datetime],
        handled: Callable[[], None],
        arrived: Callable[[RawUpdate], None],
    ) -> None:
        self._service = service
        self._source = source
        self._handle = handle
        self._clock = clock
        self._handled = handled
        self._arrived = arrived
        self._lanes: dict[int, deque[StoredUpdate]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._held = 0
        self._strange: set[int] | None = None  # unfinished at the last look, and not ours; once resumed
        self._room = asyncio.Event()
        self._room.set()
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        """Until cancelled; then what is being handled is finished, within `DRAIN_SECONDS`."""
        try:
            await self._resume()
            self._strange = set()
            after: int | None = None
            while True:
                updates = await self._source.next(after)
                await self._keep(updates)
                # Without an offset Telegram gives what is not confirmed, whatever number it goes on from.
                after = updates[-1]["update_id"] if updates else None
                await self._room.wait()
        finally:
            await self._drain()

    async def _resume(self) -> None:
        """Hand out again what an earlier run left."""
        after = -1
        while unfinished := await self._service.unfinished(after, ROOM // 2):
            for update in unfinished:
                self._queue(update)
            after = unfinished[-1].update_id
            await self._room.wait()

    async def adopt(self) -> None:
        """Take over what another program has kept and left: unfinished at two looks, and not in our hands."""
        if self._strange is None:
            return
        ours = {update.update_id for queue in self._lanes.values() for update in queue}
        strange = set(await self._service.unfinished_ids()) - ours
        for update_id in sorted(strange & self._strange):
            if update := await self._service.one(update_id):
                self._queue(update)
        self._strange = strange

    async def _keep(self, updates: Sequence[RawUpdate]) -> None:
        """Telegram hears that they arrived when they are kept, so there is time until the database is back."""
        kept = [StoredUpdate(update["update_id"], json.dumps(update)) for update in updates]
        while kept:
            try:
                new = await self._service.store(kept, self._clock())
            except Unavailable as error:
                log.warning("Updates cannot be kept: %s", type(error).__name__)
                await asyncio.sleep(PAUSES[0])
            else:
                for update in new:
                    self._queue(update)
                return

    def _queue(self, update: StoredUpdate) -> None:
        raw = json.loads(update.body)
        self._arrived(raw)
        lane = lane_of(raw)
        queue = self._lanes.get(lane)
        if queue is not None and len(queue) >= LANE_ROOM:
            queue.append(replace(update, body=""))
            return
        self._held += 1
        if self._held >= ROOM:
            self._room.clear()
        if queue is not None:
            queue.append(update)
            return
        self._lanes[lane] = deque([update])
        worker = asyncio.create_task(self._walk(lane))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def _walk(self, lane: int) -> None:
        """Handle one chat's updates, one after another, until there are none."""
        queue = self._lanes[lane]
        while queue and not self._stopping.is_set():
            await self._see_through(queue[0])
            self._held -= bool(queue.popleft().body)
            if self._held < ROOM:
                self._room.set()
        del self._lanes[lane]

    async def _see_through(self, update: StoredUpdate) -> None:
        """Try until it is handled or set aside, or the program stops. What is away comes back."""
        tried = 0
        while not self._stopping.is_set():
            try:
                async with self._at_once:
                    left = await self._try(update)
            except Exception as error:  # noqa: BLE001 - whatever is away, the chat's line goes on when it is back
                log.warning("Update %s waits: %s", update.update_id, type(error).__name__)
                choked = isinstance(error, TelegramServerError) and tried >= HOUR_OF_TRIES
                left = replace(update, attempts=ATTEMPTS) if choked else update
            if left is None:
                return
            update = left
            await self._pause(PAUSES[min(tried, len(PAUSES) - 1)])
            tried += 1

    async def _try(self, update: StoredUpdate) -> StoredUpdate | None:
        """None when it is done with; else it is to be tried again. Raises what is no fault of the update."""
        if not update.body:
            stored = await self._service.one(update.update_id)
            if stored is None:  # handled by another program meanwhile
                return None
            update = replace(stored, attempts=max(stored.attempts, update.attempts))
        if update.attempts >= ATTEMPTS:
            await self._set_aside(update, TimeoutError())
            return None
        try:
            await self._handle(json.loads(update.body))
        except (SetAside, ValidationError) as error:
            await self._set_aside(update, error)
        except (*TEMPORARY, Unavailable):
            raise
        except Exception as error:  # noqa: BLE001 - one bad update must not stop the line
            place = "".join(traceback.format_tb(error.__traceback__))
            name = type(error).__name__
            log.warning("Update %s failed with %s at\n%s", update.update_id, name, place)
            await self._service.failed(update.update_id)
            failed = replace(update, attempts=update.attempts + 1)
            if failed.attempts < ATTEMPTS:
                return failed
            await self._set_aside(update, error)
        else:
            await self._service.handled(update.update_id)
            self._handled()
        return None

    async def _pause(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)

    async def _set_aside(self, update: StoredUpdate, error: Exception) -> None:
        reason = str(error) if isinstance(error, SetAside) else type(error).__name__
        log.error("Update %s is set aside: %s", update.update_id, reason)
        await self._service.set_aside(update, reason, self._clock())

    async def _drain(self) -> None:
        self._stopping.set()
        if self._workers:
            _, late = await asyncio.wait(self._workers, timeout=DRAIN_SECONDS)
            for worker in late:
                worker.cancel()


def lane_of(update: RawUpdate) -> int:
    """The chat whose updates keep their order with this one; failing that, the person."""
    event = next((value for value in update.values() if isinstance(value, dict)), {})
    message = event.get("message")
    holder = event.get("chat") or (message.get("chat") if isinstance(message, dict) else None)
    somebody = holder or event.get("from") or event.get("user")
    number = somebody.get("id") if isinstance(somebody, dict) else None
    return number if isinstance(number, int) else 0
