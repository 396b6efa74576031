"""A week of a district lived through, by sixty residents, four moderators and an akim, in three languages.

What was said and done, and what the office reads of it on Monday, stands in `tests/golden/week.txt`, for a person to read: who
knows nothing of the week should be able to say from the digests alone what is wrong in the district.
"""

import re
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from dataclasses import replace as changed
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from bot import holidays
from bot.domain.answers import Answer, Pledge
from bot.domain.categories import Category
from bot.domain.clocks import Target
from bot.domain.elections import local
from bot.domain.groups import Staff
from bot.domain.meetings import Kind, Meeting, Said
from bot.domain.people import Language
from bot.domain.roles import Role
from bot.domain.speech import Speech
from bot.services.accounting import AccountingService
from bot.services.announcements import AnnouncementService
from bot.services.answers import AnswerService
from bot.services.clocks import ClockService
from bot.services.digests import DigestService
from bot.services.endings import EndingService
from bot.services.groups import GroupService
from bot.services.meetings import MeetingService
from bot.services.people import PeopleService
from bot.services.promises import PromiseService
from bot.services.roles import RoleService
from sandbox.person import Person
from tests.conftest import BAISERKE_DISTRICT, ILE
from tests.conversations.chronicles import Chronicle
from tests.conversations.conftest import Json, There, fixture, shown
from tests.conversations.weeks import DONE, ERASED, JUDGED, RESIDENTS, SUPPORTED, TOLD
from tests.pictures import looks_as_it_did

GOLDEN = "week.txt"
MONDAY = date(2027, 6, 7)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
KATOS = {
    "Байсерке": "196847100",
    "Әлі": "196847200",
    "Көктерек": "196847500",
    "Қараой": "196843100",
    "Боралдай": "196835100",
}
OTHER_UNITS = ["196843000", "196835000"]
MODERATORS = {"Жанар": "own", "Санжар": "own", "Ольга": "other", "Думан": "other"}
TERMS = {
    Category.WATER: Target(1, 3),
    Category.LIGHTING: Target(2, 5),
    Category.WASTE: Target(2, 5),
    Category.ANIMALS: Target(2, 10),
    Category.ROADS: Target(3, 20),
}
NUMBER = re.compile(r"№ (\d\d-\d+)")


class Line(NamedTuple):
    moment: datetime
    what: str
    fields: list[str]


def lines(text: str, what: str) -> Iterator[Line]:
    for line in text.strip().splitlines():
        when, *fields = [part.strip() for part in line.split("|")]
        day, hour = when.removeprefix("—").split()
        before = 7 if when.startswith("—") else 0
        moment = local(MONDAY + timedelta(days=DAYS.index(day) - before), time.fromisoformat(hour))
        yield Line(moment, what, fields)


