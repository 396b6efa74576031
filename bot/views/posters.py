"""The poster for the village's notice board: what it says, in every language at once, and how one gets it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.people import Language
from bot.domain.territories import Spot, Territory
from bot.i18n import Html, Words, joined, words
from bot.views.callbacks.groups import PosterButton
from bot.views.lists import page_of
from bot.views.names import told_apart
from bot.views.screens import Screen, button, rows

SHOWN_AT_MOST = 8


@dataclass(frozen=True)
class Lines:
    """One language: what the bot is for, and how to begin."""

    what: str
    how: str


@dataclass(frozen=True)
class Poster:
    """The words of the page. `lines` begins with Kazakh; `address` is what the code holds."""

    name: str
    other_names: tuple[str, ...]
    lines: tuple[Lines, ...]
    address: str
    operator: str


def poster(territory: Territory, username: str, operator: str) -> Poster:
    """`username` is the bot's, without @."""
    kazakh = territory.name(Language.KAZAKH)
    names = dict.fromkeys(territory.name(language) for language in Language)
    return Poster(
        name=kazakh,
        other_names=tuple(name for name in names if name != kazakh),
        lines=tuple(_lines(username, words(language)) for language in Language),
        address=f"https://t.me/{username}?start=t{territory.kato}",
        operator=_run_by(operator),
    )


def _lines(username: str, _: Words) -> Lines:
    return Lines(
        _.plain("Is something broken in the village? Tell the akim's office."),
        _.plain(
            "Point your phone's camera at the QR code, or look for @{username} in Telegram.",
            username=username,
        ),
    )


def _run_by(operator: str) -> str:
    """«Оператор · Operator: …»: languages that share the word say it once."""
    labels = [_operator(words(language)) for language in Language]
    return f"{' · '.join(dict.fromkeys(labels))}: {operator}"


def _operator(_: Words) -> str:
    return _.plain("Operator")


def choice(territory: Territory, inside: Sequence[Territory], page: int, _: Words) -> Screen:
    """The whole, or one of what lies in it."""
    whole = [button(territory.name(_.language), PosterButton(kato=territory.kato, whole=True))]
    parts = page_of(
        inside,
        page,
        lambda one: PosterButton(kato=one.kato),
        lambda other: PosterButton(kato=territory.kato, page=other + 1),
        _,
    )
    return Screen(_("For which place is the poster? Its QR code will lead there."), rows(whole, *parts))


def found(spots: Sequence[Spot], _: Words) -> Screen:
    shown = spots[:SHOWN_AT_MOST]
    places = [
        [button(name, PosterButton(kato=spot.territory.kato))]
        for spot, name in zip(shown, told_apart(shown, _), strict=True)
    ]
    return Screen(
        _("Is it one of these? Press it, or write the name more fully, and the district after it."),
        rows(*places),
    )


def place_needed(wanted: str, _: Words) -> Screen:
    return Screen(
        joined(
            [
                _("No such place was found.") if wanted else None,
                _(
                    "Write a village's name or a territory's code after the command: "
                    "/poster Baiserke, /poster 196847100."
                ),
            ]
        )
    )


def caption(territory: Territory, _: Words) -> Html:
    return _(
        "Poster for the notice board: <b>{place}</b>. The PDF is to be printed on A4, the picture is for the "
        "village's chats.",
        place=territory.name(_.language),
    )


def for_the_office(_: Words) -> Screen:
    return Screen(
        _(
            "Posters are given out by the akim's office and by those who run this bot. Please ask them for one."
        )
    )
