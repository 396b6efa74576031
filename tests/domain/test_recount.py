"""A consultation is counted by rules that anybody can follow, beside another program that was made elsewhere."""

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import permutations
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pabulib.checker import Checker

from bot.domain import recount
from bot.domain.recount import (
    BadFile,
    Ballot,
    Option,
    Poll,
    Result,
    Share,
    completed,
    equal_shares,
    greedy,
    most,
    plain,
    ranking,
    read,
    report,
    shares,
    support,
    written,
)
from tests.polls import META, SHAPES, Shape, made

RULES = {"greedy": greedy, "equalshares": equal_shares}


def village(budget: int, costs: Mapping[str, int], ballots: Mapping[str, int]) -> Poll:
    """`{"ab": 3}` are three people who chose both a and b."""
    options = tuple(Option(name, name.upper(), cost) for name, cost in costs.items())
    return Poll({**META, "budget": str(budget)}, options, {tuple(ids): n for ids, n in ballots.items()})


def divided(*ballots: Mapping[str, int], among: str = "abc") -> Poll:
    """Each person's points for the options."""
    options = tuple(Option(name, name.upper(), 400_000) for name in among)
    cast = Counter[Ballot](tuple(sorted(ballot.items())) for ballot in ballots)
    return stating(Poll(META, options, cast), vote_type="cumulative", max_sum_points="100")


def stating(poll: Poll, **said: str) -> Poll:
    """META with more in it; the format has the language and the currency after the limits of ballots."""
    meta = {**poll.meta, **said}
    last = {key: meta.pop(key) for key in ("language", "currency")}
    return replace(poll, meta={**meta, **last})


def test_what_most_people_chose_has_won() -> None:
    poll = village(0, {"a": 0, "b": 0, "c": 0}, {"a": 1, "b": 3, "bc": 1, "c": 1})
    assert support(poll) == {"a": 1, "b": 4, "c": 2}
    assert ranking(poll) == [("b",), ("c",), ("a",)]
    assert most(poll) == Result(("b",))


def test_two_that_as_many_people_chose_have_won_together_and_are_said_to_be_equal() -> None:
    poll = village(0, {"a": 0, "b": 0, "c": 0}, {"ac": 2, "b": 1})
    assert ranking(poll) == [("a", "c"), ("b",)]
    assert most(poll) == Result(("a", "c"), (("a", "c"),))


def test_where_nobody_chose_anything_nothing_has_won() -> None:
    assert most(village(0, {"a": 0, "b": 0}, {})) == Result(())
    assert most(village(0, {"a": 0, "b": 0}, {"": 5})) == Result(())
    assert most(village(0, {}, {})) == Result(())


def test_a_project_that_no_longer_fits_is_passed_over_for_a_cheaper_one() -> None:
    poll = village(100, {"c": 40, "b": 50, "a": 60}, {"abc": 3, "ab": 1, "a": 1})
    assert greedy(poll) == Result(("a", "c"))


def test_of_two_with_as_many_supporters_the_first_in_the_file_wins_and_people_are_told() -> None:
    ballots = {"a": 3, "b": 3}
    assert greedy(village(100, {"a": 60, "b": 60}, ballots)) == Result(("a",), (("a", "b"),))
    assert greedy(village(100, {"b": 60, "a": 60}, ballots)) == Result(("b",), (("b", "a"),))


def test_nobody_is_told_of_a_tie_that_has_changed_nothing() -> None:
    assert greedy(village(100, {"a": 50, "b": 50}, {"ab": 3})) == Result(("a", "b"))
    assert greedy(village(100, {"a": 101, "b": 60}, {"ab": 3})) == Result(("b",))
    shared = equal_shares(village(100, {"a": 50, "b": 50}, {"ab": 3}))
    assert shared == Result(("a", "b"))


def test_what_nobody_chose_is_still_bought_with_what_is_left() -> None:
    assert greedy(village(100, {"a": 40, "b": 60}, {"b": 1})) == Result(("b", "a"))


