"""Drawn pictures, compared with those that somebody has looked at."""

import os
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageStat

GOLDEN = Path(__file__).parent / "golden"  # a third as wide; WRITE_GOLDEN=1 writes them anew
SMALL = 360


def image(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png))


def looks_as_it_did(png: bytes, name: str) -> bool:
    """Within what two versions of a font make of it."""
    drawn, file = image(png).convert("RGB"), GOLDEN / f"{name}.png"
    small = drawn.resize((SMALL, drawn.height * SMALL // drawn.width), Image.Resampling.BOX)
    if os.environ.get("WRITE_GOLDEN"):
        small.quantize(32).save(file, optimize=True)
    golden = Image.open(file).convert("RGB")
    return small.size == golden.size and max(ImageStat.Stat(ImageChops.difference(small, golden)).mean) < 4
