"""What a coordinator is asked for in words, and what was wrong with an answer."""

import html
from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData

from bot.domain.calendar_files import CANDIDATE, STATION, Head
from bot.domain.calendars import Calendar, Entry
from bot.domain.commission_lists import BadRow, Problem
from bot.domain.elections import Kind, State
from bot.domain.facts import Topic, UnitTopic
from bot.domain.timelines import Code
from bot.i18n import Html, Words, joined
from bot.views.callbacks import CalendarButton, DateButton, UnitButton
from bot.views.dates import what
from bot.views.screens import Screen, button, rows
from bot.views.standings import kind_label

NAMED = 10  # rows with something wrong


def _asked(text: Html, back: CallbackData, _: Words) -> Screen:
    return Screen(text, rows([button("← " + _.label("Cancel"), back)]))


def occasion(kato: str, kind: Kind, _: Words) -> Screen:
    """The first of four questions about a new election."""
    first = _("Question 1 of 4. On which day was the first voting? For example: 15.09.2026")
    questions = {
        Kind.REGULAR: _("Question 1 of 4. On which day does the akim's term end? For example: 15.09.2026"),
        Kind.EARLY: _("Question 1 of 4. Since which day has the post been vacant? For example: 15.09.2026"),
        Kind.REPEAT_ELECTION: first,
        Kind.REPEAT_VOTING: first,
    }
    return _asked(questions[kind], UnitButton(kato=kato), _)


def called(kato: str, _: Words) -> Screen:
    text = _("Question 2 of 4. On which day did the commission call the election? For example: 15.09.2026")
    return _asked(text, UnitButton(kato=kato), _)


def voting(kato: str, _: Words) -> Screen:
    text = _(
        "Question 3 of 4. On which day is the voting? Polls are open from 7 to 20; if the commission has set "
        "other hours, write them too. For example: 15.11.2026, or 15.11.2026 8:00-21:00"
    )
    return _asked(text, UnitButton(kato=kato), _)


def source(kato: str, _: Words) -> Screen:
    text = _(
        "Question 4 of 4. Where did you read it? Send a link, or the name and date of the commission's document."
    )
    return _asked(text, UnitButton(kato=kato), _)


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


def whole_list(seen: Calendar, topic: Topic, _: Words) -> Screen:
    """How a commission's list is handed on."""
    questions = {
        Topic.CANDIDATES: _(
            "Send the commission's list of candidates, one a line in its order: name; who nominated; occupation. "
            "Or send it as a CSV or XLSX file with these three columns. It takes the place of the earlier list."
        ),
        Topic.STATIONS: _(
            "Send all polling stations, one a line: number; address; building; who votes there; hours; phone. The last "
            "three may be left out. Or send a CSV or XLSX file with these columns. It takes the place of the earlier list."
        ),
    }
    never = _("No IIN, no home addresses, no photos.")
    return _asked(joined([questions[topic], never]), CalendarButton(election=seen.election.id), _)


def file_caption(source: str | None, _: Words) -> Html:
    """Under the file that is to be filled in; without a source it is to be named in it."""
    return joined(
        [
            _(
                "Fill in what the commission's calendar says and send the file back, as CSV or XLSX. An empty day leaves "
                "the date out; a row taken out stays as it is. Nothing is taken from a file in which something is wrong."
            ),
            _("Source: {source}", source=source) if source else None,
        ]
    )


def file_labels(_: Words) -> dict[str, str]:
    """What stands beside the words that the bot reads."""
    kinds = ", ".join(f"{kind.value} = {kind_label(kind, _)}" for kind in Kind)
    return {
        Head.KIND: kinds,
        Head.OCCASION: _.plain("the term's end, the day of the vacancy, or of the first voting"),
        Head.CALLED: _.plain("the day on which the election was called"),
        Head.VOTING: _.plain("the voting day, and its hours if they are not 7-20"),
        Head.SOURCE: _.plain("where it was read: a link, or a document's name and date"),
        CANDIDATE: _.plain("one row each: name; who nominated; occupation"),
        STATION: _.plain("one row each: number; address; building; who votes there; hours; phone"),
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
        UnitTopic.TERM: _("On which day does the akim's term end? For example: 15.09.2029"),
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
        Problem.COLUMNS: _("Row {row}: the number of columns is wrong.", row=row),
        Problem.EMPTY: _("Row {row}: something is empty that may not be.", row=row),
        Problem.TOO_LONG: _("Row {row}: a text is too long.", row=row),
        Problem.IIN: _("Row {row}: it has an IIN in it. It was not kept; please take it out.", row=row),
        Problem.TWICE: _("Row {row}: the same stands in the list before.", row=row),
        Problem.DAY: _("Row {row}: this is not a day.", row=row),
        Problem.HOUR: _("Row {row}: this is not an hour.", row=row),
        Problem.ORDER: _("Row {row}: the date does not fit the others.", row=row),
        Problem.UNKNOWN: _("Row {row}: there is no such date.", row=row),
    }
    return flaws[bad.problem]
