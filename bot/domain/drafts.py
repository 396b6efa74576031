"""A report that is being written: its steps, and what is taken at each."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.categories import Category
from bot.domain.errors import RuleError
from bot.domain.events import FileKind
from bot.domain.places import NOWHERE, Place
from bot.domain.territories import Territory
from bot.domain.texts import REPORT_LIMIT, TextTooLong, utf16_length

ATTACHMENT_LIMIT = 5
FILE_LIMIT = 20 * 1024 * 1024  # what a bot may fetch of a file, in bytes


class Step(StrEnum):
    CATEGORY = "category"
    DANGER = "danger"
    TEXT = "text"
    PICTURES = "pictures"
    PLACE = "place"
    PREVIEW = "preview"


_ORDER = (Step.CATEGORY, Step.TEXT, Step.PICTURES, Step.PLACE, Step.PREVIEW)


class NoDraft(RuleError):
    """Nothing is being written, or the button belongs to a report sent or cancelled long ago."""


class TooManyAttachments(RuleError):
    """There are as many pictures as a report carries."""


class FileTooBig(RuleError):
    """The file is larger than a bot may fetch."""


class NotReady(RuleError):
    """The draft lacks its category or its text."""


@dataclass(frozen=True)
class Attachment:
    """A picture, video, voice note or file of a draft or report; `shown` once the group has it."""

    id: int
    kind: FileKind
    file_id: str
    message_id: int
    shown: bool = False


@dataclass(frozen=True)
class NewAttachment:
    """A file as it came in: `album` is Telegram's mark of pictures sent together."""

    kind: FileKind
    file_id: str
    file_unique_id: str
    album: str | None
    message_id: int


@dataclass(frozen=True)
class Part:
    """One message of the description; edited, it changes its own words only."""

    message_id: int
    text: str


@dataclass(frozen=True)
class Draft:
    """`overflow` tells that pictures beyond the limit came and were not taken."""

    id: int
    person_id: str
    village: Territory
    step: Step
    changed_at: datetime
    category: Category | None = None
    parts: tuple[Part, ...] = ()
    place: Place = NOWHERE
    overflow: bool = False
    form_message_id: int | None = None
    attachments: tuple[Attachment, ...] = ()

    @property
    def text(self) -> str | None:
        return "\n".join(part.text for part in self.parts) or None

    @property
    def filled(self) -> bool:
        """There is something in it worth asking about."""
        return bool(self.category or self.parts or self.attachments or self.place.known)

    def with_category(self, category: Category) -> "Draft":
        step = Step.DANGER if category.urgent else self._next(Step.CATEGORY)
        return replace(self, category=category, step=step)

    def with_part(self, part: Part) -> "Draft":
        """One more message of the description, or a new wording of one. Raises TextTooLong."""
        others = tuple(known for known in self.parts if known.message_id != part.message_id)
        parts = tuple(sorted((*others, part), key=lambda known: known.message_id))
        written = replace(self, parts=parts)
        if (length := utf16_length(written.text or "")) > REPORT_LIMIT:
            raise TextTooLong(length, REPORT_LIMIT)
        return replace(written, step=self._next(Step.TEXT)) if self.step is Step.TEXT else written

    def with_place(self, place: Place) -> "Draft":
        return replace(self, place=place, step=Step.PREVIEW)

    def onward(self, seen: Step) -> "Draft":
        """Past the step that was seen, «skip», «done» and «continue»; the draft has passed it already otherwise."""
        if self.step is not seen:
            return self
        here = Step.CATEGORY if self.step is Step.DANGER else self.step
        if (here is Step.CATEGORY and self.category is None) or (here is Step.TEXT and self.text is None):
            raise NotReady
        return replace(self, step=self._next(here))

    def back(self, seen: Step) -> "Draft":
        """To the step before the one that was seen; from the first there is none."""
        if self.step is not seen:
            return self
        here = Step.CATEGORY if self.step is Step.DANGER else self.step
        before = Step.CATEGORY if self.step is Step.DANGER else _ORDER[max(_ORDER.index(here) - 1, 0)]
        return replace(self, step=before)

    def _next(self, step: Step) -> Step:
        """The next step; the text's is passed over when a photo's caption has already given it."""
        following = _ORDER[min(_ORDER.index(step) + 1, len(_ORDER) - 1)]
        if following is Step.TEXT and self.text is not None:
            return Step.PICTURES if not self.attachments else Step.PLACE
        return following

    def ready(self) -> tuple[Category, str]:
        """The category and the text, without which nothing is sent. Raises NotReady."""
        if self.category is None or self.text is None:
            raise NotReady
        return self.category, self.text


def check_file(size: int | None) -> None:
    """Raises FileTooBig; Telegram does not always tell the size."""
    if size is not None and size > FILE_LIMIT:
        raise FileTooBig
