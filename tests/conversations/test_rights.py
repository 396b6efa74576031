"""Every button and every command, pressed and said by everyone, at home and elsewhere, in private and in the group.

What comes out is written down in `RIGHTS.md`, which people read: it must be what they expect, line by line. After a
change that is meant, `WRITE_RIGHTS=1` writes it anew.
"""

import logging
import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.categories import Category
from bot.domain.elections import Election, Kind
from bot.domain.groups import Staff
from bot.domain.numbers import ALMATY
from bot.domain.people import Language
from bot.domain.roles import Role
from bot.domain.timelines import Code
from bot.services.calendars import CalendarService
from bot.services.drafts import DraftService
from bot.services.groups import GroupService
from bot.services.people import PeopleService
from bot.services.roles import RoleService
from bot.services.territories import TerritoryService
from sandbox.person import Person
from storage.moments import stored
from tests.conftest import BAISERKE, BAISERKE_DISTRICT, ILE, KEYS
from tests.conversations.conftest import There, fixture
from tests.rights import FOREIGN, OWN, ROLES, Place, buttons, commands, pressed

FILE = Path(__file__).parent.parent.parent / "RIGHTS.md"
DISTRICT, UNIT, VILLAGE = "199900000", "199910000", "199910100"
BESIDE, KARAOI = "199920000", "196843100"
TERRITORIES = f"""
INSERT INTO territories (kato, parent, level, name_kk, name_ru, name_en) VALUES
('{DISTRICT}', '190000000', 'district', 'Бөтен ауданы', 'Чужой район', 'Foreign district'),
('{UNIT}', '{DISTRICT}', 'unit', 'Бөтен округі', 'Чужой округ', 'Foreign rural district'),
('{VILLAGE}', '{UNIT}', 'village', 'Бөтен', 'Чужое', 'Foreign'),
('{BESIDE}', '{DISTRICT}', 'unit', 'Көрші қала', 'Соседний город', 'Neighbouring city')
"""
# What the bot says to who may not; anything else means that they may, if perhaps not now.
REFUSALS = (
    "You have no right to do this here.",
    "This report belongs to another group.",
    "There is no report with this number here.",
    "First we need your consent: /start.",
    "This button belongs to a report that was sent or cancelled.",
    "This button is too old.",
    "No group waits to be connected",
    "This group serves no territory yet.",
    "This is for those who serve",
    "Posters are given out by",
    "Send /bind in the moderators' group, not here.",
    "This invitation does not exist",
    "This is asked somewhere else",
    "This gathering or meeting is somewhere else",
    "This answer is somewhere else",
    "This promise is somewhere else",
)
PASSING = {"inbox", "counters", "shifts", "sqlite_sequence", "schema_migrations", "territories"}


