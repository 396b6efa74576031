"""A consultation lived through, from the first proposals until the last project is done, in three languages.

What everybody reads stands in `tests/golden/consultation.txt`, for a person to read. `WRITE_GOLDEN=1` writes it anew after
a change that is meant; then it is read again, by two.
"""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.domain.consultations import Consultation, Kind, Option, Rule
from bot.domain.directions import Direction
from bot.domain.elections import local
from bot.domain.groups import Staff
from bot.domain.meetings import Kind as OfMeetings
from bot.domain.meetings import Meeting, Said
from bot.domain.numbers import ALMATY
from bot.domain.people import Language
from bot.domain.proposals import Refusal
from bot.domain.works import Step, Work
from bot.services.announcements import AnnouncementService
from bot.services.ballots import BallotService
from bot.services.consultations import ConsultationService
from bot.services.counting import PROGRAM
from bot.services.meetings import MeetingService
from bot.services.moderation import ModerationService
from bot.services.people import PeopleService
from bot.services.works import WorkService
from tests.conftest import BAISERKE, BAISERKE_DISTRICT
from tests.conversations.chronicles import Chronicle
from tests.conversations.conftest import There, fixture, shown

Json = dict[str, Any]
GOLDEN = "consultation.txt"
BEGUN, GATHERED = date(2027, 5, 20), date(2027, 6, 5)
OPENS, CLOSES = local(date(2027, 6, 10), time(9)), local(date(2027, 6, 24), time(18))
DAY = timedelta(days=1)
FIRST, SECOND = Staff(9001, 9001, "Дана"), Staff(9002, 9002, "Тимур")
RECEIPT = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}\b")
DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
NEIGHBOURS = 30
PROJECTS = (
    Option(1, Direction.LIGHTING, "Мектеп жолына шам", "Фонари на дороге к школе", 3_000_000),
    Option(2, Direction.WATER, "Су құбырын жаңарту", "Замена водопровода", 9_000_000),
    Option(3, Direction.SPORT, "Спорт алаңы", "Спортплощадка", 5_000_000),
)


@dataclass
class Asking(Chronicle):
    def __post_init__(self) -> None:
        database, both = self.village.stage.database, {FIRST.telegram_id, SECOND.telegram_id}
        self.consultations = ConsultationService(database, both, PROGRAM)
        self.announcements = AnnouncementService(database)
        self.moderation = ModerationService(database, both)
        self.meetings = MeetingService(database, both)
        self.works = WorkService(database, both)

    async def work(self, now: datetime) -> None:
        await self.consultations.tick(now)
        await self.meetings.tick(now)
        await self.announcements.tick(now)

    def said(self, message: Json) -> str:
        """What is left to chance is left out, and each person's own order of the options."""
        words = message["text"] if "text" in message else f"[a picture]\n{message['caption']}"
        text = DIGEST.sub("<SHA-256>", RECEIPT.sub("<receipt>", words))
        return "\n\n".join(_ordered(part) for part in text.split("\n\n"))

    async def presses(self, name: str, prefix: str, page: Json, *, noted: bool = False) -> Json:
        """The first button that carries this; what stands in the message then."""
        person = self.people[name]
        rows = page["reply_markup"]["inline_keyboard"]
        carried = next(
            one["callback_data"] for row in rows for one in row if one["callback_data"].startswith(prefix)
        )
        await person.press(carried, page)
        await self.village.quiet()
        found = next(one for one in await shown(person) if one["message_id"] == page["message_id"])
        if noted:
            self.note(self.village.now(), f"{name}, {prefix}", found)
        return found

    async def writes(self, name: str, text: str) -> Json:
        """Words, and what answers them."""
        sent = await self.people[name].send(text)
        await self.village.quiet()
        page = next(one for one in await shown(self.people[name]) if one["message_id"] > sent["message_id"])
        self.read[name] = page["message_id"]
        self.note(self.village.now(), f"{name}, «{text}»", page)
        return page

    async def last(self, name: str) -> Json:
        return next(one for one in reversed(await shown(self.people[name])) if "reply_markup" in one)


def _ordered(part: str) -> str:
    signs = ("✅ ", "▫️ ", "🚫 ")
    lines = part.split("\n")
    shuffled = all(line.startswith(signs) for line in lines) and "%" not in part
    return "\n".join(sorted(lines)) if shuffled else part


@fixture()
async def chronicle(village: There) -> AsyncIterator[Asking]:
    found = Asking(village)
    await found.until(local(BEGUN, time(9)))
    residents = PeopleService(village.stage.database)
    languages = {
        "Айгүл": Language.KAZAKH,
        "Марина": Language.RUSSIAN,
        "Бекзат": Language.ENGLISH,
        "Болат": Language.KAZAKH,
    }
    for name, language in languages.items():
        person = await village.neighbour(name, language_code="en")
        known, _ = await residents.visit(person.id, person.id)
        assert known is not None
        await residents.speak(known.id, language)
        found.people[name] = person
        found.read[name] = (await shown(person))[-1]["message_id"]
    yield found


