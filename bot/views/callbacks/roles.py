"""Who serves a territory, and what was done to that."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.domain.roles import Role, Term
from bot.views.callbacks.fields import Kato, Key, MaybeKato, Page


class TeamButton(CallbackData, prefix="team"):
    kato: MaybeKato = ""
    page: Page = 0


class EndButton(CallbackData, prefix="end"):
    """End a role; asks once."""

    grant: Key
    sure: bool = False


class TakeBackButton(CallbackData, prefix="uninvite"):
    invitation: Key


class InviteButton(CallbackData, prefix="invite"):
    kato: Kato


class RoleButton(CallbackData, prefix="role"):
    kato: Kato
    role: Role


class TermButton(CallbackData, prefix="term"):
    """`seed` makes two presses of one button one invitation."""

    kato: Kato
    role: Role
    term: Term
    seed: Key


class JoinButton(CallbackData, prefix="join"):
    """It carries what only the link's owner knows: a number could be guessed."""

    token: Annotated[str, Field(pattern="^[A-Za-z0-9_-]{43}$")]
    agreed: bool


class AuditButton(CallbackData, prefix="audit"):
    page: Page
