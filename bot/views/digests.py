"""The digest as one message that fits a screen; its picture; the accounting behind it; when it comes."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.charts import MOST_BARS, Bar, Chart, Hue, Panel
from bot.domain.digests import (
    FEWEST,
    HOURS,
    Account,
    Accounted,
    Awaited,
    Counted,
    Days,
    Digest,
    Every,
    Flow,
    Line,
    Period,
    Subscription,
    Table,
    Times,
    largest,
    told_apart,
)
from bot.domain.numbers import year_of
from bot.domain.reports import Reason, Report
from bot.domain.roles import Way
from bot.domain.tallies import Bucket, Milestone, Tally
from bot.domain.territories import Level, Spot
from bot.i18n import Html, Words, escaped, joined
from bot.views import promises
from bot.views.callbacks.digests import (
    AccountButton,
    AccountFileButton,
    DigestButton,
    DigestPictureButton,
    DigestsButton,
    SubscribeButton,
    SubscriptionButton,
    YearButton,
)
from bot.views.lists import places as way_to
from bot.views.meetings import kind
from bot.views.names import category_label, reason_label, spot_name
from bot.views.reports import shortened
from bot.views.screens import Button, Screen, button, in_lines, in_pairs, rows

MOST_TOPICS, MOST_VILLAGES = 4, 3
PROMISE_SHOWN = 60
DAY = 24  # hours
HUES: Mapping[Bucket, Hue] = {
    Bucket.OVERDUE: Hue.RED,
    Bucket.DISPUTED: Hue.RED,
    Bucket.WAITING: Hue.ORANGE,
    Bucket.IN_WORK: Hue.BLUE,
    Bucket.CONFIRMED: Hue.GREEN,
    Bucket.UNCONFIRMED: Hue.GREEN,
}


def bucket_label(bucket: Bucket, _: Words) -> str:
    return {
        Bucket.WAITING: _.plain("not taken yet"),
        Bucket.IN_WORK: _.plain("in work"),
        Bucket.OVERDUE: _.plain("overdue"),
        Bucket.CONFIRMED: _.plain("solved, confirmed"),
        Bucket.UNCONFIRMED: _.plain("solved, not confirmed"),
        Bucket.DISPUTED: _.plain("disputed by residents"),
        Bucket.REFUSED: _.plain("refused with a reason"),
        Bucket.PASSED_ON: _.plain("passed on to others"),
        Bucket.DUPLICATE: _.plain("duplicates"),
        Bucket.WITHDRAWN: _.plain("withdrawn by residents"),
        Bucket.HELD: _.plain("held"),
    }[bucket]


def digest(found: Digest, now: datetime, _: Words) -> Screen:
    """What is late stands first; while an akim is being elected only what waits and what came."""
    text = joined(
        [
            Html(f"📊 <b>{escaped(spot_name(found.spot, _))}</b>\n{days(found.period, _)}"),
            _open(found.standing, _) if found.neutral else _now(found.standing, _),
            None if found.neutral else _pressing(found, now, _),
            None if found.neutral else _awaited(found, _),
            _came(found, _),
            None if found.neutral else _performance(found, _),
            None if found.neutral else _promises(found, _),
            _ahead(found, now, _),
            neutral(_) if found.neutral else None,
        ]
    )
    return Screen(text, rows(*_ways(found, now, _)))


def days(period: Days, _: Words) -> str:
    if period.first == period.last:
        return _.day(period.first)
    return f"{_.day(period.first)} – {_.day(period.last)}"


OPEN = (Bucket.OVERDUE, Bucket.DISPUTED, Bucket.WAITING, Bucket.IN_WORK)


def _open(standing: Tally, _: Words) -> Html:
    return _("<b>Not finished:</b> {reports}", reports=sum(standing[one] for one in OPEN))


def _now(standing: Tally, _: Words) -> Html:
    parts = [f"{_sign(one, standing)}{bucket_label(one, _)} <b>{standing[one]}</b>" for one in OPEN]
    return _("<b>Open now:</b> {parts}", parts=Html(" · ".join(parts)))


def _sign(bucket: Bucket, standing: Tally) -> str:
    return "🔴 " if bucket in (Bucket.OVERDUE, Bucket.DISPUTED) and standing[bucket] else ""


def _came(found: Digest, _: Words) -> Html:
    """With what it was in the period before, and about what and where, unless these are few."""
    lines = [
        _(
            "📥 Came: <b>{came}</b> (before: {before})",
            came=found.flow.tally.intake,
            before=found.before.tally.intake,
        ),
        _topics(found, _),
        None if found.neutral else _villages(found, _),
    ]
    return Html("\n".join(line for line in lines if line))


def _topics(found: Digest, _: Words) -> Html | None:
    told = [
        escaped(category_label(name, _)) + f" {count}{_earlier(found, name, found.before.by_category)}"
        for name, count in largest(found.flow.by_category, MOST_TOPICS)
    ]
    return Html(", ".join(told)) if told else None


def _earlier(found: Digest, name: Counted, before: Mapping[Counted, int]) -> str:
    """In the period before; nothing that would tell what was of few."""
    count = before.get(name, 0)
    if found.neutral or (count >= FEWEST and name not in told_apart(before)):
        return ""
    return f" ({count})" if count >= FEWEST else f" (0–{FEWEST - 1})"


def _villages(found: Digest, _: Words) -> Html | None:
    told = [
        f"{found.villages[kato].name(_.language)} {count}" + _earlier(found, kato, found.before.by_village)
        for kato, count in largest(found.flow.by_village, MOST_VILLAGES)
    ]
    return _("🏡 {villages}", villages=", ".join(told)) if len(found.villages) > 1 and told else None


def _performance(found: Digest, _: Words) -> Html:
    solved, before = (flow.reached.get(Milestone.SOLVED, 0) for flow in (found.flow, found.before))
    lines = [
        _("✅ Solved: <b>{solved}</b> (before: {before})", solved=solved, before=before),
        _confirmed(found.flow, _),
        took(_("⏱ First word"), found.first_word, _),
        took(_("⏱ Solution"), found.solution, _),
    ]
    return Html("\n".join(line for line in lines if line))


def _confirmed(flow: Flow, _: Words) -> Html | None:
    if flow.confirmed_share is None:
        return None
    return _(
        "👍 Confirmed by residents: <b>{confirmed}</b> of {solved} ({share} %)",
        confirmed=flow.reached.get(Milestone.CONFIRMED, 0),
        solved=flow.reached[Milestone.SOLVED],
        share=flow.confirmed_share,
    )


def took(what: Html, found: Times | None, _: Words) -> Html | None:
    """One span where two would say the same, or where there are too few for the second."""
    if found is None:
        return None
    median, ninth = _span(found.median, _), None if found.ninth is None else _span(found.ninth, _)
    if ninth is None:
        return _("{what}: half within {median}", what=what, median=median)
    if ninth == median:
        return _("{what}: nine of ten within {ninth}", what=what, ninth=ninth)
    return _(
        "{what}: half within {median}, nine of ten within {ninth}", what=what, median=median, ninth=ninth
    )


def _span(hours: int, _: Words) -> Html:
    """In hours up to two days, in days beyond; begun ones are whole."""
    if hours <= 2 * DAY:
        return _.n("{count} hour", "{count} hours", hours)
    return _.n("{count} day", "{count} days", -(-hours // DAY))


def _pressing(found: Digest, now: datetime, _: Words) -> Html | None:
    """What is late, and for how long; and what its resident says is not solved."""
    late = [
        _("{report}: {span} late", report=_line(one, _), span=_.span(now - one.due_at))
        if one.due_at
        else _line(one, _)
        for one in found.late
    ]
    disputed = [_("{report}: not solved, says the resident", report=_line(one, _)) for one in found.disputed]
    told = [*late, *disputed]
    return Html(_("🔴 <b>First of all</b>") + "\n" + "\n".join(told)) if told else None


def _awaited(found: Digest, _: Words) -> Html | None:
    """What most people wait for, by its topic and village, with the report that most of them have joined."""
    told = [_waiting(one, _subject(one.report, _), _) for one in found.awaited]
    return Html(_("👥 <b>Most people wait for</b>") + "\n" + "\n".join(told)) if told else None


def _waiting(one: Awaited, what: Html, _: Words) -> Html:
    return _.n(
        "{what}: {count} person, № {number}",
        "{what}: {count} people, № {number}",
        one.people,
        what=what,
        number=one.report.number,
    )


def _line(report: Report, _: Words) -> Html:
    return Html(f"№ {report.number} {_subject(report, _)}")


def _subject(report: Report, _: Words) -> Html:
    """Without its words: what its author takes back must not stand in anybody's digest."""
    return escaped(f"{category_label(report.category, _)}, {report.village.name(_.language)}")


