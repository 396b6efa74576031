"""What the office sees of its promises, and says of them: it reads over first what residents will read."""

from datetime import datetime

from bot.domain.answers import LONGEST_PROMISE
from bot.domain.promises import LONGEST_WORDS, SILENCE_TERM, Ledger, Promise, Promised, State, Verdict, state
from bot.i18n import Html, Words, escaped, joined
from bot.views import promises as residents
from bot.views.answering import in_both
from bot.views.callbacks.answering import AnsweringButton
from bot.views.callbacks.pledges import (
    PledgeButton,
    PledgesButton,
    PromisePart,
    RewordButton,
    RulingButton,
    SayOfPromiseButton,
)
from bot.views.callbacks.promises import PromisePhotoButton
from bot.views.lists import turning
from bot.views.reports import shortened
from bot.views.screens import Button, Screen, button, rows


def ledger(found: Ledger, now: datetime, _: Words) -> Screen:
    kato = found.spot.territory.kato
    ways = [[button(_called(one, now, _), PledgeButton(promise=one.id))] for one in found.promises]
    turn = turning(found.page, found.last_page, lambda to: PledgesButton(kato=kato, page=to))
    back = button("← " + _.label("Back"), AnsweringButton(kato=kato))
    text = joined(
        [
            residents.head(found, _),
            _("A promise is made in an answer. Residents read all of them; none can be deleted."),
        ]
    )
    return Screen(text, rows(*ways, turn, [back]))


def _called(one: Promise, now: datetime, _: Words) -> str:
    sign, what = residents.SIGNS[state(one, now)], one.holds.what.to(_.language)
    return shortened(f"{sign} {_.day(one.holds.due_on)} · {what}", residents.ON_A_BUTTON)


def pledge(seen: Promised, now: datetime, _: Words) -> Screen:
    """All of it, what the office is about to say, and what it can say now."""
    one = seen.promise
    standing = state(one, now)
    text = joined(
        [
            *residents.facts(seen, _),
            Html(f"<b>{escaped(residents.state_label(standing, _))}</b>"),
            residents.told(one, now, _),
            _says(seen, _),
            _waits(seen, _),
        ]
    )
    return Screen(text, rows(*_ways(seen, now, _), [_back(one, _)]))


def _says(seen: Promised, _: Words) -> Html | None:
    says = seen.says
    return _("Residents say: {yes} yes, {no} no", yes=says.yes, no=says.no) if says.shown else None


def _waits(seen: Promised, _: Words) -> Html | None:
    if not seen.frozen:
        return None
    return _("🗳 While an akim is being elected, residents are told nothing of it; what you say waits.")


def _ways(seen: Promised, now: datetime, _: Words) -> list[list[Button]]:
    one = seen.promise
    labels = {
        Verdict.KEPT: "✅ " + _.label("It is kept"),
        Verdict.BROKEN: "❌ " + _.label("It is not kept"),
        Verdict.WITHDRAWN: "↩️ " + _.label("Withdraw it"),
    }
    possible = one.possible(now)
    ways = [
        [button(label, RulingButton(promise=one.id, verdict=verdict))]
        for verdict, label in labels.items()
        if verdict in possible
    ]
    if state(one, now) is State.DUE and not seen.frozen:
        ways += [[_reword(one, part, _)] for part in PromisePart]
    if one.last is not None and one.last.photo is not None:
        ways.append([button("📷 " + _.label("Photo"), PromisePhotoButton(promise=one.id))])
    return ways


def _reword(one: Promise, part: PromisePart, _: Words) -> Button:
    labels = {
        PromisePart.KK: "✏️ ҚАЗ " + _.label("Correct the words"),
        PromisePart.RU: "✏️ РУС " + _.label("Correct the words"),
        PromisePart.DUE: "📅 " + _.label("Another day"),
    }
    return button(labels[part], RewordButton(promise=one.id, part=part))


