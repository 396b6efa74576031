"""A coordinator's elections: what is known of each, and which of its dates are still to be confirmed."""

from collections.abc import Mapping, Sequence
from datetime import date as date_of
from datetime import datetime

from bot.domain.calendars import Calendar, Entry, Overview, Standing
from bot.domain.elections import Election, Kind, State
from bot.domain.facts import Fact, Topic, UnitTopic
from bot.domain.numbers import ALMATY
from bot.domain.territories import Spot, Territory
from bot.domain.timelines import Code, Doubt, article
from bot.domain.workdays import Workdays
from bot.i18n import Html, Words, escaped, joined
from bot.views.callbacks.calendars import (
    BroadcastsButton,
    CalendarButton,
    ChangeButton,
    ConfirmButton,
    DateButton,
    DistrictButton,
    DropButton,
    FileButton,
    KindButton,
    ListButton,
    RedefineButton,
    SecondButton,
    Side,
    SourceButton,
    StateButton,
    UnitButton,
    UnitFactButton,
)
from bot.views.dates import BY_DAY, what
from bot.views.lists import page_of
from bot.views.names import spot_name
from bot.views.screens import Button, Screen, button, in_lines, in_pairs, rows
from bot.views.standings import kind_label

OF_VOTING_DAY = frozenset({Code.VOTING_START, Code.VOTING_END, Code.HOME_VOTING_END, Code.COUNT_END})
IN_A_LINE = 7  # numbers of two digits on a narrow phone
STANDINGS: Mapping[Standing, str] = {
    Standing.DRAFT: "📝",
    Standing.CONFIRMED: "✅",
    Standing.LEFT_OUT: "➖",
}


def state_label(state: State, _: Words) -> str:
    names = {
        State.ENTERED: ("📝", _.label("being entered")),
        State.CALLED: ("🗳", _.label("called")),
        State.POSTPONED: ("⏸", _.label("postponed")),
        State.CANCELLED: ("✖️", _.label("cancelled")),
        State.RESULT: ("📄", _.label("result is set")),
        State.UNDECIDED: ("🔁", _.label("to be repeated")),
        State.REGISTERED: ("✅", _.label("akim is registered")),
    }
    icon, name = names[state]
    return f"{icon} {name}"


def overview(seen: Overview, page: int, _: Words) -> Screen:
    """The district's units, each with a sign of how its election stands."""

    def called(unit: Territory) -> str:
        known = seen.elections.get(unit.kato)
        sign = state_label(known.state, _).split()[0] if known else "·"
        return f"{sign} {unit.name(_.language)}"

    kato = seen.spot.territory.kato
    units = page_of(
        seen.units,
        page,
        lambda one: UnitButton(kato=one.kato),
        lambda to: DistrictButton(kato=kato, page=to),
        _,
        called,
    )
    going = [one for one in seen.elections.values() if not one.state.over]
    text = joined(
        [
            _("<b>Elections · {place}</b>", place=spot_name(seen.spot, _)),
            _.n("{count} election is going on.", "{count} elections are going on.", len(going))
            if going
            else _("No election is entered as going on."),
            _("Choose the unit whose akim is elected."),
        ]
    )
    return Screen(text, rows(*units))


def places(inside: str, listed: Sequence[Territory], page: int, _: Words) -> Screen:
    """Regions, or the districts `inside` one, on the way to a unit."""
    found = page_of(
        listed,
        page,
        lambda one: DistrictButton(kato=one.kato),
        lambda to: DistrictButton(kato=inside, page=to),
        _,
    )
    return Screen(_("Whose elections?"), rows(*found))


def unit(seen: Overview, _: Words) -> Screen:
    """A unit without an election that goes on."""
    kato = seen.spot.territory.kato
    known = seen.elections.get(kato)
    kinds = in_pairs(button(kind_label(kind, _), KindButton(kato=kato, kind=kind)) for kind in Kind)
    ways = [
        *(
            [[button("🗂 " + _.label("The last election"), CalendarButton(election=known.id))]]
            if known
            else []
        ),
        *kinds,
        [button("📎 " + _.label("All by one file"), FileButton(kato=kato))],
        [button("📅 " + _.label("Akim's term ends"), UnitFactButton(kato=kato, topic=UnitTopic.TERM))],
        [_lookup(kato, _)],
        _back(_above(seen.spot), _),
    ]
    text = joined(
        [
            _("<b>Elections · {place}</b>", place=spot_name(seen.spot, _)),
            _("No election is going on here. To enter one, choose its kind."),
            *(_of_unit(fact, _) for fact in seen.of_unit.values()),
        ]
    )
    return Screen(text, rows(*ways))