def _promises(found: Digest, _: Words) -> Html | None:
    """How all stand, and what is due next."""
    told = [f"{promises.state_label(one, _)} {count}" for one, count in found.promises.items() if count]
    if not told:
        return None
    due = [
        _(
            "{day}: «{what}», {place}",
            day=_.day(one.holds.due_on),
            what=shortened(" ".join(one.holds.what.to(_.language).split()), PROMISE_SHOWN),
            place=one.territory.name(_.language),
        )
        for one in found.promised
    ]
    return Html("\n".join([_("🤝 <b>Promises of the office</b>"), " · ".join(told), *due]))


def _ahead(found: Digest, now: datetime, _: Words) -> Html | None:
    """One line each; an election only by its day."""
    ahead = found.ahead
    lines = [
        *(
            _(
                "🗳 {place}: election of the akim, {day}",
                place=one.territory.name(_.language),
                day=_.day(one.voting_on),
            )
            for one in ahead.elections
        ),
        *(
            _(
                "🏛 {moment}: {what}, {place}",
                moment=_.moment(one.begins_at),
                what=kind(one, _),
                place=one.territory.name(_.language),
            )
            for one in ahead.meetings
            if one.begins_at > now
        ),
        *(_("💬 Opinions asked: «{title}»", title=one.title(_.language)) for one in ahead.consultations),
    ]
    return Html(_("<b>Ahead</b>") + "\n" + "\n".join(lines)) if lines else None


