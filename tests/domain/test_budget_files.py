"""A budget in one file: what is filled in is read, a mistake is named by its row, and nothing is taken beside it."""

from functools import partial

import pytest

from bot.domain.budget_files import Head, Total, read, template
from bot.domain.budgets import Figures, NothingEntered, Revenue, Side
from bot.domain.calendar_files import NotTheTemplate
from bot.domain.commission_lists import BadRow, BadRows, Problem
from bot.domain.directions import Direction
from bot.domain.people import Language
from bot.views.ledgers import TENGE, units
from bot.views.money import tenge
from tests.budgets import EXECUTION, FIGURES

LABELS = {**dict.fromkeys([*Head, *Total, *Revenue, *Direction, "what", "amount"], "…"), TENGE: "теңге"}
PARSE = partial(tenge, language=Language.KAZAKH)
ROWS = {
    "source": "Шешім № 45-201, 26.12.2025",
    "revenue_total": "184 163,4 мың",
    "vehicle_tax": "33 163 400",
    "from_district": "151 млн",
    "spending_total": "190,4 млн",
    "office": "190 400 000 тг",
    "carried_over": "6 236 600",
}


def rows(changed: dict[str, str | None] | None = None) -> list[tuple[int, list[str]]]:
    filled = {**ROWS, **(changed or {})}
    return [
        (number, [name, "…", text])
        for number, (name, text) in enumerate(filled.items(), 1)
        if text is not None
    ]


def bad(changed: dict[str, str | None], side: Side = Side.PLAN) -> list[BadRow]:
    with pytest.raises(BadRows) as found:
        read(rows(changed), side, units(), PARSE)
    return list(found.value.rows)


def test_a_file_is_read_in_whatever_way_amounts_are_written() -> None:
    filled = read(rows(), Side.PLAN, units(), PARSE)
    assert (filled.source, filled.until) == (ROWS["source"], None)
    assert filled.figures == Figures(
        {Revenue.VEHICLE_TAX: 33_163_400, Revenue.DISTRICT: 151_000_000},
        {Direction.OFFICE: 190_400_000},
        184_163_400,
        190_400_000,
        6_236_600,
    )


@pytest.mark.parametrize("unit", ["мың теңге", "Тысяч тенге", "thousand tenge"])
def test_a_file_may_count_in_thousands_as_the_maslikhats_do(unit: str) -> None:
    counted = {
        "unit": unit,
        "revenue_total": "184163.4",
        "vehicle_tax": "33163,4",
        "from_district": "151000",
        "spending_total": "190400",
        "office": "190 400",
        "carried_over": "6236,6",
    }
    assert read(rows(counted), Side.PLAN, units(), PARSE).figures.revenue_total == 184_163_400


@pytest.mark.parametrize("side", Side)
def test_the_template_with_what_is_known_comes_back_as_it_was(side: Side) -> None:
    known = FIGURES if side is Side.PLAN else EXECUTION.figures
    table = template(side, LABELS, known)
    for row in table:
        row[2] = {"source": "Шешім", "until": "01.04.2026"}.get(row[0], row[2])
    assert read(list(enumerate(table, 1)), side, units(), PARSE).figures == known
    assert ("until" in [row[0] for row in table]) == (side is Side.EXECUTION)


@pytest.mark.parametrize(
    ("changed", "row", "problem"),
    [
        ({"source": ""}, 1, Problem.EMPTY),
        ({"source": "ұ" * 301}, 1, Problem.TOO_LONG),
        ({"vehicle_tax": "көп"}, 3, Problem.AMOUNT),
        ({"vehicle_tax": "33163,4"}, 3, Problem.NOT_WHOLE),
        ({"vehicle_tax": "33,163"}, 3, Problem.AMBIGUOUS),
        ({"vehicle_tax": "-1"}, 3, Problem.AMOUNT),
        ({"vehicle_tax": "1"}, 2, Problem.SUM),
        ({"office": "1"}, 5, Problem.SUM),
        ({"carried_over": ""}, 7, Problem.BALANCE),
        ({"unit": "доллар"}, 8, Problem.KIND),
        ({"roadz": "5"}, 8, Problem.UNKNOWN),
    ],
)
def test_what_is_wrong_is_named_by_its_row(
    changed: dict[str, str | None], row: int, problem: Problem
) -> None:
    assert bad(changed) == [BadRow(row, problem)]


def test_an_execution_says_up_to_which_day() -> None:
    assert bad({"until": "ертең"}, Side.EXECUTION) == [BadRow(8, Problem.DAY)]
    assert bad({}, Side.EXECUTION) == [BadRow(1, Problem.DAY)]


def test_a_row_that_comes_twice_is_found() -> None:
    twice = [*rows(), (9, ["office", "…", "5"])]
    with pytest.raises(BadRows) as found:
        read(twice, Side.PLAN, units(), PARSE)
    assert found.value.rows == [BadRow(9, Problem.TWICE)]


def test_a_file_without_amounts_is_another_file_and_one_without_money_no_budget() -> None:
    with pytest.raises(NotTheTemplate):
        read([(1, ["name", "who", "what"])], Side.PLAN, units(), PARSE)
    with pytest.raises(NothingEntered):
        read([(1, ["source", "", "x"]), (2, ["revenue_total", "", ""])], Side.PLAN, units(), PARSE)
