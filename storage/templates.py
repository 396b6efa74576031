"""Ready answers of offices."""

from bot.domain.reports import Action, Report
from bot.domain.speech import Speech
from bot.domain.templates import Template
from storage.database import Row, Transaction


def _template(row: Row) -> Template:
    return Template(row["id"], row["kato"], Action(row["action"]), Speech(row["kk"], row["ru"]))


async def by_id(tx: Transaction, template_id: int) -> Template | None:
    row = await tx.one("template", id=template_id)
    return _template(row) if row else None


async def of(tx: Transaction, kato: str) -> list[Template]:
    """The territory's own."""
    return [_template(row) for row in await tx.all("templates_of", kato=kato)]


async def fitting(tx: Transaction, report: Report, action: Action, most: int) -> list[Template]:
    """Those written in both languages, the unit's own before its district's."""
    rows = await tx.all("templates_for", unit=report.unit, district=report.district, action=action.value)
    own_first = sorted(map(_template, rows), key=lambda one: one.kato != report.unit)
    return own_first[:most]


async def add(tx: Transaction, kato: str, action: Action, kk: str) -> int:
    """The id of the one with these words."""
    row = await tx.one("add_template", kato=kato, action=action.value, kk=kk)
    assert row is not None
    return int(row["id"])


async def reword(tx: Transaction, template_id: int, text: Speech) -> None:
    await tx.run("reword_template", id=template_id, kk=text.kk, ru=text.ru)


async def drop(tx: Transaction, template_id: int) -> None:
    await tx.run("drop_template", id=template_id)
