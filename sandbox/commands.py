"""The command lists of a bot: kept by scope and language, found for a person in Telegram's order."""

from collections.abc import Iterator

from sandbox.chats import Chat
from sandbox.users import User
from sandbox.wire import Json

Key = tuple[str, int | None, int | None]

DEFAULT: Key = ("default", None, None)


class Commands:
    def __init__(self) -> None:
        self._lists: dict[tuple[Key, str], list[Json]] = {}

    def set(self, scope: Key, language: str, commands: list[Json]) -> None:
        if commands:
            self._lists[scope, language] = commands
        else:
            self._lists.pop((scope, language), None)

    def get(self, scope: Key, language: str) -> list[Json]:
        return self._lists.get((scope, language), [])

    def seen_by(self, person: User, chat: Chat) -> list[Json]:
        language = (person.language_code or "")[:2]
        for scope in _narrowest_first(person, chat):
            for spoken in (language, ""):
                if found := self.get(scope, spoken):
                    return found
        return []


def _narrowest_first(person: User, chat: Chat) -> Iterator[Key]:
    if not chat.private:
        yield ("chat_member", chat.id, person.id)
        if chat.member(person).administers:
            yield ("chat_administrators", chat.id, None)
    yield ("chat", chat.id, None)
    if chat.private:
        yield ("all_private_chats", None, None)
    else:
        if chat.member(person).administers:
            yield ("all_chat_administrators", None, None)
        yield ("all_group_chats", None, None)
    yield DEFAULT
