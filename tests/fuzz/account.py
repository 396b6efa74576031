"""What a resident has entered, by their own account: written down beside the bot, and compared with its database."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.domain.drafts import ATTACHMENT_LIMIT, Step
from bot.domain.errors import RuleError
from bot.domain.places import Place
from bot.domain.texts import PLACE_LIMIT, REPORT_LIMIT, EmptyText, clean, utf16_length
from bot.views.callbacks.arriving import Answer, ConsentButton, VillageButton
from bot.views.callbacks.reports import (
    CancelButton,
    CategoryButton,
    Go,
    NewReportButton,
    SendButton,
    StepButton,
)
from bot.views.callbacks.settings import ForgetButton, Setting, SettingButton
from tests.buttons import BUTTONS
from tests.conftest import KEYS

if TYPE_CHECKING:
    from datetime import datetime

    from aiogram.filters.callback_data import CallbackData

    from tests.fuzz.stage import Stage

PATIENCE = timedelta(hours=6)
NOWHERE = (None, None, None)


@dataclass
class Entered:
    """The content of a draft, or of the report it became."""

    category: str | None = None
    parts: dict[int, str] = field(default_factory=dict)
    files: list[int] = field(default_factory=list)
    place: tuple[float | None, float | None, str | None] = NOWHERE

    @property
    def text(self) -> str:
        return "\n".join(text for _, text in sorted(self.parts.items()))


@dataclass(frozen=True)
class Asked:
    """What the resident sees before their next step."""

    draft_id: int | None
    step: str
    choosing_village: bool
    stale: bool
    answer_awaited: bool = False
    receipts: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Words:
    message_id: int
    text: str


@dataclass(frozen=True)
class File:
    """A picture, video or voice note; `caption` as it was written, if it was."""

    message_id: int
    caption: str | None
    too_big: bool
    album: bool = False


@dataclass(frozen=True)
class Point:
    latitude: float
    longitude: float


def unpacked(data: str | None) -> CallbackData | None:
    for kind in BUTTONS if data else ():
        with suppress(ValueError, TypeError):
            return kind.unpack(data or "")
    return None


class Account:
    def __init__(self) -> None:
        self.agreed = False
        self.village: str | None = None
        self.draft: Entered | None = None
        self.sent: list[Entered] = []
        self.blocked = False

    @property
    def at_home(self) -> bool:
        return self.agreed and self.village is not None and not self.blocked

    def begins(self) -> None:
        if self.at_home and self.draft is None:
            self.draft = Entered()

    def gives_up(self) -> None:
        self.draft = None

    def leaves(self) -> None:
        self.agreed, self.village, self.draft = False, None, None

    def is_forgotten(self) -> None:
        self.leaves()
        self.sent = []

    def says(self, words: Words, asked: Asked, *, about_report: bool) -> None:
        """Plain words: the village's name, words to the office, or a part of the report."""
        if (
            not about_report
            and not asked.choosing_village
            and self.at_home
            and self.draft
            and not asked.stale
        ):
            self._writes(words, asked)

    def _writes(self, words: Words, asked: Asked) -> None:
        self.begins()
        assert self.draft is not None
        step = asked.step if asked.draft_id is not None else Step.CATEGORY
        with suppress(RuleError):
            if step == Step.PREVIEW and self.draft.place[2] == clean(words.text, REPORT_LIMIT):
                return
            if step == Step.PLACE:
                self.draft.place = (None, None, clean(words.text, PLACE_LIMIT))
            else:
                self._describes(words)

    def _describes(self, words: Words) -> None:
        """Raises RuleError for what is not taken."""
        assert self.draft is not None
        parts = self.draft.parts | {words.message_id: clean(words.text, REPORT_LIMIT)}
        if utf16_length("\n".join(parts.values())) > REPORT_LIMIT:
            raise RuleError
        self.draft.parts = parts

    def rewords(self, words: Words) -> None:
        if self.agreed and self.draft is not None and words.message_id in self.draft.parts:
            with suppress(RuleError):
                self._describes(words)

    def shows(self, file: File, asked: Asked) -> None:
        """Taken with its caption, or not at all; of one too many the caption. While an answer is awaited, asked about."""
        if self.draft is None and asked.answer_awaited and not file.album:
            return
        before, full = self.draft, self.draft is not None and len(self.draft.files) >= ATTACHMENT_LIMIT
        if not self.at_home or file.too_big:
            return
        self.begins()
        assert self.draft is not None
        try:
            if file.caption and _readable(file.caption):
                self._describes(Words(file.message_id, file.caption))
        except RuleError:
            self.draft = before
            return
        if not full and file.message_id not in self.draft.files:
            self.draft.files.append(file.message_id)

    def points(self, point: Point, asked: Asked) -> None:
        if self.at_home and (self.draft is not None or not asked.answer_awaited):
            with suppress(RuleError):
                Place.point(point.latitude, point.longitude)
                self.begins()
                assert self.draft is not None
                self.draft.place = (point.latitude, point.longitude, None)

    def presses(
        self, data: str | None, asked: Asked, under: Words | File | Point | None, villages: set[str]
    ) -> None:
        """`under` is what the resident had sent when the bot offered the button."""
        button = unpacked(data)
        match button:
            case ConsentButton(answer=Answer.AGREE):
                self.agreed = True
            case ConsentButton(answer=Answer.REFUSE) | SettingButton(setting=Setting.WITHDRAWN):
                self.leaves()
            case ForgetButton(code=code) if code not in asked.receipts:
                self.is_forgotten()
            case VillageButton(kato=kato) if self.agreed and kato in villages:
                self.village = kato
            case NewReportButton():
                self.begins()
                if self.at_home:
                    self._puts(under, asked)
            case _ if self.draft is not None and getattr(button, "draft", None) == asked.draft_id:
                self._presses_on_form(button, self.draft, asked, under)

    def _puts(self, under: Words | File | Point | None, asked: Asked) -> None:
        match under:
            case Words():
                self._writes(under, asked)
            case File():
                self.shows(under, asked)
            case Point():
                self.points(under, asked)

    def _presses_on_form(
        self,
        button: CallbackData | None,
        draft: Entered,
        asked: Asked,
        under: Words | File | Point | None,
    ) -> None:
        match button:
            case CategoryButton(category=category):
                draft.category = category.value
            case StepButton(go=Go.RESUME) if isinstance(under, Words) and asked.stale:
                self._writes(under, asked)
            case CancelButton():
                self.gives_up()
            case SendButton() if self.at_home and draft.category and draft.parts:
                self.sent.append(draft)
                self.draft = None


