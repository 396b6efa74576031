"""Takes updates, keeps them before Telegram is told so, and feeds them in order, chat by chat."""

import asyncio
import json
import logging
import traceback
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from pydantic import ValidationError

from bot.domain.updates import ATTEMPTS, SetAside, StoredUpdate
from bot.services.inbox import InboxService

log = logging.getLogger(__name__)

AT_ONCE = 64  # chats handled beside each other
ROOM = 1000  # updates held in memory; the rest waits on the disk, or at Telegram
DRAIN_SECONDS = 20.0

RawUpdate = Mapping[str, Any]


class Source(Protocol):
    """Where updates come from. Raises asyncio.CancelledError only."""

    async def next(self, after: int | None) -> Sequence[RawUpdate]:
        """The updates after this id; asking so tells Telegram that those up to it have arrived."""


class Inbox:
    """`handle` decodes an update and sees it through; `handled` is called after each."""

    def __init__(
        self,
        service: InboxService,
        source: Source,
        handle: Callable[[RawUpdate], Awaitable[object]],
        clock: Callable[[], datetime],
        handled: Callable[[], None],
    ) -> None:
        self._service = service
        self._source = source
        self._handle = handle
        self._clock = clock
        self._handled = handled
        self._lanes: dict[int, deque[StoredUpdate]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._broken: asyncio.Future[None]
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._held = 0
        self._room = asyncio.Event()
        self._room.set()

    async def run(self) -> None:
        """Until cancelled; then what is being handled is finished, within `DRAIN_SECONDS`.

        Raises what stopped the intake, or the database's error when an update could not be marked.
        """
        self._broken = asyncio.get_running_loop().create_future()
        intake = asyncio.create_task(self._take_in())
        try:
            await asyncio.wait({intake, self._broken}, return_when=asyncio.FIRST_COMPLETED)
            await (self._broken if self._broken.done() else intake)
        finally:
            intake.cancel()
            await self._drain()

    async def _take_in(self) -> None:
        await self._resume()
        after: int | None = None
        while True:
            updates = await self._source.next(after)
            if updates:
                await self._keep(updates)
                after = updates[-1]["update_id"]
            await self._room.wait()

    async def _resume(self) -> None:
        """Hand out again what an earlier run left."""
        after = -1
        while unfinished := await self._service.unfinished(after, ROOM // 2):
            for update in unfinished:
                self._queue(update)
            after = unfinished[-1].update_id
            await self._room.wait()

    async def _keep(self, updates: Sequence[RawUpdate]) -> None:
        kept = [
            StoredUpdate(update["update_id"], json.dumps(update, ensure_ascii=False)) for update in updates
        ]
        for new in await self._service.store(kept, self._clock()):
            self._queue(new)

    def _queue(self, update: StoredUpdate) -> None:
        lane = lane_of(json.loads(update.body))
        self._held += 1
        if self._held >= ROOM:
            self._room.clear()
        if lane in self._lanes:
            self._lanes[lane].append(update)
            return
        self._lanes[lane] = deque([update])
        worker = asyncio.create_task(self._walk(lane))
        self._workers.add(worker)
        worker.add_done_callback(self._walked)

    def _walked(self, worker: asyncio.Task[None]) -> None:
        self._workers.discard(worker)
        if not worker.cancelled() and (error := worker.exception()) and not self._broken.done():
            self._broken.set_exception(error)

    async def _walk(self, lane: int) -> None:
        """Handle one chat's updates, one after another, until there are none."""
        queue = self._lanes[lane]
        while queue:
            async with self._at_once:
                await self._see_through(queue[0])
            queue.popleft()
            self._held -= 1
            if self._held < ROOM:
                self._room.set()
        del self._lanes[lane]

    async def _see_through(self, update: StoredUpdate) -> None:
        for attempt in range(update.attempts, ATTEMPTS):
            try:
                await self._handle(json.loads(update.body))
            except (SetAside, ValidationError) as error:
                await self._set_aside(update, error)
                return
            except Exception as error:  # noqa: BLE001 - one bad update must not stop the line
                place = "".join(traceback.format_tb(error.__traceback__))
                name = type(error).__name__
                log.warning(
                    "Update %s: attempt %s ended in %s\n%s", update.update_id, attempt + 1, name, place
                )
                await self._service.failed(update.update_id)
                if attempt + 1 == ATTEMPTS:
                    await self._set_aside(update, error)
                    return
                await asyncio.sleep(2**attempt)
            else:
                await self._service.handled(update.update_id)
                self._handled()
                return
        await self._set_aside(update, TimeoutError())

    async def _set_aside(self, update: StoredUpdate, error: Exception) -> None:
        reason = str(error) if isinstance(error, SetAside) else type(error).__name__
        log.error("Update %s is set aside: %s", update.update_id, reason)
        await self._service.set_aside(update, reason, self._clock())

    async def _drain(self) -> None:
        if self._workers:
            _, late = await asyncio.wait(self._workers, timeout=DRAIN_SECONDS)
            for worker in late:
                worker.cancel()


def lane_of(update: RawUpdate) -> int:
    """The chat whose updates keep their order with this one; failing that, the person."""
    event = next((value for value in update.values() if isinstance(value, dict)), {})
    message = event.get("message")
    holder = event.get("chat") or (message.get("chat") if isinstance(message, dict) else None)
    somebody = holder or event.get("from") or event.get("user") or {}
    return int(somebody.get("id", 0))
