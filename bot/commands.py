"""What the bells of `bot.cli` ring for. Each command gives its exit code; aiogram is imported only by who needs it."""

import argparse
import asyncio
import errno
import sys
from contextlib import suppress
from importlib.util import find_spec

from bot import logs
from bot.settings import SettingsError, load, load_to_run
from storage.database import DatabaseError, connect


def obey(chosen: argparse.Namespace) -> int:
    """Run the chosen command; what the operator can mend is said as a sentence, without a traceback."""
    logs.set_up("WARNING")
    commands = {
        "run": run,
        "demo": demo,
        "migrate": migrate,
        "rotate-key": rotate_key,
        "check": check,
        "poster": poster,
        "audit": audit,
        "receipt": receipt,
        "territories": territories,
        "consultations": consultations,
    }
    try:
        return commands[chosen.command](chosen)
    except (SettingsError, DatabaseError) as error:
        print(logs.redact(str(error)), file=sys.stderr)
        return 1


def run(_: argparse.Namespace) -> int:
    settings = load_to_run()
    logs.set_up(settings.log_level)

    from bot import app

    with suppress(KeyboardInterrupt):
        asyncio.run(app.run(settings))
    return 0


def demo(chosen: argparse.Namespace) -> int:
    if find_spec("sandbox") is None:
        sys.exit("The demo needs the folder sandbox, which the Docker image leaves out: run it from a clone.")

    from bot import demo as stage

    try:
        with suppress(KeyboardInterrupt):
            asyncio.run(stage.demo(chosen.port))
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        sys.exit(f"Port {chosen.port} is taken by another program; choose one with --port.")
    return 0


def migrate(_: argparse.Namespace) -> int:
    settings = load()
    applied = asyncio.run(apply_migrations(settings.database_url.get_secret_value()))
    for name in applied:
        print(f"applied {name}")
    if not applied:
        print("The schema is up to date; there was nothing to apply.")
    return 0


async def apply_migrations(url: str) -> list[str]:
    database = await connect(url)
    try:
        return await database.migrate()
    finally:
        await database.close()


def rotate_key(_: argparse.Namespace) -> int:
    from bot import secret_key

    asyncio.run(secret_key.rotate(load()))
    print("Every account is sealed with the new key. A backup made before needs the old one.")
    return 0


def check(_: argparse.Namespace) -> int:
    from bot import checks

    return 0 if asyncio.run(checks.all_pass()) else 1


def poster(chosen: argparse.Namespace) -> int:
    from bot import printing

    try:
        files = printing.print_poster(chosen.kato, chosen.bot, chosen.pdf, chosen.png)
    except printing.NotPrinted as error:
        sys.exit(str(error))
    for file in files:
        print(f"wrote {file}")
    return 0


def audit(chosen: argparse.Namespace) -> int:
    from bot import audits

    return asyncio.run(audits.show(chosen, load().database_url.get_secret_value()))


def receipt(chosen: argparse.Namespace) -> int:
    from bot import receipts

    return asyncio.run(receipts.confirm(chosen.code, load().database_url.get_secret_value()))


def territories(chosen: argparse.Namespace) -> int:
    from bot import territories as bells

    return asyncio.run(bells.obey(chosen, load().database_url.get_secret_value()))


def consultations(chosen: argparse.Namespace) -> int:
    from bot import recounts

    return recounts.show(chosen.file, as_json=chosen.json)