async def gathered(chronicle: Asking) -> int:
    """Residents propose; what is published can be read, and what is refused has a reason."""
    village, consultations = chronicle.village, chronicle.consultations
    begun = await consultations.begin(FIRST, BAISERKE_DISTRICT, Kind.PROJECTS, village.now())
    key = begun.consultation.id
    until = local(GATHERED, time(18))
    titles = {"title_kk": "2028 жылы не істейміз?", "title_ru": "Что сделаем в 2028 году?"}
    await consultations.change(
        FIRST, key, lambda one: replace(one, **titles, proposals_until=until), village.now()
    )
    await consultations.gather(SECOND, key, village.now())
    chronicle.remark(village.now(), "residents are asked for proposals")
    await chronicle.tick(local(BEGUN, time(10)))
    await proposes(chronicle, "Айгүл", "lighting", "Мектепке баратын жолға шам орнатайық")
    await proposes(chronicle, "Марина", "improvement", "Сделайте ремонт у моего соседа дома")
    good, other = [one for (one,) in village.kept("SELECT id FROM proposals ORDER BY id")]
    await chronicle.moderation.publish(SECOND, good, village.now())
    await chronicle.moderation.refuse(SECOND, other, Refusal.NOT_THE_BUDGET, village.now())
    chronicle.remark(village.now(), "one is published, one refused")
    await chronicle.tick(local(BEGUN + DAY, time(10)))
    page = await chronicle.reads("Бекзат", "/consultations", local(BEGUN + DAY, time(11)))
    await chronicle.presses("Бекзат", "asks:", page, noted=True)
    return key


async def proposes(chronicle: Asking, name: str, direction: str, text: str) -> None:
    page = await chronicle.reads(name, "/consultations", chronicle.village.now() + timedelta(minutes=5))
    page = await chronicle.presses(name, "asks:", page, noted=True)
    page = await chronicle.presses(name, "propose:", page, noted=True)
    await chronicle.presses(name, f"towards:1:{direction}", page, noted=True)
    page = await chronicle.writes(name, text)
    await chronicle.presses(name, "sendidea:", page, noted=True)


async def fixed(chronicle: Asking, key: int) -> None:
    def whole(before: Consultation) -> Consultation:
        return replace(
            before, options=PROJECTS, budget=12_000_000, rule=Rule.GREEDY, opens_at=OPENS, closes_at=CLOSES
        )

    await chronicle.until(local(GATHERED + DAY, time(9)))
    now = chronicle.village.now()
    await chronicle.consultations.change(FIRST, key, whole, now)
    await chronicle.consultations.fix(SECOND, key, now)
    chronicle.remark(now, "the options are fixed, by two")
    page = await chronicle.reads("Айгүл", "/consultations", local(GATHERED + DAY, time(12)))
    page = await chronicle.presses("Айгүл", "asks:", page, noted=True)
    await chronicle.presses("Айгүл", "rules:", page, noted=True)


async def chosen(chronicle: Asking, key: int) -> None:
    village = chronicle.village
    chronicle.remark(OPENS, "it opens by itself")
    await chronicle.tick(OPENS + timedelta(minutes=1))
    await chronicle.people["Болат"].press("nonews", await chronicle.last("Болат"))
    page = await chronicle.presses("Айгүл", "asks:", await chronicle.last("Айгүл"), noted=True)
    page = await chronicle.presses("Айгүл", f"choose:{key}:1", page)
    page = await chronicle.presses("Айгүл", f"choose:{key}:3", page, noted=True)
    await chronicle.presses("Айгүл", "cast:", page, noted=True)
    page = await chronicle.presses("Марина", "asks:", await chronicle.last("Марина"))
    await chronicle.presses("Марина", f"choose:{key}:2", page, noted=True)
    await village.restart()
    chronicle.remark(village.now(), "the bot is stopped and started again")


async def resumed(chronicle: Asking, key: int) -> None:
    await chronicle.tick(OPENS + DAY)
    page = await chronicle.presses("Бекзат", "asks:", await chronicle.last("Бекзат"))
    page = await chronicle.presses("Бекзат", f"choose:{key}:2", page)
    page = await chronicle.presses("Бекзат", "cast:", page)
    page = await chronicle.presses("Бекзат", "asks:", page)
    page = await chronicle.presses("Бекзат", f"choose:{key}:1", page, noted=True)
    await chronicle.presses("Бекзат", "cast:", page, noted=True)
    await neighbours(chronicle, key)
    for passed in range(2, 14):
        await chronicle.tick(OPENS + passed * DAY + timedelta(hours=1))
    page = await chronicle.presses("Марина", "asks:", await chronicle.last("Марина"), noted=True)
    await chronicle.presses("Марина", "cast:", page, noted=True)


