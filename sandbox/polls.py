"""Native polls and the votes in them."""

import itertools

from sandbox.wire import Json


class Polls:
    """Keeps who chose what; a Poll itself only ever shows the sums."""

    def __init__(self) -> None:
        self._ids = itertools.count(5_400_000_000_000_001)
        self._chosen: dict[str, dict[int, list[int]]] = {}

    def make(self, question: str, options: list[Json], **more: object) -> Json:
        poll_id = str(next(self._ids))
        self._chosen[poll_id] = {}
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
        chosen = self._chosen[poll["id"]]
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
