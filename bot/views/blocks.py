"""Blocking: what coordinators are asked, never about whom; and what the person is told."""

from datetime import datetime

from bot.domain.blocks import Block, BlockState, Case, Verdict
from bot.i18n import Html, Words, escaped, joined
from bot.views.callbacks.triage import BlockButton
from bot.views.names import reason_label
from bot.views.screens import Button, Screen, button, rows


def case(case: Case, place: str, now: datetime, _: Words) -> Screen:
    """How it stands, and what can be decided now."""
    block = case.block

    def offer(label: str, verdict: Verdict) -> Button:
        return button(label, BlockButton(block=block.id, verdict=verdict))

    blocking = offer("🚫 " + _.label("Block for 30 days"), Verdict.BLOCK)
    if block.in_force(now):
        assert block.until is not None
        standing = _(
            "🚫 New reports of this resident are refused until {day}. Earlier ones go on.",
            day=_.day(block.until),
        )
        buttons = [[offer("↩️ " + _.label("Unblock"), Verdict.LIFT)]]
    elif block.state is BlockState.ASKED:
        standing = _(
            "Shall new reports of this resident be refused for 30 days? Earlier ones go on. They will be told."
        )
        buttons = [[blocking], [offer(_.label("Leave it so"), Verdict.LEAVE)]]
    else:
        standing = _("This resident may report.")
        buttons = [[blocking]]
    head = _.n(
        "⚠️ <b>{place}</b>: of one resident's reports {count} is held.",
        "⚠️ <b>{place}</b>: of one resident's reports {count} were held within a month.",
        len(case.held),
        place=place,
    )
    listed = Html("\n".join(escaped(f"№ {one.number} · {reason_label(one.reason, _)}") for one in case.held))
    return Screen(joined([head, listed, standing]), rows(*buttons))


def blocked(block: Block, contact: str, _: Words) -> Screen:
    assert block.since is not None
    assert block.until is not None
    return Screen(
        joined(
            [
                refusal(block.since, block.until, contact, _),
                _("Reports already sent go on: /my. You will be told here when this is over."),
            ]
        )
    )


def refusal(since: datetime, until: datetime, contact: str, _: Words) -> Html:
    """Also for a pop-up."""
    return _(
        "You cannot send new reports from {since} to {until}: several of yours were held. To object: {contact}",
        since=_.day(since),
        until=_.day(until),
        contact=contact,
    )


def ended(_: Words) -> Screen:
    return Screen(_("You can send new reports again: /report."))
