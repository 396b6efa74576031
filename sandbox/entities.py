"""What Telegram finds in a plain text by itself: commands, addresses, names."""

import re
from collections.abc import Iterator

from sandbox.lengths import utf16
from sandbox.wire import Json

ZONES = r"(?:com|org|net|ru|kz|me|info|io|gov|edu|su|рф|қаз)(?![\w-])"
END = r"[^\s<>\"«».,:;!?)\]'…]"

# Of each kind: what to look for first, as most texts hold nothing to find, and then the whole.
PATTERNS = (
    ("url", re.compile(r"://"), re.compile(rf"(?:https?|tg|ftp)://[^\s<>\"«»]+{END}", re.IGNORECASE)),
    (
        "url",
        re.compile(rf"\.{ZONES}", re.IGNORECASE),
        re.compile(rf"(?<![\w@./-])(?:[\w-]+\.)+{ZONES}(?:/[^\s<>\"«»]*{END})?", re.IGNORECASE),
    ),
    ("email", re.compile(r"@"), re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?<![.-])")),
    (
        "bot_command",
        re.compile(r"/"),
        re.compile(r"(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/<>])"),
    ),
    ("mention", re.compile(r"@"), re.compile(r"(?<![\w@/])@[a-zA-Z][a-zA-Z0-9_]{2,31}(?![\w@])")),
    ("hashtag", re.compile(r"#"), re.compile(r"(?<![\w#@])#(?=\d*[^\W\d])\w{1,256}(?![#])")),
    ("cashtag", re.compile(r"\$"), re.compile(r"(?<![\w$])\$[A-Z]{1,8}(?![\w$])")),
)


def find(text: str) -> list[Json]:
    found: list[tuple[int, int, str]] = []
    for kind, hint, pattern in PATTERNS:
        for match in pattern.finditer(text) if hint.search(text) else ():
            if not any(start < match.end() and match.start() < end for start, end, _ in found):
                found.append((*match.span(), kind))
    return list(_entities(text, sorted(found)))


def _entities(text: str, found: list[tuple[int, int, str]]) -> Iterator[Json]:
    for start, end, kind in found:
        yield {"type": kind, "offset": utf16(text[:start]), "length": utf16(text[start:end])}


def commands(message: Json) -> Iterator[str]:
    """The commands in a message's text or caption, with the bot's name if one is addressed."""
    text = message.get("text") or message.get("caption") or ""
    units = text.encode("utf-16-le")
    for entity in message.get("entities") or message.get("caption_entities") or []:
        if entity["type"] == "bot_command":
            start = entity["offset"] * 2
            yield units[start : start + entity["length"] * 2].decode("utf-16-le")
