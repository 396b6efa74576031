"""Units' budgets, version by version."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime

from bot.domain.budgets import Budget, Figures, Revenue, Side, Statement
from bot.domain.directions import Direction
from bot.domain.facts import Source
from storage.database import Row, Transaction
from storage.moments import stored


async def add(tx: Transaction, kato: str, statement: Statement, person_id: str, now: datetime) -> None:
    """The newest version of that year's side from now on."""
    figures, source = statement.figures, statement.source
    row = await tx.one(
        "add_budget",
        kato=kato,
        year=statement.year,
        side=statement.side.value,
        until=statement.until and statement.until.isoformat(),
        carried_over=figures.carried_over,
        source=source.name,
        checked_on=source.checked_on.isoformat(),
        entered_by=person_id,
        entered_at=stored(now),
    )
    assert row is not None
    rows = [
        {"budget_id": row["id"], "line": line, "amount": amount} for line, amount in figures.lines.items()
    ]
    await tx.many("add_budget_line", rows)


async def of(tx: Transaction, kato: str) -> Mapping[int, Budget]:
    """The newest version of each side, by year, newest year first."""
    lines: dict[int, dict[str, int]] = defaultdict(dict)
    for row in await tx.all("budget_lines_now", kato=kato):
        lines[row["budget_id"]][row["line"]] = row["amount"]
    sides: dict[int, dict[Side, Statement]] = defaultdict(dict)
    for row in await tx.all("budgets_now", kato=kato):
        statement = _statement(row, lines[row["id"]])
        sides[statement.year][statement.side] = statement
    return {year: Budget(year, of_year) for year, of_year in sides.items()}


def _statement(row: Row, lines: Mapping[str, int]) -> Statement:
    revenue = {kind: lines[kind] for kind in Revenue if kind in lines}
    spending = {way: lines[way] for way in Direction if way in lines}
    return Statement(
        row["year"],
        Side(row["side"]),
        Figures(
            revenue, spending, sum(revenue.values()), sum(spending.values()), carried_over=row["carried_over"]
        ),
        Source(row["source"], date.fromisoformat(row["checked_on"])),
        date.fromisoformat(row["until"]) if row["until"] else None,
    )
