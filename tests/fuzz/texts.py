"""What people write: any script, markup, commands with arguments of any kind, the menu's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from bot.domain.people import Language
from bot.i18n import words
from bot.views import menu
from sandbox.text import plain

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

COMMANDS = (
    "start", "report", "my", "language", "privacy", "help", "cancel", "settings",
    "around", "elections", "election", "broadcasts", "budget", "consultations", "consultation", "meetings", "meeting", "answer", "promises", "queue", "r", "find", "find шам", "digest", "moderator", "bind", "nosuch", "START", "бастау", "",
)  # fmt: skip

TRICKS = (
    "<b>жабылмаған",
    "</i>&nbsp;&#0;&#x110000;",
    '<a href="tg://user?id=1">x</a>',
    "{number} {} %s \\n",
    "\u202e\u2066кері жазу\u2069",
    "مشكلة في الطريق",
    "🇰🇿👨‍👩‍👧‍👦\u200d",
    "\u2800\u3164\u200b",
    "№ 26-1",
    "٢٦-١",
    "байсерке",
    "1\n\n\n2",
    "\u2028\u2029\x85",
    "NaN",
)
# Text and how many times: hypothesis would print the long ones in full.
LONG = (
    ("e\u0301\u0323", 40),
    ("ж", 4096),
    ("з", 9000),
    ("𠀀", 1600),
    ("&", 3000),
    ("<", 2000),
    ("сөз ", 500),
)
LABELS = tuple(label for one in Language for label in menu._labels(words(one)).values())
REPORTING = tuple(menu._labels(words(one))[menu.Menu.REPORT] for one in Language)

arguments = st.sampled_from(("", "t196847100", "t١٢٣٤٥٦٧٨٩", "t000000000", "26-1", "1", "-1", "99999999999999999999")) | st.text(
    max_size=64
)  # fmt: skip
mentions = st.sampled_from(("", "", "", "@sandbox_bot", "@SANDBOX_BOT", "@other_bot", "@"))
commands = st.builds("/{}{} {}".format, st.sampled_from(COMMANDS), mentions, arguments)

long = st.sampled_from(LONG).map(lambda repeated: repeated[0] * repeated[1])
free: SearchStrategy[str] = st.one_of(
    st.sampled_from(TRICKS), st.sampled_from(TRICKS), long, st.text(min_size=1, max_size=40)
)
anything: SearchStrategy[str] = st.one_of(free, commands, st.sampled_from(LABELS))


def sendable(text: str) -> bool:
    """A client and Telegram let it through."""
    return bool(text.strip() and plain(text[:4096])["text"])


def _just_words(text: str) -> bool:
    return sendable(text) and plain(text)["text"][0] != "/" and not menu.pressed(text)


said = anything.filter(sendable)
"""Whatever a message can say."""
told: SearchStrategy[str] = free.filter(_just_words)
"""Words, as against commands and the menu's buttons."""
names = st.sampled_from(("Ерлан", "<b>", "\u3164", "a & b", "\u202eMarina", "👮" * 32, "{name}")) | st.text(
    min_size=1, max_size=64
)
