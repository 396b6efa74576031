"""Every query is used, is given what it asks for, and runs on both engines without reading whole tables."""

import ast
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import asyncpg
import pytest
from aiosql.utils import VAR_REF

from bot.domain.reports import State
from storage.database import SQL
from storage.migrating import migrations

STORAGE = SQL.parent
RETURNS = {"^": "one", "!": "run", "*!": "many", "": "all"}

# Few rows, or none that residents add to: a whole read costs the same whatever their number.
SMALL = {
    "territories",
    "quarantine",
    "key_in_use",
    "groups",
    "served",
    "bindings",
    "roles",
    "subscriptions",  # of who serves
    "invitations",
    "audit",
    "elections",
    "consultations",
    "meetings",
    "targets",
    "announcements",
    "works",
    "concerned",  # by what is open in one place
}
# Asked once in years, when the key changes, and by the operator, who has the accounting checked.
WHOLE = {
    "accounts",
    "tallies_day_by_day",
    "tallies_together",
    "buckets_counted",
    "reasons_day_by_day",
    "reasons_together",
    "reasons_counted",
}


@dataclass(frozen=True)
class Query:
    name: str
    method: str
    sql: str

    @property
    def asks_for(self) -> set[str]:
        found = (match.groupdict() for match in VAR_REF.finditer(self.sql))
        return {match["var_name"] for match in found if not match["squote"] and not match["dquote"]}


def written() -> Iterator[Query]:
    for file in sorted(SQL.glob("*.sql")):
        _, *parts = re.split(r"^-- name: ", file.read_text("utf-8"), flags=re.MULTILINE)
        for part in parts:
            head, _, sql = part.partition("\n")
            name, operation = re.fullmatch(r"(\w+?)(\^|!|\*!|)", head.strip()).groups()  # type: ignore[union-attr]
            yield Query(name, RETURNS[operation], sql.strip().rstrip(";"))


QUERIES = {query.name: query for query in written()}


@dataclass(frozen=True)
class Call:
    """A query asked for in the code; `gives` is None where the values come from elsewhere."""

    where: str
    name: str
    method: str
    gives: frozenset[str] | None


def calls() -> Iterator[Call]:
    for file in sorted(STORAGE.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            if isinstance(node.func, ast.Attribute) and node.func.attr in RETURNS.values():
                method, first = node.func.attr, node.args[:1]
            elif isinstance(node.func, ast.Name) and node.func.id == "_one":
                method, first = "one", node.args[1:2]
            else:
                continue
            names = [
                part.value
                for argument in first
                for part in ast.walk(argument)
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
            ]
            gives = _gives(node)
            yield from (Call(f"{file.name}:{node.lineno}", name, method, gives) for name in names)


def _gives(call: ast.Call) -> frozenset[str] | None:
    """The names of the values given by keyword or as a dictionary written out."""
    given = {keyword.arg for keyword in call.keywords}
    for argument in call.args[1:]:
        if isinstance(argument, ast.Dict):
            given |= {key.value for key in argument.keys if isinstance(key, ast.Constant)}
    if None in given or not given or "rows" in given:
        return None
    return frozenset(name for name in given if name is not None)


CALLS = sorted(calls(), key=lambda call: call.where)


def test_no_two_queries_share_a_name() -> None:
    names = [query.name for query in written()]

    assert len(names) == len(set(names))


def test_every_query_asked_for_is_there_and_every_query_there_is_asked_for() -> None:
    assert {call.name for call in CALLS} == set(QUERIES)


@pytest.mark.parametrize("call", CALLS, ids=lambda call: f"{call.where}-{call.name}")
def test_a_query_is_called_for_what_it_returns_and_given_what_it_asks_for(call: Call) -> None:
    query = QUERIES[call.name]

    assert call.method == query.method
    if call.gives is not None:
        assert call.gives == query.asks_for


def test_most_calls_write_their_values_out() -> None:
    """Else the test above would see nothing."""
    assert sum(call.gives is None for call in CALLS) < len(CALLS) / 4


@pytest.fixture(scope="module")
def schema() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as db:
        for migration in migrations():
            db.executescript(migration.sql)
        yield db


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_no_question_reads_the_whole_of_a_table_that_grows(query: Query, schema: sqlite3.Connection) -> None:
    nothing = dict.fromkeys(query.asks_for)
    plan = [step[3] for step in schema.execute(f"EXPLAIN QUERY PLAN {query.sql}", nothing)]

    scans = {step.split()[1] for step in plan if step.startswith("SCAN") and "CONSTANT ROW" not in step}
    assert query.name in WHOLE or scans <= SMALL, plan


@pytest.mark.parametrize("name", ["due_letters", "next_due", "expire_letters", "forget_letters"])
def test_the_next_few_letters_are_found_without_sorting_all(name: str, schema: sqlite3.Connection) -> None:
    query = QUERIES[name]
    nothing = dict.fromkeys(query.asks_for)
    plan = " ".join(step[3] for step in schema.execute(f"EXPLAIN QUERY PLAN {query.sql}", nothing))

    assert "INDEX letters_" in plan
    assert "TEMP B-TREE" not in plan


async def test_postgresql_understands_every_query(postgres_sample: str) -> None:
    db = await asyncpg.connect(postgres_sample)
    for query in QUERIES.values():
        values = sorted(query.asks_for)
        numbered = re.sub(r"(?<!:):(\w+)", lambda name: f"${values.index(name[1]) + 1}", query.sql)  # noqa: B023
        prepared = await db.prepare(numbered)
        assert {kind.name for kind in prepared.get_parameters()} <= {"text", "int8", "float8"}, query.name
    await db.close()


@pytest.mark.parametrize("name", ["last_resident", "write_reminders", "write_announcements"])
def test_the_next_part_of_a_broadcast_begins_where_the_last_one_ended(
    name: str, schema: sqlite3.Connection
) -> None:
    """And does not read through the people who have their letters."""
    query = QUERIES[name]
    plan = [
        step[3] for step in schema.execute(f"EXPLAIN QUERY PLAN {query.sql}", dict.fromkeys(query.asks_for))
    ]
    assert "(village=? AND id>?" in plan[0]


def test_what_queries_hold_for_open_is_what_the_rules_do() -> None:
    lists = re.findall(r"IN \(([^()]*'in_review'[^()]*)\)", "\n".join(query.sql for query in written()))
    told = [set(re.findall(r"'(\w+)'", one)) for one in lists]
    assert told
    assert all(one == {state.value for state in State if state.open} for one in told)
