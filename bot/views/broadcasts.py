"""What goes out to many: how far it is, and the way to stop it."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.broadcasts import CORRECTION, Broadcast, Progress, Stage
from bot.domain.elections import Election
from bot.domain.reminders import Name, Quiet, beyond, lasts
from bot.i18n import Html, Words, escaped, joined
from bot.views.callbacks.calendars import (
    BroadcastsButton,
    CalendarButton,
    DistrictButton,
    StopBroadcastButton,
)
from bot.views.screens import Screen, button, rows

SHOWN = 8  # the newest; more do not fit a message that can be read at a glance


def name_label(name: str, _: Words) -> str:
    names = {
        Name.PLACE_OF_STAY: _.label("List at the place of stay"),
        Name.NOMINATION_START: _.label("Nomination begins"),
        Name.NOMINATION_END: _.label("Nomination ends"),
        Name.SIGNATURE_SHEETS: _.label("Signature sheets"),
        Name.REGISTRATION_END: _.label("Registration ends"),
        Name.CANDIDATES: _.label("List of candidates"),
        Name.LISTS_OPEN: _.label("Voter lists are open"),
        Name.VOTING_NOTICE: _.label("Time and place of voting"),
        Name.WITHDRAWAL_END: _.label("Withdrawal ends"),
        Name.DETACHMENT_END: _.label("Detachment certificates"),
        Name.TOMORROW: _.label("Voting is tomorrow"),
        Name.TODAY: _.label("Voting is today"),
        Name.HOME_VOTING_END: _.label("Voting at home"),
        Name.RESULT: _.label("Result"),
        Name.AKIM_REGISTERED: _.label("Akim is registered"),
    }
    return _.label("Correction") if name == CORRECTION else names[Name(name)]


def listed(found: Sequence[Progress], election_id: int | None, now: datetime, _: Words) -> Screen:
    """Of one election, or of all that somebody answers for."""
    shown = found[:SHOWN]
    texts = [_progress(number, one, now, _) for number, one in enumerate(shown, 1)]
    stopping = [
        [button(f"⏹ {number}. " + _.label("Stop"), StopBroadcastButton(broadcast=one.broadcast.id))]
        for number, one in enumerate(shown, 1)
        if one.under_way
    ]
    nothing = _("Nothing goes out now.")
    back = CalendarButton(election=election_id) if election_id is not None else DistrictButton()
    refresh = (
        [[button("🔄 " + _.label("Refresh"), BroadcastsButton(election=election_id))]] if election_id else []
    )
    text = joined([_("<b>What goes out</b>"), *(texts or [nothing])])
    return Screen(text, rows(*stopping, *refresh, [button("← " + _.label("Back"), back)]))


def _progress(number: int, one: Progress, now: datetime, _: Words) -> Html:
    broadcast, counts = one.broadcast, one.counts
    name, place = name_label(broadcast.name, _), one.election.territory.name(_.language)
    head = Html(f"<b>{number}. {escaped(name)}</b> · {escaped(place)}")
    figures = _(
        "Sent: {sent} · waiting: {waiting} · unreachable: {unreachable} · too late: {expired}",
        sent=counts.sent,
        waiting=counts.waiting,
        unreachable=counts.unreachable,
        expired=counts.expired,
    )
    lines = [head, _stage(one, _)]
    if broadcast.stage not in (Stage.PLANNED, Stage.MISSED):
        lines.append(figures)
    if broadcast.stage in (Stage.WRITING, Stage.WRITTEN) and counts.waiting:
        quiet_until = Quiet.USUAL.until(now)
        if quiet_until > now:
            lines.append(_("Who keeps quiet hours gets it after {moment}.", moment=_.moment(quiet_until)))
            return Html("\n".join(lines))
        left = lasts(
            max(counts.waiting, broadcast.people - counts.sent if broadcast.stage is Stage.WRITING else 0)
        )
        lines.append(_("Time left: {span}", span=_.span(left)))
    return Html("\n".join(lines))


def _stage(one: Progress, _: Words) -> Html:
    broadcast, people = one.broadcast, one.broadcast.people
    if broadcast.stage is Stage.WRITTEN and not one.counts.waiting:
        return _("Done.")
    moment = _.moment(broadcast.starts_at)
    return {
        Stage.PLANNED: _.n(
            "Begins {moment}, to {count} person.",
            "Begins {moment}, to {count} people.",
            people,
            moment=moment,
        ),
        Stage.WRITING: _("Going out since {moment}.", moment=moment),
        Stage.WRITTEN: _("Going out since {moment}.", moment=moment),
        Stage.STOPPED: _("Stopped."),
        Stage.MISSED: _.n(
            "Not sent to {count} person: it would have come too late.",
            "Not sent to {count} people: it would have come too late.",
            people,
        ),
    }[broadcast.stage]


def sure_to_stop(one: Progress, now: datetime, _: Words) -> Screen:
    broadcast = one.broadcast
    return Screen(
        joined(
            [
                _("Stop it? Who has not got it yet will not get it; it cannot be begun again."),
                _progress(1, one, now, _),
            ]
        ),
        rows(
            [button("← " + _.label("Back"), BroadcastsButton(election=broadcast.election_id))],
            [button("⏹ " + _.label("Stop"), StopBroadcastButton(broadcast=broadcast.id, sure=True))],
        ),
    )


def stopped(one: Progress, _: Words) -> Screen:
    back = BroadcastsButton(election=one.broadcast.election_id)
    return Screen(
        _(
            "Stopped: «{name}». {sent} had gone before.",
            name=name_label(one.broadcast.name, _),
            sent=one.counts.sent,
        ),
        rows([button("← " + _.label("Back"), back)]),
    )


def planned(broadcast: Broadcast, election: Election, _: Words) -> Screen:
    """For who answers for the district: why it begins before its hour."""
    too_many = beyond(broadcast.people, broadcast.expires_at - broadcast.starts_at)
    text = joined(
        [
            _(
                "📣 «{name}», {place}",
                name=name_label(broadcast.name, _),
                place=election.territory.name(_.language),
            ),
            _.n(
                "To {count} person, at 30 messages a second which Telegram permits: {span}. So that all have it by "
                "{end}, it begins {start}.",
                "To {count} people, at 30 messages a second which Telegram permits: {span}. So that all have it by "
                "{end}, it begins {start}.",
                broadcast.people,
                span=_.span(lasts(broadcast.people)),
                end=_.moment(broadcast.expires_at),
                start=_.moment(broadcast.starts_at),
            ),
            _.n(
                "{count} person cannot be reached in this time.",
                "{count} people cannot be reached in this time.",
                too_many,
            )
            if too_many
            else None,
        ]
    )
    return Screen(
        text, rows([button("📣 " + _.label("What goes out"), BroadcastsButton(election=election.id))])
    )