class Everyone:
    """One person a role, and the same things twice: at home, and in another district."""

    def __init__(self, village: There) -> None:
        self.village = village
        self.people: dict[str, Person] = {}
        self.places: dict[str, Place] = {}
        self.groups: dict[str, Any] = {}

    async def gather(self) -> None:
        village = self.village
        self.people["administrator"], self.people["resident"] = village.yerlan, village.aigul
        for role in set(ROLES) - self.people.keys():
            self.people[role] = await village.client.person(role.capitalize(), language_code="en")
            await self.people[role].start()
        members = list(self.people.values())
        self.groups[OWN] = village.group
        for each in members[1:]:
            await village.client.member(village.group, each, "member")
        self.groups[FOREIGN] = await village.client.group(
            "Foreign", owner=village.yerlan, members=members, bot="administrator"
        )
        await village.yerlan.sees("Good day!", chat=self.groups[FOREIGN])
        for each in members:
            await each.send("/help")
        bolat = await village.client.person("Болат", language_code="en")
        await bolat.start()
        village.residents.clear()  # here one of them speaks in the group herself
        await village.quiet()
        admins = (village.yerlan.id,)
        database, now = village.stage.database, village.now()
        await GroupService(database, admins).bind(self.groups[FOREIGN]["id"], [UNIT], Language.ENGLISH, now)
        self.places[OWN] = await self._fill(village.aigul, ILE, BAISERKE_DISTRICT, BAISERKE, KARAOI)
        self.places[FOREIGN] = await self._fill(bolat, DISTRICT, UNIT, VILLAGE, BESIDE)
        roles, chief = RoleService(database, admins), Staff(1, village.yerlan.id, "Ерлан")
        for name in ("moderator", "office", "akim", "coordinator"):
            who = self.people[name]
            kato = ILE if name == "coordinator" else BAISERKE_DISTRICT
            _, token = await roles.invite(chief, Role(name), kato, None, name, now)
            await roles.join(Staff(who.id, who.id, name, Language.ENGLISH), token, now)
        for name, who in self.people.items():
            village.kept(
                "INSERT INTO bindings (chat_id, person_id, title, code, confirmed, asked_at) "
                f"SELECT -{who.id}, id, '{name}', '', 1, {stored(now)} "
                f"FROM people WHERE account = {KEYS.account(who.id)} "
            )
        await village.tick()

    async def _fill(self, resident: Person, district: str, unit: str, home: str, beside: str) -> Place:
        """Four reports, one that neighbours can read and one withdrawn, a draft, a question about blocking, a role of somebody else's and an open invitation."""
        village = self.village
        database, now = village.stage.database, village.now()
        people, drafts = PeopleService(database), DraftService(database)
        person = await people.decide(resident.id, Language.ENGLISH, now, agreed=True)
        person = await people.live_in(person, home)
        sent = []
        for number in range(4):
            draft = await drafts.begin(person, now)
            await drafts.choose(person.id, draft.id, Category.ROADS, now)
            await drafts.write(person, "A pit", 9000 + number, now)
            sent.append((await drafts.submit(person, draft.id, now)).id)
        village.kept(f"UPDATE reports SET state = 'in_review', bucket = 'in_work' WHERE id = {sent[2]}")
        village.kept(
            "INSERT INTO attachments (report_id, kind, file_id, file_unique_id, message_id) "
            f"VALUES ({sent[2]}, 'photo', 'file', 'file', 1)"
        )
        village.kept(
            f"UPDATE reports SET state = 'withdrawn', bucket = 'withdrawn', closed_at = 1 WHERE id = {sent[3]}"
        )
        village.kept(f"INSERT INTO supports VALUES ({sent[3]}, '{person.id}', 0, NULL)")
        draft = await drafts.begin(person, now)
        village.kept(
            "INSERT INTO blocks (person_id, district, asked_at, state) "
            f"VALUES ('{person.id}', '{district}', 0, 'asked')"
        )
        [(block,)] = village.kept("SELECT max(id) FROM blocks")
        roles, chief = RoleService(database, (village.yerlan.id,)), Staff(1, village.yerlan.id, "Ерлан")
        other = Staff(resident.id, resident.id + 500, "Сосед")
        _, token = await roles.invite(chief, Role.MODERATOR, unit, None, "other", now)
        await roles.join(other, token, now)
        _, open_token = await roles.invite(chief, Role.MODERATOR, unit, None, "open", now)
        [(grant,)] = village.kept("SELECT max(id) FROM roles")
        [(invitation,)] = village.kept("SELECT max(id) FROM invitations")
        election, broadcast = await self._call(unit)
        answer = self._answer(unit, sent[0], person.id, "'file'", stored(now))
        counted = self._ask(unit, person.id, "counted")
        gathering = self._ask(unit, person.id, "proposals")
        village.kept(f"UPDATE consultations SET proposals_until = closes_at WHERE id = {gathering}")
        return Place(
            unit,
            district,
            home,
            beside,
            sent[0],
            sent[1],
            draft.id,
            block,
            grant,
            invitation,
            open_token,
            election,
            broadcast,
            self._ask(unit, person.id, "open"),
            self._ask(unit, person.id, "draft"),
            counted,
            self._tell(counted, person.id),
            gathering,
            self._propose(gathering, person.id, "waiting", "NULL"),
            self._propose(gathering, person.id, "published", "1"),
            self._gather(counted, person.id),
            self._convene(unit, person.id, "called"),
            self._convene(unit, person.id, "draft"),
            answer,
            self._answer(unit, sent[0], person.id, "NULL", None),
            self._promise(unit, answer, person.id),
            sent[2],
            sent[3],
            self._write(unit),
        )

    def _write(self, unit: str) -> int:
        """A ready answer."""
        [(key,)] = self.village.kept(
            f"INSERT INTO templates (kato, action, kk, ru) VALUES ('{unit}', 'ask', 'Қай үй?', 'Какой дом?') RETURNING id"
        )
        return int(key)

    def _promise(self, unit: str, answer: int, person_id: str) -> int:
        """Kept, as the office says, with a picture; the person has got the answer it stands in."""
        ask, now = self.village.kept, stored(self.village.now())
        [(key,)] = ask(
            f"INSERT INTO promises (answer_id, kato, made_at) VALUES ({answer}, '{unit}', {now}) RETURNING id"
        )
        ask(f"INSERT INTO promise_words VALUES ({key}, 1, 'Жол', 'Дорога', '2030-01-01', {now}, NULL)")
        ask(f"INSERT INTO rulings VALUES ({key}, 1, 'kept', {now}, NULL, 'file')")
        ask(f"INSERT INTO promise_readers VALUES ({answer}, '{person_id}')")
        return int(key)

    def _answer(self, unit: str, report: int, person_id: str, file: str, sent_at: int | None) -> int:
        """To a report; one that went has a picture."""
        [(key,)] = self.village.kept(
            "INSERT INTO answers (kato, report_id, kk, ru, file_kind, file_id, entered_by, entered_at, sent_at) "
            f"VALUES ('{unit}', {report}, 'Жол', 'Дорога', 'photo', {file}, '{person_id}', 0, {sent_at or 'NULL'}) "
            "RETURNING id"
        )
        return int(key)

    def _gather(self, counted: int, person_id: str) -> int:
        """What a gathering chose on paper."""
        [(paper,)] = self.village.kept(
            "INSERT INTO papers (consultation_id, minutes, held_on, people, photo, entered_by) "
            f"VALUES ({counted}, '4', '2026-06-03', 12, 'file', '{person_id}') RETURNING id"
        )
        self.village.kept(f"INSERT INTO paper_counts VALUES ({paper}, 1, 7), ({paper}, 2, 5)")
        return int(paper)

    def _propose(self, consultation: int, person_id: str, state: str, number: str) -> int:
        [(key,)] = self.village.kept(
            "INSERT INTO proposals (consultation_id, person_id, direction, text, state, number) "
            f"VALUES ({consultation}, '{person_id}', 'roads', 'Жол', '{state}', {number}) RETURNING id"
        )
        return int(key)

    def _convene(self, unit: str, person_id: str, stage: str) -> int:
        """A meeting; if it is called, its hour is over."""
        ask, told = self.village.kept, int(stage == "called")
        [(key,)] = ask(
            "INSERT INTO meetings (kato, kind, stage, notices, entered_by, entered_at) "
            f"VALUES ('{unit}', 'meeting', '{stage}', {told}, '{person_id}', 0) RETURNING id"
        )
        begins = stored(self.village.now()) - 1000
        ask(f"INSERT INTO meeting_notices VALUES ({key}, 1, {begins}, 'Клуб', 'Клуб', NULL)")
        ask(f"INSERT INTO agenda VALUES ({key}, 1, 'Жол', 'Дорога')")
        return int(key)

    def _ask(self, unit: str, person_id: str, stage: str) -> int:
        """A consultation, past the election that goes on."""
        ask, opens = self.village.kept, stored(self.village.now())
        [(key,)] = ask(
            "INSERT INTO consultations (kato, kind, title_kk, title_ru, least, most, rule, opens_at, closes_at, stage, "
            f"definition, entered_by, entered_at) VALUES ('{unit}', 'one', 'Не?', 'Что?', 1, 1, 'most', {opens}, "
            f"{opens + 10**12}, '{stage}', '{{}}', '{person_id}', 0) RETURNING id"
        )
        ask(
            "INSERT INTO options (consultation_id, number, direction, name_kk, name_ru) "
            f"VALUES ({key}, 1, 'roads', 'Жол', 'Дорога'), ({key}, 2, 'water', 'Су', 'Вода')"
        )
        return int(key)

    def _tell(self, counted: int, person_id: str) -> int:
        """What became of it, not published yet."""
        [(key,)] = self.village.kept(
            "INSERT INTO works (consultation_id, number, step, words, entered_by, entered_at) "
            f"VALUES ({counted}, 1, 'done', 'Бітті', '{person_id}', 0) RETURNING id"
        )
        return int(key)

    async def _call(self, unit: str) -> tuple[int, int]:
        """An election of the unit's akim whose beginning of voting is confirmed, and a reminder that is planned."""
        village = self.village
        calendars, now = CalendarService(village.stage.database, (village.yerlan.id,)), village.now()
        spot, today = await TerritoryService(village.stage.database).spot(unit), now.astimezone(ALMATY).date()
        days = [today + timedelta(days=passed) for passed in (-9, 0, 40)]
        chief = Staff(1, village.yerlan.id, "Ерлан")
        blank = Election(0, spot.territory, Kind.EARLY, *days, source="Plan")
        election = await calendars.enter(chief, blank, now)
        await calendars.confirm(chief, election.id, Code.VOTING_START, election.voting[0], now)
        [(broadcast,)] = village.kept(
            "INSERT INTO broadcasts (election_id, name, topic, version, people, starts_at, expires_at, state) "
            f"VALUES ({election.id}, 'today', 'voting_start', 1, 5, 0, {stored(now) + 10**9}, 'stopped') RETURNING id"
        )
        return election.id, broadcast

    def kept(self) -> dict[str, list[tuple[Any, ...]]]:
        """All that is in the database, but for what passes through it."""
        file = self.village.settings.database_url.get_secret_value().removeprefix("sqlite:///")
        with closing(sqlite3.connect(file)) as opened:
            tables = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            return {
                name: opened.execute(f"SELECT * FROM {name}").fetchall()
                for (name,) in tables
                if name not in PASSING
            }

    def restore(
        self, before: dict[str, list[tuple[Any, ...]]], now: dict[str, list[tuple[Any, ...]]]
    ) -> None:
        for table, rows in before.items():
            if now[table] != rows:
                self.village.kept(f"DELETE FROM {table}")
                self.village.stage.put(table, rows)


