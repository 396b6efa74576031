"""Ready answers: written under the set-up, and chosen under a card in the group."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardMarkup

from bot.domain.people import Language
from bot.domain.posts import Task
from bot.domain.reports import Action
from bot.domain.templates import LONGEST, MOST, USED_FOR, Shelf, Template
from bot.domain.territories import Spot
from bot.i18n import Html, Words, escaped, joined
from bot.views.answering import in_both
from bot.views.callbacks.setups import (
    DropTemplateButton,
    NewTemplateButton,
    SetupButton,
    TemplateButton,
    TemplatesButton,
    TemplateWordsButton,
)
from bot.views.callbacks.triage import CardButton, UseTemplateButton, WordlessButton
from bot.views.names import action_label, spot_name
from bot.views.reports import shortened
from bot.views.screens import Button, Screen, button, in_pairs, rows

ON_A_BUTTON = 40
IN_A_QUESTION = 160


def way(kato: str, _: Words) -> Button:
    return button("💬 " + _.label("Ready answers"), TemplatesButton(kato=kato))


def shelf(seen: Shelf, _: Words) -> Screen:
    """What is there, by step; and a new one for each step that has room."""
    kato = seen.spot.territory.kato
    there = [
        button(_called(one, _), TemplateButton(template=one.id))
        for action in USED_FOR
        for one in seen.of(action)
    ]
    new = [
        button(f"➕ {action_label(action, _)}", NewTemplateButton(kato=kato, action=action))
        for action in USED_FOR
        if len(seen.of(action)) < MOST
    ]
    text = joined(
        [
            _("<b>Ready answers · {place}</b>", place=spot_name(seen.spot, _)),
            _(
                "What your office tells residents again and again, in Kazakh and in Russian. Moderators choose one by a "
                "press, and each resident reads it in their own language."
            ),
            _("For which step do you write a new one?") if new else None,
        ]
    )
    back = button("← " + _.label("Set-up"), SetupButton(kato=kato))
    return Screen(text, rows(*([one] for one in there), *in_pairs(new), [back]))


def _called(one: Template, _: Words) -> str:
    sign = "" if one.complete else "⚠️ "
    icon = action_label(one.action, _).partition(" ")[0]
    return shortened(f"{sign}{icon} {_one_line(one.text.to(_.language))}", ON_A_BUTTON)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def template(spot: Spot, one: Template, _: Words) -> Screen:
    text = joined(
        [
            Html(f"<b>{escaped(action_label(one.action, _))}</b>\n{escaped(spot_name(spot, _))}"),
            in_both(one.text),
            None
            if one.complete
            else _("⚠️ The Russian words are missing. Until they are written nobody can choose it."),
        ]
    )
    ways = [
        button("ҚАЗ " + _.label("Text in Kazakh"), _words(one, Language.KAZAKH)),
        button("РУС " + _.label("Text in Russian"), _words(one, Language.RUSSIAN)),
        button("🗑 " + _.label("Delete"), DropTemplateButton(template=one.id, sure=False)),
        button("← " + _.label("Back"), TemplatesButton(kato=one.kato)),
    ]
    return Screen(text, rows(*([one] for one in ways)))


def _words(one: Template, language: Language) -> TemplateWordsButton:
    return TemplateWordsButton(template=one.id, language=language)


def kazakh_asked(kato: str, action: Action, _: Words) -> Screen:
    """The first words of a new one."""
    text = joined(
        [
            escaped(action_label(action, _)),
            _(
                "Write the answer <b>in Kazakh</b>, at most {limit} characters. Then I ask for it in Russian.",
                limit=LONGEST,
            ),
        ]
    )
    return Screen(text, rows([button("← " + _.label("Cancel"), TemplatesButton(kato=kato))]))


def words_asked(one: Template, language: Language, _: Words) -> Screen:
    asked = {
        Language.KAZAKH: _("Write it <b>in Kazakh</b>, at most {limit} characters.", limit=LONGEST),
        Language.RUSSIAN: _("Write it <b>in Russian</b>, at most {limit} characters.", limit=LONGEST),
    }[language]
    cancel = button("← " + _.label("Cancel"), TemplateButton(template=one.id))
    return Screen(joined([in_both(one.text), asked]), rows([cancel]))


def sure_to_drop(one: Template, _: Words) -> Screen:
    ways = [
        button("🗑 " + _.label("Delete"), DropTemplateButton(template=one.id, sure=True)),
        button("← " + _.label("Back"), TemplateButton(template=one.id)),
    ]
    return Screen(joined([in_both(one.text), _("Delete this ready answer?")]), rows(*([one] for one in ways)))


def listed(found: Sequence[Template], _: Words) -> Html | None:
    """In the question for words: what the buttons under the card would say."""
    if not found:
        return None
    lines = [
        escaped(f"{number}. «{shortened(_one_line(one.text.to(_.language)), IN_A_QUESTION)}»")
        for number, one in enumerate(found, 1)
    ]
    return Html("\n".join([_("Or press a ready answer under the card:"), *lines]))


def offered(report_id: int, task: Task, found: Sequence[Template], _: Words) -> InlineKeyboardMarkup:
    """In place of the card's buttons while words are awaited: the ready ones, or none where the reason says enough."""
    ready = [
        [
            button(
                shortened(f"{number}. {_one_line(one.text.to(_.language))}", ON_A_BUTTON),
                UseTemplateButton(report=report_id, action=task.action, template=one.id),
            )
        ]
        for number, one in enumerate(found, 1)
    ]
    bare = []
    if task.reason and not task.reason.unnamed:
        data = WordlessButton(report=report_id, action=task.action, reason=task.reason)
        bare = [button(_.label("Without explanation"), data)]
    return rows(*ready, bare, [button("← " + _.label("Back"), CardButton(report=report_id))])
