"""What the akim's office answers in public, and the letters in which it goes."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from bot.domain.answers import OF_USE, Answer, Audience, Counts, Pledge, To
from bot.domain.categories import Category
from bot.domain.events import FileKind, FileRef
from bot.domain.letters import LetterKind, Priority
from bot.domain.people import CONSENT_VERSION
from bot.domain.speech import Speech
from storage import announcements, reports, territories
from storage.database import Row, Transaction
from storage.moments import loaded, stored
from storage.territories import territory
from storage.wishes import after_quiet


async def add(tx: Transaction, kato: str, audience: Audience, person_id: str, now: datetime) -> int:
    """The id of a new draft."""
    row = await tx.one(
        "add_answer",
        kato=kato,
        report_id=audience.report_id,
        category=audience.category and audience.category.value,
        village=audience.village and audience.village.kato,
        entered_by=person_id,
        entered_at=stored(now),
    )
    assert row is not None
    return int(row["id"])


async def by_id(tx: Transaction, answer_id: int) -> Answer | None:
    row = await tx.one("answer_by_id", id=answer_id)
    return _answer(row, await _audience(tx, row)) if row else None


async def _audience(tx: Transaction, row: Row) -> Audience:
    if row["report_id"] is not None:
        report = await reports.by_id(tx, row["report_id"])
        return Audience(report_id=row["report_id"], number=report.number if report else None)
    if row["village"] is not None:
        return Audience(village=await territories.by_kato(tx, row["village"]))
    return Audience(category=Category(row["category"]))


def _answer(row: Row, audience: Audience) -> Answer:
    return Answer(
        id=row["id"],
        territory=territory(row),
        audience=audience,
        text=Speech(row["kk"], row["ru"]),
        file=FileRef(FileKind(row["file_kind"]), row["file_id"]) if row["file_id"] else None,
        pledge=Pledge(
            Speech(row["what_kk"], row["what_ru"]),
            date.fromisoformat(row["due_on"]) if row["due_on"] else None,
        ),
        sent_at=None if row["sent_at"] is None else loaded(row["sent_at"]),
        people=row["people"],
        reached=row["reached"],
    )


async def of(tx: Transaction, kato: str, most: int) -> Sequence[Answer]:
    """The unit's last so many, the newest first."""
    found = [await by_id(tx, row["id"]) for row in await tx.all("answers_of", kato=kato, most=most)]
    return [one for one in found if one is not None]


async def save(tx: Transaction, draft: Answer) -> None:
    """All that is written of it."""
    await tx.run(
        "set_answer",
        id=draft.id,
        kk=draft.text.kk,
        ru=draft.text.ru,
        file_kind=draft.file and draft.file.kind.value,
        file_id=draft.file and draft.file.file_id,
        what_kk=draft.pledge.what.kk,
        what_ru=draft.pledge.what.ru,
        due_on=draft.pledge.due_on and draft.pledge.due_on.isoformat(),
    )


async def drop(tx: Transaction, answer_id: int) -> None:
    """A draft; what is sent stays."""
    await tx.run("drop_answer", id=answer_id)


async def reached(tx: Transaction, answer_id: int) -> None:
    """One more person has it."""
    await tx.run("answer_reached", id=answer_id)


async def forget_to(tx: Transaction, report_id: int) -> None:
    """The words that were said to a report: they may repeat its author's."""
    await tx.run("forget_answers_to", report_id=report_id)


async def counts(tx: Transaction, answer: Answer) -> Counts:
    """Of one that has gone out. A letter that is not written yet waits, too."""
    rows = await tx.all("letters_of_answer", answer_id=answer.id)
    of_state = {row["state"]: int(row["letters"]) for row in rows}
    waiting = of_state.get("waiting", 0) + of_state.get("sending", 0)
    others = max(0, answer.people - answer.reached - waiting)
    if await tx.one("answer_being_written", answer_id=answer.id):
        failed = of_state.get("held", 0) + of_state.get("refused", 0) + of_state.get("expired", 0)
        missed = min(failed, others)
        return Counts(waiting + others - missed, missed)
    return Counts(waiting, others)


async def concerned(tx: Transaction, report_id: int) -> Sequence[str]:
    """The ids of those who hear what becomes of a report."""
    return [row["person_id"] for row in await tx.all("people_concerned", report_id=report_id)]


async def categories(tx: Transaction, kato: str) -> Mapping[Category, int]:
    """How many open reports of the unit there are in each category that has any."""
    rows = await tx.all("open_by_category", kato=kato)
    of_category = {Category(row["category"]): int(row["reports"]) for row in rows}
    return {one: of_category[one] for one in Category if one in of_category}


async def count_people(tx: Transaction, answer: Answer) -> int:
    """How many would get it now."""
    village = answer.audience.village
    if village is not None:
        row = await tx.one("count_villagers", village=village.kato, version=CONSENT_VERSION)
    else:
        row = await tx.one("count_concerned", **_reports(answer))
    assert row is not None
    return int(row["people"])


def _reports(answer: Answer) -> Mapping[str, object]:
    """Whose it is: one report, or the open ones of a category."""
    audience = answer.audience
    return {
        "report_id": audience.report_id,
        "kato": answer.territory.kato,
        "category": audience.category.value if audience.category else "",
    }


async def send(tx: Transaction, answer: Answer, now: datetime) -> None:
    """From now on it stands as it is, and goes to everybody it is for, after their quiet hours: to a village part by
    part; else in one statement, since a unit is a town at most.
    """
    await tx.run("answer_sent", id=answer.id, people=answer.people, now=stored(now))
    kind, audience = LetterKind.ANSWERED, answer.audience
    if audience.village is not None:
        await announcements.add(tx, kind, answer.id, audience.village.kato, now + OF_USE)
        return
    await tx.run(
        "write_answer_letters",
        prefix=f"{kind}:{answer.id}:",
        answer_id=answer.id,
        priority=int(Priority.NEWS if audience.to is To.REPORT else Priority.BULK),
        expires_at=stored(now + OF_USE),
        **after_quiet(now),
        **_reports(answer),
    )
