"""What residents propose for a consultation and say of it, with numbers and without names."""

from datetime import datetime

from bot.domain.consultations import Consultation, Kind, Stage
from bot.domain.directions import ASKED, Direction
from bot.domain.proposals import LONGEST, ON_A_PAGE, Aim, Board, Case, Proposal, Refusal, State, Thread
from bot.i18n import Html, Words, escaped, joined
from bot.views.announcements import stop
from bot.views.callbacks.consultations import ConsultationButton, ConsultationsButton
from bot.views.callbacks.proposals import (
    CommentButton,
    LeaveProposalButton,
    ProposalButton,
    ProposalsButton,
    ProposeButton,
    SendProposalButton,
    TowardsButton,
)
from bot.views.consultations import head
from bot.views.directions import direction_label
from bot.views.lists import turning
from bot.views.screens import Button, Screen, button, in_lines, rows

# What people report most; the law's other directions come after.
LIKELY = frozenset(
    {
        Direction.ROADS,
        Direction.LIGHTING,
        Direction.WATER,
        Direction.GREENING,
        Direction.SANITATION,
        Direction.SPORT,
    }
)


def board(seen: Board, now: datetime, _: Words) -> Screen:
    """What was published, the newest first, and the way to propose more."""
    asked = seen.consultation
    entries = [entry(one, _) for one in seen.shown]
    numbered = [one for one in seen.shown if not one.is_comment]
    opening = [
        button(f"№ {one.number} · 💬 {one.comments}", ProposalButton(proposal=one.id)) for one in numbered
    ]
    text = joined(
        [head(asked, _), _until(asked, now, _), *(entries or [_("Nothing has been published yet.")])]
    )
    turn = turning(
        seen.page, last_page(seen.total), lambda to: ProposalsButton(consultation=asked.id, page=to)
    )
    return Screen(text, rows(*in_lines(opening, 2), turn, _more(asked, now, _), [_back(asked, _)]))


def last_page(total: int) -> int:
    return max(total - 1, 0) // ON_A_PAGE


def _until(asked: Consultation, now: datetime, _: Words) -> Html:
    if not asked.gathers(now):
        return _("The time for proposals is over.")
    assert asked.proposals_until is not None
    until = _.long_moment(asked.proposals_until, now)
    if asked.kind is Kind.SHARES:
        return _(
            "Until <b>{until}</b> you can say what money is needed for most. {read}",
            until=until,
            read=_read(_),
        )
    return _(
        "Until <b>{until}</b> you can propose what the money should go to. {read}", until=until, read=_read(_)
    )


def _read(_: Words) -> Html:
    return _("A moderator reads it before others do; nobody's name is shown.")


def entry(one: Proposal, _: Words) -> Html:
    """As it stands in a list."""
    if one.is_comment:
        return _("💬 «{text}»", text=one.text)
    return Html(f"{heading(one, _)}\n{_('«{text}»', text=one.text)}\n{_people(one, _)}")


def heading(one: Proposal, _: Words) -> Html:
    assert one.direction is not None
    label = escaped(direction_label(one.direction, _))
    return label if one.number is None else Html(f"<b>№ {one.number}</b> · {label}")


def _people(one: Proposal, _: Words) -> Html:
    return _.n("Proposed by {count} person.", "Proposed by {count} people.", one.people)


def _more(asked: Consultation, now: datetime, _: Words) -> list[Button]:
    if not asked.gathers(now):
        return []
    if asked.kind is Kind.SHARES:
        return [_comment(asked, 0, _)]
    return [button("💡 " + _.label("Propose"), ProposeButton(consultation=asked.id))]


def _comment(asked: Consultation, proposal_id: int, _: Words) -> Button:
    return button("💬 " + _.label("Comment"), CommentButton(consultation=asked.id, proposal=proposal_id))


def _back(asked: Consultation, _: Words) -> Button:
    """While residents propose, what they have proposed is the consultation's page."""
    label = "← " + _.label("Back")
    if asked.stage is Stage.PROPOSALS:
        return button(label, ConsultationsButton())
    return button(label, ConsultationButton(consultation=asked.id))


def thread(seen: Thread, now: datetime, _: Words) -> Screen:
    """One proposal, and what is said of it."""
    asked, one = seen.consultation, seen.proposal
    said = [Html(f"• {escaped(comment.text)}") for comment in seen.comments]
    text = joined(
        [
            head(asked, _),
            entry(one, _),
            _("💬 <b>Comments: {number}</b>", number=one.comments)
            if said
            else _("Nobody has commented yet."),
            *said,
        ]
    )
    turn = turning(seen.page, last_page(one.comments), lambda to: ProposalButton(proposal=one.id, page=to))
    commenting = [_comment(asked, one.id, _)] if asked.gathers(now) else []
    return Screen(text, rows(turn, commenting, [_to_board(asked, _)]))


