"""How letters about elections are rendered and posted."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from bot.domain.letters import Letter, LetterKind
from bot.drawing.desk import DrawingDesk
from bot.i18n import words
from bot.services.counting import CountingService
from bot.services.digests import DigestService
from bot.services.moderation import ModerationService
from bot.services.notices import Later, Notice, NoticeService
from bot.services.outbox import Address, OutboxService
from bot.services.papers import PaperService
from bot.services.promises import PromiseService
from bot.telegram import Telegram
from bot.views import (
    answers,
    ballots,
    broadcasts,
    calendars,
    consultations,
    digests,
    meetings,
    moderation,
    papers,
    pledges,
    preparing,
    promises,
    proposals,
    result_pictures,
    results,
    works,
)
from bot.views import notices as views
from bot.views.screens import Screen

Way = Callable[[Letter, Address], Awaitable[None]]
OF_MEETINGS = {
    LetterKind.MEETING_CALLED: meetings.called,
    LetterKind.MEETING_SOON: meetings.soon,
    LetterKind.MEETING_CANCELLED: meetings.cancelled,
    LetterKind.MEETING_DECIDED: meetings.decided,
}


class Notices:
    """What does not hold any more when its turn comes is dropped; what disturbs somebody's quiet hours waits."""

    def __init__(
        self,
        outbox: OutboxService,
        notices: NoticeService,
        telegram: Telegram,
        clock: Callable[[], datetime],
        *,
        counting: CountingService,
        moderation: ModerationService,
        papers: PaperService,
        drawing: DrawingDesk,
        digests: DigestService,
        promises: PromiseService,
    ) -> None:
        self._outbox = outbox
        self._notices = notices
        self._counting = counting
        self._moderation = moderation
        self._papers = papers
        self._drawing = drawing
        self._digests = digests
        self._promises = promises
        self._telegram = telegram
        self._clock = clock
        self.ways: Mapping[LetterKind, Way] = {
            LetterKind.REMINDER: self._reminder,
            LetterKind.CORRECTION_OF_ELECTION: self._correction,
            LetterKind.CORRECTION_OF_UNIT: self._correction_of_unit,
            LetterKind.ELECTION_MISSED: self._missed,
            LetterKind.ELECTION_TO_CHECK: self._to_check,
            LetterKind.CONSULTATION_TO_CHECK: self._consultation_to_check,
            LetterKind.CONSULTATION_OPEN: self._opened,
            LetterKind.CHOICE_UNFINISHED: self._unfinished,
            LetterKind.CONSULTATION_COUNTED: self._counted,
            LetterKind.CONSULTATION_DRAWN: self._drawn,
            LetterKind.DIGEST: self._digest,
            LetterKind.WORK_MOVED: self._work,
            LetterKind.ANSWERED: self._answered,
            LetterKind.PROMISE_DUE: self._promise_due,
            LetterKind.PROMISE_NEWS: self._promise_news,
            LetterKind.MEETING_CALLED: self._meeting,
            LetterKind.MEETING_SOON: self._meeting,
            LetterKind.MEETING_CANCELLED: self._meeting,
            LetterKind.MEETING_DECIDED: self._meeting,
            LetterKind.BROADCAST_PLANNED: self._planned,
            LetterKind.PROPOSALS_OPEN: self._proposals_open,
            LetterKind.PAPER_TO_CHECK: self._paper_to_check,
            LetterKind.PROPOSAL_CARD: self._proposal_card,
            LetterKind.PROPOSAL_DECIDED: self._proposal_decided,
        }

    async def _reminder(self, letter: Letter, address: Address) -> None:
        now = self._clock()
        notice = await self._notices.reminder(letter, now)
        if isinstance(notice, Later):
            await self._outbox.again(letter, notice.due_at)
            return
        screen = None
        if notice is not None and notice.name is not None:
            screen = views.reminder(notice.name, notice.outlook, now, words(address.language))
        await self._tell(letter, address, notice, screen)

    async def _correction(self, letter: Letter, address: Address) -> None:
        notice = await self._notices.correction(letter, self._clock())
        await self._correct(letter, address, notice)

    async def _correction_of_unit(self, letter: Letter, address: Address) -> None:
        notice = await self._notices.correction_of_unit(letter, self._clock())
        await self._correct(letter, address, notice)

    async def _correct(self, letter: Letter, address: Address, notice: Notice | None) -> None:
        screen = None
        if notice is not None:
            screen = views.changed(notice.outlook, notice.changes, self._clock(), words(address.language))
        await self._tell(letter, address, notice, screen)

    async def _missed(self, letter: Letter, address: Address) -> None:
        now = self._clock()
        notice = await self._notices.missed(letter, now)
        screen = views.missed(notice.outlook, now, words(address.language)) if notice else None
        await self._tell(letter, address, notice, screen)

    async def _tell(
        self, letter: Letter, address: Address, notice: Notice | None, screen: Screen | None
    ) -> None:
        """Without a screen there is nothing to say any more."""
        if notice is None or screen is None:
            await self._outbox.needless(letter, self._clock())
            return
        await self._telegram.send(address.chat_id, screen)
        await self._notices.told(letter, notice, self._clock())

    async def _to_check(self, letter: Letter, address: Address) -> None:
        election = await self._notices.to_check(letter.subject)
        if election is not None:
            _ = words(address.language)
            place = election.territory.name(_.language)
            await self._telegram.send(address.chat_id, calendars.to_check(election, place, _))
        await self._outbox.sent(letter, [], self._clock())

    async def _consultation_to_check(self, letter: Letter, address: Address) -> None:
        found = await self._notices.consultation_to_check(letter.subject)
        if found is not None:
            await self._telegram.send(address.chat_id, preparing.to_check(found, words(address.language)))
        await self._outbox.sent(letter, [], self._clock())

    async def _opened(self, letter: Letter, address: Address) -> None:
        found = await self._notices.opened(letter)
        if found is not None:
            screen = consultations.opened(found, self._clock(), words(address.language))
            await self._telegram.send(address.chat_id, screen)
        await self._outbox.sent(letter, [], self._clock())

    async def _unfinished(self, letter: Letter, address: Address) -> None:
        found = await self._notices.unfinished(letter)
        if found is not None:
            screen = ballots.unfinished(found, self._clock(), words(address.language))
            await self._telegram.send(address.chat_id, screen)
        await self._outbox.sent(letter, [], self._clock())

    async def _counted(self, letter: Letter, address: Address) -> None:
        found = await self._notices.counted(letter, self._clock())
        if isinstance(found, Later):
            await self._outbox.again(letter, found.due_at)
            return
        if found is not None:
            outcome = await self._counting.of(found)
            await self._telegram.send(address.chat_id, results.counted(outcome, words(address.language)))
        await self._outbox.sent(letter, [], self._clock())

    async def _drawn(self, letter: Letter, address: Address) -> None:
        """As soundless as a picture under its text should be. Raises NotDrawn."""
        found = await self._notices.counted(letter, self._clock())
        if isinstance(found, Later):
            await self._outbox.again(letter, found.due_at)
            return
        outcome = await self._counting.of(found) if found else None
        if outcome is not None and outcome.shown:
            _ = words(address.language)
            content = await self._drawing.draw(result_pictures.picture(outcome, _))
            name, caption = result_pictures.name(outcome), result_pictures.caption(outcome, _)
            await self._telegram.send_picture(address.chat_id, name, content, caption, silent=True)
        await self._outbox.sent(letter, [], self._clock())

    async def _digest(self, letter: Letter, address: Address) -> None:
        """Who serves the territory no more is sent nothing."""
        now = self._clock()
        found = await self._digests.owed(letter, now)
        if found is not None:
            await self._telegram.send(address.chat_id, digests.digest(found, now, words(address.language)))
        await self._outbox.sent(letter, [], now)

    async def _work(self, letter: Letter, address: Address) -> None:
        found = await self._notices.work(letter, self._clock())
        if isinstance(found, Later):
            await self._outbox.again(letter, found.due_at)
            return
        if found is not None:
            await self._telegram.send(address.chat_id, works.news(*found, words(address.language)))
        await self._outbox.sent(letter, [], self._clock())

    async def _answered(self, letter: Letter, address: Address) -> None:
        """A reply to it, where it is about one report, goes to the office."""
        found = await self._notices.answer(letter, self._clock())
        if isinstance(found, Later):
            await self._outbox.again(letter, found.due_at)
        elif found is None:
            await self._outbox.needless(letter, self._clock())
        else:
            screen = answers.answer(found, words(address.language))
            shown = await self._telegram.send(address.chat_id, screen)
            await self._notices.answered(letter, found, address.chat_id, shown, self._clock())

    async def _promise_due(self, letter: Letter, address: Address) -> None:
        """Who has left the office is asked nothing."""
        now = self._clock()
        found = await self._promises.owed(letter, now)
        if found is not None:
            screen = pledges.due(found, now, words(address.language))
            await self._telegram.send(address.chat_id, screen)
        await self._outbox.sent(letter, [], now)

    async def _promise_news(self, letter: Letter, address: Address) -> None:
        """As it stands now, whatever has happened since it was left."""
        now = self._clock()
        found = await self._notices.promise_news(letter, now)
        if isinstance(found, Later):
            await self._outbox.again(letter, found.due_at)
            return
        if found is not None:
            screen = promises.news(found, now, words(address.language))
            await self._telegram.send(address.chat_id, screen)
        await self._outbox.sent(letter, [], now)

    async def _meeting(self, letter: Letter, address: Address) -> None:
        """As it stands now: what does not hold any more is not told."""
        now = self._clock()
        found = await self._notices.meeting(letter, now)
        if found is not None:
            screen = OF_MEETINGS[letter.kind](found, now, words(address.language))
            await self._telegram.send(address.chat_id, screen)
        await self._outbox.sent(letter, [], now)

    async def _planned(self, letter: Letter, address: Address) -> None:
        plan = await self._notices.plan(letter.subject)
        if plan is not None:
            screen = broadcasts.planned(plan.broadcast, plan.election, words(address.language))
            await self._telegram.send(address.chat_id, screen)
        await self._outbox.sent(letter, [], self._clock())

    async def _proposals_open(self, letter: Letter, address: Address) -> None:
        asked = await self._notices.proposals_open(letter, self._clock())
        if asked is not None:
            screen = proposals.call(asked, self._clock(), words(address.language))
            await self._telegram.send(address.chat_id, screen)
        await self._outbox.sent(letter, [], self._clock())

    async def _proposal_card(self, letter: Letter, address: Address) -> None:
        """Shown once, and then kept true by edits."""
        found = await self._moderation.shown(letter.subject, address.chat_id)
        if found is None:
            await self._outbox.needless(letter, self._clock())
            return
        case, shown = found
        screen = moderation.card(case, words(address.language), private=False)
        if shown is None or not await self._telegram.edit(address.chat_id, shown, screen):
            shown = await self._telegram.send(address.chat_id, screen)
        await self._moderation.posted(letter, address.chat_id, shown, self._clock())

    async def _paper_to_check(self, letter: Letter, address: Address) -> None:
        found = await self._papers.to_check(letter.subject)
        if found is not None:
            await self._telegram.send(address.chat_id, papers.to_check(*found, words(address.language)))
        await self._outbox.sent(letter, [], self._clock())

    async def _proposal_decided(self, letter: Letter, address: Address) -> None:
        case = await self._moderation.answer(letter)
        if case is not None:
            await self._telegram.send(address.chat_id, proposals.answer(case, words(address.language)))
        await self._outbox.sent(letter, [], self._clock())
