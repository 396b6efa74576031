"""Everything there is: one bot, people, chats, and what has happened between them."""

import itertools
import random
from dataclasses import replace

from sandbox import chats
from sandbox.callbacks import Callbacks
from sandbox.calls import Calls
from sandbox.chats import Chat
from sandbox.clock import Clock
from sandbox.commands import Commands
from sandbox.events import Events
from sandbox.faults import Faults
from sandbox.files import Files
from sandbox.members import Member
from sandbox.polls import Polls
from sandbox.profile import Profile
from sandbox.rates import Rates
from sandbox.updates import Updates
from sandbox.users import User
from sandbox.wire import Json

FIRST_USER = 7_000_000_001
"""Wider than 32 bits, as the ids of new Telegram users are."""
FIRST_GROUP = 4_000_000_001
FIRST_SUPERGROUP = 2_000_000_001


class World:
    def __init__(self, token: str, *, rates: bool = True) -> None:
        bot_id = int(token.partition(":")[0])
        self.token = token
        self.bot = User(bot_id, "Sandbox", username="sandbox_bot", is_bot=True)
        self.users: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.clock = Clock()
        self.events = Events()
        self.faults = Faults()
        self.updates = Updates(self.clock, self.faults, token)
        self.callbacks = Callbacks(self.clock)
        self.calls = Calls()
        self.commands = Commands()
        self.files = Files()
        self.polls = Polls()
        self.profile = Profile()
        self.rates = Rates(self.clock, enforced=rates)
        self.chance = random.Random(token)  # noqa: S311 - dice that fall alike in every run
        self.media_groups = itertools.count(13_900_000_000_000_001)
        self._channels: dict[str, int] = {}
        self._common_numbers = chats.numbering()
        self._user_ids = itertools.count(FIRST_USER)
        self._group_ids = itertools.count(FIRST_GROUP)
        self._supergroup_ids = itertools.count(FIRST_SUPERGROUP)

    def date(self) -> int:
        return int(self.clock.now())

    def add_user(self, *, id: int | None = None, **names: str | None) -> User:  # noqa: A002 - Telegram's word
        user_id = id or next(number for number in self._user_ids if number not in self.users)
        user = User(user_id, names.pop("first_name", None) or "", **names)  # type: ignore[arg-type]
        self.users[user_id] = user
        return user

    def rename_bot(self, name: str) -> None:
        self.bot = replace(self.bot, first_name=name)

    def open_private(self, person: User) -> Chat:
        if person.id not in self.chats:
            self.chats[person.id] = chats.private(person, self._common_numbers)
            self.events.emit("chat", person.id, chat=self.chats[person.id].shape)
        return self.chats[person.id]

    def add_group(self, title: str, kind: str) -> Chat:
        if kind == "group":
            chat = Chat(-next(self._group_ids), kind, self._common_numbers, title)
        else:
            chat_id = chats.supergroup_id(next(self._supergroup_ids))
            chat = Chat(chat_id, kind, chats.numbering(), title)
        self.chats[chat.id] = chat
        return chat

    def channel(self, title: str) -> Json:
        """Channels are only names here: people forward from them and write under them."""
        if title not in self._channels:
            self._channels[title] = chats.supergroup_id(next(self._supergroup_ids))
        return {"id": self._channels[title], "title": title, "type": "channel"}

    def me(self, chat: Chat) -> Member:
        return chat.member(self.bot)

    def post(self, chat: Chat, sender: Json, content: Json, markup: Json | None = None) -> Json:
        """Puts a message into a chat, for all to see."""
        message = {
            "message_id": next(chat.numbers),
            "from": sender,
            "chat": chat.shape,
            "date": self.date(),
            **content,
        }
        number = message["message_id"]
        chat.messages[number] = message
        if markup and "inline_keyboard" not in markup:
            chat.markups[number] = markup
        self._tell(chat, message, "message")
        return message

    def _tell(self, chat: Chat, message: Json, event: str) -> None:
        number = message["message_id"]
        chat.changes[number] = self.events.emit(event, chat.id, message=chat.as_seen(message))

    def change(self, chat: Chat, message: Json) -> Json:
        """An edited message is a new object: the old one may stand in answers and replies already given."""
        chat.messages[message["message_id"]] = message
        self._tell(chat, message, "edit")
        return message

    def delete(self, chat: Chat, message_id: int) -> None:
        chat.deleted.add(message_id)
        chat.changes[message_id] = self.events.emit("delete", chat.id, message_id=message_id)

    def show_reply_keyboard(self, chat: Chat, keyboard: Json | None) -> None:
        if chat.reply_keyboard is not keyboard:
            chat.reply_keyboard = keyboard
            self.events.emit("reply_keyboard", chat.id, **reply_keyboard(chat))


def reply_keyboard(chat: Chat) -> Json:
    shown = chat.reply_keyboard
    placeholder = shown.get("input_field_placeholder") if shown else None
    return {"reply_keyboard": shown["keyboard"] if shown else None, "placeholder": placeholder}
