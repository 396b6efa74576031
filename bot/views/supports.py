"""What a resident sees of others' reports: the question whether theirs is the same, what is open around, and its news."""

from collections.abc import Sequence

from bot.domain.drafts import Step
from bot.domain.events import Event, EventKind
from bot.domain.reports import Reason, Report, State
from bot.domain.supports import Around, Joined, Shared
from bot.domain.territories import Territory
from bot.i18n import Html, Words, escaped, joined
from bot.views.callbacks.reports import Go, StepButton
from bot.views.callbacks.supports import (
    AroundButton,
    DifferentTroubleButton,
    SameTroubleButton,
    SharedButton,
    SharedPictureButton,
    SupportButton,
    SupportsButton,
    TakeUpButton,
)
from bot.views.names import category_label, reason_label, state_label, subject
from bot.views.reports import others, shortened
from bot.views.screens import Button, Screen, button, in_lines, rows

_ORDER = ("first", "second", "third")
LONG, SHORT = 700, 60  # letters of a text on its own, and in a list


def question(shared: Shared, draft_id: int, declined: Sequence[int], _: Words) -> Screen:
    """Before a report is sent: is it the same trouble? In place of the form."""
    report = shared.report
    explained = _(
        "<b>Yes</b>: what you wrote goes to that report, and you hear of every step there. "
        "<b>No</b>: yours is sent as a new one."
    )
    same = SameTroubleButton(draft=draft_id, report=report.id)
    other = DifferentTroubleButton(draft=draft_id, **dict(zip(_ORDER, (*declined, report.id), strict=False)))
    back = StepButton(draft=draft_id, go=Go.RESUME, step=Step.PREVIEW)
    return Screen(
        joined(
            [
                _("<b>Somebody may have reported this already. Is it the same?</b>"),
                _card(shared, _),
                explained,
            ]
        ),
        rows(
            [button("🤝 " + _.label("Yes, the same"), same)],
            [button(_.label("No, mine is different"), other)],
            _picture(shared, _),
            [button("← " + _.label("Back"), back)],
        ),
    ).spoken(_)


def _card(shared: Shared, _: Words) -> Html:
    """Never who sent it, nor the point where it is; words and place once a moderator has looked at it."""
    report = shared.report
    lines = [
        _("<b>№ {number}</b> · {state}", number=report.number, state=state_label(report.state, _)),
        subject(report, _),
        _("Place: {words}", words=report.place.words) if shared.readable and report.place.words else None,
        _("Sent: {day}", day=_.day(report.created_at)),
        others(shared.supporters, _),
    ]
    if shared.readable:
        said: Html = _("«{text}»", text=shortened(report.text, LONG))
    else:
        said = _("Its words are not shown to neighbours, or not yet.")
    return joined([Html("\n".join(line for line in lines if line)), said])


def _picture(shared: Shared, _: Words) -> list[Button]:
    """At a press only: it costs somebody with a slow connection nothing, and nothing has to be taken away again."""
    if shared.photo is None or not shared.readable:
        return []
    return [button("📷 " + _.label("See the picture"), SharedPictureButton(report=shared.report.id))]


def joining(done: Joined, _: Words) -> Screen:
    """In place of the question."""
    report = done.report
    passed_on = (
        _.n(
            "Your words and {count} file are passed on to the office.",
            "Your words and {count} files are passed on to the office.",
            done.files,
        )
        if done.files
        else _("Your words are passed on to the office.")
    )
    return Screen(
        joined(
            [
                _("🤝 You have joined report <b>№ {number}</b>.", number=report.number),
                subject(report, _),
                passed_on,
                _("You hear of every step here, to the end."),
            ]
        ),
        rows([button(_.label("What I support"), SupportsButton())]),
    )


def around(page: Around, _: Words) -> Screen:
    """One's own unit first, then what most support."""
    if not page.shown:
        return Screen(
            _(
                "No report of your district is open that neighbours can read. They see one once a moderator has looked "
                "at it. To send one: /report."
            )
        )
    head = _headed(_("<b>Open reports of your district</b>"), page, _)
    turning = _turning(page, AroundButton)
    opening = [
        button(f"№ {one.report.number}", SharedButton(report=one.report.id, page=page.number))
        for one in page.shown
    ]
    choose = _("Press a number to open it. Is it your trouble, too? Support it there.")
    return Screen(joined([head, _lines(page, _), choose]), rows(*in_lines(opening), turning))


