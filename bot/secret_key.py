"""The secret key: from the settings, else from a file beside the database that only its owner reads.

The key in use is known by its fingerprint in the database, so that a wrong one is noticed before anybody is taken
for somebody new, and so that a change of keys may be cut off at any moment: until it has ended the file holds both.
"""

import logging
import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from bot.services.accounts import AccountService
from bot.settings import Settings, SettingsError
from storage.database import Database, DatabaseError, connect
from storage.keys import Keys

log = logging.getLogger(__name__)


def key_file(settings: Settings) -> Path:
    url = settings.database_url.get_secret_value()
    if url.startswith("sqlite:///"):
        return Path(url.removeprefix("sqlite:///")).with_suffix(".key")
    return Path("data/auyl.key")


def known(settings: Settings) -> list[str]:
    """The keys there are, the newest first. Raises SettingsError."""
    if settings.secret_key is not None:
        return settings.secret_key.get_secret_value().split(",")
    file = key_file(settings)
    try:
        return file.read_text("ascii").split()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeError):
        raise SettingsError(f"The secret key in {file} cannot be read by this user.") from None


def keep(file: Path, keys: Sequence[str]) -> None:
    """On the disk whole or not at all. Raises SettingsError."""
    new = file.with_suffix(".key.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        new.unlink(missing_ok=True)
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:
            opened.write("\n".join(keys) + "\n")
            opened.flush()
            os.fsync(opened.fileno())
        new.replace(file)
        folder = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)  # else a power cut may leave accounts sealed with a key that never was
        finally:
            os.close(folder)
    except OSError as error:
        raise SettingsError(f"The secret key cannot be kept in {file}: {error.strerror}.") from None


async def open_database(settings: Settings) -> Database:
    """The database with this program's schema and the key it is sealed with; at the first start, a new key.

    Raises DatabaseError, SettingsError.
    """
    there = known(settings)
    for key in there or [secrets.token_urlsafe(32)]:
        database = await connect(settings.database_url.get_secret_value(), Keys(key))
        try:
            for name in await database.migrate():
                log.info("Applied migration %s", name)
            accounts = AccountService(database)
            fits = await accounts.fits()
            if fits is None:
                if not there:
                    keep(key_file(settings), [key])
                await accounts.begin()
        except BaseException:
            await database.close()
            raise
        if fits is not False:
            return database
        await database.close()
    raise DatabaseError(wrong(settings))


def wrong(settings: Settings) -> str:
    source = "SECRET_KEY" if settings.secret_key else f"the file {key_file(settings)}"
    return f"The accounts in the database are sealed with another secret key: restore {source} as it was."


async def fits(settings: Settings) -> bool | None:
    """Whether one of the keys there are is the one in use; None as long as none is. Raises DatabaseError."""
    for key in known(settings) or [""]:
        database = await connect(settings.database_url.get_secret_value(), Keys(key))
        try:
            found = await AccountService(database).fits()
        finally:
            await database.close()
        if found is not False:
            return found
    return False


async def rotate(settings: Settings) -> None:
    """Seal every account with a new key. Raises DatabaseError, SettingsError.

    A new key in the file comes first, the old one goes last; cut off in between, the command is run again.
    """
    if settings.secret_key and len(known(settings)) < 2:
        raise SettingsError(
            "SECRET_KEY holds one key only: write a new one before it, with a comma between, "
            "run this again, then take the old one away."
        )
    await (await open_database(settings)).close()  # a key that is wrong or gone is no reason to make another
    keys = known(settings)
    if len(keys) < 2:
        keys = [secrets.token_urlsafe(32), *keys]
        keep(key_file(settings), keys)
    database = await connect(settings.database_url.get_secret_value(), Keys(keys[0]))
    try:
        await AccountService(database).rotate([Keys(key) for key in keys[1:]])
    finally:
        await database.close()
    if not settings.secret_key:
        keep(key_file(settings), keys[:1])
