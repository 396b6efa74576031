"""What staff see of a unit's budgets: what is entered, and what is asked while more is."""

from datetime import datetime

from bot.domain.budget_files import AMOUNT, WHAT, Head, Total
from bot.domain.budget_steps import Question, Steps
from bot.domain.budgets import Ledger, Revenue, Side, Statement
from bot.domain.directions import Direction
from bot.domain.numbers import ALMATY
from bot.domain.people import Language
from bot.domain.roles import Way
from bot.i18n import Html, Words, joined, words
from bot.views import lists
from bot.views.budget_names import revenue_label, year_label
from bot.views.budgets import sentences, tables
from bot.views.callbacks.ledgers import (
    AmountButton,
    EnterButton,
    LedgerButton,
    LedgersButton,
    Quick,
    SaveButton,
    SheetButton,
    StepsButton,
)
from bot.views.callbacks.works import WorksOfUnitButton
from bot.views.directions import direction_label
from bot.views.names import spot_name
from bot.views.screens import Button, Screen, button, rows

TENGE = "tenge"  # what the template calls its unit


def places(way: Way, page: int, _: Words) -> Screen:
    """On the way to a unit, or the units themselves."""
    return lists.places(_("Whose budget?"), way, page, lambda kato, to: LedgersButton(kato=kato, page=to), _)


def ledger(seen: Ledger, now: datetime, _: Words) -> Screen:
    """The years and sides that can be entered; what is known already has a mark."""
    kato, this = seen.spot.territory.kato, now.astimezone(ALMATY).year
    sides = [(this + 1, Side.PLAN), *((year, side) for year in (this, this - 1) for side in Side)]
    ways = [
        [button(_marked(seen, year, side, _), EnterButton(kato=kato, year=year, side=side))]
        for year, side in sides
    ]
    text = joined(
        [
            _("<b>Budgets · {place}</b>", place=spot_name(seen.spot, _)),
            _("Choose what you want to enter. Residents see it at once, under «Village budget»."),
        ]
    )
    works = button("🏗 " + _.label("What became of it"), WorksOfUnitButton(kato=kato))
    return Screen(text, rows(*ways, [works], [button("← " + _.label("Back"), LedgersButton())]))


def _marked(seen: Ledger, year: int, side: Side, _: Words) -> str:
    return ("✅ " if seen.statement(year, side) else "▫️ ") + year_label(year, side, _)


def ways(seen: Ledger, year: int, side: Side, _: Words) -> Screen:
    """By a file, or line by line."""
    kato, known = seen.spot.territory.kato, seen.statement(year, side)
    text = joined(
        [
            _titled(seen, year, side, _),
            _(
                "It is entered already; what you enter now takes its place. Source: {name}",
                name=known.source.name,
            )
            if known
            else None,
            _(
                "By a file: I send a template, you fill in the amounts and send it back. Step by step: I ask for one "
                "amount after the other."
            ),
        ]
    )
    return Screen(
        text,
        rows(
            [button("📎 " + _.label("By a file"), SheetButton(kato=kato, year=year, side=side))],
            [button("✏️ " + _.label("Step by step"), StepsButton(kato=kato, year=year, side=side))],
            [button("← " + _.label("Back"), LedgerButton(kato=kato))],
        ),
    )


def _titled(seen: Ledger, year: int, side: Side, _: Words) -> Html:
    return _("<b>{budget}</b>\n{place}", budget=year_label(year, side, _), place=spot_name(seen.spot, _))


def _left(kato: str, _: Words) -> Button:
    return button("✖️ " + _.label("Cancel"), LedgerButton(kato=kato))


def until(seen: Ledger, year: int, _: Words) -> Screen:
    """The first question about an execution."""
    kato = seen.spot.territory.kato
    text = joined(
        [
            _titled(seen, year, Side.EXECUTION, _),
            _("Up to which day does the report on the execution go? For example: 01.07.2026"),
        ]
    )
    return Screen(text, rows([_left(kato, _)]))


def asked(steps: Steps, _: Words) -> Screen:
    """The next question, with what was answered last above it."""
    question = steps.question
    assert question is not None
    text = joined([_answered(steps, _), _question(steps, question, _), _remaining(steps, _)])
    return Screen(text, rows(*_quick(steps, question, _), _back(steps, _), [_left(steps.kato, _)]))


def _answered(steps: Steps, _: Words) -> Html | None:
    if not steps.answers:
        return None
    last, amount = list(steps.known.items())[-1]
    return _("✅ {line}: {amount}", line=question_label(last, _), amount=_.tenge(amount))


def _question(steps: Steps, question: Question, _: Words) -> Html:
    if question is Total.CARRIED_OVER:
        amount = _.tenge(abs(steps.left))
        if steps.left > 0:
            return _(
                "{amount} more goes out than comes in. Is that taken from money left of earlier years?",
                amount=amount,
            )
        return _("{amount} less goes out than comes in. Is that left over?", amount=amount)
    examples = _("For example: 184 163 400, or 184.2 million")
    asking = _("<b>{line}</b>: how much?", line=question_label(question, _))
    return Html(f"{asking}\n{examples}") if isinstance(question, Total) else asking


