"""The Bot API over HTTP: reads a call, checks it, does it, answers, and remembers all that."""

from collections.abc import Awaitable

from aiohttp import web

from sandbox import body, schema, troubles
from sandbox.call import Call
from sandbox.errors import ApiError, not_imitated
from sandbox.imitated import METHODS, NOT_IMITATED
from sandbox.parameters import Method, Upload, methods
from sandbox.wire import Encoded, Json, encode
from sandbox.world import World


class BotApi:
    def __init__(self, world: World) -> None:
        self.world = world
        self.methods = methods(schema.load())

    async def serve(self, request: web.Request) -> web.StreamResponse:
        token, name = request.match_info["token"], request.match_info["method"]
        if token != self.world.token:
            return _failed(ApiError(401, "Unauthorized"))
        method = self.methods.get(name.lower())
        call = Call(self.world, method.name if method else name)
        try:
            result = await self._perform(call, method, request)
        except ApiError as error:
            return self._refuse(call, error)
        except troubles.Reset:
            self._log(call, 0, "[sandbox] the connection was reset")
            return troubles.reset(request)
        except troubles.BadGateway as answer:
            self._log(call, 502, "[sandbox] Bad Gateway")
            return answer.response
        self._log(call, 200, None)
        result = result if isinstance(result, Encoded) else encode(result)
        return _json(f'{{"ok":true,"result":{result}}}', 200)

    async def download(self, request: web.Request) -> web.StreamResponse:
        file = self.world.files.at(request.match_info["path"])
        if request.match_info["token"] != self.world.token or file is None:
            return _failed(ApiError(404, "Not Found"))
        return web.Response(body=file.read(), content_type="application/octet-stream")

    async def _perform(self, call: Call, method: Method | None, request: web.Request) -> object:
        if method is None:
            raise ApiError(404, "Not Found: method not found", invalid=True)
        sent, call.uploads = await body.read(request)
        sent |= {name: upload for name, upload in call.uploads.items() if name in method.readers}
        call.params = sent
        call.params = method.read(sent)
        if method.name not in METHODS:
            raise not_imitated(method.name)
        for name in NOT_IMITATED & call.params.keys():
            raise not_imitated(f"the parameter {name}")
        if self.world.faults.armed:
            await troubles.before(call)
        result = METHODS[method.name](call)
        if isinstance(result, Awaitable):
            result = await result
        if self.world.faults.armed:
            troubles.after(call)
        return result

    def _refuse(self, call: Call, error: ApiError) -> web.Response:
        self.world.calls.invalid += error.invalid
        self._log(call, error.code, error.description)
        return _failed(error)

    def _log(self, call: Call, status: int, description: str | None) -> None:
        params = _shown(call.params) if call.uploads else call.params
        self.world.calls.add(self.world.clock.now(), call.method, params, status, description)


def _shown(params: Json) -> Json:
    return {name: value.name if isinstance(value, Upload) else value for name, value in params.items()}


def _failed(error: ApiError) -> web.Response:
    return _json(encode(error.body()), error.code)


def _json(text: str, status: int) -> web.Response:
    return web.Response(body=text.encode(), status=status, content_type="application/json")
