"""Connecting a group to territories, and what else is said to a group."""

from collections.abc import Collection, Sequence

from aiogram.types import InlineKeyboardButton

from bot.domain.bindings import CODE_TERM, Binding
from bot.domain.people import Language
from bot.domain.territories import Level, Spot, Territory
from bot.i18n import Html, Words, escaped, joined, words
from bot.views.callbacks.groups import (
    BindInsideButton,
    ChosenButton,
    ConnectButton,
    DisconnectButton,
    ServeButton,
)
from bot.views.lists import page_of
from bot.views.names import LANGUAGES
from bot.views.screens import Button, Screen, button, rows

CODE_MINUTES = CODE_TERM.seconds // 60


def _named(listed: Sequence[Territory], _: Words) -> Html:
    return escaped(", ".join(one.name(_.language) for one in listed))


def code(binding: Binding, username: str, _: Words) -> Screen:
    """In the group: what its connecting is confirmed with."""
    private = f"https://t.me/{username}?start=bind"
    return Screen(
        _(
            "To connect this group, send me this code <b>in the private chat</b>:\n\n<b>{code}</b>\n\n"
            "It holds for {minutes} minutes.",
            code=binding.code,
            minutes=CODE_MINUTES,
        ),
        rows([InlineKeyboardButton(text=_.label("Open the private chat"), url=private)]),
    )


def code_wanted(title: str, _: Words) -> Screen:
    """In private, to whoever asked in the group."""
    return Screen(
        _(
            "The group «{title}» asks to be connected. Is it your moderators' group? Then write the code that "
            "stands in it. To cancel: /cancel",
            title=title,
        )
    )


def wrong_code(_: Words) -> Screen:
    return Screen(
        _(
            "This is not the code that stands in the group, or its time is over. Please look again, or send /bind "
            "there anew."
        )
    )


def serve_choice(
    binding: Binding,
    inside: Spot | None,
    listed: Sequence[Territory],
    back: str | None,
    page: int,
    _: Words,
) -> Screen:
    """Which territories the group serves: a whole district, or units of it, as many as are wanted."""
    here = inside.territory.kato if inside else ""
    chosen = set(binding.chosen)

    def choose(one: Territory) -> ServeButton | BindInsideButton:
        if one.level is Level.UNIT:
            return ServeButton(kato=one.kato, page=page)
        return BindInsideButton(kato=one.kato)

    def marked(one: Territory) -> str:
        name = one.name(_.language)
        return f"✅ {name}" if one.kato in chosen else name

    def turn(to: int) -> BindInsideButton:
        return BindInsideButton(kato=here, page=to)

    whole: list[Button] = []
    if inside is None and any(one.level is Level.REGION for one in listed):
        question = _("In which region does this group work?")
    elif inside is None or inside.territory.level is Level.REGION:
        question = _("In which district does this group work?")
    else:
        name = inside.territory.name(_.language)
        question = _(
            "Which parts of <b>{district}</b> does the group serve? Press one or several, then «Next».",
            district=name,
        )
        mark = "✅ " if here in chosen else ""
        whole = [button(mark + _.label("The whole district"), ServeButton(kato=here, page=page))]
    onward = [button(_.label("Next") + " →", ChosenButton())] if chosen else []
    above = [] if back is None else [button("← " + _.label("Back"), BindInsideButton(kato=back))]
    head = _("Group «{title}»", title=binding.title)
    return Screen(
        joined([head, question]), rows(whole, *page_of(listed, page, choose, turn, _, marked), onward, above)
    )


def language_choice(binding: Binding, chosen: Sequence[Territory], _: Words) -> Screen:
    offered = [[button(LANGUAGES[one], ConnectButton(language=one))] for one in Language]
    return Screen(
        _(
            "The group «{title}» will take the reports of <b>{places}</b>. In which language does it work?",
            title=binding.title,
            places=_named(chosen, _),
        ),
        rows(*offered, [button("← " + _.label("Back"), BindInsideButton(kato=chosen[0].parent or ""))]),
    )


def connected(title: str, served: Sequence[Territory], _: Words, *, heard: bool) -> Html:
    """In private, above what is still to do; `heard` when the group could be told."""
    done = _(
        "✅ The group «{title}» now takes the reports of <b>{places}</b>.",
        title=title,
        places=_named(served, _),
    )
    deaf = _("⚠️ But I may not write there: make me an administrator of the group.")
    return joined([done, None if heard else deaf])


def bound(served: Sequence[Territory], _: Words) -> Screen:
    return Screen(
        _(
            "✅ This group now takes the reports of <b>{places}</b>.\n"
            "A new report comes here as a card. Those act on it who have a role here: /team in the private "
            "chat with me. /help explains the rest.",
            places=_named(served, _),
        )
    )


def rights_missing(missing: Collection[str], _: Words) -> Screen:
    """`missing` are names of the rights in Telegram's API."""
    names = {
        "can_send_messages": _("text messages"),
        "can_send_photos": _("photos"),
        "can_send_videos": _("videos"),
        "can_send_documents": _("files"),
        "can_send_voice_notes": _("voice messages"),
    }
    listed = Html(", ".join(names[one] for one in names if one in missing))
    return Screen(
        _(
            "⚠️ I may not send here: {rights}. Residents' pictures will not be seen.\n"
            "To mend it: the group's name → Edit → Permissions, and allow it; or make me an administrator: "
            "the group's name → Edit → Administrators → Add.",
            rights=listed,
        )
    )


def disconnect_question(served: Sequence[Territory], _: Words) -> Screen:
    return Screen(
        _(
            "Disconnect this group? Reports of <b>{places}</b> will wait until another group is connected.",
            places=_named(served, _),
        ),
        rows(
            [button(_.label("Disconnect"), DisconnectButton(sure=True))],
            [button(_.label("Leave as it is"), DisconnectButton(sure=False))],
        ),
    )


def disconnected(_: Words) -> Screen:
    return Screen(_("The group is disconnected. To connect it again: /bind."))


def still_connected(_: Words) -> Screen:
    return Screen(_("Nothing was changed: the group goes on as before."))


def number_needed(_: Words) -> Screen:
    return Screen(_("Write the number too: /r 26-17"))


def language_set(language: Language) -> Screen:
    _ = words(language)
    return Screen(_("Done: the bot speaks English in this group."))


def greeting(_: Words) -> Screen:
    return Screen(
        _(
            "Good day! I bring residents' reports to moderators. To begin, the district's coordinator or an "
            "administrator of the bot sends /bind here."
        )
    )


def bind_in_group(telegram_id: int, _: Words) -> Screen:
    return Screen(
        _(
            "Send /bind in the moderators' group, not here. It is for district coordinators and for the bot's "
            "administrators: those whose number stands in ADMIN_IDS. Yours is <code>{telegram_id}</code>.",
            telegram_id=telegram_id,
        )
    )
