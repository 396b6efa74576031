"""Connecting a group to a territory."""

from collections.abc import Sequence

from bot.domain.people import Language
from bot.domain.territories import Territory
from bot.i18n import Words, words
from bot.views.callbacks import BindButton, BindInsideButton
from bot.views.screens import Button, Screen, button, in_pairs, rows


def bind_choice(district: Territory | None, listed: Sequence[Territory], _: Words) -> Screen:
    """Which territory the group serves: of a district the whole, or one unit."""
    if district is None:
        districts = [button(one.name(_.language), BindInsideButton(kato=one.kato)) for one in listed]
        return Screen(_("In which district does this group work?"), rows(*in_pairs(districts)))
    whole = [_bind(district, "✅ " + _.label("The whole district"), _)]
    units = [_bind(one, one.name(_.language), _) for one in listed]
    text = _("Which part of <b>{district}</b> does this group serve?", district=district.name(_.language))
    return Screen(text, rows(whole, *in_pairs(units)))


def _bind(territory: Territory, label: str, _: Words) -> Button:
    return button(label, BindButton(kato=territory.kato, language=_.language))


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
