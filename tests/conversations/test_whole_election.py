"""An election lived through from the day before it is called until the akim is registered, in three languages.

What everybody reads stands in `tests/golden/election.txt`, for a person to read. `WRITE_GOLDEN=1` writes it anew after a
change that is meant; then it is read again, by two.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import pytest

from bot.domain.calendar_files import Filled
from bot.domain.elections import Election, Kind, State, local
from bot.domain.facts import Candidate, Station
from bot.domain.groups import Staff
from bot.domain.numbers import ALMATY
from bot.domain.people import Language
from bot.domain.reminders import Wish
from bot.domain.timelines import BESIDE, OF_CANDIDATES, Code, timeline
from bot.services.broadcasts import BroadcastService
from bot.services.calendars import CalendarService
from bot.services.elections import ElectionService
from bot.services.people import PeopleService
from bot.services.territories import TerritoryService
from tests.conftest import BAISERKE_DISTRICT
from tests.conversations.chronicles import FOLDER, Chronicle
from tests.conversations.conftest import There, fixture, shown
from tests.views.test_elections import TOO_MUCH

GOLDEN = FOLDER / "election.txt"
CALLED_ON, VOTING_ON, ANOTHER_DAY = date(2027, 3, 15), date(2027, 4, 18), date(2027, 4, 25)
HOURS = (time(3), time(8, 5), time(10, 5), time(11, 10), time(16, 5), time(20, 30))
DAY = timedelta(days=1)
CANDIDATES = [
    Candidate("Ахметова Айгүл Серікқызы", "өзін-өзі ұсыну", "мұғалім"),
    Candidate("Ли Виктор Петрович", "«Ауыл» партиясы", "агроном"),
]
STATIONS = [Station("121", "Байсерке, Орталық көшесі, 1", "мектеп", "Байсерке ауылы", "", "")]
FIRST, SECOND = Staff(9001, 9001, "Дана"), Staff(9002, 9002, "Тимур")


@dataclass
class Campaign(Chronicle):
    def __post_init__(self) -> None:
        database = self.village.stage.database
        self.calendars = CalendarService(database, {FIRST.telegram_id, SECOND.telegram_id})
        self.broadcasts = BroadcastService(database, ())
        self.elections = ElectionService(database)

    async def work(self, now: datetime) -> None:
        await self.broadcasts.tick(now)

    async def through(self, first: date, last: date) -> None:
        """Every day of these, at every hour."""
        for passed in range((last - first).days + 1):
            for hour in HOURS:
                await self.tick(local(first + passed * DAY, hour))


@fixture()
async def chronicle(village: There) -> AsyncIterator[Campaign]:
    found = Campaign(village)
    await found.until(local(CALLED_ON - DAY, time(9)))
    residents = PeopleService(village.stage.database)
    wishes = {
        "Айгүл": (Language.KAZAKH, Wish.VOTE),
        "Марина": (Language.RUSSIAN, Wish.ALL),
        "Бекзат": (Language.ENGLISH, Wish.STAND),
        "Болат": (Language.KAZAKH, None),
    }
    for name, (language, wish) in wishes.items():
        person = await village.neighbour(name, language_code="en")
        account = person.user["id"]
        if wish is not None:
            await found.elections.wish(account, wish, village.now())
        known, _ = await residents.visit(account, account)
        assert known is not None
        await residents.speak(known.id, language)
        found.people[name] = person
        found.read[name] = (await shown(person))[-1]["message_id"]
    yield found


async def called(chronicle: Campaign) -> Election:
    unit = (await TerritoryService(chronicle.village.stage.database).spot(BAISERKE_DISTRICT)).territory
    now = chronicle.village.now()
    plan = "Күнтізбелік жоспар, 15.03.2027"
    blank = Election(0, unit, Kind.EARLY, CALLED_ON - 30 * DAY, CALLED_ON, VOTING_ON, source=plan)
    election = await chronicle.calendars.enter(FIRST, blank, now)
    await confirmed(chronicle, election)
    await chronicle.calendars.approve(SECOND, election.id, now)
    return election


async def confirmed(chronicle: Campaign, election: Election, but: frozenset[Code] = frozenset()) -> None:
    """What is still ahead of the law's draft, as the commission has it too; `but` what is over since before."""
    now = chronicle.village.now()
    await chronicle.calendars.confirm(FIRST, election.id, Code.VOTING_START, election.voting[0], now)
    for one in timeline(election):
        if one.code not in BESIDE | but and one.moment > now:
            await chronicle.calendars.confirm(FIRST, election.id, one.code, one.moment, now)


