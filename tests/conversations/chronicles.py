"""What comes to whom, hour by hour, written down for a person to read."""

import os
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.domain.numbers import ALMATY
from sandbox.person import Person
from tests.conversations.conftest import There, shown

FOLDER = Path(__file__).parent.parent / "golden"


@dataclass
class Chronicle:
    village: There
    people: dict[str, Person] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    told: list[tuple[datetime, str, str]] = field(default_factory=list)
    read: dict[str, int] = field(default_factory=dict)

    async def work(self, now: datetime) -> None:
        """What the clock does."""
        raise NotImplementedError

    async def until(self, moment: datetime) -> None:
        """The time in between passes."""
        await self.village.later(seconds=(moment - self.village.now()).total_seconds())

    async def tick(self, moment: datetime) -> None:
        """The clock has come to this hour: what is due goes, and is written down."""
        await self.until(moment)
        await self.work(self.village.now())
        self.village.stage.house.sender.wake()
        await self.village.quiet()
        for name, person in self.people.items():
            for message in await shown(person):
                if message["message_id"] > self.read[name]:
                    self.read[name] = message["message_id"]
                    self.note(moment, name, message)

    def note(self, moment: datetime, name: str, message: dict[str, Any]) -> None:
        text = self.said(message)
        self.told.append((moment, name, text))
        indented = "\n".join(f"    {line}".rstrip() for line in text.splitlines())
        self.lines.append(f"{moment.astimezone(ALMATY):%Y-%m-%d %H:%M} · {name}\n{indented}\n")

    def said(self, message: dict[str, Any]) -> str:
        """All that can be read in the message."""
        return str(message["text"])

    def remark(self, moment: datetime, what: str) -> None:
        self.lines.append(f"{moment.astimezone(ALMATY):%Y-%m-%d %H:%M} · — {what} —\n")

    async def reads(self, name: str, command: str, moment: datetime) -> dict[str, Any]:
        """Somebody asks for a page."""
        await self.until(moment)
        asked = await self.people[name].send(command)
        await self.village.quiet()
        [page] = [one for one in await shown(self.people[name]) if one["message_id"] > asked["message_id"]]
        self.read[name] = page["message_id"]
        self.note(moment, f"{name}, {command}", page)
        return page

    def kept(self, golden: str) -> str:
        """What the file of this name says; `WRITE_GOLDEN=1` writes it anew after a change that is meant."""
        file = FOLDER / golden
        if os.environ.get("WRITE_GOLDEN"):
            file.write_text("\n".join(self.lines), encoding="utf-8")
        return file.read_text("utf-8")
