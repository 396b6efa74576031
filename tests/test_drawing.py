"""Pictures: every letter is there, on a phone's width, and a drawing that fails harms nobody."""

import asyncio
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.axes import Axes

from bot.domain.budgets import Budget, Ledger, Revenue, Side
from bot.domain.charts import MOST_BARS, Bar, Chart, Hue, Panel, largest
from bot.domain.directions import Direction
from bot.domain.people import Language
from bot.drawing import bars, desk
from bot.drawing.desk import DrawingDesk, NotDrawn
from bot.i18n import words
from bot.views import digests
from bot.views.budget_pictures import picture
from tests.budgets import PLAN
from tests.outlooks import PLACE
from tests.pictures import image, looks_as_it_did
from tests.views.test_budgets import FULL
from tests.views.test_digests import DIGEST

LEDGER = Ledger(PLACE, {2026: Budget(2026, {Side.PLAN: PLAN})})
LITTLE = Chart("Ә", "ұ", (Panel("₸", (Bar("Жол", 5, "5 ₸", Hue.BLUE),)),), "")


def letters(chart: Chart) -> set[str]:
    said = [chart.title, chart.subtitle, chart.note]
    for panel in chart.panels:
        said += [panel.title, *(text for bar in panel.bars for text in (bar.label, bar.said))]
    return set("".join(said)) - {" ", "\n"}


PICTURES = {
    "budget": picture(LEDGER, PLAN, words(Language.KAZAKH)),
    "digest": digests.picture(DIGEST, words(Language.KAZAKH)),
}


@pytest.mark.parametrize("name", PICTURES)
def test_the_picture_looks_as_it_did(name: str) -> None:
    assert looks_as_it_did(bars.draw(PICTURES[name]), name)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("side", Side)
def test_the_font_has_every_letter_and_the_ground_is_opaque(language: Language, side: Side) -> None:
    known = bars.face().get_charmap()
    chart = picture(FULL, FULL.budgets[2026].statement(side), words(language))
    missing = {letter for letter in letters(chart) if ord(letter) not in known}
    assert not missing
    drawn = image(bars.draw(chart))
    assert drawn.width == bars.WIDTH
    assert drawn.height < 2 * bars.WIDTH
    assert drawn.convert("RGBA").getchannel("A").getextrema() == (255, 255)


def test_every_label_is_drawn_and_inside_the_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[tuple[str, float]] = []
    write = bars._write

    def listen(axes: Axes, x: float, y: float, text: str, size: float, **how: object) -> None:
        write(axes, x, y, text, size, **how)  # type: ignore[arg-type]
        if axes.texts:
            box = axes.texts[-1].get_window_extent()
            written.append((text, box.x1))
            assert box.x0 >= 0
            assert 0 <= box.y0 < box.y1 <= axes.figure.bbox.height

    monkeypatch.setattr(bars, "_write", listen)
    chart = picture(FULL, FULL.budgets[2026].statement(Side.PLAN), words(Language.RUSSIAN))
    bars.draw(replace(chart, subtitle=chart.subtitle + " · " + "Ш" * 60))

    said = [text for text, _ in written]
    assert {bar.label for panel in chart.panels for bar in panel.bars} <= set(said)
    assert {bar.said for panel in chart.panels for bar in panel.bars} <= set(said)
    assert max(right for _, right in written) <= bars.WIDTH


def test_what_the_font_has_no_sign_for_and_formulas_are_harmless() -> None:
    assert bars.drawable("Ә $x_1$ 💰漢") == "Ә $x_1$ "
    bars.draw(replace(LITTLE, note="$\\frac{1}$ 💰 漢字"))


@given(st.dictionaries(st.sampled_from([*Revenue, *Direction]), st.integers(0, 10**9)))
def test_beyond_eight_the_small_ones_are_summed_and_nothing_is_lost(amounts: dict[str, int]) -> None:
    drawn, rest = largest(amounts)
    assert sum(amount for _, amount in drawn) + rest == sum(amounts.values())
    assert len(drawn) <= MOST_BARS + (not rest)
    assert [amount for _, amount in drawn] == sorted((one for one in amounts.values() if one), reverse=True)[
        : len(drawn)
    ]


async def test_the_event_loop_does_not_wait_and_the_same_picture_is_drawn_once() -> None:
    ordered = DrawingDesk()
    longest, drawing = 0.0, asyncio.gather(ordered.draw(LITTLE), ordered.draw(LITTLE))
    while not drawing.done():
        before = time.monotonic()
        await asyncio.sleep(0.005)
        longest = max(longest, time.monotonic() - before)
    first, second = await drawing
    assert first is second
    assert image(first).width == bars.WIDTH
    assert longest < 0.5
    ordered.close()


async def test_a_drawing_that_takes_too_long_ends_itself_and_the_next_has_its_process() -> None:
    ordered = DrawingDesk(0.001)
    with pytest.raises(NotDrawn):
        await ordered.draw(LITTLE)
    ordered._seconds = desk.SECONDS
    assert image(await ordered.draw(LITTLE)).width == bars.WIDTH
    ordered.close()


async def test_a_drawing_that_fails_says_so() -> None:
    ordered = DrawingDesk()
    with pytest.raises(NotDrawn):
        await ordered.draw(replace(LITTLE, panels=()))
    ordered.close()
    ordered.close()