def _of_unit(fact: Fact, _: Words) -> Html:
    """What residents read between elections too, and from where."""
    content = fact.content or ""
    if fact.topic == UnitTopic.TERM:
        said = _("📅 The akim's term ends: {day}", day=_.day(date_of.fromisoformat(content)))
    else:
        said = _("🔎 Precinct look-up: {address}", address=content)
    return Html(said + "\n" + _("Source: {source}", source=fact.source.name))


def _lookup(kato: str, _: Words) -> Button:
    return button("🔎 " + _.label("Precinct look-up"), UnitFactButton(kato=kato, topic=UnitTopic.LOOKUP))


def calendar(seen: Calendar, _: Words) -> Screen:
    """The election as a whole, and the next step."""
    election = seen.election
    done = sum(one.standing is not Standing.DRAFT for one in seen.entries)
    text = joined(
        [
            _("<b>{kind} · {place}</b>", kind=kind_label(election.kind, _), place=spot_name(seen.spot, _)),
            _days(election, _),
            *(_doubt(one, _) for one in seen.doubts),
            _state(election, _),
            _awaited(seen, _),
            _(
                "Dates decided on: {done} of {all}. Candidates: {candidates}. Polling stations: {stations}.",
                done=done,
                all=len(seen.entries),
                candidates=seen.numbers.get(Topic.CANDIDATES, "—"),
                stations=seen.numbers.get(Topic.STATIONS, "—"),
            ),
            _("What you confirm is confirmed from this source: {source}", source=election.source),
            _second(seen, _),
            _.n(
                "{count} resident here wants reminders.",
                "{count} residents here want reminders.",
                seen.subscribers,
            ),
            _.n(
                "{count} person was told what does not hold any more: a correction is on its way.",
                "{count} people were told what does not hold any more: a correction is on its way.",
                seen.outdated,
            )
            if seen.outdated
            else None,
        ]
    )
    return Screen(text, rows(*_ways(seen, _)))


def _days(election: Election, _: Words) -> Html:
    occasions = {
        Kind.REGULAR: _("The term ends: {day}", day=_.day(election.occasion)),
        Kind.EARLY: _("Vacant since: {day}", day=_.day(election.occasion)),
        Kind.REPEAT_ELECTION: _("First voting: {day}", day=_.day(election.occasion)),
        Kind.REPEAT_VOTING: _("First voting: {day}", day=_.day(election.occasion)),
    }
    called = _("Called: {called}", called=_.day(election.called_on))
    voting = _(
        "Voting: {voting}, {opens}–{closes}",
        voting=_.weekday_and_day(election.voting_on),
        opens=f"{election.opens:%H:%M}",
        closes=f"{election.closes:%H:%M}",
    )
    if election.state is State.POSTPONED:
        voting = _("Voting: there is no new day yet")
    return Html("\n".join((occasions[election.kind], called, voting)))


def _doubt(doubt: Doubt, _: Words) -> Html:
    if doubt.rule == "call":
        return _("⚠️ By law it is called by {day}. Please check the day of calling.", day=_.day(doubt.limit))
    return _("⚠️ By law the voting is held by {day}. Please check the voting day.", day=_.day(doubt.limit))


def _state(election: Election, _: Words) -> Html:
    if election.state is State.ENTERED:
        return _("Residents do not see it yet: confirm the beginning of voting, and they do.")
    said = _("State: {state}", state=state_label(election.state, _))
    return Html(f"{said}\n{escaped(election.reason)}") if election.reason else said


def _awaited(seen: Calendar, _: Words) -> Html | None:
    """What it costs the unit that the registration is not entered."""
    if seen.akim_awaited_until is None:
        return None
    return _(
        "⏳ Until you enter that the akim is registered, at the latest until {day}, the bot stays neutral here: nothing "
        "is asked anew, and nothing goes out in the akim's name.",
        day=_.day(seen.akim_awaited_until),
    )


def _second(seen: Calendar, _: Words) -> Html | None:
    if seen.election.state is State.POSTPONED or seen.election.state.over:
        return None
    if seen.election.approved_by is not None:
        return _("✅ A second person has confirmed it: reminders go out.")
    return _("Reminders go out after a second person, who has entered nothing here, has confirmed it.")


def _ways(seen: Calendar, _: Words) -> list[list[Button]]:
    """What is to be done next; the rest stands behind a button."""
    election = seen.election
    key = election.id
    ways: list[list[Button]] = []
    if not election.state.over:
        if undecided := seen.undecided:
            ways.append(
                [button("▶️ " + _.label("Next date"), DateButton(election=key, code=undecided[0].code))]
            )
        if election.approved_by is None and election.state is not State.POSTPONED:
            asked = _.label("I have checked it all") if seen.may_approve else _.label("Ask a second person")
            ways.append([button("✔️ " + asked, SecondButton(election=key, given=seen.may_approve))])
    ways.append([button("🗓 " + _.label("All dates"), CalendarButton(election=key, side=Side.DATES))])
    ways.append([button("📣 " + _.label("What goes out"), BroadcastsButton(election=key))])
    ways.append(
        [button("⚙️ " + _.label("Lists, source, state"), CalendarButton(election=key, side=Side.MORE))]
    )
    ways.append(_back(_above(seen.spot), _))
    return ways


