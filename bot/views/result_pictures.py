"""The picture of what a consultation has come to, ready to be drawn, and what is said beside it."""

from bot.domain.charts import Bar, Chart, Hue, Panel
from bot.domain.outcomes import Outcome
from bot.i18n import Html, Words, joined
from bot.views.consultations import head


def picture(found: Outcome, _: Words) -> Chart:
    """Of one whose figures are shown."""
    asked = found.consultation
    place = asked.territory.name(_.language)
    return Chart(
        asked.title(_.language),
        f"{place} · {_.day(asked.closes_at)}" if asked.closes_at else place,
        (Panel(people(found, _), _bars(found, _)),),
        _.plain("Advisory only: the local community meeting decides. Residents took part by their own word."),
    )


def people(found: Outcome, _: Words) -> str:
    return _.plain("Took part: {people}", people=found.people)


def _bars(found: Outcome, _: Words) -> tuple[Bar, ...]:
    """The largest first; what is taken bears a sign besides its colour."""
    amounts = found.shares if found.shares is not None else found.support
    bars = []
    for number in sorted(amounts, key=lambda one: -amounts[one]):
        option = found.consultation.option(number)
        assert option is not None
        taken = number in found.winners
        label = f"{'✓ ' if taken else ''}{option.name(_.language)}"
        bars.append(Bar(label, amounts[number], _said(found, number), _hue(found, number)))
    return tuple(bars)


def _hue(found: Outcome, number: int) -> Hue:
    if found.shares is not None:
        return Hue.BLUE
    return Hue.GREEN if number in found.winners else Hue.GREY


def _said(found: Outcome, number: int) -> str:
    if found.shares is not None:
        return f"{found.shares[number]}"
    return f"{found.support[number]} ({found.percent(number)} %)"


def caption(found: Outcome, _: Words) -> Html:
    return joined([head(found.consultation, _)])


def name(found: Outcome) -> str:
    return f"consultation-{found.consultation.id}.png"
