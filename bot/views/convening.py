"""A gathering or a meeting as the office writes it: the draft with what is missing, its minutes, and what is read back."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.meetings import (
    LONGEST_DECISION,
    NOTICE,
    Kind,
    Lack,
    Meeting,
    Minutes,
    Notice,
    Said,
    Seen,
    Stage,
)
from bot.domain.roles import Way
from bot.domain.territories import Spot
from bot.i18n import Html, Words, escaped, joined
from bot.views import lists
from bot.views import meetings as residents
from bot.views.callbacks.convening import (
    AsItWasButton,
    ConveneButton,
    ConvenedButton,
    ConveningButton,
    DropMeetingButton,
    MeetingPart,
    MeetingPartButton,
    MinutesButton,
    NoFileButton,
    ReadBackButton,
    SayButton,
    Saying,
    TopicButton,
    TopicsButton,
)
from bot.views.names import spot_name
from bot.views.screens import Button, Screen, button, rows

SIGNS = {Stage.DRAFT: "📝", Stage.CALLED: "🗓", Stage.CANCELLED: "✖️", Stage.HELD: "📄"}


def places(way: Way, page: int, _: Words) -> Screen:
    """On the way to a unit."""
    return lists.places(
        _("Which place is it about?"), way, page, lambda kato, to: ConveningButton(kato=kato, page=to), _
    )


def unit(spot: Spot, found: Sequence[Meeting], _: Words) -> Screen:
    """What was called there, and the ways to call anew."""
    ways = [[button(_called(one, _), ConvenedButton(meeting=one.id))] for one in found]
    labels = {
        Kind.GATHERING: _.label("Gathering (of all)"),
        Kind.MEETING: _.label("Meeting (representatives)"),
        Kind.SEPARATE: _.label("Separate gathering"),
    }
    kinds = [
        [button("➕ " + label, ConveneButton(kato=spot.territory.kato, kind=one))]
        for one, label in labels.items()
    ]
    text = joined(
        [
            _("<b>Gatherings and meetings · {place}</b>", place=spot_name(spot, _)),
            None if found else _("Nothing has been called here yet."),
            _(
                "To call a new one, choose its kind. By law residents hear of it at least 10 calendar days before."
            ),
        ]
    )
    above = ConveningButton(kato=spot.above[0].kato) if spot.above else ConveningButton()
    return Screen(text, rows(*ways, *kinds, [button("← " + _.label("Back"), above)]))


def _called(one: Meeting, _: Words) -> str:
    begins_at = one.holds.begins_at
    day = _.day(begins_at) if begins_at else "…"
    return f"{SIGNS[one.stage]} {day} · {_kind(one.kind, _)}"


def _kind(kind: Kind, _: Words) -> str:
    return {
        Kind.GATHERING: _.label("Gathering"),
        Kind.MEETING: _.label("Meeting"),
        Kind.SEPARATE: _.label("Separate gathering"),
    }[kind]


def convened(seen: Seen, now: datetime, _: Words) -> Screen:
    """All of it but the minutes, and the next step."""
    one = seen.meeting
    drafting = one.stage is Stage.DRAFT
    text = joined(
        [
            residents.head(seen, _),
            _standing(one, now, _),
            _in_both(one.whose) if one.whose and drafting else None,
            _notice(one.holds, _),
            _changed(one, _),
            _agenda(one) if drafting else residents.agenda(one, _),
            _topic(seen, _),
            _to_cancel(one, _),
            _missing(one.lacks(now), _) if drafting or one.next else None,
        ]
    )
    back = button("← " + _.label("Back"), ConveningButton(kato=one.territory.kato))
    return Screen(text, rows(*_ways(seen, now, _), [back]))


def _standing(one: Meeting, now: datetime, _: Words) -> Html:
    if one.over(now) and one.stage is Stage.CALLED:
        return _("⏳ Its hour is over: enter what was decided.")
    said = {
        Stage.DRAFT: _("📝 A draft: no resident sees it."),
        Stage.CALLED: _("🗓 It is called: residents know of it."),
        Stage.CANCELLED: _("✖️ Cancelled. The reason: {reason}", reason=one.reason or "—"),
        Stage.HELD: _("📄 Residents read its decision."),
    }
    return said[one.stage]


def _in_both(said: Said) -> Html:
    return Html(f"ҚАЗ: {escaped(said.kk)}\nРУС: {escaped(said.ru)}")


def _notice(notice: Notice, _: Words) -> Html | None:
    """As far as it is written, in both languages."""
    when = Html(f"📅 {_.moment(notice.begins_at)}") if notice.begins_at else None
    where = Html(f"📍 {_in_both(notice.place)}") if notice.place else None
    why = _("❗️ Why so late: {reason}", reason=notice.reason) if notice.reason else None
    return Html("\n".join(line for line in (when, where, why) if line)) or None


def _changed(one: Meeting, _: Words) -> Html | None:
    if one.stage is Stage.DRAFT or one.next is None:
        return None
    return joined([_("✏️ <b>Written anew; residents do not know it yet:</b>"), _notice(one.next, _)])


def _agenda(one: Meeting) -> Html | None:
    lines = [
        f"{number}. {escaped(point.kk)}\n    {escaped(point.ru)}"
        for number, point in enumerate(one.agenda, 1)
    ]
    return Html("\n".join(lines)) if lines else None


def _topic(seen: Seen, _: Words) -> Html | None:
    if seen.topic is None:
        return None
    return _("💬 It discusses: «{title}»", title=seen.topic.title(_.language))


def _to_cancel(one: Meeting, _: Words) -> Html | None:
    if one.stage is not Stage.CALLED or not one.reason:
        return None
    return _("✖️ To be cancelled; residents do not know it yet. The reason: {reason}", reason=one.reason)


def _missing(lacks: Sequence[Lack], _: Words) -> Html | None:
    names = {
        Lack.DAY: _("the day and the hour"),
        Lack.PLACE: _("the place"),
        Lack.WHOSE: _("whose gathering it is"),
        Lack.AGENDA: _("the agenda"),
        Lack.REASON: _("why residents hear of it less than {days} days before", days=NOTICE),
        Lack.NUMBER: _("the number of the minutes"),
        Lack.PRESENT: _("how many were present"),
        Lack.DECISION: _("the decision in Kazakh and in Russian"),
    }
    return _("Missing: {what}.", what=Html("; ".join(names[lack] for lack in lacks))) if lacks else None


def _ways(seen: Seen, now: datetime, _: Words) -> list[list[Button]]:
    one = seen.meeting
    if one.stage is Stage.DRAFT:
        return _of_draft(seen, now, _)
    ways = _of_called(one, now, _) if one.ahead(now) else []
    if one.over(now):
        ways.append([button("📄 " + _.label("Minutes"), MinutesButton(meeting=one.id))])
    if one.stage is Stage.CALLED:
        ways.append([_part(one, MeetingPart.CANCEL, _)])
        if one.reason:
            ways.append([_read_back(one, Saying.CANCEL, _)])
        if one.reason or one.next:
            ways.append([_as_it_was(one, _)])
    return ways


def _of_draft(seen: Seen, now: datetime, _: Words) -> list[list[Button]]:
    one = seen.meeting
    parts = [MeetingPart.DAY, MeetingPart.PLACE, MeetingPart.AGENDA]
    if one.kind is Kind.SEPARATE:
        parts.insert(2, MeetingPart.WHOSE)
    if one.holds.short(now):
        parts.append(MeetingPart.NOTICE)
    ways = [[_part(one, part, _)] for part in parts]
    if seen.topics:
        ways.append([button("💬 " + _.label("What it discusses"), TopicsButton(meeting=one.id))])
    if not one.lacks(now):
        ways.append([_read_back(one, Saying.CALL, _)])
    ways.append([button("🗑 " + _.label("Take it back"), DropMeetingButton(meeting=one.id))])
    return ways


def _of_called(one: Meeting, now: datetime, _: Words) -> list[list[Button]]:
    parts = [MeetingPart.DAY, MeetingPart.PLACE]
    if one.next is not None and one.next.short(now):
        parts.append(MeetingPart.NOTICE)
    ways = [[_part(one, part, _)] for part in parts]
    if one.next is not None and not one.lacks(now):
        ways.append([_read_back(one, Saying.CALL, _)])
    return ways


def _part(one: Meeting, part: MeetingPart, _: Words) -> Button:
    labels = {
        MeetingPart.DAY: "📅 " + _.label("Day and hour"),
        MeetingPart.PLACE: "📍 " + _.label("Place"),
        MeetingPart.WHOSE: "🏘 " + _.label("Whose gathering"),
        MeetingPart.AGENDA: "📋 " + _.label("Agenda"),
        MeetingPart.NOTICE: "❗️ " + _.label("Why so late"),
        MeetingPart.CANCEL: "✖️ " + _.label("It will not be held"),
        MeetingPart.NUMBER: "🔢 " + _.label("Number of the minutes"),
        MeetingPart.PRESENT: "👥 " + _.label("How many were present"),
        MeetingPart.DECISION_KK: "ҚАЗ " + _.label("Decision in Kazakh"),
        MeetingPart.DECISION_RU: "РУС " + _.label("Decision in Russian"),
        MeetingPart.FILE: "📎 " + _.label("File of the minutes"),
    }
    return button(labels[part], MeetingPartButton(meeting=one.id, part=part))


def _read_back(one: Meeting, saying: Saying, _: Words) -> Button:
    labels = {
        Saying.CALL: "📣 " + _.label("Tell residents"),
        Saying.CANCEL: "📣 " + _.label("Tell that it is cancelled"),
        Saying.MINUTES: "📣 " + _.label("Enter the minutes"),
    }
    return button(labels[saying], ReadBackButton(meeting=one.id, saying=saying))


def _as_it_was(one: Meeting, _: Words) -> Button:
    return button("↩️ " + _.label("Leave it as it was"), AsItWasButton(meeting=one.id))


def _back(one: Meeting, _: Words) -> Button:
    return button("← " + _.label("Back"), ConvenedButton(meeting=one.id))


def part(one: Meeting, asked: MeetingPart, _: Words) -> Screen:
    """What is to be written, with an example."""
    of_minutes = (MeetingPart.NUMBER, MeetingPart.PRESENT, MeetingPart.DECISION_KK, MeetingPart.DECISION_RU)
    if asked in (*of_minutes, MeetingPart.FILE):
        question, back = (
            _of_minutes(asked, _),
            button("← " + _.label("Cancel"), MinutesButton(meeting=one.id)),
        )
    else:
        question, back = (
            _of_notice(asked, _),
            button("← " + _.label("Cancel"), ConvenedButton(meeting=one.id)),
        )
    written = one.drafted or one.minutes
    with_file = asked is MeetingPart.FILE and written is not None and written.file is not None
    none = [button("🗑 " + _.label("Without a file"), NoFileButton(meeting=one.id))]
    return Screen(question, rows(none if with_file else [], [back]))


def _of_notice(asked: MeetingPart, _: Words) -> Html:
    return {
        MeetingPart.DAY: _(
            "When does it begin? The day and the hour, for example: 15.06.2027 15:00. Residents need 10 full calendar days, "
            "without the day on which you call it and the day of the meeting; for less you have to say why."
        ),
        MeetingPart.PLACE: _("Where is it? Two lines: in Kazakh, then in Russian. At most 120 letters each."),
        MeetingPart.WHOSE: _(
            "Which village, microdistrict or street gathers? Two lines: in Kazakh, then in Russian. At most 120 letters each."
        ),
        MeetingPart.AGENDA: _(
            "Write the agenda, one point a line, first in Kazakh, then, after a semicolon, in Russian. At most 10 points of "
            "110 letters. For example:\n<code>{example}</code>",
            example="Бюджет жобасын келісу; Согласование проекта бюджета",
        ),
        MeetingPart.NOTICE: _("Why do residents hear of it so late? They will read it."),
        MeetingPart.CANCEL: _("Why is it not held? Residents will read it."),
    }[asked]


def _of_minutes(asked: MeetingPart, _: Words) -> Html:
    return {
        MeetingPart.NUMBER: _("What is the number of the minutes? For example: 4"),
        MeetingPart.PRESENT: _("How many were present, and how many members are there? For example: 15 / 22"),
        MeetingPart.DECISION_KK: _(
            "Write the decision in Kazakh, at most {limit} letters.", limit=LONGEST_DECISION
        ),
        MeetingPart.DECISION_RU: _(
            "Write the decision in Russian, at most {limit} letters.", limit=LONGEST_DECISION
        ),
        MeetingPart.FILE: _(
            "Send the minutes as a PDF or as a photo. <b>Residents will see the file:</b> there must be no IIN, no address and "
            "no telephone number of anybody in it. It can be left out."
        ),
    }[asked]


def file_wanted(_: Words) -> Screen:
    """For words, or another kind of file."""
    return Screen(_("Please send a PDF or a photo, or press «Cancel» above."))


def topics(seen: Seen, _: Words) -> Screen:
    """Which of the unit's consultations it discusses."""
    key = seen.meeting.id
    ways = [
        [button(one.title(_.language), TopicButton(meeting=key, consultation=one.id))] for one in seen.topics
    ]
    none = button(_.label("None of these"), TopicButton(meeting=key))
    text = _("Which consultation does it discuss? Who took part in it gets the decision.")
    return Screen(text, rows(*ways, [none], [_back(seen.meeting, _)]))


