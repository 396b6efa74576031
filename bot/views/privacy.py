"""What is kept about a person, in short; the question whether to erase it, and the receipt."""

from bot.domain.people import Consent
from bot.domain.privacy import Kept, Receipt
from bot.i18n import Html, Words, joined
from bot.views.callbacks.settings import ForgetButton, Setting, SettingButton
from bot.views.names import LANGUAGES, spot_name
from bot.views.screens import Screen, button, rows
from bot.views.settings import forget_data, to_privacy
from bot.views.start import Operator


def nothing(_: Words) -> Screen:
    return Screen(_("Nothing is kept about you. To begin: /start."))


def decided(consent: Consent, _: Words) -> Html:
    """The latest word on the consent."""
    day = _.day(consent.decided_at)
    return _("given on {day}", day=day) if consent.agreed else _("not given since {day}", day=day)


def summary(kept: Kept, _: Words) -> Screen:
    """Stands under the file with everything."""
    if kept.nothing:
        return nothing(_)
    agreed = kept.person is not None and kept.person.agreed
    village = [SettingButton(setting=Setting.VILLAGE)] if agreed else []
    return Screen(
        joined([_("<b>All that is kept about you</b>"), _lines(kept, _), _elsewhere(_), _correcting(_)]),
        rows(
            [button("🌐 Тіл · Язык · Language", SettingButton(setting=Setting.LANGUAGE))],
            [button("🏡 " + _.label("Change village"), one) for one in village],
            [forget_data(_)],
            [to_privacy(_)],
        ),
    )


def _lines(kept: Kept, _: Words) -> Html:
    lines: list[Html | None] = []
    if kept.person is not None:
        lines.append(_("Language: {language}", language=LANGUAGES[kept.person.language]))
    if kept.home is not None:
        lines.append(_("Village: {village}", village=spot_name(kept.home, _)))
    if kept.consents:
        lines.append(_("Consent: {decision}", decision=decided(kept.consents[-1], _)))
    if kept.name is not None:
        lines.append(_("Name that your group sees: {name}", name=kept.name))
    if kept.draft is not None:
        lines.append(_("A report not sent yet, files in it: {total}", total=len(kept.draft.attachments)))
    lines.append(_("Reports sent: {total}", total=len(kept.stories)))
    if kept.supported:
        lines.append(
            _("Neighbours' reports that you support or have added to: {total}", total=len(kept.supported))
        )
    if kept.waiting:
        lines.append(_("Messages that wait for you: {total}", total=len(kept.waiting)))
    if kept.aside:
        lines.append(_("Messages of yours that we could not handle: {total}", total=len(kept.aside)))
    lines.append(_("The file above says all of it in full."))
    return Html("\n".join(line for line in lines if line))


def _elsewhere(_: Words) -> Html:
    return _(
        "Not in it: your Telegram number. It is kept sealed, only so that the bot can write to you. "
        "Photos, videos and voice messages lie on Telegram's servers; we keep what leads to them."
    )


def _correcting(_: Words) -> Html:
    return _(
        "<b>To correct.</b> Language and village: press below. The words of a report not sent yet: edit your "
        "message. A report already sent: reply to a message about it, and the office sees that."
    )


def question(kept: Kept, code: str, operator: Operator, _: Words) -> Screen:
    """What goes and what stays, and one press."""
    text = joined(
        [
            _("<b>Delete your data for good?</b>"),
            _(
                "<b>Goes:</b> your account, language and village; a report not sent yet; what we wrote down of "
                "our conversation; reports without an answer ({total}), with their words, pictures and place, "
                "also from the moderators' group.",
                total=kept.unanswered,
            ),
            _(
                "<b>Stays:</b> reports that the office has answered ({total}), without their author, since others "
                "rely on the answers. And that a consent was given and when, because the law asks for proof; "
                "it leads to nobody any more.",
                total=kept.answered,
            ),
            _(
                "<b>Of proposals and comments</b> on the budget, those published stay, without their author; the others "
                "go, also from the moderators' group."
            )
            if kept.proposed
            else None,
            _(
                "<b>Of neighbours' reports</b> your support goes, and what you have added to them, also from the moderators' "
                "group."
            )
            if kept.supported
            else None,
            _backups(operator, _),
            _("It cannot be undone."),
        ]
    )
    data = ForgetButton(code=code, language=_.language)
    return Screen(text, rows([button("🗑 " + _.label("Delete for good"), data)], [to_privacy(_)]))


def _backups(operator: Operator, _: Words) -> Html:
    return _.n(
        "Backup copies of the database are gone {count} day later. Messages in this chat you can delete yourself.",
        "Backup copies of the database are gone {count} days later. Messages in this chat you can delete yourself.",
        operator.backups_days,
    )


def receipt(given: Receipt, operator: Operator, _: Words) -> Screen:
    """Also for whoever presses twice."""
    return Screen(
        joined(
            [
                _(
                    "✅ Your data are deleted. Receipt <b>{code}</b>, {day}.",
                    code=given.code,
                    day=f"{given.day:%d.%m.%Y}",
                ),
                _(
                    "Reports withdrawn: {withdrawn}. Answered reports that stay without their author: {unsigned}.",
                    withdrawn=given.withdrawn,
                    unsigned=given.unsigned,
                ),
                _backups(operator, _),
                _(
                    "Keep the code: by it the operator can confirm the deletion, {contact}. To come back: /start.",
                    contact=operator.contact,
                ),
            ]
        )
    )
