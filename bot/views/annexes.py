"""The annex to a meeting: how residents were asked and what came of it, on a page to be printed, in Kazakh and Russian."""

import html
from collections.abc import Sequence

from bot.domain.annexes import Annex, Column, Line
from bot.domain.consultations import Consultation, Kind, digest
from bot.domain.outcomes import Outcome
from bot.domain.people import Language
from bot.domain.territories import Spot
from bot.i18n import Html, Words, words
from bot.views import results
from bot.views.callbacks.consultations import AnnexButton
from bot.views.consultations import advisory, rule
from bot.views.names import spot_name
from bot.views.screens import Button, Screen, button

LANGUAGES = (Language.KAZAKH, Language.RUSSIAN)


def way(asked: Consultation, _: Words) -> Button:
    return button("🖨 " + _.label("Annex for the meeting"), AnnexButton(consultation=asked.id))


def annex(found: Outcome, spot: Spot, definition: str) -> Annex:
    kazakh, russian = (_column(found, spot, words(one)) for one in LANGUAGES)
    lines = _lines(found) if found.shown else ()
    return Annex((kazakh, russian), lines, f"SHA-256: {digest(definition)}")


def file_name(asked: Consultation) -> str:
    return f"annex-{asked.id}.pdf"


def caption(_: Words) -> Html:
    return _("One page in Kazakh and Russian, to be printed and put before the meeting.")


def failed(_: Words) -> Screen:
    return Screen(_("The page could not be drawn now. Please try again a little later."))


def not_now(_: Words) -> Screen:
    return Screen(Html(results.not_now(_)))


def _column(found: Outcome, spot: Spot, _: Words) -> Column:
    asked = found.consultation
    above = [
        spot_name(spot, _),
        _asking(asked, _),
        _bare(_.n("{count} resident took part.", "{count} residents took part.", found.people)),
        *([] if found.shown else [_few(_)]),
    ]
    below = [*(_results(found, _) if found.shown else []), _limits(_), _bare(advisory(_)), _fixed(_)]
    heading = _.plain("Annex for the local community meeting")
    return Column(heading, asked.title(_.language), tuple(above), tuple(below))


def _bare(text: Html) -> str:
    return html.unescape(text)


def _asking(asked: Consultation, _: Words) -> str:
    assert asked.opens_at is not None
    assert asked.closes_at is not None
    how = _(
        "How people were asked: with a Telegram bot, from {opens} to {closes}. Residents, as they say themselves; one choice "
        "each, changeable until the close; nobody sees who chose what.",
        opens=_.moment(asked.opens_at),
        closes=_.moment(asked.closes_at),
    )
    if asked.kind is not Kind.PROJECTS or asked.budget is None:
        return _bare(how)
    return f"{_bare(how)} {_.plain('Money in all: {budget}', budget=_.tenge(asked.budget))}."


def _few(_: Words) -> str:
    return _.plain("They were fewer than ten: what they chose is not shown, so that nobody can be guessed.")


def _results(found: Outcome, _: Words) -> list[str]:
    """Options by their numbers, which stand in the table."""
    how = _.plain("How it is counted: {rule}", rule=_bare(rule(found.consultation, _)))
    taken = [_.plain("In bold: what comes first by this rule.")] if found.winners else []
    equal = [_equal(found, f"№ {_numbered(tie)}", _) for tie in found.ties]
    labels = results.rule_labels(_)
    beside = [f"{_bare(labels[name])}: № {_numbered(won)}" for name, won in (found.others or {}).items()]
    compared = [_.plain("The rules side by side. {results}.", results="; ".join(beside))] if beside else []
    return [" ".join([how, *taken]), *([" ".join(equal)] if equal else []), *compared]


def _equal(found: Outcome, names: str, _: Words) -> str:
    if found.consultation.kind is Kind.PROJECTS:
        return _.plain("Stood equal, the cheaper was taken: {names}.", names=names)
    return _.plain("A tie: {names}.", names=names)


def _numbered(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, sorted(numbers))) or "—"


def _limits(_: Words) -> str:
    return _bare(
        _(
            "Limits: this is no sample, and the numbers speak only of those who took part. Nobody checked papers, and who has no "
            "Telegram was not reached."
        )
    )


def _fixed(_: Words) -> str:
    return _.plain(
        "All this was fixed before the opening; the fingerprint of the definition (SHA-256) stands below."
    )


def _lines(found: Outcome) -> tuple[Line, ...]:
    """Most first; the share is of those who took part, or of a hundred points."""
    amounts = found.support if found.shares is None else found.shares
    most = max(amounts.values(), default=0) or 1
    ordered = sorted(amounts, key=lambda number: (-amounts[number], number))
    return tuple(_line(found, number, amounts[number], amounts[number] / most) for number in ordered)


def _line(found: Outcome, number: int, amount: int, part: float) -> Line:
    option = found.consultation.option(number)
    assert option is not None
    cost = "" if option.cost is None else f", {words(Language.RUSSIAN).tenge(option.cost)}"
    names = (f"{number}. {option.name_kk}{cost}", f"{number}. {option.name_ru}{cost}")
    percent = "" if found.shares is not None else f" ({found.percent(number)} %)"
    return Line(names, part, f"{amount}{percent}", number in found.winners)
