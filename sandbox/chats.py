"""Chats, and the messages in them."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from sandbox.members import Member
from sandbox.users import User
from sandbox.wire import Json


@dataclass(eq=False)
class Chat:
    id: int
    type: str
    numbers: Iterator[int]
    """Message numbers are counted per supergroup, but together over all private chats and plain groups."""
    title: str | None = None
    person: User | None = None
    members: dict[int, Member] = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)
    deleted: set[int] = field(default_factory=set)
    changes: dict[int, int] = field(default_factory=dict)
    """The number of the event that last touched a message: tells what is newer, edits included."""
    pinned: list[int] = field(default_factory=list)
    markups: dict[int, Json] = field(default_factory=dict)
    """Reply keyboards and the like, which people see but which Telegram leaves out of a Message."""
    reply_keyboard: Json | None = None
    migrated_to: int | None = None
    blocked: bool = False

    @cached_property
    def shape(self) -> Json:
        if self.person is None:
            return {"id": self.id, "title": self.title, "type": self.type}
        keys = ("first_name", "last_name", "username")
        return {
            "id": self.id,
            **{key: self.person.shape[key] for key in keys if key in self.person.shape},
            "type": "private",
        }

    @property
    def private(self) -> bool:
        return self.person is not None

    def find(self, message_id: int | None) -> Json | None:
        if message_id is None or message_id in self.deleted:
            return None
        return self.messages.get(message_id)

    def member(self, user: User) -> Member:
        return self.members.get(user.id) or Member(user, "left")

    def as_seen(self, message: Json) -> Json:
        """As people see it: with any keyboard it brought, and marked when it is gone."""
        number = message["message_id"]
        if number in self.markups:
            message = message | {"reply_markup": self.markups[number]}
        return message | {"deleted": True} if number in self.deleted else message

    def newest(self) -> Iterator[Json]:
        for number in reversed(self.messages):
            if number not in self.deleted:
                yield self.messages[number]


def private(person: User, numbers: Iterator[int]) -> Chat:
    return Chat(person.id, "private", numbers, person=person)


def supergroup_id(number: int) -> int:
    return -1_000_000_000_000 - number


def numbering(start: int = 1) -> Iterator[int]:
    return itertools.count(start)
