"""Counts a consultation anew: what people support, and what wins by which rule.

The bot counts with this very file and publishes it beside every result, so that whoever doubts one can do the same:

    python3 recount.py FILE.pb

FILE.pb is in the format of Pabulib (https://pabulib.org/format). Python 3.11 or newer is enough, nothing is to be
installed, and nothing is sent anywhere. All arithmetic is exact. Where options stood equal and that decided, the
result says so.
"""

import csv
import re
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from heapq import heapify, heappop, heappush
from itertools import groupby, zip_longest
from math import lcm
from operator import mul

Number = int | Fraction
Chosen = tuple[str, ...]  # the ids of the options, sorted
Points = tuple[tuple[str, Number], ...]  # the same, each with its points
Ballot = Chosen | Points

KINDS = ("approval", "choose-1", "cumulative")
SECTIONS = {"META": ("key", "value"), "PROJECTS": ("project_id", "cost"), "VOTES": ("voter_id", "vote")}
NUMBER = re.compile(r"[0-9]{1,15}([.,][0-9]{1,6})?")


class BadFile(Exception):
    """Cannot be counted; the line is where that was seen."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(f"line {line}: {problem}")
        self.line, self.problem = line, problem


@dataclass(frozen=True)
class Option:
    id: str
    name: str
    cost: Number


@dataclass(frozen=True)
class Poll:
    """What META says, but for how many options and ballots there are; the options in the order of the file; and how
    many people cast each ballot. Ballots are Points in a cumulative poll, else Chosen.
    """

    meta: Mapping[str, str]
    options: tuple[Option, ...]
    ballots: Mapping[Ballot, int]

    @property
    def cumulative(self) -> bool:
        return self.meta["vote_type"] == "cumulative"

    @property
    def budget(self) -> Number:
        return _number(self.meta["budget"])

    @property
    def people(self) -> int:
        return sum(self.ballots.values())


@dataclass(frozen=True)
class Result:
    """The winners as they were taken; and options that stood equal, of which one won and another did not. What has
    most is the exception: there all equals win, and are named here too.
    """

    winners: tuple[str, ...]
    ties: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Share:
    """Of the points for an option, over all ballots; `percent` is the median, scaled so that all make 100 together."""

    mean: Fraction
    median: Fraction
    percent: int


def support(poll: Poll) -> dict[str, Number]:
    """How many people chose each option, or how many points they gave it; in the order of the file."""
    found: dict[str, Number] = {option.id: 0 for option in poll.options}
    for ballot, people in poll.ballots.items():
        for one in ballot:
            name, points = _given(one)
            found[name] += points * people
    return found


def _given(one: str | tuple[str, Number]) -> tuple[str, Number]:
    return (one, 1) if isinstance(one, str) else one


def ranking(poll: Poll) -> list[tuple[str, ...]]:
    """Most support first; equals share a place, in the order of the file."""
    found = support(poll)
    ordered = sorted(found, key=lambda name: -found[name])
    return [tuple(names) for _, names in groupby(ordered, key=lambda name: found[name])]


def most(poll: Poll) -> Result:
    """Plurality, or approval voting where people may choose several: what has most wins, and equals together."""
    found = support(poll)
    best = max(found.values(), default=0)
    first = tuple(name for name in found if found[name] == best > 0)
    return Result(first, (first,) if len(first) > 1 else ())


def greedy(poll: Poll) -> Result:
    """By support, what fits into the rest of the budget is taken, and what does not is passed over. Of equals the
    first in the file comes first.
    """
    return completed(poll, Result(()))


def completed(poll: Poll, shared: Result) -> Result:
    """What `shared` has left of the budget is spent greedily."""
    cost = {option.id: option.cost for option in poll.options}
    winners, ties = list(shared.winners), list(shared.ties)
    left = poll.budget - sum(cost[name] for name in winners)
    for names in ranking(poll):
        fitting = [name for name in names if name not in winners and cost[name] <= left]
        if sum(cost[name] for name in fitting) > left:
            ties.append(tuple(fitting))
        for name in fitting:
            if cost[name] <= left:
                winners.append(name)
                left -= cost[name]
    return Result(tuple(winners), tuple(ties))


def equal_shares(poll: Poll) -> Result:
    """The Method of Equal Shares, where a project is worth to its supporters what it costs. All who voted get the
    same share of the budget. A project is paid by its supporters: all pay alike, or what they have left if that is
    less. Next comes the project of which each of them pays the smallest part, until none can be paid. Of equals the
    cheapest comes first, then the most supported, then the first in the file.
    """
    purses = _Purses(poll)
    queue = purses.backings()
    heapify(queue)
    taken: list[list[str]] = []  # each winner, with those that stood equal then
    while queue:
        equals: list[_Backing] = []
        while queue and (not equals or queue[0].part == equals[0].part):
            backing = heappop(queue)
            if backing.settled == len(taken):
                equals.append(backing)
            elif purses.settle(backing, len(taken), queue[0].part if queue else Fraction(1)):
                heappush(queue, backing)
        if equals:
            winner, *others = sorted(equals)
            purses.pay(winner)
            taken.append([poll.options[backing.place].id for backing in (winner, *others)])
            for backing in others:
                heappush(queue, backing)
    winners = tuple(names[0] for names in taken)
    ties: list[tuple[str, ...]] = []
    for names in taken:
        if not set(names) <= set(winners) and not any(set(names) <= set(tie) for tie in ties):
            ties.append(tuple(names))
    return Result(winners, tuple(ties))


@dataclass(order=True)
class _Backing:
    """A project and the groups of people who support it: some pay alike, the others give all they have. Purses only
    get emptier, so the part of the cost that each of the first pays only grows, and nobody comes back to them.
    """

    part: Fraction  # at least
    cost: int
    rank: int  # the more supporters, the lower
    place: int
    alike: list[int] = field(compare=False)
    heads: int = field(compare=False)  # how many people these are
    emptied: list[int] = field(compare=False, default_factory=list)
    settled: int = field(compare=False, default=-1)  # `part` was exact when so many had won


class _Purses:
    """What each person of a group has left, in parts of money that get finer with every payment: so all are whole
    numbers, with which one counts quicker than with fractions.
    """

    def __init__(self, poll: Poll) -> None:
        self.poll, self.heads = poll, list(poll.ballots.values())
        self.whole = lcm(poll.budget.denominator, *(option.cost.denominator for option in poll.options))
        self.finer = poll.people
        self.purses = [int(poll.budget * self.whole)] * len(self.heads)

    def backings(self) -> list[_Backing]:
        """Of what costs something and has supporters."""
        groups: dict[str, list[int]] = {option.id: [] for option in self.poll.options}
        for group, ballot in enumerate(self.poll.ballots):
            for one in ballot:
                groups[_given(one)[0]].append(group)
        found = []
        for place, option in enumerate(self.poll.options):
            heads = sum(self.heads[group] for group in groups[option.id])
            if heads and option.cost:
                cost = int(option.cost * self.whole)
                found.append(_Backing(Fraction(1, heads), cost, -heads, place, groups[option.id], heads))
        return found

    def settle(self, backing: _Backing, taken: int, limit: Fraction) -> bool:
        """Finds the part that each pays, or that it is beyond the limit. False if they cannot pay the project."""
        purses, cost = self.purses, backing.cost * self.finer
        backing.emptied = [group for group in backing.emptied if purses[group]]
        owed = cost - self._together(backing.emptied)
        while backing.heads:
            backing.part = Fraction(owed, backing.heads * cost)
            if backing.part > limit:
                return True
            each = -(-owed // backing.heads)
            short = [group for group in backing.alike if purses[group] < each]
            if not short:
                backing.settled = taken
                return True
            backing.alike = [group for group in backing.alike if purses[group] >= each]
            backing.heads -= sum(self.heads[group] for group in short)
            backing.emptied += short
            owed -= self._together(short)
        return False

    def pay(self, backing: _Backing) -> None:
        each, finer = (backing.part * backing.cost * self.finer).as_integer_ratio()
        self.finer *= finer
        self.purses = purses = [purse * finer for purse in self.purses]
        for group in backing.alike:
            purses[group] -= each
        for group in backing.emptied:
            purses[group] = 0

    def _together(self, groups: list[int]) -> int:
        return sum(map(mul, map(self.purses.__getitem__, groups), map(self.heads.__getitem__, groups)))


def shares(poll: Poll) -> dict[str, Share]:
    """Of the points of a cumulative poll; who gave an option none counts as nought. What rounding leaves of the 100
    goes to the largest remainders, of equal ones to the first in the file.
    """
    given: dict[str, list[Number]] = {option.id: [] for option in poll.options}
    for ballot, people in poll.ballots.items():
        for name, points in map(_given, ballot):
            given[name] += [points] * people
    medians = {name: _median(points, poll.people) for name, points in given.items()}
    scaled = {name: 100 * median / (sum(medians.values()) or 1) for name, median in medians.items()}
    percents = {name: int(exact) for name, exact in scaled.items()}
    left = int(sum(scaled.values())) - sum(percents.values())
    for name in sorted(scaled, key=lambda name: percents[name] - scaled[name])[:left]:
        percents[name] += 1
    means = {name: Fraction(sum(points), poll.people or 1) for name, points in given.items()}
    return {name: Share(means[name], medians[name], percents[name]) for name in given}


def _median(points: Sequence[Number], people: int) -> Fraction:
    ordered = [0] * (people - len(points)) + sorted(points)
    return Fraction(ordered[(people - 1) // 2] + ordered[people // 2]) / 2 if ordered else Fraction()


def read(text: str) -> Poll:
    """Raises BadFile."""
    lines = (line + "\n" for line in text.removeprefix("\ufeff").rstrip().split("\n"))
    reader = csv.reader(lines, delimiter=";", strict=True)
    try:
        return _poll(_rows(reader))
    except (ValueError, csv.Error) as error:
        raise BadFile(reader.line_num, str(error)) from None


def _poll(rows: Iterable[tuple[str, Mapping[str, str]]]) -> Poll:
    meta: dict[str, str] = {}
    options: dict[str, Option] = {}
    ballots: list[Ballot] = []
    for section, row in rows:
        if section == "META":
            meta[row["key"]] = _checked(row["key"], row["value"])
        elif section == "PROJECTS":
            name = row["project_id"]
            options[name] = Option(name, row.get("name", ""), _number(row["cost"]))
        else:
            ballots.append(_ballot(row, meta.get("vote_type"), options))
    for key, found in (("num_projects", options), ("num_votes", ballots)):
        if (said := meta.pop(key, str(len(found)))) != str(len(found)):
            raise ValueError(f"{key} is {said!r}, but {len(found)} are there")
    if missing := {"vote_type", "budget"} - set(meta):
        raise ValueError(f"META does not say {' and '.join(sorted(missing))}")
    return Poll(meta, tuple(options.values()), Counter[Ballot](ballots))


def _rows(rows: Iterable[Sequence[str]]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """By their columns, each with its section. Raises ValueError."""
    columns: list[str] = []
    names: set[str] = set()
    section, ahead = "", list(SECTIONS)
    for cells in ([cell.strip() for cell in row] for row in rows):
        if not any(cells):
            continue
        if not section or (cells[0].upper() in SECTIONS and not any(cells[1:])):
            section, columns, names = cells[0].upper(), [], set()
            if section not in ahead[:1]:
                raise ValueError("META, PROJECTS and VOTES should be there once, in this order")
            ahead.pop(0)
        elif not columns:
            columns = [cell.lower() for cell in cells]
            if len(set(columns)) < len(columns) or not set(SECTIONS[section]) <= set(columns):
                raise ValueError(f"{section} should have the columns {' and '.join(SECTIONS[section])}, once")
        else:
            row = dict(zip_longest(columns, cells, fillvalue=""))
            name = row[SECTIONS[section][0]]
            if not name or name in names:
                raise ValueError(f"the {SECTIONS[section][0]} {name!r} is missing or there twice")
            if any(cells[len(columns) :]):
                raise ValueError("it has more cells than there are columns")
            names.add(name)
            yield section, row
    if ahead:
        raise ValueError(f"{ahead[0]} is missing")


def _checked(key: str, value: str) -> str:
    if key == "vote_type" and value not in KINDS:
        raise ValueError(f"ballots of the kind {value!r} are not counted here")
    if key == "budget":
        _number(value)
    return value


def _ballot(row: Mapping[str, str], kind: str | None, known: Collection[str]) -> Ballot:
    ids = _list(row["vote"])
    if strange := set(ids) - set(known):
        raise ValueError(f"there is no option {min(strange)!r}")
    if len(set(ids)) < len(ids):
        raise ValueError("an option is chosen twice")
    if kind == "choose-1" and len(ids) != 1:
        raise ValueError("one option should be chosen")
    if kind != "cumulative":
        return tuple(sorted(ids))
    points = [_number(one) for one in _list(row.get("points", ""))]
    if len(points) != len(ids):
        raise ValueError("every option should have its points")
    return tuple(sorted(zip(ids, points, strict=True)))


def _list(cell: str) -> list[str]:
    return [one.strip() for one in cell.split(",") if one.strip()]


def _number(text: str) -> Number:
    """Exactly what is written. Raises ValueError."""
    if not (found := NUMBER.fullmatch(text)):
        raise ValueError(f"{text!r} is not a number")
    exact = Fraction(text.replace(",", ".")) if found[1] else int(text)
    return exact.numerator if exact.denominator == 1 else exact


class _Lines(list[str]):
    def write(self, line: str) -> None:
        self.append(line)


def written(poll: Poll, ballots: Sequence[Ballot], winners: Collection[str]) -> str:
    """The poll as a file, with its ballots in this order, which should be one that tells nothing. Raises ValueError if
    they are not the ballots of the poll.
    """
    if Counter[Ballot](ballots) != poll.ballots:
        raise ValueError("these are not the ballots of the poll")
    found, cumulative = support(poll), poll.cumulative
    rows: list[Sequence[str | int]] = [("META",), ("key", "value")]
    for key, value in poll.meta.items():
        if key == "budget":
            rows += [("num_projects", len(poll.options)), ("num_votes", len(ballots))]
        rows.append((key, value))
    rows += [("PROJECTS",), ("project_id", "cost", "score" if cumulative else "votes", "name", "selected")]
    for one in poll.options:
        rows.append((one.id, plain(one.cost), plain(found[one.id]), one.name, int(one.id in winners)))
    rows += [("VOTES",), ("voter_id", "vote", "points")[: 2 + cumulative]]
    for number, ballot in enumerate(ballots, 1):
        given = sorted(map(_given, ballot), key=lambda one: -one[1])
        cells = (number, ",".join(name for name, _ in given), ",".join(plain(points) for _, points in given))
        rows.append(cells[: 2 + cumulative])
    lines = _Lines()
    csv.writer(lines, delimiter=";", lineterminator="\n").writerows(rows)
    return "".join(lines)


def plain(number: Number) -> str:
    """All its digits."""
    return f"{Decimal(number.numerator) / number.denominator:f}"


def rules(poll: Poll) -> dict[str, Result]:
    """What wins by every rule that fits: money is spent only where there is some, and shared only by who chooses."""
    found = {"Most support": most(poll)}
    if poll.budget:
        found["Greedy"] = greedy(poll)
    if poll.budget and not poll.cumulative:
        found["Equal shares"] = equal_shares(poll)
        found["Equal shares, completed greedily"] = completed(poll, found["Equal shares"])
    return found


def report(poll: Poll) -> str:
    """The result in words."""
    options, found = {option.id: option for option in poll.options}, support(poll)
    divided = shares(poll) if poll.cumulative else {}
    lines = [
        f"{poll.people} ballots, {len(options)} options, a budget of {plain(poll.budget)}",
        "",
        "Support:",
    ]
    for name in (name for names in ranking(poll) for name in names):
        words = [f"  {name}: {plain(found[name])}"]
        if one := divided.get(name):
            mean = Decimal(one.mean.numerator) / one.mean.denominator
            words.append(f"mean {mean:.2f}, median {plain(one.median)}, by medians {one.percent} of 100")
        lines.append("; ".join([*words, f"cost {plain(options[name].cost)}", options[name].name]))
    for rule, result in rules(poll).items():
        cost = sum(options[name].cost for name in result.winners)
        lines += ["", f"{rule}: {', '.join(result.winners) or 'nothing'}; cost {plain(cost)} together"]
        lines += [f"  stood equal: {', '.join(names)}" for names in result.ties]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Prints the result of a file; 2 if there is none."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python3 recount.py FILE.pb\n")
        return 2
    try:
        with open(arguments[0], encoding="utf-8", newline="") as file:
            found = report(read(file.read()))
    except (BadFile, OSError, UnicodeDecodeError) as error:
        sys.stderr.write(f"{arguments[0]}: {error}\n")
        return 2
    sys.stdout.buffer.write(found.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