async def lived_through(chronicle: Campaign) -> None:
    calendars, village = chronicle.calendars, chronicle.village
    await chronicle.reads("Айгүл", "/elections", local(CALLED_ON - DAY, time(12)))
    await chronicle.until(local(CALLED_ON, time(9)))
    election = await called(chronicle)
    chronicle.remark(village.now(), "the commission has called the election; its dates are confirmed by two")
    await chronicle.through(CALLED_ON, date(2027, 3, 29))

    await chronicle.reads("Болат", "/elections", local(date(2027, 3, 30), time(9)))
    changed = local(VOTING_ON - DAY, time(17))
    await calendars.confirm(FIRST, election.id, Code.DETACHMENT_END, changed, village.now())
    await calendars.confirm(FIRST, election.id, Code.VOTING_END, local(VOTING_ON, time(21)), village.now())
    chronicle.remark(village.now(), "two dates were wrong, and are corrected")
    await chronicle.through(date(2027, 3, 30), date(2027, 4, 2))

    filled = Filled(candidates=CANDIDATES, stations=STATIONS)
    await calendars.take(FIRST, election.id, filled, village.now())
    chronicle.remark(village.now(), "the commission has published candidates and polling stations")
    await village.restart()
    chronicle.remark(village.now(), "the bot is stopped and started again")
    resumed = Campaign(village, chronicle.people, chronicle.lines, chronicle.told, chronicle.read)
    await second_half(resumed, election)


async def second_half(chronicle: Campaign, election: Election) -> None:
    calendars, village = chronicle.calendars, chronicle.village
    await chronicle.through(date(2027, 4, 3), date(2027, 4, 6))
    await chronicle.until(local(date(2027, 4, 7), time(9)))
    await calendars.move(FIRST, election.id, State.POSTPONED, "Су тасқыны · Паводок", village.now())
    chronicle.remark(village.now(), "the election is postponed")
    await chronicle.through(date(2027, 4, 7), date(2027, 4, 8))

    await chronicle.until(local(date(2027, 4, 9), time(9)))
    voting = local(ANOTHER_DAY, time(7))
    again = await calendars.confirm(FIRST, election.id, Code.VOTING_START, voting, village.now())
    await confirmed(chronicle, again.election, OF_CANDIDATES - {Code.WITHDRAWAL_END} | {Code.LISTS_OPEN})
    await calendars.approve(SECOND, election.id, village.now())
    chronicle.remark(village.now(), "it is called for another day, and its dates are confirmed anew by two")
    await chronicle.through(date(2027, 4, 9), ANOTHER_DAY)

    await chronicle.until(local(ANOTHER_DAY + 2 * DAY, time(12)))
    await calendars.move(
        FIRST, election.id, State.RESULT, "Ахметова А. С.: 412; Ли В. П.: 398", village.now()
    )
    chronicle.remark(village.now(), "the commission has set the result")
    await chronicle.through(ANOTHER_DAY + 3 * DAY, ANOTHER_DAY + 4 * DAY)
    await calendars.move(FIRST, election.id, State.REGISTERED, "Ахметова Айгүл Серікқызы", village.now())
    chronicle.remark(village.now(), "the akim is registered")
    await chronicle.through(ANOTHER_DAY + 5 * DAY, ANOTHER_DAY + 8 * DAY)
    await chronicle.reads("Марина", "/elections", local(ANOTHER_DAY + 9 * DAY, time(12)))


async def test_a_whole_election(chronicle: Campaign) -> None:
    await lived_through(chronicle)

    assert "\n".join(chronicle.lines) == chronicle.kept(GOLDEN.name)
    silence, closing = local(ANOTHER_DAY - DAY), local(ANOTHER_DAY, time(20))
    for moment, name, text in chronicle.told:
        there = moment.astimezone(ALMATY).time()
        assert time(8) <= there < time(21), (moment, name)
        assert "412" not in text or moment > closing, "no result before polls are closed"
        if silence <= moment < closing:
            assert not any(one.name.split()[0] in text for one in CANDIDATES), (moment, name)
        assert not [word for words in TOO_MUCH.values() for word in words if word in text.lower()], (
            moment,
            name,
        )


def names_in(golden: str) -> Sequence[str]:
    return [line.split(" · ")[1] for line in golden.splitlines() if line[:2] == "20"]


@pytest.mark.parametrize("name", ["Айгүл", "Марина", "Бекзат", "Болат"])
async def test_everybody_is_in_the_chronicle(name: str) -> None:
    assert name in names_in(GOLDEN.read_text("utf-8"))


async def test_who_asked_for_nothing_hears_nothing_but_corrections() -> None:
    golden = GOLDEN.read_text("utf-8")
    assert names_in(golden).count("Болат") == golden.count("Болат\n    ✏️")