def _to_board(asked: Consultation, _: Words) -> Button:
    return button("← " + _.label("Back"), ProposalsButton(consultation=asked.id))


def directions(asked: Consultation, _: Words) -> Screen:
    """What is it about?"""
    offered = [
        [button(direction_label(one, _), TowardsButton(consultation=asked.id, direction=one))]
        for one in sorted(ASKED, key=lambda one: one not in LIKELY)
    ]
    text = joined(
        [head(asked, _), _("What should the money go to? These are the directions of a village's budget.")]
    )
    return Screen(text, rows(*offered, [_to_board(asked, _)]))


def wanted(asked: Consultation, aim: Aim, about: Proposal | None, _: Words) -> Screen:
    """The words are awaited."""
    if aim.direction is not None:
        task = _(
            "<b>{direction}</b>\nWhat do you propose? Write it in one message, of at most {limit} characters: what, and where.",
            direction=direction_label(aim.direction, _),
            limit=LONGEST,
        )
    else:
        task = _("What do you think? Write it in one message, of at most {limit} characters.", limit=LONGEST)
    rules = _(
        "Please without names and telephone numbers, and nothing about elections. {read}", read=_read(_)
    )
    cancel = button("← " + _.label("Cancel"), ProposalsButton(consultation=asked.id))
    return Screen(joined([head(asked, _), entry(about, _) if about else None, task, rules]), rows([cancel]))


def words_wanted(_: Words) -> Screen:
    """Something else than words has come."""
    return Screen(_("Here only words can be used. Please write it in one message, or leave it: /cancel."))


def read_back(case: Case, _: Words) -> Screen:
    """What was written, before it goes."""
    asked, one = case.consultation, case.proposal
    anew = (
        CommentButton(consultation=asked.id, proposal=one.about or 0)
        if one.direction is None
        else TowardsButton(consultation=asked.id, direction=one.direction)
    )
    text = joined(
        [
            head(asked, _),
            heading(one, _) if one.direction else None,
            _("«{text}»", text=one.text),
            _("Is it right? It goes to a moderator when you send it."),
        ]
    )
    return Screen(
        text,
        rows(
            [button("📨 " + _.label("Send"), SendProposalButton(proposal=one.id))],
            [button("✏️ " + _.label("Write anew"), anew)],
            [button("← " + _.label("Cancel"), LeaveProposalButton(consultation=asked.id))],
        ),
    )


def sent(case: Case, _: Words) -> Screen:
    asked = case.consultation
    thanks = _("📨 Thank you, it is sent. A moderator reads it, and you will be told here what became of it.")
    return Screen(joined([head(asked, _), thanks]), rows([_to_board(asked, _)]))


def answer(case: Case, _: Words) -> Screen:
    """A letter to its author."""
    asked, one = case.consultation, case.proposal
    text = joined([head(asked, _), _("You wrote: «{text}»", text=one.text), became(one, _)])
    return Screen(
        text, rows([button("💡 " + _.label("What was proposed"), ProposalsButton(consultation=asked.id))])
    )


def became(one: Proposal, _: Words) -> Html:
    """What was decided about it."""
    if one.state is State.REFUSED and one.reason is not None and one.number is not None:
        return _("✖️ It was taken off again. Reason: {reason}.", reason=reason(one.reason, _))
    if one.state is State.REFUSED and one.reason is not None:
        return _("✖️ It was not published. Reason: {reason}.", reason=reason(one.reason, _))
    if one.state is State.JOINED:
        return _("🔗 Number {number} says the same: it counts as support for that.", number=one.joined or 0)
    if one.number is not None:
        return _("✅ It is published under number {number}.", number=one.number)
    return _("✅ It is published.")


def state_label(state: State, _: Words) -> str:
    return {
        State.UNSENT: _.label("not sent yet"),
        State.WAITING: _.label("a moderator has it"),
        State.PUBLISHED: _.label("published"),
        State.JOINED: _.label("joined to another"),
        State.REFUSED: _.label("not published"),
        State.WITHDRAWN: _.label("withdrawn"),
    }[state]


def reason(why: Refusal, _: Words) -> str:
    return {
        Refusal.NOT_THE_BUDGET: _.label("not the village's budget"),
        Refusal.PERSONAL: _.label("names or insults somebody"),
        Refusal.ELECTION: _.label("about an election or candidate"),
        Refusal.UNCLEAR: _.label("not clear what is proposed"),
        Refusal.THERE_ALREADY: _.label("already there or under way"),
    }[why]


def call(asked: Consultation, now: datetime, _: Words) -> Screen:
    """An announcement: residents can propose."""
    way = button("💡 " + _.label("Have a look"), ProposalsButton(consultation=asked.id))
    text = joined(
        [
            _("💡 <b>{place}: your word on the budget</b>", place=asked.territory.name(_.language)),
            head(asked, _),
            _until(asked, now, _),
        ]
    )
    return Screen(text, rows([way], [stop(_)]))
