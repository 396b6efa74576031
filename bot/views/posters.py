"""The poster for the village's notice board: what it says, in every language at once."""

from dataclasses import dataclass

from bot.domain.people import Language
from bot.domain.territories import Territory
from bot.i18n import Words, words


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
