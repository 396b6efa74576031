"""The result of a consultation village by village."""

from collections.abc import Mapping, Sequence

from bot.domain.breakdowns import FEWEST_TOGETHER, Part
from bot.domain.consultations import Consultation, Kind
from bot.domain.outcomes import percent
from bot.domain.territories import Territory
from bot.i18n import Html, Words, escaped, joined
from bot.views.callbacks.consultations import ConsultationButton
from bot.views.consultations import head
from bot.views.screens import Screen, button, rows

SHOWN = 5  # options with most support, of each village


def breakdown(
    asked: Consultation, parts: Sequence[Part], places: Mapping[str, Territory], _: Words
) -> Screen:
    """Never blank."""
    said = [_part(asked, part, places, _) for part in parts]
    none = _("Too few people took part for the villages to be shown apart.")
    limits = _(
        "A village is shown apart when {fewest} people of it took part, so that nobody can be guessed.",
        fewest=FEWEST_TOGETHER,
    )
    back = button("← " + _.label("Back"), ConsultationButton(consultation=asked.id))
    return Screen(joined([head(asked, _), *(said or [none]), limits]), rows([back]))


def _part(asked: Consultation, part: Part, places: Mapping[str, Territory], _: Words) -> Html:
    place = places[part.village].name(_.language) if part.village else _.plain("Other villages together")
    people = _.n("{count} resident", "{count} residents", part.people)
    first = sorted(part.support, key=lambda number: (-part.support[number], number))[:SHOWN]
    lines = [f"• {_name(asked, number, _)}: <b>{_share(asked, part, number)}</b>" for number in first]
    return Html("\n".join([f"<b>{escaped(place)}</b> · {people}", *lines]))


def _name(asked: Consultation, number: int, _: Words) -> Html:
    option = asked.option(number)
    assert option is not None
    return escaped(option.name(_.language))


def _share(asked: Consultation, part: Part, number: int) -> str:
    """People and their share in the village; of points the mean, halves up."""
    total = part.support[number]
    if asked.kind is Kind.SHARES:
        return f"{(2 * total + part.people) // (2 * part.people)}"
    return f"{total} ({percent(total, part.people)} %)"
