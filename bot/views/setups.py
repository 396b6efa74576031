"""Setting a territory up: what is done and what is next."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.domain.reports import Report
from bot.domain.roles import Role
from bot.domain.setups import Progress, Setup, SetupStep
from bot.domain.territories import Level, Territory
from bot.i18n import Html, Words, joined
from bot.views import clocks, templates
from bot.views.callbacks.groups import PosterButton
from bot.views.callbacks.roles import RoleButton, TeamButton
from bot.views.callbacks.setups import AkimsButton, SetupButton, TrialButton
from bot.views.lists import page_of
from bot.views.names import spot_name
from bot.views.screens import Button, Screen, button, rows

NAMED = 5  # units without something, of a district


def checklist(setup: Setup, username: str, seed: int, _: Words, above: Html | None = None) -> Screen:
    """`seed` makes two presses of the test's button one test."""
    names = {
        SetupStep.GROUP: _("Moderators' group"),
        SetupStep.AKIM: _("The akim takes part"),
        SetupStep.TEST: _("Test report"),
        SetupStep.POSTER: _("Poster for the notice board"),
    }
    hints = {
        SetupStep.GROUP: _(
            "Next: make a group of moderators in Telegram and add me to it with the button. If no code comes "
            "there, send /bind."
        ),
        SetupStep.AKIM: _("Next: invite the akim by a link."),
        SetupStep.TEST: _(
            "Next: send a test report and see how it looks in the group. It is counted nowhere."
        ),
        SetupStep.POSTER: _("Next: print the poster, so that residents find the bot."),
    }
    lines = [
        f"{'✅' if setup.steps[step].complete else '◻️'} {names[step]}{_count(setup.steps[step])}"
        for step in SetupStep
    ]
    lacking = [
        _("Without a group: {places}", places=_listed(setup.without_group, _))
        if setup.without_group
        else None,
        _("Without an akim: {places}", places=_listed(setup.without_akim, _)) if setup.without_akim else None,
    ]
    whole = setup.spot.territory.level is Level.DISTRICT
    hint = hints[setup.next] if setup.next else _("All is ready: residents can report.")
    head = _("<b>Set-up · {place}</b>", place=spot_name(setup.spot, _))
    text = joined([above, head, Html("\n".join(lines)), *(lacking if whole else []), hint])
    return Screen(text, rows(*_ways(setup, username, seed, _)))


def _ways(setup: Setup, username: str, seed: int, _: Words) -> list[list[Button]]:
    """What is not done yet; the test and the poster also again."""
    territory = setup.spot.territory
    kato = territory.kato
    adding = InlineKeyboardButton(
        text="➕ " + _.label("Add me to a group"), url=f"https://t.me/{username}?startgroup=bind"
    )
    akim = RoleButton(kato=kato, role=Role.AKIM) if territory.level is Level.UNIT else AkimsButton(kato=kato)
    ways: list[list[Button]] = []
    if setup.without_group:
        ways.append([adding])
    if setup.without_akim:
        ways.append([button("👤 " + _.label("Invite the akim"), akim)])
    if setup.steps[SetupStep.GROUP].done:
        ways.append([button("🧪 " + _.label("Test report"), TrialButton(kato=kato, seed=seed))])
    ways.append([button("🖨 " + _.label("Poster"), PosterButton(kato=kato))])
    ways.append([clocks.way(kato, _)])
    ways.append([templates.way(kato, _)])
    ways.append([button("👥 " + _.label("Team"), TeamButton(kato=kato))])
    return ways


def _count(progress: Progress) -> str:
    return f" · {progress.done} / {progress.of}" if progress.of > 1 else ""


def _listed(units: Sequence[Territory], _: Words) -> str:
    """So many that the message stays short."""
    names = ", ".join(one.name(_.language) for one in units[:NAMED])
    return names if len(units) <= NAMED else f"{names} …"


def whose_akim(setup: Setup, page: int, _: Words) -> Screen:
    kato = setup.spot.territory.kato
    units = page_of(
        setup.without_akim,
        page,
        lambda one: RoleButton(kato=one.kato, role=Role.AKIM),
        lambda to: AkimsButton(kato=kato, page=to),
        _,
    )
    back = [button("← " + _.label("Back"), SetupButton(kato=kato))]
    return Screen(_("Whose akim do you invite?"), rows(*units, back))


def trial_text(_: Words) -> str:
    return _.plain("This is a test report, to see whether everything works. It is counted nowhere.")


def trial_sent(report: Report, kato: str, _: Words) -> Screen:
    return Screen(
        _(
            "🧪 Test report № {number} is on its way to the group. Press the buttons under it there: what a "
            "resident would be told is told to you here.",
            number=report.number,
        ),
        rows([button("← " + _.label("Set-up"), SetupButton(kato=kato))]),
    )
