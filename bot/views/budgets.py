"""What a resident sees of the budget of their village: three sentences, the figures, and ways to more."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar

from bot.domain.budgets import Budget, Figures, Ledger, Line, Side, Statement, of_hundred
from bot.i18n import Html, Words, joined
from bot.views.budget_names import group_label, line_label, year_label
from bot.views.callbacks.budgets import BudgetButton, BudgetPage, PictureButton
from bot.views.callbacks.consultations import ConsultationsButton
from bot.views.meetings import to_meetings
from bot.views.names import spot_name
from bot.views.screens import Button, Screen, button, in_lines, rows
from bot.views.sources import Footnotes, budget_code

L = TypeVar("L", bound=Line)

MOST_NAMED = 3  # of the directions, in a sentence


def home(ledger: Ledger, year: int, side: Side, now: datetime, _: Words) -> Screen:
    """The budget of that year; where it is not known, this year's, or the newest."""
    budget = ledger.of(year, now)
    if budget is None:
        return _none_known(ledger, _)
    shown = budget.statement(side)
    plan = budget.sides.get(Side.PLAN) if shown.side is Side.EXECUTION else None
    text = joined(
        [
            Html(f"{heading(ledger, _)}\n{year_label(shown.year, shown.side, _)}"),
            *sentences(shown, _),
            *tables(shown.figures, plan.figures if plan else None, _),
            _("While an akim is being elected here, only the plan is shown.") if ledger.plans_only else None,
            Footnotes.of([shown.source, plan.source if plan else None]).said(_),
            budget_code(_),
        ]
    )
    return Screen(text, rows(*_ways(ledger, budget, shown, _)))


def heading(ledger: Ledger, _: Words) -> Html:
    return _("<b>Village budget</b>\n{place}", place=spot_name(ledger.spot, _))


def _none_known(ledger: Ledger, _: Words) -> Screen:
    text = joined(
        [
            heading(ledger, _),
            _("The budget of your village or rural district has not been entered here yet."),
            published(_),
            budget_code(_),
        ]
    )
    pages = [open_page(BudgetPage.CALENDAR, _)], [open_page(BudgetPage.WORDS, _)]
    return Screen(text, rows([to_consultations(_)], [to_meetings(_)], *pages))


def published(_: Words) -> Html:
    """Where else it stands (BC art. 40(1), (10))."""
    return _(
        "By law the akim's office publishes the draft, the adopted budget, and every month how it is executed: on its "
        "official site and on the open-budgets portal. You can also ask at the akim's office."
    )


def sentences(shown: Statement, _: Words) -> list[Html]:
    """Where the money comes from, where it goes, and how much of it is the district's."""
    return [_comes(shown, _), _goes(shown, _), _share(shown.figures, _)]


def _comes(shown: Statement, _: Words) -> Html:
    figures = shown.figures
    parts = _parts({group_label(group, _): amount for group, amount in figures.groups.items()}, _)
    total = _.rounded(figures.revenue_total)
    if shown.until is None:
        return _(
            "In {year} the budget takes in <b>{total}</b>: {parts}.",
            year=shown.year,
            total=total,
            parts=parts,
        )
    return _(
        "As of {day} the budget of {year} has taken in <b>{total}</b>: {parts}.",
        day=_.day(shown.until),
        year=shown.year,
        total=total,
        parts=parts,
    )


def _goes(shown: Statement, _: Words) -> Html:
    figures = shown.figures
    largest = sorted(figures.spending.items(), key=lambda one: -one[1])[:MOST_NAMED]
    parts = _parts({line_label(line, _): amount for line, amount in largest}, _)
    total = _.rounded(figures.spending_total)
    if shown.side is Side.PLAN:
        return _("It spends <b>{total}</b>; the largest parts: {parts}.", total=total, parts=parts)
    return _("It has spent <b>{total}</b>; the largest parts: {parts}.", total=total, parts=parts)


def _parts(amounts: Mapping[str, int], _: Words) -> str:
    """Largest first, without what is nothing."""
    listed = sorted(amounts.items(), key=lambda one: -one[1])
    return ", ".join(f"{name} – {_.rounded(amount)}" for name, amount in listed if amount)


