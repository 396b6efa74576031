"""The closed accounting: whatever happens, every report is in exactly one bucket, and the buckets make up the intake."""

import random
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.errors import RuleError
from bot.domain.histories import Decision
from bot.domain.people import Person
from bot.domain.reports import REASONS, Action, Reason, Report
from bot.domain.tallies import ALL_DAYS, REASONED, Bucket, together
from bot.services.accounting import AccountingService
from storage import tallies
from storage.database import Transaction
from tests.conftest import Peek
from tests.services.conftest import (
    ADMIN,
    AIGUL,
    BAISERKE,
    BAISERKE_UNIT,
    BOLAT,
    ILE,
    KARAOI,
    KOKTEREK,
    NOW,
    YERLAN,
    Town,
    leaves,
    words,
)

Step = Callable[[], Awaitable[object]]


async def balanced(town: Town) -> int:
    """How many reports came in; what is kept is what is found when all are counted anew."""
    kept = await town.database.read(tallies.kept)
    assert kept == await town.database.read(tallies.counted_anew)
    assert kept == await town.database.read(tallies.kept_together)
    reasons = await town.database.read(tallies.reasons_kept)
    assert reasons == await town.database.read(tallies.reasons_counted_anew)
    assert reasons == await town.database.read(tallies.reasons_kept_together)
    for unit, why in reasons.items():
        assert {one: sum(counts.values()) for one, counts in why.items()} == {
            one: kept[unit][one] for one in REASONED if kept[unit][one]
        }
    return together(kept.values()).intake


class History:
    """Residents, moderators, the clock and time do whatever they like, in an order that chance gives."""

    def __init__(self, town: Town, seed: int) -> None:
        self.town, self.chance, self.now = town, random.Random(seed), NOW
        self.sent: list[Report] = []
        self.people: list[Person] = []

    async def begin(self) -> None:
        await self.town.bound(ILE)
        self.people = [await self.town.resident(), await self.town.resident(BOLAT, KOKTEREK)]

    async def step(self) -> None:
        self.now += timedelta(hours=self.chance.randrange(1, 24 * 20))
        steps: list[Step] = [self._send]
        if self.sent:
            steps += [self._decide, self._decide, self._decide, self._judge, self._say]
            steps += [self._hand_over, self._hand_over]
            steps += [self._tick, self._tick, self._forget]
        try:
            await self.chance.choice(steps)()
        except RuleError:
            return

    async def _send(self) -> None:
        person = self.chance.choice(self.people)
        self.sent.append(await self.town.report(person, self.now))

    async def _decide(self) -> None:
        report = self.chance.choice(self.sent)
        action = self.chance.choice(list(Action))
        reason = self.chance.choice(REASONS[action]) if action in REASONS else None
        first = self.chance.choice(self.sent).id if action is Action.DUPLICATE else None
        decision = Decision(action, reason, words("Көшедегі шам ауыстырылды"), first)
        await self.town.triage.decide(YERLAN, report.id, decision, self.now)

    async def _hand_over(self) -> None:
        report = self.chance.choice(self.sent)
        village = self.chance.choice([BAISERKE, KOKTEREK, KARAOI])
        await self.town.triage.hand_over(YERLAN, report.id, village, self.now)

    async def _judge(self) -> None:
        report = self.chance.choice(self.sent)
        person = next(one for one in self.people if one.id == report.person_id)
        await self.town.reports.judge(person, report.id, self.now, fixed=self.chance.random() < 0.5)

    async def _say(self) -> None:
        report = self.chance.choice(self.sent)
        person = next(one for one in self.people if one.id == report.person_id)
        await self.town.reports.say(person, report.id, words("Толық жауап", person.telegram_id), self.now)

    async def _tick(self) -> None:
        await self.town.clocks.tick(self.now)
        await self.town.endings.tick(self.now)

    async def _forget(self) -> None:
        if self.chance.random() < 0.2:
            await leaves(self.town, AIGUL, "/forget", self.now)
            self.people[0] = await self.town.resident()
            self.sent = [one for one in self.sent if one.person_id == self.people[1].id]


@pytest.mark.parametrize("seed", range(4))
async def test_whatever_happens_the_buckets_make_up_all_that_came(town: Town, seed: int) -> None:
    history = History(town, seed)
    await history.begin()
    came = 0
    for _ in range(60):
        before = len(history.sent)
        await history.step()
        came += max(len(history.sent) - before, 0)
        assert await balanced(town) == came


async def test_a_test_report_is_counted_nowhere(town: Town) -> None:
    await town.bound()
    await town.setups.test(replace(YERLAN, telegram_id=ADMIN), BAISERKE_UNIT, "Тексеру", 1, NOW)
    assert await balanced(town) == 0


async def test_the_database_itself_refuses_a_sum_that_does_not_come_out(town: Town, peek: Peek) -> None:
    await town.report(await town.resident())
    for wrong in (
        "UPDATE tallies SET waiting = waiting + 1",
        "UPDATE tallies SET intake = intake + 1",
        "UPDATE tallies SET waiting = waiting - 1, held = held + 2, in_work = in_work - 1",
        "UPDATE reports SET bucket = 'confirmed'",
        "UPDATE reports SET state = 'resolved'",
    ):
        with pytest.raises(Exception, match=r"(?i)constraint"):
            await peek(wrong)
    assert await balanced(town) == 1


async def test_a_count_that_comes_out_and_is_wrong_all_the_same_is_found_when_all_are_counted_anew(
    town: Town,
) -> None:
    """As in a copy that somebody has changed by hand."""
    accounting = AccountingService(town.database)
    await town.report(await town.resident())
    assert await accounting.wrong() == (1, [])

    async def change(tx: Transaction) -> None:
        moved = dict.fromkeys(map(str, Bucket), 0) | {"waiting": -1, "confirmed": 1}
        where = {"unit": BAISERKE_UNIT, "village": BAISERKE, "category": "lighting"}
        await tx.many("tally_move", [{"day": ALL_DAYS, **where, **moved}])

    await town.database.write(change)
    assert await accounting.wrong() == (1, [BAISERKE_UNIT])


async def test_a_reason_goes_with_the_report_wherever_it_goes_and_a_changed_one_is_found(town: Town) -> None:
    await town.bound()
    report = await town.report(await town.resident())
    accounting = AccountingService(town.database)

    async def decide(action: Action, reason: Reason | None = None) -> dict[Bucket, dict[Reason, int]]:
        decision = Decision(action, reason, words("Түсіндірме"))
        await town.triage.decide(YERLAN, report.id, decision, NOW)
        assert await accounting.wrong() == (1, [])
        found = await town.database.read(tallies.reasons_kept_together)
        return {bucket: dict(why) for bucket, why in found.get(BAISERKE_UNIT, {}).items()}

    assert await decide(Action.REJECT, Reason.NO_MONEY) == {Bucket.REFUSED: {Reason.NO_MONEY: 1}}
    assert await decide(Action.RETURN) == {}
    assert await decide(Action.FORWARD, Reason.POLICE) == {Bucket.PASSED_ON: {Reason.POLICE: 1}}
    assert await decide(Action.RETURN) == {}
    assert await decide(Action.REJECT, Reason.PRIVATE) == {Bucket.REFUSED: {Reason.PRIVATE: 1}}

    async def change(tx: Transaction) -> None:
        where = {"unit": BAISERKE_UNIT, "bucket": "refused", "reason": "private", "day": ALL_DAYS}
        await tx.many("reason_gone", [where])

    await town.database.write(change)
    assert await accounting.wrong() == (1, [BAISERKE_UNIT])
