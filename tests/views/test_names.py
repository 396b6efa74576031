"""Places are told apart by what stands above them."""

from bot.domain.people import Language
from bot.domain.territories import Level, Spot, Territory
from bot.i18n import words
from bot.views.names import spot_name, told_apart

_ = words(Language.ENGLISH)


def place(level: Level, name: str) -> Territory:
    return Territory("1", None, level, name, name, name)


def spot(village: str, unit: str, district: str, region: str) -> Spot:
    names = ((Level.UNIT, unit), (Level.DISTRICT, district), (Level.REGION, region))
    return Spot(place(Level.VILLAGE, village), tuple(place(level, name) for level, name in names))


def test_a_name_that_nobody_shares_is_told_with_unit_and_district() -> None:
    assert told_apart([spot("Aksai", "U", "D", "R"), spot("Aksu", "U", "D", "R")], _) == [
        "Aksai, U, D",
        "Aksu, U, D",
    ]


def test_homonyms_are_told_with_district_and_region() -> None:
    homonyms = [spot("Aksai", "U", "Abai", "Abai region"), spot("Aksai", "U", "Abai", "Karagandy region")]

    assert told_apart(homonyms, _) == ["Aksai, Abai, Abai region", "Aksai, Abai, Karagandy region"]


def test_homonyms_of_one_district_are_told_with_all_above_them() -> None:
    homonyms = [
        spot("Aksai", "North", "D", "R"),
        spot("Aksai", "South", "D", "R"),
        spot("Aksai", "U", "E", "R"),
    ]

    assert told_apart(homonyms, _) == ["Aksai, North, D, R", "Aksai, South, D, R", "Aksai, E, R"]


def test_a_city_that_is_its_own_unit_is_named_once() -> None:
    assert spot_name(spot("Semei", "Semei city", "Semei city", "Abai region"), _) == "Semei, Semei city"
