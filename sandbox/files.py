"""Files: what people and the bot uploaded, or only said to be so large."""

import base64
import itertools
from dataclasses import dataclass

from sandbox import images
from sandbox.errors import bad
from sandbox.wire import Json

MEGABYTE = 1024 * 1024
LARGEST_DOWNLOAD = 20 * MEGABYTE

FOLDERS = {
    "photo": ("photos", "png", "AgACAgIAAxk"),
    "video": ("videos", "mp4", "BAACAgIAAxk"),
    "voice": ("voice", "oga", "AwACAgIAAxk"),
    "video_note": ("video_notes", "mp4", "DQACAgIAAxk"),
    "document": ("documents", "bin", "BQACAgIAAxk"),
    "sticker": ("stickers", "webp", "CAACAgIAAxk"),
    "audio": ("music", "mp3", "CQACAgIAAxk"),
    "animation": ("animations", "mp4", "CgACAgIAAxk"),
}


@dataclass(frozen=True)
class File:
    file_id: str
    file_unique_id: str
    kind: str
    path: str
    size: int
    content: bytes | None
    """None for a file that was only declared: what it holds is made up when asked for."""
    shape: Json
    """As it stands in a message: sizes, durations and names belong to the file, and follow its id."""

    def read(self) -> bytes:
        if self.content is not None:
            return self.content
        drawn = self.kind == "photo"
        picture = images.placeholder(self.shape["width"], self.shape["height"]) if drawn else b""
        return picture.ljust(self.size, b"\0")[: max(self.size, len(picture))]

    @property
    def info(self) -> Json:
        return {"file_id": self.file_id, "file_unique_id": self.file_unique_id, "file_size": self.size}


class Files:
    def __init__(self) -> None:
        self._by_id: dict[str, File] = {}
        self._by_path: dict[str, File] = {}
        self._numbers = itertools.count(1)

    def add(self, kind: str, size: int, content: bytes | None, shape: Json) -> File:
        folder, suffix, prefix = FOLDERS[kind]
        number = next(self._numbers)
        unique = (
            base64.urlsafe_b64encode(b"\x00\x01" + number.to_bytes(7, "big") + b"\x0a").decode().rstrip("=")
        )
        name = shape.get("file_name", "")
        suffix = name.rpartition(".")[2] if "." in name else suffix
        file_id = f"{prefix}BAAI{unique}dwADAgADeAADNgQ"
        ids = {"file_id": file_id, "file_unique_id": "AQAD" + unique}
        file = File(
            **ids,
            kind=kind,
            path=f"{folder}/file_{number}.{suffix}",
            size=size,
            content=content,
            shape=ids | shape | {"file_size": size},
        )
        self._by_id[file.file_id] = self._by_path[file.path] = file
        return file

    def find(self, file_id: str) -> File:
        if file_id not in self._by_id:
            raise bad("wrong file identifier/HTTP URL specified")
        return self._by_id[file_id]

    def at(self, path: str) -> File | None:
        return self._by_path.get(path)

    def download(self, file_id: str) -> Json:
        if file_id not in self._by_id:
            raise bad("invalid file_id")
        file = self._by_id[file_id]
        if file.size > LARGEST_DOWNLOAD:
            raise bad("file is too big")
        return file.info | {"file_path": file.path}
