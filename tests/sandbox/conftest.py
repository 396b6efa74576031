"""A sandbox of its own for every test, with the bot's side (`api`) and the people's side (`client`)."""

import json
from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any

import aiohttp
import pytest

from sandbox.client import Client, Person
from sandbox.server import Sandbox


class Api:
    """The bot's side, as plain as it gets: forms, as libraries send them."""

    def __init__(self, sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
        self.sandbox = sandbox
        self.http = http
        self.offset = 0

    def url(self, method: str) -> str:
        return f"{self.sandbox.url}/bot{self.sandbox.token}/{method}"

    async def answer(self, method: str, **params: Any) -> dict[str, Any]:
        form = {key: value if isinstance(value, str) else json.dumps(value) for key, value in params.items()}
        async with self.http.post(self.url(method), data=form) as response:
            found: dict[str, Any] = await response.json()
            assert response.status == found.get("error_code", 200)
            return found

    async def ok(self, method: str, **params: Any) -> Any:
        answer = await self.answer(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    async def refused(self, method: str, **params: Any) -> str:
        answer = await self.answer(method, **params)
        assert not answer["ok"], answer
        return f"{answer['error_code']} {answer['description']}"

    async def say(self, chat: Any, text: str, **more: Any) -> Any:
        return await self.ok("sendMessage", chat_id=getattr(chat, "id", chat), text=text, **more)

    async def updates(self, **more: Any) -> list[dict[str, Any]]:
        """What is new, confirmed with the next call."""
        found: list[dict[str, Any]] = await self.ok("getUpdates", offset=self.offset, **more)
        self.offset = max([self.offset, *(update["update_id"] + 1 for update in found)])
        return found

    async def kinds(self, **more: Any) -> list[str]:
        return [next(key for key in update if key != "update_id") for update in await self.updates(**more)]

    async def upload(self, method: str, files: dict[str, tuple[str, bytes]], **params: Any) -> dict[str, Any]:
        form = aiohttp.FormData()
        for key, value in params.items():
            form.add_field(key, value if isinstance(value, str) else json.dumps(value))
        for key, (name, content) in files.items():
            form.add_field(key, BytesIO(content), filename=name)
        async with self.http.post(self.url(method), data=form) as response:
            found: dict[str, Any] = await response.json()
            return found


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    sandbox = await Sandbox.start(rates=False)
    yield sandbox
    await sandbox.stop()


@pytest.fixture
async def client(sandbox: Sandbox) -> AsyncIterator[Client]:
    async with Client(sandbox.url) as client:
        yield client


@pytest.fixture
async def api(sandbox: Sandbox) -> AsyncIterator[Api]:
    async with aiohttp.ClientSession() as http:
        yield Api(sandbox, http)


@pytest.fixture
async def aigul(client: Client) -> Person:
    person = await client.person("Айгүл", language_code="kk")
    await person.start()
    return person


@pytest.fixture
async def erlan(client: Client) -> Person:
    return await client.person("Ерлан", username="erlan_kz")


@pytest.fixture
async def group(client: Client, aigul: Person, erlan: Person) -> dict[str, Any]:
    """A supergroup where the bot is an ordinary member."""
    return await client.group("Модераторлар", owner=erlan, members=[aigul])
