"""Setting a territory up, step by step."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.services.roles import RoleService
from bot.services.setups import SetupService
from bot.services.territories import TerritoryService
from bot.telegram import Telegram
from bot.views import roles as role_views
from bot.views import setups as views
from bot.views.callbacks.setups import AkimsButton, SetupButton, TrialButton
from bot.visits import Visit
from handlers.showing import replace
from handlers.staff import acting, new_seed


async def setup_asked(
    message: Message,
    roles: RoleService,
    setups: SetupService,
    territories: TerritoryService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    """Of the only territory they serve; else the team's list leads to it."""
    holder, _ = await roles.holder(visit.telegram_id, visit.now), visit.words
    served = list(dict.fromkeys(grant.kato for grant in holder.grants))
    if not holder.serves:
        await telegram.send(visit.chat_id, role_views.not_serving(_))
    elif len(served) == 1:
        setup = await setups.setup(visit.telegram_id, served[0], visit.now)
        await telegram.send(visit.chat_id, views.checklist(setup, await telegram.username(), new_seed(), _))
    else:
        listed = (
            await territories.named(served) if served else (await territories.listing("", _.language)).listed
        )
        await telegram.send(visit.chat_id, role_views.territories_of(listed, 0, _))


async def setup_opened(
    call: CallbackQuery, callback_data: SetupButton, setups: SetupService, telegram: Telegram, visit: Visit
) -> None:
    setup = await setups.setup(visit.telegram_id, callback_data.kato, visit.now)
    screen = views.checklist(setup, await telegram.username(), new_seed(), visit.words)
    await replace(call, telegram, screen)


async def akims_asked(
    call: CallbackQuery, callback_data: AkimsButton, setups: SetupService, telegram: Telegram, visit: Visit
) -> None:
    setup = await setups.setup(visit.telegram_id, callback_data.kato, visit.now)
    await replace(call, telegram, views.whose_akim(setup, callback_data.page, visit.words))


async def test_pressed(
    call: CallbackQuery, callback_data: TrialButton, setups: SetupService, telegram: Telegram, visit: Visit
) -> None:
    text, kato = views.trial_text(visit.words), callback_data.kato
    report = await setups.test(acting(call), kato, text, callback_data.seed, visit.now)
    await replace(call, telegram, views.trial_sent(report, kato, visit.words))


def router() -> Router:
    router = Router(name="setups")
    router.message.register(setup_asked, Command("setup"))
    router.callback_query.register(setup_opened, SetupButton.filter())
    router.callback_query.register(akims_asked, AkimsButton.filter())
    router.callback_query.register(test_pressed, TrialButton.filter())
    return router
