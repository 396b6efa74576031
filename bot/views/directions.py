"""The directions that a village's budget is spent on, in words (Budget Code art. 34)."""

from bot.domain.directions import Direction
from bot.i18n import Words


def direction_label(direction: Direction, _: Words) -> str:
    names = {
        Direction.OFFICE: _.plain("Akim's office"),
        Direction.HOUSEHOLD_REGISTER: _.plain("Household register"),
        Direction.EMERGENCY_TRANSPORT: _.plain("Taking the severely ill to hospital"),
        Direction.HOME_HELP: _.plain("Social help at home"),
        Direction.HOUSING: _.plain("Housing stock"),
        Direction.SANITATION: _.plain("Sanitation"),
        Direction.BURIALS: _.plain("Burial places"),
        Direction.LIGHTING: _.plain("Street lighting"),
        Direction.GREENING: _.plain("Landscaping and greening"),
        Direction.CULTURE: _.plain("Culture and leisure"),
        Direction.ROADS: _.plain("Roads"),
        Direction.WATER: _.plain("Water supply"),
        Direction.EMPLOYMENT: _.plain("Employment"),
        Direction.SPORT: _.plain("Sport"),
        Direction.IMPROVEMENT: _.plain("Improvement of the settlement"),
        Direction.CIVIL_REGISTRY: _.plain("Civil registry"),
        Direction.PASTURES: _.plain("Pastures"),
        Direction.TRANSFERS: _.plain("Transfers to the district"),
        Direction.DEBT: _.plain("Debt"),
    }
    return names[direction]
