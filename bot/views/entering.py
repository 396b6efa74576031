"""What a coordinator is asked for in words, and what was wrong with an answer."""

import html
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from aiogram.filters.callback_data import CallbackData

from bot.domain.calendar_files import CANDIDATE, DAY, HOUR, STATION, WHAT, Filled, Head
from bot.domain.calendars import Calendar, Entry
from bot.domain.commission_lists import BadRow, Problem
from bot.domain.elections import Kind, State
from bot.domain.facts import Topic, UnitTopic
from bot.domain.people import Language
from bot.domain.timelines import Code
from bot.i18n import Html, Words, joined, words
from bot.views.callbacks.calendars import (
    CalendarButton,
    ConfirmButton,
    DateButton,
    OtherKindButton,
    PublishButton,
    UnitButton,
)
from bot.views.dates import what
from bot.views.screens import Screen, button, in_pairs, rows
from bot.views.standings import kind_label, standing

NAMED = 10  # rows with something wrong


def _asked(text: Html, back: CallbackData, _: Words) -> Screen:
    return Screen(text, rows([button("← " + _.label("Cancel"), back)]))


def occasion(kato: str, kind: Kind, _: Words) -> Screen:
    """The first of four questions about a new election."""
    return _question(1, _occasions(_)[kind], kato, _)


def _question(number: int, asked: Html, kato: str, _: Words) -> Screen:
    return _asked(Html(_("Question {number} of 4.", number=number) + " " + asked), UnitButton(kato=kato), _)


def _occasions(_: Words) -> dict[Kind, Html]:
    first = _("On which day was the first voting? For example: 15.09.2026")
    return {
        Kind.REGULAR: _("On which day does the akim's term end? For example: 15.09.2029"),
        Kind.EARLY: _("Since which day has the post been vacant? For example: 15.09.2026"),
        Kind.REPEAT_ELECTION: first,
        Kind.REPEAT_VOTING: first,
    }


def _calling(_: Words) -> Html:
    return _("On which day did the commission call the election? For example: 15.09.2026")


def called(kato: str, _: Words) -> Screen:
    return _question(2, _calling(_), kato, _)


def voting(kato: str, _: Words) -> Screen:
    text = _(
        "On which day is the voting? Polls are open from 7 to 20; if the commission has set "
        "other hours, write them too. For example: 15.11.2026, or 15.11.2026 8:00-21:00"
    )
    return _question(3, text, kato, _)


def source(kato: str, _: Words) -> Screen:
    text = _("Where did you read it? Send a link, or the name and date of the commission's document.")
    return _question(4, text, kato, _)


def another_source(seen: Calendar, _: Words) -> Screen:
    text = _(
        "From which source do you confirm from now on? Send a link, or the name and date of the document.\n\n"
        "Now: {source}",
        source=seen.election.source,
    )
    return _asked(text, CalendarButton(election=seen.election.id), _)


def another_date(seen: Calendar, entry: Entry, _: Words) -> Screen:
    text = _(
        "{what}: which day and hour does the commission's calendar name? For example: 15.11.2026 18:00",
        what=what(entry.code, _),
    )
    return _asked(text, DateButton(election=seen.election.id, code=entry.code), _)


def reason(seen: Calendar, state: State, _: Words) -> Screen:
    questions = {
        State.POSTPONED: _(
            "Why was the election postponed? Write it as the commission says it; residents read it."
        ),
        State.CANCELLED: _(
            "Why was the election cancelled? Write it as the commission says it; residents read it."
        ),
        State.UNDECIDED: _(
            "What did the commission decide? Write it as the commission says it; residents read it."
        ),
        State.RESULT: _(
            "What is the result? Write it as the commission has published it; residents read it."
        ),
        State.REGISTERED: _("Who was registered as akim? Write it as the commission has published it."),
    }
    warning = _(
        "The source is: {source}. If this stands elsewhere, name another source first.",
        source=seen.election.source,
    )
    return _asked(joined([questions[state], warning]), CalendarButton(election=seen.election.id), _)


def read_back(seen: Calendar, state: State, reason: str, _: Words) -> Screen:
    """What residents will read; the way back stands first, where the second of two taps falls."""
    key = seen.election.id
    said = standing(replace(seen.election, state=state, reason=reason), _)
    text = joined(
        [
            _("Residents will read:"),
            Html(f"<blockquote>{said}</blockquote>"),
            _("Source: {source}", source=seen.election.source),
            _("Is it right? To change it, write it anew."),
        ]
    )
    return Screen(
        text,
        rows(
            [button("← " + _.label("Cancel"), CalendarButton(election=key))],
            [button("📢 " + _.label("Say it"), PublishButton(election=key, state=state))],
        ),
    )