MINORITY = village(
    1_000, {"a": 300, "b": 300, "c": 300, "d": 400, "e": 10}, {"abc": 6, "d": 4}
)  # a hundred for each of ten people


def test_four_of_ten_people_get_the_project_that_their_shares_pay() -> None:
    assert greedy(MINORITY).winners == ("a", "b", "c", "e")
    assert equal_shares(MINORITY).winners == ("a", "b", "d")


def test_the_six_could_have_had_any_two_of_three_and_are_told_so() -> None:
    assert equal_shares(MINORITY).ties == (("a", "b", "c"),)


def test_what_is_left_of_the_shares_goes_by_support() -> None:
    poll = village(1_000, {"a": 300, "b": 500, "c": 600, "d": 100}, {"a": 6, "b": 3, "c": 1})
    shared = equal_shares(poll)
    assert shared == Result(("a",))
    assert completed(poll, shared) == Result(("a", "b", "d"))


def test_ties_of_the_shares_and_of_what_was_left_are_both_told() -> None:
    poll = village(100, {"a": 40, "b": 40, "c": 30, "d": 30}, {"ab": 5, "c": 2, "d": 2})
    shared = equal_shares(poll)
    assert shared == Result(("a",), (("a", "b"),))
    assert completed(poll, shared) == Result(("a", "b"), (("a", "b"),))
    poll = village(100, {"a": 40, "b": 90, "c": 50, "d": 50}, {"ab": 5, "c": 2, "d": 2})
    assert completed(poll, equal_shares(poll)) == Result(("a", "c"), (("c", "d"),))


def test_who_has_less_left_than_the_others_pay_gives_all_of_it() -> None:
    """After a the second person has 50 left; of the 140 for b the third pays the other 90."""
    ballots = {"a": 1, "ab": 1, "b": 1}
    assert equal_shares(village(300, {"a": 100, "b": 140}, ballots)).winners == ("a", "b")
    assert equal_shares(village(300, {"a": 100, "b": 150}, ballots)).winners == ("a", "b")
    assert equal_shares(village(300, {"a": 100, "b": 151}, ballots)).winners == ("a",)


def test_of_equals_the_cheapest_is_bought_first() -> None:
    poll = village(40, {"a": 30, "b": 20}, {"ab": 2})
    assert equal_shares(poll) == Result(("b",), (("b", "a"),))


def test_of_equals_that_cost_the_same_that_with_more_supporters_is_bought_first() -> None:
    """One of the three for b has paid all for c, so that a and b are both paid by two."""
    poll = village(80, {"a": 20, "b": 20, "c": 40}, {"a": 2, "b": 2, "bc": 1, "c": 3})
    assert equal_shares(poll).winners == ("c", "b", "a")


def test_what_costs_nothing_takes_no_share_but_comes_with_what_is_left() -> None:
    poll = village(100, {"a": 0, "b": 100}, {"ab": 2})
    assert equal_shares(poll) == Result(("b",))
    assert completed(poll, equal_shares(poll)).winners == ("b", "a")


def test_what_somebody_has_paid_is_gone_to_the_last_tenge() -> None:
    assert equal_shares(village(39, {"a": 27, "b": 12}, {"ab": 1})).winners == ("b", "a")
    assert equal_shares(village(38, {"a": 27, "b": 12}, {"ab": 1})).winners == ("b",)


def test_two_of_three_people_cannot_pay_nine_of_thirteen() -> None:
    assert equal_shares(village(13, {"a": 8}, {"a": 2, "": 1})).winners == ("a",)
    assert equal_shares(village(13, {"a": 9}, {"a": 2, "": 1})).winners == ()


def test_who_voted_for_nothing_has_a_share_that_nobody_else_spends() -> None:
    assert equal_shares(village(100, {"a": 60}, {"a": 1})).winners == ("a",)
    assert equal_shares(village(100, {"a": 60}, {"a": 1, "": 1})).winners == ()