def supported(page: Around, _: Words) -> Screen:
    if not page.shown:
        return Screen(_("You support no report. What is open around: /around."))
    head = _headed(_("<b>What I support</b>"), page, _)
    turning = _turning(page, SupportsButton)
    opening = [
        button(f"№ {one.report.number}", SharedButton(report=one.report.id, page=page.number, mine=True))
        for one in page.shown
    ]
    choose = _("Press a number to open the report.")
    return Screen(joined([head, _lines(page, _), choose]), rows(*in_lines(opening), turning))


def _headed(head: Html, page: Around, _: Words) -> Html:
    if page.pages == 1:
        return head
    return _("{head}. Page {page} of {pages}", head=head, page=page.number + 1, pages=page.pages)


def _turning(page: Around, way: type[AroundButton | SupportsButton]) -> list[Button]:
    """To the page before, and to the one after."""
    turns = {"←": page.number - 1, "→": page.number + 1}
    return [button(sign, way(page=number)) for sign, number in turns.items() if 0 <= number < page.pages]


def _lines(page: Around, _: Words) -> Html:
    return Html("\n".join(_line(one, _) for one in page.shown))


def _line(shared: Shared, _: Words) -> Html:
    report = shared.report
    parts = [f"№ {report.number}", category_label(report.category, _), report.village.name(_.language)]
    parts.append(state_label(report.state, _))
    if shared.supporters:
        parts.append(f"🤝 {shared.supporters}")
    said = f"\n«{shortened(' '.join(report.text.split()), SHORT)}»" if shared.readable else ""
    return escaped(" · ".join(parts) + said)


def card(shared: Shared, page: int, _: Words, *, mine: bool) -> Screen:
    """A neighbour's report; `page` and `mine` are of the list it was opened from."""
    report = shared.report
    data = SupportButton(report=report.id, wanted=not shared.supported, page=page, mine=mine)
    if shared.own:
        choice, note = [], _("This is your own report: you hear of every step already.")
    elif shared.supported:
        choice = [button(_.label("Take back my support"), data)]
        note = _("🤝 You support this report and hear of every step.")
    elif report.state.open or report.state is State.RESOLVED:
        choice, note = [button("🤝 " + _.label("I have this too"), data)], None
    else:
        choice, note = [], None
    back = SupportsButton(page=page) if mine else AroundButton(page=page)
    return Screen(
        joined([_card(shared, _), note]),
        rows(choice, _picture(shared, _), [button("← " + _.label("Back"), back)]),
    ).spoken(_)


def news(report: Report, event: Event, first: Report | None, _: Words) -> Screen:
    """What the office did, to who supports the report. What the office wrote was for its author."""
    reason = reason_label(Reason(event.reason), _) if event.kind in _REASONED and event.reason else ""
    sentences = {
        EventKind.RESOLVE: _("🟢 The akim's office says: resolved."),
        EventKind.FORWARD: _("It is forwarded to those who decide this: {body}.", body=reason),
        EventKind.REJECT: _("Rejected. Reason: «{reason}».", reason=reason),
        EventKind.HOLD: _("For now it is not shown."),
    }
    line = sentences.get(event.kind) or _("Now: {state}.", state=state_label(report.state, _))
    if event.kind is EventKind.DUPLICATE and first is not None:
        line = _(
            "It is the same as № {number}, {state}, and is dealt with there. You hear of every step of that one.",
            number=first.number,
            state=state_label(first.state, _),
        )
    return _news(report, line, first or report, _)


def handed_over(report: Report, office: Territory, _: Words) -> Screen:
    """Another unit's akim's office answers for it now."""
    line = _("It is handed over to another akim's office: {place}.", place=office.name(_.language))
    return _news(report, line, report, _)


def _news(report: Report, line: Html, shown: Report, _: Words) -> Screen:
    head = _("🤝 Report <b>№ {number}</b>, which you support", number=report.number)
    opening = button(
        _.label("Open № {number}", number=shown.number), SharedButton(report=shown.id, mine=True)
    )
    return Screen(joined([Html("\n".join([head, subject(report, _)])), line]), rows([opening]))


_REASONED = frozenset({EventKind.FORWARD, EventKind.REJECT})


def lost(report: Report, _: Words) -> Screen:
    """Its author has had their data erased."""
    return Screen(
        joined(
            [
                _("🤝 Report <b>№ {number}</b>, which you support", number=report.number),
                _(
                    "Its author has withdrawn it, and nobody works at it any more. Is the trouble still there? "
                    "Report it yourself: what you had added is kept for that."
                ),
            ]
        ),
        rows([button("📝 " + _.label("Report it myself"), TakeUpButton(report=report.id))]),
    )