def neutral(_: Words) -> Html:
    return _("An akim is being elected here: until it is over the digest says only what waits and what came.")


def only_neutral(_: Words) -> str:
    """The same for a pop-up."""
    return _.plain(
        "An akim is being elected here: until it is over the digest says only what waits and what came."
    )


def _ways(found: Digest, now: datetime, _: Words) -> list[list[Button]]:
    kato, every = found.spot.territory.kato, found.period.every
    others = [
        button(("✓ " if one is every else "") + every_label(one, _), DigestButton(kato=kato, every=one))
        for one in (Every.DAY, Every.WEEK, Every.MONTH)
    ]
    account = button("🧮 " + _.label("Where every report is"), AccountButton(kato=kato, every=every))
    picture = button("📊 " + _.label("As a picture"), DigestPictureButton(kato=kato, every=every))
    year = button("🗓 " + _.label("The year"), YearButton(kato=kato, year=year_of(now)))
    when = button("⏰ " + _.label("When it comes"), SubscriptionButton(kato=kato))
    behind = [] if found.neutral else [[picture], [account], [year]]
    units = [button("🏘 " + _.label("Unit by unit"), DigestsButton(kato=kato))]
    whole = found.spot.territory.level is Level.DISTRICT
    return [others, *behind, units if whole else [], [when]]


def every_label(every: Every, _: Words) -> str:
    return {
        Every.DAY: _.label("Day"),
        Every.WEEK: _.label("Week"),
        Every.MONTH: _.label("Month"),
        Every.NEVER: _.label("Never"),
    }[every]


def places(way: Way, page: int, _: Words) -> Screen:
    """Of a district also its own."""
    found = way_to(_("Whose digest?"), way, page, lambda kato, to: DigestsButton(kato=kato, page=to), _)
    if not way.inside or not any(one.level is Level.UNIT for one in way.listed) or found.buttons is None:
        return found
    whole = button("🏢 " + _.label("The whole district"), DigestButton(kato=way.inside, every=Every.WEEK))
    return Screen(found.text, rows([whole], *found.buttons.inline_keyboard))


def account(found: Account, _: Words) -> Screen:
    """Where everything that came in the period is now, and all that ever came: each sum is said. Not while an akim is
    being elected.
    """
    kato, every = found.spot.territory.kato, found.period.every
    back = [button("← " + _.label("Back"), DigestButton(kato=kato, every=every))]
    if found.neutral:
        return Screen(neutral(_), rows(back))
    text = joined(
        [
            _("🧮 <b>Where every report is · {place}</b>", place=spot_name(found.spot, _)),
            _accounted(Html(days(found.period, _)), found.came, _),
            _accounted(_("Since the beginning"), found.standing, _),
            _("Each report is in exactly one line, and the lines make up the sum."),
        ]
    )
    file = button("📄 " + _.label("As a file"), AccountFileButton(kato=kato, every=every))
    return Screen(text, rows([file], back))


def _accounted(title: Html, found: Accounted, _: Words) -> Html:
    """Under what was refused, and passed on, why; these lines make up the one above them."""
    lines = [_("<b>{title}: {total}</b>", title=title, total=found.tally.intake)]
    for one in Bucket:
        if found.tally[one]:
            lines.append(Html(f"{bucket_label(one, _)}: {found.tally[one]}"))
            lines += [
                Html(f"   – {escaped(_why(reason, one, _))}: {count}") for reason, count in found.why(one)
            ]
    return Html("\n".join(lines))


def _why(reason: Reason | None, bucket: Bucket, _: Words) -> str:
    if reason is not None:
        return reason_label(reason, _)
    return _.plain("for other reasons") if bucket is Bucket.REFUSED else _.plain("to other bodies")


