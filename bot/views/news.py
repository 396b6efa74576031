"""What the office did, told to the resident; what the resident said, told to the group."""

from datetime import datetime

from bot.domain.events import Event, EventKind
from bot.domain.reports import Action, Reason, Report, State
from bot.domain.territories import Territory
from bot.i18n import Html, Words, joined
from bot.views.callbacks.reports import VerdictButton
from bot.views.names import reason_label, state_label, subject
from bot.views.screens import Button, Screen, button, in_pairs, rows


def told(event: Event, _: Words) -> Html:
    """An event in a few words, and what was said with it."""
    sentences = {
        EventKind.SENT: _("received"),
        EventKind.TAKE: _("the office has taken it for review"),
        EventKind.ASK: _("the office asks"),
        EventKind.START: _("work has begun"),
        EventKind.RESOLVE: _("resolved, says the office"),
        EventKind.FORWARD: _("forwarded to the body that decides"),
        EventKind.REJECT: _("rejected"),
        EventKind.DUPLICATE: _("such a report is there already"),
        EventKind.HOLD: _("held by the office"),
        EventKind.RETURN: _("taken up again by the office"),
        EventKind.HAND_OVER: _("handed over to another akim's office"),
        EventKind.ANSWER: _("you answered"),
        EventKind.CONFIRM: _("fixed, you say"),
        EventKind.DISPUTE: _("not fixed, you say; reopened"),
        EventKind.LAPSE: _("nobody said whether it is fixed"),
        EventKind.OFFICE_WORDS: _("the office writes"),
        EventKind.RESIDENT_WORDS: _("you wrote"),
        EventKind.WITHDRAW: _("withdrawn by its author"),
        EventKind.OBJECTION: _("you objected"),
        EventKind.PUBLIC_ANSWER: _("the office answers"),
        EventKind.JOIN: _("another resident, who has the same trouble, adds something for the office"),
        EventKind.HIDE: _("other residents cannot read it any more"),
        EventKind.SHOW: _("other residents can read it again"),
    }
    sentence = sentences[event.kind]
    if event.kind in (EventKind.FORWARD, EventKind.REJECT, EventKind.HOLD) and event.reason:
        reason = reason_label(Reason(event.reason), _)
        sentence = _("{sentence} ({reason})", sentence=sentence, reason=reason)
    if event.text and event.kind is not EventKind.JOIN:
        return _("{sentence}: «{text}»", sentence=sentence, text=event.text)
    return sentence


def verdict_buttons(report_id: int, _: Words) -> list[Button]:
    return [
        button("👍 " + _.label("Fixed"), VerdictButton(report=report_id, fixed=True)),
        button("👎 " + _.label("Not fixed"), VerdictButton(report=report_id, fixed=False)),
    ]


def verdicts_left(report: Report, now: datetime, _: Words) -> list[Button]:
    """What its resident can say of it now, also something else than before."""
    fixed, not_fixed = verdict_buttons(report.id, _)
    left = [fixed] if report.may(Action.CONFIRM) else []
    return [*left, not_fixed] if report.may_be_disputed(now) else left


def _head(report: Report, _: Words) -> Html:
    return _("<b>Report № {number}</b>", number=report.number)


def progress(report: Report, _: Words) -> Screen:
    """Where it stands; one message, edited while nothing is asked of the resident."""
    state = state_label(report.state, _)
    return Screen(_("<b>Report № {number}</b>: {state}.", number=report.number, state=state))


def news(report: Report, event: Event, first: Report | None, _: Words) -> Screen:
    """What the office did or said. `first` is the report that this one repeats."""
    said = _("«{text}»", text=event.text) if event.text else None
    if event.kind is EventKind.ASK:
        line = _("The akim's office asks you. Reply to this message, please:")
    elif event.kind is EventKind.OFFICE_WORDS:
        line = _("From the akim's office:")
    elif event.kind is EventKind.FORWARD:
        line = _(
            "Forwarded to those who decide this: {body}.",
            body=reason_label(Reason(event.reason or Reason.OTHER), _),
        )
    elif event.kind is EventKind.REJECT:
        line = _(
            "Rejected. Reason: «{reason}».", reason=reason_label(Reason(event.reason or Reason.OTHER), _)
        )
    elif event.kind is EventKind.DUPLICATE and first is not None:
        line = _(
            "Somebody has reported this before you: № {number}, {state}. It is dealt with there, and you hear of every "
            "step of it.",
            number=first.number,
            state=state_label(first.state, _),
        )
    elif event.kind is EventKind.RESOLVE:
        line = _("🟢 The akim's office says: resolved.")
        if report.state is not State.RESOLVED:
            now = _("Now: {state}.", state=state_label(report.state, _))
            return Screen(joined([_head(report, _), line, said, now]))
        question = _("Is it really fixed?")
        return Screen(
            joined([_head(report, _), line, said, question]), rows(*in_pairs(verdict_buttons(report.id, _)))
        )
    else:
        line = _("Now: {state}.", state=state_label(report.state, _))
    return Screen(joined([_head(report, _), line, said]))