def _readable(caption: str) -> bool:
    try:
        clean(caption, REPORT_LIMIT)
    except EmptyText:
        return False
    except RuleError:
        return True
    return True


def asked(stage: Stage, telegram_id: int) -> Asked:
    drafts = stage.rows(
        "SELECT d.id, d.step, d.changed_at FROM drafts d JOIN people p ON p.id = d.person_id WHERE account = :id",
        id=KEYS.account(telegram_id),
    )
    states = stage.rows(
        "SELECT state FROM conversations WHERE chat_id = :id AND user_id = :id", id=KEYS.account(telegram_id)
    )
    receipts = frozenset(row["code"] for row in stage.rows("SELECT code FROM forgettings"))
    choosing = [row["state"] for row in states] == ["village"]
    if not drafts:
        waiting = stage.rows(
            "SELECT 1 FROM reports r JOIN people p ON p.id = r.person_id"
            " WHERE account = :id AND state = 'needs_details'",
            id=KEYS.account(telegram_id),
        )
        return Asked(None, "", choosing, stale=False, answer_awaited=bool(waiting), receipts=receipts)
    (draft,) = drafts
    stale = _milliseconds(stage.now) - draft["changed_at"] > PATIENCE / timedelta(milliseconds=1)
    return Asked(draft["id"], draft["step"], choosing, stale, receipts=receipts)


def _milliseconds(moment: datetime) -> float:
    return moment.timestamp() * 1000


def kept_draft(stage: Stage, telegram_id: int) -> Entered | None:
    found = stage.rows(
        "SELECT d.* FROM drafts d JOIN people p ON p.id = d.person_id WHERE account = :id",
        id=KEYS.account(telegram_id),
    )
    return _entered(stage, found[0], "draft_id", found[0]["id"]) if found else None


def kept_reports(stage: Stage, telegram_id: int) -> list[Entered]:
    found = stage.rows(
        "SELECT r.* FROM reports r JOIN people p ON p.id = r.person_id WHERE account = :id ORDER BY r.id",
        id=KEYS.account(telegram_id),
    )
    return [_entered(stage, report, "report_id", report["draft_id"]) for report in found]


def _entered(stage: Stage, row: dict[str, Any], owner: str, draft_id: int) -> Entered:
    parts = stage.rows("SELECT message_id, text FROM parts WHERE draft_id = :id", id=draft_id)
    files = stage.rows(
        f"SELECT message_id FROM attachments WHERE {owner} = :id ORDER BY message_id", id=row["id"]
    )
    return Entered(
        row["category"],
        {part["message_id"]: part["text"] for part in parts},
        [file["message_id"] for file in files],
        (row["latitude"], row["longitude"], row["place"]),
    )
