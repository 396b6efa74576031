"""How each kind of letter is rendered and posted."""

import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from aiogram.exceptions import TelegramAPIError

from bot.domain.blocks import HELD_TO_ASK
from bot.domain.drafts import Attachment, Draft
from bot.domain.events import Event, EventKind, FileKind, FileRef
from bot.domain.letters import Letter, LetterKind
from bot.domain.posts import Post, PostKind
from bot.domain.reports import Report, State
from bot.i18n import Words, words
from bot.notices import Notices
from bot.services.clocks import ClockService
from bot.services.contents import ContentService, News
from bot.services.outbox import Address, OutboxService
from bot.telegram import TEMPORARY, Telegram
from bot.views import blocks, clocks, names, news, reports, roles, supports, triage
from bot.views.screens import Screen

log = logging.getLogger(__name__)

FAMILIES = (
    frozenset({FileKind.PHOTO, FileKind.VIDEO}),
    frozenset({FileKind.DOCUMENT}),
    frozenset({FileKind.VOICE}),
)
PROGRESS = frozenset({EventKind.TAKE, EventKind.START, EventKind.RETURN})
MOVING = frozenset({State.IN_REVIEW, State.IN_PROGRESS})


class Delivery:
    """Posts a letter and records that it is out. What Telegram refuses is raised to the sender."""

    def __init__(
        self,
        outbox: OutboxService,
        contents: ContentService,
        telegram: Telegram,
        clock: Callable[[], datetime],
        contact: str,
        *,
        clocks: ClockService,
        notices: Notices,
    ) -> None:
        self._outbox = outbox
        self._contents = contents
        self._telegram = telegram
        self._clock = clock
        self._contact = contact
        self._clocks = clocks
        self._ways: Mapping[LetterKind, Callable[[Letter, Address], Awaitable[None]]] = {
            LetterKind.FORM: self._form,
            LetterKind.CARD: self._card,
            LetterKind.CARD_ANEW: self._card,
            LetterKind.ATTACHMENTS: self._attachments,
            LetterKind.TAKE_AWAY: self._take_away,
            LetterKind.HANDED_OVER: self._handed_over,
            LetterKind.NEWS: self._news,
            LetterKind.WORDS: self._words,
            LetterKind.SUPPORT_NEWS: self._support_news,
            LetterKind.SUPPORT_LOST: self._support_lost,
            LetterKind.JOIN_TAKEN_BACK: self._join_taken_back,
            LetterKind.CORRECTION: self._correction,
            LetterKind.TAKEN_BACK: self._taken_back,
            LetterKind.BLOCK_ASKED: self._block_asked,
            LetterKind.BLOCKED: self._blocked,
            LetterKind.BLOCK_ENDED: self._block_ended,
            LetterKind.ROLE_TAKEN: self._role_changed,
            LetterKind.ROLE_ENDED: self._role_changed,
            LetterKind.ESCALATED: self._escalated,
            LetterKind.ASKED_AGAIN: self._asked_again,
            LetterKind.NO_GROUP: self._group_waits,
            LetterKind.GROUP_LOST: self._group_waits,
            **notices.ways,
        }

    async def deliver(self, letter: Letter, address: Address) -> None:
        await self._ways[letter.kind](letter, address)

    async def _form(self, letter: Letter, address: Address) -> None:
        """The draft as it is when its turn has come: a form of what was sent meanwhile would only mislead."""
        draft: Draft | None = None

        async def render() -> Screen | None:
            nonlocal draft
            draft = await self._contents.draft(letter.recipient)
            return reports.form(draft, words(address.language)) if draft else None

        shown = await self._telegram.send_current(address.chat_id, render)
        if draft is None or shown is None:
            await self._outbox.needless(letter, self._clock())
            return
        outdated = await self._outbox.form_sent(letter, draft, shown, self._clock())
        if outdated is not None:
            await self._telegram.delete(address.chat_id, outdated)

    async def _card(self, letter: Letter, address: Address) -> None:
        story = await self._contents.story(letter.subject)
        if story is None:
            await self._outbox.needless(letter, self._clock())
            return
        chat_id = address.chat_id
        now = self._clock()
        due = await self._clocks.of(letter.subject, now)
        screen = triage.card(story, now, words(address.language), due)
        card = await self._contents.card(letter.subject, chat_id)
        if letter.kind is LetterKind.CARD and await self._edited(letter, card, screen):
            return
        shown = await self._telegram.send(chat_id, screen)
        await self._outbox.sent(letter, [Post(chat_id, shown, letter.subject, PostKind.CARD)], self._clock())
        if card is not None:
            await self._telegram.delete(chat_id, card.message_id)

    async def _edited(self, letter: Letter, post: Post | None, screen: Screen) -> bool:
        """The post shows the screen now; False when there is none, or none left to edit."""
        if post is None or not await self._telegram.edit(post.chat_id, post.message_id, screen):
            return False
        await self._outbox.sent(letter, [post], self._clock())
        return True

    async def _attachments(self, letter: Letter, address: Address) -> None:
        """One album or file at a time; the letter stays until all are under the card."""
        story = await self._contents.story(letter.subject)
        seen = story is not None and story.report.state is not State.HELD
        family = _next_family(story.attachments) if story and seen else []
        card = await self._contents.card(letter.subject, address.chat_id)
        if not family:
            await self._outbox.needless(letter, self._clock())
            return
        if card is None:
            await self._outbox.card_first(letter, self._clock())
            return
        files = [FileRef(one.kind, one.file_id) for one in family]
        shown = await self._post_files(address.chat_id, files, card.message_id)
        posted = [
            Post(address.chat_id, message_id, letter.subject, PostKind.ATTACHMENT) for message_id in shown
        ]
        await self._outbox.attachments_sent(letter, [one.id for one in family], posted, self._clock())

    async def _take_away(self, letter: Letter, address: Address) -> None:
        """What Telegram does not let the bot delete any more stays."""
        story = await self._contents.story(letter.subject)
        if story is None or story.report.state is not State.HELD:
            await self._outbox.needless(letter, self._clock())
            return
        for post in await self._contents.pictures(letter.subject, address.chat_id):
            await self._telegram.delete(address.chat_id, post.message_id)
        await self._outbox.taken_away(letter, address.chat_id, self._clock())

    async def _post_files(self, chat_id: int, files: Sequence[FileRef], reply_to: int) -> list[int]:
        if len(files) == 1:
            return [await self._telegram.send_file(chat_id, files[0], reply_to=reply_to)]
        return await self._telegram.send_album(chat_id, files, reply_to=reply_to)

    async def _news(self, letter: Letter, address: Address) -> None:
        told = await self._contents.news(letter.subject)
        if told is None:
            await self._outbox.needless(letter, self._clock())
        elif told.event.kind in PROGRESS:
            await self._progress(letter, address, told.report)
        else:
            screen = self._told(told, words(address.language))
            await self._say(letter, address, told.event, screen, PostKind.NEWS)

    def _told(self, told: News, _: Words) -> Screen:
        if told.event.kind is EventKind.HOLD:
            return news.held(told.report, told.event, self._contact, _)
        if told.office is not None:
            return news.handed_over(told.report, told.office, _)
        return news.news(told.report, told.event, told.first, _)

    async def _progress(self, letter: Letter, address: Address, report: Report) -> None:
        """One message shows where the report stands, as long as it is the last about it."""
        if report.state not in MOVING:
            await self._outbox.needless(letter, self._clock())
            return
        chat_id = address.chat_id
        screen = news.progress(report, words(address.language))
        latest = await self._contents.latest(report.id, chat_id)
        progress = latest if latest and latest.kind is PostKind.PROGRESS else None
        if await self._edited(letter, progress, screen):
            return
        shown = await self._telegram.send(chat_id, screen)
        await self._outbox.sent(letter, [Post(chat_id, shown, report.id, PostKind.PROGRESS)], self._clock())

    async def _support_news(self, letter: Letter, address: Address) -> None:
        """Where it stands is not told any more when it stands elsewhere."""
        told = await self._contents.support_news(letter)
        if told is None or (told.event.kind in PROGRESS and told.report.state not in MOVING):
            await self._outbox.needless(letter, self._clock())
            return
        _ = words(address.language)
        if told.office is not None:
            screen = supports.handed_over(told.report, told.office, _)
        else:
            screen = supports.news(told.report, told.event, told.first, _)
        await self._telegram.send(address.chat_id, screen)
        await self._outbox.sent(letter, [], self._clock())

    async def _support_lost(self, letter: Letter, address: Address) -> None:
        report = await self._contents.lost(letter)
        if report is not None:
            await self._telegram.send(address.chat_id, supports.lost(report, words(address.language)))
        await self._outbox.sent(letter, [], self._clock())

    async def _join_taken_back(self, letter: Letter, address: Address) -> None:
        """What another resident had added leaves the group; what Telegram lets nobody delete is reworded."""
        told = await self._contents.news(letter.subject)
        gone = []
        for post in await self._contents.event_in_groups(letter.subject):
            assert told is not None  # events stay
            screen = news.resident_said(told.report, told.event, words(address.language))
            if await self._took_back(post, address, screen):
                gone.append(post)
        await self._outbox.taken_back(letter, gone, self._clock())

    async def _words(self, letter: Letter, address: Address) -> None:
        told = await self._contents.news(letter.subject)
        if told is None or (told.report.state is State.HELD and told.event.kind is not EventKind.OBJECTION):
            await self._outbox.needless(letter, self._clock())
            return
        card = await self._contents.card(told.report.id, address.chat_id)
        screen = news.resident_said(told.report, told.event, words(address.language))
        reply_to = card.message_id if card else None
        shown = replace(told.event, file=None) if told.report.state is State.HELD else told.event
        await self._say(letter, address, shown, screen, PostKind.WORDS, reply_to)

    async def _say(
        self,
        letter: Letter,
        address: Address,
        event: Event,
        screen: Screen,
        kind: PostKind,
        reply_to: int | None = None,
    ) -> None:
        """Post words, and the file that came with them; a later try for the file repeats no words."""
        chat_id = address.chat_id
        post = await self._contents.post_of(event.id, chat_id)
        if post is None:
            shown = await self._telegram.send(chat_id, screen, reply_to=reply_to)
            post = Post(chat_id, shown, event.report_id, kind, event.id)
            if event.file is not None:
                await self._outbox.posted(post, self._clock())
        posted = [post]
        if event.file is not None:
            file = await self._telegram.send_file(chat_id, event.file, reply_to=post.message_id)
            posted.append(Post(chat_id, file, event.report_id, PostKind.ATTACHMENT, event.id))
        await self._outbox.sent(letter, posted, self._clock())

    async def _correction(self, letter: Letter, address: Address) -> None:
        told = await self._contents.news(letter.subject)
        post = await self._contents.post_of(letter.subject, address.chat_id)
        if told is not None and post is not None:
            _ = words(address.language)
            screen = (
                news.resident_said(told.report, told.event, _)
                if post.kind is PostKind.WORDS
                else self._told(told, _)
            )
            await self._telegram.edit(address.chat_id, post.message_id, screen)
        await self._outbox.needless(letter, self._clock())

    async def _taken_back(self, letter: Letter, address: Address) -> None:
        """The card shows that its author has withdrawn the report; everything else about it goes."""
        story = await self._contents.story(letter.subject)
        assert story is not None  # reports stay
        withdrawn = triage.card(story, self._clock(), words(address.language))
        card = await self._contents.card(letter.subject, address.chat_id)
        gone = [
            post
            for post in await self._contents.in_groups(letter.subject)
            if post != card and await self._took_back(post, address, withdrawn)
        ]
        if card is not None:
            await self._telegram.edit(card.chat_id, card.message_id, withdrawn)
        await self._outbox.taken_back(letter, gone, self._clock())

    async def _handed_over(self, letter: Letter, address: Address) -> None:
        """In every group that had it the card says where the report is now, and everything else about it goes; of what
        Telegram does not let the bot delete any more, pictures stay.
        """
        left = await self._contents.left_behind(letter.subject)
        if left is None:
            await self._outbox.needless(letter, self._clock())
            return
        cards = {post.chat_id: post for post in left.posts if post.kind is PostKind.CARD}  # the newest
        gone = []
        for post in left.posts:
            _ = words(left.languages.get(post.chat_id, address.language))
            screen = triage.handed_over(left.report, left.office, _)
            if post == cards.get(post.chat_id):
                with _of_earlier(post, address):
                    await self._telegram.edit(post.chat_id, post.message_id, screen)
            elif await self._took_back(post, address, screen, pleading=False):
                gone.append(post)
        await self._outbox.taken_back(letter, gone, self._clock())

    async def _took_back(
        self, post: Post, address: Address, reworded: Screen, *, pleading: bool = True
    ) -> bool:
        """Whether the message is gone. What Telegram lets nobody delete is reworded, or moderators are asked to."""
        with _of_earlier(post, address):
            if await self._telegram.delete(post.chat_id, post.message_id):
                return True
            if not await self._telegram.edit(post.chat_id, post.message_id, reworded) and pleading:
                plea = triage.please_delete(words(address.language))
                await self._telegram.send(post.chat_id, plea, reply_to=post.message_id)
        return False

    async def _block_asked(self, letter: Letter, address: Address) -> None:
        """Nobody is asked about reports that were taken up again meanwhile."""
        case = await self._contents.case(letter.subject, self._clock())
        if case is None or len(case.held) < HELD_TO_ASK:
            await self._outbox.needless(letter, self._clock())
            return
        _ = words(address.language)
        place = names.spot_name(await self._contents.spot(int(case.block.district)), _)
        await self._telegram.send(address.chat_id, blocks.case(case, place, self._clock(), _))
        await self._outbox.sent(letter, [], self._clock())

    async def _blocked(self, letter: Letter, address: Address) -> None:
        case = await self._contents.case(letter.subject, self._clock())
        if case is not None and case.block.in_force(self._clock()):
            screen = blocks.blocked(case.block, self._contact, words(address.language))
            await self._telegram.send(address.chat_id, screen)
        await self._outbox.sent(letter, [], self._clock())

    async def _block_ended(self, letter: Letter, address: Address) -> None:
        case = await self._contents.case(letter.subject, self._clock())
        if case is not None and not case.block.in_force(self._clock()):
            await self._telegram.send(address.chat_id, blocks.ended(words(address.language)))
        await self._outbox.sent(letter, [], self._clock())

    async def _role_changed(self, letter: Letter, address: Address) -> None:
        grant = await self._contents.grant(letter.subject)
        if grant is not None:
            spot, _ = await self._contents.spot(int(grant.kato)), words(address.language)
            told = roles.taken if letter.kind is LetterKind.ROLE_TAKEN else roles.over
            await self._telegram.send(address.chat_id, told(grant, spot, _))
        await self._outbox.sent(letter, [], self._clock())

    async def _escalated(self, letter: Letter, address: Address) -> None:
        """Nobody is told of what has been taken or closed meanwhile."""
        story = await self._contents.story(letter.subject)
        if story is not None and (story.report.overdue or story.report.state.waits):
            screen = clocks.escalated(story.report, words(address.language))
            await self._telegram.send(address.chat_id, screen)
        await self._outbox.sent(letter, [], self._clock())

    async def _asked_again(self, letter: Letter, address: Address) -> None:
        """Who has said it meanwhile, or has taken their consent back, is not asked."""
        report = await self._contents.unanswered(letter.subject)
        if report is None:
            await self._outbox.needless(letter, self._clock())
            return
        chat_id, screen = address.chat_id, news.asked_again(report, words(address.language))
        shown = await self._telegram.send(chat_id, screen)
        await self._outbox.sent(letter, [Post(chat_id, shown, report.id, PostKind.NEWS)], self._clock())

    async def _group_waits(self, letter: Letter, address: Address) -> None:
        spot = await self._contents.spot(letter.subject)
        _ = words(address.language)
        screen = news.group_waits(names.spot_name(spot, _), _, lost=letter.kind is LetterKind.GROUP_LOST)
        await self._telegram.send(address.chat_id, screen)
        await self._outbox.sent(letter, [], self._clock())


@contextmanager
def _of_earlier(post: Post, address: Address) -> Iterator[None]:
    """What a group of earlier refuses for good stops nothing."""
    try:
        yield
    except TelegramAPIError as refusal:
        if post.chat_id == address.chat_id or isinstance(refusal, TEMPORARY):
            raise
        log.warning("A group of earlier keeps what was taken back: %s", type(refusal).__name__)


def _next_family(attachments: Sequence[Attachment]) -> list[Attachment]:
    """Unshown attachments that Telegram lets stand in one album; voice notes go one by one."""
    for family in FAMILIES:
        unshown = [one for one in attachments if one.kind in family and not one.shown]
        if unshown:
            return unshown[:1] if FileKind.VOICE in family else unshown
    return []
