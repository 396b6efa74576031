"""What becomes of what residents chose: how the office tells it, and how it is read."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.consultations import Consultation
from bot.domain.works import LONGEST_WORDS, Step, Work, Works
from bot.i18n import Html, Words, joined
from bot.views.callbacks.consultations import ConsultationButton
from bot.views.callbacks.ledgers import LedgerButton
from bot.views.callbacks.works import (
    FollowButton,
    PublishWorkButton,
    WorkButton,
    WorkPhotoButton,
    WorksButton,
    WorksOfUnitButton,
    WorkStepButton,
)
from bot.views.consultations import head, option_name
from bot.views.names import spot_name
from bot.views.reports import shortened
from bot.views.screens import Button, Screen, button, rows

ON_A_BUTTON = 40
SIGNS = {
    Step.PLANNED: "🗓",
    Step.CONTRACTED: "✍️",
    Step.IN_WORK: "🚧",
    Step.DONE: "✅",
    Step.DROPPED: "✖️",
}


def step_label(step: Step, _: Words) -> str:
    names = {
        Step.PLANNED: _.label("Planned"),
        Step.CONTRACTED: _.label("Contract signed"),
        Step.IN_WORK: _.label("Work is going on"),
        Step.DONE: _.label("Finished"),
        Step.DROPPED: _.label("Will not be done"),
    }
    return f"{SIGNS[step]} {names[step]}"


def of_unit(kato: str, found: Sequence[Consultation], _: Words) -> Screen:
    """The consultations whose outcome the office can follow up."""
    ways = [
        [button(shortened(one.title(_.language), ON_A_BUTTON), WorksButton(consultation=one.id))]
        for one in found
    ]
    text = joined(
        [
            _("<b>What became of it</b>"),
            _("Choose the consultation. Everybody who took part hears of each step.")
            if found
            else _("No consultation of this unit has been counted yet."),
        ]
    )
    return Screen(text, rows(*ways, [button("← " + _.label("Back"), LedgerButton(kato=kato))]))


def works(seen: Works, _: Words) -> Screen:
    """For the office: each option, with how far it is."""
    key = seen.consultation.id
    ways = []
    for option in seen.consultation.options:
        last = seen.last(option.number)
        label = shortened(option.name(_.language), ON_A_BUTTON)
        data = WorkButton(consultation=key, number=option.number)
        ways.append([button(f"{SIGNS[last.step] if last else '▫️'} {label}", data)])
    kato = seen.consultation.territory.kato
    text = joined(
        [
            head(seen.consultation, _),
            _moving(seen, _),
            _("Choose what you want to tell something new of."),
        ]
    )
    return Screen(text, rows(*ways, [button("← " + _.label("Back"), WorksOfUnitButton(kato=kato))]))


def steps(seen: Works, number: int, _: Words) -> Screen:
    key = seen.consultation.id
    ways = [
        [button(step_label(step, _), WorkStepButton(consultation=key, number=number, step=step))]
        for step in Step
    ]
    text = joined([_of(seen, number, _), _("How far is it?")])
    return Screen(text, rows(*ways, [_back(key, _)]))


def words(seen: Works, number: int, step: Step, _: Words) -> Screen:
    """Asks for something to read or to see."""
    said = (
        _("Write why, in one message of up to {limit} characters.", limit=LONGEST_WORDS)
        if step is Step.DROPPED
        else _(
            "Write a line about it, up to {limit} characters: what, who, until when. Or send a photo, with the line under "
            "it. Nobody should be recognisable on the photo.",
            limit=LONGEST_WORDS,
        )
    )
    key = seen.consultation.id
    without = [] if step is Step.DROPPED else [_without(key, number, step, _)]
    text = joined([_of(seen, number, _), Html(step_label(step, _)), said])
    return Screen(text, rows(without, [_back(key, _)]))


def _without(key: int, number: int, step: Step, _: Words) -> Button:
    data = WorkStepButton(consultation=key, number=number, step=step, alone=True)
    return button("▶️ " + _.label("Without words"), data)


def to_publish(seen: Works, work: Work, _: Words) -> Screen:
    """Read back before others read it."""
    text = joined(
        [
            _("<b>Residents will read:</b>"),
            _said(seen, work, _),
            _("With your photo.") if work.photo else None,
        ]
    )
    publish = button("📣 " + _.label("Publish"), PublishWorkButton(work=work.id))
    again = WorkButton(consultation=work.consultation_id, number=work.number)
    return Screen(text, rows([publish], [button("✏️ " + _.label("Another way"), again)]))


def followed(seen: Works, now: datetime, _: Words) -> Screen:
    """For residents; never blank."""
    key = seen.consultation.id
    told = [_told(seen, work, now, _) for _option, work in seen.moving]
    photos = [
        [button("📷 " + shortened(option.name(_.language), ON_A_BUTTON), WorkPhotoButton(work=work.id))]
        for option, work in seen.moving
        if work.photo
    ]
    text = joined(
        [
            head(seen.consultation, _),
            _("<b>What became of it</b>"),
            *(told or [_("The office has told nothing yet. Who took part will hear of each step.")]),
        ]
    )
    back = button("← " + _.label("Back"), ConsultationButton(consultation=key))
    return Screen(text, rows(*photos, [back]))


def news(seen: Works, work: Work, _: Words) -> Screen:
    """A letter to who took part."""
    text = joined([_("🏗 <b>News of what you had a say on</b>"), _said(seen, work, _)])
    photo = [button("📷 " + _.label("Photo"), WorkPhotoButton(work=work.id))] if work.photo else []
    return Screen(text, rows(photo, [follow(seen.consultation.id, _)]))


def follow(key: int, _: Words) -> Button:
    return button("🏗 " + _.label("What became of it"), FollowButton(consultation=key))


def _moving(seen: Works, _: Words) -> Html | None:
    lines = [
        f"{step_label(work.step, _)}: {option_name(seen.consultation, option.number, _)}"
        for option, work in seen.moving
    ]
    return Html("\n".join(lines)) if lines else None


def _of(seen: Works, number: int, _: Words) -> Html:
    place = spot_name(seen.spot, _)
    return Html(f"<b>{option_name(seen.consultation, number, _)}</b>\n{place}")


def _said(seen: Works, work: Work, _: Words) -> Html:
    lines = [
        Html(f"<b>{option_name(seen.consultation, work.number, _)}</b>"),
        Html(step_label(work.step, _)),
        _("«{text}»", text=work.words) if work.words else None,
    ]
    return Html("\n".join(line for line in lines if line))


def _told(seen: Works, work: Work, now: datetime, _: Words) -> Html:
    assert work.published_at is not None
    return Html(f"{_said(seen, work, _)}\n{_.long_day(work.published_at.date(), now)}")


def _back(key: int, _: Words) -> Button:
    return button("← " + _.label("Back"), WorksButton(consultation=key))
