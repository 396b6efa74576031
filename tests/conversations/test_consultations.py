"""A resident has a say on the village budget, by buttons, in one message."""

import io
import zipfile
from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from bot.domain.consultations import Consultation, Kind, Option, Rule, digest
from bot.domain.directions import Direction
from bot.domain.elections import local
from bot.domain.groups import Staff
from bot.domain.people import Language
from bot.services.ballots import BallotService
from bot.services.consultations import ConsultationService
from bot.services.people import PeopleService
from sandbox.person import Person
from tests.conftest import BAISERKE, BAISERKE_DISTRICT
from tests.conversations.conftest import There, data, fixture, labels, shown
from tests.conversations.test_posters import content

Json = dict[str, Any]
TITLE = "Что сделаем в 2027 году?"
PROJECTS = (
    Option(1, Direction.LIGHTING, "Көше шамдары", "Уличные фонари", 3_000_000),
    Option(2, Direction.WATER, "Су құбыры", "Водопровод", 9_000_000),
    Option(3, Direction.SPORT, "Спорт алаңы", "Спортплощадка", 5_000_000),
)


class Coordinators:
    """Two who have prepared a consultation that is open."""

    def __init__(self, village: There) -> None:
        self.village = village
        first, second = village.yerlan.id, village.marina.id
        self.service = ConsultationService(village.stage.database, [first, second], "0" * 64)
        self.first, self.second = (Staff(one, one, "Ерлан", Language.ENGLISH) for one in (first, second))

    async def ask(self, kind: Kind = Kind.PROJECTS) -> int:
        now = self.village.now()

        def drafted(before: Consultation) -> Consultation:
            return replace(
                before,
                title_kk="2027 жылы не істейміз?",
                title_ru=TITLE,
                options=PROJECTS,
                budget=12_000_000,
                most=2 if kind is Kind.SEVERAL else 1,
                rule={Kind.PROJECTS: Rule.GREEDY, Kind.SHARES: Rule.MEAN}.get(kind, Rule.MOST),
                opens_at=now + timedelta(minutes=1),
                closes_at=now + timedelta(days=10),
            )

        begun = await self.service.begin(self.first, BAISERKE_DISTRICT, kind, now)
        key = begun.consultation.id
        await self.service.change(self.first, key, drafted, now)
        await self.service.fix(self.second, key, now)
        await self.service.tick(now + timedelta(minutes=1))
        return key


@fixture()
async def coordinators(village: There) -> Coordinators:
    await village.marina.start()
    return Coordinators(village)


async def press(person: Person, label: str, message: Json) -> Json:
    """What stands in the message then."""
    carried = next(
        one["callback_data"]
        for line in message["reply_markup"]["inline_keyboard"]
        for one in line
        if label in one["text"]
    )
    await person.press(carried, message)  # some are answered by a process of their own
    return next(one for one in await shown(person) if one["message_id"] == message["message_id"])


async def opened(person: Person) -> Json:
    asked = await person.send("/consultations")
    message = await person.sees("Have your say on the village budget", after=asked)
    return await press(person, TITLE, message)


async def test_where_nothing_is_asked_it_says_so_and_who_decides(resident: Person) -> None:
    asked = await resident.send("/consultations")
    message = await resident.sees("Nothing is asked here just now", after=asked)
    assert "the local community meeting decides" in message["text"]


async def test_a_resident_chooses_in_four_presses_and_has_a_receipt(
    resident: Person, coordinators: Coordinators, village: There
) -> None:
    await coordinators.ask()
    message = await press(resident, "Уличные фонари", await opened(resident))
    assert "Left: 9,000,000" in message["text"]
    message = await press(resident, "Спортплощадка", message)
    assert "🚫 Водопровод, 9,000,000" in message["text"]
    done = await press(resident, "Confirm my choice", message)
    assert "Your choice counts" in done["text"]
    [(receipt,)] = village.kept("SELECT receipt FROM ballots")
    assert receipt in done["text"]
    assert "Change my choice" in str(labels(await opened(resident)))


async def test_what_does_not_fit_is_shown_and_a_press_of_it_says_why(
    resident: Person, coordinators: Coordinators
) -> None:
    await coordinators.ask()
    message = await press(resident, "Водопровод", await opened(resident))
    answer = await resident.press(data(message, "🚫 Спортплощадка"), message)
    assert "does not fit" in (answer.text or "")


async def test_a_changed_mind_counts_only_when_it_is_confirmed_and_can_be_left(
    resident: Person, coordinators: Coordinators, village: There
) -> None:
    await coordinators.ask(Kind.ONE)
    message = await press(resident, "Водопровод", await opened(resident))
    done = await press(resident, "Confirm my choice", message)
    changing = await press(resident, "Change my choice", done)
    changing = await press(resident, "Уличные фонари", changing)
    assert "Your earlier choice counts until you confirm another" in changing["text"]
    assert village.kept("SELECT choice FROM ballots") == [("3",)]
    left = await press(resident, "Leave it as it was", changing)
    assert "• Водопровод" in left["text"]


async def test_a_double_tap_and_a_second_confirmation_change_nothing(
    resident: Person, coordinators: Coordinators, village: There
) -> None:
    await coordinators.ask(Kind.ONE)
    message = await press(resident, "Водопровод", await opened(resident))
    confirming = next(one for one in labels(message) if "Confirm" in one)
    for _time in range(3):
        await resident.press(data(message, confirming), message)
    await village.quiet()
    assert village.kept("SELECT choice, pending FROM ballots") == [("3", None)]


