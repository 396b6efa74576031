"""A person arrives: language, what this is, consent, village."""

from collections.abc import Sequence
from dataclasses import dataclass

from aiogram.types import InlineKeyboardMarkup

from bot.domain.people import Language
from bot.domain.territories import Level, Spot, Territory
from bot.i18n import Html, Words, joined
from bot.views.callbacks import Answer, ConsentButton, InsideButton, LanguageButton, VillageButton
from bot.views.lists import page_of
from bot.views.names import spot_name
from bot.views.screens import Button, Screen, button, rows

SHOWN_AT_MOST = 8


@dataclass(frozen=True)
class Operator:
    """Who answers for the data; the law wants it named in the consent (PDL art. 8(4))."""

    name: str
    bin: str
    contact: str


def language_choice(village: str = "") -> Screen:
    """The only screen in three languages at once: each names itself."""
    names = {Language.KAZAKH: "Қазақша", Language.RUSSIAN: "Русский", Language.ENGLISH: "English"}
    return Screen(
        Html("Тілді таңдаңыз · Выберите язык · Choose a language"),
        rows(*[[button(names[one], LanguageButton(language=one, village=village))] for one in Language]),
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
                "consent back at any moment with /privacy.",
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
        "<b>Purpose:</b> to take your reports about the village, pass them to those who decide, and answer you.\n"
        "<b>Data:</b> Telegram account number (ID), language, village, and the text, files (photos, videos, "
        "voice) and places that you send. We do not ask for your name, IIN, documents or telephone number.\n"
        "<b>Who sees it:</b> the moderators and the akim's office see the report without your name or account. "
        "If the matter is another body's, the report may be passed to it, also without your name.\n"
        "<b>Public distribution:</b> no.\n"
        "<b>Cross-border transfer:</b> yes. The messages pass through Telegram, whose servers are outside "
        "Kazakhstan. Our own database is in Kazakhstan.\n"
        "<b>Term:</b> until you withdraw the consent.\n"
        "<b>To withdraw:</b> /privacy, at any moment; then we take nothing more from you, and reports already "
        "sent stay with the office, without your name.\n"
        "If you are under 18, a parent or guardian must agree for you.",
        name=operator.name,
        bin=operator.bin,
        contact=operator.contact,
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


def village_question(_: Words) -> Screen:
    return Screen(
        _(
            "<b>Where do you live?</b>\nWrite the first letters of your village's name. "
            "Any keyboard will do: «Байсерке», «baiserke»."
        ),
        rows(_from_a_list(_)),
    )


def _from_a_list(_: Words) -> list[Button]:
    return [button("📍 " + _.label("Choose from a list"), InsideButton())]


def villages_found(spots: Sequence[Spot], _: Words) -> Screen:
    if not spots:
        text = _(
            "No village with such a name was found. Write just its first letters, or choose from the list."
        )
        return Screen(text, rows(_from_a_list(_)))
    text = _("Is it one of these? Press it, or write the name more fully, and the district after it.")
    return Screen(text, rows(*_offered(spots[:SHOWN_AT_MOST], _), _from_a_list(_)))


def villages_near(spots: Sequence[Spot], _: Words) -> Screen:
    """A location only proposes: the person lives where they say, not where they stand."""
    if not spots:
        text = _(
            "Thank you, but I do not know which villages are near this place. "
            "Write the first letters of yours, or choose from the list."
        )
        return Screen(text, rows(_from_a_list(_)))
    text = _("These are near. Is yours among them? Press it, or write the first letters of its name.")
    return Screen(text, rows(*_offered(spots, _), _from_a_list(_)))


def _offered(spots: Sequence[Spot], _: Words) -> list[list[Button]]:
    return [[button(spot_name(spot, _), VillageButton(kato=spot.territory.kato))] for spot in spots]


def offered_village(spot: Spot, _: Words) -> Screen:
    """The village a poster's link named, or a city that has no villages: only proposed."""
    return Screen(
        _("Do you live in <b>{village}</b>?", village=spot_name(spot, _)),
        rows(
            [button("✅ " + _.label("Yes"), VillageButton(kato=spot.territory.kato))],
            [button(_.label("Another village"), InsideButton())],
        ),
    )


def territory_list(
    inside: Spot | None, listed: Sequence[Territory], back: str | None, page: int, _: Words
) -> Screen:
    """Regions, then the districts of one, then its units, then the villages of one."""
    here = inside.territory.kato if inside else ""
    if inside is not None:
        text = _("<b>{place}</b>. Choose:", place=inside.territory.name(_.language))
    elif any(one.level is Level.REGION for one in listed):
        text = _("Choose your region.")
    else:
        text = _("Choose your district.")

    def choose(one: Territory) -> VillageButton | InsideButton:
        return VillageButton(kato=one.kato) if one.level is Level.VILLAGE else InsideButton(kato=one.kato)

    def turn(to: int) -> InsideButton:
        return InsideButton(kato=here, page=to)

    above = [] if back is None else [button("← " + _.label("Back"), InsideButton(kato=back))]
    return Screen(text, rows(*page_of(listed, page, choose, turn, _), above))
