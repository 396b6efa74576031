"""The page: a name to be read from afar, a code to be scanned, and how to begin. Black on white, cheap to print."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import segno
from PIL import Image
from PIL.ImageDraw import Draw, ImageDraw

from bot.posters.lettering import Block, Style, Weight, fitted
from bot.views.posters import Lines, Poster

WIDTH, HEIGHT = 2480, 3508  # A4 at 300 dots an inch
MARGIN = 190  # 16 mm: no printer's edge, and no drawing pin, reaches the words
INSIDE = WIDTH - 2 * MARGIN
WHITE, BLACK = 255, 0

NAME = Style(Weight.BOLD, 300, 110, 460)
OTHER_NAMES = Style(Weight.REGULAR, 88, 52, 110)
FIRST = Style(Weight.BOLD, 116, 64, 285), Style(Weight.REGULAR, 80, 52, 200)
OTHERS = Style(Weight.BOLD, 70, 46, 90), Style(Weight.REGULAR, 62, 42, 155)
ADDRESS = Style(Weight.BOLD, 84, 40, 105)
OPERATOR = Style(Weight.REGULAR, 46, 34, 115)

QUIET = 4  # modules of white around the code, which readers need
SMALLEST_CODE, LARGEST_CODE = 1330, 1500  # with the white


@dataclass(frozen=True)
class Gap:
    """White between texts; with a line through its middle that is so thick."""

    height: int
    rule: int = 0


Part = Block | Gap


def draw(poster: Poster) -> Image.Image:
    """In eight bits of grey."""
    above, below, room = _arranged(poster)
    page = Image.new("L", (WIDTH, HEIGHT), WHITE)
    pen = Draw(page)
    y = _write(pen, above, MARGIN)
    code = _code(poster.address, min(room, LARGEST_CODE))
    page.paste(code, ((WIDTH - code.width) // 2, y + (room - code.height) // 2))
    _write(pen, below, y + room)
    return page


def _arranged(poster: Poster, scale: float = 1.0) -> tuple[Sequence[Part], Sequence[Part], int]:
    """What stands above the code, what below, and the height left for it: where that is little, all is smaller."""
    above, below = list(_above(poster, scale)), list(_below(poster, scale))
    room = HEIGHT - 2 * MARGIN - sum(part.height for part in (*above, *below))
    return (above, below, room) if room >= SMALLEST_CODE else _arranged(poster, scale * 0.95)


def _above(poster: Poster, scale: float) -> Iterator[Part]:
    yield _text(poster.name, NAME, scale)
    for name in poster.other_names:
        yield _text(name, OTHER_NAMES, scale)
    yield Gap(110, rule=10)
    yield from _said(poster.lines[0], FIRST, scale)


def _below(poster: Poster, scale: float) -> Iterator[Part]:
    yield _text(poster.address.removeprefix("https://"), ADDRESS, scale)
    for lines in poster.lines[1:]:
        yield Gap(56)
        yield from _said(lines, OTHERS, scale)
    yield Gap(90, rule=4)
    yield _text(poster.operator, OPERATOR, scale)


def _said(lines: Lines, styles: tuple[Style, Style], scale: float) -> Iterator[Part]:
    what, how = styles
    yield _text(lines.what, what, scale)
    yield Gap(14)
    yield _text(lines.how, how, scale)


def _text(text: str, style: Style, scale: float) -> Block:
    return fitted(text, style.scaled(scale), INSIDE)


def _code(address: str, most: int) -> Image.Image:
    """Read even where a quarter of it is torn or wet (level Q)."""
    drawn = segno.make_qr(address, error="q")
    rows = list(drawn.matrix_iter(border=QUIET))
    code = Image.new("L", (len(rows), len(rows)))
    code.putdata([BLACK if module else WHITE for row in rows for module in row])
    side = most // len(rows) * len(rows)
    return code.resize((side, side), Image.Resampling.NEAREST)


def _write(pen: ImageDraw, parts: Sequence[Part], y: int) -> int:
    """From this height on; where it ends."""
    for part in parts:
        if isinstance(part, Block):
            for number, line in enumerate(part.lines):
                middle = WIDTH / 2, y + part.leading * number
                pen.text(middle, line, BLACK, part.font, anchor="ma")
        elif part.rule:
            top = y + (part.height - part.rule) // 2
            pen.rectangle((MARGIN, top, WIDTH - MARGIN, top + part.rule - 1), BLACK)
        y += part.height
    return y