@pytest.mark.parametrize("people", [3, 7, 11, 97])
def test_people_can_pay_exactly_what_they_have_together_to_the_last_tiyn(people: int) -> None:
    budget = 987_654_321_000_001
    own = tuple(Option(f"own {number}", "", budget) for number in range(people))
    ballots: list[Ballot] = [("all", option.id) for option in own]
    poll = village(budget, {}, {})
    exact = replace(poll, options=(Option("all", "", budget), *own), ballots=Counter(ballots))
    assert equal_shares(exact).winners == ("all",)
    dearer = replace(exact, options=(Option("all", "", budget + Fraction(1, 1_000_000)), *own))
    assert equal_shares(dearer).winners == ()


def test_points_have_a_mean_and_a_median_over_all_who_voted() -> None:
    found = shares(divided({"a": 50, "b": 50}, {"a": 10, "b": 20, "c": 70}, {"b": 1, "c": 1}))
    assert {name: share.mean for name, share in found.items()} == {
        "a": 20,
        "b": Fraction(71, 3),
        "c": Fraction(71, 3),
    }
    assert {name: share.median for name, share in found.items()} == {"a": 10, "b": 20, "c": 1}


def test_people_who_gave_the_same_points_count_one_by_one() -> None:
    share = shares(divided({"a": 6}, {"a": 6}, {"a": 0}, {"b": 6}, among="ab"))["a"]
    assert (share.mean, share.median) == (3, 3)


def test_between_two_people_the_median_is_in_the_middle() -> None:
    assert shares(divided({"a": 2}, {"a": 5}))["a"].median == Fraction(7, 2)
    assert shares(divided({"a": 3}, {"b": 5}))["a"].median == Fraction(3, 2)


def test_medians_are_scaled_to_a_hundred_and_the_largest_remainders_are_rounded_up() -> None:
    found = shares(divided({"a": 1, "b": 1, "c": 1}))
    assert [share.percent for share in found.values()] == [34, 33, 33]
    found = shares(divided({"a": 10, "b": 25, "c": 28}))  # 15.87, 39.68 and 44.44 of a hundred
    assert [share.percent for share in found.values()] == [16, 40, 44]


def test_where_no_option_has_points_from_half_the_people_the_medians_divide_nothing() -> None:
    nothing = Share(Fraction(0), Fraction(0), 0)
    assert shares(divided(among="a")) == {"a": nothing}
    found = shares(divided({"a": 3}, {"b": 3}, {"c": 3}))
    assert set(found.values()) == {replace(nothing, mean=Fraction(1))}


class Tolerant(Checker):
    """It gives up where its own rules for ties leave several; the order of the file is what all others go on with."""

    def _break_equalshares_ties(
        self, choices: Collection[str], cost: Mapping[str, int], approvers: Mapping[str, Sequence[str]]
    ) -> list[str]:
        equal = super()._break_equalshares_ties(choices, cost, approvers)
        return [min(equal, key=list(self.projects).index)]


def found_by_checker(text: str) -> Mapping[str, Mapping[str, object]]:
    found: Mapping[str, Mapping[str, object]] = Tolerant().process_files([text])[1]["results"]
    return found


def refused(poll: Poll, ballots: Sequence[Ballot], winners: Collection[str]) -> bool:
    """Whether Pabulib's checker says that others should have won by the rule that META names."""
    found = found_by_checker(written(poll, ballots, winners))["errors"]
    assert "processing error" not in found, found
    return f"{poll.meta['rule']} rule not followed" in found


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_another_program_finds_the_same_winners_and_only_these(shape: Shape, rule: str) -> None:
    poll, ballots = made(shape)
    poll = stating(poll, rule=rule)
    winners = set(RULES[rule](poll).winners)
    assert not refused(poll, ballots, winners)
    assert refused(poll, ballots, winners ^ {poll.options[0].id})
    assert refused(poll, ballots, winners ^ {poll.options[-1].id})


