"""Where a problem is."""

from dataclasses import dataclass

from bot.domain.errors import RuleError


class OutsideKazakhstan(RuleError):
    """The place sent is not in the country."""


@dataclass(frozen=True)
class Place:
    """Where the problem is: a point, words, or both unknown."""

    latitude: float | None = None
    longitude: float | None = None
    words: str | None = None

    @classmethod
    def point(cls, latitude: float, longitude: float) -> "Place":
        """A point inside the country's bounding box. Raises OutsideKazakhstan."""
        if not (40.5 <= latitude <= 55.5 and 46.4 <= longitude <= 87.4):
            raise OutsideKazakhstan
        return cls(latitude, longitude)

    @property
    def known(self) -> bool:
        return self.latitude is not None or self.words is not None


NOWHERE = Place()
