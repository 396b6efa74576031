"""What the bot says of itself, by language."""

from dataclasses import dataclass, field

from sandbox.wire import Json


@dataclass
class Profile:
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    menu_buttons: dict[int | None, Json] = field(default_factory=dict)

    def write(self, what: str, language: str, text: str) -> None:
        self.texts[what, language] = text

    def read(self, what: str, language: str) -> str:
        return self.texts.get((what, language)) or self.texts.get((what, ""), "")
