"""The strings behind the stage: clock, faults, the log of calls, raw updates."""

from dataclasses import fields

from aiohttp import web

from sandbox.faults import INVENTED, KINDS, Fault
from sandbox.people import Unfit, answer, number, sent, world_of
from sandbox.wire import Json
from sandbox.world import World

routes = web.RouteTableDef()

SETTABLE = {field.name for field in fields(Fault) if field.init} - {"id", "done"}


@routes.get("/me")
async def me(request: web.Request) -> web.Response:
    world = world_of(request)
    described = {"description": world.profile.read("description", "")}
    return answer(world.bot.shape | described)


@routes.get("/clock")
async def time(request: web.Request) -> web.Response:
    return answer({"now": world_of(request).clock.now()})


@routes.post("/clock")
async def advance(request: web.Request) -> web.Response:
    world, body = world_of(request), await sent(request)
    world.clock.advance(float(body["advance"]))
    world.events.emit("clock", None, now=world.clock.now())
    return answer({"now": world.clock.now()})


@routes.get("/faults")
async def faults(request: web.Request) -> web.Response:
    return answer([fault.shape for fault in world_of(request).faults.armed])


@routes.post("/faults")
async def arm(request: web.Request) -> web.Response:
    world, body = world_of(request), await sent(request)
    if body.get("kind") not in KINDS:
        raise Unfit(f"kind is one of {', '.join(sorted(KINDS))}")
    if unknown := body.keys() - SETTABLE:
        raise Unfit(f"a fault has no {', '.join(sorted(unknown))}")
    fault = Fault(**body)
    world.faults.add(fault)
    if fault.kind in INVENTED:
        _invent_updates(world, fault)
    return answer(fault.shape)


@routes.delete("/faults")
async def calm(request: web.Request) -> web.Response:
    world_of(request).faults.clear()
    return answer([])


@routes.get("/calls")
async def calls(request: web.Request) -> web.Response:
    query = request.query
    return answer(world_of(request).calls.since(number(query.get("after")), query.get("method") or None))


@routes.get("/summary")
async def summary(request: web.Request) -> web.Response:
    world = world_of(request)
    return answer(
        {
            "calls": world.calls.counts(),
            "limits_exceeded": world.rates.exceeded,
            "invalid_calls": world.calls.invalid,
            "pending_updates": len(world.updates),
        }
    )


@routes.post("/updates")
async def raw_update(request: web.Request) -> web.Response:
    return answer({"update_id": world_of(request).updates.add_raw(await sent(request))})


@routes.post("/settings")
async def settings(request: web.Request) -> web.Response:
    world, body = world_of(request), await sent(request)
    world.rates.enforced = bool(body.get("rates", world.rates.enforced))
    return answer({"rates": world.rates.enforced})


def _invent_updates(world: World, fault: Fault) -> None:
    for _ in range(fault.times or 1):
        world.updates.add_raw(_undecodable(world, fault))
        fault.done += 1


def _undecodable(world: World, fault: Fault) -> Json:
    """A message forwarded from a kind of origin that no library of today has heard of."""
    person = world.users.get(fault.chat_id or 0) or next(iter(world.users.values()), world.bot)
    message = {
        "message_id": 1,
        "from": person.shape,
        "chat": {"id": person.id, "type": "private", "first_name": person.first_name},
        "date": world.date(),
        "text": "…",
        "forward_origin": {"type": "not_yet_invented", "date": world.date()},
    }
    return {"message": message}
