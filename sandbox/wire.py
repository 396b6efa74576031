"""The form in which everything travels: JSON, as compact as Telegram sends it."""

import json
from typing import Any

Json = dict[str, Any]

encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Encoded(str):
    """JSON that has been encoded already: a batch of updates is joined, not built again."""

    __slots__ = ()
