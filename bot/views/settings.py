"""Settings, privacy and help."""

from bot.domain.people import Consent, Person
from bot.domain.territories import Spot
from bot.i18n import Html, Words, joined
from bot.views.callbacks.arriving import InsideButton
from bot.views.callbacks.settings import DataButton, News, NewsButton, Setting, SettingButton, Wish
from bot.views.names import spot_name
from bot.views.screens import Button, Screen, button, rows
from bot.views.start import Operator, consent_terms


def show_data(_: Words) -> Button:
    return button("📄 " + _.label("Get my data"), DataButton(wish=Wish.SHOW))


def forget_data(_: Words) -> Button:
    return button("🗑 " + _.label("Delete my data"), DataButton(wish=Wish.FORGET))


def to_privacy(_: Words) -> Button:
    return _to(Setting.PRIVACY, "← " + _.label("Back"))


def _to(setting: Setting, label: str) -> Button:
    return button(label, SettingButton(setting=setting))


def settings(village: Spot | None, _: Words) -> Screen:
    text = joined(
        [
            _("<b>Settings</b>"),
            _("Your village: {village}", village=spot_name(village, _)) if village else None,
        ]
    )
    return Screen(
        text,
        rows(
            [_to(Setting.LANGUAGE, "🌐 Тіл · Язык · Language")],
            [button("🏡 " + _.label("Change village"), SettingButton(setting=Setting.VILLAGE))],
            [button("🔔 " + _.label("Village news"), NewsButton(news=News.LOOK))],
            [_to(Setting.PRIVACY, "🔒 " + _.label("My data and consent"))],
        ),
    )


def village_change(_: Words) -> Screen:
    return Screen(
        _("Write the first letters of your village's name. Reports already sent stay with their village."),
        rows(
            [button("📍 " + _.label("Choose from a list"), InsideButton())],
            [_to(Setting.ALL, "← " + _.label("Back"))],
        ),
    )


def privacy(person: Person, consent: Consent | None, operator: Operator, _: Words) -> Screen:
    back = [_to(Setting.ALL, "← " + _.label("Back"))]
    if consent is None or not consent.agreed:
        return Screen(no_consent(_).text, rows([show_data(_)], [forget_data(_)], back))
    given = _(
        "You agreed on {day}, wording {version}.", day=_.day(consent.decided_at), version=consent.version
    )
    text = joined([_("<b>My data and consent</b>"), given, consent_terms(operator, _)])
    withdraw = [_to(Setting.WITHDRAW, _.label("Withdraw consent"))] if person.agreed else []
    return Screen(text, rows([show_data(_)], withdraw, [forget_data(_)], back))


def no_consent(_: Words) -> Screen:
    return Screen(_("There is no consent of yours now. To begin: /start."))


def withdraw_question(_: Words) -> Screen:
    return Screen(
        _(
            "<b>Withdraw your consent?</b>\nAn unsent report and your village are erased at once, and we "
            "take no more reports from you. Reports already sent stay with the office, without your name. "
            "To erase all your data instead: /forget."
        ),
        rows([_to(Setting.WITHDRAWN, _.label("Withdraw"))], [forget_data(_)], [to_privacy(_)]),
    )


def withdrawn(_: Words) -> Screen:
    return Screen(
        _(
            "Your consent is withdrawn. We take nothing more from you; reports already sent stay with the "
            "office, without your name. What is still kept: /mydata. To erase it: /forget. To come back: /start."
        ),
        rows([forget_data(_)]),
    )


def help_for_residents(operator: Operator, _: Words, *, serves: bool) -> Screen:
    return Screen(
        joined(
            [
                *([help_for_staff(_), help_with_budgets(_), service_channel(_)] if serves else []),
                _(
                    "<b>How it works</b>\n"
                    "1. Press «Report a problem» or send /report. A photo may come first.\n"
                    "2. The moderators see it, without your name.\n"
                    "3. You hear here of every step. When it is resolved, say whether it is really fixed.\n"
                    "/my shows your reports; a reply to a message about one reaches the office."
                ),
                _("/around: open reports of your district. Is one your trouble, too? Support it."),
                _("/elections: the election of the akim, reminders of its dates."),
                _("/budget: where the village's money comes from, where it goes, when you can have a say."),
                _("/promises: what the akim's office has promised, and what became of it."),
                _("/settings: language, village. /mydata: all that is kept about you. /forget: erase it."),
                official_way(_),
                _("In danger: <b>112</b>. Fire 101, police 102, ambulance 103."),
                _("Questions about this service: {contact}", contact=operator.contact),
            ]
        )
    )


def official_way(_: Words) -> Html:
    """A report is no appeal, and says so (APPC arts 63-64)."""
    return _(
        "A report in this bot is <b>not an official appeal</b>. To file one: eotinish.gov.kz, or the akim's "
        "office in writing. There is also the contact centre 109 for utilities, though not everywhere."
    )


def help_for_groups(_: Words) -> Screen:
    return Screen(
        joined(
            [
                _(
                    "<b>For moderators</b>\n"
                    "• Buttons under a card move the report; its resident is told each time.\n"
                    "• A reply to a card goes to the resident in the name of the akim's office, never in yours.\n"
                    "• /queue: what waits, oldest first. /r 26-17: show a report again. /find lamp: find one by words.\n"
                    "• /poster: a sheet for the village's notice board, to be printed.\n"
                    "• Only those act here who have a role, given by a link of invitation: /team in the private "
                    "chat with me. To administer this group in Telegram gives no right.\n"
                    "• Cards carry no resident's name. Do not ask for names, IIN or telephone numbers here."
                ),
                _(
                    "• «Hold» is for what must not be spread: the group does not see it any more, its resident "
                    "hears why and may object."
                ),
                service_channel(_),
            ]
        )
    )


def service_channel(_: Words) -> Html:
    """Service communication with citizens' data belongs in the state's own messenger."""
    return _(
        "For civil servants: this group is for residents' reports without names. Service correspondence, and "
        "everything that names a citizen, belongs in the official channel of your body."
    )


def help_for_staff(_: Words) -> Html:
    """Above the residents' help, for those who serve."""
    return _(
        "<b>You serve here</b>\n"
        "• /team: who serves your territory; invite, end a role.\n"
        "• /setup: connect a group, invite the akim, send a test report, print the poster.\n"
        "• /poster: a sheet for the notice board. /audit: the log of roles and settings, for coordinators.\n"
        "• /election: enter the election of an akim and confirm its dates; /broadcasts: what goes out. For coordinators.\n"
        "• /consultation: ask residents about the village budget. For coordinators.\n"
        "• Reports are worked on in the moderators' group: /help there."
    )


def help_with_budgets(_: Words) -> Html:
    return joined(
        [
            _("/budget: enter your unit's budget. For coordinators, akims and their offices."),
            _("/answer: answer residents in public, and promise. For coordinators, akims and their offices."),
        ]
    )
