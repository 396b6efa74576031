"""The figures as tables, and the README they stand in."""

import os
import platform
import sys
from collections.abc import Callable, Sequence
from datetime import date
from statistics import median

from bench.casting import PEOPLE
from bench.casting import ROUNDS as CHOSEN
from bench.comparing import ACTIVE, BARE, RATE, Results, ratio, waits
from bench.counting import PROJECTS, ROUNDS
from bench.crowding import OPEN
from bench.digesting import A_MONTH, LATE, RECENT, RESIDENTS, SHEETS, STEPS, Timed
from bench.digesting import ROUNDS as DIGESTS
from bench.pacing import PERMITTED, TRIP, fullest
from bench.programs import Measured
from bench.residents import CALLS, UPDATES
from bench.seeding import REPORTED
from bot.services.broadcasts import PART

README = """\
# What the bot costs

`make bench` writes this page. Two bots answer the same people through the local Telegram of `sandbox/`, without its
rate limits, turn by turn in one run. Only ratios travel: the absolute figures are those of one small machine,
busy with other things ({machine}; {day}).

## This bot and a bare one

{comparison}

The bare bot (`bare.py`) is an ordinary aiogram bot that keeps nothing: aiogram's own dispatcher, long polling and
default session, a few handlers with `F` filters. It makes the same calls of the same methods for the same updates,
{calls} calls for the {updates} updates of a report. This bot keeps every update before Telegram is told so, every
step of the draft, the report, its history, the letter with its card, and where each message stands, each on the disk
(`synchronous = FULL`) before it goes on.

## More residents

{growth}

The same bot on SQLite, with so many residents in its database; ratios to the first row. {active} residents are at work,
settled through the bot's own use cases. The others were written past them (`crowding.py`): each with a sealed account
and a consent, one in {reported} with a report, its words, history, letter and card. One report in {open} is open.

## A letter to everybody

{broadcast}

{letters} letters, each to another person, with {trip} ms on the way for each besides the real way over HTTP; Telegram's
limits are held against the bot, which keeps to its own pace. Any one second counts, wherever it begins. Processor time
and memory are those of the bot's process, before the first letter was left and after the last had arrived.

## A reminder for a million

{writing}

The letters of one reminder to {reminded} subscribers of one unit, written by `BroadcastService.tick` in parts of {part} people,
each a transaction; nobody else is at work. *The last beside the first* compares the last tenth of the parts with the
first: no part may have to read through what is done. Processor time is that of the bot's process, without PostgreSQL's.

## Finding a village

{searching}

In a country of 15,594 territories, made up as `tests/countries.py` says, in the process that asks: {searches} searches
one after another, of names in three languages, of their first letters, with slips, and with a district after them. Each
asks the database whether its edition is still the newest. The import is that of the CSV file, in one transaction.

## The same trouble

{judged}

{pairs} pairs of reports as villagers write them (`tests/labelled/troubles.csv`), judged by hand: does the second tell of the
same trouble as the first? *Precision* is how much of what the bot would ask about is the same, *recall* how much of what is
the same it would ask about. The weights were fitted to two thirds of the pairs; of the third that was kept apart they
know nothing, but who wrote the list of meanings had seen it. *Degraded* is Kazakh without its letters, in Latin ones, and
with slips.

{likening}

The whole question before a report is sent, asked {searches} times one after another of a database with so many reports over
the villages of one district, worded like the pairs, one in {open} of them open: which report could it repeat?

## Choosing in a consultation

{casting}

One choice is all that a resident does: look, take back what was chosen before, press two other options, confirm. {choosers} people
do so one after the other, {rounds_of_choices} times; the figure is the median of the rounds. The other ballots are written past the services.

## The digest of a month

{digesting}

The digest of a district with {a_month} reports a month and 20 villages, one report in {late} of the
last {recent} months open and late, {digests} times one after another,
beside the same when it has no history. The reports are written past the services.

{yearly}

The sheet of that district's running year, {residents} residents registered, {steps} steps of the office for each report, {sheets} times one after another,
beside the same when there is hardly more than the year.

## Counting a consultation

{counting}

{counted} ballots over {projects} projects of billions of tenge, made up as `tests/polls.py` says, up to fifteen projects on
each. They are counted by `bot/domain/recount.py`, exactly, in one thread; each figure is the median of {countings} runs. *Reading*
is that of the same ballots from the file that is published. *Greedy* counts the support too, *equal shares* do all
that they need, and what they leave is spent greedily once they are known.

## Where the time goes

{profile}

Of this bot's processor time when saturated, sampled every millisecond after all else was measured (`sampling.py`).

## How it is measured

- One report is {updates} updates: `/report`, a category, the text, no pictures, no place, send; then the card in the
  group of the resident's rural district. An answer is the message that shows the next step, new or edited.
- *Saturated*: {at_once} residents at once, each taking the next step as soon as the last one is answered to the end
  (spinner stopped, old form deleted), {hurried} reports a round; a round ends with its last call, cards included.
  The figure is the median of {rounds} rounds' ratios, each round of the one beside one of the other.
- *{rate} updates a second*: they come at random moments whether or not the bot keeps up, {strolls} rounds of
  {strolled} updates. The wait counts from the moment the update was due.
- The bots have one core. The sandbox and its residents share another, in one process: the residents speak through
  the sandbox's functions and see through its events, without HTTP, so that they take less than a third of their
  core. The bots speak real HTTP. A PostgreSQL server runs where it likes, and its own time is not counted.
- *Processor time* is that of all threads of the bot's process. *Start* is from the start of the process to the first
  answer, `/report` waiting. *Memory* is the peak of the whole run.
- Before anything counts, each bot has handled {at_once} reports. A refused call, a missing button or another number
  of calls than expected ends the run: nobody is fast by leaving something out.

`python -m bench --quick` measures less and writes nothing; `--profile` adds the profile to it.
"""


