"""One call of a Bot API method, its parameters read and checked."""

from dataclasses import dataclass, field

from sandbox.parameters import Upload
from sandbox.wire import Json
from sandbox.world import World


@dataclass
class Call:
    world: World
    method: str
    params: Json = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)