def test_the_shapes_are_as_many_and_as_different_as_real_ones() -> None:
    polls = [made(shape)[0] for shape in SHAPES]
    assert len(set(SHAPES)) >= 50
    assert any(greedy(poll).ties for poll in polls)
    assert any(equal_shares(poll).ties for poll in polls)
    assert any(poll.budget > 10**10 for poll in polls)
    assert any(option.cost > poll.budget for poll in polls for option in poll.options)


@pytest.mark.parametrize("rule", RULES)
def test_another_program_has_nothing_against_the_file_at_all(rule: str) -> None:
    poll, ballots = made(Shape(600, 25, "up to three", "varied"))
    poll = stating(poll, rule=rule, min_length="1", max_length="3")
    found = found_by_checker(written(poll, ballots, RULES[rule](poll).winners))
    assert found == {"errors": {}, "warnings": {}}


def test_nor_against_one_of_single_choices_or_of_points() -> None:
    poll, ballots = made(Shape(600, 8, "one", "round"))
    single = stating(poll, vote_type="choose-1")
    found = found_by_checker(written(single, ballots, greedy(single).winners))
    assert found == {"errors": {}, "warnings": {}}
    points = divided({"a": 5, "b": 5}, {"a": 10, "b": 20, "c": 70}, {"b": 1, "c": 99})
    found = found_by_checker(written(points, list(points.ballots), greedy(points).winners))
    assert found == {"errors": {}, "warnings": {}}


COST = st.integers(1, 9) | st.integers(1, 10**11) | st.decimals(1, 10**6, places=2).map(Fraction)
IDS = ("7", "P1", "a b", "№ 5", "x-y", "ә")


@st.composite
def cast(draw: st.DrawFn, most_options: int = 6) -> tuple[Poll, list[Ballot]]:
    """A poll, and its ballots as they were cast."""
    costs = draw(st.lists(COST, min_size=1, max_size=most_options))
    options = tuple(Option(name, name.upper(), cost) for name, cost in zip(IDS, costs, strict=False))
    chosen = st.sets(st.sampled_from([option.id for option in options]))
    ballots: list[Ballot] = [tuple(sorted(one)) for one in draw(st.lists(chosen, max_size=14))]
    budget = plain(Fraction(sum(costs)) * draw(st.integers(0, 12)) / 10)
    return Poll({**META, "budget": budget}, options, Counter(ballots)), ballots


def everything(poll: Poll) -> tuple[object, ...]:
    shared = equal_shares(poll)
    return support(poll), ranking(poll), most(poll), greedy(poll), shared, completed(poll, shared)


@given(cast(), st.randoms(use_true_random=False))
def test_it_does_not_matter_who_voted_first(of: tuple[Poll, list[Ballot]], chance: Random) -> None:
    poll, ballots = of
    mixed = ballots.copy()
    chance.shuffle(mixed)
    assert everything(replace(poll, ballots=Counter(mixed))) == everything(poll)


@given(cast())
def test_the_budget_is_never_exceeded(of: tuple[Poll, list[Ballot]]) -> None:
    poll, _ = of
    cost = {option.id: option.cost for option in poll.options}
    shared = equal_shares(poll)
    for result in (greedy(poll), shared, completed(poll, shared)):
        assert sum(cost[name] for name in result.winners) <= poll.budget
        assert len(set(result.winners)) == len(result.winners)


@given(cast())
def test_nothing_that_still_fits_is_left_out_of_the_completed_ones(of: tuple[Poll, list[Ballot]]) -> None:
    poll, _ = of
    for result in (greedy(poll), completed(poll, equal_shares(poll))):
        spent = sum(option.cost for option in poll.options if option.id in result.winners)
        assert all(
            option.id in result.winners or spent + option.cost > poll.budget for option in poll.options
        )


