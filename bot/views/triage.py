"""What the moderators' group sees: the card, the reasons, the questions, the queue. Never a resident's name."""

from collections.abc import Sequence
from datetime import datetime

from aiogram.types import ForceReply, InlineKeyboardMarkup

from bot.domain.clocks import Due
from bot.domain.events import BESIDE, Event, EventKind
from bot.domain.finding import Found, Which
from bot.domain.groups import Staff
from bot.domain.histories import Queue, Story
from bot.domain.posts import Task
from bot.domain.reports import REASONS, Action, Reason, Report, State
from bot.domain.templates import Template
from bot.domain.territories import Territory
from bot.i18n import Html, Words, escaped, joined
from bot.views import clocks, templates
from bot.views.callbacks.triage import (
    CardButton,
    DecideButton,
    FindButton,
    HandOverButton,
    HideButton,
    OfficesButton,
    ReasonButton,
    RepeatsButton,
    ShowCardButton,
)
from bot.views.lists import page_of, turning
from bot.views.names import (
    ICONS,
    action_label,
    category_label,
    place_line,
    reason_label,
    state_label,
    subject,
)
from bot.views.reports import shortened
from bot.views.screens import Button, Screen, button, in_lines, in_pairs, rows

_NOTE = 300  # of a last word, so that it fits beside the longest report

_CLOSING = (Action.FORWARD, Action.REJECT, Action.DUPLICATE, Action.HOLD)
_FIRST = (Action.TAKE, Action.ASK, *_CLOSING)
_TAKEN = (Action.START, Action.RESOLVE, Action.ASK, *_CLOSING)


def card(story: Story, now: datetime, _: Words, due: Due | None = None) -> Screen:
    """The report as the group sees it now, with what is promised of it; of a held one neither words nor place."""
    report = story.report
    head = _("<b>№ {number}</b> · {state}", number=report.number, state=state_label(report.state, _))
    if report.state is State.HELD:
        hold = [event for event in story.events if event.kind is EventKind.HOLD]
        text = joined([head, _standing(story, now, _), _last_word(hold, _)])
        return Screen(text, card_buttons(story, _)).spoken(_)
    lines = [
        _("🧪 A test, counted nowhere") if report.number.test else None,
        subject(report, _),
        place_line(report.place, _),
        _.n("📎 {count} attachment", "📎 {count} attachments", len(story.attachments))
        if story.attachments
        else None,
        _standing(story, now, _),
        clocks.line(due, _) if due else None,
        _shared(story, _),
    ]
    return Screen(
        joined(
            [
                head,
                Html("\n".join(line for line in lines if line)),
                escaped(report.text),
                _answer(story.events, _),
                _last_word([event for event in story.events if event.kind not in BESIDE], _),
            ]
        ),
        card_buttons(story, _),
    ).spoken(_)


def _shared(story: Story, _: Words) -> Html | None:
    """How many have the same trouble, and that residents cannot read it."""
    told = [f"🤝 {story.supporters}" if story.supporters else None]
    told.append(_("🙈 Hidden from residents") if story.hidden else None)
    return Html(" · ".join(one for one in told if one)) or None


def _standing(story: Story, now: datetime, _: Words) -> Html:
    report = story.report
    if report.state.waits:
        since = next(
            (event.happened_at for event in reversed(story.events) if event.kind in _WAITS_AGAIN),
            report.created_at,
        )
        return _("⏳ Waits: {span}", span=_.span(now - since))
    taken: Event | None = None
    for event in story.events:
        if event.kind is EventKind.RETURN or event.kind in _WAITS_AGAIN:
            taken = None
        if event.kind in _OFFICE_EVENTS:
            taken = taken or event
    if report.holder is None or taken is None:
        return _("Sent: {moment}", moment=_.moment(report.created_at))
    return _("👤 {name}, {moment}", name=report.holder, moment=_.moment(taken.happened_at))


_WAITS_AGAIN = frozenset({EventKind.DISPUTE, EventKind.HAND_OVER})
_OFFICE_EVENTS = frozenset(
    {
        EventKind.TAKE,
        EventKind.ASK,
        EventKind.START,
        EventKind.RESOLVE,
        EventKind.FORWARD,
        EventKind.REJECT,
        EventKind.DUPLICATE,
        EventKind.HOLD,
        EventKind.RETURN,
    }
)


def _answer(events: Sequence[Event], _: Words) -> Html | None:
    """The last that everybody concerned was answered."""
    said = [event.text for event in events if event.kind is EventKind.PUBLIC_ANSWER and event.text]
    return _("📢 The office has answered: «{text}»", text=shortened(said[-1], _NOTE)) if said else None


