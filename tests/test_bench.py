"""The comparison with a bare bot still runs, and says what it has found. No test asserts a time."""

from datetime import date
from pathlib import Path

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


async def test_both_bots_answer_the_same_people_and_the_figures_are_told(tmp_path: Path) -> None:
    results = await compare(TINY, tmp_path, cores()[1], say=lambda _: None)

    for name in (BARE, TINY.ours):
        assert all(measured.cpu > 0 for measured in [*results.hurried[name], *results.strolled[name]])
        assert results.memory[name] > 0
    assert sum(results.shares.values()) > 0.99
    assert len(results.searched["SQLite"].waits) == 9
    assert results.broadcast is not None
    assert (len(results.broadcast.left), len(results.broadcast.arrived)) == (20, 20)
    assert results.broadcast.refused == 0
    assert "this bot to bare" in summary(results)
    assert results.written["SQLite"].letters == 40
    assert "letters to everybody" in summary(results)
    assert "letters of a reminder" in summary(results)
    assert "village search" in summary(results)
    assert [one.ballots for one in results.cast["SQLite"]] == [5, 50]
    assert "one choice" in summary(results)
    assert len(results.liked["SQLite"].waits) == 9
    assert results.judged["kept apart"].recall > 0.5
    assert "looking for the same trouble" in summary(results)
    assert [one.digest.reports for one in results.digested["SQLite"]] == [40, 80]
    assert "the digest of a month" in summary(results)
    assert [one.sheet.reports for one in results.digested["SQLite"]] == [40, 80]
    assert "the sheet of a year" in summary(results)
    assert all(done.seconds > 0 and done.reading > 0 for done in results.counted)
    assert "to reading it" in summary(results)
    assert "6 updates" in readme(results, date(2026, 12, 16))
