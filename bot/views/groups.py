"""Connecting a group to a territory."""

from collections.abc import Sequence

from bot.domain.people import Language
from bot.domain.territories import Level, Spot, Territory
from bot.i18n import Words, words
from bot.views.callbacks import BindButton, BindInsideButton
from bot.views.lists import page_of
from bot.views.screens import Button, Screen, button, rows


def bind_choice(
    inside: Spot | None, listed: Sequence[Territory], back: str | None, page: int, _: Words
) -> Screen:
    """Which territory the group serves: of a district the whole, or one unit."""
    here = inside.territory.kato if inside else ""

    def choose(one: Territory) -> BindButton | BindInsideButton:
        if one.level is Level.UNIT:
            return BindButton(kato=one.kato, language=_.language)
        return BindInsideButton(kato=one.kato)

    def turn(to: int) -> BindInsideButton:
        return BindInsideButton(kato=here, page=to)

    whole: list[Button] = []
    if inside is None and any(one.level is Level.REGION for one in listed):
        text = _("In which region does this group work?")
    elif inside is None or inside.territory.level is Level.REGION:
        text = _("In which district does this group work?")
    else:
        name = inside.territory.name(_.language)
        text = _("Which part of <b>{district}</b> does this group serve?", district=name)
        whole = [button("✅ " + _.label("The whole district"), BindButton(kato=here, language=_.language))]
    above = [] if back is None else [button("← " + _.label("Back"), BindInsideButton(kato=back))]
    return Screen(text, rows(whole, *page_of(listed, page, choose, turn, _), above))


def bound(name: str, _: Words) -> Screen:
    return Screen(
        _(
            "✅ This group now takes the reports of <b>{name}</b>.\n"
            "A new report comes here as a card. The bot needs the right to write messages and send media; as "
            "an administrator of the group it also sees every reply. /help explains the rest.",
            name=name,
        )
    )


def moderator_named(name: str, _: Words) -> Screen:
    return Screen(_("{name} is now a moderator of this group.", name=name))


def reply_needed(_: Words) -> Screen:
    return Screen(_("Send /moderator as a reply to a message of the person you name."))


def number_needed(_: Words) -> Screen:
    return Screen(_("Write the number too: /r 26-17"))


def language_set(language: Language) -> Screen:
    _ = words(language)
    return Screen(_("Done: the bot speaks English in this group."))


def greeting(_: Words) -> Screen:
    return Screen(
        _(
            "Good day! I bring residents' reports to moderators. To begin, an administrator of the bot sends "
            "/bind here."
        )
    )


def bind_in_group(telegram_id: int, _: Words) -> Screen:
    return Screen(
        _(
            "Send /bind in the moderators' group, not here. It is for the bot's administrators: those whose "
            "number stands in ADMIN_IDS. Yours is <code>{telegram_id}</code>.",
            telegram_id=telegram_id,
        )
    )
