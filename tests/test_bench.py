"""The comparison with a bare bot still runs, and says what it has found. No test asserts a time."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from bench.comparing import BARE, Plan, compare
from bench.programs import cores
from bench.telling import readme, summary

TINY = Plan(
    at_once=3,
    rounds=1,
    hurried=3,
    strolls=1,
    strolled=3,
    starts=1,
    sizes=(30,),
    profiled=3,
    searches=9,
    broadcast=20,
    reminded=40,
    counted=300,
    chosen=(5, 50),
    likened=40,
    digested=(40, 80),
)


async def test_both_bots_answer_the_same_people_and_the_figures_are_told(
    tmp_path: Path, postgres_server: Any
) -> None:
    postgres_server.psql("CREATE DATABASE bench;")
    plan = replace(TINY, postgres=postgres_server.get_uri(database="bench"))
    results = await compare(plan, tmp_path, cores()[1], say=lambda _: None)

    for name in (BARE, TINY.ours, "postgres"):
        assert all(measured.cpu > 0 for measured in [*results.hurried[name], *results.strolled.get(name, [])])
        assert results.memory[name] > 0
    assert sum(results.shares.values()) > 0.99
    assert results.broadcast is not None
    assert (len(results.broadcast.left), len(results.broadcast.arrived)) == (20, 20)
    assert results.broadcast.refused == 0
    for engine in ("SQLite", "PostgreSQL"):
        assert results.written[engine].letters == 40
        assert len(results.searched[engine].waits) == 9
        assert [one.ballots for one in results.cast[engine]] == [5, 50]
        assert len(results.liked[engine].waits) == 9
        assert [one.digest.reports for one in results.digested[engine]] == [40, 80]
        assert [one.sheet.reports for one in results.digested[engine]] == [40, 80]
    assert results.judged["kept apart"].recall > 0.5
    assert all(done.seconds > 0 and done.reading > 0 for done in results.counted)
    for told in (
        "this bot to bare",
        "letters to everybody",
        "letters of a reminder",
        "village search",
        "one choice",
        "looking for the same trouble",
        "the digest of a month",
        "the sheet of a year",
        "to reading it",
    ):
        assert told in summary(results)
    assert "6 updates" in readme(results, date(2026, 12, 16))
