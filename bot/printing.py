"""`python -m bot poster`: the poster of a territory as files to print."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.domain.territories import NoSuchTerritory, Territory
from bot.posters import printed
from bot.services.territories import TerritoryService
from bot.settings import load
from bot.views.posters import poster
from storage.database import connect


class NotPrinted(Exception):
    """There is no poster; the message says why, and what to do."""


def print_poster(kato: str, username: str, pdf: Path | None, png: Path | None) -> list[Path]:
    """The files written; none that was there is touched. Raises NotPrinted, SettingsError, DatabaseError."""
    settings = load()
    if not settings.operator_name:
        raise NotPrinted("OPERATOR_NAME is not set: the poster tells people who runs the bot.")
    files = [pdf or Path(f"poster-{kato}.pdf"), png or Path(f"poster-{kato}.png")]
    for file in files:
        with _sentences(file):
            if file.exists():
                raise NotPrinted(f"{file} is there already: delete it, or name another file.")
    territory = asyncio.run(_territory(settings.database_url.get_secret_value(), kato))
    sheet = printed(poster(territory, username, settings.operator_name))
    for file, content in zip(files, (sheet.pdf, sheet.png), strict=True):
        with _sentences(file), file.open("xb") as opened:
            opened.write(content)
    return files


@contextmanager
def _sentences(file: Path) -> Iterator[None]:
    """What the disk refuses, as something to read."""
    try:
        yield
    except OSError as error:
        raise NotPrinted(f"{file} cannot be written: {error.strerror}.") from None


async def _territory(url: str, kato: str) -> Territory:
    database = await connect(url)
    try:
        if await database.pending():
            raise NotPrinted("The database is not up to date: run python -m bot migrate first.")
        return (await TerritoryService(database).spot(kato)).territory
    except NoSuchTerritory:
        raise NotPrinted(f"The database knows no territory with the code {kato}.") from None
    finally:
        await database.close()