@given(cast())
def test_one_more_supporter_never_costs_a_project_its_place(of: tuple[Poll, list[Ballot]]) -> None:
    poll, ballots = of
    for winner in greedy(poll).winners:
        more = replace(poll, ballots=Counter([*ballots, (winner,)]))
        assert winner in greedy(more).winners


@given(cast(most_options=4))
def test_a_tie_is_told_if_and_only_if_another_order_of_the_file_has_other_winners(
    of: tuple[Poll, list[Ballot]],
) -> None:
    poll, _ = of
    orders = [replace(poll, options=options) for options in permutations(poll.options)]
    assert bool(greedy(poll).ties) is (len({frozenset(greedy(one).winners) for one in orders}) > 1)


@given(cast())
def test_in_a_tie_that_is_told_one_has_won_and_another_has_not(of: tuple[Poll, list[Ballot]]) -> None:
    poll, _ = of
    shared = equal_shares(poll)
    for result in (greedy(poll), shared, completed(poll, shared)):
        for tie in result.ties:
            assert set(tie) & set(shared.winners if tie in shared.ties else result.winners)
            assert set(tie) - set(shared.winners if tie in shared.ties else result.winners)


def bought(poll: Poll, ballots: Sequence[Ballot]) -> Iterator[tuple[str, dict[int, Fraction]]]:
    """Equal shares once more, person by person and without any haste: what is bought, and who pays how much."""
    purses = [Fraction(poll.budget) / len(ballots) for _ in ballots]
    left = [option for option in poll.options if option.cost]
    while True:
        offers = []
        for option in left:
            supporters = [person for person, ballot in enumerate(ballots) if option.id in ballot]
            if sum(purses[person] for person in supporters) >= option.cost:
                owed = Fraction(option.cost)
                for number, person in enumerate(sorted(supporters, key=purses.__getitem__)):
                    each = owed / (len(supporters) - number)
                    if purses[person] >= each:
                        break
                    owed -= purses[person]
                paid = {person: min(each, purses[person]) for person in supporters}
                offers.append((each / option.cost, option.cost, -len(supporters), option, paid))
        if not offers:
            return
        *_, option, paid = min(offers, key=lambda offer: offer[:3])
        left.remove(option)
        for person, payment in paid.items():
            purses[person] -= payment
        yield option.id, paid


@given(cast())
def test_person_by_person_the_same_projects_are_bought_in_the_same_order(
    of: tuple[Poll, list[Ballot]],
) -> None:
    poll, ballots = of
    assert equal_shares(poll).winners == tuple(name for name, _ in bought(poll, ballots))


@given(cast())
def test_supporters_pay_their_projects_in_full_and_nobody_pays_more_than_a_share(
    of: tuple[Poll, list[Ballot]],
) -> None:
    poll, ballots = of
    cost = {option.id: option.cost for option in poll.options}
    purses = [Fraction(poll.budget) / len(ballots) for _ in ballots]
    paying = dict(bought(poll, ballots))
    for winner in equal_shares(poll).winners:
        assert sum(paying[winner].values()) == cost[winner]
        assert all(winner in ballots[person] for person in paying[winner])
        for person, payment in paying[winner].items():
            purses[person] -= payment
    assert all(purse >= 0 for purse in purses)


NAMES = st.text(st.characters(exclude_categories=["C", "Z"], include_characters=';", «»'), max_size=30).map(
    str.strip
)


@given(cast(), st.lists(NAMES, min_size=6, max_size=6), st.randoms(use_true_random=False))
def test_what_was_written_is_read_as_it_was(
    of: tuple[Poll, list[Ballot]], names: Sequence[str], chance: Random
) -> None:
    poll, ballots = of
    options = tuple(replace(option, name=name) for option, name in zip(poll.options, names, strict=False))
    poll = replace(poll, options=options)
    chance.shuffle(ballots)
    assert read(written(poll, ballots, greedy(poll).winners)) == poll