async def neighbours(chronicle: Asking, key: int) -> None:
    """So many others choose one thing or the other."""
    database, now = chronicle.village.stage.database, chronicle.village.now()
    people, choosing = PeopleService(database), BallotService(database)
    for number in range(NEIGHBOURS):
        telegram_id = 910_000 + number
        person = await people.decide(telegram_id, Language.KAZAKH, now, agreed=True)
        await people.live_in(person, BAISERKE)
        await people.went(telegram_id, now)
        await choosing.press(telegram_id, key, 1 + number % 3, now)
        await choosing.cast(telegram_id, key, now)


async def came_of_it(chronicle: Asking, key: int) -> None:
    chronicle.remark(CLOSES, "it closes by itself, and is counted")
    await chronicle.tick(CLOSES + timedelta(minutes=1))
    page = await chronicle.reads("Болат", "/consultations", CLOSES + timedelta(hours=1))
    page = await chronicle.presses("Болат", "asks:", page, noted=True)
    await chronicle.presses("Болат", "byvillage:", page, noted=True)


async def decided(chronicle: Asking, key: int) -> None:
    """The meeting is called in time, discusses it, and decides."""
    meetings, called_on, begins_at = chronicle.meetings, CLOSES + DAY, local(date(2027, 7, 8), time(10))
    place = Said("Мәдениет үйі, Орталық көшесі, 2", "Дом культуры, ул. Центральная, 2")
    agenda = [Said("2028 жылғы бюджет жобасы туралы", "О проекте бюджета на 2028 год")]
    await chronicle.until(called_on)
    now = chronicle.village.now()
    begun = await meetings.begin(FIRST, BAISERKE_DISTRICT, OfMeetings.MEETING, now)

    def written(blank: Meeting) -> Meeting:
        return replace(blank.rewritten(begins_at=begins_at, place=place), agenda=agenda, consultation_id=key)

    seen = await meetings.change(FIRST, begun.meeting.id, written, now)
    await meetings.call(FIRST, seen.meeting.id, seen.meeting.mark, now)
    chronicle.remark(now, "the meeting is called")
    await chronicle.tick(called_on + timedelta(minutes=5))
    await chronicle.tick(begins_at - DAY)
    await chronicle.until(begins_at + DAY)
    now = chronicle.village.now()
    decision = Said("Мектеп жолына шам орнатылсын.", "Установить фонари на дороге к школе.")
    minutes = {"number": "7", "present": 15, "members": 20, "decision": decision}
    seen = await meetings.change(FIRST, seen.meeting.id, lambda one: one.minuted(**minutes), now)
    await meetings.enter(FIRST, seen.meeting.id, seen.meeting.mark, now)
    chronicle.remark(now, "its minutes are entered")
    await chronicle.tick(begins_at + DAY + timedelta(minutes=5))
    await chronicle.reads("Болат", "/meetings", begins_at + DAY + timedelta(hours=1))


async def carried_out(chronicle: Asking, key: int) -> None:
    told = [
        (date(2027, 9, 1), Step.PLANNED, None),
        (date(2028, 4, 3), Step.IN_WORK, "Бағаналар қойылып жатыр · Ставят столбы"),
        (date(2028, 5, 15), Step.DONE, "Он шам жанады · Горят десять фонарей"),
    ]
    for day, step, words in told:
        await chronicle.until(local(day, time(10)))
        now = chronicle.village.now()
        _, work = await chronicle.works.draft(FIRST, Work(0, key, 1, step, words), now)
        await chronicle.works.publish(SECOND, work.id, now)
        chronicle.remark(now, "the office tells how far it is")
        await chronicle.tick(local(day, time(11)))
    await chronicle.presses("Марина", "follow:", await chronicle.last("Марина"), noted=True)


async def test_a_whole_consultation(chronicle: Asking) -> None:
    key = await gathered(chronicle)
    await fixed(chronicle, key)
    await chosen(chronicle, key)
    later = Asking(chronicle.village, chronicle.people, chronicle.lines, chronicle.told, chronicle.read)
    await resumed(later, key)
    await came_of_it(later, key)
    await decided(later, key)
    await carried_out(later, key)

    lived = "\n".join(later.lines)
    assert lived == later.kept(GOLDEN)
    assert all(f" · {name}\n" in lived for name in later.people)
    for moment, name, text in later.told:
        there = moment.astimezone(ALMATY).time()
        assert time(8) <= there < time(21), (moment, name)
        for forbidden in ("дауыс беру", "голосован", "vote", "халық қатысатын бюджет", "народного участия"):
            assert forbidden not in text.lower(), (moment, name, forbidden)
