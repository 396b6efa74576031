"""Residents who report and moderators who take and resolve, each going by what they see.

They press again what got no answer, as people do, and speak three languages: what they look at is what the buttons
carry, not what is written on them.
"""

import asyncio
import random
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.domain.categories import Category
from bot.domain.drafts import Step
from bot.domain.people import Language
from bot.domain.reports import Action
from bot.views.callbacks.arriving import Answer, ConsentButton, InsideButton, LanguageButton, VillageButton
from bot.views.callbacks.reports import CategoryButton, Go, MyButton, SendButton, StepButton, VerdictButton
from bot.views.callbacks.supports import DifferentTroubleButton
from bot.views.callbacks.triage import DecideButton
from sandbox.client import Refusal
from sandbox.person import Person
from tests.torture.phone import Json, Phone, buttons

NUMBER = re.compile(r"№ (\d\d-\d+)")
AT_ONCE = 4  # cards a moderator has in hand
HOUSE = (43.4711, 77.0423)  # a point in Baiserke


class Stuck(AssertionError):
    """Somebody waits in vain."""


@dataclass(frozen=True)
class Village:
    kato: str
    name: str
    unit: str
    district: str


@dataclass(frozen=True)
class Errand:
    """One report somebody is going to make."""

    text: str
    category: Category
    pictures: int = 0  # one comes alone, more come as an album
    place: str | tuple[float, float] | None = None
    hasty: bool = False  # presses everything twice


def errands(chance: random.Random, who: str, count: int) -> list[Errand]:
    usual = [Category.ROADS, Category.LIGHTING, Category.WATER]
    return [
        Errand(
            text=f"{who}/{number}: {chance.choice(['шам жанбайды', 'яма на дороге', 'no water & <no> light'])}",
            category=chance.choice(usual),
            pictures=chance.choice([0, 0, 0, 1, 3]),
            place=chance.choice([None, None, HOUSE, f"Абай көшесі {number}"]),
            hasty=chance.random() < 0.2,
        )
        for number in range(count)
    ]


@dataclass
class Wish:
    """Something to do about what is seen, once; and again when nothing comes of it, if it is a button."""

    key: object
    deed: Callable[[], Any]
    again: bool = True


class Someone:
    """Looks at a chat and acts until told to stop; presses again after a while, each time after a longer one."""

    def __init__(self, person: Person, chat_id: int, patience: float) -> None:
        self.person = person
        self.phone = Phone(person.client, chat_id)
        self.patience = patience
        self.impatience = 0
        self._done: dict[object, float] = {}
        self._tries: Counter[object] = Counter()

    async def live(self) -> None:
        await self.phone.open()
        try:
            while True:
                for wish in list(self.wishes()):
                    await self._follow(wish)
                await self.phone.news(self.patience / 2)
        finally:
            self.phone.close()

    def wishes(self) -> Iterator[Wish]:
        raise NotImplementedError

    async def _follow(self, wish: Wish) -> None:
        now = asyncio.get_running_loop().time()
        last = self._done.get(wish.key)
        if last is not None and (not wish.again or now - last < self.patience * 2 ** self._tries[wish.key]):
            return
        if last is not None:
            self.impatience += 1
            self._tries[wish.key] += 1
        self._done[wish.key] = now
        await wish.deed()

    def _press(self, message: Json, button: Any, *, again: bool = True, times: int = 1) -> Wish:
        packed = button.pack()

        async def press() -> None:
            for _ in range(times):
                await self.person.client.post(
                    f"chats/{self.phone.chat_id}/taps",
                    user_id=self.person.id,
                    data=packed,
                    message_id=message["message_id"],
                )

        shown = message.get("edit_date"), message.get("text")
        return Wish((message["message_id"], packed, shown), press, again)


