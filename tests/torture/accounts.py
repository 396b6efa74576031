"""The reckoning: what must hold when all is calm again, whatever has happened before."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sandbox import sight
from tests.conftest import KEYS
from tests.torture.crowd import NUMBER, Errand, Resident, chosen, disputed, receipt
from tests.torture.phone import Json
from tests.torture.stage import Stage

CARD = re.compile(r"№ \d\d-\d+ · .*?^(\d+/\d+): ", re.DOTALL | re.MULTILINE)
REPORTS = """
    SELECT r.id, r.text, r.category, r.place, r.latitude, r.district, r.year, r.sequence, r.state, p.account,
        (SELECT count(*) FROM attachments a WHERE a.report_id = r.id),
        (SELECT count(*) FROM attachments a WHERE a.report_id = r.id AND a.shown = 1)
    FROM reports r JOIN people p ON p.id = r.person_id ORDER BY r.id
"""


@dataclass(frozen=True)
class Kept:
    """A report as the database has it."""

    id: int
    text: str
    category: str
    place: str | None
    latitude: float | None
    district: str
    year: int
    sequence: int
    state: str
    account: int
    attachments: int
    shown: int

    @property
    def number(self) -> str:
        return f"{self.year % 100:02}-{self.sequence}"


@dataclass
class Accounts:
    """What was found wrong, and how often something was told twice."""

    wrong: list[str] = field(default_factory=list)
    reports: int = 0
    again: Counter[tuple[str, int]] = field(default_factory=Counter)
    """What was told more than once: the kind of message and whom or what it was about."""

    def expect(self, what: str, found: object, wanted: object) -> None:
        if found != wanted:
            self.wrong.append(f"{what}: {str(found)[:600]}, not {str(wanted)[:600]}")

    def repeated(self, kind: str) -> int:
        return sum(count for (one, _), count in self.again.items() if one == kind)


async def settle(
    stage: Stage,
    residents: Sequence[Resident],
    groups: Sequence[int],
    left: Sequence[int] = (),
    *,
    quarantined: int = 0,
) -> Accounts:
    """Count everything."""
    accounts = Accounts()
    ledger = stage.ledger
    kept = [Kept(*row) for row in await ledger.rows(REPORTS)]
    accounts.reports = len(kept)
    known = {row[0] for row in await ledger.rows("SELECT update_id FROM inbox")}
    accounts.expect("updates never stored", sorted(set(stage.updates_given()) - known), [])
    accounts.expect("updates unfinished", await ledger.unfinished(), [])
    aside = await ledger.rows("SELECT update_id, reason, body FROM quarantine")
    if len(aside) != quarantined:
        accounts.wrong.append(f"{len(aside)} updates in quarantine, not {quarantined}: {str(aside)[:1500]}")
    unsent = await ledger.rows("SELECT once, state, attempts, trouble FROM letters WHERE state <> 'sent'")
    accounts.expect("letters left", unsent, [])
    accounts.expect("drafts left", await ledger.number("SELECT count(*) FROM drafts"), 0)
    _numbers(accounts, kept)
    for resident in residents:
        _own(accounts, resident, [one for one in kept if one.account == KEYS.account(resident.person.id)])
    accounts.expect("reports of nobody", len(kept), sum(len(one.errands) for one in residents))
    for report, events in await ledger.rows(
        "SELECT report_id, count(*) FROM events WHERE kind = 'sent' GROUP BY report_id HAVING count(*) <> 1"
    ):
        accounts.wrong.append(f"report {report} was sent {events} times")
    await _shown(accounts, stage, kept, groups, left)
    return accounts


def _numbers(accounts: Accounts, kept: Sequence[Kept]) -> None:
    sequences: dict[tuple[str, int], list[int]] = {}
    for one in kept:
        sequences.setdefault((one.district, one.year), []).append(one.sequence)
    for place, found in sequences.items():
        accounts.expect(f"numbers of {place}", sorted(found), list(range(1, len(found) + 1)))


def _own(accounts: Accounts, resident: Resident, kept: Sequence[Kept]) -> None:
    name = resident.person.first_name
    accounts.expect(f"reports of {name}", [_told(one) for one in kept], list(map(_meant, resident.errands)))
    accounts.expect(f"receipts of {name}", resident.numbers, [one.number for one in kept])
    receipts = Counter(NUMBER.findall(one["text"])[0] for one in resident.phone.bots() if receipt(one))
    accounts.again["receipt", resident.person.id] = receipts.total() - len(receipts)
    for report, times in Counter(resident.asked.values()).items():
        accounts.again["news", report] = times - (2 if disputed(report) else 1)


def _told(one: Kept) -> tuple[object, ...]:
    return one.text, one.category, one.attachments, one.place or one.latitude


def _meant(errand: Errand) -> tuple[object, ...]:
    place = errand.place if isinstance(errand.place, str | None) else errand.place[0]
    return errand.text, errand.category.value, errand.pictures, place


async def _shown(
    accounts: Accounts, stage: Stage, kept: Sequence[Kept], groups: Sequence[int], left: Sequence[int]
) -> None:
    """What the moderators' groups have got; what a group had before it became a supergroup counts once."""
    tokens = {one.text.partition(":")[0]: one for one in kept}
    owners: dict[str, int] = dict(
        await stage.ledger.rows("SELECT file_unique_id, report_id FROM attachments")
    )
    posted, before = await _posts(stage, groups), await _posts(stage, left)
    cards, pictures = _cards(posted), _pictures(posted, owners)
    cards |= Counter(set(_cards(before)))
    for report, count in _pictures(before, owners).items():
        pictures[report] += count if not pictures[report] else 0
    accounts.expect(
        "reports without a card", [one.number for token, one in tokens.items() if not cards[token]], []
    )
    lost = [one.number for one in kept if one.shown < one.attachments or pictures[one.id] < one.attachments]
    accounts.expect("reports whose pictures were not shown", lost, [])
    for token, one in tokens.items():
        accounts.again["card", one.id] = cards[token] - 1
        extra = pictures[one.id] - one.attachments
        accounts.again["attachments", one.id] = -(-extra // max(one.attachments, 1))
    wanted = {one.id: "confirmed" if chosen(one.id) else "received" for one in kept}
    odd = {one.number: one.state for one in kept if one.state != wanted[one.id]}
    accounts.expect("reports in a wrong state", odd, {})


async def _posts(stage: Stage, groups: Sequence[int]) -> list[Json]:
    posted: list[Json] = []
    for group in groups:
        posted += (await stage.client.transcript(group))["messages"]
    return [one for one in posted if one["from"]["is_bot"]]


def _cards(posted: Sequence[Json]) -> Counter[str]:
    there = [one for one in posted if sight.of_bot(one)]
    return Counter(match[1] for one in there if (match := CARD.match(one.get("text", ""))))


def _pictures(posted: Sequence[Json], owners: Mapping[str, int]) -> Counter[int]:
    return Counter(owners[one["photo"][-1]["file_unique_id"]] for one in posted if "photo" in one)