def readme(results: Results, today: date) -> str:
    plan = results.plan
    version = ".".join(map(str, sys.version_info[:2]))
    return README.format(
        machine=f"{os.cpu_count()} shared cores, {platform.system()}, Python {version}",
        day=f"{today:%d.%m.%Y}",
        comparison=comparison(results),
        growth=growth(results),
        broadcast=broadcast(results),
        letters=f"{plan.broadcast:,}",
        trip=f"{TRIP * 1000:.0f}",
        writing=writing(results),
        reminded=f"{plan.reminded:,}",
        part=f"{PART:,}",
        searching=searching(results),
        searches=plan.searches,
        judged=judging(results),
        pairs=results.judged["all"].pairs,
        likening=likening(results),
        casting=casting(results),
        choosers=PEOPLE,
        rounds_of_choices=CHOSEN,
        digesting=digesting(results),
        yearly=yearly(results),
        residents=f"{RESIDENTS:,}",
        steps=len(STEPS),
        sheets=SHEETS,
        a_month=f"{A_MONTH:,}",
        late=LATE,
        recent=RECENT // A_MONTH,
        digests=DIGESTS,
        counting=counting(results),
        counted=f"{plan.counted:,}",
        projects=PROJECTS,
        countings=ROUNDS,
        profile=profile(results),
        calls=sum(CALLS.values()),
        updates=UPDATES,
        reported=REPORTED,
        open=OPEN,
        active=ACTIVE,
        at_once=plan.at_once,
        hurried=plan.hurried,
        rounds=plan.rounds,
        rate=f"{RATE:.0f}",
        strolls=plan.strolls,
        strolled=plan.strolled * UPDATES,
    )


GROWN = ("ratio", "with history", "slowest of them", "without")


def comparison(results: Results) -> str:
    """Ours, with the fewest residents, beside the bare one."""
    ours, bare = results.plan.ours, BARE
    fast, easy = results.hurried, results.strolled
    rows = [
        _row("updates a second, saturated", fast[ours], fast[bare], _rate, "{:.0f}"),
        _row("processor time an update, saturated", fast[ours], fast[bare], _cpu, "{:.2f} ms"),
        _waits("wait for the answer, saturated, p50", fast[ours], fast[bare], 0.5),
        _waits("wait for the answer, saturated, p99", fast[ours], fast[bare], 0.99),
    ]
    if easy[ours]:
        quiet = f"{RATE:.0f} updates a second"
        rows += [
            _row(f"processor time an update, {quiet}", easy[ours], easy[bare], _cpu, "{:.2f} ms"),
            _waits(f"wait for the answer, {quiet}, p50", easy[ours], easy[bare], 0.5),
            _waits(f"wait for the answer, {quiet}, p99", easy[ours], easy[bare], 0.99),
        ]
    start = [median(results.starts[name]) for name in (ours, bare)]
    memory = [results.memory[name] for name in (ours, bare)]
    rows += [
        _line("start", start[0] / start[1], *map("{:.1f} s".format, start)),
        _line("peak memory", memory[0] / memory[1], *map("{:.0f} MB".format, memory)),
    ]
    return _table(("", "this bot to bare", "this bot", "bare"), rows)


def growth(results: Results) -> str:
    plan, first = results.plan, results.plan.ours
    names = {str(size): f"{size:,}" for size in plan.sizes}
    if plan.postgres:
        names["postgres"] = f"{plan.sizes[0]:,}, on PostgreSQL"
    rows = []
    for name, label in names.items():
        hurried, beside = results.hurried[name], results.hurried[first]
        strolled = results.strolled.get(name)
        p99 = waits(strolled, 0.99) / waits(results.strolled[first], 0.99) if strolled else None
        rows.append(
            [
                label,
                _times(ratio(hurried, beside, _rate)),
                _times(ratio(hurried, beside, _cpu)),
                _times(p99) if p99 else "",
                _times(results.memory[name] / results.memory[first]),
            ]
        )
    heads = (
        "residents in the database",
        "updates a second",
        "processor time an update",
        f"p99 at {RATE:.0f}/s",
        "peak memory",
    )
    return _table(heads, rows)


