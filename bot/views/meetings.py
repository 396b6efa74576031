"""Gatherings and meetings as residents read of them: what is ahead, what was decided, and what is told of each."""

from datetime import datetime

from bot.domain.meetings import (
    NOTICE,
    ON_A_PAGE,
    Kind,
    Listing,
    Meeting,
    Minutes,
    Notice,
    Seen,
    Stage,
    quorum,
)
from bot.i18n import Html, Words, escaped, joined
from bot.views import announcements
from bot.views.callbacks.budgets import BudgetButton, BudgetPage
from bot.views.callbacks.consultations import ConsultationButton, ConsultationsButton
from bot.views.callbacks.meetings import MeetingButton, MeetingsButton, MinutesFileButton
from bot.views.callbacks.promises import PromisesButton
from bot.views.names import spot_name
from bot.views.screens import Button, Screen, button, rows
from bot.views.sources import self_government_law


def listed(found: Listing, now: datetime, _: Words) -> Screen:
    """Never blank: where nothing is ahead, or nothing was decided, it says so."""
    shown = [*found.ahead, *found.held] if found.page == 0 else found.held
    ways = [[button(_called(one, now, _), MeetingButton(meeting=one.id))] for one in shown]
    text = joined(
        [
            _("<b>Gatherings and meetings</b>\n{place}", place=spot_name(found.spot, _)),
            _ahead(found, now, _),
            None if found.held else _("No decision is entered here yet."),
            kind_in_words(Kind.GATHERING, _),
            kind_in_words(Kind.MEETING, _),
            deciding(_),
            self_government_law(_),
        ]
    )
    return Screen(text, rows(*ways, _turning(found, _), *_elsewhere(_)))


def _ahead(found: Listing, now: datetime, _: Words) -> Html:
    known = [one for one in found.ahead if one.ahead(now)][:ON_A_PAGE]
    if not known:
        return _("Nothing is called here just now.")
    lines = [
        Html(
            f"• {_.long_moment(one.begins_at, now)}\n{kind(one, _)}. {escaped(one.holds.place.to(_.language))}"
        )
        for one in known
    ]
    return Html("\n".join([_("<b>Ahead</b>"), *lines]))


def _called(one: Meeting, now: datetime, _: Words) -> str:
    names = {
        Kind.GATHERING: _.label("Gathering"),
        Kind.MEETING: _.label("Meeting"),
        Kind.SEPARATE: _.label("Separate gathering"),
    }
    return f"{_sign(one, now)} {_.day(one.begins_at)} · {names[one.kind]}"


def _sign(one: Meeting, now: datetime) -> str:
    if one.ahead(now):
        return "🗓"
    return {Stage.CANCELLED: "✖️", Stage.HELD: "📄"}.get(one.stage, "⏳")


def _turning(found: Listing, _: Words) -> list[Button]:
    beside = []
    if found.page > 0:
        beside.append(button("« " + _.label("Newer"), MeetingsButton(page=found.page - 1)))
    if found.further:
        beside.append(button(_.label("Older") + " »", MeetingsButton(page=found.page + 1)))
    return beside


def _elsewhere(_: Words) -> list[list[Button]]:
    return [
        [button("💬 " + _.label("Have your say"), ConsultationsButton())],
        [button("🤝 " + _.label("Promises"), PromisesButton())],
        [button("💰 " + _.label("Village budget"), BudgetButton(page=BudgetPage.HOME))],
    ]


def to_meetings(_: Words) -> Button:
    return button("🏛 " + _.label("Meetings"), MeetingsButton())


def kind(one: Meeting, _: Words) -> Html:
    names = {
        Kind.GATHERING: _("Gathering of the local community"),
        Kind.MEETING: _("Meeting of the local community"),
        Kind.SEPARATE: _("Separate gathering"),
    }
    if not one.whose:
        return names[one.kind]
    return Html(f"{names[one.kind]}: {escaped(one.whose.to(_.language))}")


def kind_in_words(one: Kind, _: Words) -> Html:
    return {
        Kind.GATHERING: _(
            "A <b>gathering</b> is of all members of the local community. It says what is to be done first, and sets who is "
            "in the meeting."
        ),
        Kind.MEETING: _(
            "A <b>meeting</b> is of the residents' representatives, up to 25, for four years. It agrees to the draft budget and to the "
            "report on the budget."
        ),
        Kind.SEPARATE: _(
            "A <b>separate gathering</b> is of one village, microdistrict, street or apartment house: it chooses who represents "
            "it."
        ),
    }[one]


def deciding(_: Words) -> Html:
    return _(
        "More than half of those who take part decide, and the akim has to consider it. In this bot nothing is decided."
    )


def meeting(seen: Seen, now: datetime, _: Words) -> Screen:
    """As it stands."""
    one = seen.meeting
    if one.stage is Stage.HELD:
        text = joined([head(seen, _), _decision(one, now, _), agenda(one, _), _topic(seen, _)])
    elif one.stage is Stage.CANCELLED:
        text = joined([head(seen, _), _not_held(one, now, _), agenda(one, _)])
    else:
        text = joined([head(seen, _), None if one.ahead(now) else _awaited(_), *notice(seen, now, _)])
    return Screen(text, rows(*_ways(seen, _), [button("← " + _.label("Back"), MeetingsButton())]))


