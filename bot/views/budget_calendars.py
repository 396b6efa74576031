"""The year of a budget: where the draft lies now, what residents can still do, and what comes."""

from datetime import date

from bot.domain.budget_calendars import Advice, Now, Stage, advice, last_notice, milestones, now, quarter_by
from bot.i18n import Html, Words, joined
from bot.views.budgets import open_page
from bot.views.callbacks.budgets import BudgetPage
from bot.views.screens import Screen, rows
from bot.views.sources import budget_code, self_government_law


def calendar(today: date, _: Words) -> Screen:
    stands = now(today)
    text = joined(
        [
            _("<b>The budget for {year}: when you can have a say</b>", year=stands.year),
            _lies(stands, today, _),
            _advised(advice(stands.year), today, _) if stands.open else None,
            _steps(stands, _),
            _late(today, _),
            _(
                "<b>All year</b>\n"
                "• How the budget is executed is published every month on official sites and on the open-budgets portal.\n"
                "• Twice a year a commission of the local community meeting looks at it, and the akim answers the "
                "commission."
            ),
            budget_code(_),
            self_government_law(_),
        ]
    )
    return Screen(text, rows([open_page(BudgetPage.WORDS, _)], [open_page(BudgetPage.HOME, _)]))


def _lies(stands: Now, today: date, _: Words) -> Html:
    if stands.open:
        return _of_office(stands.year, today, _)
    sentences = {
        Stage.COMMISSION: _(
            "📌 The draft is in the district: its budget commission goes through it. By law the local community meeting "
            "has approved it before. What can still be done: read and discuss it on the open-budgets portal."
        ),
        Stage.AKIMAT: _(
            "📌 The district's akimat brings the draft to the maslikhat. What can still be done: read and discuss it on "
            "the open-budgets portal."
        ),
        Stage.MASLIKHAT: _(
            "📌 The draft is before the district maslikhat, which decides. What can still be done: read and discuss it on "
            "the open-budgets portal."
        ),
    }
    return sentences[stands.stage]


def _of_office(year: int, today: date, _: Words) -> Html:
    """The draft is still in the village."""
    announced = last_notice(year)
    can = _(
        "📌 The draft can still be changed. The akim's office writes it, and the local community meeting, which represents "
        "the residents, approves it before it goes to the district."
    )
    if today <= announced:
        notice = _(
            "The meeting is announced at least 10 days before: so by {day} at the latest.",
            day=_.day(announced),
        )
    else:
        notice = _("The meeting is announced at least 10 days before: ask the akim's office when it is held.")
    return Html(f"{can} {notice}")


def _advised(days: Advice, today: date, _: Words) -> Html:
    """The law names no such days, and the sentence says so."""
    if today > days.ends:
        return _(
            "💬 Our advice: tell the akim's office, or those who represent you in the meeting, at once what your village "
            "needs."
        )
    return _(
        "💬 Our advice, which is no term of law: from {begins} to {ends} tell the akim's office, or those who represent "
        "you in the meeting, what your village needs.",
        begins=_.day(days.begins),
        ends=_.day(days.ends),
    )


def _steps(stands: Now, _: Words) -> Html:
    days = {one.stage: _.day(one.last) for one in milestones(stands.year) if one.last}
    lines = {
        Stage.OFFICE: _(
            "by {day}: the akim's office sends the draft, approved by the meeting, to the district",
            day=days[Stage.OFFICE],
        ),
        Stage.COMMISSION: _(
            "by {day}: the district's budget commission ends its work", day=days[Stage.COMMISSION]
        ),
        Stage.AKIMAT: _("by {day}: the draft is brought to the district maslikhat", day=days[Stage.AKIMAT]),
        Stage.MASLIKHAT: _(
            "within 5 days after the district's own budget is decided: the maslikhat adopts the village's budget"
        ),
        Stage.LATE: _(
            "if that is not done in time: by {day} the akim decides on a quarter of it, and by {last} it is adopted",
            day=_.day(quarter_by(stands.year)),
            last=days[Stage.LATE],
        ),
    }
    ahead = {one.stage for one in stands.ahead}
    listed = [Html(("📅 " if stage in ahead else "⌛ ") + line) for stage, line in lines.items()]
    return Html("\n".join([_("<b>Step by step</b>"), *listed]))


def _late(today: date, _: Words) -> Html | None:
    """In winter this year's may not be adopted yet."""
    last = milestones(today.year)[-1].last
    if last is None or today > last:
        return None
    return _(
        "If the budget for {year} was not adopted in time, it is adopted by {last}.",
        year=today.year,
        last=_.day(last),
    )
