"""The bell board at the door: `python -m bot COMMAND`.

Nothing heavy is imported before the arguments are understood, so `--help` and mistakes are answered at once.
"""

import argparse
from collections.abc import Sequence
from typing import Final

from bot import __version__

DEMO_PORT: Final = 8081

COMMANDS: Final = {
    "run": "serve residents on Telegram until stopped",
    "demo": "start a local Telegram and the bot, with sample people and places",
    "migrate": "bring the database's schema up to this program's",
    "rotate-key": "seal every account with a new secret key; stop the bot first",
    "check": "see whether everything the bot needs is in order",
}

DESCRIPTION: Final = """\
Auyl Üni, the voice of the village: residents report problems to their akim's office in Telegram,
and hear what became of them."""

EPILOG: Final = """\
first steps:
  python -m bot demo      try it without Telegram, on a page with phones; prints the page's address
  python -m bot check     see whether settings, database, token and time zone are in order
  python -m bot run       serve residents on Telegram

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
    return board


def port(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else -1
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError("a port is a number up to 65535; 0 takes any that is free")
    return number
