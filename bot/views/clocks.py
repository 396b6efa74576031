"""What the office promises about time: said on cards and to residents, and set by the office. Never called the law's."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from bot.domain.categories import Category
from bot.domain.clocks import Due, Target, What
from bot.domain.reports import Report
from bot.domain.territories import Spot
from bot.i18n import Html, Words, escaped, joined
from bot.views.callbacks.setups import (
    DaysButton,
    SetupButton,
    TargetButton,
    TargetPicturedButton,
    TargetsButton,
)
from bot.views.names import category_label, spot_name, subject
from bot.views.screens import Button, Screen, button, in_lines, in_pairs, rows

DAYS: Mapping[What, Sequence[int]] = {
    What.FIRST_WORD: (1, 2, 3, 5, 10),
    What.SOLUTION: (3, 5, 10, 15, 30, 60),
}
LATE, SOON, USUAL = "🔴", "⏰", "⏱"


def line(due: Due, _: Words) -> Html:
    """On the card in the group."""
    if due.rests and due.overdue:
        return _("🔴 Late, and the resident is being asked")
    if due.on is None:
        return _("⏸ The term rests while the resident is asked")
    values = {"sign": _sign(due), "day": _.day(due.on)}
    if due.overdue:
        return {
            What.FIRST_WORD: _("{sign} Late. The first word was promised by: {day}", **values),
            What.SOLUTION: _("{sign} Late. The solution was promised by: {day}", **values),
        }[due.what]
    return {
        What.FIRST_WORD: _("{sign} First word by: {day}", **values),
        What.SOLUTION: _("{sign} Solution by: {day}", **values),
    }[due.what]


def _sign(due: Due) -> str:
    if due.overdue:
        return LATE
    return SOON if due.soon else USUAL


def promised(due: Due, _: Words) -> Html | None:
    """To the report's resident."""
    if due.on is None:
        return None
    if due.overdue:
        return _("🔴 The akim's office is later than it promised itself: {day}.", day=_.day(due.on))
    return {
        What.FIRST_WORD: _("⏱ The akim's office means to answer by: {day}.", day=_.day(due.on)),
        What.SOLUTION: _("⏱ The akim's office means to solve it by: {day}.", day=_.day(due.on)),
    }[due.what]


def escalated(report: Report, _: Words) -> Screen:
    """A letter to who answers for the district."""
    if not report.overdue:
        many = _(
            "👥 <b>№ {number}</b>: ten residents or more wait for it, and nobody has taken it.",
            number=report.number,
        )
        return Screen(joined([many, subject(report, _)]))
    head = _("🔴 <b>№ {number}</b> waits for longer than its office has promised.", number=report.number)
    return Screen(joined([head, subject(report, _), _said(report, _)]))


def _said(report: Report, _: Words) -> Html | None:
    if report.due_at is None:
        return None
    return _("The last day was: {day}", day=_.day(report.due_at - timedelta(seconds=1)))


def way(kato: str, _: Words) -> Button:
    return button("⏱ " + _.label("Our terms"), TargetsButton(kato=kato))


def targets(spot: Spot, found: Mapping[Category, Target], _: Words) -> Screen:
    """Every category of which something is promised."""
    kato = spot.territory.kato
    lines = [
        escaped(f"{category_label(one, _)}: {_short(found[one], _)}")
        for one in Category
        if one in found and found[one] != Target()
    ]
    text = joined(
        [
            _("<b>Terms of the office itself · {place}</b>", place=spot_name(spot, _)),
            _(
                "In working days, without weekends and holidays, and not while a resident is being asked. It is the "
                "office's own promise; the law sets no such terms for reports."
            ),
            Html("\n".join(lines)) if lines else _("Nothing is promised yet. Choose a category."),
        ]
    )
    chosen = [button(category_label(one, _), TargetButton(kato=kato, category=one)) for one in Category]
    return Screen(text, rows(*in_pairs(chosen), [button("← " + _.label("Set-up"), SetupButton(kato=kato))]))


def _short(target: Target, _: Words) -> str:
    parts = [
        _.plain("first word {days}", days=target.first_word) if target.first_word else None,
        _.plain("solution {days}", days=target.solution) if target.solution else None,
        _.plain("with a picture") if target.pictured else None,
    ]
    return ", ".join(part for part in parts if part)


def target(spot: Spot, category: Category, now: Target, _: Words) -> Screen:
    """What can be promised about one category; what is chosen bears a sign."""
    kato = spot.territory.kato
    text = joined(
        [
            Html(f"<b>{escaped(category_label(category, _))}</b>\n{escaped(spot_name(spot, _))}"),
            _("How many working days does the office give itself? A sign shows what is chosen."),
        ]
    )
    first, solution = (
        [_term(f"{days}", kato, category, what, days, chosen=days == chosen) for days in DAYS[what]]
        for what, chosen in ((What.FIRST_WORD, now.first_word), (What.SOLUTION, now.solution))
    )
    none_first, none_solution = (
        _term(label, kato, category, what, 0, chosen=chosen is None)
        for what, chosen, label in (
            (What.FIRST_WORD, now.first_word, _.label("First word: no term")),
            (What.SOLUTION, now.solution, _.label("Solution: no term")),
        )
    )
    pictured = button(
        ("✓ " if now.pictured else "") + "📷 " + _.label("Solved only with a picture"),
        TargetPicturedButton(kato=kato, category=category, pictured=not now.pictured),
    )
    back = button("← " + _.label("Back"), TargetsButton(kato=kato))
    return Screen(
        text,
        rows([none_first], first, [none_solution], *in_lines(solution), [pictured], [back]),
    )


def _term(label: str, kato: str, category: Category, what: What, days: int, *, chosen: bool) -> Button:
    data = DaysButton(kato=kato, category=category, what=what, days=days)
    return button(f"{'✓ ' if chosen else ''}{label}", data)