def handed_over(report: Report, office: Territory, _: Words) -> Screen:
    """It is another unit's akim's office now that answers for it."""
    line = _(
        "↪️ Handed over to another akim's office of your district, which decides this: {place}. You hear of every step "
        "here, as before.",
        place=office.name(_.language),
    )
    return Screen(joined([_head(report, _), line]))


def asked_again(report: Report, _: Words) -> Screen:
    """Weeks after the office has said that it is solved."""
    text = _(
        "The akim's office says that this is solved. You have not said whether it is. Is it really fixed?"
    )
    return Screen(
        joined([_head(report, _), subject(report, _), text]), rows(*in_pairs(verdict_buttons(report.id, _)))
    )


def held(report: Report, event: Event, contact: str, _: Words) -> Screen:
    """Why nobody is shown the report now, and how to object; never who decided so."""
    reason = reason_label(Reason(event.reason or Reason.OTHER), _)
    said = _("«{text}»", text=event.text) if event.text else None
    line = _("⏸ Held: for now it is shown to nobody and not dealt with. Reason: «{reason}».", reason=reason)
    if report.state is not State.HELD:
        now = _("Now: {state}.", state=state_label(report.state, _))
        return Screen(joined([_head(report, _), line, said, now]))
    objecting = _(
        "Do you disagree? Reply to this message: the office gets your first reply as an objection. "
        "You can also turn to {contact}.",
        contact=contact,
    )
    return Screen(joined([_head(report, _), line, said, objecting]))


def judged(report: Report, _: Words, *, fixed: bool) -> Screen:
    """The resident's word on it, in place of the question."""
    if fixed:
        text = _("Thank you! Report № {number} is closed as fixed, by your word.", number=report.number)
    else:
        text = _(
            "Report № {number} is open again and back with the office. "
            "Reply to this message to say what is wrong.",
            number=report.number,
        )
    return Screen(text)


def resident_said(report: Report, event: Event, _: Words) -> Screen:
    """Under the card in the group; of a held report only the objection."""
    number = report.number
    note: Html | None = None
    if event.kind is EventKind.OBJECTION:
        line = _("⚖️ № {number}, the resident objects to its being held:", number=number)
    elif report.state is State.HELD:
        return Screen(_("💬 № {number} is held: the resident's words are not shown.", number=number))
    elif event.kind is EventKind.JOIN and not event.text and event.file is None:
        return Screen(_("💬 № {number}: what another resident added was withdrawn.", number=number))
    elif event.kind is EventKind.JOIN:
        line = _("🤝 № {number}, another resident has the same trouble and adds:", number=number)
        note = _("<i>What you reply here goes to the report's author.</i>")
    elif event.kind is EventKind.ANSWER:
        line = _("💬 № {number}, the resident answers:", number=number)
    else:
        line = _("💬 № {number}, the resident writes:", number=number)
    return Screen(joined([line, _("«{text}»", text=event.text) if event.text else None, note]))


def group_waits(place: str, _: Words, *, lost: bool) -> Screen:
    """To an administrator: reports wait, and why nobody sees them."""
    if lost:
        text = _(
            "⚠️ The moderators' group of <b>{place}</b> cannot be reached: the bot was removed or may not "
            "write. Reports are kept. Return the bot to the group and let it write; what waits will go by "
            "itself.",
            place=place,
        )
    else:
        text = _(
            "⚠️ Reports from <b>{place}</b> wait: no moderators' group is connected. Add the bot to the group "
            "and send /bind there.",
            place=place,
        )
    return Screen(text)
