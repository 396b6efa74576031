"""Filters. All are coroutines: aiogram hands every other kind to a thread, where it may wait behind slow work."""

from aiogram.enums import ChatType
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, MessageOriginChannel

from bot.domain.iins import has_iin
from bot.domain.posts import Post
from bot.domain.roles import Right
from bot.floods import Floods
from bot.services.reports import ReportService
from bot.services.roles import RoleService
from bot.taps import Taps
from bot.views import menu
from bot.visits import Visit

REFUSED = "too long at "  # the state after the refusal of a text so long that its client has sent it in parts
OF_LIST = "list of election"  # the state of who sends a commission's list
PART = 3500  # clients part a text at 4096, or at the last word before
SECONDS_BETWEEN_PARTS = 2

Event = Message | CallbackQuery | ChatMemberUpdated


def _chat_type(event: Event) -> str | None:
    if not isinstance(event, CallbackQuery):
        return event.chat.type
    return event.message.chat.type if event.message else None


class Private(Filter):
    async def __call__(self, event: Event) -> bool:
        return _chat_type(event) == ChatType.PRIVATE


class Grouped(Filter):
    async def __call__(self, event: Event) -> bool:
        return _chat_type(event) in (ChatType.GROUP, ChatType.SUPERGROUP)


class Has(Filter):
    """The message carries one of these."""

    def __init__(self, *contents: str) -> None:
        self._contents = contents

    async def __call__(self, message: Message) -> bool:
        return any(getattr(message, content) for content in self._contents)


class WithIin(Filter):
    """Somebody's identification number stands in the words; of a list, whose rows are checked one by one, no matter."""

    async def __call__(self, message: Message, visit: Visit) -> bool:
        in_list = (visit.state or "").startswith(OF_LIST)
        return not in_list and has_iin(message.text or message.caption or "")


class FromChannel(Filter):
    """A channel's post, forwarded."""

    async def __call__(self, message: Message) -> bool:
        return isinstance(message.forward_origin, MessageOriginChannel)


class Pressed(Filter):
    """The main menu's button, in whichever language."""

    def __init__(self, item: menu.Menu) -> None:
        self.item = item

    async def __call__(self, message: Message) -> bool:
        return menu.pressed(message.text) is self.item


def _answers(message: Message) -> bool:
    """Whether it can be the answer to a question: words, and neither a command nor the menu's button."""
    text = message.text or "/"
    return not text.startswith("/") and menu.pressed(text) is None


class InState(Filter):
    """The conversation awaits words for this."""

    def __init__(self, state: str) -> None:
        self.state = state

    async def __call__(self, message: Message, visit: Visit) -> bool:
        return visit.state == self.state and _answers(message)


class OnlyServes(Filter):
    """Who has a role here and has not agreed to report: words of theirs are no report."""

    async def __call__(self, _: Message, roles: RoleService, visit: Visit) -> bool:
        if visit.person is not None and visit.person.agreed:
            return False
        return (await roles.holder(visit.telegram_id, visit.now)).serves


class Coordinates(Filter):
    """Who may enter elections somewhere: to others the command is a resident's."""

    async def __call__(self, _: Message, roles: RoleService, visit: Visit) -> bool:
        return (await roles.holder(visit.telegram_id, visit.now)).coordinates


class Entitled(Filter):
    """Who has this right somewhere: to others the command is a resident's."""

    def __init__(self, right: Right) -> None:
        self._right = right

    async def __call__(self, _: Message, roles: RoleService, visit: Visit) -> bool:
        holder = await roles.holder(visit.telegram_id, visit.now)
        return holder.administers or bool(holder.anywhere(self._right))


class Choosing(Filter):
    """Words, or a file, are awaited for what the state names after a colon; gives the handler that as `about`. With
    `shown` it lets through what came instead of words.
    """

    def __init__(self, state: str, *, file: bool = False, shown: bool = False) -> None:
        self.state = state
        self._file = file
        self._shown = shown

    async def __call__(self, message: Message, visit: Visit) -> bool | dict[str, str]:
        state, _, about = (visit.state or "").partition(":")
        if self._shown:
            given = message.text is None and (message.document is None or self.state != OF_LIST)
        else:
            given = message.document is not None if self._file else _answers(message)
        return {"about": about} if state == self.state and given else False


class Awaiting(Filter):
    """The conversation awaits this, in whatever form it comes."""

    def __init__(self, state: str) -> None:
        self.state = state

    async def __call__(self, _: Message, visit: Visit) -> bool:
        return visit.state == self.state


class Rest(Filter):
    """What is left of a text too long for one message, when its beginning was refused."""

    async def __call__(self, message: Message, visit: Visit) -> bool:
        if visit.state is None or not visit.state.startswith(REFUSED):
            return False
        refused = int(visit.state.removeprefix(REFUSED))
        written = _answers(message) and message.forward_origin is None
        return written and message.date.timestamp() - refused <= SECONDS_BETWEEN_PARTS


class Flooding(Filter):
    """It comes with more than could be answered one by one."""

    async def __call__(self, message: Message, floods: Floods) -> bool:
        return floods.rage(message.chat.id)


class Hasty(Filter):
    """The second of a double tap: meant for the button that stood there before."""

    async def __call__(self, call: CallbackQuery, taps: Taps) -> bool:
        message = call.message
        return message is not None and taps.hasty(message.chat.id, message.message_id)


class AboutReport(Filter):
    """A reply, no command, to a message of the bot that is about a report; gives the handler `post`."""

    async def __call__(self, message: Message, reports: ReportService) -> bool | dict[str, Post]:
        replied = message.reply_to_message
        if replied is None or (message.text or "").startswith("/"):
            return False
        post = await reports.about(message.chat.id, replied.message_id)
        return {"post": post} if post else False
