"""What happens, told to whoever listens: the page and waiting tests."""

import asyncio

from sandbox.wire import encode

PATIENCE = 50_000


class Events:
    """A listener that has fallen far behind is let go: it reconnects and reads the transcript."""

    def __init__(self) -> None:
        self.count = 0
        self._listeners: set[asyncio.Queue[str | None]] = set()

    @property
    def listeners(self) -> int:
        return len(self._listeners)

    def emit(self, kind: str, chat_id: int | None = None, **content: object) -> int:
        self.count += 1
        if self._listeners:
            line = encode({"type": kind, "chat_id": chat_id, "n": self.count, **content})
            for listener in tuple(self._listeners):
                self._tell(listener, line)
        return self.count

    def listen(self) -> asyncio.Queue[str | None]:
        listener: asyncio.Queue[str | None] = asyncio.Queue()
        self._listeners.add(listener)
        return listener

    def leave(self, listener: asyncio.Queue[str | None]) -> None:
        self._listeners.discard(listener)

    def close(self) -> None:
        for listener in tuple(self._listeners):
            self._dismiss(listener)

    def _tell(self, listener: asyncio.Queue[str | None], line: str) -> None:
        if listener.qsize() < PATIENCE:
            listener.put_nowait(line)
        else:
            self._dismiss(listener)

    def _dismiss(self, listener: asyncio.Queue[str | None]) -> None:
        self.leave(listener)
        listener.put_nowait(None)