@dataclass
class Week(Chronicle):
    crowd: dict[str, Person] = field(default_factory=dict)
    groups: dict[str, Json] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    known: dict[str, int] = field(default_factory=dict)  # the reports' ids, by the story's word for them

    def __post_init__(self) -> None:
        database, chief = self.village.stage.database, (self.village.yerlan.id,)
        self.working = (
            ClockService(database, chief, holidays.read(None)),
            EndingService(database),
            PromiseService(database, chief),
            MeetingService(database, chief),
            AnnouncementService(database),
            DigestService(database, chief),
        )

    async def work(self, now: datetime) -> None:
        for one in self.working:
            await one.tick(now)

    def said(self, message: Json) -> str:
        return str(message["text"]) if "text" in message else f"[a picture]\n{message.get('caption', '')}"

    def number(self, word: str) -> str:
        [(year, sequence)] = self.village.kept(
            f"SELECT year, sequence FROM reports WHERE id = {self.known[word]}"
        )
        return f"№ {year % 100}-{sequence}"

    async def happens(self, line: Line) -> None:
        await self.until(line.moment)
        await getattr(self, line.what)(line.moment, *line.fields)

    async def tells(
        self, moment: datetime, name: str, word: str, category: str, text: str, place: str
    ) -> None:
        """Somebody reports it, or finds it among what neighbours have reported."""
        person = self.crowd[name]
        await person.send("/report")
        form = await person.sees(_offers("category:"))
        draft = next(one for one in buttons(form) if one.startswith("category:")).split(":")[1]
        await person.press(f"category:{draft}:{category}", form)
        await person.sees(_offers(f"step:{draft}:back:text"))
        await person.send(text)
        form = await person.sees(_offers(f"step:{draft}:onward:pictures"))
        await person.press(f"step:{draft}:onward:pictures", form)
        await person.sees(_offers(f"step:{draft}:onward:place"))
        await person.send(place)
        form = await person.sees(_offers(f"send:{draft}"))
        await person.press(f"send:{draft}", form)
        await self.village.quiet()
        joined = await self._asked(person, word)
        self.remark(moment, f"{name}: [{category}] «{text}» ({place}) → {joined}")

    async def _asked(self, person: Person, word: str) -> str:
        """What is like theirs and is not the same is declined."""
        same = self.known.get(word[1:]) if word.startswith("=") else None
        while True:
            last = await self.newest(person)
            wanted = [data for data in buttons(last) if data.startswith("metoo:")]
            if not wanted:
                break
            if same is not None and wanted[0].endswith(f":{same}"):
                await person.press(wanted[0], last)
                await self.village.quiet()
                return f"joins {self.number(word[1:])}"
            await person.press(next(one for one in buttons(last) if one.startswith("other:")), last)
            await self.village.quiet()
        [(report_id,)] = self.village.kept("SELECT max(id) FROM reports")
        self.known[word if word not in self.known else f"{report_id}"] = report_id
        return self.number(word if self.known[word] == report_id else f"{report_id}")

    async def supports(self, moment: datetime, names: str, word: str) -> None:
        for name in names.split():
            person = self.crowd[name]
            page = await self.asks(person, "/around")
            await person.press(f"support:{self.known[word]}:1", page)
            await self.village.quiet()
        self.remark(moment, f"{names}: /around, {self.number(word)} is theirs, too")

    async def does(self, moment: datetime, name: str, word: str, what: str, words: str = "") -> None:
        """A moderator presses on the card, and writes what is asked for."""
        action, _, detail = what.partition(" ")
        report, person = self.known[word], self.crowd[name]
        group = self.groups[MODERATORS[name]]
        card = await self.card(report, group)
        await person.press(f"do:{report}:{action}", card, chat=group)
        if action == "duplicate":
            await person.press(f"same:{report}:{self.known[detail]}", card, chat=group)
        elif detail:
            await person.press(f"why:{report}:{action}:{detail}", card, chat=group)
        if detail and not words and action != "duplicate":
            await person.press(f"mute:{report}:{action}:{detail}", card, chat=group)
        await self.village.quiet()
        if words:
            prompt = next(
                one
                for one in reversed(await shown(person, group))
                if "force_reply" in one.get("reply_markup", {})
            )
            await person.send(words, chat=group, reply_to=prompt)
            await self.village.quiet()
        self.remark(moment, f"{name}: {self.number(word)} {what}" + (f" «{words}»" if words else ""))

    async def judges(self, moment: datetime, name: str, word: str, verdict: str) -> None:
        person = self.crowd[name]
        fixed = int(verdict == "fixed")
        asked = next(
            one
            for one in reversed(await shown(person))
            if f"fixed:{self.known[word]}:{fixed}" in buttons(one)
        )
        await person.press(f"fixed:{self.known[word]}:{fixed}", asked)
        await self.village.quiet()
        self.remark(moment, f"{name}: {self.number(word)} {verdict}")

    async def erases(self, moment: datetime, name: str) -> None:
        page = await self.asks(self.crowd[name], "/forget")
        await self.crowd[name].press(next(one for one in buttons(page) if one.startswith("forget:")), page)
        await self.village.quiet()
        self.remark(moment, f"{name}: /forget")

    async def ticks(self, moment: datetime) -> None:
        await self.tick(moment)

    async def queues(self, moment: datetime, name: str) -> None:
        """What waits, as the group reads it in the morning."""
        group = self.groups[MODERATORS[name]]
        asked = await self.crowd[name].send("/queue", chat=group)
        await self.village.quiet()
        page = next(
            one for one in await shown(self.crowd[name], group) if one["message_id"] > asked["message_id"]
        )
        self.note(moment, f"{name}, /queue", page)

    async def answers(self, moment: datetime) -> None:
        """The akim answers everybody who has no water, and promises."""
        database, now = self.village.stage.database, self.village.now()
        akim = Staff(self.crowd["Асқар"].id, self.crowd["Асқар"].id, "Асқар")
        office = AnswerService(database, (self.village.yerlan.id,))
        text = Speech(
            "Құбыр тоздығынан жарылды. Күн сайын сағат 18:00-де су тасығыш келеді.",
            "Трубу прорвало из-за износа. Каждый день в 18:00 приезжает водовоз.",
        )
        pledge = Pledge(Speech("Құбырды ауыстырамыз", "Заменим трубу"), date(2027, 6, 18))

        def written(one: Answer) -> Answer:
            return changed(one, text=text, pledge=pledge)

        seen = await office.to_category(akim, BAISERKE_DISTRICT, Category.WATER, now)
        seen = await office.change(akim, seen.answer.id, written, now)
        await office.send(akim, seen.answer.id, seen.answer.mark, now)
        self.remark(moment, "Асқар: /answer, water, with a promise")

    async def calls(self, moment: datetime) -> None:
        """A gathering is called for the week after the next."""
        database, now = self.village.stage.database, self.village.now()
        dana = Staff(self.crowd["Дана"].id, self.crowd["Дана"].id, "Дана")
        meetings = MeetingService(database, (self.village.yerlan.id,))
        begun = await meetings.begin(dana, BAISERKE_DISTRICT, Kind.GATHERING, now)

        def written(blank: Meeting) -> Meeting:
            place = Said("Мәдениет үйі", "Дом культуры")
            agenda = [Said("Су құбырын ауыстыру туралы", "О замене водопровода")]
            return changed(
                blank.rewritten(begins_at=local(date(2027, 6, 24), time(18)), place=place), agenda=agenda
            )

        seen = await meetings.change(dana, begun.meeting.id, written, now)
        await meetings.call(dana, seen.meeting.id, seen.meeting.mark, now)
        self.remark(moment, "Дана: a gathering is called")

    async def opens(self, name: str, data: str, page: Json) -> None:
        """A page behind the message."""
        await self.crowd[name].press(data, page)
        await self.village.quiet()
        found = next(one for one in await shown(self.crowd[name]) if one["message_id"] == page["message_id"])
        self.note(self.village.now(), f"{name}, {data}", found)

    async def draws(self, name: str, data: str, page: Json) -> None:
        """The picture behind it."""
        await self.crowd[name].press(data, page, timeout=60)
        message = await self.crowd[name].sees(lambda one: "photo" in one, after=page, timeout=60)
        self.note(self.village.now(), f"{name}, {data}", message)
        file = await self.village.stage.house.bot.download(message["photo"][-1]["file_id"])
        assert file is not None
        self.pictures[name] = file.read()

    async def asks(self, person: Person, command: str) -> Json:
        asked = await person.send(command)
        await self.village.quiet()
        return next(one for one in await shown(person) if one["message_id"] > asked["message_id"])

    async def newest(self, person: Person) -> Json:
        return next(one for one in reversed(await shown(person)) if buttons(one))

    async def card(self, report: int, group: Json) -> Json:
        """The newest in the group that can be acted on."""
        everybody = await shown(self.village.yerlan, group)
        return next(
            one
            for one in reversed(everybody)
            if any(data.startswith((f"do:{report}:", f"card:{report}")) for data in buttons(one))
        )


