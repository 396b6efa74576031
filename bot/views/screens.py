"""A screen: a text and what can be pressed under it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aiogram.filters.callback_data import CallbackData
from aiogram.types import (
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.i18n import Html, Words, joined

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply


@dataclass(frozen=True)
class Screen:
    text: Html
    keyboard: Markup | None = None

    @property
    def editable(self) -> bool:
        """Telegram edits no message into one with a keyboard that stays."""
        return self.keyboard is None or isinstance(self.keyboard, InlineKeyboardMarkup)

    @property
    def buttons(self) -> InlineKeyboardMarkup | None:
        """What an edited message can carry: inline buttons and no other keyboard."""
        return self.keyboard if isinstance(self.keyboard, InlineKeyboardMarkup) else None

    def spoken(self, _: Words) -> "Screen":
        """With its buttons named in the text, for who hears it read out and does not see what follows."""
        if self.buttons is None or not self.buttons.inline_keyboard:
            return self
        named = [_named(one.text) for line in self.buttons.inline_keyboard for one in line]
        said = _("<i>Below you can choose: {buttons}</i>", buttons=", ".join(named))
        return Screen(joined([self.text, said]), self.keyboard)

    def after(self, said: Html | None) -> "Screen":
        """With something said above it."""
        return self if said is None else Screen(joined([said, self.text]), self.keyboard)


Button = InlineKeyboardButton


def _named(label: str) -> str:
    """Without the picture sign before it."""
    sign, _space, rest = label.partition(" ")
    return label if any(map(str.isalnum, sign)) or not rest else rest


HALF = 12  # letters that fit a button of half a narrow phone's width, its sign included


def button(label: str, data: CallbackData) -> Button:
    return Button(text=label, callback_data=data.pack())


def rows(*lines: Sequence[Button]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[list(line) for line in lines if line])


def in_pairs(buttons: Iterable[Button]) -> list[list[Button]]:
    """Two in a line where both fit half a narrow phone; a long one alone."""
    lines: list[list[Button]] = []
    for one in buttons:
        beside = lines[-1] if lines and len(lines[-1]) == 1 else None
        if beside is not None and max(len(beside[0].text), len(one.text)) <= HALF:
            beside.append(one)
        else:
            lines.append([one])
    return lines


def in_lines(buttons: Iterable[Button], most: int = 3) -> list[list[Button]]:
    """So many in a line; a report's number or an hour is read whole on a narrow phone where there are three."""
    listed = list(buttons)
    return [listed[start : start + most] for start in range(0, len(listed), most)]


class Toast:
    """What a pressed button answers with; nothing unless a handler says so."""

    text: str | None = None
    alert: bool = False

    def say(self, text: str, *, alert: bool = False) -> None:
        self.text = text
        self.alert = alert
