"""The bell board at the door: `python -m bot COMMAND`.

Nothing heavy is imported before the arguments are understood, so `--help` and mistakes are answered at once.
"""

import argparse
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bot import __version__

DEMO_PORT: Final = 8081

COMMANDS: Final = {
    "run": "serve residents on Telegram until stopped",
    "demo": "start a local Telegram and the bot, with sample people and places",
    "migrate": "bring the database's schema up to this program's",
    "rotate-key": "seal every account with a new secret key; stop the bot first",
    "check": "see whether everything the bot needs is in order",
    "poster": "make the poster of a village for its notice board, to be printed",
    "audit": "show who gave which roles and connected which groups, and when",
    "receipt": "confirm by the code of a receipt that somebody's data were erased",
    "territories": "import, list and search the regions, districts and villages of the country",
    "consultations": "count a participatory budget's file in the format of Pabulib",
}

CONSULTATIONS: Final = {
    "import": "count the election in a .pb file: support, and the winners by every rule",
}

TERRITORIES: Final = {
    "import": "take over the national classifier KATO from a CSV file or the official workbook",
    "list": "show what lies in a territory, by its code; without one, the regions",
    "search": "find a village as residents do",
}

DESCRIPTION: Final = """\
Auyl Üni, the voice of the village: residents report problems to their akim's office in Telegram,
and hear what became of them."""

EPILOG: Final = """\
first steps:
  python -m bot demo      try it without Telegram, on a page with phones; prints the page's address
  python -m bot check     see whether settings, database, token and time zone are in order
  python -m bot run       serve residents on Telegram
  python -m bot territories import kato.csv
                          know every village of the country

Settings are read from the environment and from the file .env; .env.example explains each.
Exit codes: 0 done, 1 failed, 2 wrong usage."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments ask; the exit code."""
    chosen = bell_board().parse_args(arguments)

    from bot import commands

    return commands.obey(chosen)


def bell_board() -> argparse.ArgumentParser:
    board = argparse.ArgumentParser(
        prog="python -m bot",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    board.add_argument("--version", action="version", version=f"Auyl Üni {__version__}")
    bells = board.add_subparsers(title="commands", dest="command", metavar="COMMAND", required=True)
    for name, what in COMMANDS.items():
        bell = bells.add_parser(name, help=what, description=f"{what.capitalize()}.")
        if name == "demo":
            bell.add_argument(
                "--port", type=port, default=DEMO_PORT, help="the page's port (default: %(default)s)"
            )
        if name == "poster":
            ask_which_poster(bell)
        if name == "audit":
            bell.add_argument("--json", action="store_true", help="answer in JSON, for scripts")
            bell.add_argument(
                "--last", type=count, default=50, metavar="N", help="how many entries (default: %(default)s)"
            )
        if name == "receipt":
            bell.add_argument("code", metavar="CODE", help="as the person reads it out, such as 7K3F-94AY")
        if name == "territories":
            _territories(bell)
        if name == "consultations":
            _consultations(bell)
    return board


def _consultations(bell: argparse.ArgumentParser) -> None:
    bells = bell.add_subparsers(title="commands", dest="what", metavar="COMMAND", required=True)
    for name, what in CONSULTATIONS.items():
        inner = bells.add_parser(name, help=what, description=f"{what.capitalize()}.")
        inner.add_argument("--json", action="store_true", help="answer in JSON, for scripts")
        inner.add_argument("file", metavar="FILE", help="a .pb file: pabulib.org/format")


def _territories(bell: argparse.ArgumentParser) -> None:
    bells = bell.add_subparsers(title="commands", dest="what", metavar="COMMAND", required=True)
    for name, what in TERRITORIES.items():
        inner = bells.add_parser(name, help=what, description=f"{what.capitalize()}.")
        inner.add_argument("--json", action="store_true", help="answer in JSON, for scripts")
        if name == "import":
            inner.add_argument(
                "file",
                metavar="FILE",
                help="CSV with kato,level,name_ru,name_kk and perhaps lat,lon; or the workbook of stat.gov.kz",
            )
            inner.add_argument("--dry-run", action="store_true", help="say what would change, change nothing")
            inner.add_argument("--skip-broken", action="store_true", help="leave out rows that are broken")
        elif name == "list":
            inner.add_argument("kato", metavar="KATO", nargs="?", default="", help="a code of nine digits")
        else:
            inner.add_argument("text", metavar="TEXT", help="the first letters, in any spelling")


def port(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else -1
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError("a port is a number up to 65535; 0 takes any that is free")
    return number


def count(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else 0
    if not 0 < number < 2**31:
        raise argparse.ArgumentTypeError("a count is a whole number from 1")
    return number


def ask_which_poster(bell: argparse.ArgumentParser) -> None:
    bell.add_argument("kato", type=kato, metavar="KATO", help="the territory's nine digits in the classifier")
    bell.add_argument(
        "--bot", type=username, metavar="NAME", required=True, help="the bot's username, without @"
    )
    for kind, file in (("pdf", pdf), ("png", png)):
        where = (
            f"the {kind.upper()}'s name (default: poster-KATO.{kind}); a file that is there is not touched"
        )
        bell.add_argument(f"--{kind}", type=file, metavar="FILE", help=where)


def kato(text: str) -> str:
    if re.fullmatch("[0-9]{9}", text) is None:
        raise argparse.ArgumentTypeError("a territory's code is nine digits, such as 196847100")
    return text


def username(text: str) -> str:
    """A typing error would be printed a hundred times."""
    if re.fullmatch("(?i:[a-z][a-z0-9_]{1,28}bot)", text) is None:
        raise argparse.ArgumentTypeError(
            "a bot's username is 5 to 32 Latin letters, digits and _, ends in «bot», and stands without @"
        )
    return text


def pdf(text: str) -> Path:
    return named(text, ".pdf")


def png(text: str) -> Path:
    return named(text, ".png")


def named(text: str, ending: str) -> Path:
    """So that the two are never mistaken for each other, nor for anything else of the operator's."""
    if Path(text).suffix.lower() != ending:
        raise argparse.ArgumentTypeError(f"the file's name ends in {ending}")
    return Path(text)
