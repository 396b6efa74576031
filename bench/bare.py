"""The yardstick: an ordinary aiogram bot that keeps nothing, and speaks as often as ours does.

It answers the same updates with the same methods: a tap by an edit and a stopped spinner, a typed message by a new
one and a deletion, the last tap also by a card in a group. aiogram's own dispatcher and session, as the tutorials
have them.
"""

import asyncio
import logging
import sys

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command, CommandStart
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
)

CATEGORIES = {
    "danger": "🚨 Danger to life",
    "roads": "🛣 Roads and pavements",
    "lighting": "💡 Street lighting",
    "water": "🚰 Drinking water",
    "waste": "🗑 Rubbish and dumps",
    "landscaping": "🪑 Public places",
    "greening": "🌳 Trees and parks",
    "playgrounds": "🛝 Playgrounds",
}
HEAD = "<b>Report</b> · Baiserke\n💡 Street lighting"
RECEIVED = (
    "✅ Report <b>№ 26-17</b> is received.\n\n💡 Street lighting · Baiserke\n\n"
    "What next: the moderators look at it, and you hear of every step here. To add something, reply to this "
    "message.\n\nThis is not an official appeal. To make one, write to e-Otinish or call 109."
)


def categories() -> InlineKeyboardMarkup:
    buttons = [
        InlineKeyboardButton(text=label, callback_data=f"category:0:{key}")
        for key, label in CATEGORIES.items()
    ]
    buttons.append(InlineKeyboardButton(text="Others →", callback_data="more:0"))
    buttons.append(InlineKeyboardButton(text="Cancel", callback_data="cancel"))
    return InlineKeyboardMarkup(
        inline_keyboard=[buttons[start : start + 2] for start in range(0, len(buttons), 2)]
    )


def step(label: str, data: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text=label, callback_data=data)],
            [
                InlineKeyboardButton(text="← Back", callback_data="step:0:back"),
                InlineKeyboardButton(text="Cancel", callback_data="cancel"),
            ],
        ]
    )


def card_buttons() -> InlineKeyboardMarkup:
    labels = ("✋ Take", "❓ Ask", "↪️ Forward", "🚫 Reject", "👥 Duplicate")
    buttons = [InlineKeyboardButton(text=label, callback_data=f"do:17:{label[-4:]}") for label in labels]
    return InlineKeyboardMarkup(inline_keyboard=[buttons[:2], buttons[2:4], buttons[4:]])


async def started(message: Message) -> None:
    await message.answer("Hello! Send /report when something is broken.")


async def helped(message: Message) -> None:
    await message.answer("Send /report, choose what it is about, and tell us.")


async def report_begun(message: Message) -> None:
    await message.answer("<b>Report</b> · Baiserke\n\n<b>What is it about?</b>", reply_markup=categories())


async def category_chosen(call: CallbackQuery) -> None:
    question = "<b>What has happened?</b> Write it in your own words, or send a photo with a caption."
    await show(call, f"{HEAD}\n\n{question}", step("Continue →", "step:0:onward:text"))


async def text_written(message: Message) -> None:
    question = "<b>Pictures?</b> You can send 5 more photos, videos or voice messages. Please no faces or car numbers."
    await message.answer(
        f"{HEAD}\n«{message.html_text}»\n\n{question}",
        reply_markup=step("Without pictures →", "step:0:onward:pictures"),
    )
    await message.delete()


async def pictures_skipped(call: CallbackQuery) -> None:
    question = "<b>Where is it?</b> Write the street or a landmark, or send a location: 📎 → Location."
    await show(call, f"{HEAD}\n\n{question}", step("Without a place →", "step:0:onward:place"))


async def place_skipped(call: CallbackQuery) -> None:
    question = "<b>Send it?</b> The moderators and the akim's office will see what is above."
    await show(call, f"{HEAD}\n\n{question}", step("✅ Send", "send:0"))


async def sent(call: CallbackQuery, bot: Bot, groups: list[int]) -> None:
    mine = InlineKeyboardButton(text="📋 My reports", callback_data="my:0")
    await show(call, RECEIVED, InlineKeyboardMarkup(inline_keyboard=[[mine]]))
    card = f"<b>№ 26-17</b> · Received\n\n{HEAD}\nwaits 0 minutes\n\nThe lamp by the school is broken"
    await bot.send_message(groups[call.from_user.id % len(groups)], card, reply_markup=card_buttons())


async def cancelled(call: CallbackQuery) -> None:
    await show(call, "Cancelled; nothing was sent.", None)


async def show(call: CallbackQuery, text: str, keyboard: InlineKeyboardMarkup | None) -> None:
    if isinstance(call.message, Message):
        await call.message.edit_text(text, reply_markup=keyboard)
    await call.answer()


def router() -> Router:
    router = Router()
    router.message.register(started, CommandStart())
    router.message.register(helped, Command("help"))
    router.message.register(report_begun, Command("report"))
    router.message.register(text_written, F.text)
    router.callback_query.register(category_chosen, F.data.startswith("category:"))
    router.callback_query.register(pictures_skipped, F.data == "step:0:onward:pictures")
    router.callback_query.register(place_skipped, F.data == "step:0:onward:place")
    router.callback_query.register(sent, F.data.startswith("send:"))
    router.callback_query.register(cancelled, F.data == "cancel")
    return router


async def run(url: str, token: str, groups: list[int]) -> None:
    logging.basicConfig(level=logging.ERROR)
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    properties = DefaultBotProperties(parse_mode="HTML", link_preview=LinkPreviewOptions(is_disabled=True))
    bot = Bot(token, session=session, default=properties)
    dispatcher = Dispatcher(groups=groups)
    dispatcher.include_router(router())
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    _, given_url, given_token, *given_groups = sys.argv
    asyncio.run(run(given_url, given_token, [int(group) for group in given_groups]))
