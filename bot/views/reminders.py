"""What a resident is reminded of, as they choose it."""

from bot.domain.pages import Page
from bot.domain.reminders import Quiet, Wish
from bot.i18n import Html, Words, joined
from bot.views.callbacks.elections import QuietButton, RemindButton, StopRemindersButton
from bot.views.pages import back, open_page
from bot.views.screens import Button, Screen, button, rows


def reminders(wish: Wish | None, quiet: Quiet, _: Words) -> Screen:
    state = (
        Html(_("On: <b>{wish}</b>.", wish=wish_label(wish, _)) + " " + _rest(quiet, _))
        if wish
        else _("Reminders are off. Choose what to be reminded of:")
    )
    text = joined(
        [
            _("<b>Reminders of the akim's election</b>"),
            state,
            _(
                "• Voting: voter lists, place and time, detachment certificate, voting at home, results.\n"
                "• Standing: nomination, signatures, registration.\n"
                "• All dates: both, and the list of candidates."
            ),
            _(
                "Only confirmed dates are reminded of. What is kept: that you asked, of what, and the quiet hours. It "
                "can be stopped at any time; then it is erased."
            ),
        ]
    )
    kinds = [[_choice(RemindButton(wish=one), wish_label(one, _), chosen=one is wish)] for one in Wish]
    hours = [_choice(QuietButton(quiet=one), _hours(one, _), chosen=one is quiet) for one in Quiet]
    asleep = [*([one] for one in hours), [stop(_)]] if wish else []
    return Screen(text, rows(*kinds, *asleep, [back(_)]))


def _choice(data: RemindButton | QuietButton, label: str, *, chosen: bool) -> Button:
    return button(f"✅ {label}" if chosen else label, data)


def wish_label(wish: Wish, _: Words) -> str:
    names = {
        Wish.VOTE: _.label("I want to vote"),
        Wish.STAND: _.label("I may stand"),
        Wish.ALL: _.label("All dates"),
    }
    return names[wish]


def _rest(quiet: Quiet, _: Words) -> Html:
    if quiet.hours is None:
        return _("They come at any hour.")
    begins, ends = quiet.hours
    return _("From {begins} to {ends} none come.", begins=f"{begins:%H:%M}", ends=f"{ends:%H:%M}")


def _hours(quiet: Quiet, _: Words) -> str:
    if quiet.hours is None:
        return _.label("At any hour")
    begins, ends = quiet.hours
    return f"🌙 {begins:%H:%M}–{ends:%H:%M}"


def stop(_: Words) -> Button:
    return button("🔕 " + _.label("Stop reminders"), StopRemindersButton())


def stopped(_: Words) -> Screen:
    return Screen(
        _("Reminders are stopped, and nothing is kept of them."),
        rows([open_page(Page.REMINDERS, _), open_page(Page.HOME, _)]),
    )
