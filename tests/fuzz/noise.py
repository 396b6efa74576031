"""What else comes in while a resident writes a report: updates of every kind, from everyone, from everywhere.

A `Noise` is plain data that hypothesis draws, shows and makes smaller; `composing` turns it into an update.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from sandbox import schema
from tests.fuzz import buttons, texts

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy


class Who(Enum):
    RESIDENT = auto()
    OWNER = auto()  # of the moderators' group
    MODERATOR = auto()  # named, no administrator of the group
    MEMBER = auto()  # of the group, and nothing more
    NEIGHBOUR = auto()
    BLOCKER = auto()  # has blocked the bot
    CHIEF = auto()  # administrator of the bot
    UNKNOWN = auto()  # not to be found by the bot


class Mask(Enum):
    """What stands in for a person in a group."""

    NONE = auto()
    ANONYMOUS = auto()
    CHANNEL = auto()
    LINKED = auto()
    BOT = auto()


class Where(Enum):
    PRIVATE = auto()  # the person's own chat with the bot
    OURS = auto()  # the moderators' group
    OTHER = auto()  # a supergroup that serves nothing
    PLAIN = auto()
    SILENT = auto()  # where the bot may not write
    GONE = auto()  # from which it was removed
    STRANGE = auto()  # a group the sandbox does not know
    CHANNEL = auto()


class Shown(Enum):
    """The message whose button is pressed."""

    WHOLE = auto()
    INACCESSIBLE = auto()
    INLINE = auto()
    NONE = auto()


FRAME = frozenset(
    {"message_id", "date", "chat", "from", "sender_chat", "edit_date", "reply_to_message", "text", "caption"}
)
EXTRAS = (
    "message_thread_id", "direct_messages_topic", "sender_boost_count", "sender_business_bot", "sender_tag",
    "receiver_user", "ephemeral_message_id", "forward_origin", "is_topic_message", "is_automatic_forward",
    "external_reply", "quote", "reply_to_story", "reply_to_checklist_task_id", "reply_to_poll_option_id", "via_bot",
    "has_protected_content", "is_from_offline", "is_paid_post", "media_group_id", "author_signature",
    "paid_star_count", "entities", "link_preview_options", "suggested_post_info", "effect_id", "caption_entities",
    "show_caption_above_media", "has_media_spoiler", "reply_markup", "edit_date",
)  # fmt: skip
ELSEWHERE = frozenset(
    {"guest_query_id", "business_connection_id", "guest_bot_caller_user", "guest_bot_caller_chat"}
)
CONTENTS = tuple(
    name for name in schema.load().types["Message"] if name not in {*FRAME, *EXTRAS, *ELSEWHERE}
)  # fmt: skip

# A draft grows by these: what the resident sends of them is no noise.
OF_DRAFTS = frozenset({"photo", "video", "voice", "document", "animation", "live_photo", "location", "venue"})

MESSAGES = ("message", "edited_message", "channel_post", "edited_channel_post", "business_message",
            "edited_business_message", "guest_message")  # fmt: skip
HAPPENINGS = tuple(
    name for name in schema.load().types["Update"] if name not in {"update_id", "callback_query", *MESSAGES}
)


@dataclass(frozen=True)
class Said:
    kind: str
    who: Who
    where: Where
    mask: Mask = Mask.NONE
    content: str = "text"
    text: str = ""
    extras: tuple[str, ...] = ()
    about: int | None = None  # which message, counted from the newest, it replies to or edits
    seed: int = 0


@dataclass(frozen=True)
class Pressed:
    who: Who
    where: Where
    data: str | None
    shown: Shown = Shown.WHOLE
    about: int = 0
    masked: bool = False
    seed: int = 0


@dataclass(frozen=True)
class Happened:
    kind: str
    who: Who
    where: Where
    seed: int = 0


Noise = Said | Pressed | Happened

seeds = st.integers(0, 2**16)
_people = st.sampled_from(list(Who))
_groups = st.sampled_from([where for where in Where if where is not Where.CHANNEL])
_extras = st.lists(st.sampled_from(EXTRAS), max_size=4, unique=True).map(tuple)
_contents = st.just("text") | st.sampled_from(CONTENTS)


def _said(kind: SearchStrategy[str], where: SearchStrategy[Where]) -> SearchStrategy[Noise]:
    return st.builds(
        Said,
        kind=kind,
        who=_people,
        where=where,
        mask=st.just(Mask.NONE) | st.sampled_from(list(Mask)),
        content=_contents,
        text=texts.said,
        extras=_extras,
        about=st.none() | st.integers(0, 5),
        seed=seeds,
    )


_pressed = st.builds(
    Pressed,
    who=_people,
    where=_groups,
    data=buttons.any_data,
    shown=st.just(Shown.WHOLE) | st.sampled_from(list(Shown)),
    about=st.integers(0, 5),
    masked=st.just(value=False) | st.booleans(),
    seed=seeds,
)
_guessed = st.builds(
    Pressed,
    who=st.sampled_from((Who.NEIGHBOUR, Who.NEIGHBOUR, Who.MEMBER)),
    where=st.just(Where.PRIVATE),
    data=buttons.guessed_by_residents,
    about=st.integers(0, 5),
) | st.builds(
    Pressed,
    who=st.sampled_from((Who.MEMBER, Who.NEIGHBOUR, Who.RESIDENT)),
    where=st.sampled_from((Where.OURS, Where.OURS, Where.OTHER)),
    data=buttons.guessed_in_office,
    about=st.integers(0, 5),
)
_happened = st.builds(
    Happened, kind=st.sampled_from(HAPPENINGS), who=_people, where=st.sampled_from(list(Where)), seed=seeds
)


def _of_others(noise: Noise) -> Noise:
    """The resident's own chat is their own business, and what Telegram says of the moderators' group is true."""
    if noise.who is Who.RESIDENT and noise.where is Where.PRIVATE:
        return replace(noise, who=Who.NEIGHBOUR)
    of_telegram = isinstance(noise, Happened) and noise.kind == "my_chat_member"
    moves = isinstance(noise, Said) and noise.content == "migrate_to_chat_id"
    return (
        replace(noise, where=Where.OTHER) if noise.where is Where.OURS and (of_telegram or moves) else noise
    )


_anything = st.one_of(
    _said(st.sampled_from(("message", "message", "message", "edited_message")), _groups),
    _said(st.sampled_from(MESSAGES), st.sampled_from(list(Where))),
    _pressed,
    _guessed,
    _happened,
)


@st.composite
def anyone(draw: st.DrawFn) -> Noise:
    return _of_others(draw(_anything))


odd: SearchStrategy[Noise] = st.one_of(
    st.builds(
        Said,
        kind=st.just("message"),
        who=st.just(Who.RESIDENT),
        where=st.just(Where.PRIVATE),
        content=st.sampled_from([one for one in CONTENTS if one not in OF_DRAFTS]),
        extras=_extras,
        about=st.none() | st.integers(0, 5),
        seed=seeds,
    ),
    st.builds(
        Happened,
        kind=st.sampled_from([one for one in HAPPENINGS if one != "my_chat_member"]),
        who=st.just(Who.RESIDENT),
        where=st.just(Where.PRIVATE),
        seed=seeds,
    ),
)
"""What a resident can send that no report is made of."""
