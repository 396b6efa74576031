"""Writing a report and seeing one's own."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.categories import Category
from bot.domain.clocks import Due
from bot.domain.drafts import ATTACHMENT_LIMIT, Draft, Step
from bot.domain.events import Event
from bot.domain.histories import Page, Story
from bot.domain.reports import Report, State
from bot.domain.texts import utf16_length
from bot.i18n import Html, Words, escaped, joined
from bot.views import clocks
from bot.views.callbacks.reports import (
    AddToButton,
    CancelButton,
    CategoriesButton,
    CategoryButton,
    Go,
    MyButton,
    NewReportButton,
    SendButton,
    StepButton,
    StoryButton,
)
from bot.views.callbacks.supports import SupportsButton
from bot.views.names import category_label, decided_by, place_line, state_label, subject
from bot.views.news import told, verdicts_left
from bot.views.screens import Button, Screen, button, in_lines, in_pairs, rows
from bot.views.settings import official_way

SHORT = 600
FIRST_CATEGORIES = 8


def _go(draft: Draft, go: Go, label: str) -> Button:
    return button(label, StepButton(draft=draft.id, go=go, step=draft.step))


def _cancel(draft_id: int, _: Words) -> Button:
    return button(_.label("Cancel"), CancelButton(draft=draft_id))


def form(draft: Draft, _: Words) -> Screen:
    """The report being written, with the question of its present step."""
    parts = {
        Step.CATEGORY: _category_step,
        Step.DANGER: _danger_step,
        Step.TEXT: _text_step,
        Step.PICTURES: _pictures_step,
        Step.PLACE: _place_step,
        Step.PREVIEW: _preview_step,
    }
    question, buttons = parts[draft.step](draft, _)
    head = None if draft.step is Step.DANGER else _summary(draft, _)
    overflow = (
        _("Only {limit} files fit; the others were not taken.", limit=ATTACHMENT_LIMIT)
        if draft.overflow
        else None
    )
    return Screen(joined([head, overflow, question]), rows(*buttons))


def _summary(draft: Draft, _: Words) -> Html:
    lines = [_("<b>Report</b> · {village}", village=draft.village.name(_.language))]
    if draft.category is not None:
        lines.append(Html(category_label(draft.category, _)))
    if draft.text is not None:
        lines.append(_("«{text}»", text=shortened(draft.text)))
    if draft.attachments:
        lines.append(_.n("📎 {count} attachment", "📎 {count} attachments", len(draft.attachments)))
    if (place := place_line(draft.place, _)) is not None:
        lines.append(place)
    return Html("\n".join(lines))


def shortened(text: str, most: int = SHORT) -> str:
    """The beginning of a long text, measured as Telegram measures."""
    if utf16_length(text) <= most:
        return text
    return text.encode("utf-16-le")[: 2 * most - 2].decode("utf-16-le", "ignore") + "…"


Step_ = tuple[Html, Sequence[Sequence[Button]]]


def _category_step(draft: Draft, _: Words) -> Step_:
    return _("<b>What is it about?</b>"), categories(draft.id, _, rest=False)


def categories(draft_id: int, _: Words, *, rest: bool) -> Sequence[Sequence[Button]]:
    """The usual ones fit a small screen without scrolling; the rest is a tap away."""
    listed = list(Category)[FIRST_CATEGORIES:] if rest else list(Category)[:FIRST_CATEGORIES]
    buttons = [
        button(category_label(category, _), CategoryButton(draft=draft_id, category=category))
        for category in listed
    ]
    label = "← " + _.label("Back") if rest else _.label("Others") + " →"
    turn = button(label, CategoriesButton(draft=draft_id, rest=not rest))
    return [*in_pairs(buttons), [turn, _cancel(draft_id, _)]]


def _danger_step(draft: Draft, _: Words) -> Step_:
    text = _(
        "🚨 <b>Is somebody in danger now? Call first:</b>\n"
        "<b>112</b> rescue · <b>101</b> fire · <b>102</b> police · <b>103</b> ambulance · <b>104</b> gas\n\n"
        "This bot is not watched round the clock."
    )
    return text, [
        [_go(draft, Go.ONWARD, _.label("Continue the report"))],
        [_go(draft, Go.BACK, "← " + _.label("Back")), _cancel(draft.id, _)],
    ]


def _text_step(draft: Draft, _: Words) -> Step_:
    note = decided_by(draft.category, _) if draft.category else None
    question = (
        _("<b>What has happened?</b> Write more to add to it; to change it, edit your message above.")
        if draft.text
        else _("<b>What has happened?</b> Write it in your own words, or send a photo with a caption.")
    )
    onward = [_go(draft, Go.ONWARD, _.label("Continue") + " →")] if draft.text else []
    return joined([note, question]), [onward, _back_and_cancel(draft, _)]


def _pictures_step(draft: Draft, _: Words) -> Step_:
    left = ATTACHMENT_LIMIT - len(draft.attachments)
    note = decided_by(draft.category, _) if draft.category and not draft.attachments else None
    question = (
        _.n(
            "<b>Pictures?</b> You can send {count} more photo, video or voice message. Please no faces or "
            "car numbers. You can also add to the text.",
            "<b>Pictures?</b> You can send {count} more photos, videos or voice messages. Please no faces or "
            "car numbers. You can also add to the text.",
            left,
        )
        if left
        else _("No more files fit.")
    )
    label = _.label("Done") if draft.attachments else _.label("Without pictures")
    return joined([note, question]), [
        [_go(draft, Go.ONWARD, label + " →")],
        _back_and_cancel(draft, _),
    ]


def _place_step(draft: Draft, _: Words) -> Step_:
    question = _(
        "<b>Where is it?</b> Write the street or a landmark, or send a location: 📎 → Location. "
        "If it is your home, better name the street only."
    )
    label = _.label("Continue") if draft.place.known else _.label("Without a place")
    return question, [[_go(draft, Go.ONWARD, label + " →")], _back_and_cancel(draft, _)]


def _preview_step(draft: Draft, _: Words) -> Step_:
    if draft.category is None or draft.text is None:
        question = _("One thing is still missing. Press «Back» and fill it in.")
        return question, [_back_and_cancel(draft, _)]
    question = _(
        "<b>Send it?</b> The moderators and the akim's office will see what is above. Once a moderator has looked at it, "
        "residents of your district can read it, too, but for a point on the map. "
        "The bot shows nobody your name or account. It is not an official appeal."
    )
    return question, [
        [button("✅ " + _.label("Send"), SendButton(draft=draft.id))],
        _back_and_cancel(draft, _),
    ]


def _back_and_cancel(draft: Draft, _: Words) -> list[Button]:
    return [_go(draft, Go.BACK, "← " + _.label("Back")), _cancel(draft.id, _)]


def unfinished(draft: Draft, _: Words) -> Screen:
    return Screen(
        joined([_summary(draft, _), _("You have an unfinished report. Continue?")]),
        rows(
            [_go(draft, Go.RESUME, _.label("Continue"))],
            [button(_.label("Delete it"), CancelButton(draft=draft.id))],
        ),
    )


def cancelled(_: Words) -> Screen:
    return Screen(_("Cancelled; nothing was sent."), rows([_again(_)]))


def nothing_to_cancel(_: Words) -> Screen:
    return Screen(_("There is nothing to cancel."))


def _again(_: Words) -> Button:
    return button("📝 " + _.label("Report a problem"), NewReportButton())


def receipt(report: Report, _: Words, *, heard: bool) -> Screen:
    """The number, what happens next, and what a report is not; `heard` when somebody triages its unit."""
    next_step = (
        _(
            "What next: the moderators look at it, and you hear of every step here. "
            "To add something, reply to this message."
        )
        if heard
        else _(
            "Your village's moderators' group is not connected yet. The report is kept and goes to it as soon as "
            "it is; you will hear of every step here."
        )
    )
    return Screen(
        joined(
            [
                _("✅ Report <b>№ {number}</b> is received.", number=report.number),
                subject(report, _),
                next_step,
                official_way(_),
            ]
        ),
        rows([button("📋 " + _.label("My reports"), MyButton(page=0))]),
    )


def my_reports(page: Page, supported: int, _: Words) -> Screen:
    """`supported` is how many of others' reports one supports: they are listed apart."""
    apart = [button(f"🤝 {_.label('What I support')}: {supported}", SupportsButton())] if supported else []
    if not page.reports:
        return Screen(_("You have sent no reports yet."), rows([_again(_)], apart))
    head = (
        _("<b>My reports</b>. Page {page} of {pages}", page=page.number + 1, pages=page.pages)
        if page.pages > 1
        else _("<b>My reports</b>")
    )
    lines = [
        escaped(f"№ {one.number} · {category_label(one.category, _)} · {state_label(one.state, _)}")
        for one in page.reports
    ]
    opening = [
        button(f"№ {one.number}", StoryButton(report=one.id, page=page.number)) for one in page.reports
    ]
    turning = []
    if page.number > 0:
        turning.append(button("← " + _.label("Newer"), MyButton(page=page.number - 1)))
    if page.number < page.pages - 1:
        turning.append(button(_.label("Older") + " →", MyButton(page=page.number + 1)))
    listed = Html("\n".join(lines))
    choose = _("Press a number to open the report.")
    return Screen(joined([head, listed, choose]), rows(*in_lines(opening), turning, apart))


