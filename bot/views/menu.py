"""The main menu: a keyboard that stays, and the commands beside it."""

from collections.abc import Mapping
from enum import Enum, auto
from functools import cache

from aiogram.types import BotCommand, KeyboardButton, ReplyKeyboardMarkup

from bot.domain.people import Language
from bot.i18n import Html, Words, words
from bot.views.screens import Screen


class Menu(Enum):
    REPORT = auto()
    MINE = auto()
    ELECTIONS = auto()
    BUDGET = auto()
    SETTINGS = auto()
    HELP = auto()


def _labels(_: Words) -> Mapping[Menu, str]:
    return {
        Menu.REPORT: "📝 " + _.label("Report a problem"),
        Menu.MINE: "📋 " + _.label("My reports"),
        Menu.ELECTIONS: "🗳 " + _.label("Elections"),
        Menu.BUDGET: "💰 " + _.label("Village budget"),
        Menu.SETTINGS: "⚙️ " + _.label("Settings"),
        Menu.HELP: "❓ " + _.label("Help"),
    }


@cache
def _pressed() -> Mapping[str, Menu]:
    return {label: item for language in Language for item, label in _labels(words(language)).items()}


def pressed(text: str | None) -> Menu | None:
    """The menu's button that says this, in whichever language the keyboard still stands."""
    return _pressed().get(text) if text else None


def keyboard(_: Words) -> ReplyKeyboardMarkup:
    labels = _labels(_)
    return ReplyKeyboardMarkup(
        keyboard=[
            [KeyboardButton(text=labels[Menu.REPORT])],
            [KeyboardButton(text=labels[Menu.MINE])],
            [KeyboardButton(text=labels[Menu.ELECTIONS]), KeyboardButton(text=labels[Menu.BUDGET])],
            [KeyboardButton(text=labels[Menu.SETTINGS]), KeyboardButton(text=labels[Menu.HELP])],
        ],
        resize_keyboard=True,
        is_persistent=True,
    )


def menu(text: Html, _: Words) -> Screen:
    """A text with the main menu under it."""
    return Screen(text, keyboard(_))


def welcome(village: str, _: Words) -> Screen:
    return menu(
        _(
            "Your village: <b>{village}</b>. Thank you, all is ready.\n\n"
            "Is something broken? Press «Report a problem» below or send /report.",
            village=village,
        ),
        _,
    )


def at_home(_: Words) -> Screen:
    return menu(_("What would you like to do? Choose below."), _)


def resident_commands(_: Words) -> list[BotCommand]:
    return [
        BotCommand(command="report", description=_.plain("Report a problem")),
        BotCommand(command="my", description=_.plain("My reports")),
        BotCommand(command="around", description=_.plain("Open reports around")),
        BotCommand(command="elections", description=_.plain("Election of the akim")),
        BotCommand(command="consultations", description=_.plain("Have your say on the budget")),
        BotCommand(command="budget", description=_.plain("Budget of the village")),
        BotCommand(command="meetings", description=_.plain("Gatherings and meetings")),
        BotCommand(command="promises", description=_.plain("What was promised")),
        BotCommand(command="language", description=_.plain("Language")),
        BotCommand(command="privacy", description=_.plain("My data and consent")),
        BotCommand(command="mydata", description=_.plain("Get my data")),
        BotCommand(command="forget", description=_.plain("Delete my data")),
        BotCommand(command="help", description=_.plain("Help")),
        BotCommand(command="cancel", description=_.plain("Cancel what was begun")),
    ]


def group_commands(_: Words) -> list[BotCommand]:
    return [
        BotCommand(command="queue", description=_.plain("What waits, oldest first")),
        BotCommand(command="r", description=_.plain("Show a report again: /r 26-17")),
        BotCommand(command="find", description=_.plain("Find a report by words: /find lamp")),
        BotCommand(command="language", description=_.plain("Language of this group")),
        BotCommand(command="poster", description=_.plain("Poster for the notice board")),
        BotCommand(command="bind", description=_.plain("Connect the group to a territory")),
        BotCommand(command="unbind", description=_.plain("Disconnect the group")),
        BotCommand(command="help", description=_.plain("Help")),
    ]


def short_description(_: Words) -> str:
    return _.plain("The voice of the village: report what is broken and hear what was done.")
