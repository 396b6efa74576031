"""Who serves: the team of a territory, invitations, and what each role may."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from urllib.parse import quote

from aiogram.types import InlineKeyboardButton

from bot.domain.roles import Grant, Offer, Role, Team, Term, terms_of
from bot.domain.territories import Spot, Territory
from bot.i18n import Html, Words, escaped, joined
from bot.views.callbacks.roles import (
    EndButton,
    InviteButton,
    JoinButton,
    RoleButton,
    TakeBackButton,
    TeamButton,
    TermButton,
)
from bot.views.callbacks.setups import SetupButton
from bot.views.lists import page_of
from bot.views.names import spot_name
from bot.views.screens import Button, Screen, button, in_pairs, rows


def role_label(role: Role, _: Words) -> str:
    names = {
        Role.COORDINATOR: _.label("District coordinator"),
        Role.AKIM: _.label("Akim"),
        Role.OFFICE: _.label("Akim's office"),
        Role.MODERATOR: _.label("Moderator"),
    }
    return names[role]


def _what_it_gives(role: Role, _: Words) -> Html:
    gives: Mapping[Role, Html] = {
        Role.COORDINATOR: _(
            "connect moderators' groups, invite akims, their offices and moderators, enter akims' elections and budgets, "
            "prepare consultations, call meetings, answer and promise in public, see the log of the district, work with "
            "residents' reports"
        ),
        Role.AKIM: _(
            "work with residents' reports, answer and promise in public, enter the budget, tell how far projects are, call "
            "meetings, invite those of the office and moderators"
        ),
        Role.OFFICE: _(
            "work with residents' reports, answer and promise in public, enter the budget, tell how far projects are, call "
            "meetings, invite moderators"
        ),
        Role.MODERATOR: _("work with residents' reports and proposals in the moderators' group"),
    }
    return gives[role]


def last_day(until: datetime | None, _: Words) -> str:
    """A role that ends at midnight was held until the day before."""
    if until is None:
        return _.plain("without an end")
    return _.plain("until {day}", day=_.day(until - timedelta(milliseconds=1)))


def _offer_lines(offer: Offer, _: Words) -> Html:
    invitation = offer.invitation
    return _(
        "Role: <b>{role}</b>\nTerritory: <b>{place}</b>\nTerm: {term}\nIt lets one: {gives}.",
        role=role_label(invitation.role, _),
        place=spot_name(offer.spot, _),
        term=last_day(invitation.until, _),
        gives=_what_it_gives(invitation.role, _),
    )


def made(offer: Offer, link: str, _: Words) -> Screen:
    """For who invites: the link, to be passed on."""
    text = joined(
        [
            _("<b>The invitation is ready.</b>"),
            _offer_lines(offer, _),
            _(
                "Send this link to that person, and to nobody else. Whoever opens it first gets the role; it "
                "works once, until {moment}:\n{link}",
                moment=_.moment(offer.invitation.expires_at),
                link=link,
            ),
        ]
    )
    share = f"https://t.me/share/url?url={quote(link, safe='')}"
    return Screen(
        text,
        rows(
            [InlineKeyboardButton(text="📤 " + _.label("Send the link"), url=share)],
            [_to_team(offer.spot.territory.kato, "← " + _.label("Team"))],
        ),
    )


def invitation(offer: Offer, token: str, _: Words) -> Screen:
    """For who opens the link."""
    text = joined(
        [
            _("<b>You are invited to serve.</b>"),
            _offer_lines(offer, _),
            _(
                "If you accept, the bot keeps your Telegram account number, sealed, and your name, which "
                "colleagues see. Residents never see it."
            ),
        ]
    )
    return Screen(
        text,
        rows(
            [button("✅ " + _.label("Accept"), JoinButton(token=token, agreed=True))],
            [button(_.label("No, thank you"), JoinButton(token=token, agreed=False))],
        ),
    )


def declined(_: Words) -> Screen:
    return Screen(_("As you wish: nothing was accepted. The link works until its time is over."))


def joined_team(offer: Offer, _: Words, *, already: bool = False) -> Screen:
    """`already` when the link was opened once more by who had accepted it."""
    role, place, kato = offer.invitation.role, spot_name(offer.spot, _), offer.spot.territory.kato
    if role is Role.COORDINATOR:
        onward = _("Now set the district up: the list below leads through it.")
    else:
        onward = _(
            "Reports come to the moderators' group: ask whoever invited you to add you to it. /team shows "
            "your colleagues, /help what the bot can do."
        )
    news = (
        _("You hold this role already: <b>{role}</b>, {place}.", role=role_label(role, _), place=place)
        if already
        else _("✅ You serve now: <b>{role}</b>, {place}.", role=role_label(role, _), place=place)
    )
    ways = [] if role is Role.MODERATOR else [button("☑️ " + _.label("Set-up"), SetupButton(kato=kato))]
    return Screen(joined([news, onward]), rows([*ways, _to_team(kato, "👥 " + _.label("Team"))]))


def team(shown: Team, inside: Sequence[Territory], page: int, back: str | None, _: Words) -> Screen:
    """Who serves exactly this territory; `back` is the code above that the viewer may see."""
    kato = shown.spot.territory.kato
    text = joined(
        [
            _("<b>Team · {place}</b>", place=spot_name(shown.spot, _)),
            Html("\n".join(_who_serves(shown, _))) or _("Nobody serves here yet."),
        ]
    )
    units = page_of(
        inside, page, lambda one: TeamButton(kato=one.kato), lambda to: TeamButton(kato=kato, page=to), _
    )
    above = [] if back is None else [_to_team(back, "← " + _.label("Back"))]
    return Screen(text, rows(*_changes(shown, _), *units, above))


def _who_serves(shown: Team, _: Words) -> list[Html]:
    serving = [
        _(
            "• {role}: <b>{name}</b>, {term}",
            role=role_label(one.role, _),
            name=one.name or "…",
            term=last_day(one.until, _),
        )
        for one in shown.grants
    ]
    invited = [
        _(
            "• invited: {role}, the link works until {moment}",
            role=role_label(one.role, _),
            moment=_.moment(one.expires_at),
        )
        for one in shown.invitations
    ]
    return [*serving, *invited]


def _changes(shown: Team, _: Words) -> list[list[Button]]:
    """What the viewer may do to the team."""
    if not shown.gives:
        return []
    territory = shown.spot.territory
    ending = [
        [button(f"✖ {role_label(one.role, _)}: {one.name or '…'}", EndButton(grant=one.id))]
        for one in shown.grants
        if one.role in shown.gives
    ]
    taking_back = [
        [
            button(
                "✖ " + _.label("Invitation: {role}", role=role_label(one.role, _)),
                TakeBackButton(invitation=one.id),
            )
        ]
        for one in shown.invitations
    ]
    inviting = button("➕ " + _.label("Invite"), InviteButton(kato=territory.kato))
    setting_up = button("☑️ " + _.label("Set-up"), SetupButton(kato=territory.kato))
    return [*ending, *taking_back, [inviting, setting_up]]


def _to_team(kato: str, label: str) -> Button:
    return button(label, TeamButton(kato=kato))


def territories_of(listed: Sequence[Territory], page: int, _: Words) -> Screen:
    """Where to look: what somebody serves, or for an administrator the regions."""
    buttons = page_of(listed, page, lambda one: TeamButton(kato=one.kato), lambda to: TeamButton(page=to), _)
    return Screen(_("<b>Team</b>\nWhose team do you want to see?"), rows(*buttons))


def which_role(spot: Spot, gives: Sequence[Role], _: Words) -> Screen:
    kato = spot.territory.kato
    offered = [button(role_label(one, _), RoleButton(kato=kato, role=one)) for one in gives]
    return Screen(
        _("Whom do you invite to <b>{place}</b>?", place=spot_name(spot, _)),
        rows(*in_pairs(offered), [_to_team(kato, "← " + _.label("Back"))]),
    )


def which_term(spot: Spot, role: Role, seed: int, now_akim: str | None, _: Words) -> Screen:
    """`now_akim` is the name of the akim whose place the invited one would take."""
    labels = {
        Term.FOUR_YEARS: _.label("4 years from today"),
        Term.YEAR: _.label("1 year"),
        Term.OPEN: _.label("Without an end"),
    }
    kato = spot.territory.kato
    offered = [
        button(labels[term], TermButton(kato=kato, role=role, term=term, seed=seed))
        for term in terms_of(role)
    ]
    question = (
        _(
            "When does the akim's term end? Write the day, for example 15.09.2029, or press a button. After "
            "that day the role ends by itself."
        )
        if role is Role.AKIM
        else _(
            "Until when does this person serve? Press a button, or write the last day, for example 15.09.2029."
        )
    )
    above = InviteButton(kato=kato)
    return Screen(
        joined(
            [
                _("<b>{role}</b>, {place}", role=role_label(role, _), place=spot_name(spot, _)),
                _("⚠️ The akim now is {name}: the new one takes that place.", name=now_akim)
                if now_akim
                else None,
                question,
            ]
        ),
        rows(*in_pairs(offered), [button("← " + _.label("Back"), above)]),
    )


def sure_to_end(grant: Grant, spot: Spot, _: Words) -> Screen:
    ending = button(_.label("End the role"), EndButton(grant=grant.id, sure=True))
    return Screen(
        _("End this role now?\n{grant}", grant=_held(grant, spot, _)),
        rows([ending], [_to_team(grant.kato, "← " + _.label("Back"))]),
    )


def ended(grant: Grant, spot: Spot, _: Words) -> Screen:
    text = _("The role has ended: {grant}.", grant=_held(grant, spot, _))
    return Screen(text, rows([_to_team(grant.kato, "← " + _.label("Team"))]))


def taken(grant: Grant, spot: Spot, _: Words) -> Screen:
    """To who invited."""
    text = _("✅ Your invitation was accepted: {grant}.", grant=_held(grant, spot, _))
    return Screen(text, rows([_to_team(grant.kato, "👥 " + _.label("Team"))]))


def _held(grant: Grant, spot: Spot, _: Words) -> Html:
    """Which role, whose, and where."""
    parts = (escaped(part) for part in (grant.name or "…", spot_name(spot, _)))
    return Html(", ".join((f"<b>{escaped(role_label(grant.role, _))}</b>", *parts)))


def over(grant: Grant, spot: Spot, _: Words) -> Screen:
    """To who held it."""
    return Screen(
        _(
            "Your role has ended: <b>{role}</b>, {place}.",
            role=role_label(grant.role, _),
            place=spot_name(spot, _),
        )
    )


def nothing_asked(_: Words) -> Screen:
    return Screen(
        _(
            "Nothing is asked of you just now. Your work: /team, /setup, /help. To report a problem yourself: /start."
        )
    )


def not_serving(_: Words) -> Screen:
    return Screen(
        _(
            "This is for those who serve: coordinators, akims, their offices and moderators. A role is given "
            "by a link of invitation."
        )
    )


def in_private(username: str, _: Words) -> Screen:
    """The answer in a group."""
    ways = [InlineKeyboardButton(text=_.label("Open the private chat"), url=f"https://t.me/{username}")]
    return Screen(_("Send this in the private chat with me: /team, /setup, /audit."), rows(ways))