def _back(one: Promise, _: Words) -> Button:
    return button("← " + _.label("All promises"), PledgesButton(kato=one.territory.kato))


def words(seen: Promised, verdict: Verdict, _: Words) -> Screen:
    """Asks for a line, or a photo, that residents will read."""
    asked = {
        Verdict.KEPT: _(
            "Write a line about it, up to {limit} letters, or send a photo, with the line under it. Residents who got the "
            "answer will be asked whether it was kept.",
            limit=LONGEST_WORDS,
        ),
        Verdict.BROKEN: _(
            "Why was it not kept? Residents will read it, up to {limit} letters.", limit=LONGEST_WORDS
        ),
        Verdict.WITHDRAWN: _(
            "Why is it withdrawn? Residents will read it, up to {limit} letters.", limit=LONGEST_WORDS
        ),
    }
    alone = RulingButton(promise=seen.promise.id, verdict=verdict, alone=True)
    without = [button("▶️ " + _.label("Without words"), alone)] if verdict is Verdict.KEPT else []
    return Screen(_headed(seen, asked[verdict]), rows(without, [_cancel(seen, _)]))


def part(seen: Promised, asked: PromisePart, _: Words) -> Screen:
    """How it is to read instead; what it was first stays beside it."""
    questions = {
        PromisePart.KK: _("How is it to read in Kazakh? At most {limit} letters.", limit=LONGEST_PROMISE),
        PromisePart.RU: _("How is it to read in Russian? At most {limit} letters.", limit=LONGEST_PROMISE),
        PromisePart.DUE: _(
            "By which day instead? For example: 15.09.2027. Everybody who got the answer hears of it."
        ),
    }
    stays = _("What was promised first stays beside it.")
    return Screen(_headed(seen, joined([questions[asked], stays])), rows([_cancel(seen, _)]))


def _headed(seen: Promised, asked: Html) -> Html:
    return joined([in_both(seen.promise.holds.what), asked])


def _cancel(seen: Promised, _: Words) -> Button:
    return button("← " + _.label("Cancel"), PledgeButton(promise=seen.promise.id))


def read_over(seen: Promised, _: Words) -> Screen:
    """What is about to be said."""
    one, plan = seen.promise, seen.promise.plan
    if plan.verdict is not None:
        said = {
            Verdict.KEPT: _("✅ It is kept."),
            Verdict.BROKEN: _("❌ It is not kept."),
            Verdict.WITHDRAWN: _("↩️ It is withdrawn."),
        }[plan.verdict]
        written = [
            said,
            _("«{text}»", text=plan.words) if plan.words else None,
            _("With your photo.") if plan.photo else None,
        ]
    else:
        assert plan.due_on is not None
        written = [in_both(plan.what), _("By {day}", day=_.day(plan.due_on))]
    text = joined([in_both(one.holds.what), _("<b>Residents will read:</b>"), *written, _waits(seen, _)])
    say = button("📢 " + _.label("Say so"), SayOfPromiseButton(promise=one.id, mark=one.mark))
    return Screen(text, rows([_cancel(seen, _)], [say]))


def due(seen: Promised, now: datetime, _: Words) -> Screen:
    """A question to the office."""
    one = seen.promise
    asked = (
        _(
            "Its day is over. Was it kept? If you say nothing, it stands as broken {days} days after its day.",
            days=SILENCE_TERM.days,
        )
        if state(one, now) is not State.DUE
        else _("Its day comes near. Say when it is kept; if it needs another day, say that before.")
    )
    text = joined(
        [
            _("🤝 <b>A promise of your office</b> · {place}", place=one.territory.name(_.language)),
            in_both(one.holds.what),
            _("By {day}", day=_.day(one.holds.due_on)),
            asked,
        ]
    )
    return Screen(text, rows([button("🤝 " + _.label("Open the promise"), PledgeButton(promise=one.id))]))