def broadcast(results: Results) -> str:
    done = results.broadcast
    assert done is not None
    rows = [
        [f"share of the {PERMITTED} a second that are permitted", f"**{done.share:.1%}**"],
        ["messages in the fullest second, as they arrived", f"{fullest(done.arrived)}"],
        ["messages in the fullest second, as they left", f"{fullest(done.left)}"],
        ["messages refused for being too many", f"{done.refused}"],
        ["processor time a letter", f"{done.cpu_a_letter * 1000:.1f} ms"],
        ["memory before and after", " → ".join(f"{used:.0f} MB" for used in done.memory)],
    ]
    return _table(("", "letters to everybody"), rows)


def writing(results: Results) -> str:
    rows = [
        [
            name,
            f"{done.rate:,.0f}",
            _times(done.late),
            f"{done.cpu_a_letter * 1e6:.0f} µs",
            " → ".join(f"{used:.0f} MB" for used in done.memory),
        ]
        for name, done in results.written.items()
    ]
    heads = (
        "letters of a reminder",
        "written a second",
        "the last beside the first",
        "processor time a letter",
        "memory before and after",
    )
    return _table(heads, rows)


def searching(results: Results) -> str:
    rows = [
        [name, *(f"{found.wait(share):.1f} ms" for share in (0.5, 0.99)), f"{found.imported:.1f} s"]
        for name, found in results.searched.items()
    ]
    return _table(("village search", "p50", "p99", "import of the country"), rows)


def judging(results: Results) -> str:
    rows = [
        [name, f"{part.pairs}", f"**{part.precision:.1%}**", f"**{part.recall:.1%}**"]
        for name, part in results.judged.items()
    ]
    return _table(("pairs of reports", "how many", "precision", "recall"), rows)


def likening(results: Results) -> str:
    rows = [
        [f"{name}, {found.reports:,} reports", *(f"{found.wait(share):.1f} ms" for share in (0.5, 0.99))]
        for name, found in results.liked.items()
    ]
    return _table(("looking for the same trouble", "p50", "p99"), rows)


def casting(results: Results) -> str:
    rows = [
        [
            f"{name}, {after.ballots:,} ballots to {before.ballots:,}",
            f"**{_times(after.seconds / before.seconds)}**",
            f"{after.seconds * 1000:.1f} ms",
            f"{before.seconds * 1000:.1f} ms",
        ]
        for name, (before, *_, after) in results.cast.items()
    ]
    return _table(("one choice", "ratio", "with many", "with few"), rows)


def digesting(results: Results) -> str:
    rows = [
        _grown(name, before.digest, after.digest) for name, (before, *_, after) in results.digested.items()
    ]
    return _table(("the digest of a month", *GROWN), rows)


def yearly(results: Results) -> str:
    """Beside the history of hardly more than the year itself."""
    rows = [_grown(name, found[-2].sheet, found[-1].sheet) for name, found in results.digested.items()]
    return _table(("the sheet of a year", *GROWN), rows)


def _grown(name: str, before: Timed, after: Timed) -> list[str]:
    return [
        f"{name}, {after.reports:,} reports to {before.reports:,}",
        f"**{_times(after.median / before.median)}**",
        f"{after.median * 1000:.0f} ms",
        f"{after.slowest * 1000:.0f} ms",
        f"{before.median * 1000:.0f} ms",
    ]


def counting(results: Results) -> str:
    rows = [
        [
            done.rule,
            f"**{_times(done.seconds / done.reading)}**",
            f"{done.seconds:.2f} s",
            f"{done.reading:.2f} s",
        ]
        for done in results.counted
    ]
    return _table(("counting a consultation", "to reading it", "counting", "reading"), rows)


def profile(results: Results) -> str:
    parts = sorted(results.shares.items(), key=lambda part: -part[1])
    return _table(("part", "share"), [[part, f"{share:.0%}"] for part, share in parts])


def _rate(measured: Measured) -> float:
    return measured.rate


def _cpu(measured: Measured) -> float:
    return measured.cpu_an_update * 1000


def _row(
    label: str,
    ours: Sequence[Measured],
    bare: Sequence[Measured],
    figure: Callable[[Measured], float],
    shape: str,
) -> list[str]:
    absolute = [shape.format(median(map(figure, rounds))) for rounds in (ours, bare)]
    return _line(label, ratio(ours, bare, figure), *absolute)


def _waits(label: str, ours: Sequence[Measured], bare: Sequence[Measured], share: float) -> list[str]:
    absolute = [waits(rounds, share) for rounds in (ours, bare)]
    return _line(label, absolute[0] / absolute[1], *map("{:.0f} ms".format, absolute))


def _line(label: str, times: float, ours: str, bare: str) -> list[str]:
    return [label, f"**{_times(times)}**", ours, bare]


def _times(value: float) -> str:
    return f"{value:.2f} ×"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns of one width, so that it can be read as it stands."""
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    lines = [heads, ["-" * width for width in widths], *rows]
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
        for line in lines
    )


def summary(results: Results) -> str:
    parts = [comparison(results), growth(results), broadcast(results), writing(results), searching(results)]
    parts += [judging(results), likening(results), casting(results), digesting(results)]
    parts += [yearly(results), counting(results)]
    if results.shares:
        parts.append(profile(results))
    return "\n\n".join(parts)
