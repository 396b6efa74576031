"""Where the answer goes: into the message whose button was pressed, where Telegram allows; of a hasty second tap, nowhere."""

from datetime import datetime, timedelta

from aiogram.types import CallbackQuery, Message

from bot.domain.drafts import Draft
from bot.services.drafts import DraftService
from bot.telegram import Telegram
from bot.views import errors
from bot.views.reports import form
from bot.views.screens import Screen, Toast
from bot.visits import Visit

STALE = timedelta(hours=6)  # after that, words are no longer taken for a part of the report without asking


def stale(draft: Draft, now: datetime) -> bool:
    return now - draft.changed_at > STALE


async def replace(call: CallbackQuery, telegram: Telegram, screen: Screen, current: int | None = None) -> int:
    """Edit the message that is `current`, else the pressed one, else send a new one; which shows the screen now.

    A pressed message that is not the current one is just being taken away, and must not get what has to stay.
    """
    if call.message is None:
        return await telegram.send(call.from_user.id, screen)
    chat_id, pressed = call.message.chat.id, call.message.message_id
    if not screen.editable:
        sent = await telegram.send(chat_id, screen)
        await telegram.delete(chat_id, pressed)
        return sent
    for shown in (pressed,) if current in (None, pressed) else (current, pressed):
        if await telegram.edit(chat_id, shown, screen):
            if shown != pressed:
                await telegram.delete(chat_id, pressed)
            return shown
    return await telegram.send(chat_id, screen)


async def tapped_twice(call: CallbackQuery, visit: Visit, toast: Toast) -> None:
    """What stands there now has not been read yet."""
    toast.say(errors.too_quick(visit.words))


async def words_wanted(message: Message, telegram: Telegram, visit: Visit) -> None:
    """Something else than the words that are awaited has come."""
    await telegram.send(visit.chat_id, Screen(errors.words_wanted(visit.words)))


def replied(call: CallbackQuery) -> Message | None:
    """What the person had written when the bot offered the button."""
    return call.message.reply_to_message if isinstance(call.message, Message) else None


async def turn_form(
    call: CallbackQuery, telegram: Telegram, drafts: DraftService, visit: Visit, draft: Draft
) -> None:
    """Show the form in its message; if that is gone, in the one whose button was pressed."""
    shown = await replace(call, telegram, form(draft, visit.words), current=draft.form_message_id)
    if shown != draft.form_message_id:
        await drafts.shown(draft.id, shown)


async def show_form(
    telegram: Telegram,
    drafts: DraftService,
    visit: Visit,
    draft: Draft,
    screen: Screen | None = None,
    *,
    reply_to: int | None = None,
) -> None:
    """Show the form under what the person has just sent, and take the older one away."""
    shown = await telegram.send(visit.chat_id, screen or form(draft, visit.words), reply_to=reply_to)
    await drafts.shown(draft.id, shown)
    if draft.form_message_id is not None:
        await telegram.delete(visit.chat_id, draft.form_message_id)
