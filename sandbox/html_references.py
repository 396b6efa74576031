"""Character references in Telegram's HTML: four names, and numbers."""

import re

REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([a-zA-Z]+));?")
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
LONGEST = 9


def reference(source: str, at: int) -> tuple[str, int]:
    """What the `&…;` at this place stands for, or the ampersand itself, and where the text goes on."""
    found = REFERENCE.match(source, at)
    character = found and _character(found)
    return (character, found.end()) if found and character else ("&", at + 1)


def resolve(source: str) -> str:
    return REFERENCE.sub(lambda found: _character(found) or found[0], source)


def _character(found: re.Match[str]) -> str | None:
    if found[3]:
        return NAMED.get(found[3])
    code = int(found[1], 16) if found[1] else int(found[2])
    return chr(code) if 0 < code < 0x10FFFF and len(found[0].rstrip(";")) <= LONGEST else None
