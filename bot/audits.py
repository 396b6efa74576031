"""`python -m bot audit`: the log of roles and settings at the terminal, oldest first."""

import argparse
import json
from typing import Any

from bot.domain.audits import Entry
from bot.domain.numbers import ALMATY
from bot.domain.people import Language
from bot.services.audits import AuditService
from storage.database import connect


async def show(chosen: argparse.Namespace, database_url: str) -> int:
    database = await connect(database_url)
    try:
        await database.migrate()
        entries = await AuditService(database, ()).latest(chosen.last)
    finally:
        await database.close()
    told = [_told(entry) for entry in reversed(entries)]
    if chosen.json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return 0
    for one in told:
        print("  ".join(str(value) for value in one.values() if value is not None))
    if not told:
        print("Nothing has been done yet.")
    return 0


def _told(entry: Entry) -> dict[str, Any]:
    return {
        "when": f"{entry.happened_at.astimezone(ALMATY):%Y-%m-%d %H:%M}",
        "deed": entry.deed.value,
        "kato": entry.territory.kato if entry.territory else None,
        "place": entry.territory.name(Language.ENGLISH) if entry.territory else None,
        "role": entry.role.value if entry.role else None,
        "of": entry.subject,
        "detail": entry.detail,
        "by": entry.actor,
    }