def _remaining(steps: Steps, _: Words) -> Html | None:
    if steps.total is None:
        return None
    left = _("Not named yet of the total: {amount}", amount=_.tenge(steps.left))
    if not steps.last:
        return left
    return Html(left + "\n" + _("This is the last line. If that is not right, go back and mend an amount."))


def _quick(steps: Steps, question: Question, _: Words) -> list[list[Button]]:
    """Answers by a press."""
    if isinstance(question, Total) and question is not Total.CARRIED_OVER:
        return []
    number = len(steps.answers)
    rest = AmountButton(kato=steps.kato, number=number, quick=Quick.REST)
    if question is Total.CARRIED_OVER:
        return [[button("✅ " + _.label("Yes"), rest)]]
    all_left = [button(_.label("All: {amount}", amount=_.tenge(steps.left)), rest)]
    nothing = AmountButton(kato=steps.kato, number=number, quick=Quick.NOTHING)
    return [all_left] if steps.last else [[button("0 · " + _.label("Skip"), nothing)], all_left]


def _back(steps: Steps, _: Words) -> list[Button]:
    if not steps.answers:
        return []
    data = AmountButton(kato=steps.kato, number=len(steps.answers), quick=Quick.BACK)
    return [button("← " + _.label("Back"), data)]


def question_label(question: Question, _: Words) -> str:
    totals = {
        Total.REVENUE: _.plain("All revenue"),
        Total.SPENDING: _.plain("All expenditure"),
        Total.CARRIED_OVER: _.plain("Money of earlier years"),
    }
    if isinstance(question, Total):
        return totals[question]
    if isinstance(question, Revenue):
        return revenue_label(question, _)
    return direction_label(question, _)


def source(steps: Steps, _: Words) -> Screen:
    """The last question."""
    text = joined(
        [
            _answered(steps, _),
            _("Where did you read it? Send a link, or the name and date of the document."),
        ]
    )
    return Screen(text, rows(_back(steps, _), [_left(steps.kato, _)]))


def read_back(steps: Steps, statement: Statement, _: Words) -> Screen:
    """What residents will read; the way back stands first, where the second of two taps falls."""
    text = joined(
        [
            _("Residents will read:"),
            *sentences(statement, _),
            *tables(statement.figures, None, _),
            _("Source: {source}", source=statement.source.name),
        ]
    )
    return Screen(
        text,
        rows(
            _back(steps, _),
            [_left(steps.kato, _)],
            [button("📢 " + _.label("Show it to residents"), SaveButton(kato=steps.kato))],
        ),
    )


def taken(seen: Ledger, statement: Statement, now: datetime, _: Words) -> Screen:
    """What is known now."""
    said = _("✅ Entered: {budget}", budget=year_label(statement.year, statement.side, _))
    return ledger(seen, now, _).after(said)


def file_caption(side: Side, _: Words) -> Html:
    """Under the file that is to be filled in."""
    return joined(
        [
            _(
                "Fill in the amounts and send the file back, as CSV or XLSX. An empty cell is 0. Nothing is taken from a "
                "file in which something is wrong."
            ),
            _(
                "The lines must add up to the totals. If more is spent than comes in, the row «{row}» says how much is "
                "taken from money of earlier years; less: with a minus, what is left over.",
                row=question_label(Total.CARRIED_OVER, _),
            ),
            _("The row «{row}» says up to which day the report goes.", row=Head.UNTIL)
            if side is Side.EXECUTION
            else None,
            _("To leave it: /cancel."),
        ]
    )


def file_labels(_: Words) -> dict[str, str]:
    """What stands beside the words that the bot reads."""
    return {
        WHAT: _.plain("What it is"),
        AMOUNT: _.plain("Amount"),
        TENGE: _tenge(_),
        Head.SOURCE: _.plain("where it was read: a link, or a document's name and date"),
        Head.UNTIL: _.plain("the last day that the report covers, like 01.07.2026"),
        Head.UNIT: _.plain(
            "what the amounts count: {one} or {thousand}", one=_tenge(_), thousand=_thousand(_)
        ),
        **{one.value: question_label(one, _) for one in (*Total, *Revenue, *Direction)},
    }


def _tenge(_: Words) -> str:
    return _.plain("tenge")


def _thousand(_: Words) -> str:
    return _.plain("thousand tenge")


def units() -> dict[str, int]:
    """How people call what amounts are counted in, in whichever language."""
    called = [words(language) for language in Language]
    return {
        **{_tenge(_).casefold(): 1 for _ in called},
        **{_thousand(_).casefold(): 1000 for _ in called},
    }
