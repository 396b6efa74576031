"""The page as files to print."""

from io import BytesIO

from PIL import Image

INCH = 25.4
A4 = 210 / INCH, 297 / INCH


def png(page: Image.Image) -> bytes:
    """With the greys that smooth the letters on a screen."""
    return _saved(page, "PNG", dpi=_dots_an_inch(page))


def pdf(page: Image.Image, title: str) -> bytes:
    """In black and white alone, which a PDF keeps without loss and a printer prints sharp."""
    bits = page.convert("1", dither=Image.Dither.NONE)
    return _saved(bits, "PDF", dpi=_dots_an_inch(page), title=title)


def _dots_an_inch(page: Image.Image) -> tuple[float, float]:
    """300, but for the part of a dot that the page has more or less than A4."""
    return page.width / A4[0], page.height / A4[1]


def _saved(page: Image.Image, kind: str, **how: object) -> bytes:
    file = BytesIO()
    page.save(file, kind, **how)
    return file.getvalue()