def minutes(seen: Seen, _: Words) -> Screen:
    """What is being written, or what residents read."""
    one = seen.meeting
    written = one.drafted or one.minutes or Minutes()
    text = joined(
        [
            _("<b>Minutes · {kind}</b>", kind=residents.kind(one, _)),
            _("📝 Residents do not see it yet.") if one.drafted or not one.minutes else None,
            _("Minutes № {number}", number=written.number) if written.number else None,
            residents.present(one.kind, written, _) if written.present is not None else None,
            Html(f"ҚАЗ: {escaped(written.decision.kk)}") if written.decision.kk else None,
            Html(f"РУС: {escaped(written.decision.ru)}") if written.decision.ru else None,
            _("📎 With a file.") if written.file else None,
            _missing(written.lacks, _),
        ]
    )
    parts = (
        MeetingPart.NUMBER,
        MeetingPart.PRESENT,
        MeetingPart.DECISION_KK,
        MeetingPart.DECISION_RU,
        MeetingPart.FILE,
    )
    ways = [[_part(one, part, _)] for part in parts]
    if one.drafted is not None and not one.drafted.lacks:
        ways.append([_read_back(one, Saying.MINUTES, _)])
    if one.drafted is not None:
        ways.append([_as_it_was(one, _)])
    return Screen(text, rows(*ways, [_back(one, _)]))


