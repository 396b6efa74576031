"""A budget of Baiserke, made up: 184 million in, 190 out."""

from datetime import date

from bot.domain.budgets import Figures, Revenue, Side, Statement
from bot.domain.directions import Direction
from bot.domain.facts import Source

DECISION = Source("Ile maslikhat, decision № 45-201 of 26.12.2025", date(2026, 5, 4))
FIGURES = Figures(
    revenue={
        Revenue.INCOME_TAX: 9_800_000,
        Revenue.LAND_TAX: 1_300_000,
        Revenue.VEHICLE_TAX: 14_500_000,
        Revenue.LAND_SALES: 7_563_400,
        Revenue.DISTRICT: 151_000_000,
    },
    spending={
        Direction.OFFICE: 71_000_000,
        Direction.LIGHTING: 21_500_000,
        Direction.GREENING: 18_900_000,
        Direction.ROADS: 67_000_000,
        Direction.WATER: 12_000_000,
    },
    revenue_total=184_163_400,
    spending_total=190_400_000,
    carried_over=6_236_600,
)
PLAN = Statement(2026, Side.PLAN, FIGURES, DECISION)
REPORT = Source("Report of the akim's office of 05.04.2026", date(2026, 5, 4))
EXECUTION = Statement(
    2026,
    Side.EXECUTION,
    Figures(
        revenue={Revenue.VEHICLE_TAX: 4_500_000, Revenue.DISTRICT: 40_000_000},
        spending={Direction.OFFICE: 17_000_000, Direction.LIGHTING: 9_000_000, Direction.SPORT: 500_000},
        revenue_total=44_500_000,
        spending_total=26_500_000,
        carried_over=-18_000_000,
    ),
    REPORT,
    date(2026, 4, 1),
)
