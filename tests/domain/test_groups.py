"""A group works for its territory and for nobody else's."""

import pytest

from bot.app import SAMPLE
from bot.domain.groups import Group, NotAllowed
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
    ("kato", "held"),
    [(UNIT.kato, {"village", "unit"}), (DISTRICT.kato, SPOTS.keys()), (VILLAGE.kato, {"village"})],
)
def test_a_group_holds_its_territory_and_all_that_lies_in_it(kato: str, held: set[str]) -> None:
    group = Group(kato, -1, Language.KAZAKH, None)
    for name, spot in SPOTS.items():
        if name in held:
            group.must_hold(spot)
        else:
            with pytest.raises(NotAllowed):
                group.must_hold(spot)