def _last_word(events: Sequence[Event], _: Words) -> Html | None:
    """Why it was closed or what was asked, and what the resident said of it."""
    event = events[-1] if events else None
    if event is None:
        return None
    sentences = {
        EventKind.CONFIRM: _("👍 The resident says: fixed."),
        EventKind.DISPUTE: _("👎 <b>The resident says: not fixed.</b>"),
        EventKind.HAND_OVER: _("↪️ <i>Handed over by another akim's office.</i>"),
    }
    if event.kind in sentences:
        return sentences[event.kind]
    if event.kind in (EventKind.REJECT, EventKind.FORWARD, EventKind.HOLD) and event.reason:
        reason = reason_label(Reason(event.reason), _)
        text = f": «{shortened(event.text, _NOTE)}»" if event.text else ""
        return Html(f"<i>{escaped(reason + text)}</i>")
    if event.kind in (EventKind.ASK, EventKind.RESOLVE) and event.text:
        return _("<i>«{text}»</i>", text=shortened(event.text, _NOTE))
    return None


def card_buttons(story: Story, _: Words) -> InlineKeyboardMarkup:
    """Buttons for what the report's state allows; the domain decides again when one is pressed."""
    report = story.report
    if report.state.waits:
        actions: tuple[Action, ...] = _FIRST
    elif report.state.open:
        actions = _TAKEN
    else:
        actions = (Action.RETURN,)
    offered = [
        button(action_label(action, _), DecideButton(report=report.id, action=action))
        for action in actions
        if report.may(action)
    ]
    return rows(*in_pairs(offered), _hiding(story, _))


def _hiding(story: Story, _: Words) -> list[Button]:
    """Of what neighbours can read, or could."""
    report = story.report
    if not story.public or report.state in (State.RECEIVED, State.HELD, State.WITHDRAWN):
        return []
    label = "👁 " + _.label("Show to residents") if story.hidden else "🙈 " + _.label("Hide from residents")
    return [button(label, HideButton(report=report.id, hidden=not story.hidden))]


def _back(report_id: int, _: Words) -> list[Button]:
    return [button("← " + _.label("Back"), CardButton(report=report_id))]


def reasons(report: Report, action: Action, _: Words) -> InlineKeyboardMarkup:
    """In place of the card's buttons: why, or to whom; above all others to another akim's office."""
    hands_over = action is Action.FORWARD and report.may_be_handed_over
    office = button("🏘 " + _.label("Another akim's office"), OfficesButton(report=report.id))
    offered = [
        button(reason_label(reason, _), ReasonButton(report=report.id, action=action, reason=reason))
        for reason in REASONS[action]
    ]
    return rows([office] if hands_over else [], *([one] for one in offered), _back(report.id, _))


def offices(report_id: int, units: Sequence[Territory], page: int, _: Words) -> InlineKeyboardMarkup:
    """In place of the card's buttons: to which office?"""
    found = page_of(
        units,
        page,
        lambda one: HandOverButton(report=report_id, kato=one.kato),
        lambda to: OfficesButton(report=report_id, page=to),
        _,
    )
    return rows(*found, _back(report_id, _))


def villages(
    report_id: int, kato: str, homes: Sequence[Territory], page: int, _: Words
) -> InlineKeyboardMarkup:
    """In place of the card's buttons: in which village of the unit `kato` is it?"""
    found = page_of(
        homes,
        page,
        lambda one: HandOverButton(report=report_id, kato=one.kato),
        lambda to: HandOverButton(report=report_id, kato=kato, page=to),
        _,
    )
    return rows(*found, [button("← " + _.label("Back"), OfficesButton(report=report_id))])


def handed_over(report: Report, office: Territory, _: Words) -> Screen:
    """All that stays of a report in a group that does not triage it any more."""
    return Screen(
        _(
            "<b>№ {number}</b> · ↪️ Handed over to another akim's office: {place}.",
            number=report.number,
            place=office.name(_.language),
        )
    )


def alike(report_id: int, others: Sequence[Report], _: Words) -> InlineKeyboardMarkup:
    """In place of the card's buttons: which report does it repeat?"""
    offered = [
        [button(_known_by(other, ICONS[other.category], _), RepeatsButton(report=report_id, first=other.id))]
        for other in others
    ]
    return rows(*offered, _back(report_id, _))


def _known_by(report: Report, category: str, _: Words) -> str:
    """What tells it from others: nothing that its author could have erased."""
    sent, state = _.day(report.created_at), state_label(report.state, _)
    return f"№ {report.number} · {category} · {sent} · {state}"