def sure_to_move(seen: Calendar, moment: datetime, now: datetime, _: Words) -> Screen:
    """Before other dates go back to being drafts."""
    key = seen.election.id
    text = joined(
        [
            _("New voting day: <b>{moment}</b>", moment=_.long_moment(moment, now)),
            _.n(
                "{count} confirmed date was counted from the old day: it goes back to draft, and residents who know it "
                "are sent a correction. A second person confirms anew.",
                "{count} confirmed dates were counted from the old day: they go back to draft, and residents who know "
                "them are sent a correction. A second person confirms anew.",
                seen.resting_on_voting(now),
            ),
        ]
    )
    data = ConfirmButton(election=key, code=Code.VOTING_START, minute=int(moment.timestamp()) // 60)
    return Screen(
        text,
        rows(
            [button("← " + _.label("Cancel"), CalendarButton(election=key))],
            [button("✅ " + _.label("Move the voting"), data)],
        ),
    )


def another_kind(seen: Calendar, _: Words) -> Screen:
    key = seen.election.id
    text = _(
        "Of which kind is the election? After that come its first days. Entered now: {kind}.",
        kind=kind_label(seen.election.kind, _),
    )
    kinds = [button(kind_label(kind, _), OtherKindButton(election=key, kind=kind)) for kind in Kind]
    return Screen(
        text, rows(*in_pairs(kinds), [button("← " + _.label("Cancel"), CalendarButton(election=key))])
    )


def another_occasion(seen: Calendar, kind: Kind, _: Words) -> Screen:
    return _asked(_occasions(_)[kind], CalendarButton(election=seen.election.id), _)


def another_calling(seen: Calendar, _: Words) -> Screen:
    return _asked(_calling(_), CalendarButton(election=seen.election.id), _)


def words_wanted(_: Words) -> Screen:
    return Screen(_("Please write it in words. To leave it: /cancel."))


def file_wanted(_: Words) -> Screen:
    return Screen(_("Please send the filled-in file. To leave it: /cancel."))


def heads_of_lists() -> frozenset[str]:
    """How people name the columns of the commission's lists, in whichever language."""
    return frozenset(
        name.strip().casefold()
        for language in Language
        for columns in (
            _columns(Topic.CANDIDATES, words(language)),
            _columns(Topic.STATIONS, words(language)),
        )
        for name in columns.split(";")
    )


def _columns(topic: Topic, _: Words) -> str:
    columns = {
        Topic.CANDIDATES: _.plain("name; who nominated; occupation"),
        Topic.STATIONS: _.plain("number; address; building; who votes there; hours; phone"),
    }
    return columns[topic]


def taken(filled: Filled, _: Words) -> Html | None:
    """Of a file, or of a list, what is known now."""
    dates = sum(one.moment is not None for one in filled.dates)
    lines = [
        _("✅ Dates: {number}", number=dates) if dates else None,
        _("✅ Candidates: {number}", number=len(filled.candidates)) if filled.candidates else None,
        _("✅ Polling stations: {number}", number=len(filled.stations)) if filled.stations else None,
    ]
    return Html("\n".join(line for line in lines if line)) or None


def whole_list(seen: Calendar, topic: Topic, _: Words) -> Screen:
    """How a commission's list is handed on."""
    questions = {
        Topic.CANDIDATES: _(
            "Send the commission's list of candidates, one a line in its order, the columns apart by semicolons: {columns}. "
            "Or send it as a CSV or XLSX file with these three columns. It takes the place of the earlier list.",
            columns=_columns(topic, _),
        ),
        Topic.STATIONS: _(
            "Send all polling stations, one a line, the columns apart by semicolons: {columns}. The last three may be left "
            "out. Or send a CSV or XLSX file with these columns. It takes the place of the earlier list.",
            columns=_columns(topic, _),
        ),
    }
    never = _("No IIN, no home addresses, no photos.")
    return _asked(joined([questions[topic], never]), CalendarButton(election=seen.election.id), _)


def file_caption(source: str | None, _: Words) -> Html:
    """Under the file that is to be filled in; without a source it is to be named in it."""
    return joined(
        [
            _(
                "Fill in what the commission's calendar says and send the file back, as CSV or XLSX. Nothing is taken "
                "from a file in which something is wrong."
            ),
            _("An empty day leaves the date out; a row taken out stays as it is.")
            if source
            else _("Dates that you leave empty stay drafts by law."),
            _("Source: {source}", source=source) if source else None,
            _("To leave it: /cancel."),
        ]
    )


def kinds() -> dict[str, Kind]:
    """Each by how people call it, in whichever language."""
    return {kind_label(kind, words(language)).casefold(): kind for language in Language for kind in Kind}


def file_labels(_: Words) -> dict[str, str]:
    """What stands beside the words that the bot reads."""
    named = ", ".join(kind_label(kind, _) for kind in Kind)
    return {
        WHAT: _.plain("What it is"),
        DAY: _.plain("Day, like 15.09.2026"),
        HOUR: _.plain("Hour, like 18:00"),
        Head.KIND: _.plain("one of: {kinds}", kinds=named),
        Head.OCCASION: _.plain("the term's end, the day of the vacancy, or of the first voting"),
        Head.CALLED: _.plain("the day on which the election was called"),
        Head.VOTING: _.plain("the voting day, and its hours if they are not 7-20"),
        Head.SOURCE: _.plain("where it was read: a link, or a document's name and date"),
        CANDIDATE: _.plain(
            "from the next cell on, one row each: {columns}", columns=_columns(Topic.CANDIDATES, _)
        ),
        STATION: _.plain(
            "from the next cell on, one row each: {columns}", columns=_columns(Topic.STATIONS, _)
        ),
        **{code.value: html.unescape(what(code, _)) for code in Code},
    }


def unreadable(_: Words) -> Screen:
    return Screen(
        _(
            "This file cannot be read. Please send the filled-in template, as CSV (UTF-8) or XLSX, of 1 MB at most."
        )
    )


def unit_fact(kato: str, topic: UnitTopic, _: Words) -> Screen:
    questions = {
        UnitTopic.TERM: _occasions(_)[Kind.REGULAR],
        UnitTopic.LOOKUP: _(
            "Where can voters look up their polling station? Send the commission's link or phone number."
        ),
    }
    return _asked(questions[topic], UnitButton(kato=kato), _)


def unit_fact_source(kato: str, _: Words) -> Screen:
    text = _("Where did you read it? Send a link, or the name and date of the document.")
    return _asked(text, UnitButton(kato=kato), _)


def unit_fact_taken(kato: str, corrected: int, _: Words) -> Screen:
    """`corrected` many people had read otherwise."""
    said = _("✅ Written down. Residents see it under «Elections».")
    correction = _.n(
        "{count} person was told what does not hold any more: a correction is on its way.",
        "{count} people were told what does not hold any more: a correction is on its way.",
        corrected,
    )
    text = joined([said, correction if corrected else None])
    return Screen(text, rows([button("← " + _.label("Back"), UnitButton(kato=kato))]))


def dropped(kato: str, _: Words) -> Screen:
    return Screen(_("Taken back."), rows([button("← " + _.label("Back"), UnitButton(kato=kato))]))


def bad_rows(bad: Sequence[BadRow], back: CallbackData, _: Words) -> Screen:
    """Which rows have what; nothing was taken."""
    lines = [_flaw(one, _) for one in bad[:NAMED]]
    more = len(bad) - len(lines)
    rest = _.n("and {count} more row", "and {count} more rows", more) if more else None
    text = joined([_("Nothing was taken."), Html("\n".join(lines)), rest, _("Mend it and send it again.")])
    return Screen(text, rows([button("← " + _.label("Cancel"), back)]))


def _flaw(bad: BadRow, _: Words) -> Html:
    row = bad.row
    flaws = {
        Problem.COLUMNS: _("Row {row}: the number of columns is wrong. Semicolons part them.", row=row),
        Problem.EMPTY: _("Row {row}: something is empty that may not be.", row=row),
        Problem.TOO_LONG: _("Row {row}: a text is too long.", row=row),
        Problem.IIN: _("Row {row}: it has an IIN in it. It was not kept; please take it out.", row=row),
        Problem.TWICE: _("Row {row}: the same stands in the list before.", row=row),
        Problem.DAY: _("Row {row}: this is not a day.", row=row),
        Problem.HOUR: _("Row {row}: this is not an hour.", row=row),
        Problem.ORDER: _("Row {row}: the date does not fit the others.", row=row),
        Problem.UNKNOWN: _("Row {row}: there is no such thing to choose from.", row=row),
        Problem.AMOUNT: _("Row {row}: this is not a sum of money in whole tenge.", row=row),
        Problem.TOO_MANY: _("Row {row}: there are too many.", row=row),
        Problem.KIND: _("Row {row}: this is none of the words to choose from.", row=row),
        Problem.NOT_WHOLE: _("Row {row}: this is not whole tenge. Are these thousands?", row=row),
        Problem.AMBIGUOUS: _(
            "Row {row}: a comma or a point before three figures can be read in two ways.", row=row
        ),
        Problem.SUM: _("Row {row}: the lines do not add up to this total.", row=row),
        Problem.BALANCE: _("Row {row}: this is not the difference between expenditure and revenue.", row=row),
    }
    return flaws[bad.problem]
