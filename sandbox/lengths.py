"""The two units Telegram measures text in."""


def utf16(text: str) -> int:
    """The strictest reading of «characters», and the unit of entity offsets."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf8(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