def _share(figures: Figures, _: Words) -> Html:
    share = of_hundred(figures.transfers)
    if share == 0:
        return _("Nothing of the revenue comes from the district.")
    if share == 100:
        return _("All of the revenue comes from the district.")
    return _.n(
        "Of every 100 tenge <b>{count}</b> comes from the district.",
        "Of every 100 tenge <b>{count}</b> come from the district.",
        share,
    )


def tables(figures: Figures, plan: Figures | None, _: Words) -> list[Html | None]:
    """All figures, largest first; with a plan, beside what was planned."""
    revenue = _lines(figures.revenue, plan.revenue if plan else {}, _)
    spending = _lines(figures.spending, plan.spending if plan else {}, _)
    total_in = _amount(figures.revenue_total, plan.revenue_total if plan else 0, _)
    total_out = _amount(figures.spending_total, plan.spending_total if plan else 0, _)
    return [
        Html("\n".join([_("<b>Where the money comes from</b>: {total}", total=total_in), *revenue])),
        Html("\n".join([_("<b>Where it goes</b>: {total}", total=total_out), *spending])),
        carried_over(figures.carried_over, _),
    ]


def _lines(amounts: Mapping[L, int], planned: Mapping[L, int], _: Words) -> list[Html]:
    listed = {line: amounts.get(line, 0) for line in (*amounts, *planned)}
    ordered = sorted(listed.items(), key=lambda one: (-one[1], -planned.get(one[0], 0)))
    return [
        Html(f"• {line_label(line, _)}: {_amount(amount, planned.get(line, 0), _)}")
        for line, amount in ordered
    ]


def _amount(amount: int, planned: int, _: Words) -> str:
    if not planned:
        return _.tenge(amount)
    return _.plain(
        "{amount} of {planned} ({percent}%)",
        amount=_.tenge(amount),
        planned=_.tenge(planned),
        percent=amount * 100 // planned,
    )


def carried_over(amount: int, _: Words) -> Html | None:
    """What more goes out than comes in is taken from somewhere; what less goes out is left."""
    if amount > 0:
        return _("From money left of earlier years: {amount}", amount=_.tenge(amount))
    return _("Left over: {amount}", amount=_.tenge(-amount)) if amount else None


def _ways(ledger: Ledger, budget: Budget, shown: Statement, _: Words) -> list[list[Button]]:
    other = next((side for side in budget.sides if side is not shown.side), None)
    turned = {
        Side.PLAN: "📋 " + _.label("What was planned"),
        Side.EXECUTION: "✅ " + _.label("What came of it"),
    }
    picture = button("📊 " + _.label("As a picture"), PictureButton(year=shown.year, side=shown.side))
    return [
        [picture],
        [button(turned[other], BudgetButton(page=BudgetPage.HOME, year=shown.year, side=other))]
        if other
        else [],
        [to_consultations(_)],
        [to_meetings(_)],
        [open_page(BudgetPage.CALENDAR, _)],
        [open_page(BudgetPage.WORDS, _)],
        [open_page(BudgetPage.YEARS, _)] if len(ledger.budgets) > 1 else [],
    ]


def to_consultations(_: Words) -> Button:
    return button("💬 " + _.label("Have your say"), ConsultationsButton())


def open_page(page: BudgetPage, _: Words) -> Button:
    labels = {
        BudgetPage.HOME: "← " + _.label("Back"),
        BudgetPage.CALENDAR: "🗓 " + _.label("When you can have a say"),
        BudgetPage.WORDS: "📖 " + _.label("What the words mean"),
        BudgetPage.YEARS: "🗂 " + _.label("Other years"),
    }
    return button(labels[page], BudgetButton(page=page))


def years(ledger: Ledger, _: Words) -> Screen:
    """Every year that is entered."""
    buttons = [button(str(year), BudgetButton(page=BudgetPage.HOME, year=year)) for year in ledger.budgets]
    text = joined([heading(ledger, _), _("Which year?")])
    return Screen(text, rows(*in_lines(buttons, 4), [open_page(BudgetPage.HOME, _)]))
