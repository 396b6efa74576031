"""Native polls and the votes in them."""

import itertools
from dataclasses import dataclass, field

from sandbox.wire import Json


@dataclass
class Ballots:
    """Who chose what; a Poll only ever shows the sums."""

    chosen: dict[int, list[int]] = field(default_factory=dict)


class Polls:
    def __init__(self) -> None:
        self._ids = itertools.count(5_400_000_000_000_001)
        self._ballots: dict[str, Ballots] = {}

    def make(self, question: str, options: list[Json], **more: object) -> Json:
        poll_id = str(next(self._ids))
        self._ballots[poll_id] = Ballots()
        return {
            "id": poll_id,
            "question": question,
            "options": [_option(number, option) for number, option in enumerate(options)],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": True,
            "members_only": False,
        } | more

    def vote(self, poll: Json, user_id: int, options: list[int]) -> Json:
        """The poll with this vote counted; no options take the vote back."""
        chosen = self._ballots[poll["id"]].chosen
        if options:
            chosen[user_id] = options
        else:
            chosen.pop(user_id, None)
        return poll | {
            "total_voter_count": len(chosen),
            "options": [
                option | {"voter_count": sum(number in votes for votes in chosen.values())}
                for number, option in enumerate(poll["options"])
            ],
        }


def _option(number: int, option: Json) -> Json:
    return {"persistent_id": str(number), **option, "voter_count": 0}
