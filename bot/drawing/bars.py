"""Bars under their labels, one below the other, to be read on a phone. Loads the library that draws: seconds."""

import textwrap
from functools import cache
from io import BytesIO

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import FT2Font
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from bot.domain.charts import Bar, Chart, Hue, Panel

WIDTH, MARGIN, DOTS = 1080, 48, 100  # pixels, and pixels an inch
INSIDE = WIDTH - 2 * MARGIN
FAMILY = "DejaVu Sans"  # comes with the library and has every Kazakh letter and the tenge's sign
TITLE, SUBTITLE, HEADING, LABEL, NOTE = 52, 30, 36, 30, 24  # heights of letters, pixels
LABEL_ROOM, BAR, BETWEEN = 38, 30, 14
GAP = 12  # between a bar and its amount
TITLE_LETTERS, TITLE_GAP = 29, 12
NOTE_LETTERS, NOTE_LINES = 70, 2
SMALLER = 0.95

# Okabe and Ito's colours, which also the colour-blind tell apart.
HUES = {
    Hue.BLUE: "#0072B2",
    Hue.GREEN: "#009E73",
    Hue.ORANGE: "#E69F00",
    Hue.RED: "#D55E00",
    Hue.GREY: "#7F7F7F",
}
PAPER, INK, PALE = "#FFFFFF", "#1A1A1A", "#555555"


def draw(chart: Chart) -> bytes:
    """PNG on an opaque ground, so that it is read in a dark chat and a light one."""
    title = textwrap.wrap(chart.title, TITLE_LETTERS)
    note = textwrap.wrap(chart.note, NOTE_LETTERS, max_lines=NOTE_LINES, placeholder=" …")
    height = _height(chart, len(title), len(note))
    figure = Figure(figsize=(WIDTH / DOTS, height / DOTS), dpi=DOTS, facecolor=PAPER)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(height, 0))
    axes.set_axis_off()
    y = MARGIN - TITLE_GAP
    for line in title:
        y += TITLE + TITLE_GAP
        _write(axes, MARGIN, y, line, TITLE, bold=True)
    y += SUBTITLE + 18
    _write(axes, MARGIN, y, chart.subtitle, SUBTITLE, colour=PALE)
    bars = [bar for panel in chart.panels for bar in panel.bars]
    room = INSIDE - GAP - max(_measured(axes, bar.said, LABEL) for bar in bars)
    scale = room / max(bar.amount for bar in bars)
    for panel in chart.panels:
        y = _panel(axes, panel, y + HEADING + 44, scale)
    for line in note:
        y += NOTE + 12
        _write(axes, MARGIN, y, line, NOTE, colour=PALE)
    file = BytesIO()
    figure.savefig(file, format="png", metadata={"Software": None})
    return file.getvalue()


def _height(chart: Chart, titles: int, notes: int) -> int:
    bars = sum(len(panel.bars) for panel in chart.panels)
    panels = len(chart.panels) * (HEADING + 44 + BETWEEN)
    return (
        2 * MARGIN
        + titles * (TITLE + TITLE_GAP)
        - TITLE_GAP
        + SUBTITLE
        + 18
        + panels
        + bars * (LABEL_ROOM + BAR + BETWEEN)
        + notes * (NOTE + 12)
    )


def _panel(axes: Axes, panel: Panel, y: int, scale: float) -> int:
    """From this line of writing on; where it ends."""
    _write(axes, MARGIN, y, panel.title, HEADING, bold=True)
    y += BETWEEN
    for bar in panel.bars:
        y = _bar(axes, bar, y, max(bar.amount * scale, 2))
    return y


def _bar(axes: Axes, bar: Bar, y: int, length: float) -> int:
    _write(axes, MARGIN, y + LABEL_ROOM - 10, bar.label, LABEL)
    top = y + LABEL_ROOM
    axes.add_patch(Rectangle((MARGIN, top), length, BAR, facecolor=HUES[bar.hue], linewidth=0))
    _write(axes, MARGIN + length + GAP, top + BAR - 5, bar.said, LABEL, bold=True)
    return top + BAR + BETWEEN


def _write(
    axes: Axes, x: float, y: float, text: str, size: float, *, bold: bool = False, colour: str = INK
) -> None:
    """On a line at this height; smaller where it would not fit."""
    written = _text(axes, x, y, text, size, bold=bold, colour=colour)
    while x + written.get_window_extent().width > WIDTH - MARGIN / 2:
        size *= SMALLER
        written.set_fontsize(_points(size))


def _measured(axes: Axes, text: str, size: float) -> float:
    written = _text(axes, 0, 0, text, size, bold=True, colour=INK)
    width = written.get_window_extent().width
    written.remove()
    return width


def _text(axes: Axes, x: float, y: float, text: str, size: float, *, bold: bool, colour: str) -> Text:
    return axes.text(
        x,
        y,
        drawable(text),
        fontsize=_points(size),
        family=FAMILY,
        weight="bold" if bold else "normal",
        color=colour,
        parse_math=False,  # a dollar in a source's name begins no formula
    )


def _points(pixels: float) -> float:
    return pixels * 72 / DOTS


def drawable(text: str) -> str:
    """Without what the font has no sign for; people write sources with all kinds."""
    return "".join(letter for letter in text if ord(letter) in _known())


@cache
def _known() -> frozenset[int]:
    return frozenset(face().get_charmap())


def face() -> FT2Font:
    return get_font(findfont(FontProperties(family=FAMILY)))
