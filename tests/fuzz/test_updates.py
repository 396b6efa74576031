"""Random updates of every kind, from everyone and everywhere, while a resident and moderators do sensible things.

After each step nothing of ours has complained, every changed row has somebody who may have changed it, and the
draft in the database is what the resident says it is. After each sequence nothing is left undone, and Telegram
has refused nothing without a reason in the state of its chats. `HYPOTHESIS_PROFILE=long` looks longer.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz import steps, texts
from tests.fuzz.village import Village

if TYPE_CHECKING:
    from tests.fuzz.stage import Stage
    from tests.fuzz.steps import Step

SETTINGS = {"database": None, "suppress_health_check": list(HealthCheck)}
settings.register_profile("fuzz", max_examples=40, derandomize=True, **SETTINGS)
settings.register_profile("long", max_examples=2000, print_blob=True, **SETTINGS)
LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"


@settings(settings.get_profile("long" if LONG else "fuzz"))
@given(
    names=st.lists(texts.names, min_size=1, max_size=6),
    first=steps.beginning,
    then=st.lists(steps.one(), min_size=8, max_size=40),
)
def test_nothing_that_can_come_in_does_harm(
    stage: Stage, names: list[str], first: list[Step], then: list[Step]
) -> None:
    village = Village(stage, names)
    for step in first + then:
        village.play(step)
    village.ends()
