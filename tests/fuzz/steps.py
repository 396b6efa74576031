"""What happens in one example: sensible steps, and what comes in beside each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from bot.domain.people import Language
from bot.domain.reports import Category
from tests.fuzz import buttons, noise, texts
from tests.fuzz.noise import Noise, Who
from tests.fuzz.village import LIMIT, SECRET

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy


@dataclass(frozen=True)
class Step:
    """`does` is a method of `Village`, `how` its arguments."""

    does: str
    how: dict[str, Any] = field(default_factory=dict)
    coming: list[Noise] = field(default_factory=list)


_coming = st.lists(noise.anyone(), max_size=8)
_nth = st.integers(0, 60)
_near = st.integers(0, 5)
_captions = st.none() | texts.free.filter(texts.sendable)
_commands = texts.commands.filter(lambda text: "@other" not in text and texts.sendable(text))
_staff = st.sampled_from((Who.OWNER, Who.MODERATOR, Who.MODERATOR, Who.MODERATOR, Who.MEMBER, Who.CHIEF))


def _step(does: str, weight: int = 1, **how: SearchStrategy[Any]) -> list[SearchStrategy[Step]]:
    return [st.builds(Step, st.just(does), st.fixed_dictionaries(how), _coming)] * weight


_arriving = _step("arrives", language=st.sampled_from(Language), buttons=st.integers(1, 3))[0]
_reporting = _step(
    "reports",
    category=st.sampled_from(Category),
    text=texts.told,
    caption=_captions,
    steps=st.sampled_from((7, 7, 7, 6, 5, 4, 3, 2)),
)[0]
_settling = Step("arrives", {"language": Language.ENGLISH, "buttons": 3})
_sending = Step("reports", {"category": Category.ROADS, "text": SECRET, "caption": None, "steps": 7})
_writing = Step("reports", _sending.how | {"steps": 6})
_taking = Step("staff_presses_what_is_offered", {"who": Who.OWNER, "nth": 0})
_resolving = Step("staff_decides", {"who": Who.MODERATOR, "nth": 1, "text": "<b>жөнделді</i> & {0}"})

beginning: SearchStrategy[list[Step]] = st.one_of(
    st.just([]),
    st.tuples(_arriving).map(list),
    st.tuples(st.just(_settling), _reporting).map(list),
    st.just([_settling, _writing]),
    st.just([_settling, _sending]),
    st.just([_settling, _sending, _taking]),
    st.just([_settling, _sending, _taking, _resolving]),
)
"""How far the village is when the rest begins."""

_RESIDENT = (
    *[_reporting] * 6,
    *_step("speaks", 3, language=st.sampled_from(Language)),
    *_step("begins", label=st.none() | st.sampled_from(texts.REPORTING)),
    *_step("writes", 3, text=texts.told, reply=st.none() | _near),
    *_step("commands", 2, command=_commands),
    *_step("chooses", 2, category=st.sampled_from(Category)),
    *_step("goes_on"),
    *_step("sends"),
    *_step("gives_up"),
    *_step("judges", 4, nth=_nth),
    *_step("is_forgotten", 2, sure=st.sampled_from((True, True, False))),
    *_step("presses_what_is_offered", 4, nth=_nth),
    *_step("presses_anything", 3, data=buttons.any_data),
    *_step(
        "shows",
        2,
        kind=st.sampled_from(("photo", "photo", "video", "voice")),
        caption=_captions,
        size=st.sampled_from((None, None, None, LIMIT)),
        count=st.sampled_from((1, 1, 1, 3, 7)),
    ),
    *_step(
        "points",
        latitude=st.sampled_from((43.4, 40.5, 55.5, 0.0, -90.0)) | st.floats(-90, 90),
        longitude=st.sampled_from((77.0, 46.4, 87.4)) | st.floats(-180, 180),
    ),
    *_step("edits", 2, nth=_near, text=texts.said),
    *_step("sends_something_odd", 4, odd=noise.odd),
    _arriving,
    *_step("blocks_the_bot_for_a_while"),
    *_step("nothing_else", hours=st.sampled_from((0, 1, 7))),
)
_OFFICE = (
    *_step("staff_decides", 14, who=_staff, nth=_nth, text=st.none() | texts.said),
    *_step("staff_presses_what_is_offered", 6, who=_staff, nth=_nth),
    *_step("staff_replies", 5, who=_staff, nth=_near, text=st.none() | texts.said, caption=_captions),
    *_step(
        "staff_commands",
        2,
        who=_staff,
        command=st.sampled_from(
            ("/queue", "/r 26-1", "/r 1", "/help", "/language", "/bind", "/unbind", "/team")
        ),
        reply=st.none() | _near,
    ),
    *_step("staff_commands", 2, who=st.just(Who.CHIEF), command=st.just("/bind"), reply=_near),
    *_step("staff_speaks_masked", 2, channel=st.booleans(), nth=_near, text=texts.said),
    *_step("staff_edits", 1, who=_staff, nth=_near, text=texts.said),
    *_step("group_becomes_a_supergroup"),
)

_any_one = st.one_of(*_step("nothing_else"), *_RESIDENT, *_OFFICE)


@st.composite
def one(draw: st.DrawFn) -> Step:
    return draw(_any_one)
