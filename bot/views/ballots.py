"""A resident's choice: what can be chosen, what is, and that it counts."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.choices import STEP, Choice, check_whole, room_for
from bot.domain.consultations import POINTS, Consultation, Kind
from bot.domain.errors import RuleError
from bot.i18n import Html, Words, joined
from bot.views.callbacks.consultations import (
    CastButton,
    ChooseButton,
    ConsultationButton,
    LeaveButton,
    ShareButton,
)
from bot.views.consultations import back, head, option_name, proposals_way, rules_way
from bot.views.reports import shortened
from bot.views.screens import Button, Screen, button, rows

ON_A_BUTTON = 34  # letters of a name; the text above says it whole


def sheet(
    asked: Consultation,
    order: Sequence[int],
    choice: Choice,
    counts: Choice | None,
    now: datetime,
    _: Words,
) -> Screen:
    """What can be chosen, in the person's own order; nothing counts before it is confirmed."""
    assert asked.closes_at is not None
    blocked = [number for number in order if not room_for(choice, number, asked)]
    changed = choice.points != (counts.points if counts else {})
    text = joined(
        [
            head(asked, _),
            _("Closes: {moment}", moment=_.long_moment(asked.closes_at, now)),
            _task(asked, choice, _),
            _listed(asked, order, choice, blocked, _),
            _("🚫 does not fit into what is left") if blocked and asked.kind is Kind.PROJECTS else None,
            _("Your earlier choice counts until you confirm another.") if counts and changed else None,
        ]
    )
    return Screen(
        text,
        rows(
            *(_row(asked, number, choice, blocked, _) for number in order),
            [_confirm(asked, _)] if changed and _whole(choice, asked) else [],
            [button("↩️ " + _.label("Leave it as it was"), LeaveButton(consultation=asked.id))]
            if counts and changed
            else [],
            [rules_way(asked, _)],
            proposals_way(asked, _),
            [back(_)],
        ),
    )


def _whole(choice: Choice, asked: Consultation) -> bool:
    try:
        check_whole(choice, asked)
    except RuleError:
        return False
    return True


def _confirm(asked: Consultation, _: Words) -> Button:
    return button("📨 " + _.label("Confirm my choice"), CastButton(consultation=asked.id))


def _task(asked: Consultation, choice: Choice, _: Words) -> Html:
    if asked.kind is Kind.ONE:
        return _("Choose one.")
    if asked.kind is Kind.SEVERAL and asked.least == asked.most:
        return _("Choose {most}. Chosen: <b>{chosen}</b>", most=asked.most, chosen=len(choice.points))
    if asked.kind is Kind.SEVERAL:
        return _(
            "Choose from {least} to {most}. Chosen: <b>{chosen}</b>",
            least=asked.least,
            most=asked.most,
            chosen=len(choice.points),
        )
    if asked.kind is Kind.PROJECTS:
        assert asked.budget is not None
        return _(
            "There is money for {budget} in all: choose what it should go to. Left: <b>{left}</b>",
            budget=_.tenge(asked.budget),
            left=_.tenge(asked.budget - choice.cost(asked)),
        )
    return _("Share out 100 points. Left: <b>{left}</b>", left=POINTS - choice.shared_out)


def _listed(
    asked: Consultation, order: Sequence[int], choice: Choice, blocked: Sequence[int], _: Words
) -> Html:
    lines = [f"{_sign(asked, number, choice, blocked)} {option_name(asked, number, _)}" for number in order]
    return Html("\n".join(lines))


def _sign(asked: Consultation, number: int, choice: Choice, blocked: Sequence[int]) -> str:
    if asked.kind is Kind.SHARES:
        return f"<b>{choice.points.get(number, 0)}</b>"
    if number in choice:
        return "✅"
    return "🚫" if number in blocked else "▫️"


def _row(asked: Consultation, number: int, choice: Choice, blocked: Sequence[int], _: Words) -> list[Button]:
    option = asked.option(number)
    assert option is not None
    key, name = asked.id, option.name(_.language)
    if asked.kind is not Kind.SHARES:
        label = f"{_sign(asked, number, choice, blocked)} {shortened(name, ON_A_BUTTON)}"
        return [button(label, ChooseButton(consultation=key, number=number, chosen=number not in choice))]
    points = choice.points.get(number, 0)
    return [
        button(f"−{STEP}", ShareButton(consultation=key, number=number, more=False)),
        button(
            f"{points} · {shortened(name, ON_A_BUTTON // 2)}",
            ConsultationButton(consultation=key, again=True),
        ),
        button(f"+{STEP}", ShareButton(consultation=key, number=number, more=True)),
    ]


def cast(asked: Consultation, counts: Choice, receipt: str, now: datetime, _: Words) -> Screen:
    """That it counts, with the receipt; until the close it can be changed."""
    assert asked.closes_at is not None
    text = joined(
        [
            head(asked, _),
            Html(_("✅ <b>Your choice counts:</b>") + "\n" + chosen(asked, counts, _)),
            _(
                "Receipt: <code>{receipt}</code>\nAfter the close it stands in the list of receipts; your choice does not "
                "stand beside it.",
                receipt=receipt,
            ),
            _("You can change it until {moment}.", moment=_.long_moment(asked.closes_at, now)),
        ]
    )
    changing = ConsultationButton(consultation=asked.id, again=True)
    return Screen(
        text,
        rows(
            [button("✏️ " + _.label("Change my choice"), changing)],
            [rules_way(asked, _)],
            proposals_way(asked, _),
            [back(_)],
        ),
    )


def chosen(asked: Consultation, choice: Choice, _: Words) -> Html:
    """The options of a choice, each in a line, with its points if there are any."""
    lines = []
    for number, points in choice.points.items():
        name = option_name(asked, number, _)
        lines.append(f"• {name}: {points}" if asked.kind is Kind.SHARES else f"• {name}")
    return Html("\n".join(lines))


def unfinished(asked: Consultation, now: datetime, _: Words) -> Screen:
    """A letter to who has begun and not confirmed; it comes once."""
    assert asked.closes_at is not None
    text = joined(
        [
            head(asked, _),
            _(
                "You have begun to choose and not confirmed it: so far it does not count. It closes: {moment}",
                moment=_.long_moment(asked.closes_at, now),
            ),
        ]
    )
    onward = button("▶️ " + _.label("Go on choosing"), ConsultationButton(consultation=asked.id, again=True))
    return Screen(text, rows([onward]))
