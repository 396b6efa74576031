"""Posts letters: several at once, one at a time to each recipient, never faster than Telegram permits."""

import asyncio
import logging
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from aiogram.exceptions import (
    TelegramAPIError,
    TelegramMigrateToChat,
    TelegramRetryAfter,
)

from bot.delivery import Delivery
from bot.domain.errors import Unavailable
from bot.domain.letters import Letter
from bot.domain.shifts import Duty
from bot.services.outbox import Address, OutboxService
from bot.services.shifts import ShiftService
from bot.telegram import TEMPORARY, Telegram, TooLate, may_not_write, unless

log = logging.getLogger(__name__)

SLOTS = 8
LONGEST_NAP = 1.0  # seconds; a letter left by this program wakes the sender at once
GIVE_UP_AFTER = 12  # failures in a row of one letter, about an hour


class Sender:
    def __init__(
        self,
        outbox: OutboxService,
        shifts: ShiftService,
        delivery: Delivery,
        telegram: Telegram,
        clock: Callable[[], datetime],
    ) -> None:
        self._outbox = outbox
        self._shifts = shifts
        self._duty = Duty.IDLE
        self._begun: datetime | None = None
        self._delivery = delivery
        self._pace = telegram.pace
        self._clock = clock
        self._woken = asyncio.Event()
        self._stopping = False
        self._sending: dict[str, asyncio.Task[None]] = {}
        self._resting: dict[str, int] = {}  # recipient → chat that may not get more just now

    def wake(self) -> None:
        """There may be a new letter."""
        self._woken.set()

    def stop(self) -> None:
        """Finish what is being sent, and no more."""
        self._stopping = True
        self._woken.set()

    async def run(self) -> None:
        while not self._stopping:
            self._woken.clear()
            try:
                if not await self._send_some():
                    await self._nap()
            except Unavailable as away:
                log.warning("Letters wait: %s", away)
                await asyncio.sleep(LONGEST_NAP)
        await self._finish()

    async def _finish(self) -> None:
        while self._sending:
            await asyncio.wait(list(self._sending.values()), timeout=LONGEST_NAP)
            with suppress(Unavailable):
                await self._on_duty()
        with suppress(Unavailable):  # then others wait a few seconds
            await self._shifts.end()

    async def _on_duty(self) -> bool:
        """Whether it is for this program to send; asked again a few times in the term of its shift."""
        now = self._clock()
        if self._begun is not None and self._begun <= now < self._begun + self._shifts.term / 3:
            return True
        self._begun = None
        self._duty = await self._shifts.begin(now)
        if self._duty is Duty.BEGUN:
            await self._remember_pace()
        if self._duty in (Duty.BEGUN, Duty.OURS):
            self._begun = now
        return self._begun is not None

    async def _remember_pace(self) -> None:
        """What went out shortly before counts against the pace, whoever sent it."""
        now = self._clock()
        if self._pace is not None:
            for chat_id, moment in await self._outbox.recent_posts(now - timedelta(minutes=1)):
                self._pace.count(chat_id, ago=(now - moment).total_seconds())
            self._pace.pause(1)

    async def _send_some(self) -> bool:
        if not await self._on_duty():
            return False
        free = SLOTS - len(self._sending)
        if free <= 0:
            return False
        leased = await self._outbox.lease(self._clock(), self._busy(), free)
        for letter in leased:
            task = asyncio.create_task(self._send(letter))
            self._sending[letter.recipient] = task
        return bool(leased)

    def _busy(self) -> list[str]:
        if self._pace is not None:
            rested = [name for name, chat_id in self._resting.items() if self._pace.delay(chat_id) <= 0]
            for recipient in rested:
                del self._resting[recipient]
        return [*self._sending, *self._resting]

    async def _nap(self) -> None:
        seconds = LONGEST_NAP
        full = len(self._sending) >= SLOTS  # only a finished letter matters, and that wakes us
        if not full and self._duty is not Duty.ANOTHERS:
            due = await self._outbox.next_due(self._busy())
            until_due = (due - self._clock()).total_seconds() if due else LONGEST_NAP
            seconds = min(max(until_due, 0.01), LONGEST_NAP)
        try:
            await asyncio.wait_for(self._woken.wait(), seconds)
        except TimeoutError:
            return

    async def _send(self, letter: Letter) -> None:
        try:
            address = await self._outbox.address(letter)
            if address is None:
                await self._outbox.nobody_there(letter, self._clock())
            else:
                await self._deliver(letter, address)
        except Exception as error:  # noqa: BLE001 - one bad letter must not stop the others
            place = "".join(traceback.format_tb(error.__traceback__))
            log.error("Letter %s failed with %s at\n%s", letter.id, type(error).__name__, place)  # noqa: TRY400
            with suppress(Unavailable):  # then it comes back when its lease is over
                await self._fail(letter, error)
        finally:
            del self._sending[letter.recipient]
            self._woken.set()

    async def _deliver(self, letter: Letter, address: Address) -> None:
        chat_id = address.chat_id
        if self._pace is not None and self._pace.delay(chat_id) > 0:
            await self._outbox.again(letter, self._clock() + timedelta(seconds=self._pace.delay(chat_id)))
            self._resting[letter.recipient] = chat_id
            return
        try:
            with unless(lambda: letter.late(self._clock())):
                await self._delivery.deliver(letter, address)
        except TooLate:
            await self._outbox.expired(letter, self._clock())
        except TelegramAPIError as refusal:
            await self._refused(letter, chat_id, refusal)

    async def _refused(self, letter: Letter, chat_id: int, refusal: TelegramAPIError) -> None:
        now = self._clock()
        if isinstance(refusal, TelegramRetryAfter):
            if self._pace is not None:
                self._pace.pause(refusal.retry_after)
            await self._outbox.again(letter, now + timedelta(seconds=refusal.retry_after))
        elif isinstance(refusal, TEMPORARY):
            await self._fail(letter, refusal)
        elif isinstance(refusal, TelegramMigrateToChat):
            await self._outbox.group_moved(chat_id, refusal.migrate_to_chat_id, now)
            await self._outbox.again(letter, now)
        elif may_not_write(refusal):
            await self._outbox.unreachable(letter, chat_id, refusal.message, now)
        else:
            log.error("Letter %s of kind %s was refused: %s", letter.id, letter.kind, refusal.message)
            await self._outbox.refused(letter, refusal.message)

    async def _fail(self, letter: Letter, error: Exception) -> None:
        if letter.attempts + 1 < GIVE_UP_AFTER or isinstance(error, (*TEMPORARY, Unavailable)):
            await self._outbox.failed(letter, type(error).__name__, self._clock())
        else:
            await self._outbox.refused(letter, type(error).__name__)
