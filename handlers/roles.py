"""Those who serve: the team, invitations, accepting one, ending a role."""

from aiogram import F, Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message

from bot.domain.groups import NotAllowed
from bot.domain.numbers import end_of_day
from bot.domain.roles import Role, until
from bot.domain.territories import Level, Territory
from bot.services.people import PeopleService
from bot.services.roles import RoleService
from bot.services.territories import TerritoryService
from bot.telegram import Telegram
from bot.views import roles as views
from bot.views.callbacks.roles import (
    EndButton,
    InviteButton,
    JoinButton,
    RoleButton,
    TakeBackButton,
    TeamButton,
    TermButton,
)
from bot.views.screens import Screen
from bot.visits import Visit
from handlers.filters import Choosing, Has, OnlyServes
from handlers.showing import replace
from handlers.staff import acting, new_seed

AWAITING_DAY = "until"


async def team_asked(
    message: Message, roles: RoleService, territories: TerritoryService, telegram: Telegram, visit: Visit
) -> None:
    await visit.end()
    if (await roles.holder(visit.telegram_id, visit.now)).serves:
        screen = await _team(TeamButton(), roles, territories, visit)
    else:
        screen = views.not_serving(visit.words)
    await telegram.send(visit.chat_id, screen)


async def team_opened(
    call: CallbackQuery,
    callback_data: TeamButton,
    roles: RoleService,
    territories: TerritoryService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    await visit.end()
    await replace(call, telegram, await _team(callback_data, roles, territories, visit))


async def _team(where: TeamButton, roles: RoleService, territories: TerritoryService, visit: Visit) -> Screen:
    """Of what they serve, or one of it; an administrator goes through the country. Raises NotAllowed."""
    holder, _ = await roles.holder(visit.telegram_id, visit.now), visit.words
    if not holder.serves:
        raise NotAllowed
    served = list(dict.fromkeys(grant.kato for grant in holder.grants))
    if not where.kato and holder.administers:
        listing = await territories.listing("", _.language)
        return views.territories_of(listing.listed, where.page, _)
    if not where.kato and len(served) > 1:
        return views.territories_of(await territories.named(served), where.page, _)
    kato = where.kato or served[0]
    team = await roles.team(visit.telegram_id, kato, visit.now)
    inside: list[Territory] = []
    if team.spot.territory.level in (Level.REGION, Level.DISTRICT):
        inside = list((await territories.listing(kato, _.language)).listed)
    seen = [one.kato for one in team.spot.above if holder.administers or one.kato in served]
    back = seen[0] if seen else "" if holder.administers or len(served) > 1 else None
    return views.team(team, inside, where.page, back, _)


async def inviting(
    call: CallbackQuery, callback_data: InviteButton, roles: RoleService, telegram: Telegram, visit: Visit
) -> None:
    await visit.end()
    team = await roles.team(visit.telegram_id, callback_data.kato, visit.now)
    if not team.gives:
        raise NotAllowed
    await replace(call, telegram, views.which_role(team.spot, team.gives, visit.words))


async def role_chosen(
    call: CallbackQuery, callback_data: RoleButton, roles: RoleService, telegram: Telegram, visit: Visit
) -> None:
    """The last day is a button, or is written."""
    role, kato = callback_data.role, callback_data.kato
    team = await roles.team(visit.telegram_id, kato, visit.now)
    if role not in team.gives:
        raise NotAllowed
    akim = next((one.name or "…" for one in team.grants if one.role is role is Role.AKIM), None)
    shown = await replace(call, telegram, views.which_term(team.spot, role, new_seed(), akim, visit.words))
    await visit.enter(f"{AWAITING_DAY}:{kato} {role} {shown}")


async def term_chosen(
    call: CallbackQuery, callback_data: TermButton, roles: RoleService, telegram: Telegram, visit: Visit
) -> None:
    role, kato, seed = callback_data.role, callback_data.kato, f"{callback_data.seed}"
    end = until(role, callback_data.term, visit.now)
    offer, token = await roles.invite(acting(call), role, kato, end, seed, visit.now)
    await visit.end()
    link = await _link(telegram, token)
    await replace(call, telegram, views.made(offer, link, visit.words))


async def day_written(
    message: Message, about: str, roles: RoleService, telegram: Telegram, visit: Visit
) -> None:
    kato, role, question = about.split(" ")
    end = end_of_day(message.text or "")
    seed = f"day {message.message_id}"
    offer, token = await roles.invite(acting(message), Role(role), kato, end, seed, visit.now)
    await visit.end()
    link = await _link(telegram, token)
    await telegram.send(visit.chat_id, views.made(offer, link, visit.words))
    await telegram.delete(visit.chat_id, int(question))


async def _link(telegram: Telegram, token: str) -> str:
    return f"https://t.me/{await telegram.username()}?start=i{token}"


async def invitation_opened(
    message: Message,
    command: CommandObject,
    people: PeopleService,
    roles: RoleService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    if visit.person is not None:
        await people.came_back(visit.telegram_id, visit.now)
    token = (command.args or "").removeprefix("i")
    offer = await roles.offered(visit.telegram_id, token, visit.now)
    if offer.invitation.accepted_by is None:
        screen = views.invitation(offer, token, visit.words)
    else:
        screen = views.joined_team(offer, visit.words, already=True)
    await telegram.send(visit.chat_id, screen)


async def invitation_answered(
    call: CallbackQuery, callback_data: JoinButton, roles: RoleService, telegram: Telegram, visit: Visit
) -> None:
    if not callback_data.agreed:
        await replace(call, telegram, views.declined(visit.words))
        return
    offer = await roles.join(acting(call), callback_data.token, visit.now)
    await replace(call, telegram, views.joined_team(offer, visit.words))


async def end_pressed(
    call: CallbackQuery,
    callback_data: EndButton,
    roles: RoleService,
    territories: TerritoryService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    if callback_data.sure:
        grant = await roles.end(acting(call), callback_data.grant, visit.now)
        screen = views.ended
    else:
        grant = await roles.ending(visit.telegram_id, callback_data.grant, visit.now)
        screen = views.sure_to_end
    await replace(call, telegram, screen(grant, await territories.spot(grant.kato), visit.words))


async def taken_back(
    call: CallbackQuery,
    callback_data: TakeBackButton,
    roles: RoleService,
    territories: TerritoryService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    taken = await roles.withdraw(acting(call), callback_data.invitation, visit.now)
    screen = await _team(TeamButton(kato=taken.kato), roles, territories, visit)
    await replace(call, telegram, screen)


async def words_written(message: Message, telegram: Telegram, visit: Visit) -> None:
    await telegram.send(visit.chat_id, views.nothing_asked(visit.words))


def words_router() -> Router:
    """What they write when nothing is asked of them."""
    router = Router(name="words of those who serve")
    router.message.register(words_written, Has("text"), OnlyServes())
    return router


def router() -> Router:
    router = Router(name="roles")
    invited = CommandStart(deep_link=True, magic=F.args.startswith("i"))
    router.message.register(invitation_opened, invited)
    router.message.register(team_asked, Command("team"))
    router.message.register(day_written, Choosing(AWAITING_DAY))
    router.callback_query.register(team_opened, TeamButton.filter())
    router.callback_query.register(inviting, InviteButton.filter())
    router.callback_query.register(role_chosen, RoleButton.filter())
    router.callback_query.register(term_chosen, TermButton.filter())
    router.callback_query.register(invitation_answered, JoinButton.filter())
    router.callback_query.register(end_pressed, EndButton.filter())
    router.callback_query.register(taken_back, TakeBackButton.filter())
    return router
