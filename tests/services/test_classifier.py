"""The national classifier is taken over: the whole country, and every newer edition of it."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.classifier import Broken, Entry, Flaw
from bot.domain.marks import Kind
from bot.domain.people import Language
from bot.domain.territories import Home, Level, NoSuchTerritory
from bot.services import classifier as importing
from bot.services.classifier import ClassifierService, NotTaken, Outcome
from bot.services.territories import TerritoryService, home_of
from storage import classifier
from storage.database import connect
from tests.conftest import Peek
from tests.countries import Row, country, csv_of, workbook_of
from tests.services.conftest import BAISERKE, BAISERKE_UNIT, GROUP, ILE, KOKTEREK, Town

KK, RU, EN = Language
AKSAI, AKSAI_UNIT = "196849100", "196849000"
NEW_VILLAGE, NEW_CITY = "196847900", "196820100"

District = Callable[..., Row]


def silent(done: int, of: int) -> None:
    """Nobody looks on."""


def row(kato: str, level: str, name_ru: str, name_kk: str) -> Row:
    return {"kato": kato, "level": level, "name_ru": name_ru, "name_kk": name_kk}


def edition(*more: Row, without: Sequence[str] = ()) -> list[Row]:
    """One region with one district, as some edition has it."""
    rows = [one for one in country() if one["kato"] == "190000000" or one["kato"].startswith("1968")]
    found = {one["kato"]: row(one["kato"], one["level"], one["name_ru"], one["name_kk"]) for one in rows}
    found |= {one["kato"]: one for one in more}
    return [one for kato, one in found.items() if kato not in without]


async def took(
    town: Town, rows: Sequence[Row], folder: Path, *, dry: bool = False, skip: bool = False
) -> Outcome:
    came = importing.read(csv_of(rows, folder / "kato.csv"), silent)
    service = ClassifierService(town.database)
    if dry:
        return await service.try_out(came, skip_broken=skip)
    return await service.renew(came, silent, skip_broken=skip)


async def kept(town: Town) -> dict[str, Entry]:
    return await town.database.read(classifier.entries)


async def found(town: Town, text: str) -> list[str]:
    return [spot.territory.kato for spot in await town.territories.find(text, EN)]


async def test_the_whole_country_is_taken_over_and_a_second_time_changes_nothing(
    town: Town, tmp_path: Path, peek: Peek
) -> None:
    outcome = await took(town, country(), tmp_path)
    first = await peek("SELECT * FROM territories ORDER BY kato")
    number = await town.database.read(classifier.edition)
    again = importing.read(workbook_of(country(), tmp_path / "kato.xlsx"), silent)
    second = (await ClassifierService(town.database).renew(again, silent, skip_broken=False)).changes

    living = {kato: entry for kato, entry in (await kept(town)).items() if not entry.gone}
    assert len(living) == len(country()) == 15594
    assert outcome.broken == []
    assert (second.added, second.renamed, second.moved, second.gone, second.entries) == ([], [], [], [], [])
    assert await peek("SELECT * FROM territories ORDER BY kato") == first
    assert await town.database.read(classifier.edition) == number


async def test_every_village_of_the_country_leads_to_its_unit_and_district(
    town: Town, tmp_path: Path
) -> None:
    await took(town, country(), tmp_path)
    entries = await kept(town)
    levels = {kato: entry.territory.level for kato, entry in entries.items()}

    for kato, entry in entries.items():
        parent = entry.territory.parent
        if levels[kato] is Level.VILLAGE:
            assert parent
            assert levels[parent] is Level.UNIT, kato
        elif levels[kato] is Level.UNIT:
            assert parent
            assert levels[parent] in (Level.DISTRICT, Level.REGION), kato
        elif levels[kato] is Level.DISTRICT:
            assert parent
            assert levels[parent] is Level.REGION, kato
        else:
            assert parent is None
    counted = Counter(level for kato, level in levels.items() if not entries[kato].gone)
    assert counted == {
        Level.REGION: 20,
        Level.DISTRICT: 209,
        Level.UNIT: 2379 + 20,
        Level.VILLAGE: 12986 - 20,
    }


async def test_marks_become_kinds_and_names_are_said_in_full(town: Town, tmp_path: Path) -> None:
    await took(town, edition(row(NEW_CITY, "settlement", "г.Талгар", "Талғар қ.")), tmp_path)
    entries = await kept(town)

    for kato, kind, names in (
        (ILE, Kind.DISTRICT, ("Іле ауданы", "Илийский район", "Ile district")),
        (AKSAI_UNIT, Kind.RURAL_DISTRICT, ("Ақсай ауылдық округі", "сельский округ Ақсай", "Aksai rural district")),
        (AKSAI, Kind.VILLAGE, ("Ақсай", "Ақсай", "Aksai")),
        ("196835000", Kind.SETTLEMENT_ADMINISTRATION, ("Боралдай кенті", "Боралдайская поселковая администрация", "Boraldai settlement")),
        ("196835100", Kind.SETTLEMENT, ("Боралдай", "Боралдай", "Boraldai")),
        (NEW_CITY, Kind.CITY, ("Талғар қаласы", "город Талгар", "Talgar city")),
    ):  # fmt: skip
        territory = entries[kato].territory
        assert (entries[kato].kind, tuple(map(territory.name, Language))) == (kind, names)


async def test_a_name_without_a_mark_is_left_alone(town: Town, tmp_path: Path) -> None:
    camp = row("196847901", "settlement", "Хутор Земляники", "Земляники қыстауы")
    base = row("196847902", "settlement", "Средний баз", "Ортабаз")
    await took(town, edition(camp, base), tmp_path)
    entries = await kept(town)

    for kato, names in (
        ("196847901", ("Земляники қыстауы", "Хутор Земляники", "Zemlianiki winter camp")),
        ("196847902", ("Ортабаз", "Средний баз", "Ortabaz")),
    ):
        assert tuple(map(entries[kato].territory.name, Language)) == names


async def test_a_city_straight_under_its_district_has_an_akim_and_people_live_in_it(
    town: Town, tmp_path: Path
) -> None:
    await took(town, edition(row(NEW_CITY, "settlement", "г.Талгар", "Талғар қ.")), tmp_path)
    person = await town.resident(village=NEW_CITY)
    report = await town.report(person)
    await town.bound(NEW_CITY, GROUP)

    assert await town.database.read(lambda tx: home_of(tx, NEW_CITY)) == Home(NEW_CITY, NEW_CITY, ILE)
    assert report.village.kato == NEW_CITY
    assert await found(town, "talgar") == [NEW_CITY]
    assert [one.recipient for one in await town.letters() if one.recipient.startswith("group")] == [
        f"group:{NEW_CITY}"
    ]


async def test_a_district_of_a_city_stands_under_the_city(town: Town, tmp_path: Path) -> None:
    await took(town, [one for one in country() if one["kato"].startswith("71")], tmp_path)
    [astana] = [entry for entry in (await kept(town)).values() if entry.territory.name_kk == "Астана қаласы"]
    districts = (await town.territories.listing(astana.territory.kato, KK)).listed
    lived_in = await town.resident(village=districts[0].kato)

    assert len(districts) == 6
    assert {one.level for one in districts} == {Level.UNIT}
    assert lived_in.village == districts[0].kato


async def test_where_villages_are_listed_nobody_lives_in_the_unit_itself(town: Town, tmp_path: Path) -> None:
    await took(town, edition(), tmp_path)

    for kato in (BAISERKE_UNIT, ILE, "190000000"):
        with pytest.raises(NoSuchTerritory):
            await town.resident(village=kato)


async def test_a_newer_edition_adds_renames_moves_and_takes_away(town: Town, tmp_path: Path) -> None:
    await took(town, edition(), tmp_path)
    newer = edition(
        row(NEW_VILLAGE, "settlement", "с.Новое", "Жаңа а."),
        row(AKSAI, "settlement", "с.Жаңа Ақсай", "Жаңа Ақсай а."),
        without=[KOKTEREK],
    )
    would = (await took(town, newer, tmp_path, dry=True)).changes
    assert NEW_VILLAGE not in await kept(town)
    did = (await took(town, newer, tmp_path)).changes

    assert would == did
    assert (did.added, did.renamed, did.moved, did.gone) == ([NEW_VILLAGE], [AKSAI], [], [KOKTEREK])
    assert await found(town, "zhana aksai") == [AKSAI]
    back = (await took(town, edition(), tmp_path)).changes
    assert (back.added, back.renamed, back.gone) == ([KOKTEREK], [AKSAI], [NEW_VILLAGE])
    assert await found(town, "kokterek") == [KOKTEREK]


async def test_a_village_whose_unit_is_there_now_moves_into_it(town: Town, tmp_path: Path) -> None:
    village = row("196851100", "settlement", "с.Жалын", "Жалын а.")
    await took(town, edition(village), tmp_path)
    assert (await kept(town))["196851100"].territory.level is Level.UNIT
    moved = (
        await took(
            town, edition(row("196851000", "sub_district", "с.о.Жалын", "Жалын а.о."), village), tmp_path
        )
    ).changes

    assert (moved.added, moved.moved) == (["196851000"], ["196851100"])
    assert await town.database.read(lambda tx: home_of(tx, "196851100")) == Home(
        "196851100", "196851000", ILE
    )


async def test_what_is_gone_is_no_longer_offered_but_its_people_keep_it(town: Town, tmp_path: Path) -> None:
    await took(town, edition(), tmp_path)
    aigul = await town.resident(village=KOKTEREK)
    report = await town.report(aigul)
    await took(town, edition(without=[KOKTEREK]), tmp_path)

    assert await found(town, "kokterek") == []
    assert KOKTEREK not in {one.kato for one in (await town.territories.listing(BAISERKE_UNIT, KK)).listed}
    with pytest.raises(NoSuchTerritory):
        await town.resident(1002, KOKTEREK)
    with pytest.raises(NoSuchTerritory):
        await town.territories.listing(KOKTEREK, KK)
    assert (await town.territories.spot(KOKTEREK)).territory.name_en == "Kokterek"
    assert (await town.reports.story(aigul.id, report.id)).report.village.kato == KOKTEREK
    assert (await town.report(aigul)).village.kato == KOKTEREK


async def test_no_group_is_bound_to_what_is_gone(town: Town, tmp_path: Path) -> None:
    await took(town, edition(), tmp_path)
    await took(town, edition(without=[AKSAI_UNIT, AKSAI, "196849300"]), tmp_path)

    with pytest.raises(NoSuchTerritory):
        await town.bound(AKSAI_UNIT)


async def test_the_file_of_one_region_takes_nothing_from_another(town: Town, tmp_path: Path) -> None:
    other = [row("110000000", "oblast", "Акмолинская область", "Ақмола облысы")]
    did = (await took(town, other, tmp_path)).changes

    assert (did.added, did.gone) == (["110000000"], [])


async def test_coordinates_stay_when_a_later_file_has_none(town: Town, tmp_path: Path) -> None:
    located = [one | {"lat": "", "lon": ""} for one in edition()]
    for one in located:
        if one["kato"] == BAISERKE:
            one |= {"lat": "43.49", "lon": "77.02"}
    await took(town, located, tmp_path)
    again = (await took(town, edition(), tmp_path)).changes

    assert (await kept(town))[BAISERKE].point == (43.49, 77.02)
    assert again.entries == []


async def test_a_broken_row_stops_the_whole_import(town: Town, tmp_path: Path, peek: Peek) -> None:
    before = await peek("SELECT * FROM territories")
    rows = edition(row("19680010", "settlement", "с.Новое", "Жаңа а."))

    for dry in (True, False):
        with pytest.raises(NotTaken) as refused:
            await took(town, rows, tmp_path, dry=dry)
        assert refused.value.broken == [Broken(len(rows) + 1, Flaw.KATO, "19680010")]
    assert await peek("SELECT * FROM territories") == before


async def test_when_broken_rows_are_skipped_the_others_come_and_nothing_is_taken_for_gone(
    town: Town, tmp_path: Path
) -> None:
    await took(town, edition(), tmp_path)
    rows = edition(row(NEW_VILLAGE, "settlement", "с.Новое", "Жаңа а."), without=[KOKTEREK])
    rows = [one | {"level": "hamlet"} if one["kato"] == BAISERKE_UNIT else one for one in rows]
    outcome = await took(town, rows, tmp_path, skip=True)
    entries = await kept(town)

    assert [one.flaw for one in outcome.broken] == [Flaw.LEVEL]
    assert (outcome.changes.added, outcome.changes.moved, outcome.changes.gone) == ([NEW_VILLAGE], [], [])
    assert entries[NEW_VILLAGE].territory.parent == BAISERKE_UNIT
    assert entries[NEW_VILLAGE].territory.level is Level.VILLAGE


async def test_kazakh_names_under_the_russian_head_are_kept_and_counted(town: Town, tmp_path: Path) -> None:
    came = importing.read(csv_of(edition(), tmp_path / "kato.csv"), silent)
    await took(town, edition(), tmp_path)

    assert came.kazakh == 3
    assert (await kept(town))[AKSAI].territory.name_ru == "Ақсай"


async def test_a_name_missing_in_one_language_is_that_of_the_other(town: Town, tmp_path: Path) -> None:
    await took(town, edition(row(NEW_VILLAGE, "settlement", "", "Жаңа а.")), tmp_path)

    assert (await kept(town))[NEW_VILLAGE].territory.name_ru == "Жаңа"


async def test_what_another_program_imports_is_found_at_once(
    town: Town, database_url: str, tmp_path: Path
) -> None:
    assert await found(town, "zhana") == []
    stranger = await connect(database_url)
    beside = replace(town, database=stranger, territories=TerritoryService(stranger))
    await took(beside, edition(row(NEW_VILLAGE, "settlement", "с.Новое", "Жаңа а.")), tmp_path)
    await stranger.close()

    assert await found(town, "zhana") == [NEW_VILLAGE]


async def test_two_imports_at_once_are_one_after_the_other(town: Town, tmp_path: Path) -> None:
    file = csv_of(edition(row(NEW_VILLAGE, "settlement", "с.Новое", "Жаңа а.")), tmp_path / "kato.csv")
    came = importing.read(file, silent)
    service = ClassifierService(town.database)
    outcomes = await asyncio.gather(*(service.renew(came, silent, skip_broken=False) for _ in range(2)))

    assert sorted(len(outcome.changes.added) for outcome in outcomes) == [0, 1]


async def test_an_import_by_another_program_and_the_bots_work_do_not_disturb_each_other(
    town: Town, database_url: str, tmp_path: Path
) -> None:
    came = importing.read(csv_of(edition(), tmp_path / "kato.csv"), silent)
    stranger = await connect(database_url)
    people = [town.resident(5000 + number, BAISERKE) for number in range(20)]
    outcome, *residents = await asyncio.gather(
        ClassifierService(stranger).renew(came, silent, skip_broken=False), *people
    )
    reports = await asyncio.gather(
        ClassifierService(stranger).renew(came, silent, skip_broken=False), *map(town.report, residents)
    )
    await stranger.close()

    assert outcome.changes.renamed
    assert len({report.number for report in reports[1:]}) == 20


async def test_how_far_it_is_is_told_to_whoever_looks_on(town: Town, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    came = importing.read(csv_of(country(), tmp_path / "kato.csv"), lambda done, of: told.append((done, of)))
    await ClassifierService(town.database).renew(
        came, lambda done, of: told.append((done, of)), skip_broken=False
    )

    assert told[:2] == [(1000, 15594), (2000, 15594)]
    assert told.count((15594, 15594)) == 2
    assert told[-1][0] == told[-1][1]