def _ways(seen: Seen, _: Words) -> list[list[Button]]:
    ways = []
    one = seen.meeting
    if one.stage is Stage.HELD and one.minutes is not None and one.minutes.file is not None:
        ways.append([button("📎 " + _.label("File of the minutes"), MinutesFileButton(meeting=one.id))])
    if seen.topic is not None:
        ways.append(
            [button("💬 " + _.label("What was asked"), ConsultationButton(consultation=seen.topic.id))]
        )
    return ways


def no_file(_: Words) -> str:
    return _.plain("There is no file with these minutes any more.")


def head(seen: Seen, _: Words) -> Html:
    return _("<b>{kind}</b>\n{place}", kind=kind(seen.meeting, _), place=spot_name(seen.spot, _))


def notice(seen: Seen, now: datetime, _: Words) -> list[Html | None]:
    """All that has to be told before it (LGL art. 39-3), and what kind of a gathering it is."""
    one = seen.meeting
    return [
        _moved(one, now, _),
        when_and_where(one.holds, now, _),
        _late(one.holds, _),
        agenda(one, _),
        _topic(seen, _),
        kind_in_words(one.kind, _),
        deciding(_),
    ]


def when_and_where(holds: Notice, now: datetime, _: Words) -> Html:
    assert holds.begins_at is not None
    return _(
        "<b>When:</b> {moment}\n<b>Where:</b> {place}",
        moment=_.long_moment(holds.begins_at, now),
        place=holds.place.to(_.language),
    )


def _moved(one: Meeting, now: datetime, _: Words) -> Html | None:
    if one.before is None or one.before.begins_at is None:
        return None
    return _(
        "🔁 It has been moved. Earlier it was: {moment}; {place}.",
        moment=_.long_moment(one.before.begins_at, now),
        place=one.before.place.to(_.language),
    )


def _late(holds: Notice, _: Words) -> Html | None:
    if holds.reason is None:
        return None
    return _(
        "It is told less than {days} days before. The reason: {reason}", days=NOTICE, reason=holds.reason
    )


def agenda(one: Meeting, _: Words) -> Html:
    points = [
        Html(f"{number}. {escaped(point.to(_.language))}") for number, point in enumerate(one.agenda, 1)
    ]
    return Html("\n".join([_("<b>Agenda</b>"), *points]))


def _topic(seen: Seen, _: Words) -> Html | None:
    if seen.topic is None:
        return None
    return _("It discusses what residents said: «{title}».", title=seen.topic.title(_.language))


def _awaited(_: Words) -> Html:
    return _("⏳ Its hour is over. What was decided stands here when the minutes are entered.")


def _not_held(one: Meeting, now: datetime, _: Words) -> Html:
    return _(
        "✖️ It is cancelled. It was to be held: {moment}. The reason: {reason}",
        moment=_.long_moment(one.begins_at, now),
        reason=one.reason or "—",
    )


def _decision(one: Meeting, now: datetime, _: Words) -> Html:
    minutes = one.minutes
    assert minutes is not None
    return joined(
        [
            when_and_where(one.holds, now, _),
            _("Minutes № {number}", number=minutes.number),
            present(one.kind, minutes, _),
            Html(_("<b>Decision</b>") + "\n" + escaped(minutes.decision.to(_.language))),
        ]
    )


def present(of: Kind, minutes: Minutes, _: Words) -> Html:
    """And whether they were enough, where the law says how many are."""
    were = _("Present: {present} of {members}.", present=minutes.present, members=minutes.members)
    enough = quorum(of, minutes)
    if enough is None:
        return were
    needed = {
        (Kind.GATHERING, True): _("That is enough: a tenth of the members is needed."),
        (Kind.GATHERING, False): _("That is not enough: a tenth of the members is needed."),
        (Kind.MEETING, True): _("That is enough: half of the members is needed."),
        (Kind.MEETING, False): _("That is not enough: half of the members is needed."),
    }
    return Html(f"{were} {needed[of, enough]}")


def called(seen: Seen, now: datetime, _: Words) -> Screen:
    """A letter to everybody in the unit: it is called, or moved."""
    text = joined([Html("📣 " + head(seen, _)), *notice(seen, now, _)])
    return _announced(text, seen, _)


def soon(seen: Seen, now: datetime, _: Words) -> Screen:
    """A letter of the day before."""
    one = seen.meeting
    text = joined(
        [
            Html("⏰ " + head(seen, _)),
            _("It is soon."),
            when_and_where(one.holds, now, _),
            agenda(one, _),
        ]
    )
    return _announced(text, seen, _)


def cancelled(seen: Seen, now: datetime, _: Words) -> Screen:
    text = joined([head(seen, _), _not_held(seen.meeting, now, _)])
    return _announced(text, seen, _)


def _announced(text: Html, seen: Seen, _: Words) -> Screen:
    return Screen(text, rows([_open(seen, _)], [announcements.stop(_)]))


def decided(seen: Seen, now: datetime, _: Words) -> Screen:
    """A letter to who took part in what it discussed."""
    one = seen.meeting
    corrected = _("✏️ The minutes were corrected. This holds now:") if one.edition > 1 else None
    text = joined([Html("🏛 " + head(seen, _)), corrected, _topic(seen, _), _decision(one, now, _)])
    return Screen(text, rows([_open(seen, _)]))


def _open(seen: Seen, _: Words) -> Button:
    return button("🏛 " + _.label("Open it"), MeetingButton(meeting=seen.meeting.id))