@given(st.lists(st.dictionaries(st.sampled_from("abc"), COST)))
def test_points_that_were_written_are_read_as_they_were(points: Sequence[Mapping[str, int]]) -> None:
    poll = divided(*points)
    assert read(written(poll, list(Counter(poll.ballots).elements()), ())) == poll


def test_only_the_ballots_that_were_counted_are_written() -> None:
    with pytest.raises(ValueError, match="not the ballots"):
        written(MINORITY, [("a",)], ())


def test_the_file_says_who_chose_what_in_the_order_given_and_nothing_of_who_they_are() -> None:
    poll = village(100, {"a": 40, "b": 90}, {"ab": 2, "b": 1})
    poll = replace(poll, meta={"unit": "Байсерке", "budget": "100", "vote_type": "approval"})
    assert written(poll, [("a", "b"), ("b",), ("a", "b")], ("b",)) == (
        "META\nkey;value\nunit;Байсерке\nnum_projects;2\nnum_votes;3\nbudget;100\nvote_type;approval\n"
        "PROJECTS\nproject_id;cost;votes;name;selected\na;40;2;A;0\nb;90;3;B;1\n"
        "VOTES\nvoter_id;vote\n1;a,b\n2;b\n3;a,b\n"
    )


HEAD = "META\nkey;value\nbudget;100\nvote_type;approval\n"
FILE = f"{HEAD}PROJECTS\nproject_id;cost;name\n1;50;Жарық\n2;60;Су\nVOTES\nvoter_id;vote\n1;1,2\n2;2\n"
POINTS = (
    FILE.replace("approval", "cumulative").partition("VOTES")[0]
    + "VOTES\nvoter_id;vote;points\n1;2,1;70,30\n"
)
READ = Poll(
    {"budget": "100", "vote_type": "approval"},
    (Option("1", "Жарық", 50), Option("2", "Су", 60)),
    {("1", "2"): 1, ("2",): 1},
)


@pytest.mark.parametrize(
    "text",
    [
        FILE,
        "\ufeff" + FILE,
        FILE.replace("\n", "\r\n"),
        FILE.replace("\n", "\n\n") + " \n;;\n",
        FILE.replace("Жарық", '"Жарық"'),
        FILE.replace("1;1,2", "1; 2 , 1,"),
        FILE.replace("META", "meta;;").replace("project_id", "Project_ID").replace("VOTES", "Votes"),
        FILE.replace(
            "VOTES\nvoter_id;vote\n1;1,2\n2;2", "VOTES\nsex;vote;age;voter_id\nF;1,2;;1\nM;2;30-39;2"
        ),
        FILE.replace("cost;name\n1;50;Жарық\n2;60;Су", "name;target;cost\n1;Жарық;;50\n2;Су;all;60"),
        FILE.replace("budget", "num_projects;2\nnum_votes;2\nbudget"),
    ],
)
def test_files_from_everywhere_are_read_alike(text: str) -> None:
    assert read(text) == READ


def test_an_option_may_be_called_like_a_section() -> None:
    poll = read(FILE.replace("2;60", "votes;60").replace("1,2", "1,votes").replace("2;2", "2;votes"))
    assert support(poll) == {"1": 1, "votes": 2}


def test_a_quoted_name_may_have_semicolons_quotes_and_lines() -> None:
    poll = read(FILE.replace("Жарық", '"Жарық; ""жаңа""\nшамдар"'))
    assert poll.options[0].name == 'Жарық; "жаңа"\nшамдар'


@pytest.mark.parametrize(
    ("said", "cost"),
    [("50", 50), ("50.00", 50), ("50,0", 50), ("12345.50", Fraction(24691, 2)), ("0,1", Fraction(1, 10))],
)
def test_costs_are_exactly_what_is_written(said: str, cost: Fraction) -> None:
    assert read(FILE.replace(";50;", f";{said};")).options[0].cost == cost


