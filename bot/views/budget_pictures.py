"""The picture of a budget, ready to be drawn, and what is said beside it."""

from bot.domain.budgets import Group, Ledger, Revenue, Statement
from bot.domain.charts import Bar, Chart, Hue, Panel, largest
from bot.i18n import Html, Words, joined
from bot.views.budget_names import revenue_label, year_label
from bot.views.budgets import heading
from bot.views.directions import direction_label
from bot.views.names import spot_name
from bot.views.sources import source_line

_HUES = {Group.TRANSFERS: Hue.BLUE, Group.OWN_TAXES: Hue.GREEN, Group.OTHER: Hue.ORANGE}


def picture(ledger: Ledger, shown: Statement, _: Words) -> Chart:
    figures = shown.figures
    revenue = {revenue_label(kind, _): amount for kind, amount in figures.revenue.items()}
    hues = {revenue_label(kind, _): _HUES[kind.group] for kind in Revenue}
    spending = {direction_label(way, _): amount for way, amount in figures.spending.items()}
    subtitle = f"{spot_name(ledger.spot, _)} · {year_label(shown.year, shown.side, _)}"
    if shown.until is not None:
        subtitle = f"{subtitle} · {_.day(shown.until)}"
    return Chart(
        _.plain("Village budget"),
        subtitle,
        (
            _panel(_.plain("Where the money comes from"), figures.revenue_total, revenue, hues, _),
            _panel(_.plain("Where it goes"), figures.spending_total, spending, {}, _),
        ),
        _.plain("Source: {source}", source=shown.source.name),
    )


def _panel(title: str, total: int, amounts: dict[str, int], hues: dict[str, Hue], _: Words) -> Panel:
    drawn, rest = largest(amounts)
    bars = [Bar(name, amount, _.rounded(amount), hues.get(name, Hue.RED)) for name, amount in drawn]
    if rest:
        bars.append(Bar(_.plain("All other"), rest, _.rounded(rest), Hue.GREY))
    return Panel(f"{title}: {_.rounded(total)}", tuple(bars))


def caption(ledger: Ledger, shown: Statement, _: Words) -> Html:
    return joined(
        [
            Html(f"{heading(ledger, _)}\n{year_label(shown.year, shown.side, _)}"),
            source_line(shown.source, _),
        ]
    )


def name(shown: Statement) -> str:
    return f"budget-{shown.year}-{shown.side}.png"


def failed(_: Words) -> str:
    return _.plain("The picture could not be drawn now. All of its figures stand in the text above.")


def gone(_: Words) -> str:
    return _.plain("This budget is not known here. Please open it again: /budget")
