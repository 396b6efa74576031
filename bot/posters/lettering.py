"""Text in a font that has every Kazakh letter, as large as its place allows; never cut."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL.ImageFont import FreeTypeFont, Layout, truetype

FONTS = Path(__file__).parent / "fonts"
LEADING = 1.22
STEP = 0.96  # from one size to the next smaller


class Weight(Enum):
    REGULAR = "DejaVuSans.ttf"
    BOLD = "DejaVuSans-Bold.ttf"


@dataclass(frozen=True)
class Style:
    """In pixels: the letters' sizes, and the height that the text may take before it is made smaller."""

    weight: Weight
    largest: float
    smallest: float
    height: float

    def scaled(self, scale: float) -> "Style":
        return Style(self.weight, self.largest * scale, self.smallest * scale, self.height * scale)


@dataclass(frozen=True)
class Block:
    """Lines of one size."""

    lines: tuple[str, ...]
    font: FreeTypeFont

    @property
    def leading(self) -> int:
        return round(self.font.size * LEADING)

    @property
    def height(self) -> int:
        return self.leading * len(self.lines)


@cache
def _file(weight: Weight) -> bytes:
    return (FONTS / weight.value).read_bytes()


def font(weight: Weight, size: float) -> FreeTypeFont:
    """Always laid out in the same way, whatever libraries the machine has."""
    return truetype(BytesIO(_file(weight)), size, layout_engine=Layout.BASIC)


def fitted(text: str, style: Style, width: int) -> Block:
    """The largest size at which the words stand whole in that height; at the smallest, on as many lines as it takes."""
    words, size = text.split(), style.largest
    while size > style.smallest:
        face = font(style.weight, size)
        block = Block(_balanced(words, face, width), face)
        if block.height <= style.height and _fit(block.lines, face, width):
            return block
        size *= STEP
    face = font(style.weight, style.smallest)
    pieces = [piece for word in words for piece in _broken(word, face, width)]
    return Block(_wrapped(pieces, face, width), face)


def _fit(lines: Iterable[str], face: FreeTypeFont, width: float) -> bool:
    return all(face.getlength(line) <= width for line in lines)


def _wrapped(words: list[str], face: FreeTypeFont, width: float) -> tuple[str, ...]:
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and face.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def _balanced(words: list[str], face: FreeTypeFont, width: float) -> tuple[str, ...]:
    """On as few lines, but with no word left alone on the last."""
    lines = narrower = _wrapped(words, face, width)
    while len(narrower) == len(lines) and _fit(narrower, face, width):
        lines, width = narrower, width * STEP
        narrower = _wrapped(words, face, width)
    return lines


def _broken(word: str, face: FreeTypeFont, width: int) -> Iterator[str]:
    """A word wider than the line, in parts."""
    part = ""
    for letter in word:
        if part and face.getlength(part + letter) > width:
            yield part
            part = ""
        part += letter
    yield part
