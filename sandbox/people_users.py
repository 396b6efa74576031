"""People: they appear, block, unblock, go away."""

from aiohttp import web

from sandbox.people import Unfit, answer, person, sent, world_of
from sandbox.relations import block, unblock

routes = web.RouteTableDef()

NAMES = ("first_name", "last_name", "username", "language_code")


@routes.post("/users")
async def appear(request: web.Request) -> web.Response:
    world, body = world_of(request), await sent(request)
    if not body.get("first_name"):
        raise Unfit("a person has a first_name")
    if body.get("id") in world.users:
        raise Unfit(f"there is a user {body['id']} already")
    user = world.add_user(id=body.get("id"), **{name: body.get(name) for name in NAMES})
    world.events.emit("member", None, user=user.shape)
    return answer(user.shape)


@routes.get("/users")
async def everyone(request: web.Request) -> web.Response:
    return answer([user.shape for user in world_of(request).users.values()])


@routes.post("/users/{user_id}/{change:block|unblock|deactivate}")
async def change(request: web.Request) -> web.Response:
    world = world_of(request)
    user = person(world, int(request.match_info["user_id"]))
    if request.match_info["change"] == "deactivate":
        user.deactivated = True
    else:
        {"block": block, "unblock": unblock}[request.match_info["change"]](world, user)
    return answer(user.shape)
