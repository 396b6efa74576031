"""What the akim's office has promised: every wording, every word of what became of it, and what residents say."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.domain.answers import OF_USE, Answer
from bot.domain.letters import LetterKind, NewLetter, Priority, to_person
from bot.domain.promises import (
    ASKED_AHEAD,
    SILENCE_TERM,
    Occasion,
    Plan,
    Promise,
    Ruling,
    Says,
    Verdict,
    Wording,
)
from bot.domain.speech import Speech
from storage import letters, wishes
from storage.database import Row, Transaction
from storage.moments import loaded, stored
from storage.territories import territory
from storage.wishes import after_quiet


async def add(tx: Transaction, answer: Answer, now: datetime) -> None:
    """What an answer that goes out promises; once."""
    kato, due_on = answer.territory.kato, answer.pledge.due_on
    assert due_on is not None
    row = await tx.one("add_promise", answer_id=answer.id, kato=kato, made_at=stored(now))
    if row is not None:
        await _add_wording(tx, int(row["id"]), 1, Wording(answer.pledge.what, due_on, now))


async def _add_wording(tx: Transaction, promise_id: int, edition: int, wording: Wording) -> None:
    await tx.run(
        "add_wording",
        promise_id=promise_id,
        edition=edition,
        kk=wording.what.kk,
        ru=wording.what.ru,
        due_on=wording.due_on.isoformat(),
        since=stored(wording.since),
    )


async def by_id(tx: Transaction, promise_id: int) -> Promise | None:
    row = await tx.one("promise_by_id", id=promise_id)
    if row is None:
        return None
    return Promise(
        id=row["id"],
        answer_id=row["answer_id"],
        territory=territory(row),
        made_at=loaded(row["made_at"]),
        wordings=[_wording(one) for one in await tx.all("wordings_of", promise_id=promise_id)],
        rulings=[_ruling(one) for one in await tx.all("rulings_of", promise_id=promise_id)],
        plan=_plan(row),
    )


def _wording(row: Row) -> Wording:
    asked = Occasion(row["asked"]) if row["asked"] else None
    return Wording(
        Speech(row["kk"], row["ru"]), date.fromisoformat(row["due_on"]), loaded(row["since"]), asked
    )


def _ruling(row: Row) -> Ruling:
    return Ruling(Verdict(row["verdict"]), loaded(row["said_at"]), row["words"], row["photo"])


def _plan(row: Row) -> Plan:
    return Plan(
        Speech(row["plan_kk"], row["plan_ru"]),
        date.fromisoformat(row["plan_due"]) if row["plan_due"] else None,
        Verdict(row["plan_verdict"]) if row["plan_verdict"] else None,
        row["plan_words"],
        row["plan_photo"],
    )


async def of(tx: Transaction, kato: str) -> Sequence[Promise]:
    """All of a unit, as they were made."""
    return await those(tx, [row["id"] for row in await tx.all("promises_of", kato=kato)])


async def to_ask(tx: Transaction, today: date) -> Sequence[Promise]:
    """Those due about now of which the office has said nothing, and may not have been asked what it is to be asked now."""
    rows = await tx.all(
        "promises_to_ask",
        first=(today - SILENCE_TERM).isoformat(),
        last=(today + ASKED_AHEAD).isoformat(),
        today=today.isoformat(),
        tomorrow=(today + timedelta(days=1)).isoformat(),
    )
    return await those(tx, [row["promise_id"] for row in rows])


async def told_to(tx: Transaction, person_id: str) -> Sequence[Promise]:
    """Those in answers that somebody has got."""
    return await those(tx, [row["id"] for row in await tx.all("promises_told", person_id=person_id)])


async def those(tx: Transaction, ids: Sequence[int]) -> list[Promise]:
    """With these ids."""
    found = [await by_id(tx, one) for one in ids]
    return [one for one in found if one is not None]


async def of_answer(tx: Transaction, answer_id: int) -> int | None:
    """The id of what it promises."""
    row = await tx.one("promise_of_answer", answer_id=answer_id)
    return int(row["id"]) if row else None


async def plan(tx: Transaction, promise_id: int, planned: Plan) -> None:
    """What the office reads over; it takes the place of what it has not said."""
    await tx.run(
        "plan_promise",
        id=promise_id,
        kk=planned.what.kk,
        ru=planned.what.ru,
        due_on=planned.due_on and planned.due_on.isoformat(),
        verdict=planned.verdict and planned.verdict.value,
        words=planned.words,
        photo=planned.photo,
    )


async def say(tx: Transaction, after: Promise) -> None:
    """Its newest wording and the newest word of what became of it; what stood before stays."""
    await _add_wording(tx, after.id, len(after.wordings), after.holds)
    if after.last is not None:
        await tx.run(
            "add_ruling",
            promise_id=after.id,
            edition=len(after.rulings),
            verdict=after.last.verdict.value,
            said_at=stored(after.last.said_at),
            words=after.last.words,
            photo=after.last.photo,
        )
    await plan(tx, after.id, Plan())


async def asked(tx: Transaction, promise: Promise, occasion: Occasion) -> None:
    """The office has been asked of the day that holds now."""
    await tx.run("note_asked", promise_id=promise.id, edition=len(promise.wordings), asked=occasion.value)


async def tell(tx: Transaction, promise: Promise, now: datetime) -> None:
    """Letters to everybody who has got the answer, after their quiet hours; several things that happen before one has gone
    go as one; whoever cannot be reached gets theirs once they can. In one statement: a unit is a town at most.
    """
    await tx.run(
        "write_promise_news",
        prefix=_once(promise),
        promise_id=promise.id,
        answer_id=promise.answer_id,
        priority=int(Priority.BULK),
        expires_at=stored(now + OF_USE),
        **after_quiet(now),
    )


async def tell_one(tx: Transaction, promise: Promise, person_id: str, now: datetime) -> None:
    """The same letter to somebody alone."""
    due_at = (await wishes.quiet_of(tx, person_id)).until(now)
    once, kind = _once(promise) + person_id, LetterKind.PROMISE_NEWS
    new = NewLetter(once, to_person(person_id), kind, promise.id, Priority.BULK, due_at, now + OF_USE)
    await letters.leave(tx, new)


def _once(promise: Promise) -> str:
    return f"{LetterKind.PROMISE_NEWS}:{promise.id}:"


async def heard(tx: Transaction, answer_id: int, person_id: str) -> bool:
    """Somebody has got the answer; whether for the first time."""
    return await tx.one("add_promise_reader", answer_id=answer_id, person_id=person_id) is not None


async def concerns(tx: Transaction, promise: Promise, person_id: str) -> bool:
    return await tx.one("promise_reader", answer_id=promise.answer_id, person_id=person_id) is not None


async def judge(tx: Transaction, promise_id: int, person_id: str, *, kept: bool) -> None:
    """One say a person: the last one counts."""
    await tx.run("say_of_promise", promise_id=promise_id, person_id=person_id, kept=int(kept))


async def say_of(tx: Transaction, promise_id: int, person_id: str) -> bool | None:
    row = await tx.one("say_of", promise_id=promise_id, person_id=person_id)
    return None if row is None else bool(row["kept"])


async def says(tx: Transaction, promise_id: int) -> Says:
    rows = await tx.all("count_says", promise_id=promise_id)
    of_kept = {bool(row["kept"]): int(row["people"]) for row in rows}
    return Says(of_kept.get(True, 0), of_kept.get(False, 0))


async def forget(tx: Transaction, person_id: str) -> None:
    """What somebody has said of promises, and that they were told of them."""
    await tx.run("forget_promise_says", person_id=person_id)
    await tx.run("forget_promises_told", person_id=person_id)
