"""Events as they happen (server-sent events), and the files of the page."""

from contextlib import suppress
from pathlib import Path

from aiohttp import web

from sandbox.people import world_of

PAGE = Path(__file__).resolve().with_name("page")

routes = web.RouteTableDef()


@routes.get("/events")
async def events(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"})
    listener = world_of(request).events.listen()
    try:
        with suppress(ConnectionResetError):  # the page was closed
            await response.prepare(request)
            await response.write(b": listening\n\n")
            while (line := await listener.get()) is not None:
                lines = [line]
                while not listener.empty() and (more := listener.get_nowait()) is not None:
                    lines.append(more)
                await response.write("".join([f"data: {each}\n\n" for each in lines]).encode())
    finally:
        world_of(request).events.leave(listener)
    return response


@routes.get("/files/{file_id}")
async def picture(request: web.Request) -> web.Response:
    file = world_of(request).files.find(request.match_info["file_id"])
    kind = "image/png" if file.kind == "photo" else "application/octet-stream"
    return web.Response(body=file.read(), content_type=kind)


async def page(request: web.Request) -> web.FileResponse:
    """Never kept by the browser: who changes the page wants to see the change."""
    path = (PAGE / request.match_info.get("path", "index.html")).resolve()
    if not path.is_relative_to(PAGE) or not path.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(path, headers={"Cache-Control": "no-cache, no-store"})
