"""What a closed consultation has come to, and the files by which anybody can count it anew."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.domain import recount
from bot.domain.choices import Choice
from bot.domain.consultations import POINTS, Consultation, Kind, Option, Rule
from bot.domain.numbers import ALMATY
from bot.domain.papers import FEWEST_SHOWN, Paper

RECOUNT = "recount.py"
_TYPES = {
    Kind.ONE: "choose-1",
    Kind.SEVERAL: "approval",
    Kind.PROJECTS: "approval",
    Kind.SHARES: "cumulative",
}


@dataclass(frozen=True)
class Outcome:
    """Options by their numbers. `people` is how many took part; of few nothing else is known. `support` counts people, or
    points; `winners` are by the declared rule, `others` by the rules beside it, and `ties` what stood equal where that
    decided. Of points there are `shares` of a hundred instead.
    """

    consultation: Consultation
    people: int
    support: Mapping[int, int]
    winners: Sequence[int] = ()
    ties: Sequence[Sequence[int]] = ()
    others: Mapping[str, Sequence[int]] | None = None
    shares: Mapping[int, int] | None = None

    @property
    def shown(self) -> bool:
        return self.people >= FEWEST_SHOWN

    def percent(self, number: int) -> int:
        """Of those who took part, how many chose the option."""
        return percent(self.support[number], self.people)


def percent(part: int, whole: int) -> int:
    """Halves up."""
    return (200 * part + whole) // (2 * whole)


def poll(asked: Consultation, counted: Mapping[str, int]) -> recount.Poll:
    """As the program that is published reads it: what was chosen → by how many people.

    Pabulib knows no poll without money: there each option costs one, and there is as much as those who come first take.
    """
    options = tuple(recount.Option(f"{one.number}", one.name_kk, one.cost or 1) for one in asked.options)
    ballots: Counter[recount.Ballot] = Counter()
    for said, people in counted.items():
        ballots[_ballot(Choice.of(said), asked)] += people
    found = recount.Poll(_meta(asked, "greedy", asked.budget or 1), options, ballots)
    if asked.kind not in (Kind.ONE, Kind.SEVERAL):
        return found
    return replace(found, meta=_meta(asked, "greedy", len(recount.most(found).winners) or 1))


def _meta(asked: Consultation, rule: str, budget: int) -> dict[str, str]:
    assert asked.opens_at is not None
    assert asked.closes_at is not None
    opens, closes = (moment.astimezone(ALMATY) for moment in (asked.opens_at, asked.closes_at))
    return {
        "description": asked.title_kk,
        "country": "Kazakhstan",
        "unit": asked.territory.name_kk,
        "instance": f"{closes:%Y}",
        "budget": f"{budget}",
        "vote_type": _TYPES[asked.kind],
        "rule": rule,
        "date_begin": f"{opens:%d.%m.%Y}",
        "date_end": f"{closes:%d.%m.%Y}",
        **_limits(asked),
        "language": "kk",
        "currency": "KZT",
    }


def _limits(asked: Consultation) -> dict[str, str]:
    if asked.kind is Kind.SEVERAL:
        return {"min_length": f"{asked.least}", "max_length": f"{asked.most}"}
    if asked.kind is Kind.PROJECTS:
        return {"max_sum_cost": f"{asked.budget}"}
    return {"max_sum_points": f"{POINTS}"} if asked.kind is Kind.SHARES else {}


def _ballot(choice: Choice, asked: Consultation) -> recount.Ballot:
    names = sorted((f"{number}", points) for number, points in choice.points.items())
    return tuple(names) if asked.kind is Kind.SHARES else tuple(name for name, _ in names)


def outcome(asked: Consultation, counted: Mapping[str, int]) -> Outcome:
    """By the declared rule; for projects also by the others, so that the meeting sees whether it hangs on the rule."""
    found = poll(asked, counted)
    people = found.people
    if people < FEWEST_SHOWN:
        return Outcome(asked, people, {})
    support = {int(name): int(number) for name, number in recount.support(found).items()}
    if asked.kind is Kind.SHARES:
        return Outcome(asked, people, support, shares=_shares(found, asked))
    if asked.kind is not Kind.PROJECTS:
        result = recount.most(found)
        return Outcome(
            asked, people, support, _numbers(result.winners), [_numbers(one) for one in result.ties]
        )
    shared = recount.equal_shares(found)
    results = {
        "greedy": recount.greedy(found),
        "equal_shares": shared,
        "completed": recount.completed(found, shared),
    }
    declared = results["completed" if asked.rule is Rule.EQUAL_SHARES else "greedy"]
    return Outcome(
        asked,
        people,
        support,
        _numbers(declared.winners),
        [_numbers(one) for one in declared.ties],
        {name: _numbers(one.winners) for name, one in results.items()},
    )


def _shares(found: recount.Poll, asked: Consultation) -> dict[int, int]:
    """In points of a hundred: the means, by largest remainders, or the medians scaled."""
    by_name = recount.shares(found)
    if asked.rule is Rule.MEDIAN:
        return {int(name): one.percent for name, one in by_name.items()}
    whole = {int(name): int(one.mean) for name, one in by_name.items()}
    left = POINTS - sum(whole.values())
    rest = sorted(by_name, key=lambda name: -(by_name[name].mean - int(by_name[name].mean)))
    for name in rest[:left]:
        whole[int(name)] += 1
    return whole


def _numbers(names: Sequence[str]) -> list[int]:
    return [int(name) for name in names]


def published(
    asked: Consultation,
    definition: str,
    counted: Mapping[str, int],
    receipts: Sequence[str],
    program: str,
    papers: Sequence[Paper] = (),
) -> dict[str, str]:
    """Each file's text by its name: with them anybody counts anew. Of few people's choices there are none.

    Ballots stand in the order of their fingerprints, which tells nothing; receipts are sorted, apart from them. Of
    projects there are two files, since in Pabulib's format each has the winners of one rule.
    """
    found, result = poll(asked, counted), outcome(asked, counted)
    ballots = [ballot for ballot, people in found.ballots.items() for _ in range(people)]
    ordered = [
        ballot
        for _, ballot in sorted(
            (_order(asked, ballot, place), ballot) for place, ballot in enumerate(ballots)
        )
    ]
    files = {"definition.json": definition, "receipts.txt": "".join(f"{code}\n" for code in receipts)}
    if result.shown:
        files["result.csv"] = _table(result)
        files["choices.pb"] = recount.written(found, ordered, recount.greedy(found).winners)
        if asked.kind is Kind.PROJECTS:
            shared = replace(found, meta={**found.meta, "rule": "equalshares"})
            files["choices-equalshares.pb"] = recount.written(
                shared, ordered, recount.equal_shares(found).winners
            )
        files[RECOUNT] = program
    if papers:
        files["paper.csv"] = _on_paper(asked, papers)
    sums = "".join(f"{_digest(text)}  {name}\n" for name, text in sorted(files.items()))
    return {**files, "SHA256SUMS": sums}


def _order(asked: Consultation, ballot: recount.Ballot, place: int) -> str:
    return _digest(f"{asked.id} {place} {ballot}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _table(result: Outcome) -> str:
    """CSV; names are quoted, since they may hold anything."""
    head = ("number", "direction", "kk", "ru", "cost", "support", "share", "selected")
    rows = [head, *(_cells(result, one) for one in result.consultation.options)]
    return "".join(";".join(map(str, row)) + "\n" for row in rows)


def _on_paper(asked: Consultation, papers: Sequence[Paper]) -> str:
    """What gatherings chose, a row for each and every option, apart from all else; of few people only their number."""
    rows: list[Sequence[object]] = [("held", "minutes", "people", "number", "kk", "ru", "chosen")]
    for one in papers:
        head = (one.heading.held_on.isoformat(), _quoted(one.heading.minutes), one.heading.people)
        if one.shown:
            rows += [
                (
                    *head,
                    option.number,
                    _quoted(option.name_kk),
                    _quoted(option.name_ru),
                    one.counts[option.number],
                )
                for option in asked.options
            ]
        else:
            rows.append((*head, "", "", "", ""))
    return "".join(";".join(map(str, row)) + "\n" for row in rows)


def _cells(result: Outcome, one: Option) -> Sequence[object]:
    return (
        one.number,
        one.direction,
        _quoted(one.name_kk),
        _quoted(one.name_ru),
        "" if one.cost is None else one.cost,
        result.support[one.number],
        "" if result.shares is None else result.shares[one.number],
        int(one.number in result.winners),
    )


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
