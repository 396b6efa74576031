"""Logging: one line per record, in UTC, without secrets.

Libraries put a request's whole URL into their errors, and Telegram's URLs carry the token. So the finished line is
redacted, traceback included, and errors that nobody caught are written by the same formatter.
"""

import logging
import re
import sys
import threading
import time
from types import TracebackType
from typing import Final

OURS: Final = ("bot", "handlers", "storage")
TOKEN: Final = re.compile(r"\d+(?::|%3A)[A-Za-z0-9_-]{30,}", re.IGNORECASE)
_PASSWORD_IN_URL: Final = re.compile(r"(://[^\s:/@]*:)\S*@")
_PASSWORD_IN_QUERY: Final = re.compile(r"(password=)[^\s&'\"]+", re.IGNORECASE)
# What could end a line, steer a terminal or turn a line's direction: a name sent by a stranger may hold any of it.
_UNPRINTABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def redact(text: str) -> str:
    """The text without bot tokens and without passwords in URLs."""
    text = TOKEN.sub("[token]", text)
    text = _PASSWORD_IN_URL.sub(r"\1[password]@", text)
    return _PASSWORD_IN_QUERY.sub(r"\1[password]", text)


def one_line(text: str) -> str:
    """The text with line breaks and control characters written out."""
    return _UNPRINTABLE.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


class Line(logging.Formatter):
    """A record as one line that may be kept: `2026-11-22T05:00:00.000Z INFO bot.app: …`."""

    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self.converter = time.gmtime

    def format(self, record: logging.LogRecord) -> str:
        return one_line(redact(super().format(record)))


def set_up(level: str) -> None:
    """Write records to standard error: ours from `level` up, libraries' never below INFO.

    At DEBUG libraries write whole updates and query values, which are people's words.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(Line())
    logging.basicConfig(
        level=max(logging.INFO, logging.getLevelNamesMapping()[level]), handlers=[handler], force=True
    )
    for name in OURS:
        logging.getLogger(name).setLevel(level)
    logging.captureWarnings(True)
    logging.raiseExceptions = False  # its report would print a record's arguments unredacted
    sys.excepthook = _log_uncaught
    threading.excepthook = _log_uncaught_in_thread


def _log_uncaught(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
    logging.getLogger("bot").critical(
        "Stopped by an error nobody expected", exc_info=(kind, error, traceback)
    )


def _log_uncaught_in_thread(thread: threading.ExceptHookArgs) -> None:
    if thread.exc_value is not None:
        _log_uncaught(thread.exc_type, thread.exc_value, thread.exc_traceback)