def my_report(story: Story, page: int, due: Due | None, now: datetime, _: Words) -> Screen:
    """`due` is what the office has promised about it."""
    report = story.report
    lines = [
        _("<b>№ {number}</b> · {state}", number=report.number, state=state_label(report.state, _)),
        subject(report, _),
        _("«{text}»", text=shortened(report.text)),
    ]
    if story.attachments:
        lines.append(_.n("📎 {count} attachment", "📎 {count} attachments", len(story.attachments)))
    if (place := place_line(report.place, _)) is not None:
        lines.append(place)
    if due is not None and (said := clocks.promised(due, _)) is not None:
        lines.append(said)
    if (supported := others(story.supporters, _)) is not None:
        lines.append(supported)
    history = Html("\n".join(_history_line(event, _) for event in story.events[-8:]))
    buttons = in_pairs(verdicts_left(report, now, _))
    back = [button("← " + _.label("My reports"), MyButton(page=page))]
    return Screen(joined([Html("\n".join(lines)), history]), rows(*buttons, back)).spoken(_)


def others(supporters: int, _: Words) -> Html | None:
    """How many have the same trouble beside who sent the report."""
    if not supporters:
        return None
    return _.n("🤝 {count} more has the same trouble", "🤝 {count} more have the same trouble", supporters)


