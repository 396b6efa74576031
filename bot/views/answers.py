"""A public answer of the akim's office, as its readers get it."""

from bot.domain.answers import Answer, Pledge, To
from bot.domain.events import FileKind, FileRef
from bot.domain.people import Language
from bot.domain.speech import Speech
from bot.i18n import Html, Words, escaped, joined
from bot.views import announcements
from bot.views.callbacks.answering import AnswerFileButton
from bot.views.callbacks.promises import PromisesButton
from bot.views.names import category_label
from bot.views.screens import Button, Screen, button, rows


def answer(one: Answer, _: Words) -> Screen:
    """A letter; who reads it hears of the office, never of a person."""
    text = joined([*lines(one, _), _reply(one, _)])
    stop = [announcements.stop(_)] if one.audience.to is To.VILLAGE else []
    promises = [button("🤝 " + _.label("All promises"), PromisesButton())] if one.pledge else []
    return Screen(text, rows(*file_button(one, _), promises, stop))


def lines(one: Answer, _: Words) -> list[Html | None]:
    """What stands in it, in the reader's language as far as it is written."""
    place = one.territory.name(_.language)
    return [
        _("📢 <b>Answer of the akim's office</b> · {place}", place=place),
        to_whom(one, _),
        spoken(one.text, _),
        pledge(one.pledge, _),
    ]


def pledge(promised: Pledge, _: Words) -> Html | None:
    """What is promised, by which day."""
    if not promised:
        return None
    day = _("By {day}", day=_.day(promised.due_on)) if promised.due_on else None
    lines = [_("🤝 <b>Promise</b>"), spoken(promised.what, _), day]
    return Html("\n".join(line for line in lines if line))


def to_whom(one: Answer, _: Words) -> Html:
    audience = one.audience
    if audience.village is not None:
        return _("To all residents: {village}", village=audience.village.name(_.language))
    if audience.category is not None:
        return _("On open reports: {category}", category=category_label(audience.category, _))
    return _("On report № {number}", number=audience.number or "…")


def spoken(said: Speech, _: Words) -> Html | None:
    """With a mark where it is written only in another language than the reader's."""
    only = said.only(_.language)
    return joined([escaped(said.to(_.language)), _only(only, _) if only else None]) or None


def _only(language: Language, _: Words) -> Html:
    if language is Language.KAZAKH:
        return _("<i>The office has written this only in Kazakh.</i>")
    return _("<i>The office has written this only in Russian.</i>")


def _reply(one: Answer, _: Words) -> Html | None:
    if one.audience.to is not To.REPORT:
        return None
    return _("Reply to this message, and the office gets your words.")


def file_button(one: Answer, _: Words) -> list[list[Button]]:
    if one.file is None:
        return []
    return [[button(file_label(one.file, _), AnswerFileButton(answer=one.id))]]


def file_label(file: FileRef, _: Words) -> str:
    return "📷 " + _.label("Picture") if file.kind is FileKind.PHOTO else "📎 " + _.label("Document")
