"""The words for what a budget is made of."""

from bot.domain.budgets import Group, Line, Revenue, Side
from bot.i18n import Words
from bot.views.directions import direction_label


def revenue_label(kind: Revenue, _: Words) -> str:
    names = {
        Revenue.INCOME_TAX: _.plain("Personal income tax"),
        Revenue.PROPERTY_TAX: _.plain("Property tax of individuals"),
        Revenue.LAND_TAX: _.plain("Land tax"),
        Revenue.VEHICLE_TAX: _.plain("Vehicle tax"),
        Revenue.LAND_USE: _.plain("Fee for the use of land"),
        Revenue.ADVERTISING: _.plain("Fee for outdoor advertising"),
        Revenue.MINERALS: _.plain("Mineral extraction tax"),
        Revenue.FINES: _.plain("Fines set by the akim"),
        Revenue.CONTRIBUTIONS: _.plain("Voluntary contributions"),
        Revenue.COMMUNAL_PROPERTY: _.plain("Income from communal property"),
        Revenue.OTHER_NON_TAX: _.plain("Other non-tax receipts"),
        Revenue.PROPERTY_SALES: _.plain("Sale of institutions' property"),
        Revenue.LAND_SALES: _.plain("Sale of land plots"),
        Revenue.LEASE_RIGHTS: _.plain("Sale of the right to lease land"),
        Revenue.DISTRICT: _.plain("Transfers from the district"),
    }
    return names[kind]


def line_label(line: Line, _: Words) -> str:
    return revenue_label(line, _) if isinstance(line, Revenue) else direction_label(line, _)


def group_label(group: Group, _: Words) -> str:
    """In the middle of a sentence."""
    names = {
        Group.TRANSFERS: _.plain("from the district"),
        Group.OWN_TAXES: _.plain("own taxes and fees"),
        Group.OTHER: _.plain("other receipts"),
    }
    return names[group]


def side_label(side: Side, _: Words) -> str:
    names = {Side.PLAN: _.label("Plan"), Side.EXECUTION: _.label("Execution")}
    return names[side]


def year_label(year: int, side: Side, _: Words) -> str:
    return f"{year} · {side_label(side, _)}"


def detail_label(detail: str, _: Words) -> str:
    """As the log of roles and settings has it: «2026 plan»."""
    year, side = detail.split(" ")
    return year_label(int(year), Side(side), _)