def read_back(seen: Seen, saying: Saying, mark: str, now: datetime, _: Words) -> Screen:
    """What residents will read, of the meeting as it will be; the mark is that of the meeting as it is."""
    read = {
        Saying.CALL: residents.called,
        Saying.CANCEL: residents.cancelled,
        Saying.MINUTES: residents.decided,
    }[saying](seen, now, _)
    file = seen.meeting.minutes and seen.meeting.minutes.file
    text = joined(
        [
            _("Residents will read this, in their own language. Is all of it right?"),
            read.text,
            _("📎 Residents will see the file, too. Make sure that there is no IIN in it.")
            if saying is Saying.MINUTES and file
            else None,
        ]
    )
    key = seen.meeting.id
    confirm = button("✔️ " + _.label("Yes, tell them"), SayButton(meeting=key, saying=saying, mark=mark))
    return Screen(text, rows([_back(seen.meeting, _)], [confirm]))


def sure_to_drop(one: Meeting, _: Words) -> Screen:
    return Screen(
        _("Take this draft back? No resident has seen it."),
        rows(
            [_back(one, _)],
            [button("🗑 " + _.label("Take it back"), DropMeetingButton(meeting=one.id, sure=True))],
        ),
    )


def dropped(one: Meeting, _: Words) -> Screen:
    back = button("← " + _.label("Back"), ConveningButton(kato=one.territory.kato))
    return Screen(_("Taken back."), rows([back]))