def _history_line(event: Event, _: Words) -> Html:
    brief = replace(event, text=shortened(event.text, SHORT // 4)) if event.text else event
    return _("{moment}: {what}", moment=_.moment(event.happened_at), what=told(brief, _))


def words_offered(asked: Report | None, _: Words) -> Screen:
    """Words that came out of nowhere: what are they?"""
    answer = (
        [[button(_.label("Answer on № {number}", number=asked.number), AddToButton(report=asked.id))]]
        if asked
        else []
    )
    return Screen(
        _("Is this about a problem in your village?"),
        rows(*answer, [button("📝 " + _.label("Report it"), NewReportButton())]),
    )


def kept_while_held(report: Report, _: Words) -> Screen:
    """Neither relayed nor lost."""
    return Screen(
        _(
            "Report № {number} is held. This is kept: the office will see it if it takes the report up again.",
            number=report.number,
        )
    )


def objection_passed_on(report: Report, _: Words) -> Screen:
    return Screen(_("Passed on to the office as your objection, about № {number}.", number=report.number))


def passed_on(report: Report, _: Words) -> Screen:
    return Screen(_("Passed on to the office, about № {number}.", number=report.number))


def correction_passed_on(report: Report, _: Words) -> Screen:
    return Screen(_("The office sees your correction, about № {number}.", number=report.number))


def sent_already(report: Report, _: Words) -> Screen:
    return Screen(
        _(
            "Report № {number} has been sent and does not change with your edit. "
            "To add or correct something, reply to this message.",
            number=report.number,
        )
    )


def picture_added(report: Report, _: Words) -> Screen:
    if report.state is State.HELD:
        return kept_while_held(report, _)
    return Screen(_("The file was added to report № {number}.", number=report.number))
