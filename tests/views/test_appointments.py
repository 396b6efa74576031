"""The dates go into a phone's calendar, and a newer file puts the older one right: as others read the file."""

import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.facts import Outlook
from bot.domain.people import Language
from bot.domain.timelines import Code
from bot.i18n import words
from bot.views.appointments import appointments
from bot.views.dates import what
from bot.views.elections import home
from tests.outlooks import DATES, NONE, STATES, VOTING_DAY, WHOLE, fact, knowing, labels, only

_ = words(Language.ENGLISH)


def read(outlook: Outlook, language: Language = Language.ENGLISH) -> Mapping[str, Any]:
    """The appointments by their UID, as another library understands them."""
    content = appointments(outlook, words(language))
    assert content is not None
    calendar = vobject.readOne(content.decode())
    return {one.uid.value: one for one in calendar.vevent_list}


def uid(code: Code) -> str:
    return f"196847000-5-{code}@auyl-uni"


@pytest.mark.parametrize("language", Language)
def test_every_confirmed_date_is_there_in_the_language_of_its_reader(language: Language) -> None:
    found = read(WHOLE, language)

    for code in set(Code) - {Code.REPEAT_LATEST}:
        assert what(code, words(language)) in found[uid(code)].summary.value
        assert DATES[code].source.name in found[uid(code)].description.value
        assert found[uid(code)].status.value == "CONFIRMED"


def test_hours_are_moments_and_days_are_days() -> None:
    found = read(WHOLE)

    assert found[uid(Code.VOTING_START)].dtstart.value == VOTING_DAY + timedelta(hours=7)
    assert found[uid(Code.LISTS_OPEN)].dtstart.value == date(2026, 10, 30)
    assert found[uid(Code.LISTS_OPEN)].dtend.value == date(2026, 10, 31)
    assert found[uid(Code.RESULT_SET)].dtstart.value == date(2026, 11, 18)


@given(st.sets(st.sampled_from(list(Code)), min_size=1))
def test_what_is_not_confirmed_is_not_in_it(known: set[Code]) -> None:
    content = appointments(knowing(known), _)
    named = {uid(code) for code in known - {Code.REPEAT_LATEST}}

    assert set(read(knowing(known)) if content else {}) == named


def test_a_changed_date_is_the_same_appointment_with_a_higher_number() -> None:
    date_ = DATES[Code.NOMINATION_END]
    assert date_.moment is not None
    later = replace(date_, version=3, moment=date_.moment + timedelta(days=2))
    before = read(WHOLE)[uid(Code.NOMINATION_END)]
    after = read(replace(WHOLE, dates={**DATES, Code.NOMINATION_END: later}))[uid(Code.NOMINATION_END)]

    assert int(after.sequence.value) > int(before.sequence.value)
    assert after.dtstart.value == later.moment


def test_a_date_that_was_given_and_left_out_is_cancelled() -> None:
    left_out = {Code.NOMINATION_END: fact(Code.NOMINATION_END, version=2)}
    found = read(replace(WHOLE, dates=only(Code.VOTING_START).dates, left_out=left_out))

    assert found[uid(Code.NOMINATION_END)].status.value == "CANCELLED"
    assert found[uid(Code.NOMINATION_END)].summary.value == "Does not hold: Nomination of candidates ends"
    assert found[uid(Code.VOTING_START)].status.value == "CONFIRMED"


def test_a_postponed_election_leaves_a_file_that_takes_its_dates_back() -> None:
    gone = {code: fact(code, version=2) for code in (Code.VOTING_START, Code.VOTING_END)}
    postponed = replace(STATES["postponed"], dates={}, left_out=gone)

    assert {one.status.value for one in read(postponed).values()} == {"CANCELLED"}
    assert labels(home(postponed, VOTING_DAY, _))[-1] == "📆 To my phone's calendar"


@pytest.mark.parametrize("state", ["cancelled", "undecided"])
def test_of_an_election_that_is_over_without_an_akim_the_dates_are_cancelled(state: str) -> None:
    voting = read(STATES[state])[uid(Code.VOTING_START)]

    assert voting.status.value == "CANCELLED"
    assert int(voting.sequence.value) > DATES[Code.VOTING_START].version


@pytest.mark.parametrize("outlook", [NONE, STATES["entered"], only()])
def test_without_any_date_there_is_no_file(outlook: Outlook) -> None:
    assert appointments(outlook, _) is None


def test_the_same_facts_make_the_same_file() -> None:
    assert appointments(WHOLE, _) == appointments(WHOLE, _)


def test_lines_are_as_short_as_old_phones_want_them_and_no_letter_is_cut() -> None:
    for language in Language:
        content = appointments(WHOLE, words(language))
        assert content is not None
        lines = content.split(b"\r\n")
        assert max(map(len, lines)) <= 75
        content.replace(b"\r\n ", b"").decode()


def test_a_calendar_program_takes_all_of_them(tmp_path: Path) -> None:
    program = shutil.which("calcurse")
    if program is None:
        pytest.skip("calcurse is not installed")
    content = appointments(WHOLE, _)
    assert content is not None
    file = tmp_path / "elections.ics"
    file.write_bytes(content)
    run = [program, "-D", str(tmp_path), "-C", str(tmp_path)]
    environment = {"HOME": str(tmp_path), "TZ": "UTC-5", "LC_ALL": "C.UTF-8"}
    imported = subprocess.run(
        [*run, "-i", str(file)], env=environment, capture_output=True, text=True, check=True
    )
    kept = subprocess.run([*run, "-G"], env=environment, capture_output=True, text=True, check=True).stdout

    assert "0 skipped" in imported.stdout + imported.stderr
    assert "11/15/2026 @ 07:00" in kept
    assert "Election of the akim: Voting begins" in kept
    assert kept.count("Election of the akim: ") == len(Code) - 1


def test_times_are_told_as_moments_that_need_no_zone() -> None:
    content = appointments(WHOLE, _)

    assert content is not None
    assert b"DTSTART:20261115T020000Z" in content
    assert b"TZID" not in content
