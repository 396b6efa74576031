"""Consultations, and what can be chosen in them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.consultations import RULES, Consultation, Kind, Option, Rule, Stage
from bot.domain.directions import Direction
from storage.database import Row, Transaction
from storage.moments import loaded, stored
from storage.territories import territory


def _loaded(moment: int | None) -> datetime | None:
    return None if moment is None else loaded(moment)


def _stored(moment: datetime | None) -> int | None:
    return None if moment is None else stored(moment)


def _option(row: Row) -> Option:
    return Option(row["number"], Direction(row["direction"]), row["name_kk"], row["name_ru"], row["cost"])


async def _whole(tx: Transaction, row: Row) -> Consultation:
    options = [_option(one) for one in await tx.all("options_of", consultation_id=row["id"])]
    return Consultation(
        id=row["id"],
        territory=territory(row),
        kind=Kind(row["kind"]),
        title_kk=row["title_kk"],
        title_ru=row["title_ru"],
        options=options,
        budget=row["budget"],
        least=row["least"],
        most=row["most"],
        rule=Rule(row["rule"]) if row["rule"] else None,
        proposals_until=_loaded(row["proposals_until"]),
        opens_at=_loaded(row["opens_at"]),
        closes_at=_loaded(row["closes_at"]),
        stage=Stage(row["stage"]),
        reason=row["reason"],
        entered_by=row["entered_by"],
        approved_by=row["approved_by"],
    )


async def add(tx: Transaction, kato: str, kind: Kind, person_id: str, now: datetime) -> int:
    """The id of a new draft; where only one rule fits its kind, that is declared."""
    rules = RULES[kind]
    row = await tx.one(
        "add_consultation",
        kato=kato,
        kind=kind.value,
        rule=rules[0].value if len(rules) == 1 else None,
        entered_by=person_id,
        entered_at=stored(now),
    )
    assert row is not None
    return int(row["id"])


async def by_id(tx: Transaction, consultation_id: int) -> Consultation | None:
    row = await tx.one("consultation_by_id", id=consultation_id)
    return await _whole(tx, row) if row else None


async def of(tx: Transaction, kato: str, most: int) -> Sequence[Consultation]:
    """The unit's last so many, the newest first."""
    return [await _whole(tx, row) for row in await tx.all("consultations_of", kato=kato, most_of_them=most)]


async def in_stage(tx: Transaction, stage: Stage) -> Sequence[Consultation]:
    """Wherever they are."""
    return [await _whole(tx, row) for row in await tx.all("consultations_in_stage", stage=stage.value)]


async def save(tx: Transaction, changed: Consultation) -> None:
    """All but its options."""
    await tx.run(
        "set_consultation",
        id=changed.id,
        kind=changed.kind.value,
        title_kk=changed.title_kk,
        title_ru=changed.title_ru,
        budget=changed.budget,
        least=changed.least,
        most=changed.most,
        rule=changed.rule and changed.rule.value,
        proposals_until=_stored(changed.proposals_until),
        opens_at=_stored(changed.opens_at),
        closes_at=_stored(changed.closes_at),
        stage=changed.stage.value,
        reason=changed.reason,
        entered_by=changed.entered_by,
    )


async def come_to(tx: Transaction, consultation: Consultation, stage: Stage) -> Consultation:
    moved = replace(consultation, stage=stage)
    await save(tx, moved)
    return moved


async def set_options(tx: Transaction, consultation_id: int, options: Sequence[Option]) -> None:
    """These take the place of those before."""
    await tx.run("drop_options", consultation_id=consultation_id)
    rows = [
        {
            "consultation_id": consultation_id,
            "number": one.number,
            "direction": one.direction.value,
            "name_kk": one.name_kk,
            "name_ru": one.name_ru,
            "cost": one.cost,
        }
        for one in options
    ]
    await tx.many("add_option", rows)


async def fix(tx: Transaction, consultation_id: int, definition: str, person_id: str, now: datetime) -> None:
    """Keep the words of what is fixed, and who was the second person."""
    await tx.run(
        "fix_consultation",
        id=consultation_id,
        definition=definition,
        approved_by=person_id,
        approved_at=stored(now),
    )


async def definition(tx: Transaction, consultation_id: int) -> str | None:
    """None for what is not fixed."""
    row = await tx.one("definition_of", id=consultation_id)
    return row["definition"] if row else None


async def drop(tx: Transaction, consultation_id: int) -> None:
    await tx.run("drop_consultation", id=consultation_id)


async def to_nudge(tx: Transaction, before: datetime) -> Sequence[int]:
    """Those that close by then, and whose unfinished choices nobody was asked about."""
    return [row["id"] for row in await tx.all("consultations_to_nudge", before=stored(before))]


async def nudged(tx: Transaction, consultation_id: int) -> None:
    await tx.run("note_nudged", id=consultation_id)