@fixture()
async def everyone(village: There) -> AsyncIterator[Everyone]:
    village.kept(TERRITORIES)
    there = Everyone(village)
    await there.gather()
    yield there
    await village.quiet()
    for table in (
        "promise_says",
        "promise_readers",
        "rulings",
        "promise_words",
        "promises",
        "answers",
        "supports",
        "reports",
        "drafts",
        "roles",
        "bindings",
        "invitations",
        "audit",
        "served",
        "people",
        "blocks",
        "elections",
        "facts",
        "announcements",
        "unannounced",
        "broadcasts",
        "budgets",
        "agenda",
        "meeting_notices",
        "minutes",
        "meetings",
        "works",
        "ballots",
        "papers",
        "proposals",
        "options",
        "consultations",
        "told",
        "told_of_units",
        "unit_facts",
        "wishes",
        "templates",
    ):
        village.kept(f"DELETE FROM {table}")
    village.kept(f"DELETE FROM territories WHERE kato IN ('{VILLAGE}', '{UNIT}', '{BESIDE}', '{DISTRICT}')")


async def test_every_button_of_the_routers_is_walked() -> None:
    place = Place("1" * 9, "2" * 9, "3" * 9, "4" * 9, 1, 2, 1, 1, 1, 1, "x" * 43, *[1] * 18)
    assert pressed(place).keys() == buttons()


