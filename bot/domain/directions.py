"""What a village's budget is spent on, by law."""

from enum import StrEnum


class Direction(StrEnum):
    """The directions of spending of Budget Code art. 34 (edition of 12.07.2026)."""

    OFFICE = "office"  # the akim's
    HOUSEHOLD_REGISTER = "household_register"
    EMERGENCY_TRANSPORT = "emergency_transport"  # of the severely ill to the nearest hospital
    HOME_HELP = "home_help"
    HOUSING = "housing"
    SANITATION = "sanitation"
    BURIALS = "burials"
    LIGHTING = "lighting"
    GREENING = "greening"  # and landscaping
    CULTURE = "culture"  # and leisure
    ROADS = "roads"
    WATER = "water"
    EMPLOYMENT = "employment"
    SPORT = "sport"
    IMPROVEMENT = "improvement"  # of rural settlements
    CIVIL_REGISTRY = "civil_registry"
    PASTURES = "pastures"
    TRANSFERS = "transfers"  # to the district
    DEBT = "debt"


# Of the others nobody is asked: they are fixed by law or by contract.
ASKED = tuple(
    one
    for one in Direction
    if one
    not in (
        Direction.OFFICE,
        Direction.HOUSEHOLD_REGISTER,
        Direction.CIVIL_REGISTRY,
        Direction.TRANSFERS,
        Direction.DEBT,
    )
)
