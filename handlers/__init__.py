"""Conversations, in the order in which they have a claim on what comes in."""

from aiogram import Router

from handlers import (
    annexes,
    announcements,
    answering,
    around,
    audits,
    bindings,
    blocks,
    breakdowns,
    budget_files,
    budget_steps,
    budgets,
    calendar_files,
    calendars,
    clocks,
    consultations,
    convening,
    digests,
    elections,
    entering,
    errors,
    floods,
    groups,
    joining,
    ledgers,
    meetings,
    mine,
    moderation,
    other,
    papers,
    pledges,
    posters,
    preparing,
    privacy,
    promises,
    proposals,
    reminders,
    reports,
    roles,
    settings,
    setups,
    start,
    templates,
    triage,
    villages,
    works,
    years,
)
from handlers.filters import Grouped, Private
from handlers.signposts import Place


def routers() -> list[Router]:
    """Made anew at each call, so that the house can be built twice."""
    private = _within(
        Private(),
        [
            other.rests(),
            other.iins(),
            floods.router(),
            roles.router(),
            bindings.router(),
            start.router(),
            villages.router(),
            settings.router(),
            setups.router(),
            clocks.router(),
            templates.router(),
            digests.router(),
            years.router(),
            audits.router(),
            privacy.router(),
            blocks.router(),
            calendars.router(),
            entering.router(),
            calendar_files.router(),
            ledgers.router(),
            budget_steps.router(),
            budget_files.router(),
            preparing.router(),
            annexes.router(),
            convening.router(),
            answering.router(),
            pledges.router(),
            works.router(),
            moderation.private_router(),
            papers.router(),
            posters.private_router(),
            elections.router(),
            budgets.router(),
            consultations.router(),
            meetings.router(),
            promises.router(),
            announcements.router(),
            breakdowns.router(),
            proposals.router(),
            reminders.router(),
            other.forwards(),
            mine.router(),
            around.router(),
            joining.router(),
            reports.router(),
            villages.words_router(),
            roles.words_router(),
            reports.words_router(),
            other.router(),
        ],
    )
    grouped = _within(
        Grouped(), [other.rests(), triage.router(), moderation.router(), posters.router(), groups.router()]
    )
    return [errors.router(), private, grouped, other.old_buttons()]


def _within(place: Private | Grouped, conversations: list[Router]) -> Router:
    router = Place(type(place).__name__, conversations)
    for observer in (router.message, router.edited_message, router.callback_query, router.my_chat_member):
        observer.filter(place)
    return router
