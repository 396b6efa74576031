"""A card says in its text what its buttons do."""

from aiogram.types import InlineKeyboardButton

from bot.domain.people import Language
from bot.i18n import Html, words
from bot.views.screens import Screen, rows

_ = words(Language.ENGLISH)


def button(label: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=label, callback_data="menu")


def test_buttons_are_named_in_the_text_without_their_signs() -> None:
    screen = Screen(
        Html("A lamp"), rows([button("✋ Take"), button("№ 26-1")], [button("← Back"), button("2 <3")])
    )
    assert screen.spoken(_).text == "A lamp\n\n<i>Below you can choose: Take, 26-1, Back, 2 &lt;3</i>"
    assert screen.spoken(_).keyboard == screen.keyboard


def test_without_buttons_nothing_is_said_of_them() -> None:
    assert Screen(Html("A lamp"), rows()).spoken(_) == Screen(Html("A lamp"), rows())
    assert Screen(Html("A lamp")).spoken(_) == Screen(Html("A lamp"))
