"""Long reckoning is done in a process of its own, which ends with it: a thread would hold everybody up."""

import asyncio
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar, TypeVarTuple

R = TypeVar("R")
Given = TypeVarTuple("Given")


async def aside(work: Callable[[*Given], R], *given: *Given) -> R:
    """What `work` returns, or raises; it is a function of a module, and knows nothing but what it is given."""
    process = ProcessPoolExecutor(
        max_workers=1,
        mp_context=get_context("spawn"),
        initializer=signal.signal,
        initargs=(signal.SIGINT, signal.SIG_IGN),  # Ctrl+C is for the bot
    )
    try:
        return await asyncio.get_running_loop().run_in_executor(process, work, *given)
    finally:
        process.shutdown(wait=False)
