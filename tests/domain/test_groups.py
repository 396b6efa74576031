"""A group works for its territories and for nobody else's."""

import pytest

from bot.app import SAMPLE
from bot.domain.groups import Group
from bot.domain.people import Language
from bot.domain.territories import Spot
from bot.services.territories import read

BY_KATO = {territory.kato: territory for territory in read(SAMPLE)}
REGION, DISTRICT, UNIT, VILLAGE = (
    BY_KATO[kato] for kato in ("190000000", "196800000", "196847000", "196847100")
)
SPOTS = {
    "village": Spot(VILLAGE, (UNIT, DISTRICT, REGION)),
    "unit": Spot(UNIT, (DISTRICT, REGION)),
    "district": Spot(DISTRICT, (REGION,)),
    "another": Spot(BY_KATO["196835100"], (BY_KATO["196835000"], DISTRICT, REGION)),
}


@pytest.mark.parametrize(
    ("katos", "held"),
    [
        ((UNIT.kato,), {"village", "unit"}),
        ((DISTRICT.kato,), set(SPOTS)),
        ((UNIT.kato, "196835000"), {"village", "unit", "another"}),
    ],
)
def test_a_group_holds_its_territories_and_all_that_lies_in_them(
    katos: tuple[str, ...], held: set[str]
) -> None:
    group = Group(katos, DISTRICT.kato, -1, Language.KAZAKH, None)

    assert {name for name, spot in SPOTS.items() if group.holds(*spot.line)} == held