def more(seen: Calendar, _: Words) -> Screen:
    """What is needed now and then."""
    election = seen.election
    key = election.id
    lists = [
        button("👤 " + _.label("Candidates"), ListButton(election=key, topic=Topic.CANDIDATES)),
        button("🏫 " + _.label("Stations"), ListButton(election=key, topic=Topic.STATIONS)),
    ]
    going_on = [
        *in_pairs(lists),
        [button("📎 " + _.label("Dates by file"), FileButton(kato=election.territory.kato, election=key))],
        [button("📄 " + _.label("Another source"), SourceButton(election=key))],
        [_lookup(election.territory.kato, _)],
        [button("✏️ " + _.label("Kind and first days"), RedefineButton(election=key))],
    ]
    moves = [[button(move_label(one, _), StateButton(election=key, state=one))] for one in election.moves]
    if election.reason:
        moves.append([button("✏️ " + _.label("Other words"), StateButton(election=key, state=election.state))])
    dropping = [[button("🗑 " + _.label("Take it back"), DropButton(election=key))]]
    text = joined(
        [
            _("<b>{kind} · {place}</b>", kind=kind_label(election.kind, _), place=spot_name(seen.spot, _)),
            _state(election, _),
            _("What you confirm is confirmed from this source: {source}", source=election.source),
        ]
    )
    ways = [
        *([] if election.state.over else going_on),
        *(dropping if election.state is State.ENTERED else moves),
        _back(CalendarButton(election=key), _),
    ]
    return Screen(text, rows(*ways))


def move_label(state: State, _: Words) -> str:
    """What is said of the election by pressing it."""
    names = {
        State.POSTPONED: "⏸ " + _.label("It is postponed"),
        State.CANCELLED: "✖️ " + _.label("It is cancelled"),
        State.RESULT: "📄 " + _.label("Enter the result"),
        State.UNDECIDED: "🔁 " + _.label("It will be repeated"),
        State.REGISTERED: "✅ " + _.label("The akim is registered"),
    }
    return names[state]


def dates(seen: Calendar, _: Words) -> Screen:
    """Every date with its number, which is its button; and from where the confirmed ones are."""
    lines = [
        f"{number}. {STANDINGS[one.standing]} {_moment(one, _)} · {what(one.code, _)}"
        for number, one in enumerate(seen.entries, 1)
    ]
    key = seen.election.id
    numbers = in_lines(
        (
            button(f"{number}", DateButton(election=key, code=one.code))
            for number, one in enumerate(seen.entries, 1)
        ),
        IN_A_LINE,
    )
    sources = dict.fromkeys(fact.source.name for fact in seen.facts.values())
    text = joined(
        [
            _("<b>Dates · {place}</b>", place=spot_name(seen.spot, _)),
            Html("\n".join(lines)),
            _("📝 draft by law, which no resident sees · ✅ confirmed · ➖ left out"),
            _.n(
                "{count} date is still a draft.",
                "{count} dates are still drafts.",
                len(seen.undecided),
            )
            if seen.may_approve and seen.undecided
            else None,
            _("Sources: {sources}", sources="; ".join(sources)) if sources else None,
        ]
    )
    checked = [button("✔️ " + _.label("I have checked it all"), SecondButton(election=key, given=True))]
    return Screen(
        text,
        rows(*numbers, *([checked] if seen.may_approve else []), _back(CalendarButton(election=key), _)),
    )


def _moment(entry: Entry, _: Words) -> str:
    if entry.moment is None:
        return "—"
    return _.day(entry.moment) if entry.code in BY_DAY else _.moment(entry.moment)


def _above(spot: Spot) -> DistrictButton:
    """The district whose units are listed."""
    return DistrictButton(kato=spot.above[0].kato) if spot.above else DistrictButton()


