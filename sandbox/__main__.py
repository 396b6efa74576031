"""python -m sandbox: a local Telegram until Ctrl+C."""

import argparse
import asyncio
import signal

from sandbox.server import TOKEN, Sandbox


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m sandbox", description="A local Telegram, for trying a bot."
    )
    parser.add_argument("--port", type=int, default=8081, help="where to listen on 127.0.0.1 (8081; 0: any)")
    parser.add_argument("--token", default=TOKEN, help=f"the bot's token ({TOKEN})")
    parser.add_argument("--no-rates", action="store_true", help="do not hold the bot to Telegram's pace")
    return parser.parse_args()


async def serve(given: argparse.Namespace) -> None:
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    try:
        sandbox = await Sandbox.start(given.port, given.token, rates=not given.no_rates)
    except OSError as error:
        raise SystemExit(f"Can't listen on port {given.port}: {error.strerror}") from error
    print(f"Phones: {sandbox.url}/", flush=True)  # noqa: T201
    print(f"Bot:    TELEGRAM_API_URL={sandbox.url} BOT_TOKEN={sandbox.token}", flush=True)  # noqa: T201
    await stopped.wait()
    await sandbox.stop()


if __name__ == "__main__":
    asyncio.run(serve(arguments()))