def test_points_are_read_beside_their_options() -> None:
    assert read(POINTS).ballots == {(("1", 30), ("2", 70)): 1}
    assert read(POINTS.replace("70,30", "0.5, 2")).ballots == {(("1", 2), ("2", Fraction(1, 2))): 1}


def test_a_budget_of_decimals_pays_decimals_to_the_last_digit() -> None:
    text = FILE.replace("budget;100", "budget;0,3").replace(";50;", ";0.1;").replace(";60;", ";0.2;")
    assert greedy(read(text)).winners == ("2", "1")


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("", 1, "META is missing"),
        ("hello\n", 1, "META, PROJECTS and VOTES"),
        (FILE.replace("VOTES", "PROJECTS"), 9, "META, PROJECTS and VOTES"),
        (FILE + "VOTES\nvoter_id;vote\n", 13, "META, PROJECTS and VOTES"),
        (FILE.partition("VOTES")[0], 8, "VOTES is missing"),
        (HEAD + "VOTES\nvoter_id;vote\n", 5, "META, PROJECTS and VOTES"),
        (FILE.replace("cost", "price"), 6, "PROJECTS should have the columns project_id and cost"),
        (FILE.replace("cost;name", "cost;cost"), 6, "PROJECTS should have the columns"),
        (FILE.replace("2;60", "1;60"), 8, "the project_id '1' is missing or there twice"),
        (FILE.replace("2;2\n", ";2\n"), 12, "the voter_id '' is missing or there twice"),
        (FILE.replace("vote_type;approval", "budget;200"), 4, "the key 'budget' is missing or there twice"),
        (FILE.replace("2;2\n", "2;2;1\n"), 12, "more cells than there are columns"),
        (FILE.replace("2;2\n", "2;3\n"), 12, "there is no option '3'"),
        (FILE.replace("2;2\n", "2;2,2\n"), 12, "an option is chosen twice"),
        (FILE.replace("50", "5O"), 7, "'5O' is not a number"),
        (FILE.replace("50", "-5"), 7, "'-5' is not a number"),
        (FILE.replace("50", "1e3"), 7, "'1e3' is not a number"),
        (FILE.replace("50", "9" * 5000), 7, "is not a number"),
        (FILE.replace("budget;100", "budget;"), 3, "'' is not a number"),
        (FILE.replace("budget;100\n", ""), 11, "META does not say budget"),
        (FILE.replace("vote_type;approval\n", ""), 11, "META does not say vote_type"),
        (FILE.replace("approval", "ordinal"), 4, "ballots of the kind 'ordinal' are not counted here"),
        (FILE.replace("approval", "scoring"), 4, "ballots of the kind 'scoring' are not counted here"),
        (FILE.replace("approval", "choose-1"), 11, "one option should be chosen"),
        (FILE.replace("approval", "choose-1").replace("1,2", ""), 11, "one option should be chosen"),
        (FILE.replace("approval", "cumulative"), 11, "every option should have its points"),
        (POINTS.replace(";70,30", ";70"), 11, "every option should have its points"),
        (POINTS.replace(";70,30", ";70,20,10"), 11, "every option should have its points"),
        (POINTS.replace(";70,30", ";70,-30"), 11, "'-30' is not a number"),
        (FILE.replace("approval", "approval\nnum_votes;3"), 13, "num_votes is '3', but 2 are there"),
        (FILE.replace("approval", "approval\nnum_projects;1"), 13, "num_projects is '1', but 2 are there"),
        (FILE.replace("Су", '"Су'), 12, "unexpected end of data"),
    ],
)
def test_who_hands_in_a_wrong_file_hears_in_which_line_and_what(text: str, line: int, problem: str) -> None:
    with pytest.raises(BadFile) as raised:
        read(text)
    assert raised.value.line == line
    assert problem in raised.value.problem
    assert "\n" not in str(raised.value)