class Resident(Someone):
    def __init__(
        self, person: Person, village: Village, errands: list[Errand], language: Language, patience: float
    ) -> None:
        super().__init__(person, person.id, patience)
        self.village = village
        self.errands = errands
        self.language = language
        self.finished = asyncio.Event()
        self.began: list[int] = []  # the messages that began each report
        self.asked: dict[int, int] = {}  # the messages that asked whether it is fixed, and about which report
        self._verdict: dict[int, bool] = {}  # what was answered in each

    @property
    def numbers(self) -> list[str]:
        """The numbers of the receipts seen, in their order."""
        receipts = [one for one in reversed(list(self.phone.bots())) if receipt(one)]
        return list(dict.fromkeys(NUMBER.findall(one["text"])[0] for one in receipts))

    def wishes(self) -> Iterator[Wish]:
        yield from self._verdicts()
        made = len(self.numbers)
        if made >= len(self.errands):
            self.finished.set()
        elif any("keyboard" in one.get("reply_markup", {}) for one in self.phone.bots()):
            yield from self._report(made, self.errands[made])
        else:
            yield from self._arrive()

    def _verdicts(self) -> Iterator[Wish]:
        for message in self.phone.bots():
            for button in buttons(message, VerdictButton):
                if button.fixed is self._judged(message["message_id"], button.report):
                    yield self._press(message, button)

    def _judged(self, message_id: int, report_id: int) -> bool:
        if message_id not in self._verdict:
            self._verdict[message_id] = not disputed(report_id) or report_id in self.asked.values()
            self.asked[message_id] = report_id
        return self._verdict[message_id]

    def _arrive(self) -> Iterator[Wish]:
        asked = next((one for one in self.phone.bots() if _asks(one)), None)
        if asked is None:
            yield Wish("start", self.person.start)
        elif languages := buttons(asked, LanguageButton):
            yield self._press(asked, next(one for one in languages if one.language is self.language))
        elif answers := buttons(asked, ConsentButton):
            yield self._press(asked, next(one for one in answers if one.answer is Answer.AGREE))
        elif found := [one for one in buttons(asked, VillageButton) if one.kato == self.village.kato]:
            yield self._press(asked, found[0])
        else:
            yield Wish("village", lambda: self.person.send(self.village.name))

    def _report(self, made: int, errand: Errand) -> Iterator[Wish]:
        since = self.began[made] if len(self.began) > made else None
        form = since and next(
            (one for one in self.phone.bots() if one["message_id"] > since and _asks(one)), None
        )
        if form:
            yield from self._fill(made, errand, form)
        else:
            yield Wish(("begin", made), self._begin)

    async def _begin(self) -> None:
        said = await self.person.send("/report")
        if len(self.began) == len(self.numbers):
            self.began.append(said["message_id"])

    def _fill(self, made: int, errand: Errand, form: Json) -> Iterator[Wish]:
        times = 2 if errand.hasty else 1
        category = [one for one in buttons(form, CategoryButton) if one.category is errand.category]
        if pressed := [*category, *buttons(form, DifferentTroubleButton), *buttons(form, SendButton)]:
            yield self._press(form, pressed[0], times=times)
        else:
            steps = {one.go: one for one in buttons(form, StepButton)}
            if Go.RESUME in steps:
                yield self._press(form, steps[Go.RESUME])
            else:
                yield from self._step(made, errand, form, steps[Go.BACK].step, steps.get(Go.ONWARD))

    def _step(
        self, made: int, errand: Errand, form: Json, step: Step, onward: StepButton | None
    ) -> Iterator[Wish]:
        told = (step, made) in self._done
        if step is Step.TEXT and not told:
            yield Wish((step, made), lambda: self.person.send(errand.text), again=False)
        elif step is Step.PICTURES and errand.pictures and not told:
            yield Wish((step, made), lambda: self._show(errand.pictures), again=False)
        elif step is Step.PLACE and errand.place and not told:
            yield Wish((step, made), lambda: self._tell_place(errand.place), again=False)
        elif onward is not None and (not told or self._waited((step, made), form)):
            yield self._press(form, onward, times=2 if errand.hasty else 1)

    def _waited(self, key: object, form: Json) -> bool:
        """The form has come anew since that was sent."""
        if ("form", key) not in self._done:
            self._done["form", key] = form["message_id"]
        return bool(form["message_id"] != self._done["form", key])

    async def _show(self, pictures: int) -> None:
        if pictures == 1:
            await self.person.photo()
        else:
            await self.person.album(pictures)

    async def _tell_place(self, place: Any) -> None:
        if isinstance(place, str):
            await self.person.send(place)
        else:
            await self.person.location(*place)