def buttons(message: Json) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [one.get("callback_data", "") for row in rows for one in row]


def _offers(data: str) -> Callable[[Json], bool]:
    return lambda message: any(one.startswith(data) for one in buttons(message))


@fixture()
async def week(village: There) -> AsyncIterator[Week]:
    found = Week(village)
    await found.until(local(MONDAY - timedelta(days=10), time(9)))
    await _settle(found)
    await _staff(found)
    await found.work(village.now())
    yield found


async def _settle(week: Week) -> None:
    village, people = week.village, PeopleService(week.village.stage.database)
    for place, languages in RESIDENTS.items():
        for language, names in languages.items():
            for name in names.split():
                who = await village.client.person(name, language_code=language)
                village.residents.append(who)
                week.crowd[name] = who
                now = village.now()
                person = await people.decide(who.id, Language(language), now, agreed=True)
                await people.live_in(person, KATOS[place])


async def _staff(week: Week) -> None:
    village, database = week.village, week.village.stage.database
    chief = Staff(village.yerlan.id, village.yerlan.id, "Ерлан")
    roles = RoleService(database, (village.yerlan.id,))
    served = {
        "Асқар": (Role.AKIM, BAISERKE_DISTRICT, Language.KAZAKH),
        "Дана": (Role.COORDINATOR, ILE, Language.RUSSIAN),
        "Жанар": (Role.MODERATOR, BAISERKE_DISTRICT, Language.KAZAKH),
        "Санжар": (Role.MODERATOR, BAISERKE_DISTRICT, Language.KAZAKH),
        "Ольга": (Role.MODERATOR, ILE, Language.RUSSIAN),
        "Думан": (Role.MODERATOR, ILE, Language.KAZAKH),
    }
    for name, (role, kato, language) in served.items():
        who = await village.client.person(name, language_code=language)
        await who.start()
        week.crowd[name] = who
        until = village.now() + timedelta(days=1000) if role is Role.AKIM else None
        _, token = await roles.invite(chief, role, kato, until, name, village.now())
        await roles.join(Staff(who.id, who.id, name, language), token, village.now())
    team = [week.crowd[name] for name in MODERATORS]
    bind = GroupService(database, (village.yerlan.id,)).bind
    for name, units, language in (
        ("own", [BAISERKE_DISTRICT], Language.KAZAKH),
        ("other", OTHER_UNITS, Language.RUSSIAN),
    ):
        if name == "own":
            week.groups[name] = village.group
            for one in team:
                await village.client.member(village.group, one, "member")
        else:
            week.groups[name] = await village.client.group(
                "Іле", owner=village.yerlan, members=team, bot="administrator"
            )
        await village.quiet()
        await bind(week.groups[name]["id"], units, language, village.now())
    clocks = ClockService(database, (village.yerlan.id,), holidays.read(None))
    for category, target in TERMS.items():
        await clocks.promise(chief, ILE, category, lambda _, target=target: target, village.now())
    for name in ("Асқар", "Дана", "Айнұр", "Николай", "Grace"):
        week.people[name] = week.crowd[name]
        await village.quiet()
        week.read[name] = max((one["message_id"] for one in await shown(week.crowd[name])), default=0)


