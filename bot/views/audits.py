"""The log of roles and settings."""

from bot.domain.audits import Deed, Entry, Page
from bot.domain.elections import Kind, State
from bot.domain.people import Language
from bot.domain.proposals import State as ProposalState
from bot.i18n import Html, Words, joined
from bot.views.budget_names import detail_label
from bot.views.calendars import state_label
from bot.views.callbacks.roles import AuditButton
from bot.views.names import LANGUAGES
from bot.views.proposals import state_label as proposal_state
from bot.views.roles import role_label
from bot.views.screens import Button, Screen, button, rows
from bot.views.standings import kind_label

OF_LANGUAGE = frozenset({Deed.CONNECTED, Deed.LANGUAGE_SET})
OF_KIND = frozenset({Deed.ELECTION_ENTERED, Deed.ELECTION_DROPPED, Deed.ELECTION_APPROVED})


def log(page: Page, _: Words) -> Screen:
    turning: list[Button] = []
    if page.number > 0:
        turning.append(button("« " + _.label("Newer"), AuditButton(page=page.number - 1)))
    if page.further:
        turning.append(button(_.label("Older") + " »", AuditButton(page=page.number + 1)))
    shown = [deed_line(one, _) for one in page.entries] or [_("Nothing has been done yet.")]
    return Screen(joined([_("<b>Log of roles and settings</b>"), *shown]), rows(turning))


def deed_line(entry: Entry, _: Words) -> Html:
    """An entry of the log, in two lines."""
    role = role_label(entry.role, _) if entry.role else ""
    subject = entry.subject or "…"
    detail = entry.detail or ""
    language = LANGUAGES[Language(detail)] if entry.deed in OF_LANGUAGE else ""
    kind = kind_label(Kind(detail), _) if entry.deed in OF_KIND else ""
    state = state_label(State(detail), _) if entry.deed is Deed.ELECTION_MOVED else ""
    decision = proposal_state(ProposalState(detail), _) if entry.deed is Deed.PROPOSAL_DECIDED else ""
    budget = detail_label(detail, _) if entry.deed is Deed.BUDGET_ENTERED else ""
    deeds = {
        Deed.INVITED: _("invitation made: {role}", role=role),
        Deed.INVITATION_REVOKED: _("invitation taken back: {role}", role=role),
        Deed.JOINED: _("role accepted: {role}, {name}; invited by", role=role, name=subject),
        Deed.ROLE_ENDED: _("role ended: {role}, {name}", role=role, name=subject),
        Deed.CONNECTED: _("group connected ({language})", language=language),
        Deed.DISCONNECTED: _("group disconnected"),
        Deed.LANGUAGE_SET: _("language of the group: {language}", language=language),
        Deed.TESTED: _("test report sent"),
        Deed.POSTER_PRINTED: _("poster given out"),
        Deed.BLOCKED: _("a resident blocked for 30 days"),
        Deed.NOT_BLOCKED: _("a resident not blocked"),
        Deed.UNBLOCKED: _("a resident unblocked"),
        Deed.ELECTION_ENTERED: _("election entered: {kind}", kind=kind),
        Deed.ELECTION_DROPPED: _("election taken back: {kind}", kind=kind),
        Deed.ELECTION_MOVED: _("election: {state}", state=state),
        Deed.ELECTION_APPROVED: _("election confirmed by a second person: {kind}", kind=kind),
        Deed.FACT_ENTERED: _("the akim's term, or the look-up of precincts, entered"),
        Deed.CONSULTATION_FIXED: _("consultation confirmed by a second person"),
        Deed.CONSULTATION_STOPPED: _("consultation stopped"),
        Deed.WORK_PUBLISHED: _("news of a project published"),
        Deed.PROPOSALS_OPENED: _("residents asked for proposals"),
        Deed.PROPOSALS_ENDED: _("proposals ended early"),
        Deed.PROPOSAL_DECIDED: _("a resident's proposal: {decision}", decision=decision),
        Deed.PAPER_CONFIRMED: _("choices on paper confirmed: minutes № {minutes}", minutes=detail),
        Deed.PAPER_DROPPED: _("choices on paper taken back: minutes № {minutes}", minutes=detail),
        Deed.BUDGET_ENTERED: _("budget entered: {budget}", budget=budget),
        Deed.MEETING_CALLED: _("gathering or meeting called"),
        Deed.MEETING_MOVED: _("gathering or meeting moved"),
        Deed.MEETING_CANCELLED: _("gathering or meeting cancelled"),
        Deed.PROMISE_CORRECTED: _("a promise corrected"),
        Deed.PROMISE_RULED: _("said what became of a promise"),
        Deed.ANSWER_SENT: _("public answer sent"),
        Deed.MINUTES_ENTERED: _("minutes entered"),
        Deed.TEMPLATE_WRITTEN: _("ready answers changed"),
        Deed.TARGET_SET: _("the office's own terms changed"),
    }
    return _(
        "{moment} · {place}\n{deed} — {actor}",
        moment=_.moment(entry.happened_at),
        place=entry.territory.name(_.language) if entry.territory else "…",
        deed=deeds[entry.deed],
        actor=entry.actor or "…",
    )
