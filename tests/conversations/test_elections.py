"""A resident asks about the election of their akim, reads, takes the dates along, and chooses what to be reminded of."""

from datetime import timedelta
from typing import Any

import pytest
import vobject

from bot.domain.calendar_files import Filled
from bot.domain.elections import Election, Kind, State
from bot.domain.facts import Station
from bot.domain.groups import Staff
from bot.domain.people import Language
from bot.domain.timelines import BESIDE, Code, timeline
from bot.i18n import words
from bot.services.calendars import CalendarService
from bot.services.territories import TerritoryService
from sandbox.person import Person
from tests.conftest import BAISERKE_DISTRICT
from tests.conversations.conftest import There, fixture, labels, shown

Json = dict[str, Any]
_ = words(Language.ENGLISH)


class Commission:
    """What the coordinator has confirmed from the commission's calendar."""

    def __init__(self, village: There) -> None:
        self.village = village
        self.calendars = CalendarService(village.stage.database, [village.yerlan.id])
        self.staff = Staff(village.yerlan.id, village.yerlan.id, "Ерлан", Language.ENGLISH)

    async def call(self) -> Election:
        """Today, with the voting in forty days; what the law drafts is confirmed."""
        now = self.village.now()
        today = self.village.today()
        unit = (await TerritoryService(self.village.stage.database).spot(BAISERKE_DISTRICT)).territory
        self.election = await self.calendars.enter(
            self.staff,
            Election(
                0,
                unit,
                Kind.EARLY,
                today - timedelta(days=9),
                today,
                today + timedelta(days=40),
                source="https://example.kz/plan",
            ),
            now,
        )
        for one in timeline(self.election):
            if one.code not in BESIDE:
                await self.calendars.confirm(self.staff, self.election.id, one.code, one.moment, now)
        return self.election


@fixture()
async def commission(village: There) -> Commission:
    return Commission(village)


async def page(person: Person, *path: str) -> Json:
    """What stands in the message after these buttons."""
    asked = await person.send("/elections")
    message = await person.sees("Election of the akim", after=asked)
    for label in path:
        await person.tap(label, message=message)
        message = next(one for one in await shown(person) if one["message_id"] == message["message_id"])
    return message


async def test_where_nothing_is_known_it_is_said_and_never_blank(resident: Person) -> None:
    message = await page(resident)

    assert "No election of the akim is known here now." in message["text"]
    assert "🔔 Reminders" in labels(message)


async def test_the_menu_leads_there_in_every_language(resident: Person) -> None:
    asked = await resident.send("🗳 Сайлау")

    await resident.sees("Election of the akim", after=asked)


async def test_who_has_no_village_is_led_to_choose_one(village: There) -> None:
    asked = await village.aigul.send("/elections")

    await village.aigul.sees("First we need your consent: /start.", after=asked)


async def test_a_resident_reads_from_page_to_page_in_one_message(
    resident: Person, commission: Commission
) -> None:
    await commission.call()
    before = len(await shown(resident))

    message = await page(resident, "🗳 Voting", "← Back", "📅 Dates")

    assert "All confirmed dates, Kazakhstan time" in message["text"]
    assert "Source: https://example.kz/plan" in message["text"]
    assert len(await shown(resident)) == before + 1


async def test_telegram_is_told_the_moments(resident: Person, commission: Commission) -> None:
    election = await commission.call()
    message = await page(resident)

    moments = [one["unix_time"] for one in message["entities"] if one["type"] == "date_time"]
    assert int(election.voting[0].timestamp()) in moments


async def test_an_election_that_is_postponed_meanwhile_says_so_at_the_next_press(
    resident: Person, commission: Commission
) -> None:
    election = await commission.call()
    message = await page(resident, "🗳 Voting")
    await commission.calendars.move(
        commission.staff, election.id, State.POSTPONED, "a flood", commission.village.now()
    )

    await resident.tap("← Back", message=message)

    message = next(one for one in await shown(resident) if one["message_id"] == message["message_id"])
    assert "The election is postponed." in message["text"]
    assert "Reason: a flood" in message["text"]


async def test_the_list_of_stations_is_the_commissions(resident: Person, commission: Commission) -> None:
    election = await commission.call()
    stations = [Station("231", "Nauryz 1", "School", "All", "", "")]
    await commission.calendars.take(
        commission.staff, election.id, Filled(stations=stations), commission.village.now()
    )

    assert "№ 231" in (await page(resident, "📍 Stations"))["text"]


async def test_the_dates_come_as_a_file_for_the_phone(
    village: There, resident: Person, commission: Commission
) -> None:
    election = await commission.call()
    message = await page(resident, "📅 Dates")
    await resident.tap("📆 To my phone's calendar", message=message)

    sent = await resident.sees(lambda one: "document" in one, after=message)
    file = await village.stage.house.bot.download(sent["document"]["file_id"])
    assert file is not None
    calendar = vobject.readOne(file.read().decode())
    [voting] = [one for one in calendar.vevent_list if one.uid.value.endswith("-voting_start@auyl-uni")]
    assert sent["document"]["file_name"] == "elections.ics"
    assert voting.dtstart.value == election.voting[0]


async def test_without_dates_the_old_button_of_the_file_says_so(resident: Person) -> None:
    message = await page(resident)
    answer = await resident.press("ics", message)

    assert answer.text == "No date of an election is confirmed here."


async def test_a_resident_is_reminded_by_one_tap_and_stops_by_another(
    village: There, resident: Person
) -> None:
    message = await page(resident, "🔔 Reminders", "I want to vote")
    assert "✅ I want to vote" in labels(message)
    assert village.kept("SELECT wish, quiet FROM wishes") == [("vote", "usual")]

    message = await page(resident, "🔔 Reminders", "🌙 19:00–10:00")
    assert village.kept("SELECT wish, quiet FROM wishes") == [("vote", "long")]

    await resident.tap("🔕 Stop reminders", message=message)
    await resident.sees("Reminders are stopped", after=message)
    assert village.kept("SELECT wish FROM wishes") == []


async def test_stopped_twice_is_stopped(village: There, resident: Person) -> None:
    message = await page(resident, "🔔 Reminders", "All dates")
    for _again in range(2):
        await resident.tap("🔕 Stop reminders", message=message)
    await village.quiet()

    assert village.kept("SELECT wish FROM wishes") == []


@pytest.mark.parametrize("code", [Code.VOTING_START, Code.NOMINATION_END])
async def test_who_has_read_a_date_is_known_to_have_been_told_it(
    village: There, resident: Person, commission: Commission, code: Code
) -> None:
    await commission.call()
    await page(resident, "📅 Dates")

    assert village.kept(f"SELECT version FROM told WHERE topic = '{code}'") == [(1,)]
