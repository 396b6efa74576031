"""Proposals: read, made, and moderated."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from bot.domain.directions import Direction
from bot.domain.proposals import Refusal
from bot.views.callbacks.fields import Key, Page


class ProposalsButton(CallbackData, prefix="ideas"):
    """What residents have proposed for a consultation."""

    consultation: Key
    page: Page = 0


class ProposalButton(CallbackData, prefix="idea"):
    """One of them, with a page of its comments."""

    proposal: Key
    page: Page = 0


class ProposeButton(CallbackData, prefix="propose"):
    consultation: Key


class TowardsButton(CallbackData, prefix="towards"):
    """Propose something in a direction."""

    consultation: Key
    direction: Direction


class CommentButton(CallbackData, prefix="comment"):
    """On a proposal, or, 0, on what is asked as a whole."""

    consultation: Key
    proposal: Page = 0


class SendProposalButton(CallbackData, prefix="sendidea"):
    proposal: Key


class LeaveProposalButton(CallbackData, prefix="noidea"):
    """What was written and not sent goes."""

    consultation: Key


class WaitingButton(CallbackData, prefix="unread"):
    """What residents have proposed and nobody has answered, in private."""

    consultation: Key
    page: Page = 0


class PublishedButton(CallbackData, prefix="read"):
    """What was published, as coordinators see it."""

    consultation: Key
    page: Page = 0


class AdoptButton(CallbackData, prefix="adopt"):
    """Make an option of a proposal."""

    proposal: Key


class Judge(StrEnum):
    LOOK = "look"  # at it, with its own buttons
    PUBLISH = "publish"
    REFUSE = "refuse"  # asks why


class JudgeButton(CallbackData, prefix="judge"):
    proposal: Key
    judge: Judge


class RefuseButton(CallbackData, prefix="refuse"):
    proposal: Key
    reason: Refusal


class AlikeButton(CallbackData, prefix="alike"):
    """Which published one says the same?"""

    proposal: Key
    page: Page = 0


class JoinProposalButton(CallbackData, prefix="joinidea"):
    proposal: Key
    other: Key