async def test_everyone_presses_and_says_everything_and_what_is_not_theirs_is_refused_unchanged_and_logged(
    everyone: Everyone, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="handlers")
    allowed: dict[tuple[str, str], dict[str, list[str]]] = {}
    for where in ("private", "group"):
        for territory in (OWN, FOREIGN):
            for role in ROLES:
                for name, may in (await _walked(everyone, where, territory, role, caplog)).items():
                    found = allowed.setdefault((name, where), {OWN: [], FOREIGN: []})
                    if may:
                        found[territory].append(role)
    table = _table(allowed)
    if os.environ.get("WRITE_RIGHTS"):
        FILE.write_text(table, encoding="utf-8")
    assert table == FILE.read_text("utf-8")


async def _walked(
    everyone: Everyone, where: str, territory: str, role: str, caplog: pytest.LogCaptureFixture
) -> dict[str, bool]:
    village, person, place = everyone.village, everyone.people[role], everyone.places[territory]
    chat = everyone.groups[territory] if where == "group" else None
    page = await person.last(chat)
    before = everyone.kept()
    results = {}
    said = [(name, carried, True) for name, all_ in pressed(place).items() for carried in all_]
    said += [
        (f"/{one}", f"/{one}", False)
        for one in sorted(commands(where.capitalize().replace("Group", "Grouped")))
    ]
    for name, carried, button in said:
        caplog.clear()
        if button:
            answer = await person.press(carried, page, chat=chat)
            told = answer.text or "" if answer.show_alert else ""
        else:
            sent = await person.send(carried, chat=chat)
            told = (await person.sees(lambda _: True, chat=chat, after=sent)).get("text", "")
        await village.quiet()
        refused = told.startswith(REFUSALS)
        results[name] = results.get(name, False) or not refused
        after = everyone.kept()
        if refused:
            assert after == before, f"{role} {where} {territory} {carried}: something changed"
            if button:
                assert "was refused" in caplog.text, f"{role} {where} {territory} {carried}: not logged"
        everyone.restore(before, after)
        village.stage.house.inbox._arrived.__self__._chats.clear()
    return results


def _table(allowed: dict[tuple[str, str], dict[str, list[str]]]) -> str:
    """Who may, as people read it."""

    def told(roles: list[str]) -> str:
        return "everybody" if roles == list(ROLES) else ", ".join(roles) or "–"

    lines = [
        f"| `{name}` | {where} | {told(may[OWN])} | {told(may[FOREIGN])} |"
        for (name, where), may in sorted(allowed.items())
    ]
    return "\n".join(
        [
            "# Who may do what",
            "",
            "Written by `tests/conversations/test_rights.py`, which presses every button and says every command of the",
            "routers as everyone, on things of their own territory and of another district. Own is the unit in which one",
            "holds a role (a coordinator: the district), and for the resident their own report. «–» is refused, changes",
            "nothing, and is logged. Everybody has a group here that waits to be connected.",
            "",
            "| Button or command | Where | On one's own | On another's |",
            "|---|---|---|---|",
            *lines,
            "",
        ]
    )
