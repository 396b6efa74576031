"""Which addresses Telegram accepts in links and buttons, and in what form it keeps them."""

import re

SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*)://")
USER = re.compile(r"(?:tg|ton):(?://)?user\?id=(\d+)", re.IGNORECASE)
INNER = re.compile(r"(tg|ton|tonsite):(?://)?([A-Za-z0-9_-]+)(.*)", re.IGNORECASE | re.DOTALL)
HOST = re.compile(r"([^/?#:@\[\]\s]+)(?::(\d+))?(?=[/?#]|$)")


class WrongLink(ValueError):
    """The message is Telegram's reason."""


def check_link(link: str) -> str:
    link = link.strip()
    if inner := INNER.fullmatch(link):
        return f"{inner[1].lower()}://{inner[2]}{inner[3]}"
    scheme = SCHEME.match(link)
    protocol = scheme[1].lower() if scheme else "http"
    if protocol not in ("http", "https"):
        raise WrongLink("Unsupported URL protocol")
    rest = link[scheme.end() :] if scheme else link
    host = HOST.match(rest)
    if host is None or "." not in host[1]:
        raise WrongLink("Wrong HTTP URL" if host else "URL host is empty")
    path = rest[host.end() :]
    return f"{protocol}://{host[0].lower()}{path if path.startswith('/') else '/' + path}"


def checked_link(link: str) -> str | None:
    """In a text a wrong link is no error: the words stay, and lead nowhere."""
    try:
        return check_link(link)
    except WrongLink:
        return None


def mentioned_user(link: str) -> int | None:
    found = USER.fullmatch(link.strip())
    return int(found[1]) if found else None
