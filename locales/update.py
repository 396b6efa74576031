"""Take the sentences of the views into the catalogues; run by `make messages`.

A sentence is looked up by its exact English words, never by likeness: a changed sentence is a new one, to be
translated again. What the views no longer say is dropped. English says what the code says. The files hold no dates
and no line numbers, so they change only when words do.
"""

import re
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Final, TypeAlias

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

Keywords: TypeAlias = Mapping[str, tuple[int, ...] | None]

# How `bot.i18n.Words` is called: `_("…", **values)`, `_.n("one …", "{count} …", count, **values)`, and for bare text
# `_.label("…")` on a button and `_.plain("…")` in a pop-up or a command's description.
LABELS: Final[Keywords] = {"label": None}
PLAIN: Final[Keywords] = {"plain": None}
KEYWORDS: Final[Keywords] = {"_": None, "n": (1, 2), **LABELS, **PLAIN}

LOCALES: Final = Path(__file__).parent
ROOMS: Final = (LOCALES.parent / "bot" / "views", LOCALES.parent / "bot" / "i18n.py")
TEMPLATE: Final = LOCALES / "messages.pot"


def extract(keywords: Keywords = KEYWORDS, rooms: Iterable[Path] = ROOMS) -> Catalog:
    """Every sentence of the rooms, with the comments that begin with `Translators:`."""
    catalog = Catalog()
    for file in modules(rooms):
        found = extract_from_file("python", file, keywords=keywords, comment_tags=("Translators:",))
        for _, words, comments, _ in found:
            catalog.add(words, auto_comments=comments)
    return catalog


def modules(rooms: Iterable[Path] = ROOMS) -> Iterable[Path]:
    return (file for room in rooms for file in ([room] if room.is_file() else sorted(room.rglob("*.py"))))


def updated(old: Catalog, template: Catalog, language: str) -> Catalog:
    """The catalogue of `language` with exactly the template's sentences."""
    new = Catalog(locale=language)
    for message in sentences(template):
        known = old.get(message.id)
        new.add(
            message.id,
            string=kept(known, message, new.num_plurals) or (message.id if language == "en" else ""),
            flags={"fuzzy"} if known is not None and known.fuzzy else (),
            auto_comments=message.auto_comments,
            user_comments=known.user_comments if known is not None else (),
        )
    return new


def kept(known: Message | None, message: Message, plurals: int) -> str | tuple[str, ...]:
    """The known translation; none when it is not whole or was made for another number of forms."""
    if known is None or known.pluralizable != message.pluralizable:
        return ""
    forms = forms_of(known)
    if not message.pluralizable:
        return forms[0]
    return forms if all(forms) and len(forms) == plurals else ""


def sentences(catalog: Catalog) -> Iterable[Message]:
    """The messages, without the header."""
    return (message for message in catalog if message.id)


def forms_of(message: Message) -> tuple[str, ...]:
    """The translation's forms: one, or as many as the language has plurals."""
    return (message.string or "",) if isinstance(message.string, str | None) else tuple(message.string)


def written(catalog: Catalog, language: str | None = None) -> bytes:
    """The catalogue as a file, sorted, with the header that gettext needs and nothing else in it."""
    header = {"Content-Type": "text/plain; charset=utf-8", "Content-Transfer-Encoding": "8bit"}
    if language is not None:
        header |= {"Language": language, "Plural-Forms": catalog.plural_forms}
    lines = "".join(f'"{name}: {value}\\n"\n' for name, value in header.items())
    for message in catalog:
        message.flags -= {"python-format", "python-brace-format"}  # a guess from the text, as «50 % of» shows
    body = BytesIO()
    write_po(body, catalog, width=100, no_location=True, omit_header=True, sort_output=True)
    return f'msgid ""\nmsgstr ""\n{lines}\n'.encode() + body.getvalue()


def read(file: Path, language: str | None = None) -> Catalog:
    if not file.exists():
        return Catalog(locale=language)
    with file.open("rb") as opened:
        return read_po(opened, locale=language)


def catalogues() -> dict[str, Path]:
    """The catalogue of each language that has a folder here."""
    return {
        folder.name: folder / "LC_MESSAGES" / "messages.po"
        for folder in sorted(LOCALES.iterdir())
        if re.fullmatch("[a-z]{2}", folder.name)
    }


def main() -> None:
    template = extract()
    TEMPLATE.write_bytes(written(template))
    for language, file in catalogues().items():
        catalogue = updated(read(file, language), template, language)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(written(catalogue, language))


if __name__ == "__main__":
    main()
