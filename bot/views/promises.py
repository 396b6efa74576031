"""What the akim's office has promised, as residents read it: the ledger, each promise, and what is told of it."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.answers import To
from bot.domain.promises import (
    FEWEST_SAYS,
    SILENCE_TERM,
    Ledger,
    Promise,
    Promised,
    State,
    Verdict,
    Wording,
    state,
)
from bot.i18n import Html, Words, escaped, joined
from bot.views import answers
from bot.views.callbacks.promises import KeptButton, PromiseButton, PromisePhotoButton, PromisesButton
from bot.views.lists import turning
from bot.views.names import spot_name
from bot.views.reports import shortened
from bot.views.screens import Button, Screen, button, rows

ON_A_BUTTON = 40
SIGNS: Mapping[State, str] = {
    State.DUE: "⏳",
    State.OVERDUE: "⌛️",
    State.KEPT: "✅",
    State.KEPT_LATE: "☑️",
    State.BROKEN: "❌",
    State.WITHDRAWN: "↩️",
}


def state_label(found: State, _: Words) -> str:
    names = {
        State.DUE: _.label("not due yet"),
        State.OVERDUE: _.label("overdue, awaiting word"),
        State.KEPT: _.label("kept"),
        State.KEPT_LATE: _.label("kept late"),
        State.BROKEN: _.label("broken"),
        State.WITHDRAWN: _.label("withdrawn"),
    }
    return f"{SIGNS[found]} {names[found]}"


def ledger(found: Ledger, now: datetime, _: Words) -> Screen:
    """Never blank; while an akim is being elected only what was promised, and by when."""
    ways = [[button(_called(one, _), PromiseButton(promise=one.id))] for one in found.promises]
    text = joined([head(found, _), *_listed(found, now, _), _election(_) if found.tally is None else None])
    return Screen(text, rows(*ways, turning(found.page, found.last_page, lambda to: PromisesButton(page=to))))


def head(found: Ledger, _: Words) -> Html:
    title = _("🤝 <b>What the akim's office has promised</b>\n{place}", place=spot_name(found.spot, _))
    if not found.promises:
        return joined([title, _("Nothing has been promised here yet.")])
    return joined([title, _tally(found.tally, _) if found.tally is not None else None])


def _tally(counted: Mapping[State, int], _: Words) -> Html:
    """Each stands in one of these, so that they add up."""
    lines = [f"{escaped(state_label(one, _))}: {number}" for one, number in counted.items()]
    total = sum(counted.values())
    return Html("\n".join([*lines, _("In all: {total}", total=total)]))


def _listed(found: Ledger, now: datetime, _: Words) -> list[Html]:
    return [_line(one, found, now, _) for one in found.promises]


def _line(one: Promise, found: Ledger, now: datetime, _: Words) -> Html:
    judged = found.tally is not None
    lines = [
        Html(f"<b>{escaped(one.holds.what.to(_.language))}</b>"),
        _by(one.holds, _),
        escaped(state_label(state(one, now), _)) if judged else None,
        _earlier(_) if one.made_before(found.since) else None,
    ]
    return Html("\n".join(line for line in lines if line))


def _by(wording: Wording, _: Words) -> Html:
    return _("By {day}", day=_.day(wording.due_on))


def _called(one: Promise, _: Words) -> str:
    return shortened(f"{_.day(one.holds.due_on)} · {one.holds.what.to(_.language)}", ON_A_BUTTON)


def _election(_: Words) -> Html:
    return _(
        "🗳 An akim is being elected here: until the akim is registered only what was promised, and by when, is shown."
    )


def promise(seen: Promised, now: datetime, _: Words) -> Screen:
    """Its first wording and all that was corrected stand side by side."""
    text = joined(
        [
            _("🤝 <b>Promise of the akim's office</b>\n{place}", place=spot_name(seen.spot, _)),
            *facts(seen, _),
            _election(_) if seen.frozen else _judged(seen, now, _),
            _question(seen, _),
        ]
    )
    back = button("← " + _.label("All promises"), PromisesButton())
    return Screen(text, rows(*asking(seen, _), *_photo(seen, _), *_file(seen, _), [back]))


def facts(seen: Promised, _: Words) -> list[Html | None]:
    """What nobody judges: the words, the days, and where it was said."""
    one = seen.promise
    return [
        _wording(one.first, _("Promised on {day}", day=_.day(one.made_at)), _),
        *(_wording(after, _("Corrected on {day}", day=_.day(after.since)), _) for after in one.wordings[1:]),
        _earlier(_) if seen.earlier else None,
        _said_in(seen, _),
    ]


def _earlier(_: Words) -> Html:
    return _("It was promised before the last election of the akim.")


def _wording(wording: Wording, when: Html, _: Words) -> Html:
    return Html(f"<b>{when}</b>\n{answers.spoken(wording.what, _)}\n{_by(wording, _)}")


def _said_in(seen: Promised, _: Words) -> Html | None:
    """What was said to one report is for those whom it concerns: others read only what was promised."""
    if seen.answer.audience.to is To.REPORT:
        return answers.to_whom(seen.answer, _)
    said = shortened(seen.answer.text.to(_.language), 600)
    return _("In an answer: «{text}»", text=said)


def _judged(seen: Promised, now: datetime, _: Words) -> Html:
    """Where it stands, by whose word, and what residents say."""
    return joined(
        [
            Html(f"<b>{escaped(state_label(state(seen.promise, now), _))}</b>"),
            told(seen.promise, now, _),
            _says(seen, _),
        ]
    )


def told(one: Promise, now: datetime, _: Words) -> Html | None:
    """What the office has said became of it, or that it has not."""
    if one.last is None:
        silent = state(one, now) is State.BROKEN
        days = SILENCE_TERM.days
        return (
            _("The office has not said within {days} days that it was kept.", days=days) if silent else None
        )
    when = _.day(one.last.said_at)
    said = {
        Verdict.KEPT: _("The office says on {day}: it was kept.", day=when),
        Verdict.BROKEN: _("The office says on {day}: it was not kept.", day=when),
        Verdict.WITHDRAWN: _("The office withdrew it on {day}.", day=when),
    }[one.last.verdict]
    return joined([said, _("«{text}»", text=one.last.words) if one.last.words else None])


def _says(seen: Promised, _: Words) -> Html | None:
    if seen.promise.last is None or seen.promise.last.verdict is not Verdict.KEPT:
        return None
    if not seen.says.shown:
        return _(
            "Residents who got the answer are asked whether it was kept; what they say is shown from {fewest} on.",
            fewest=FEWEST_SAYS,
        )
    return _("Residents say: {yes} yes, {no} no", yes=seen.says.yes, no=seen.says.no)


def _question(seen: Promised, _: Words) -> Html | None:
    if not seen.asked:
        return None
    if seen.mine is None:
        return _("<b>Was it kept?</b> Only numbers are shown, never who said what.")
    yours = _("yes") if seen.mine else _("no")
    return _("You say: <b>{yours}</b>. Thank you! You can change it.", yours=yours)


def asking(seen: Promised, _: Words) -> list[list[Button]]:
    if not seen.asked:
        return []
    key = seen.promise.id
    return [
        [
            button("👍 " + _.label("Yes"), KeptButton(promise=key, kept=True)),
            button("👎 " + _.label("No"), KeptButton(promise=key, kept=False)),
        ]
    ]


def _photo(seen: Promised, _: Words) -> list[list[Button]]:
    last = seen.promise.last
    if seen.frozen or last is None or last.photo is None:
        return []
    return [[button("📷 " + _.label("Photo"), PromisePhotoButton(promise=seen.promise.id))]]


def _file(seen: Promised, _: Words) -> list[list[Button]]:
    return [] if seen.answer.audience.to is To.REPORT else answers.file_button(seen.answer, _)


def news(seen: Promised, now: datetime, _: Words) -> Screen:
    """A letter to who got the answer: how it stands now."""
    one = seen.promise
    text = joined(
        [
            _("🤝 <b>News of a promise of the akim's office</b>"),
            Html(f"<b>{escaped(one.holds.what.to(_.language))}</b>\n{_by(one.holds, _)}"),
            _moved(one, _) if one.last is None else None,
            told(one, now, _),
            _question(seen, _),
        ]
    )
    whole = button("🤝 " + _.label("The promise in full"), PromiseButton(promise=one.id))
    return Screen(text, rows(*asking(seen, _), *_photo(seen, _), [whole]))


def _moved(one: Promise, _: Words) -> Html | None:
    before = dict.fromkeys(earlier.due_on for earlier in one.wordings if earlier.due_on != one.holds.due_on)
    was = ", ".join(_.day(day) for day in before)
    return _("📅 The day was moved. Before: {was}.", was=was) if was else None
