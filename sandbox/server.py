"""The sandbox as a running server."""

from __future__ import annotations

from aiohttp import web

from sandbox import (
    people_chats,
    people_control,
    people_messages,
    people_reactions,
    people_taps,
    people_users,
    stream,
)
from sandbox.body import LARGEST
from sandbox.bot_api import BotApi
from sandbox.people import WORLD, explain
from sandbox.world import World

TOKEN = "1000001:SANDBOX"  # noqa: S105 - opens nothing but this sandbox


class Sandbox:
    def __init__(self, runner: web.AppRunner, world: World, port: int) -> None:
        self.world = world
        self.token = world.token
        self.url = f"http://127.0.0.1:{port}"
        self._runner = runner

    @classmethod
    async def start(cls, port: int = 0, token: str = TOKEN, *, rates: bool = True) -> Sandbox:
        world = World(token, rates=rates)
        runner = web.AppRunner(application(world), access_log=None, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        return cls(runner, world, runner.addresses[0][1])

    async def stop(self) -> None:
        self.world.clock.stop()
        self.world.events.close()
        self.world.updates.close()
        await self._runner.cleanup()


def application(world: World) -> web.Application:
    api = BotApi(world)
    app = web.Application(client_max_size=2 * LARGEST)
    app.router.add_route("*", "/bot{token}/{method}", api.serve)
    app.router.add_get("/file/bot{token}/{path:.+}", api.download)
    app.router.add_get("/", stream.page)
    app.router.add_get("/page/{path:.+}", stream.page)
    app.add_subapp("/sandbox/", _people(world))
    return app


def _people(world: World) -> web.Application:
    people = web.Application(middlewares=[explain], client_max_size=2 * LARGEST)
    people[WORLD] = world
    for module in (
        people_chats,
        people_control,
        people_messages,
        people_reactions,
        people_taps,
        people_users,
        stream,
    ):
        people.add_routes(module.routes)
    return people