async def test_a_hundred_points_are_shared_out_by_buttons(
    resident: Person, coordinators: Coordinators, village: There
) -> None:
    await coordinators.ask(Kind.SHARES)
    message = await opened(resident)
    for _time in range(10):
        assert "Confirm" not in str(labels(message))
        message = await press(resident, "+10", message)
    assert "Left: 0" in message["text"]
    await press(resident, "Confirm my choice", message)
    assert [row[0].split(":")[1] for row in village.kept("SELECT choice FROM ballots")] == ["100"]


async def test_how_it_is_counted_is_read_before_and_its_fingerprint_is_the_files(
    resident: Person, coordinators: Coordinators, village: There
) -> None:
    await coordinators.ask()
    rules = await press(resident, "How it is counted", await opened(resident))
    assert "as long as the money lasts" in rules["text"]
    await resident.press(data(rules, "📄 As a file"), rules)
    await village.quiet()
    sent = next(one for one in await shown(resident) if "document" in one)
    said = await content(village, sent)
    assert digest(said.decode()) in rules["text"]


async def test_after_the_close_an_old_button_says_so_and_changes_nothing(
    resident: Person, coordinators: Coordinators, village: There
) -> None:
    await coordinators.ask(Kind.ONE)
    message = await press(resident, "Водопровод", await opened(resident))
    await village.later(days=11)
    confirming = next(one for one in labels(message) if "Confirm" in one)
    answer = await resident.press(data(message, confirming), message)
    assert "That is over" in (answer.text or "")
    assert village.kept("SELECT choice FROM ballots") == [(None,)]


@pytest.mark.parametrize("kind", list(Kind))
async def test_no_press_leaves_a_trace_of_who_chose_what(
    resident: Person, coordinators: Coordinators, village: There, kind: Kind, caplog: pytest.LogCaptureFixture
) -> None:
    """In no table beside the ballot, and in no line of the log, stands an option beside a person."""
    key = await coordinators.ask(kind)
    message = await press(resident, "+10" if kind is Kind.SHARES else "Водопровод", await opened(resident))
    await village.quiet()
    assert f"choose:{key}" not in caplog.text
    assert village.kept("SELECT count(*) FROM inbox WHERE body IS NOT NULL") == [(0,)]
    [(person,)] = village.kept("SELECT id FROM people WHERE village IS NOT NULL")
    [row] = village.kept("SELECT * FROM ballots")
    assert person not in row
    assert resident.id not in row
    assert message["message_id"] not in row[2:]


async def neighbours(village: There, key: int, people: int) -> None:
    """So many others choose street lights."""
    service, villagers = BallotService(village.stage.database), PeopleService(village.stage.database)
    for telegram_id in range(910_000, 910_000 + people):
        person = await villagers.decide(telegram_id, Language.KAZAKH, village.now(), agreed=True)
        await villagers.live_in(person, BAISERKE)
        await service.press(telegram_id, key, 1, village.now())
        await service.cast(telegram_id, key, village.now())


async def test_after_the_close_who_took_part_gets_the_result_and_can_count_it_anew(
    resident: Person, coordinators: Coordinators, village: There
) -> None:
    key = await coordinators.ask()
    message = await press(resident, "Водопровод", await opened(resident))
    await press(resident, "Confirm my choice", message)
    await neighbours(village, key, 11)
    morning = local(village.today() + timedelta(days=11), time(9))  # no quiet hours
    await village.later(seconds=(morning - village.now()).total_seconds())
    await coordinators.service.tick(village.now())
    letter = await resident.sees("It is over and counted")
    assert "12 residents took part" in letter["text"]
    assert "✅ Уличные фонари, 3,000,000" in letter["text"]
    assert "The rules side by side" in letter["text"]
    picture = await resident.sees(lambda one: "photo" in one, after=letter)
    assert "the local community meeting decides" in picture["caption"]
    page = await press(resident, "Village by village", letter)
    assert "Too few people took part for the villages to be shown apart" in page["text"]
    page = await press(resident, "Back", page)
    await resident.tap("📊 As a picture", message=page)
    again = await resident.sees(lambda one: "photo" in one, after=picture)
    assert again["caption"] == picture["caption"]
    await resident.press(data(letter, "📦 Files to count it anew"), letter)
    await village.quiet()
    sent = next(one for one in await shown(resident) if "document" in one)
    with zipfile.ZipFile(io.BytesIO(await content(village, sent))) as archive:
        assert "recount.py" in archive.namelist()
        assert len(archive.read("receipts.txt").splitlines()) == 12


async def test_of_few_people_only_the_number_is_said(
    resident: Person, coordinators: Coordinators, village: There
) -> None:
    await coordinators.ask()
    message = await press(resident, "Водопровод", await opened(resident))
    await press(resident, "Confirm my choice", message)
    await village.later(days=11)
    await coordinators.service.tick(village.now())
    await opened(resident)
    page = await resident.sees("1 resident took part")
    assert "fewer than ten" in page["text"]
    assert "Водопровод" not in page["text"]
    await village.quiet()
    assert not [one for one in await shown(resident) if "photo" in one]


async def test_everybody_hears_that_it_is_open_and_can_choose_from_there_or_stop_such_news(
    resident: Person, coordinators: Coordinators, village: There
) -> None:
    morning = local(village.today() + timedelta(days=1), time(9))  # no quiet hours
    await village.later(seconds=(morning - village.now()).total_seconds())
    await coordinators.ask()
    await village.tick()
    news = await resident.sees("Have your say on the budget of")
    assert TITLE in news["text"]
    answer = await resident.press("nonews", news)
    assert answer.show_alert
    sheet = await press(resident, "Choose", news)
    assert "Уличные фонари" in str(labels(sheet))
    settings = await resident.send("/settings")
    page = await press(resident, "Village news", await resident.sees("Settings", after=settings))
    assert "You are not told" in page["text"]
    again = await press(resident, "Tell me of these", page)
    assert "You are told" in again["text"]