def table(found: Table, _: Words) -> list[list[str]]:
    """A row for each line, and one that is their sum."""
    head = [
        _.plain("Village"),
        _.plain("Category"),
        _.plain("Came"),
        *(bucket_label(one, _) for one in Bucket),
    ]
    return [head, *(_row(one, _) for one in found.lines), _figures(_.plain("In all"), "", found.total)]


def _row(line: Line, _: Words) -> list[str]:
    if line.village is None or line.category is None:
        return _figures(_.plain("All other"), "", line.tally)
    return _figures(line.village.name(_.language), bare(category_label(line.category, _)), line.tally)


def _figures(place: str, topic: str, tally: Tally) -> list[str]:
    return [place, topic, f"{tally.intake}", *(f"{tally[one]}" for one in Bucket)]


def table_caption(found: Table, _: Words) -> Html:
    return joined(
        [
            _caption(found.spot, found.period, _),
            _("Each row is a village and a category; rows with fewer than five reports are added up in one."),
        ]
    )


def table_name(found: Table) -> str:
    period = found.period
    return f"reports-{found.spot.territory.kato}-{period.first}-{period.last}.csv"


def picture(found: Digest, _: Words) -> Chart:
    """What most people wait for; what came, by topic, if these are not few; and where all of that is now."""
    drawn = largest(found.flow.by_category, MOST_BARS)
    came = [Bar(bare(category_label(one, _)), count, f"{count}", Hue.BLUE) for one, count in drawn]
    if rest := found.flow.tally.intake - sum(count for _one, count in drawn):
        came.append(Bar(_.plain("All other"), rest, f"{rest}", Hue.GREY))
    standing = [
        Bar(bucket_label(one, _), found.flow.tally[one], f"{found.flow.tally[one]}", HUES.get(one, Hue.GREY))
        for one in Bucket
        if found.flow.tally[one] >= (1 if one in HUES else FEWEST)
    ]
    if rest := found.flow.tally.intake - sum(bar.amount for bar in standing):
        standing.append(Bar(_.plain("Ended otherwise"), rest, f"{rest}", Hue.GREY))
    awaited = [
        Bar(
            f"{bare(category_label(one.report.category, _))}, {one.report.village.name(_.language)}",
            one.people,
            f"{one.people}",
            Hue.RED,
        )
        for one in found.awaited
    ]
    return Chart(
        spot_name(found.spot, _),
        days(found.period, _),
        (
            *([Panel(_.plain("Most people wait for"), tuple(awaited))] if awaited else []),
            Panel(_.plain("Came: {reports}", reports=found.flow.tally.intake), tuple(came)),
            Panel(_.plain("Where these {reports} are now", reports=found.flow.tally.intake), tuple(standing)),
        ),
        _.plain("Each report is counted once."),
    )


def bare(label: str) -> str:
    """Without the picture sign, which no printed letter has."""
    return label.partition(" ")[2]


def caption(found: Digest, _: Words) -> Html:
    return _caption(found.spot, found.period, _)


def _caption(spot: Spot, period: Period, _: Words) -> Html:
    return Html(f"<b>{escaped(spot_name(spot, _))}</b>\n{days(period, _)}")


def file_name(found: Digest) -> str:
    return f"digest-{found.spot.territory.kato}.png"


def nothing_to_draw(_: Words) -> str:
    return _.plain("Nothing came in this period: there is nothing to draw.")


def nothing_to_list(_: Words) -> str:
    return _.plain("Nothing came in this period: there is nothing to put into a file.")


def subscription(spot: Spot, wanted: Subscription, _: Words) -> Screen:
    """How often and at which hour; what is chosen bears a sign."""
    kato = spot.territory.kato
    text = joined(
        [
            _("⏰ <b>When the digest comes · {place}</b>", place=spot_name(spot, _)),
            _(
                "Each day for the day before, on Mondays for the week, or on the first for the month. /digest shows it at "
                "any time."
            ),
        ]
    )
    often = [_chosen(every_label(one, _), kato, Subscription(one, wanted.hour), wanted) for one in Every]
    hours = [_chosen(f"{hour:02}:00", kato, Subscription(wanted.every, hour), wanted) for hour in HOURS]
    shown = hours if wanted.every is not Every.NEVER else []
    back = button("← " + _.label("Back"), DigestButton(kato=kato, every=Every.WEEK))
    return Screen(text, rows(*in_pairs(often), *in_lines(shown), [back]))


def _chosen(label: str, kato: str, one: Subscription, wanted: Subscription) -> Button:
    data = SubscribeButton(kato=kato, every=one.every, hour=one.hour)
    return button(f"{'✓ ' if one == wanted else ''}{label}", data)
