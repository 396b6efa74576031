"""A visit: who speaks, where, in which language, and what their next words are awaited for."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.people import ConsentMissing, Person
from bot.i18n import Words
from bot.services.people import PeopleService


@dataclass(frozen=True)
class Visit:
    """`state` is kept in the database, so that a restart finds everyone where they were; a message that is handled again, by
    its number, finds it as it was before.
    """

    people: PeopleService
    chat_id: int
    telegram_id: int
    person: Person | None
    words: Words
    now: datetime
    state: str | None = None
    message_id: int | None = None

    def known(self) -> Person:
        """Raises ConsentMissing for somebody the bot has not met."""
        if self.person is None:
            raise ConsentMissing
        return self.person

    async def enter(self, state: str) -> None:
        await self.people.enter(self.chat_id, self.telegram_id, state, self.now, self.message_id)

    async def end(self) -> None:
        if self.state is not None:
            await self.people.enter(self.chat_id, self.telegram_id, None, self.now)
