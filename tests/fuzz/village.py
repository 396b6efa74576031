"""A resident and moderators who do sensible things, while everyone else does anything; and what must hold."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from bot.domain.groups import Staff
from bot.domain.people import Language
from bot.domain.roles import Role
from bot.services.groups import GroupService
from bot.services.people import PeopleService
from bot.services.roles import RoleService
from bot.views.callbacks.arriving import Answer, ConsentButton, LanguageButton, VillageButton
from bot.views.callbacks.reports import (
    CancelButton,
    CategoryButton,
    Go,
    SendButton,
    StepButton,
    VerdictButton,
)
from bot.views.callbacks.settings import ForgetButton
from bot.views.callbacks.triage import DecideButton, ReasonButton
from sandbox.text import plain
from tests.conftest import BAISERKE, BAISERKE_DISTRICT, KEYS
from tests.fuzz.account import Account, File, Point, Words, asked, kept_draft, kept_reports, unpacked
from tests.fuzz.cast import gather
from tests.fuzz.composing import Act, Composer
from tests.fuzz.judging import Judge, snapshot
from tests.fuzz.noise import Where, Who
from tests.fuzz.refusals import excused
from tests.fuzz.stage import LULL

if TYPE_CHECKING:
    from bot.domain.reports import Category
    from sandbox.wire import Json
    from tests.fuzz.noise import Noise
    from tests.fuzz.stage import Stage
    from tests.fuzz.steps import Step

T = TypeVar("T")

LIMIT = 21 * 1024 * 1024
NAME = "Жасырынбекова"  # the resident's: nobody is to read it
SECRET = "<b>шұңқыр</i> & {0}"  # in a report: no other resident is to read it


def sent(message: Json) -> Words | File | Point | None:
    """What a resident has sent, if it can be a part of a report."""
    if "text" in message:
        return Words(message["message_id"], message["text"])
    if "location" in message and "live_period" not in message["location"]:
        return Point(message["location"]["latitude"], message["location"]["longitude"])
    file = message.get("photo", [None])[-1] or message.get("video") or message.get("voice")
    if file is None:
        return None
    too_big = file["file_size"] >= LIMIT
    return File(message["message_id"], message.get("caption"), too_big, album="media_group_id" in message)


class Village:
    """The steps of one example. Each returns when all that came of it is done, and checked."""

    def __init__(self, stage: Stage, names: Sequence[str] = ("Айгүл",)) -> None:
        self.stage = stage
        stage.run(stage.clear())
        world = stage.sandbox.world
        self.cast = gather(world, world.users[stage.chief.id], NAME, names)
        self.resident = self.cast.id(Who.RESIDENT)
        self.ours = self.cast.ours.id
        self.composer = Composer(world, self.cast)
        self.account = Account()
        self.coming: list[Noise] = []
        self.acts: list[Act] = []
        self.heard = world.calls._log[-1].n if world.calls._log else 0
        self.villages = {
            row["kato"] for row in stage.rows("SELECT kato FROM territories WHERE level = 'village'")
        }
        stage.run(self._office_opens())
        self.before = snapshot(stage)
        self.named: set[int] = set()

    async def _office_opens(self) -> None:
        """The group is bound and a moderator is named; an administrator and a neighbour are no strangers."""
        people, now = PeopleService(self.stage.database), self.stage.now
        admins = [self.stage.chief.id]
        groups, roles = GroupService(self.stage.database, admins), RoleService(self.stage.database, admins)
        await groups.bind(self.ours, [BAISERKE_DISTRICT], Language.ENGLISH, now)
        chief = Staff(self.stage.chief.id, self.stage.chief.id, self.stage.chief.first_name)
        for who in (Who.MODERATOR, Who.OWNER):
            invited = self.cast.people[who]
            _, token = await roles.invite(chief, Role.MODERATOR, BAISERKE_DISTRICT, None, str(who), now)
            await roles.join(Staff(invited.id, invited.id, invited.first_name), token, now)
        await people.decide(self.stage.chief.id, Language.RUSSIAN, now, agreed=True)
        neighbour = await people.decide(self.cast.id(Who.NEIGHBOUR), Language.KAZAKH, now, agreed=True)
        await people.live_in(neighbour, BAISERKE)

    def play(self, step: Step) -> None:
        """What comes in, comes beside the step's first action."""
        self.coming += step.coming
        getattr(self, step.does)(**step.how)

    def nothing_else(self, hours: float = 0) -> None:
        self._step_with(_nothing(), seconds=LULL + hours * 3600)

    # The resident

    def arrives(self, language: Language, buttons: int) -> None:
        """By the first of the buttons, as they are offered."""
        self._resident_says("/start")
        ways = (
            LanguageButton(language=language),
            ConsentButton(answer=Answer.AGREE, language=language),
            VillageButton(kato=BAISERKE),
        )
        for button in ways[:buttons]:
            self.presses_anything(button.pack())

    def speaks(self, language: Language) -> None:
        """Another language, in the middle of whatever it is."""
        self._resident_says("/language")
        self.presses_anything(LanguageButton(language=language).pack())

    def begins(self, label: str | None = None) -> None:
        """By the menu, or by the command."""
        self._resident_says(label or "/report", self.account.begins)

    def writes(self, text: str, reply: int | None = None) -> None:
        seen, original = asked(self.stage, self.resident), self._posted(self.resident, reply)

        def entered(message: Json, *rest: Json) -> None:
            if not rest:  # a text that needs several messages is longer than any that is taken
                words = Words(message["message_id"], message["text"])
                self.account.says(words, seen, about_report=self._about_report(original))

        self._step_with(
            self._say(self.resident, reply=original, text=text), entered=lambda said: entered(*said)
        )

    def commands(self, command: str) -> None:
        name = plain(command)["text"].split()[0][1:].partition("@")[0]
        effects = {"report": self.account.begins, "cancel": self.account.gives_up}
        self._resident_says(command, effects.get(name))

    def reports(self, category: Category, text: str, caption: str | None, steps: int) -> None:
        """The usual way, or the first `steps` of it."""
        ways: list[Callable[[], None]] = [
            self.begins,
            lambda: self.chooses(category),
            lambda: self.writes(text),
            lambda: self.shows("photo", caption),
            self.goes_on,
            lambda: self.points(43.4, 77.1),
            self.sends,
        ]
        for way in ways[:steps]:
            way()

    def chooses(self, category: Category) -> None:
        if (draft := asked(self.stage, self.resident).draft_id) is not None:
            self.presses_anything(CategoryButton(draft=draft, category=category).pack())

    def goes_on(self) -> None:
        """As the form offers it."""
        self._presses_offered(lambda button: isinstance(button, StepButton) and button.go is Go.ONWARD)

    def sends(self) -> None:
        self._presses_offered(lambda button: isinstance(button, SendButton))

    def gives_up(self) -> None:
        self._presses_offered(lambda button: isinstance(button, CancelButton))

    def is_forgotten(self, sure: bool) -> None:
        """Asks to have everything erased, and perhaps confirms it."""
        self._resident_says("/forget")
        if sure:
            self._presses_offered(lambda button: isinstance(button, ForgetButton))

    def judges(self, nth: int) -> None:
        """Says of a report whether it is fixed, if the bot asks."""
        self._presses_offered(lambda button: isinstance(button, VerdictButton), nth)

    def presses_what_is_offered(self, nth: int) -> None:
        self._presses_offered(lambda _: True, nth)

    def presses_anything(self, data: str) -> None:
        self._resident_presses(data, self._posted(self.resident, 0))

    def shows(self, kind: str, caption: str | None = None, size: int | None = None, count: int = 1) -> None:
        """One file, or an album of pictures."""
        what = {"caption": caption[:1024] if caption else None, "size": size}
        what = {name: value for name, value in what.items() if value}
        content = {"album": [what, *[{}] * (count - 1)]} if count > 1 else {kind: what}
        seen = asked(self.stage, self.resident)

        def entered(messages: list[Json]) -> None:
            for message in messages:
                file = sent(message)
                assert isinstance(file, File)
                self.account.shows(file, seen)

        self._step_with(self._say(self.resident, **content), entered=entered)

    def points(self, latitude: float, longitude: float) -> None:
        """A place of the report; while the village is asked, a hint at the village."""
        place, seen = {"latitude": latitude, "longitude": longitude}, asked(self.stage, self.resident)

        def entered(_: list[Json]) -> None:
            if not seen.choosing_village:
                self.account.points(Point(**place), seen)

        self._step_with(self._say(self.resident, location=place), entered=entered)

    def edits(self, nth: int, text: str) -> None:
        def entered(message: Json) -> None:
            if words := message.get("text") or message.get("caption"):
                self.account.rewords(Words(message["message_id"], words))

        self._edit(self.resident, self.resident, nth, text, entered)

    def sends_something_odd(self, odd: Noise) -> None:
        self.coming.append(odd)
        self.nothing_else()

    def blocks_the_bot_for_a_while(self) -> None:
        for change in ("block", "unblock"):
            self._step_with(self.stage.client.post(f"users/{self.resident}/{change}"))

    # The office

    def staff_presses_what_is_offered(self, who: Who, nth: int) -> None:
        if offered := self._offered(self.ours):
            message, data = offered[nth % len(offered)]
            self._step_with(self._press(self.cast.id(who), self.ours, data, message))

    def staff_decides(self, who: Who, nth: int, text: str | None) -> None:
        """The usual way: a button of a card, its reason if it has reasons, and the words it asks for."""
        for kind in (DecideButton, ReasonButton):
            fitting = [
                (message, data)
                for message, data in self._offered(self.ours)
                if isinstance(unpacked(data), kind)
            ]
            if fitting:
                message, data = fitting[nth % len(fitting)]
                self._step_with(self._press(self.cast.id(who), self.ours, data, message))
        self.staff_replies(who, 0, text)

    def staff_replies(self, who: Who, nth: int, text: str | None, caption: str | None = None) -> None:
        """With words, or with a photo."""
        photo = {"caption": caption[:1024]} if caption else {}
        content = {"text": text[:4096]} if text else {"photo": photo}
        self._step_with(self._say(self.cast.id(who), self.ours, self._posted(self.ours, nth), **content))

    def staff_commands(self, who: Who, command: str, reply: int | None = None) -> None:
        newest = list(self.cast.ours.newest())
        original = newest[reply % len(newest)] if reply is not None else None
        self._step_with(self._say(self.cast.id(who), self.ours, original, text=command))

    def staff_speaks_masked(self, channel: bool, nth: int, text: str) -> None:
        """An administrator as the group itself, or as a channel."""
        mask = {"as_channel": "Арна"} if channel else {"as_anonymous": True}
        original = self._posted(self.ours, nth)
        self._step_with(self._say(self.cast.id(Who.OWNER), self.ours, original, text=text[:4096], **mask))

    def staff_edits(self, who: Who, nth: int, text: str) -> None:
        self._edit(self.ours, self.cast.id(who), nth, text)

    def group_becomes_a_supergroup(self) -> None:
        """Not the moderators' own: an older one."""
        plain_group = self.cast.groups[Where.PLAIN]
        if plain_group.migrated_to is None:
            self._step_with(self.stage.client.migrate(plain_group.id))

    # How it is done

    def _step_with(
        self,
        doing: Coroutine[Any, Any, T],
        *,
        entered: Callable[[T], None] = lambda _: None,
        seconds: float = LULL,
    ) -> None:
        """Do it while the rest comes in, wait until all is quiet, write down what was entered, and compare."""
        self.acts = []
        composed = [self.composer.compose(one) for one in self.coming]
        self.coming = []
        self.acts += [act for _, act in composed]

        async def together() -> T:
            self.stage.deliver(update for update, _ in composed)
            result = await doing
            await self.stage.settled(seconds)
            return result

        entered(self.stage.run(together()))
        self._check()

    async def _say(
        self, who: int, chat: int | None = None, reply: Json | None = None, **content: Any
    ) -> list[Json]:
        chat = chat or who
        original = {"reply_to_message_id": reply["message_id"]} if reply else {}
        said = await self.stage.client.post(f"chats/{chat}/messages", user_id=who, **original, **content)
        messages: list[Json] = said["messages"]
        self.acts.append(Act(messages[0]["from"]["id"], chat, "message"))
        return messages

    async def _press(self, who: int, chat: int, data: str, message: Json) -> None:
        number = message["message_id"]
        tapped = await self.stage.client.post(f"chats/{chat}/taps", user_id=who, data=data, message_id=number)
        self.composer.taps.append(tapped["callback_query_id"])
        self.acts.append(Act(who, chat, "callback_query", data))

    def _edit(
        self, chat: int, author: int, nth: int, text: str, entered: Callable[[Json], None] = lambda _: None
    ) -> None:
        newest = self.stage.sandbox.world.chats[chat].newest()
        own = [one for one in newest if one["from"]["id"] == author and ("text" in one or "caption" in one)]
        if not own:
            return
        old = own[nth % len(own)]
        part, longest = ("text", 4096) if "text" in old else ("caption", 1024)
        change = {"message_id": old["message_id"], part: text[:longest]}

        async def edit() -> Json:
            self.acts.append(Act(author, chat, "edited_message"))
            return await self.stage.client.post(f"chats/{chat}/edits", user_id=author, **change)

        self._step_with(edit(), entered=entered)

    def _resident_says(self, text: str, effect: Callable[[], None] | None = None) -> None:
        self._step_with(self._say(self.resident, text=text), entered=lambda _: effect() if effect else None)

    def _resident_presses(self, data: str, message: Json | None) -> None:
        if message is None:
            return
        seen = asked(self.stage, self.resident)
        gone = message["message_id"] in self.stage.sandbox.world.chats[self.resident].deleted
        original = {} if gone else message.get("reply_to_message", {})
        under = sent(original)
        self._step_with(
            self._press(self.resident, self.resident, data, message),
            entered=lambda _: self.account.presses(data, seen, under, self.villages),
        )

    def _presses_offered(self, wanted: Callable[[Any], bool], nth: int = 0) -> None:
        fitting = [
            (message, data) for message, data in self._offered(self.resident) if wanted(unpacked(data))
        ]
        if fitting:
            message, data = fitting[nth % len(fitting)]
            self._resident_presses(data, message)

    def _offered(self, chat_id: int) -> list[tuple[Json, str]]:
        """Buttons under the newest messages of the bot, and under some that were taken away since."""
        world = self.stage.sandbox.world
        posted = [
            one
            for one in reversed(world.chats[chat_id].messages.values())
            if "reply_markup" in one and one["from"]["id"] == world.bot.id
        ]
        return [
            (message, button["callback_data"])
            for message in posted[:6]
            for row in message["reply_markup"]["inline_keyboard"]
            for button in row
            if "callback_data" in button
        ]

    def _posted(self, chat_id: int, nth: int | None) -> Json | None:
        """One of the bot's newest messages."""
        world = self.stage.sandbox.world
        newest = [one for one in world.chats[chat_id].newest() if one["from"]["id"] == world.bot.id]
        return newest[nth % len(newest)] if newest and nth is not None else None

    def _about_report(self, message: Json | None) -> bool:
        query = "SELECT 1 FROM posts WHERE chat_id = :chat AND message_id = :id"
        return message is not None and bool(
            self.stage.rows(query, chat=KEYS.account(self.resident), id=message["message_id"])
        )

    def _check(self) -> None:
        after = snapshot(self.stage)
        judge = Judge(self.stage.sandbox.world, self.cast, self.before, after, self.acts)
        self.before = after
        accounts = {row["id"]: row["telegram_id"] for row in after["people"].values()}
        self.named |= {accounts[row["person_id"]] for row in after["roles"].values()}
        unlawful, astray = judge.unlawful(), judge.wrong_states()
        assert not unlawful, (unlawful, self.acts)
        assert not astray, astray
        account = self.account
        assert kept_draft(self.stage, self.resident) == account.draft
        assert kept_reports(self.stage, self.resident) == account.sent
        account.blocked = any(
            row["state"] == "blocked" and row["until"] > self.stage.now.timestamp() * 1000
            for row in after["blocks"].values()
        )
        kept = [row for row in after["people"].values() if row["telegram_id"] == self.resident]
        assert [row["village"] for row in kept] == [account.village] * len(kept)

    def ends(self) -> None:
        """A day later nothing is left undone, and Telegram has refused nothing without a reason of its own."""
        self.nothing_else(hours=24)
        self._nothing_is_left()
        calls = self.stage.run(self.stage.client.calls(after=self.heard))
        self._nothing_was_refused(calls)
        self._nothing_was_told_on(calls)

    def _nothing_is_left(self) -> None:
        rows = self.stage.rows
        left = [
            *rows("SELECT * FROM quarantine"),
            *rows("SELECT * FROM inbox WHERE body IS NOT NULL"),
            *rows("SELECT * FROM letters WHERE state NOT IN ('sent', 'held') AND kind <> 'block_ended'"),
        ]
        assert not left, left
        taps = [self.stage.sandbox.world.callbacks.find(tap) for tap in self.composer.taps]
        unanswered = [tap for tap in taps if tap is None or tap.answer is None]
        assert not unanswered, unanswered

    def _nothing_was_refused(self, calls: Sequence[Json]) -> None:
        failed = [call for call in calls if call["status"] != 200 and call["method"] != "getUpdates"]
        refused = [call for call in failed if not excused(call, self.cast)]
        assert not refused, refused
        assert self.stage.run(self.stage.client.summary())["invalid_calls"] == 0

    def _nothing_was_told_on(self, calls: Sequence[Json]) -> None:
        """Who reports is shown to nobody, unless as a moderator; and what, to no other resident before a moderator has
        looked at it.
        """
        others = [
            (call["params"]["chat_id"], json.dumps(call["params"], ensure_ascii=False))
            for call in calls
            if call["params"].get("chat_id") not in (None, self.resident)
        ]
        if self.resident not in self.named:
            assert not [text for _, text in others if NAME in text or f"id={self.resident}" in text]
        if not self.stage.rows(
            "SELECT 1 FROM events WHERE kind IN ('take', 'ask', 'start', 'resolve', 'return')"
        ):
            assert not [text for chat, text in others if chat > 0 and "шұңқыр" in text]


async def _nothing() -> None:
    return
