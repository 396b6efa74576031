"""Lists of territories: as many buttons as can be looked through, with ways onward and back."""

from collections.abc import Callable, Sequence

from aiogram.filters.callback_data import CallbackData

from bot.domain.roles import Way
from bot.domain.territories import Territory
from bot.i18n import Html, Words
from bot.views.screens import Button, Screen, button, in_pairs, rows

ON_A_PAGE = 20


def page_of(
    listed: Sequence[Territory],
    page: int,
    choose: Callable[[Territory], CallbackData],
    turn: Callable[[int], CallbackData],
    _: Words,
    called: Callable[[Territory], str] | None = None,
) -> list[list[Button]]:
    """One page of the list; `turn` is the button of another page. A page that is no longer there is the last one."""
    last = max(len(listed) - 1, 0) // ON_A_PAGE
    page = min(page, last)
    shown = listed[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    names = [called(one) if called else one.name(_.language) for one in shown]
    buttons = [button(name, choose(one)) for name, one in zip(names, shown, strict=True)]
    return [*in_pairs(buttons), turning(page, last, turn)]


def places(question: Html, way: Way, page: int, lead: Callable[[str, int], CallbackData], _: Words) -> Screen:
    """On the way to a unit; `lead` is the button of a territory, and of a page of it."""
    found = page_of(way.listed, page, lambda one: lead(one.kato, 0), lambda to: lead(way.inside, to), _)
    return Screen(question, rows(*found))


def turning(page: int, last: int, turn: Callable[[int], CallbackData]) -> list[Button]:
    """The way to the pages before and after."""
    beside = []
    if page > 0:
        beside.append(button(f"« {page} / {last + 1}", turn(page - 1)))
    if page < last:
        beside.append(button(f"{page + 2} / {last + 1} »", turn(page + 1)))
    return beside
