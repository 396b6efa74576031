"""What moderators see of residents' proposals: the card, the reasons, what may say the same. Never a resident's name."""

from aiogram.types import InlineKeyboardMarkup

from bot.domain.consultations import Stage
from bot.domain.proposals import Board, Case, Proposal, Refusal, State
from bot.i18n import Html, Words, escaped, joined
from bot.views.callbacks.preparing import PreparedButton
from bot.views.callbacks.proposals import (
    AdoptButton,
    AlikeButton,
    JoinProposalButton,
    Judge,
    JudgeButton,
    PublishedButton,
    RefuseButton,
    WaitingButton,
)
from bot.views.lists import turning
from bot.views.proposals import became, entry, heading, last_page, reason
from bot.views.reports import shortened
from bot.views.screens import Button, Screen, button, in_lines, rows

ON_A_BUTTON = 34  # letters of a proposal


def card(case: Case, _: Words, *, private: bool) -> Screen:
    """As it stands now; in private with the way back to the others that wait."""
    return Screen(_card(case, _), buttons(case, _, private=private)).spoken(_)


def _card(case: Case, _: Words) -> Html:
    one, title = case.proposal, case.consultation.title(_.language)
    name = (
        _("💬 <b>A comment</b> · {title}", title=title)
        if one.is_comment
        else _("💡 <b>A proposal</b> · {title}", title=title)
    )
    if one.state is State.WITHDRAWN:
        return joined([name, _("Its author has withdrawn it. There is nothing more to do with it.")])
    return joined(
        [
            name,
            _("On number {number}: «{text}»", number=case.about.number or 0, text=case.about.text)
            if case.about
            else None,
            heading(one, _) if one.direction else None,
            _("«{text}»", text=one.text),
            became(one, _) if one.state.decided else None,
        ]
    )


def buttons(case: Case, _: Words, *, private: bool) -> InlineKeyboardMarkup:
    one = case.proposal
    key = one.id
    back = (
        [button("← " + _.label("Back"), WaitingButton(consultation=case.consultation.id))] if private else []
    )
    if one.state is State.PUBLISHED:
        return rows(
            [button("✖️ " + _.label("Take it off"), JudgeButton(proposal=key, judge=Judge.REFUSE))], back
        )
    if one.state is not State.WAITING:
        return rows(back)
    alike = [button("👥 " + _.label("Same as…"), AlikeButton(proposal=key))]
    return rows(
        [button("✅ " + _.label("Publish"), JudgeButton(proposal=key, judge=Judge.PUBLISH))],
        [] if one.is_comment else alike,
        [button("✖️ " + _.label("Refuse"), JudgeButton(proposal=key, judge=Judge.REFUSE))],
        back,
    )


def reasons(proposal_id: int, _: Words) -> InlineKeyboardMarkup:
    """In place of the card's buttons."""
    offered = [[button(reason(one, _), RefuseButton(proposal=proposal_id, reason=one))] for one in Refusal]
    return rows(*offered, _look(proposal_id, _))


def alike(proposal_id: int, others: Board, _: Words) -> InlineKeyboardMarkup:
    """In place of the card's buttons: which of the published says the same?"""
    offered = [
        [
            button(
                shortened(f"№ {one.number} {one.text}", ON_A_BUTTON),
                JoinProposalButton(proposal=proposal_id, other=one.id),
            )
        ]
        for one in others.shown
    ]
    turn = turning(
        others.page, last_page(others.total), lambda to: AlikeButton(proposal=proposal_id, page=to)
    )
    return rows(*offered, turn, _look(proposal_id, _))


def _look(proposal_id: int, _: Words) -> list[Button]:
    return [button("← " + _.label("Back"), JudgeButton(proposal=proposal_id, judge=Judge.LOOK))]


def decided(one: Proposal, _: Words) -> str:
    """In a pop-up, to who has decided."""
    return {
        State.PUBLISHED: _.plain("It is published."),
        State.JOINED: _.plain("It counts as support for the other one."),
        State.REFUSED: _.plain("Residents do not see it; its author is told why."),
    }[one.state]


def waiting(seen: Board, _: Words) -> Screen:
    """A coordinator's list of what has no answer yet."""
    key = seen.consultation.id
    head = _.n(
        "<b>{count} waits for an answer.</b> Press its number.",
        "<b>{count} wait for an answer.</b> Press a number.",
        seen.total,
    )
    texts = [Html(f"{place}. {_listed(one, _)}") for place, one in enumerate(seen.shown, 1)]
    opening = [
        button(str(place), JudgeButton(proposal=one.id, judge=Judge.LOOK))
        for place, one in enumerate(seen.shown, 1)
    ]
    return Screen(
        joined([head if texts else _("Everything has an answer."), *texts]),
        rows(
            *in_lines(opening),
            turning(seen.page, last_page(seen.total), lambda to: WaitingButton(consultation=key, page=to)),
            [button("📋 " + _.label("What is published"), PublishedButton(consultation=key))],
            [button("← " + _.label("Back"), PreparedButton(consultation=key))],
        ),
    )


def _listed(one: Proposal, _: Words) -> Html:
    said = _("«{text}»", text=one.text)
    return Html(f"💬 {said}") if one.direction is None else Html(f"{heading(one, _)}\n{said}")


def published(seen: Board, _: Words, *, may_adopt: bool) -> Screen:
    """A coordinator's list of what residents see, to look at again; when they propose no more, each can become an option."""
    asked = seen.consultation
    drafting = may_adopt and asked.stage is Stage.PROPOSALS
    adopting = [
        [button(_.label("Into the options: № {number}", number=one.number), AdoptButton(proposal=one.id))]
        for one in seen.shown
        if drafting and not one.is_comment
    ]
    looking = [
        button(
            f"№ {one.number}" if one.number else str(place), JudgeButton(proposal=one.id, judge=Judge.LOOK)
        )
        for place, one in enumerate(seen.shown, 1)
    ]
    turn = turning(
        seen.page, last_page(seen.total), lambda to: PublishedButton(consultation=asked.id, page=to)
    )
    text = joined(
        [
            Html(f"<b>{escaped(asked.title(_.language))}</b>"),
            *([entry(one, _) for one in seen.shown] or [_("Nothing has been published yet.")]),
        ]
    )
    back = button("← " + _.label("Back"), WaitingButton(consultation=asked.id))
    return Screen(text, rows(*in_lines(looking), *adopting, turn, [back]))
