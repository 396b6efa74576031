"""A person arrives: language, what this is, consent."""

from dataclasses import dataclass

from aiogram.types import InlineKeyboardMarkup

from bot.domain.people import Language
from bot.i18n import Html, Words, joined
from bot.views.callbacks.arriving import Answer, ConsentButton, LanguageButton
from bot.views.names import LANGUAGES
from bot.views.screens import Button, Screen, button, rows


@dataclass(frozen=True)
class Operator:
    """Who answers for the data; the law wants it named in the consent (PDL art. 8(4)). Their backups grow old."""

    name: str
    bin: str
    contact: str
    backups_days: int


def language_choice(village: str = "") -> Screen:
    """The only screen in three languages at once: each names itself."""
    return Screen(
        Html("Тілді таңдаңыз · Выберите язык · Choose a language"),
        rows(*[[button(LANGUAGES[one], LanguageButton(language=one, village=village))] for one in Language]),
    )


def introduction(_: Words) -> Html:
    return _(
        "<b>Auyl Üni</b>, the voice of the village.\n"
        "• Report what is broken: your akim's office will see it.\n"
        "• You will be told here what was done.\n"
        "• The bot shows nobody your name or account."
    )


def consent(operator: Operator, village: str, _: Words) -> Screen:
    text = joined(
        [
            introduction(_),
            _(
                "To take your reports we need your <b>consent</b> to keep a little data: your Telegram account "
                "number (ID), language, village and what you send. {operator} keeps it; you may take your "
                "consent back at any moment with /privacy. Neighbours can read what you report, without your name, once a "
                "moderator has looked at it.",
                operator=operator.name,
            ),
        ]
    )
    return Screen(text, _consent_buttons(_, village, Answer.MORE, _.label("Read more")))


def consent_in_full(operator: Operator, village: str, _: Words) -> Screen:
    text = joined(
        [_("<b>Consent to the collection and processing of personal data</b>"), consent_terms(operator, _)]
    )
    return Screen(text, _consent_buttons(_, village, Answer.LESS, _.label("In short")))


def consent_terms(operator: Operator, _: Words) -> Html:
    """All that article 8(4) of the law on personal data asks a consent to say."""
    return _(
        "<b>Operator:</b> {name}, BIN {bin}. Contact: {contact}.\n"
        "<b>Purpose:</b> to take your reports about the village, pass them to those who decide, and answer you; "
        "to tell you of the election of your akim, and to remind you of it if you ask; to ask what the village budget "
        "should be spent on; to tell you of that, of meetings, and what the akim's office answers and promises (this can be "
        "stopped), and what came of it.\n"
        "<b>Data:</b> Telegram account number (ID), language, village, and the text, files (photos, videos, "
        "voice) and places that you send; what you were told of an election, so that a correction reaches you, and of "
        "what you asked to be reminded; what you choose in a consultation on the budget, kept until it is counted under a "
        "code that leads to nobody without a secret key, and after that only that you took part; what you propose there, which others read without your name; which reports of neighbours you support; which promises of the akim's office you were told of, and whether they were kept, as you say, which is shown only in numbers. We do not ask for your name, IIN, documents or telephone "
        "number.\n"
        "<b>Who sees it:</b> the moderators and the akim's office see the report without your name or account; once a "
        "moderator has looked at it, residents of your district can read it in this bot, too, with its first photo, but "
        "without your name and without a point on the map. "
        "If the matter is another body's, the report may be passed to it, also without your name.\n"
        "<b>Public distribution:</b> what you report, as said above, and what you propose for the budget, always without "
        "your name.\n"
        "<b>Cross-border transfer:</b> yes. The messages pass through Telegram, whose servers are outside "
        "Kazakhstan. Our own database is in Kazakhstan.\n"
        "<b>Term:</b> until you withdraw the consent; what you were told of an election, until 60 days after it. "
        "Backups are gone within {days} days.\n"
        "<b>To withdraw:</b> /privacy, at any moment; then we take nothing more from you, and reports already "
        "sent stay with the office, without your name.\n"
        "If you are under 18, a parent or guardian must agree for you.",
        name=operator.name,
        bin=operator.bin,
        contact=operator.contact,
        days=operator.backups_days,
    )


def _consent_buttons(_: Words, village: str, other: Answer, other_label: str) -> InlineKeyboardMarkup:
    def answer(label: str, chosen: Answer) -> Button:
        return button(label, ConsentButton(answer=chosen, language=_.language, village=village))

    return rows(
        [answer("✅ " + _.label("I agree"), Answer.AGREE)],
        [answer(other_label, other), answer(_.label("No"), Answer.REFUSE)],
    )


def refused(_: Words) -> Screen:
    return Screen(
        _(
            "As you wish. Without consent we keep nothing but this answer, and cannot take reports.\n\n"
            "You can always read /help. To file an official appeal: eotinish.gov.kz. "
            "In danger call <b>112</b>.\n\nIf you change your mind: /start."
        )
    )
