"""The people and groups of one example: new ones each time, known to the sandbox before the bot hears of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox import groups
from sandbox.members import Member
from tests.fuzz.noise import Where, Who

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sandbox.chats import Chat
    from sandbox.users import User
    from sandbox.wire import Json
    from sandbox.world import World

NOBODY = {"id": 6_999_999_999, "is_bot": False, "first_name": ""}


@dataclass(frozen=True)
class Cast:
    people: dict[Who, User]
    groups: dict[Where, Chat]

    def user(self, who: Who) -> Json:
        return self.people[who].shape if who in self.people else NOBODY

    def id(self, who: Who) -> int:
        return int(self.user(who)["id"])

    @property
    def ours(self) -> Chat:
        return self.groups[Where.OURS]

    def writable(self, chat_id: int) -> bool:
        """Whether Telegram would take a message of the bot there."""
        chats = [self.groups[where] for where in (Where.OURS, Where.OTHER, Where.PLAIN)]
        open_ones = {chat.id for chat in chats if chat.migrated_to is None}
        return chat_id in open_ones | {self.id(who) for who in self.people if who is not Who.BLOCKER}


def gather(world: World, chief: User, resident: str, names: Sequence[str]) -> Cast:
    people = {who: _person(world, names[index % len(names)], who) for index, who in enumerate(NEW)}
    people[Who.RESIDENT] = _person(world, resident, Who.RESIDENT)
    people[Who.CHIEF] = chief
    world.chats[people[Who.BLOCKER].id].blocked = True
    bot = world.bot
    here = {where: _group(world, where, people) for where in GROUPS}
    for where, chat in here.items():
        chat.members[bot.id] = Member(bot, STATUSES.get(where, "administrator"))
    return Cast(people, here)


NEW = (Who.OWNER, Who.MODERATOR, Who.MEMBER, Who.NEIGHBOUR, Who.BLOCKER)
GROUPS = (Where.OURS, Where.OTHER, Where.PLAIN, Where.SILENT, Where.GONE)
STATUSES = {Where.PLAIN: "member", Where.SILENT: "restricted", Where.GONE: "kicked"}


def _person(world: World, name: str, who: Who) -> User:
    language = {Who.RESIDENT: "en", Who.NEIGHBOUR: "ru", Who.BLOCKER: "pt-br"}.get(who, "kk")
    user = world.add_user(first_name=name, language_code=language)
    user.known = True
    world.open_private(user)
    return user


def _group(world: World, where: Where, people: dict[Who, User]) -> Chat:
    kind = "group" if where is Where.PLAIN else "supergroup"
    members = [people[who] for who in (Who.MODERATOR, Who.MEMBER, Who.CHIEF, Who.RESIDENT, Who.BLOCKER)]
    return groups.create(world, where.name, kind, people[Who.OWNER], members)