REPORT = """\
10 ballots, 5 options, a budget of 1000

Support:
  a: 6; cost 300; A
  b: 6; cost 300; B
  c: 6; cost 300; C
  d: 4; cost 400; D
  e: 0; cost 10; E

Most support: a, b, c; cost 900 together
  stood equal: a, b, c

Greedy: a, b, c, e; cost 910 together

Equal shares: a, b, d; cost 1000 together
  stood equal: a, b, c

Equal shares, completed greedily: a, b, d; cost 1000 together
  stood equal: a, b, c
"""


def recounted(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """As somebody would who has downloaded the file and has nothing but Python."""
    shutil.copy(recount.__file__, folder / "recount.py")
    return subprocess.run(
        [sys.executable, "-I", "-S", "recount.py", *arguments], cwd=folder, capture_output=True, check=False
    )


def test_whoever_downloads_the_two_files_finds_the_result_with_nothing_but_python(tmp_path: Path) -> None:
    ballots = list(Counter(MINORITY.ballots).elements())
    (tmp_path / "village.pb").write_text(written(MINORITY, ballots, ()), "utf-8")
    ended = recounted(tmp_path, "village.pb")
    assert ended.stdout.decode() == REPORT
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_whoever_downloads_half_a_file_hears_so_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "half.pb").write_text(FILE.partition("VOTES")[0], "utf-8")
    ended = recounted(tmp_path, "half.pb")
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert ended.stderr.decode().splitlines() == ["half.pb: line 8: VOTES is missing"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "usage: python3 recount.py FILE.pb"),
        (["one.pb", "two.pb"], "usage: python3 recount.py FILE.pb"),
        (["nowhere.pb"], "No such file"),
        (["picture.pb"], "codec can't decode"),
    ],
)
def test_who_names_no_file_that_can_be_read_hears_so_in_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("picture.pb").write_bytes(b"\x89PNG\xff")
    assert recount.main(arguments) == 2
    out, err = capsys.readouterr()
    assert (out, len(err.splitlines())) == ("", 1)
    assert said in err


def test_in_a_console_without_kazakh_letters_the_names_still_come_through(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    file = tmp_path / "file.pb"
    file.write_text(FILE, "utf-8")
    assert recount.main([str(file)]) == 0
    assert "  1: 1; cost 50; Жарық" in capsysbinary.readouterr().out.decode().splitlines()


def test_the_report_of_points_tells_means_medians_and_the_share_of_a_hundred() -> None:
    assert report(
        divided({"a": 50, "b": 50}, {"a": 10, "b": 20, "c": 70}, {"b": 1, "c": 1})
    ).splitlines() == [
        "3 ballots, 3 options, a budget of 1000000",
        "",
        "Support:",
        "  b: 71; mean 23.67, median 20, by medians 65 of 100; cost 400000; B",
        "  c: 71; mean 23.67, median 1, by medians 3 of 100; cost 400000; C",
        "  a: 60; mean 20.00, median 10, by medians 32 of 100; cost 400000; A",
        "",
        "Most support: b, c; cost 800000 together",
        "  stood equal: b, c",
        "",
        "Greedy: b, c; cost 800000 together",
    ]


def test_no_name_can_write_a_line_of_the_report() -> None:
    poll = village(0, {"a": 0}, {"a": 2})
    poll = replace(poll, options=(replace(poll.options[0], name="A\n\nGreedy: a"),))
    assert report(poll).splitlines()[3] == "  a: 2; cost 0; A Greedy: a"


def test_where_there_is_no_money_the_report_tells_only_what_most_people_chose() -> None:
    assert report(village(0, {"a": 0, "b": 0}, {"b": 2})).splitlines()[-2:] == [
        "",
        "Most support: b; cost 0 together",
    ]
    assert report(village(0, {"a": 0}, {})).splitlines()[-1] == "Most support: nothing; cost 0 together"