def date(seen: Calendar, entry: Entry, workdays: Workdays, _: Words) -> Screen:
    """One date: what the law says, what was confirmed and from where, and the three things to do with it."""
    key, code = seen.election.id, entry.code
    text = joined(
        [
            _("<b>{what}</b>\n{place}", what=what(code, _), place=spot_name(seen.spot, _)),
            _standing(entry, seen.election, _),
            _day_off(entry, workdays, _),
            _law(code, _),
            _("The commission's own calendar always wins."),
            _("What you confirm is confirmed from this source: {source}", source=seen.election.source),
        ]
    )
    ways: list[list[Button]] = []
    if (moment := _to_confirm(seen, entry)) is not None:
        shown = _.day(moment) if code in BY_DAY else _.moment(moment)
        data = ConfirmButton(election=key, code=code, minute=int(moment.timestamp()) // 60)
        ways.append([button("✅ " + _.label("Confirm {moment}", moment=shown), data)])
    ways.append([button("✏️ " + _.label("Another date"), ChangeButton(election=key, code=code))])
    if entry.standing is not Standing.LEFT_OUT and code is not Code.VOTING_START:
        ways.append([button("➖ " + _.label("Leave out"), ConfirmButton(election=key, code=code, minute=0))])
    following = seen.after(code)
    if following is not None and following.code is not code:
        ways.append([button("▶️ " + _.label("Next date"), DateButton(election=key, code=following.code))])
    ways.append(_back(CalendarButton(election=key, side=Side.DATES), _))
    return Screen(text, rows(*ways))


def _to_confirm(seen: Calendar, entry: Entry) -> datetime | None:
    """The draft, also of a date that was left out; a confirmed date again, when another source is named now."""
    if entry.standing is not Standing.CONFIRMED:
        return entry.drafted
    assert entry.fact is not None
    return entry.fact.moment if entry.fact.source.name != seen.election.source else None


def decided(entry: Entry, _: Words) -> Html:
    """What has been done with a date, above what comes next."""
    if entry.moment is None:
        return _("➖ {what}: left out", what=what(entry.code, _))
    return _("✅ {what}: {moment}", what=what(entry.code, _), moment=_moment(entry, _))


def _law(code: Code, _: Words) -> Html:
    """«EL art. 22(2), art. 13(4)» in the person's language."""
    said = article(code)
    of_elections, of_government = said.split(", LGL art. ") if ", LGL art. " in said else (said, "")
    articles = of_elections.removeprefix("EL art. ").replace("art. ", "")
    lines = [_("Constitutional Law on Elections, art. {articles}", articles=articles)]
    if of_government:
        lines.append(
            _("Law on Local Government and Self-Government, art. {articles}", articles=of_government)
        )
    return Html("\n".join(lines))


def _day_off(entry: Entry, workdays: Workdays, _: Words) -> Html | None:
    """A commission's office may be closed then; voting is on a Sunday as a rule."""
    if entry.moment is None or entry.code in OF_VOTING_DAY:
        return None
    day = entry.moment.astimezone(ALMATY).date()
    return None if workdays.works(day) else _("⚠️ This is a day off.")


def _standing(entry: Entry, election: Election, _: Words) -> Html:
    if entry.standing is Standing.LEFT_OUT:
        return _("➖ Left out: residents are not told of it.")
    if entry.moment is None and election.state is State.POSTPONED:
        return _("📝 The election is postponed. Dates are counted anew when a new voting day is confirmed.")
    if entry.moment is None:
        return _(
            "📝 The law's own days do not fit between the calling and the voting: take it from the commission."
        )
    day = f"{entry.moment.astimezone(ALMATY):%H:%M}"
    when = _moment(entry, _) if entry.code not in BY_DAY else f"{_.day(entry.moment)} ({day})"
    if entry.standing is Standing.DRAFT:
        return _("📝 Draft by law: <b>{when}</b>. Residents do not see it.", when=when)
    assert entry.fact is not None
    return _(
        "✅ Confirmed: <b>{when}</b>\nSource: {source}\nChecked on: {day}",
        when=when,
        source=entry.fact.source.name,
        day=_.day(entry.fact.source.checked_on),
    )


def sure_to_drop(seen: Calendar, _: Words) -> Screen:
    key = seen.election.id
    return Screen(
        _("Take this election back? All that was entered of it goes. No resident has seen it."),
        rows(
            _back(CalendarButton(election=key), _),
            [button("🗑 " + _.label("Take it back"), DropButton(election=key, sure=True))],
        ),
    )


def asked(seen: Calendar, _: Words) -> Screen:
    return Screen(
        _("The others who answer for the district have been asked to look at it and confirm it."),
        rows(_back(CalendarButton(election=seen.election.id), _)),
    )


def to_check(election: Election, place: str, _: Words) -> Screen:
    """For the second person."""
    return Screen(
        _(
            "Somebody has entered an election: {place}, voting on {day}. Please compare its dates with the "
            "commission's own calendar, and confirm it if all is right. Until then nobody is reminded of it.",
            place=place,
            day=_.day(election.voting_on),
        ),
        rows([button("🗓 " + _.label("Look at it"), CalendarButton(election=election.id, side=Side.DATES))]),
    )


def _back(to: CalendarButton | DistrictButton | UnitButton, _: Words) -> list[Button]:
    return [button("← " + _.label("Back"), to)]
