"""Ready answers: written by who answers for a territory, chosen by its moderators."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.audits import Deed
from bot.domain.events import Source
from bot.domain.groups import Staff
from bot.domain.histories import Decision, Remark
from bot.domain.people import Language
from bot.domain.posts import Post
from bot.domain.reports import Action, NoNews, Report
from bot.domain.roles import Right
from bot.domain.templates import (
    LONGEST,
    MOST,
    USED_FOR,
    NoSuchTemplate,
    Shelf,
    Template,
    TooManyTemplates,
    WrittenAlready,
)
from bot.domain.territories import Spot
from bot.domain.texts import clean
from bot.services.people import acting
from bot.services.roles import served
from storage import audits, clocks, people, posts, templates
from storage.database import Database, Transaction, reading, writing


@dataclass(frozen=True)
class TemplateService:
    """Writing one raises NotAllowed, NoSuchTerritory, NoSuchTemplate for who may not, and for what is not there."""

    database: Database
    admin_ids: Collection[int]

    @reading
    async def shelf(self, tx: Transaction, staff: Staff, kato: str, now: datetime) -> Shelf:
        spot = await self._served(tx, staff, kato, now)
        return Shelf(spot, await templates.of(tx, kato))

    @reading
    async def one(
        self, tx: Transaction, staff: Staff, template_id: int, now: datetime
    ) -> tuple[Spot, Template]:
        return await self._one(tx, staff, template_id, now)

    @writing
    async def add(
        self, tx: Transaction, staff: Staff, kato: str, action: Action, kk: str, now: datetime
    ) -> tuple[Spot, Template]:
        """The Kazakh words come first. Raises EmptyText, TextTooLong, TooManyTemplates too."""
        spot = await self._served(tx, staff, kato, now)
        text, shelf = clean(kk, LONGEST), Shelf(spot, await templates.of(tx, kato))
        there = shelf.of(action)
        if action not in USED_FOR:
            raise NoSuchTemplate
        if len(there) >= MOST and text not in {one.text.kk for one in there}:
            raise TooManyTemplates
        template_id = await templates.add(tx, kato, action, text)
        await self._log(tx, staff, kato, action, now)
        found = await templates.by_id(tx, template_id)
        assert found is not None
        return spot, found

    @writing
    async def reword(
        self, tx: Transaction, staff: Staff, template_id: int, language: Language, text: str, now: datetime
    ) -> tuple[Spot, Template]:
        """Anew in one of the languages. Raises EmptyText, TextTooLong, WrittenAlready too."""
        spot, found = await self._one(tx, staff, template_id, now)
        said = clean(text, LONGEST)
        kazakh = language is Language.KAZAKH
        others = [one for one in await templates.of(tx, found.kato) if one.id != found.id]
        if kazakh and said in {one.text.kk for one in others if one.action is found.action}:
            raise WrittenAlready
        changed = replace(found.text, kk=said) if kazakh else replace(found.text, ru=said)
        await templates.reword(tx, found.id, changed)
        await self._log(tx, staff, found.kato, found.action, now)
        return spot, replace(found, text=changed)

    @writing
    async def drop(self, tx: Transaction, staff: Staff, template_id: int, now: datetime) -> Shelf:
        """What is left."""
        spot, found = await self._one(tx, staff, template_id, now)
        await templates.drop(tx, found.id)
        await self._log(tx, staff, found.kato, found.action, now)
        return Shelf(spot, await templates.of(tx, found.kato))

    @reading
    async def fitting(self, tx: Transaction, report: Report, action: Action) -> Sequence[Template]:
        """What can be chosen for this step of the report; none where a picture must come with the words."""
        if action not in USED_FOR:
            return []
        if action is Action.RESOLVE and (await clocks.target(tx, report)).pictured:
            return []
        return await templates.fitting(tx, report, action, MOST)

    @reading
    async def chosen(
        self, tx: Transaction, chat_id: int, report: Report, action: Action, template_id: int
    ) -> tuple[Decision, Post]:
        """The decision with its words in the author's language, as the answer to the last such question that the bot asked
        in the group, with the reason chosen there; and that question. Raises NoSuchTemplate, and NoNews when it was answered
        already.
        """
        found = await templates.by_id(tx, template_id)
        if found is None or found.kato not in (report.unit, report.district):
            raise NoSuchTemplate
        if found.action is not action or not found.complete:
            raise NoSuchTemplate
        asked = await posts.open_prompts(tx, report.id, chat_id)
        question = next((one for one in reversed(asked) if one.task and one.task.action is action), None)
        if question is None or question.task is None:
            raise NoNews
        author = await people.by_id(tx, report.person_id)
        words = found.text.to(author.language if author else Language.KAZAKH)
        remark = Remark(words, None, Source(chat_id, question.message_id))
        return Decision(action, question.task.reason, remark), question

    async def _one(
        self, tx: Transaction, staff: Staff, template_id: int, now: datetime
    ) -> tuple[Spot, Template]:
        found = await templates.by_id(tx, template_id)
        if found is None:
            raise NoSuchTemplate
        return await self._served(tx, staff, found.kato, now), found

    async def _served(self, tx: Transaction, staff: Staff, kato: str, now: datetime) -> Spot:
        return await served(tx, self.admin_ids, staff.telegram_id, kato, Right.SET_UP, now)

    async def _log(self, tx: Transaction, staff: Staff, kato: str, action: Action, now: datetime) -> None:
        actor_id = await acting(tx, staff)
        await audits.add(tx, Deed.TEMPLATE_WRITTEN, now, actor_id=actor_id, kato=kato, detail=action.value)