class Wavering(Resident):
    """Sends an album and blocks the bot at once; comes back when something waits, and then only looks."""

    def __init__(self, *given: Any, waits: Callable[[int], Awaitable[None]]) -> None:
        super().__init__(*given)
        self._waits = waits

    async def _show(self, pictures: int) -> None:
        await super()._show(pictures)
        if len(self.began) == 1:
            await self.person.block()
            await self._waits(self.person.id)
            await self.person.unblock()


def receipt(message: Json) -> bool:
    return [one.page for one in buttons(message, MyButton)] == [0] and bool(NUMBER.search(message["text"]))


def _asks(message: Json) -> bool:
    """The message wants something of a resident: it is a step on the way to a report."""
    kinds = (
        LanguageButton,
        ConsentButton,
        VillageButton,
        InsideButton,
        CategoryButton,
        StepButton,
        SendButton,
    )
    return any(buttons(message, kind) for kind in kinds)


def chosen(report_id: int) -> bool:
    """Whether the moderators are going to deal with a report; the others stay as they came."""
    return report_id % 3 == 0


def disputed(report_id: int) -> bool:
    """Whether its resident says at first that it is not fixed."""
    return report_id % 12 == 0


class Moderator(Someone):
    """Sees their share of the chosen reports through; sometimes grabs at a colleague's."""

    def __init__(self, person: Person, chat_id: int, patience: float, share: tuple[int, int]) -> None:
        super().__init__(person, chat_id, patience)
        self.share = share
        self.numbers: dict[int, str] = {}  # of the reports seen
        self._cards: dict[int, int] = {}  # report → its newest card
        self._prompts: dict[int, int] = {}  # card → the newest question about it

    def wishes(self) -> Iterator[Wish]:
        for number in sorted(self.phone.changed):
            self._note(self.phone.messages[number])
        self.phone.changed.clear()
        for report, number in sorted(self._cards.items())[:AT_ONCE]:
            card = self.phone.messages[number]
            if actions := {one.action: one for one in buttons(card, DecideButton)}:
                yield from self._decide(report, card, actions)
            else:
                del self._cards[report]

    def _note(self, message: Json) -> None:
        """Keep cards that want something, forget those that do not."""
        number = message["message_id"]
        if "force_reply" in message.get("reply_markup", {}) and not message.get("deleted"):
            self._prompts[message.get("reply_to_message", {}).get("message_id", 0)] = number
        for button in buttons(message, DecideButton)[:1]:
            self.numbers[button.report] = NUMBER.findall(message["text"])[0]
            if message.get("deleted") or button.action is Action.RETURN:
                if self._cards.get(button.report) == number:
                    del self._cards[button.report]
            elif self._cards.get(button.report, 0) <= number and self._mine(button.report):
                self._cards[button.report] = number

    def _mine(self, report: int) -> bool:
        return chosen(report) and (self._own(report) or report % 5 == 0)

    def _own(self, report: int) -> bool:
        turn, of = self.share
        return report // 3 % of == turn

    def _decide(self, report: int, card: Json, actions: dict[Action, DecideButton]) -> Iterator[Wish]:
        prompt = self.phone.messages.get(self._prompts.get(card["message_id"], 0))
        if take := actions.get(Action.TAKE):
            yield self._press(card, take)
        elif not self._own(report):
            return
        elif prompt is not None and not prompt.get("deleted"):
            yield Wish(("words", prompt["message_id"]), lambda: self._tell(prompt))
        elif resolve := actions.get(Action.RESOLVE):
            yield self._press(card, resolve)

    async def _tell(self, prompt: Json) -> None:
        try:
            await self.person.send("Жөнделді", chat=self.phone.chat_id, reply_to=prompt)
        except Refusal:  # the question was withdrawn this moment
            return
