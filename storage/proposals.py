"""What residents propose for a consultation, and say of it."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.directions import Direction
from bot.domain.proposals import Proposal, Refusal, State
from storage.database import Row, Transaction
from storage.moments import stored


def _proposal(row: Row) -> Proposal:
    return Proposal(
        id=row["id"],
        consultation_id=row["consultation_id"],
        text=row["text"],
        direction=Direction(row["direction"]) if row["direction"] else None,
        about=row["about"],
        state=State(row["state"]),
        number=row["number"],
        people=row["people"],
        comments=row["comments"],
        reason=Refusal(row["reason"]) if row["reason"] else None,
        joined=row["joined"],
    )


async def add(
    tx: Transaction,
    consultation_id: int,
    person_id: str,
    direction: Direction | None,
    about: int | None,
    text: str,
) -> int:
    """The id of what is not sent yet."""
    row = await tx.one(
        "add_proposal",
        consultation_id=consultation_id,
        person_id=person_id,
        about=about,
        direction=direction and direction.value,
        text=text,
    )
    assert row is not None
    return int(row["id"])


async def reword(
    tx: Transaction, proposal_id: int, direction: Direction | None, about: int | None, text: str
) -> None:
    await tx.run(
        "reword_proposal", id=proposal_id, about=about, direction=direction and direction.value, text=text
    )


async def by_id(tx: Transaction, proposal_id: int) -> Proposal | None:
    row = await tx.one("proposal_by_id", id=proposal_id)
    return _proposal(row) if row else None


async def author(tx: Transaction, proposal_id: int) -> str | None:
    """The id of the person, as long as it is kept."""
    row = await tx.one("proposal_by_id", id=proposal_id)
    return row["person_id"] if row else None


async def by_person(tx: Transaction, person_id: str) -> Sequence[Proposal]:
    """In whatever consultation, the oldest first."""
    return [_proposal(row) for row in await tx.all("proposals_by_person", person_id=person_id)]


async def in_state(
    tx: Transaction, consultation_id: int, state: State, most: int, skipped: int = 0
) -> Sequence[Proposal]:
    """Comments too, the oldest first."""
    rows = await tx.all(
        "proposals_in_state", consultation_id=consultation_id, state=state.value, most=most, skipped=skipped
    )
    return [_proposal(row) for row in rows]


async def count(tx: Transaction, consultation_id: int, state: State) -> int:
    row = await tx.one("count_proposals", consultation_id=consultation_id, state=state.value)
    assert row is not None
    return int(row["found"])


async def board(
    tx: Transaction, consultation_id: int, most: int, skipped: int
) -> tuple[Sequence[Proposal], int]:
    """What was published, without comments on proposals: so many, the newest first; and how much there is."""
    rows = await tx.all("board", consultation_id=consultation_id, most=most, skipped=skipped)
    total = await tx.one("count_board", consultation_id=consultation_id)
    assert total is not None
    return [_proposal(row) for row in rows], int(total["found"])


async def comments_on(tx: Transaction, proposal_id: int, most: int, skipped: int) -> Sequence[Proposal]:
    """The published ones, the newest first."""
    return [
        _proposal(row) for row in await tx.all("comments_on", about=proposal_id, most=most, skipped=skipped)
    ]


async def next_number(tx: Transaction, consultation_id: int) -> int:
    row = await tx.one("last_number", consultation_id=consultation_id)
    assert row is not None
    return int(row["number"]) + 1


async def save(tx: Transaction, changed: Proposal) -> None:
    """Where it stands; its words stay."""
    await tx.run(
        "set_proposal",
        id=changed.id,
        state=changed.state.value,
        number=changed.number,
        reason=changed.reason and changed.reason.value,
        joined=changed.joined,
    )


async def add_supporter(tx: Transaction, supported: Proposal, person_id: str | None) -> None:
    """One more has proposed the same, unless they are counted for it already."""
    await tx.run(
        "add_supporter",
        id=supported.id,
        consultation_id=supported.consultation_id,
        person_id=person_id,
        number=supported.number,
    )


async def drop(tx: Transaction, proposal_id: int) -> None:
    await tx.run("drop_proposal", id=proposal_id)


async def card(tx: Transaction, proposal_id: int, chat_id: int) -> int | None:
    """The message that shows it in the group."""
    row = await tx.one("card_of_proposal", id=proposal_id, chat_id=tx.keys.chat(chat_id))
    return row["card_message_id"] if row else None


async def shown(tx: Transaction, proposal_id: int, chat_id: int, message_id: int) -> None:
    await tx.run("set_card_of_proposal", id=proposal_id, chat_id=tx.keys.chat(chat_id), message_id=message_id)


async def settle(tx: Transaction, consultation_id: int) -> None:
    """The time of proposing is over: what was published stays, without its authors, and nothing else does."""
    await tx.run("forget_letters_of_proposals", consultation_id=consultation_id)
    await tx.run("drop_unpublished_proposals", consultation_id=consultation_id)
    await tx.run("forget_authors", consultation_id=consultation_id)


async def drop_unsent(tx: Transaction, person_id: str) -> None:
    await tx.run("drop_unsent_proposals", person_id=person_id)


async def drop_late(tx: Transaction, now: datetime) -> None:
    """What can be sent no more."""
    await tx.run("drop_late_proposals", now=stored(now))


async def forget_author(tx: Transaction, person_id: str) -> Sequence[Proposal]:
    """The person's: what was published stays without them, of the rest nothing does; which these are."""
    await tx.run("drop_unsent_proposals", person_id=person_id)
    gone = [row["id"] for row in await tx.all("withdraw_proposals", person_id=person_id)]
    await tx.run("forget_author", person_id=person_id)
    found = [await by_id(tx, one) for one in gone]
    return [one for one in found if one is not None]
