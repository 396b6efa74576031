"""What residents are asked about the village budget: the list, where each stands, and how it is counted."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.consultations import Consultation, Kind, Rule, Stage, digest
from bot.domain.territories import Spot
from bot.i18n import Html, Words, escaped, joined
from bot.views.announcements import stop
from bot.views.callbacks.budgets import BudgetButton, BudgetPage
from bot.views.callbacks.consultations import ConsultationButton, ConsultationsButton, RulesButton
from bot.views.callbacks.proposals import ProposalsButton
from bot.views.meetings import to_meetings
from bot.views.names import spot_name
from bot.views.screens import Button, Screen, button, rows

SIGNS = {
    Stage.PROPOSALS: "💬",
    Stage.FIXED: "🕓",
    Stage.OPEN: "🟢",
    Stage.CLOSED: "⏳",
    Stage.COUNTED: "📊",
    Stage.STOPPED: "✖️",
}
ASKING = (Stage.PROPOSALS, Stage.OPEN)
DEFINITION = "definition.json"


def listed(spot: Spot, found: Sequence[Consultation], _: Words) -> Screen:
    """Never blank: where nothing is asked, it says so."""
    ways = [[button(_called(one, _), ConsultationButton(consultation=one.id))] for one in found]
    text = joined(
        [
            _("<b>Have your say on the village budget</b>\n{place}", place=spot_name(spot, _)),
            None if any(one.stage in ASKING for one in found) else _("Nothing is asked here just now."),
            advisory(_),
        ]
    )
    budget = button("💰 " + _.label("Village budget"), BudgetButton(page=BudgetPage.HOME))
    return Screen(text, rows(*ways, [to_meetings(_)], [budget]))


def _called(one: Consultation, _: Words) -> str:
    return f"{SIGNS[one.stage]} {one.title(_.language)}"


def advisory(_: Words) -> Html:
    return _("Advisory only: the local community meeting decides.")


def head(one: Consultation, _: Words) -> Html:
    return Html(f"<b>{escaped(one.title(_.language))}</b>\n{advisory(_)}")


def standing(one: Consultation, now: datetime, _: Words) -> Screen:
    """Of one that nobody can choose in: not yet, or not any more."""
    text = joined([head(one, _), _where(one, now, _), options(one, _)])
    return Screen(
        text,
        rows([rules_way(one, _)] if one.stage is Stage.FIXED else [], proposals_way(one, _), [back(_)]),
    )


def _where(one: Consultation, now: datetime, _: Words) -> Html:
    assert one.opens_at is not None or one.stage is Stage.STOPPED
    if one.stage is Stage.STOPPED:
        if one.reason:
            return _("It was stopped, and nothing of it is counted. Reason: {reason}", reason=one.reason)
        return _("It did not open, because the akim was being elected.")
    if one.stage is Stage.FIXED and one.opens_at is not None:
        return _("Opens: <b>{moment}</b>", moment=_.long_moment(one.opens_at, now))
    return _("It is over, and is being counted.")


def options(one: Consultation, _: Words) -> Html | None:
    """In the order that decides ties."""
    lines = [Html(f"• {option_name(one, option.number, _)}") for option in one.options]
    return Html("\n".join(lines)) if lines else None


def option_name(one: Consultation, number: int, _: Words) -> Html:
    """With its cost, if it has one."""
    option = one.option(number)
    assert option is not None
    name = escaped(option.name(_.language))
    return name if option.cost is None else Html(f"{name}, {_.tenge(option.cost)}")


def opened(asked: Consultation, now: datetime, _: Words) -> Screen:
    """A letter to everybody who lives there."""
    assert asked.closes_at is not None
    text = joined(
        [
            _("🟢 <b>Have your say on the budget of {place}</b>", place=asked.territory.name(_.language)),
            Html(f"<b>{escaped(asked.title(_.language))}</b>"),
            _(
                "It takes a minute, and nobody sees who chose what. Open until {moment}.",
                moment=_.long_moment(asked.closes_at, now),
            ),
            advisory(_),
        ]
    )
    choose = button("▶️ " + _.label("Choose"), ConsultationButton(consultation=asked.id))
    return Screen(text, rows([choose], [stop(_)]))


def rules(one: Consultation, said: str, now: datetime, _: Words) -> Screen:
    """How it is counted, said before anybody chooses."""
    assert one.opens_at is not None
    assert one.closes_at is not None
    text = joined(
        [
            head(one, _),
            Html(_("<b>How it is counted</b>") + "\n" + rule(one, _)),
            _("Of options that stand equal, the cheaper goes first.") if one.kind is Kind.PROJECTS else None,
            _(
                "<b>Who takes part:</b> residents of {place}, as they say themselves; nobody checks papers, and the "
                "result says so. One choice each, changeable until the close.",
                place=one.territory.name(_.language),
            ),
            _("<b>In secret:</b> nobody sees who chose what, and nobody sees a count before the close."),
            _(
                "<b>When:</b> from {opens} to {closes}",
                opens=_.long_moment(one.opens_at, now),
                closes=_.long_moment(one.closes_at, now),
            ),
            _(
                "All this was fixed before the opening. Its fingerprint (SHA-256), to compare later:\n<code>{digest}</code>",
                digest=digest(said),
            ),
        ]
    )
    as_file = button("📄 " + _.label("As a file"), RulesButton(consultation=one.id, file=True))
    return Screen(
        text, rows([as_file], [button("← " + _.label("Back"), ConsultationButton(consultation=one.id))])
    )


def rule(one: Consultation, _: Words) -> Html:
    """The declared rule in a sentence."""
    assert one.rule is not None
    return {
        Rule.MOST: _("What most people chose comes first."),
        Rule.GREEDY: _(
            "Projects are taken by how many people chose them, as long as the money lasts; what does not fit is passed "
            "over."
        ),
        Rule.EQUAL_SHARES: _(
            "By equal shares: each person has an equal part of the money, and a project is taken when those who chose it "
            "can pay for it together. What is left over goes by how many people chose what."
        ),
        Rule.MEAN: _("Each direction gets the mean of the points that people gave it."),
        Rule.MEDIAN: _(
            "Each direction gets the median of the points that people gave it, scaled so that all make 100."
        ),
    }[one.rule]


def rules_way(one: Consultation, _: Words) -> Button:
    return button("ℹ️ " + _.label("How it is counted"), RulesButton(consultation=one.id))


def proposals_way(one: Consultation, _: Words) -> list[Button]:
    """To what residents had proposed before, if they were asked."""
    if one.proposals_until is None:
        return []
    return [button("💡 " + _.label("What was proposed"), ProposalsButton(consultation=one.id))]


def back(_: Words) -> Button:
    return button("← " + _.label("Back"), ConsultationsButton())


def file_caption(said: str) -> Html:
    return Html(f"SHA-256: <code>{digest(said)}</code>")
