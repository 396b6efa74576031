"""Just enough of picture formats: to draw a placeholder, and to tell the size of what was uploaded."""

import struct
import zlib
from functools import lru_cache

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8"
JPEG_SIZES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


@lru_cache(maxsize=32)
def placeholder(width: int, height: int) -> bytes:
    """A sky over a steppe: something to look at where no real picture was sent."""
    rows = b"".join(b"\x00" + bytes(_colour(row / height)) * width for row in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return PNG + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows, 9)) + _chunk(b"IEND", b"")


def _colour(depth: float) -> tuple[int, int, int]:
    if depth < 0.62:
        return int(120 + 90 * depth), int(180 + 50 * depth), 235
    return int(215 - 60 * depth), int(205 - 40 * depth), 110


def _chunk(kind: bytes, content: bytes) -> bytes:
    checked = kind + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))


def size(content: bytes) -> tuple[int, int] | None:
    if content.startswith(PNG) and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content.startswith(JPEG):
        return _jpeg_size(content)
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        if content[at + 1] in JPEG_SIZES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + struct.unpack(">H", content[at + 2 : at + 4])[0]
    return None
