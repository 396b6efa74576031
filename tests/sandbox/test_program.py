"""python -m sandbox."""

import asyncio
import signal
import sys
from typing import Any

import aiohttp
import pytest

from sandbox import __main__ as program


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_it_prints_where_it_is_and_serves_until_it_is_stopped(number: signal.Signals) -> None:
    command = (sys.executable, "-m", "sandbox", "--port", "0", "--token", "77:ABC", "--no-rates")
    running = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert running.stdout is not None
    phones = (await running.stdout.readline()).decode()
    url = phones.split()[-1].rstrip("/")
    assert (await running.stdout.readline()).decode().split() == [
        "Bot:",
        f"TELEGRAM_API_URL={url}",
        "BOT_TOKEN=77:ABC",
    ]
    async with aiohttp.ClientSession() as http, http.get(f"{url}/bot77:ABC/getMe") as response:
        assert (await response.json())["result"]["id"] == 77
    running.send_signal(number)
    assert await running.wait() == 0


async def test_a_port_that_is_taken_is_said_in_a_sentence(sandbox: Any) -> None:
    port = sandbox.url.rpartition(":")[2]
    command = (sys.executable, "-m", "sandbox", "--port", port)
    running = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)
    _, error = await running.communicate()
    assert error.decode().splitlines()[0].startswith(f"Can't listen on port {port}: ")
    assert running.returncode == 1


def test_it_listens_on_port_8081_with_telegrams_pace_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "argv", ["sandbox"])
    given = program.arguments()
    assert (given.port, given.token, given.no_rates) == (8081, "1000001:SANDBOX", False)