def question(
    report: Report,
    task: Task,
    staff: Staff,
    _: Words,
    *,
    others: Sequence[Report] = (),
    ready: Sequence[Template] = (),
) -> Screen:
    """Asks a moderator for the words that go to the resident; the reply to it is them. `others` are like the report, and
    `ready` the answers that can be chosen instead.
    """
    number = report.number
    questions = {
        Action.ASK: _("№ {number}: what do you ask the resident?", number=number),
        Action.RESOLVE: _("№ {number}: what was done? A photo may come with it.", number=number),
        Action.FORWARD: _("№ {number}, forward: explain it to the resident.", number=number),
        Action.REJECT: _("№ {number}, reject: explain it to the resident.", number=number),
        Action.HOLD: _("№ {number}, hold: explain it to the resident.", number=number),
        Action.DUPLICATE: _("№ {number}: the number of the first report?", number=number),
    }
    name = Html(f'<a href="tg://user?id={staff.telegram_id}">{escaped(staff.name)}</a>')
    lines = [
        questions[task.action],
        _("Chosen: {reason}", reason=reason_label(task.reason, _)) if task.reason else None,
        _("{name}, write it as a <b>reply to this message</b>.", name=name),
        templates.listed(ready, _),
        *(escaped(_known_by(one, category_label(one.category, _), _)) for one in others),
    ]
    return Screen(Html("\n".join(line for line in lines if line)), ForceReply(selective=True))


def please_delete(_: Words) -> Screen:
    """Under what was withdrawn and what Telegram lets the bot delete no more."""
    return Screen(
        _("🗑 The author has withdrawn this. The bot cannot delete it any more: please delete it yourselves.")
    )


def heard(_: Words) -> Screen:
    """Where the group allows no reactions."""
    return Screen(_("👍 Done."))


def queue(waiting: Queue, now: datetime, soon_until: datetime, _: Words) -> Screen:
    """What waits, and what somebody has taken and is late; `soon_until` is before when a term is over soon."""
    if not waiting.reports and not waiting.late:
        return Screen(_("Nothing waits. Every report that came to this group has been taken."))
    listed = [*waiting.reports, *waiting.late]
    opening = [button(f"№ {one.number}", ShowCardButton(report=one.id)) for one in listed]
    parts: list[Html | None] = []
    if waiting.reports:
        head = _.n(
            "<b>{count} report waits.</b> Oldest first; press one to see it.",
            "<b>{count} reports wait.</b> Oldest first; press one to see it.",
            waiting.total,
        )
        parts += [head, _queued(waiting.reports, now, soon_until, _)]
    if waiting.late:
        head = _.n(
            "<b>{count} report in work is late.</b>",
            "<b>{count} reports in work are late.</b>",
            waiting.late_total,
        )
        parts += [head, _queued(waiting.late, now, soon_until, _)]
    return Screen(joined(parts), rows(*in_lines(opening)))


def found(seen: Found, now: datetime, soon_until: datetime, _: Words) -> Screen:
    """What was looked for, the newest first; which of them are shown is chosen below."""
    labels = {
        Which.ALL: _.label("All"),
        Which.OPEN: _.label("Open"),
        Which.LATE: _.label("Late"),
        Which.CLOSED: _.label("Closed"),
    }
    which = [
        button(("✓ " if one is seen.which else "") + labels[one], FindButton(which=one, page=0))
        for one in Which
    ]
    opening = [button(f"№ {one.number}", ShowCardButton(report=one.id)) for one in seen.reports]
    listed = _queued(seen.reports, now, soon_until, _, states=True)
    text = listed if seen.reports else _("Nothing was found among the newest reports here.")
    last = seen.page + int(seen.further)
    turns = turning(seen.page, last, lambda to: FindButton(which=seen.which, page=to))
    return Screen(text, rows(*in_lines(opening), turns, which))


def _queued(
    found: Sequence[Report], now: datetime, soon_until: datetime, _: Words, *, states: bool = False
) -> Html:
    lines = [
        escaped(
            f"{_sign(one, soon_until)}№ {one.number} · {category_label(one.category, _)} · "
            f"{one.village.name(_.language)} · {f'{state_label(one.state, _)} · ' if states else ''}"
        )
        + _.span(now - one.created_at)
        for one in found
    ]
    return Html("\n".join(lines))


def what_to_find(_: Words) -> Screen:
    return Screen(_("Write what to look for after it: words, a street, or a number. For example: /find lamp"))


def _sign(report: Report, soon_until: datetime) -> str:
    if report.overdue:
        return f"{clocks.LATE} "
    soon = report.due_at is not None and report.due_at <= soon_until
    return f"{clocks.SOON} " if soon else ""


def done_toast(report: Report, _: Words) -> str:
    return _.plain("№ {number}: {state}", number=report.number, state=state_label(report.state, _))


def handed_over_toast(report: Report, _: Words) -> str:
    return _.plain(
        "№ {number}: handed over. Village: {village}.",
        number=report.number,
        village=report.village.name(_.language),
    )


def hidden_toast(report: Report, _: Words, *, hidden: bool) -> str:
    if hidden:
        return _.plain("№ {number}: residents cannot read it any more.", number=report.number)
    return _.plain("№ {number}: residents can read it again.", number=report.number)
