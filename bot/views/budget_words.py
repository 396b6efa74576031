"""Words of the budget, each explained in plain ones."""

from bot.i18n import Html, Words, joined
from bot.views.budgets import open_page
from bot.views.callbacks.budgets import BudgetPage, BudgetWord, WordButton
from bot.views.screens import Screen, button, in_pairs, rows
from bot.views.sources import budget_code, self_government_law

OF_SELF_GOVERNMENT = frozenset({BudgetWord.MEETING, BudgetWord.MONITORING})


def words(_: Words) -> Screen:
    """All of them, each at a tap."""
    return _screen(_("<b>What the words mean</b>\nPress a word."), None, _)


def word(chosen: BudgetWord, _: Words) -> Screen:
    """One of them, above the others."""
    law = self_government_law(_) if chosen in OF_SELF_GOVERNMENT else budget_code(_)
    return _screen(joined([_explained(chosen, _), law]), chosen, _)


def _screen(text: Html, chosen: BudgetWord | None, _: Words) -> Screen:
    others = [button(word_label(one, _), WordButton(word=one)) for one in BudgetWord if one is not chosen]
    return Screen(text, rows(*in_pairs(others), [open_page(BudgetPage.HOME, _)]))


def word_label(one: BudgetWord, _: Words) -> str:
    labels = {
        BudgetWord.DRAFT: _.label("Draft budget"),
        BudgetWord.REVENUE: _.label("Revenue"),
        BudgetWord.SPENDING: _.label("Expenditure"),
        BudgetWord.TRANSFER: _.label("Transfer"),
        BudgetWord.OWN_TAXES: _.label("Own taxes"),
        BudgetWord.EXECUTION: _.label("Budget execution"),
        BudgetWord.CARRIED_OVER: _.label("Money carried over"),
        BudgetWord.MEETING: _.label("Local community meeting"),
        BudgetWord.MASLIKHAT: _.label("Maslikhat"),
        BudgetWord.MONITORING: _.label("Monitoring"),
        BudgetWord.CIVIL_BUDGET: _.label("Civil budget"),
    }
    return labels[one]


def _explained(one: BudgetWord, _: Words) -> Html:
    sentences = {
        BudgetWord.DRAFT: _(
            "<b>Draft budget</b>: next year's budget while nobody has adopted it. The akim's office writes it, the local "
            "community meeting approves it, the district maslikhat adopts it."
        ),
        BudgetWord.REVENUE: _(
            "<b>Revenue</b>: all the money that comes into the budget in a year: taxes, fees, fines, transfers."
        ),
        BudgetWord.SPENDING: _(
            "<b>Expenditure</b>: what the money is spent on: the akim's office, roads, lighting, water and so on. The "
            "law lists the directions."
        ),
        BudgetWord.TRANSFER: _(
            "<b>Transfer</b>: money that one budget gives to another. Here it is what the district gives to the village."
        ),
        BudgetWord.OWN_TAXES: _(
            "<b>Own taxes</b>: taxes and fees that stay in the village's budget, such as the land tax, the vehicle tax "
            "and the property tax of individuals."
        ),
        BudgetWord.EXECUTION: _(
            "<b>Budget execution</b>: how much has really come in and been spent, beside what was planned. It is "
            "published every month and for the year."
        ),
        BudgetWord.CARRIED_OVER: _(
            "<b>Money carried over</b>: what was not spent in earlier years. If more is spent than comes in, the "
            "difference can be taken from it."
        ),
        BudgetWord.MEETING: _(
            "<b>Local community meeting</b>: up to 25 representatives of the residents, for four years. It approves the "
            "draft budget and the report on its execution. Place, time and agenda are announced at least 10 days before."
        ),
        BudgetWord.MASLIKHAT: _(
            "<b>Maslikhat</b>: the council of the district. It adopts the budget of the village or rural district."
        ),
        BudgetWord.MONITORING: _(
            "<b>Monitoring</b>: a commission of the local community meeting looks twice a year at how the budget is "
            "spent. The akim answers its recommendations at the next meeting."
        ),
        BudgetWord.CIVIL_BUDGET: _(
            "<b>Civil budget</b>: the budget told in plain words for everybody. It is published on official sites and on "
            "the open-budgets portal."
        ),
    }
    return sentences[one]
