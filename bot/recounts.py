"""`python -m bot consultations import FILE.pb`: a real election counted here, by every rule that fits it."""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.domain import recount
from bot.domain.recount import BadFile, Poll


def show(file: str, *, as_json: bool) -> int:
    """1 for what cannot be read. Nothing is kept of it: what residents are shown has passed two people, and asks only of
    what the law lets a village spend on, and a file from elsewhere has done neither.
    """
    try:
        poll = recount.read(Path(file).read_text("utf-8"))
    except (BadFile, OSError, UnicodeDecodeError) as error:
        print(f"{file}: {error}", file=sys.stderr)
        return 1
    print(json.dumps(_answer(poll), ensure_ascii=False) if as_json else recount.report(poll), end="")
    return 0


def _answer(poll: Poll) -> dict[str, Any]:
    return {"ballots": poll.people, "support": _support(poll), "winners": _winners(poll)}


def _support(poll: Poll) -> Mapping[str, int | str]:
    """Whole numbers as such; points may have digits behind the point, which JSON's own numbers would round."""
    found = recount.support(poll)
    return {name: int(one) if one == int(one) else recount.plain(one) for name, one in found.items()}


def _winners(poll: Poll) -> Mapping[str, Sequence[str]]:
    names = {
        "Most support": "most",
        "Greedy": "greedy",
        "Equal shares": "equalshares",
        "Equal shares, completed greedily": "equalshares/greedy",
    }
    return {names[rule]: result.winners for rule, result in recount.rules(poll).items()}