async def test_a_whole_week(week: Week) -> None:
    happened = sorted(
        [
            *lines(TOLD, "tells"),
            *lines(SUPPORTED, "supports"),
            *lines(DONE, "does"),
            *lines(JUDGED, "judges"),
            *lines(ERASED, "erases"),
            *(
                Line(local(MONDAY + timedelta(days=day), time(hour)), "ticks", [])
                for day in range(-7, 7)
                for hour in (8, 18)
            ),
            Line(local(MONDAY + timedelta(days=2), time(11)), "answers", []),
            Line(local(MONDAY + timedelta(days=3), time(11, 30)), "calls", []),
            Line(local(MONDAY + timedelta(days=4), time(9, 1)), "queues", ["Ольга"]),
        ],
        key=lambda line: line.moment,
    )
    for line in happened:
        await week.happens(line)
    next_monday = MONDAY + timedelta(days=7)
    week.remark(local(next_monday, time(8)), "Monday morning")
    await week.tick(local(next_monday, time(8)) + timedelta(seconds=5))
    for name, kato in (("Асқар", BAISERKE_DISTRICT), ("Дана", ILE)):
        page = await week.newest(week.crowd[name])
        await week.opens(name, f"account:{kato}:week", page)
        await week.draws(name, f"digestpic:{kato}:week", page)
    await week.reads("Айнұр", "/promises", local(next_monday, time(9)))

    assert "\n".join(week.lines) == week.kept(GOLDEN)
    came, wrong = await AccountingService(week.village.stage.database).wrong()
    assert (came, wrong) == (38, [])
    assert looks_as_it_did(week.pictures["Дана"], "week")
