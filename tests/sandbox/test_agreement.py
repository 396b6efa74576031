"""What the sandbox says is what Telegram documents, and what a real library understands."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram import Bot, Dispatcher, exceptions
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BufferedInputFile,
    CallbackQuery,
    ChatMemberOwner,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    InputPollOption,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyParameters,
    Update,
)

from sandbox import images, schema
from sandbox.shapes import Shapes

SHAPES = Shapes(schema.load())
KEYS = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Алу", callback_data="take")]])


@pytest.fixture
async def bot(sandbox: Any) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url))
    yield Bot(sandbox.token, session=session)
    await session.close()


async def everything_people_do(client: Any, aigul: Any, erlan: Any) -> None:
    await aigul.send("/my @erlan_kz https://gov.kz")
    await aigul.photo("а")
    await aigul.album(2)
    await aigul.voice()
    await aigul.video()
    await aigul.video_note()
    await aigul.document()
    await aigul.sticker()
    await aigul.contact()
    await aigul.location(43.2, 76.9, live_period=900)
    await aigul.dice()
    poll = await aigul.poll("?", ["а", "ә"])
    await aigul.vote(poll, 1)
    await aigul.forward("а")
    await aigul.edit(await aigul.send("а"), "ә")
    await aigul.react(await aigul.send("а"), "👍")
    await aigul.block()
    await aigul.unblock()
    group = await client.group("Ауыл", owner=erlan, bot="administrator", type="group")
    for status in ("member", "restricted", "kicked", "left", "administrator"):
        await client.member(group, aigul, status)
    await aigul.send("а", chat=group, as_anonymous=True)
    await aigul.send("а", chat=group, as_channel="Арна")
    await client.migrate(group)


async def test_every_update_has_the_documented_shape_and_a_library_reads_it(
    api: Any, client: Any, aigul: Any, erlan: Any
) -> None:
    await api.updates(
        allowed_updates=[
            "chat_member",
            "message_reaction",
            *SHAPES.schema.types["Update"].keys() - {"update_id"},
        ]
    )
    await everything_people_do(client, aigul, erlan)
    card = await api.say(aigul, "№", reply_markup=KEYS.model_dump(exclude_none=True))
    await client.post(f"chats/{aigul.id}/taps", user_id=aigul.id, label="Алу")
    await aigul.send("жауап", reply_to=card)
    updates = await api.updates()
    assert len(updates) > 30
    for update in updates:
        SHAPES.of("Update")(update)
        assert Update.model_validate(update).event_type in update


ANSWERS = {
    "getMe": "User",
    "getWebhookInfo": "WebhookInfo",
    "getMyName": "BotName",
    "getMyDescription": "BotDescription",
    "getMyShortDescription": "BotShortDescription",
    "getChatMenuButton": "MenuButton",
    "getMyCommands": "Array of BotCommand",
}


@pytest.mark.parametrize("method", ANSWERS)
async def test_answers_have_the_documented_shape(api: Any, method: str) -> None:
    SHAPES.of(ANSWERS[method])(await api.ok(method))


async def test_chats_and_members_have_the_documented_shape(
    api: Any, client: Any, group: Any, aigul: Any
) -> None:
    for chat_id in (group["id"], aigul.id):
        SHAPES.of("ChatFullInfo")(await api.ok("getChat", chat_id=chat_id))
        SHAPES.of("ChatMember")(await api.ok("getChatMember", chat_id=chat_id, user_id=aigul.id))
    SHAPES.of("Array of ChatMember")(await api.ok("getChatAdministrators", chat_id=group["id"]))


async def test_what_the_bot_sends_has_the_documented_shape(api: Any, aigul: Any) -> None:
    here = {"chat_id": aigul.id}
    options = [{"text": "Иә"}, {"text": "Жоқ"}]
    photo = (await aigul.photo())["photo"][-1]["file_id"]
    sent = [
        await api.say(aigul, "<b>а</b> <tg-time unix='5'>б</tg-time>", parse_mode="HTML"),
        await api.ok("sendPhoto", **here, photo=photo, caption="а"),
        await api.ok("sendLocation", **here, latitude=43.2, longitude=76.9, live_period=900),
        await api.ok("sendVenue", **here, latitude=43.2, longitude=76.9, title="а", address="б"),
        await api.ok("sendContact", **here, phone_number="+7701", first_name="а"),
        await api.ok("sendDice", **here),
        await api.ok("sendPoll", **here, question="?", options=options, type="quiz", correct_option_ids=[0]),
        await api.ok("forwardMessage", **here, from_chat_id=aigul.id, message_id=1),
    ]
    SHAPES.of("Array of Message")(sent)
    SHAPES.of("Poll")(await api.ok("stopPoll", **here, message_id=sent[6]["message_id"]))
    SHAPES.of("File")(await api.ok("getFile", file_id=photo))


async def test_a_library_calls_and_understands_the_sandbox(bot: Bot, aigul: Any, group: Any) -> None:
    assert (await bot.me()).username == "sandbox_bot"
    assert await bot.set_my_commands(
        [BotCommand(command="my", description="а")],
        scope=BotCommandScopeAllPrivateChats(),
        language_code="kk",
    )
    text = await bot.send_message(aigul.id, "<b>а</b>", parse_mode="HTML", reply_markup=KEYS)
    assert text.entities
    assert text.entities[0].type == "bold"
    edited = await bot.edit_message_text("б", chat_id=aigul.id, message_id=text.message_id)
    assert isinstance(edited, Message)
    assert (edited.text, edited.reply_markup) == ("б", None)
    reply = await bot.send_message(
        aigul.id,
        "в",
        reply_parameters=ReplyParameters(message_id=text.message_id),
        reply_markup=ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="г")]], resize_keyboard=True),
    )
    assert reply.reply_to_message
    assert reply.reply_to_message.text == "б"
    photo = await bot.send_photo(
        aigul.id, BufferedInputFile(images.placeholder(30, 20), "а.png"), caption="д"
    )
    assert photo.photo
    file = await bot.get_file(photo.photo[-1].file_id)
    assert file.file_path
    content = await bot.download_file(file.file_path)
    assert content
    assert content.read() == images.placeholder(30, 20)
    album = [
        InputMediaPhoto(media=photo.photo[-1].file_id),
        InputMediaPhoto(media=BufferedInputFile(images.placeholder(9, 9), "б.png")),
    ]
    assert len(await bot.send_media_group(aigul.id, album)) == 2
    assert (await bot.send_poll(aigul.id, "?", [InputPollOption(text="а"), InputPollOption(text="б")])).poll
    assert await bot.delete_message(aigul.id, text.message_id)
    assert isinstance((await bot.get_chat_administrators(group["id"]))[0], ChatMemberOwner)
    assert (await bot.get_chat(group["id"])).title == "Модераторлар"


async def test_a_library_tells_refusals_apart(bot: Bot, client: Any, aigul: Any, erlan: Any) -> None:
    with pytest.raises(exceptions.TelegramBadRequest, match="chat not found"):
        await bot.send_message(5, "а")
    await client.fault("too_many_requests", seconds=7)
    with pytest.raises(exceptions.TelegramRetryAfter) as wait:
        await bot.send_message(aigul.id, "а")
    assert wait.value.retry_after == 7
    await client.fault("bad_gateway")
    with pytest.raises(exceptions.ClientDecodeError):
        await bot.send_message(aigul.id, "а")
    await client.fault("internal_error")
    with pytest.raises(exceptions.TelegramServerError):
        await bot.send_message(aigul.id, "а")
    await client.fault("reset_after_effect")
    with pytest.raises(exceptions.TelegramNetworkError):
        await bot.send_message(aigul.id, "а")
    await aigul.block()
    with pytest.raises(exceptions.TelegramForbiddenError):
        await bot.send_message(aigul.id, "а")
    group = await client.group("Ауыл", owner=erlan, type="group")
    new = await client.migrate(group)
    with pytest.raises(exceptions.TelegramMigrateToChat) as moved:
        await bot.send_message(group["id"], "а")
    assert moved.value.migrate_to_chat_id == new["id"]


async def test_a_dispatcher_hears_people_and_answers_them(
    bot: Bot, sandbox: Any, client: Any, aigul: Any
) -> None:
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def greet(message: Message) -> None:
        await message.answer(f"Сәлем, {message.text}", reply_markup=KEYS)

    @dispatcher.callback_query()
    async def take(query: CallbackQuery) -> None:
        await query.answer("Алынды", show_alert=True)

    polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False, polling_timeout=5))
    await aigul.sees("Сәлем, /start")
    answer = await aigul.tap("Алу")
    assert (answer.text, answer.show_alert) == ("Алынды", True)
    await sandbox.world.updates.polled.wait()
    await dispatcher.stop_polling()
    await polling
    summary = await client.summary()
    assert (summary["invalid_calls"], summary["pending_updates"]) == (0, 0)
