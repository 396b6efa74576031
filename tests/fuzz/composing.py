"""From what hypothesis drew to an update such as Telegram sends it."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

from sandbox import schema
from sandbox.chats import Chat
from sandbox.replies import reply_to
from sandbox.shapes import Shapes
from sandbox.text import plain
from sandbox.users import ANONYMOUS_ADMINISTRATOR, CHANNEL
from tests.fuzz.making import Maker
from tests.fuzz.noise import Happened, Mask, Pressed, Said, Shown, Where

if TYPE_CHECKING:
    from sandbox.wire import Json
    from sandbox.world import World
    from tests.fuzz.cast import Cast
    from tests.fuzz.noise import Noise, Who

LINKED = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
BOT = {"id": 8_000_000_001, "is_bot": True, "first_name": "Other", "username": "other_bot"}
STRANGE = -1_009_000_000_001
CHANNEL_ID = -1_009_000_000_002
CAPTIONED = frozenset(
    {"photo", "video", "voice", "document", "animation", "audio", "live_photo", "paid_media"}
)
# For older clients, what is new also comes as what it resembles.
ALSO = {"animation": "document", "live_photo": "photo", "venue": "location"}

SHAPES = Shapes(schema.load())


@dataclass(frozen=True)
class Act:
    """Who did something, where, and which button they pressed, if they did."""

    user_id: int
    chat_id: int
    kind: str
    data: str | None = None


class Composer:
    def __init__(self, world: World, cast: Cast) -> None:
        self._world = world
        self._cast = cast
        self.taps: list[str] = []

    def compose(self, noise: Noise) -> tuple[Json, Act]:
        """A valid update, and what it amounts to."""
        maker = Maker(Random(noise.seed), self._world)
        if isinstance(noise, Said):
            kind, event = noise.kind, self._message(noise, maker)
        elif isinstance(noise, Pressed):
            kind, event = "callback_query", self._press(noise, maker)
        else:
            kind, event = noise.kind, self._happening(noise, maker)
        SHAPES.of("Update")({"update_id": 1, kind: event})
        chat = self._chat(noise.who, noise.where)["id"]
        user = event.get("from") or event.get("user") or {"id": 0}
        data = noise.data if isinstance(noise, Pressed) else None
        return {kind: event}, Act(user["id"], chat, kind, data)

    def _user(self, who: Who) -> Json:
        return self._cast.user(who)

    def _chat(self, who: Who, where: Where) -> Json:
        if where is Where.PRIVATE:
            person = self._user(who)
            names = {name: person[name] for name in ("first_name", "last_name", "username") if name in person}
            return {"id": person["id"], "type": "private", **names}
        if where is Where.STRANGE:
            return {"id": STRANGE, "type": "supergroup", "title": "Басқа ауыл", "is_forum": True}
        if where is Where.CHANNEL:
            return {"id": CHANNEL_ID, "type": "channel", "title": "Жаңалық"}
        return self._cast.groups[where].shape

    def _message(self, noise: Said, maker: Maker) -> Json:
        where = Where.CHANNEL if "channel" in noise.kind else noise.where
        where = Where.PRIVATE if "business" in noise.kind else where
        chat = self._chat(noise.who, where)
        known = self._world.chats.get(chat["id"])
        message: Json = {
            "message_id": next(known.numbers) if known else maker.chance.randint(1, 2**31 - 1),
            "date": self._world.date(),
            "chat": chat,
            **self._sender(noise, chat),
            **self._content(noise.content, noise.text, maker),
            **{name: maker.field("Message", name) for name in noise.extras},
            **self._frame(noise, maker),
        }
        original = self._nth(known, noise.about)
        if noise.kind.startswith("edited"):
            own = self._own(known, message, noise.about)
            message |= {"edit_date": self._world.date(), "message_id": own or message["message_id"]}
        elif original:
            message |= reply_to(original)
        if known and "from" in message and noise.kind == "message":
            known.messages[message["message_id"]] = message
        return message

    def _sender(self, noise: Said, chat: Json) -> Json:
        if chat["type"] == "channel":
            return {"sender_chat": chat}
        if chat["type"] == "private" or noise.mask is Mask.NONE:
            return {"from": self._user(noise.who)}
        masks: dict[Mask, Json] = {
            Mask.ANONYMOUS: {"from": ANONYMOUS_ADMINISTRATOR.shape, "sender_chat": chat},
            Mask.CHANNEL: {"from": CHANNEL.shape, "sender_chat": self._world.channel("Арна")},
            Mask.LINKED: {
                "from": LINKED,
                "sender_chat": self._world.channel("Арна"),
                "is_automatic_forward": True,
            },
            Mask.BOT: {"from": BOT},
        }
        return masks[noise.mask]

    def _content(self, content: str, text: str, maker: Maker) -> Json:
        if content == "text":
            return plain(text or "…")
        made: Json = {content: maker.field("Message", content)}
        if content in ALSO:
            also = ALSO[content]
            made[also] = made[content]["location"] if also == "location" else maker.field("Message", also)
        if content in CAPTIONED and text:
            made["caption"] = text[:1024]
        return made

    def _frame(self, noise: Said, maker: Maker) -> Json:
        if "business" in noise.kind:
            return {"business_connection_id": "b1"}
        if noise.kind == "guest_message":
            return {"guest_query_id": "g1"}
        if "is_topic_message" in noise.extras:
            return {"message_thread_id": maker.chance.randint(1, 1000)}
        return {}

    @staticmethod
    def _nth(chat: Chat | None, nth: int | None) -> Json | None:
        """The newest messages of a chat, by number."""
        newest = list(chat.newest()) if chat and nth is not None else []
        return newest[(nth or 0) % len(newest)] if newest else None

    @staticmethod
    def _own(chat: Chat | None, message: Json, nth: int | None) -> int | None:
        """Only what one has written oneself can be edited."""
        author = message.get("from", {}).get("id")
        own = (
            [one for one in chat.newest() if one["from"]["id"] == author] if chat and nth is not None else []
        )
        return int(own[(nth or 0) % len(own)]["message_id"]) if own else None

    def _press(self, noise: Pressed, maker: Maker) -> Json:
        chat = self._chat(noise.who, noise.where)
        user = ANONYMOUS_ADMINISTRATOR.shape if noise.masked else self._user(noise.who)
        tap = self._world.callbacks.open(chat["id"], user["id"])
        self.taps.append(tap.id)
        return {
            "id": tap.id,
            "from": user,
            "chat_instance": "1",
            **({"data": noise.data} if noise.data is not None else {"game_short_name": "game"}),
            **self._under(noise, chat, maker),
        }

    def _under(self, noise: Pressed, chat: Json, maker: Maker) -> Json:
        if noise.shown is Shown.INLINE:
            return {"inline_message_id": "AAAA"}
        if noise.shown is Shown.NONE:
            return {}
        bot = self._world.bot.id
        known = self._world.chats.get(chat["id"])
        posted = [one for one in known.newest() if one["from"]["id"] == bot] if known else []
        message = posted[noise.about % len(posted)] if posted else None
        number = message["message_id"] if message else maker.chance.randint(1, 2**31 - 1)
        if noise.shown is Shown.INACCESSIBLE:
            return {"message": {"chat": chat, "message_id": number, "date": 0}}
        return {
            "message": message
            or {
                "message_id": number,
                "date": self._world.date(),
                "chat": chat,
                "from": self._world.bot.shape,
                "text": "…",
            }
        }

    def _happening(self, noise: Happened, maker: Maker) -> Json:
        fields = schema.load().types["Update"][noise.kind]
        made: Json = maker.make(fields.type)
        true: dict[str, Any] = {
            "chat": self._chat(noise.who, noise.where),
            "from": self._user(noise.who),
            "user": self._user(noise.who),
            "voter_chat": self._chat(noise.who, Where.CHANNEL),
            "actor_chat": self._chat(noise.who, noise.where),
        }
        return made | {name: value for name, value in true.items() if name in made}
