"""Where a person lives: written, pressed in lists, or proposed."""

from collections.abc import Sequence

from bot.domain.territories import Level, Spot, Territory
from bot.i18n import Words
from bot.views.callbacks.arriving import InsideButton, VillageButton
from bot.views.lists import page_of
from bot.views.names import spot_name, told_apart
from bot.views.screens import Button, Screen, button, rows

SHOWN_AT_MOST = 8


def village_question(_: Words) -> Screen:
    return Screen(
        _(
            "<b>Where do you live?</b>\nWrite the first letters of your village's name. "
            "Any keyboard will do: «Байсерке», «baiserke»."
        ),
        rows(_from_a_list(_)),
    )


def _from_a_list(_: Words) -> list[Button]:
    return [button("📍 " + _.label("Choose from a list"), InsideButton())]


def villages_found(spots: Sequence[Spot], _: Words) -> Screen:
    if not spots:
        text = _(
            "No village with such a name was found. Write just its first letters, or choose from the list."
        )
        return Screen(text, rows(_from_a_list(_)))
    text = _("Is it one of these? Press it, or write the name more fully, and the district after it.")
    return Screen(text, rows(*_offered(spots[:SHOWN_AT_MOST], _), _from_a_list(_)))


def villages_near(spots: Sequence[Spot], _: Words) -> Screen:
    """A location only proposes: the person lives where they say, not where they stand."""
    if not spots:
        text = _(
            "Thank you, but I do not know which villages are near this place. "
            "Write the first letters of yours, or choose from the list."
        )
        return Screen(text, rows(_from_a_list(_)))
    text = _("These are near. Is yours among them? Press it, or write the first letters of its name.")
    return Screen(text, rows(*_offered(spots, _), _from_a_list(_)))


def _offered(spots: Sequence[Spot], _: Words) -> list[list[Button]]:
    return [
        [button(name, VillageButton(kato=spot.territory.kato))]
        for spot, name in zip(spots, told_apart(spots, _), strict=True)
    ]


def offered_village(spot: Spot, _: Words) -> Screen:
    """The village a poster's link named, or a city that has no villages: only proposed."""
    return Screen(
        _("Do you live in <b>{village}</b>?", village=spot_name(spot, _)),
        rows(
            [button("✅ " + _.label("Yes"), VillageButton(kato=spot.territory.kato))],
            [button(_.label("Another village"), InsideButton())],
        ),
    )


def territory_list(
    inside: Spot | None, listed: Sequence[Territory], back: str | None, page: int, _: Words
) -> Screen:
    """Regions, then the districts of one, then its units, then the villages of one."""
    here = inside.territory.kato if inside else ""
    if inside is not None:
        text = _("<b>{place}</b>. Choose:", place=inside.territory.name(_.language))
    elif any(one.level is Level.REGION for one in listed):
        text = _("Choose your region.")
    else:
        text = _("Choose your district.")

    def choose(one: Territory) -> VillageButton | InsideButton:
        return VillageButton(kato=one.kato) if one.level is Level.VILLAGE else InsideButton(kato=one.kato)

    def turn(to: int) -> InsideButton:
        return InsideButton(kato=here, page=to)

    above = [] if back is None else [button("← " + _.label("Back"), InsideButton(kato=back))]
    return Screen(text, rows(*page_of(listed, page, choose, turn, _), above))
