"""What reports are about."""

from enum import StrEnum


class Category(StrEnum):
    """What a report is about, in the order residents are offered it: the first eight at once."""

    DANGER = "danger"
    ROADS = "roads"
    LIGHTING = "lighting"
    WATER = "water"
    WASTE = "waste"
    ANIMALS = "animals"
    ELECTRICITY = "electricity"
    TRANSPORT = "transport"
    LANDSCAPING = "landscaping"
    GREENING = "greening"
    PLAYGROUNDS = "playgrounds"
    PASTURE = "pasture"
    CEMETERIES = "cemeteries"
    FLOOD = "flood"
    HEATING = "heating"
    INTERNET = "internet"
    SCHOOL = "school"
    HEALTH = "health"
    POLICE = "police"
    OTHER = "other"

    @property
    def urgent(self) -> bool:
        """Somebody may be in danger: whom to call comes before anything else."""
        return self in (Category.DANGER, Category.FLOOD)

    @property
    def elsewhere(self) -> bool:
        """Another body decides; the akim's office can only pass it on (LGL art. 35)."""
        return self in _ELSEWHERE


_ELSEWHERE = frozenset(
    {
        Category.ELECTRICITY,
        Category.HEATING,
        Category.INTERNET,
        Category.SCHOOL,
        Category.HEALTH,
        Category.POLICE,
    }
)
