"""getUpdates, and webhooks as far as a bot on long polling meets them."""

from sandbox import schema
from sandbox.call import Call
from sandbox.errors import stricter
from sandbox.updates import MOST
from sandbox.wire import Encoded, Json

KINDS = schema.load().types["Update"].keys() - {"update_id"}


async def get_updates(call: Call) -> Encoded:
    if "allowed_updates" in call.params:
        call.world.updates.allow(_kinds(call.params["allowed_updates"] or []))
    limit = call.params.get("limit") or MOST
    return await call.world.updates.poll(
        call.params.get("offset") or 0,
        min(max(limit, 1), MOST),
        max(call.params.get("timeout") or 0, 0),
    )


def _kinds(wanted: list[str]) -> list[str]:
    if unknown := sorted(set(wanted) - KINDS):
        raise stricter(f"there are no updates of kind {', '.join(unknown)}")
    return wanted


def delete_webhook(call: Call) -> bool:
    if call.params.get("drop_pending_updates"):
        call.world.updates.drop()
    return True


def get_webhook_info(call: Call) -> Json:
    info: Json = {
        "url": "",
        "has_custom_certificate": False,
        "pending_update_count": len(call.world.updates),
    }
    allowed = call.world.updates.allowed
    return info | ({"allowed_updates": allowed} if allowed else {})
