"""`python -m bot receipt CODE`: an erasure confirmed to whoever asks about it. It tells of no person: none is known."""

import sys

from bot.domain.errors import Unavailable
from bot.services.privacy import PrivacyService
from storage.database import connect


async def confirm(code: str, database_url: str) -> int:
    database = await connect(database_url)
    try:
        receipt = await PrivacyService(database).receipt(code)
    except Unavailable as error:
        print(f"The database does not answer ({error}). Is its schema up to date?", file=sys.stderr)
        return 1
    finally:
        await database.close()
    if receipt is None:
        print("There is no receipt with this code.", file=sys.stderr)
        return 1
    print(
        f"{receipt.code}: the data were erased on {receipt.day}. Reports not sent yet: {receipt.drafts}; "
        f"withdrawn: {receipt.withdrawn}; answered, kept without their author: {receipt.unsigned}."
    )
    return 0
