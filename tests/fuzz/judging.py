"""Who may change what: every row that changed is held against what was done, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.views.callbacks.reports import SendButton
from bot.views.callbacks.settings import ForgetButton
from sandbox.users import ANONYMOUS_ADMINISTRATOR, CHANNEL
from tests.conftest import KEYS
from tests.fuzz.account import unpacked
from tests.fuzz.composing import BOT, LINKED
from tests.fuzz.noise import Who

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from aiogram.filters.callback_data import CallbackData

    from sandbox.world import World
    from tests.fuzz.cast import Cast
    from tests.fuzz.composing import Act
    from tests.fuzz.stage import Stage

Row = dict[str, Any]

ROWS = {
    "territories": "kato",
    "people": "id",
    "consents": "id",
    "drafts": "id",
    "reports": "id",
    "events": "id",
    "blocks": "id",
    "groups": "chat_id",
    "served": "kato",
    "bindings": "chat_id",
    "roles": "id",
    "invitations": "id",
    "audit": "id",
}
MASKS = frozenset({ANONYMOUS_ADMINISTRATOR.id, CHANNEL.id, LINKED["id"], BOT["id"]})
RESIDENTS = frozenset({"sent", "answer", "confirm", "dispute", "resident_words", "withdraw", "objection"})
THEIR_WORDS = frozenset({"text", "latitude", "longitude", "place"})
SAID = frozenset({"text", "file_kind", "file_id", "source_chat_id", "source_message_id"})
CLOCKS = frozenset({"due_at", "overdue", "escalate_at", "asked_at", "stale", "bucket"})
LEADS_TO = {
    "sent": "received",
    "take": "in_review",
    "ask": "needs_details",
    "start": "in_progress",
    "resolve": "resolved",
    "forward": "forwarded",
    "reject": "rejected",
    "duplicate": "duplicate",
    "hold": "held",
    "return": "in_review",
    "hand_over": "received",
    "answer": "in_review",
    "confirm": "confirmed",
    "dispute": "reopened",
    "withdraw": "withdrawn",
}


@dataclass(frozen=True)
class Change:
    table: str
    before: Row | None
    after: Row | None

    @property
    def row(self) -> Row:
        row = self.after or self.before
        assert row is not None
        return row

    @property
    def columns(self) -> set[str]:
        if self.before is None or self.after is None:
            return set(self.row)
        return {name for name in self.after if self.after[name] != self.before[name]}


Snapshot = dict[str, dict[Any, Row]]


def snapshot(stage: Stage) -> Snapshot:
    found = {
        table: {row.pop("key"): row for row in stage.rows(f"SELECT {key} AS key, * FROM {table}")}
        for table, key in ROWS.items()
    }
    for person in found["people"].values():
        person["telegram_id"] = int(KEYS.open(person["sealed"])) if person["sealed"] else None
    return found


def changes(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    for table in ROWS:
        for key in before[table].keys() | after[table].keys():
            old, new = before[table].get(key), after[table].get(key)
            if old != new:
                yield Change(table, old, new)


class Judge:
    """Judges one settled step by what everyone did in it."""

    def __init__(
        self, world: World, cast: Cast, before: Snapshot, after: Snapshot, acts: Sequence[Act]
    ) -> None:
        self._world = world
        self._cast = cast
        self._acts = acts
        self._before = before
        self._after = after
        self._accounts = {  # of those erased in this step, too
            row["id"]: row["telegram_id"]
            for side in (after, before)
            for row in side["people"].values()
            if row["telegram_id"] is not None
        }
        self._laws: dict[str, Callable[[Change], bool]] = {
            "territories": lambda _: False,
            "people": self._of_themselves,
            "consents": self._in_own_chat,
            "drafts": self._in_own_chat,
            "reports": self._report,
            "events": self._event,
            "blocks": self._block,
            "groups": self._group,
            "served": self._served,
            "bindings": self._binding,
            "roles": self._by_chief,
            "invitations": self._by_chief,
            "audit": self._by_chief,
        }

    def unlawful(self) -> list[Change]:
        return [one for one in changes(self._before, self._after) if not self._laws[one.table](one)]

    def wrong_states(self) -> list[Row]:
        """Reports that are not where their history leads."""
        last = {
            event["report_id"]: LEADS_TO[event["kind"]]
            for _, event in sorted(self._after["events"].items())
            if event["kind"] in LEADS_TO
        }
        return [row for key, row in self._after["reports"].items() if row["state"] != last.get(key)]

    def _acted(self, telegram_id: int, chat_id: int | None = None) -> bool:
        return any(
            act.user_id == telegram_id and (chat_id is None or act.chat_id == chat_id) for act in self._acts
        )

    def _presses(self, telegram_id: int) -> list[CallbackData | None]:
        """What they pressed in their own chat."""
        return [unpacked(act.data) for act in self._acts if act.user_id == act.chat_id == telegram_id]

    def _forgotten(self, person_id: str) -> bool:
        """By their own press."""
        account = self._accounts.get(person_id)
        return account is not None and any(isinstance(one, ForgetButton) for one in self._presses(account))

    def _chief_acted(self, chat_id: int) -> bool:
        return self._acted(self._cast.id(Who.CHIEF), chat_id)

    def _authorised(self, telegram_id: int, chat_id: int) -> bool:
        """Has a role for what the group serves, or administers the bot."""
        both = (self._before, self._after)
        served = {
            row["kato"] for side in both for row in side["served"].values() if row["chat_id"] == chat_id
        }
        holders = {
            self._accounts.get(row["person_id"])
            for side in both
            for row in side["roles"].values()
            if row["kato"] in served
        }
        return telegram_id in holders or telegram_id == self._cast.id(Who.CHIEF)

    def _of_themselves(self, change: Change) -> bool:
        return (
            change.columns <= {"unreachable_since"}
            or self._acted(self._accounts[change.row["id"]])
            or any(self._chief_acted(chat.id) for chat in self._cast.groups.values())
        )

    def _in_own_chat(self, change: Change) -> bool:
        account = self._accounts[change.row["person_id"]]
        return self._acted(account, account)

    def _report(self, change: Change) -> bool:
        """Sent by its resident's own press; afterwards only its state moves, and only by an event."""
        if change.before is None:
            account = self._accounts[change.row["person_id"]]
            return SendButton(draft=change.row["draft_id"]) in self._presses(account)
        events = self._after["events"].keys() - self._before["events"].keys()
        kinds = {
            self._after["events"][key]["kind"]
            for key in events
            if self._after["events"][key]["report_id"] == change.row["id"]
        }
        columns = change.columns - CLOCKS
        if not columns and change.after is not None:
            return True
        if change.row["state"] == "withdrawn" and self._forgotten(change.row["person_id"]):
            columns -= THEIR_WORDS
        if "hand_over" in kinds:
            columns -= {"unit", "village"}
        if kinds & {"hide", "show"}:
            columns -= {"hidden"}
        return change.after is not None and columns <= {"state", "holder_id", "closed_at"} and bool(kinds)

    def _event(self, change: Change) -> bool:
        event = change.row
        report = self._after["reports"][event["report_id"]]
        if change.before is not None and change.columns <= SAID and self._forgotten(report["person_id"]):
            return True
        if event["kind"] == "return" and self._withdrawn_first(event["report_id"]):
            return True
        account = self._accounts[event["actor_id"]]
        if change.before is not None:
            return change.columns == {"text"} and self._acted(account)
        if event["kind"] in RESIDENTS:
            return bool(event["actor_id"] == report["person_id"]) and self._acted(account, account)
        units = {
            side["reports"][event["report_id"]]["unit"]
            for side in (self._before, self._after)
            if event["report_id"] in side["reports"]
        }
        serving = (
            row["chat_id"]
            for side in (self._before, self._after)
            for row in side["served"].values()
            if row["kato"] in (*units, report["district"])
        )
        return any(self._acted(account, chat) and self._authorised(account, chat) for chat in serving)

    def _block(self, change: Change) -> bool:
        """Asked about with a holding; decided by an administrator of the bot, in their own chat."""
        if change.before is not None:
            return self._chief_acted(self._cast.id(Who.CHIEF))
        events = self._after["events"].keys() - self._before["events"].keys()
        return any(self._after["events"][key]["kind"] == "hold" for key in events)

    def _withdrawn_first(self, report_id: int) -> bool:
        """The report repeated one that its author has just had erased."""
        repeated = [
            int(event["reason"])
            for event in self._after["events"].values()
            if event["report_id"] == report_id and event["kind"] == "duplicate"
        ]
        first = self._after["reports"][repeated[-1]] if repeated else None
        return first is not None and first["state"] == "withdrawn" and self._forgotten(first["person_id"])

    def _by_chief(self, change: Change) -> bool:
        """Only an administrator of the bot gives roles here, and those who hold one may change their group's language."""
        if change.table == "audit" and change.row["deed"] in ("language_set", "poster_printed"):
            return change.before is None and self._acted(self._accounts[change.row["actor_id"]])
        return self._acted(self._cast.id(Who.CHIEF))

    def _binding(self, change: Change) -> bool:
        return self._acted(self._accounts[change.row["person_id"]])

    def _served(self, change: Change) -> bool:
        """By an administrator of the bot; or the group became a supergroup."""
        return self._acted(self._cast.id(Who.CHIEF)) or change.columns == {"chat_id"}

    def _group(self, change: Change) -> bool:
        chats = {row["chat_id"] for row in (change.before, change.after) if row}
        if any(self._chief_acted(chat) for chat in chats):
            return True
        if change.columns == {"language"}:
            (chat,) = chats
            return any(act.chat_id == chat and self._authorised(act.user_id, chat) for act in self._acts)
        if change.columns == {"trouble"}:
            told = {act.chat_id for act in self._acts if act.kind == "my_chat_member"}
            return not any(self._cast.writable(chat) for chat in chats) or bool(chats & told)
        return False
