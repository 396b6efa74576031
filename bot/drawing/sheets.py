"""A page of A4 in two columns, with a table of bars between its texts. Loads the library that draws: seconds."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import LoadFlags
from matplotlib.patches import Rectangle

from bot.domain.annexes import Annex, Column, Line
from bot.drawing.bars import FAMILY, drawable

WIDTH, HEIGHT, MARGIN = 595.276, 841.89, 40.0  # points; no printer's edge reaches the words
GAP = 14.0  # between columns
COLUMN = (WIDTH - 2 * MARGIN - GAP) / 2
NAME, BAR = 180.0, 60.0  # of the table: each language's names, and the longest bar
HEADING, TEXT, FOOT = 12.0, 9.0, 6.5  # heights of letters
LEADING, BETWEEN = 1.28, 0.55  # of a letter's height: from line to line, and between paragraphs
SMALLER = 0.97
BLACK, GREY = "#000000", "#8C8C8C"


@dataclass
class Page:
    """What is written, from the top down; `y` is where the next line begins."""

    axes: Axes
    y: float = MARGIN

    def write(self, x: float, text: str, size: float, *, bold: bool = False, y: float | None = None) -> None:
        top = self.y if y is None else y
        self.axes.text(
            x,
            top + size,
            text,
            fontsize=size,
            family=FAMILY,
            weight="bold" if bold else "normal",
            color=BLACK,
            parse_math=False,
        )


def draw(annex: Annex) -> bytes:
    """PDF, whose words can be searched; as large as all of it fits on one page."""
    scale = 1.0
    while _height(annex, scale) > HEIGHT - 2 * MARGIN:
        scale *= SMALLER
    figure = Figure(figsize=(WIDTH / 72, HEIGHT / 72), dpi=72)
    FigureCanvasPdf(figure)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(HEIGHT, 0))
    axes.set_axis_off()
    _page(Page(axes), annex, scale)
    file = BytesIO()
    with mpl.rc_context({"pdf.fonttype": 42}):
        figure.savefig(file, format="pdf", metadata={"CreationDate": None, "Title": annex.columns[0].heading})
    return file.getvalue()


def _page(page: Page, annex: Annex, scale: float) -> None:
    _beside(page, [(one.heading,) for one in annex.columns], HEADING * scale, bold=True)
    _beside(page, [(one.question,) for one in annex.columns], TEXT * scale, bold=True)
    _beside(page, [one.above for one in annex.columns], TEXT * scale)
    for line in annex.lines:
        _row(page, line, TEXT * scale)
    page.y += TEXT * scale * BETWEEN * bool(annex.lines)
    _beside(page, [one.below for one in annex.columns], TEXT * scale)
    page.write(MARGIN, drawable(annex.foot), FOOT, y=HEIGHT - MARGIN - FOOT * LEADING)


def _beside(page: Page, texts: Sequence[Sequence[str]], size: float, *, bold: bool = False) -> None:
    """Paragraphs in two columns, which end at the same height."""
    top = page.y
    for number, paragraphs in enumerate(texts):
        y = top
        for one in paragraphs:
            for line in _wrapped(one, size, COLUMN, bold=bold):
                page.write(MARGIN + number * (COLUMN + GAP), line, size, bold=bold, y=y)
                y += size * LEADING
            y += size * BETWEEN
    page.y = top + max(_tall(one, size, bold=bold) for one in texts)


def _row(page: Page, line: Line, size: float) -> None:
    for number, name in enumerate(line.names):
        for place, said in enumerate(_wrapped(name, size, NAME, bold=line.taken)):
            y = page.y + place * size * LEADING
            page.write(MARGIN + number * (NAME + GAP / 2), said, size, bold=line.taken, y=y)
    left = MARGIN + 2 * NAME + GAP
    colour = BLACK if line.taken else GREY
    page.axes.add_patch(Rectangle((left, page.y), BAR * line.part, size, facecolor=colour, linewidth=0))
    page.write(left + BAR + 4, line.said, size, bold=line.taken)
    page.y += _high(line, size)


def _height(annex: Annex, scale: float) -> float:
    size = TEXT * scale
    heads = max(_tall((one.heading,), HEADING * scale, bold=True) for one in annex.columns)
    asked = max(_tall((one.question,), size, bold=True) for one in annex.columns)
    texts = sum(max(_tall(part, size) for part in parts) for parts in _parts(annex.columns))
    table = sum(_high(line, size) for line in annex.lines) + size * BETWEEN
    return heads + asked + texts + table + FOOT * LEADING


def _parts(columns: tuple[Column, Column]) -> list[list[tuple[str, ...]]]:
    return [[one.above for one in columns], [one.below for one in columns]]


def _tall(paragraphs: Sequence[str], size: float, *, bold: bool = False) -> float:
    lines = sum(len(_wrapped(one, size, COLUMN, bold=bold)) for one in paragraphs)
    return size * (lines * LEADING + len(paragraphs) * BETWEEN)


def _high(line: Line, size: float) -> float:
    most = max(len(_wrapped(name, size, NAME, bold=line.taken)) for name in line.names)
    return size * (most * LEADING + BETWEEN / 2)


def _wrapped(text: str, size: float, width: float, *, bold: bool) -> list[str]:
    """Words as they fit; one that is wider than the line, in parts."""
    lines = [""]
    for word in drawable(text).split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if _long(longer, size, bold=bold) <= width:
            lines[-1] = longer
            continue
        lines += [word] if _long(word, size, bold=bold) <= width else _parted(word, size, width, bold=bold)
    return [line for line in lines if line]


def _parted(word: str, size: float, width: float, *, bold: bool) -> list[str]:
    parts = [""]
    for letter in word:
        if _long(parts[-1] + letter, size, bold=bold) > width:
            parts.append("")
        parts[-1] += letter
    return parts


def _long(text: str, size: float, *, bold: bool) -> float:
    return sum(_advance(letter, bold=bold) for letter in text) * size


@cache
def _advance(letter: str, *, bold: bool) -> float:
    """How wide the letter is, of its height."""
    face = get_font(findfont(FontProperties(family=FAMILY, weight="bold" if bold else "normal")))
    face.set_size(100, 72)
    return float(face.load_char(ord(letter), LoadFlags.NO_HINTING).linearHoriAdvance) / 65536 / 100
