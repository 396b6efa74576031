"""In a country of twenty regions a resident finds their village in a few presses, and a group its unit."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from bot.app import SAMPLE
from bot.domain.people import Language
from bot.services import classifier
from bot.services.classifier import ClassifierService
from bot.services.territories import TerritoryService
from sandbox.person import Person
from tests.conftest import (
    BAISERKE,
    BAISERKE_DISTRICT,
    ILE,
    KEYS,
    button,
    tap,
)
from tests.conversations.conftest import (
    Json,
    Stage,
    There,
    data,
    fixture,
    labels,
    said,
)
from tests.countries import country, csv_of

POINTS = {BAISERKE: ("43.49", "77.02"), "196847200": ("43.52", "77.05"), "196849100": ("43.60", "76.60")}
CITY = next(one for one in country() if one["kato"].endswith("20100"))  # straight under its district
CITY_NAME = CITY["name_kk"].removesuffix(" қ.")


@fixture(scope="module")
async def land(stage: tuple[Stage, Person], tmp_path_factory: Any) -> AsyncIterator[None]:
    """The whole country, in which it is known where three villages lie; afterwards the sample district again."""
    opened, _ = stage
    rows = [
        one | dict(zip(("lat", "lon"), POINTS.get(one["kato"], ("", "")), strict=True)) for one in country()
    ]
    folder: Path = tmp_path_factory.mktemp("land")
    came = classifier.read(csv_of(rows, folder / "kato.csv"), lambda *_: None)
    await ClassifierService(opened.database).renew(came, lambda *_: None, skip_broken=False)
    opened.ask("UPDATE counters SET value = 1000 WHERE name = 'territories'")
    yield
    opened.ask("DELETE FROM territories")
    await TerritoryService(opened.database).begin_with(SAMPLE)


@fixture()
async def here(land: None, stage: tuple[Stage, Person]) -> AsyncIterator[There]:
    """People in that country, and no group yet."""
    opened, yerlan = stage
    opened.ask("INSERT OR REPLACE INTO counters VALUES ('territories', 1000)")
    there = There(opened, yerlan)
    await there.invite()
    yield there
    await opened.sweep()
    await there.nobody_was_named()


@fixture()
async def newcomer(here: There) -> Person:
    """Aigul is asked for her village."""
    await here.aigul.start()
    await tap(here.aigul, "English")
    await tap(here.aigul, "I agree")
    await here.aigul.sees("Where do you live?")
    return here.aigul


async def answered(person: Person, text: str, shown: str = "") -> dict[str, Any]:
    """What the bot says to words."""
    asked = await person.send(text)
    return await person.sees(shown, after=asked)


async def test_the_list_begins_with_the_regions(newcomer: Person) -> None:
    await tap(newcomer, "Choose from a list")
    regions = await newcomer.sees("Choose your region")
    assert len(labels(regions)) == 20
    await tap(newcomer, "Almaty region")
    districts = await newcomer.sees("Almaty region. Choose:")
    assert "Ile district" in labels(districts)
    await tap(newcomer, "Ile district")
    await newcomer.sees("Ile district. Choose:")
    await tap(newcomer, "Baiserke rural district")
    await newcomer.sees("Baiserke rural district. Choose:")
    await tap(newcomer, "Kokterek")
    await newcomer.sees("Your village: Kokterek")


async def test_there_is_a_way_back_from_everywhere(newcomer: Person) -> None:
    await tap(newcomer, "Choose from a list")
    for name in ("Almaty region", "Ile district", "Baiserke rural district"):
        await tap(newcomer, name)
        await newcomer.sees(f"{name}. Choose:")
    for text in ("Ile district. Choose:", "Almaty region. Choose:", "Choose your region"):
        await tap(newcomer, "← Back")
        last = await newcomer.sees(text)
    assert not any("Back" in label for label in labels(last))


async def test_long_lists_are_turned_page_by_page(here: There, newcomer: Person) -> None:
    [(unit, most)] = here.kept(
        "SELECT parent, count(*) FROM territories WHERE level = 'village' AND gone = 0 GROUP BY parent "
        "ORDER BY count(*) DESC LIMIT 1"
    )
    assert most > 20
    await newcomer.sees("Where do you live?")
    first = await newcomer.last()
    await newcomer.press(f"inside:{unit}:0", first)
    seen: list[str] = []
    pages = -(-most // 20)
    for page in range(1, pages + 1):
        listed = await newcomer.sees(
            lambda message, page=page: page == pages or f"{page + 1} / {pages} »" in labels(message)
        )
        names = [label for label in labels(listed) if not any(mark in label for mark in "«»←")]
        assert len(names) <= 20
        assert "← Back" in labels(listed)
        seen += names
        if page < pages:
            await newcomer.tap(f"{page + 1} / {pages} »", message=listed)
            await newcomer.sees(lambda message, page=page: f"« {page} / {pages}" in labels(message))
    assert len(seen) == most
    await newcomer.tap(f"« {pages - 1} / {pages}")
    await newcomer.sees(lambda message: f"{pages} / {pages} »" in labels(message))


async def test_a_page_that_is_no_longer_there_is_the_last_one(newcomer: Person) -> None:
    first = await newcomer.last()
    await newcomer.press("inside::99", first)
    assert len(labels(await newcomer.sees("Choose your region"))) == 20


async def test_no_page_has_more_buttons_than_can_be_looked_through(here: There, newcomer: Person) -> None:
    first = await newcomer.last()
    for (region,) in here.kept("SELECT kato FROM territories WHERE parent IS NULL AND gone = 0"):
        await newcomer.press(f"inside:{region}:0", first)
        name = here.kept(f"SELECT name_en FROM territories WHERE kato = '{region}'")[0][0]
        listed = await newcomer.sees(f"{name}. Choose:")
        assert 2 <= len(labels(listed)) <= 22


async def test_homonyms_are_told_apart_by_district_and_region(here: There, newcomer: Person) -> None:
    [(name, _)] = here.kept(
        "SELECT name_en, count(*) FROM territories WHERE level = 'village' AND gone = 0 AND name_en NOT LIKE '% %' "
        "GROUP BY name_en ORDER BY count(*) DESC LIMIT 1"
    )
    found = labels(await answered(newcomer, name, "Is it one of these?"))[:-1]
    assert len(found) == len(set(found)) == 8
    for label in found:
        called, district, region = label.rsplit(", ", 2)
        assert called.split(", ")[0] == name
        assert here.kept(
            f"SELECT d.kato FROM territories d JOIN territories r ON r.kato = d.parent "
            f"WHERE d.name_en = '{district}' AND r.name_en = '{region}' AND r.level = 'region'"
        )


async def test_a_district_written_after_the_name_narrows_to_it(newcomer: Person) -> None:
    found = labels(await answered(newcomer, "аксай иле", "Is it one of these?"))
    assert found[0] == "Aksai, Aksai rural district, Ile district"


async def test_in_kazakh_the_same(here: There) -> None:
    kazakh = Language.KAZAKH
    await here.aigul.start()
    await tap(here.aigul, "Қазақша")
    await tap(here.aigul, said(kazakh, "I agree"))
    await tap(here.aigul, said(kazakh, "Choose from a list"))
    await tap(here.aigul, "Алматы облысы")
    await tap(here.aigul, "Іле ауданы")
    units = await here.aigul.sees(lambda message: "Байсерке ауылдық округі" in labels(message))
    assert labels(units)[-1] == "← " + said(kazakh, "Back")


async def test_a_city_without_villages_is_itself_offered_as_a_home(here: There, newcomer: Person) -> None:
    [(name, above)] = here.kept(
        f"SELECT c.name_en, d.name_en FROM territories c JOIN territories d ON d.kato = c.parent WHERE c.kato = '{CITY['kato']}'"
    )
    first = await newcomer.last()
    await newcomer.press(f"inside:{CITY['kato']}:0", first)
    asked = await newcomer.sees("Do you live in")
    assert f"{name}, {above}" in asked["text"]
    await tap(newcomer, "Yes")
    await newcomer.sees(f"Your village: {name}")
    number = await here.report(newcomer)
    assert here.kept("SELECT unit, village FROM reports") == [(CITY["kato"], CITY["kato"])]
    assert number


async def test_a_poster_of_such_a_city_offers_it_too(here: There) -> None:
    await here.aigul.start(f"t{CITY['kato']}")
    await tap(here.aigul, "English")
    await tap(here.aigul, "I agree")
    await tap(here.aigul, "Yes")
    await here.aigul.sees("Your village")


async def test_the_poster_of_a_village_that_is_gone_is_as_none(here: There) -> None:
    here.kept(f"UPDATE territories SET gone = 1 WHERE kato = '{BAISERKE}'")
    try:
        await here.aigul.start(f"t{BAISERKE}")
        await tap(here.aigul, "English")
        await tap(here.aigul, "I agree")
        await here.aigul.sees("Where do you live?")
    finally:
        here.kept(f"UPDATE territories SET gone = 0 WHERE kato = '{BAISERKE}'")


async def test_a_location_proposes_the_nearest_villages_and_only_proposes(
    here: There, newcomer: Person
) -> None:
    sent = await newcomer.location(43.50, 77.03)
    near = await newcomer.sees("These are near", after=sent)
    assert [label.split(",")[0] for label in labels(near)] == [
        "Baiserke",
        "Ali",
        "Aksai",
        "📍 Choose from a list",
    ]
    assert here.kept(f"SELECT village FROM people WHERE account = {KEYS.account(newcomer.id)}") == [(None,)]
    assert here.kept("SELECT * FROM drafts") == []
    await newcomer.tap("Ali", message=near)
    await newcomer.sees("Your village: Ali")


async def test_far_from_every_known_village_a_location_is_answered_kindly(newcomer: Person) -> None:
    for point in ((51.1, 71.4), (0.0, 0.0), (90.0, 180.0)):
        sent = await newcomer.location(*point)
        await newcomer.sees("I do not know which villages are near", after=sent)


async def test_who_changes_the_village_sends_a_location_too(here: There) -> None:
    await here.settle(here.aigul)
    await here.aigul.send("/settings")
    await tap(here.aigul, "Change village")
    await here.aigul.sees("Reports already sent stay")
    sent = await here.aigul.location(43.52, 77.05)
    near = await here.aigul.sees("These are near", after=sent)
    await here.aigul.tap("Ali", message=near)
    await here.aigul.sees("Your village: Ali")


async def test_at_home_a_location_is_a_place_and_no_question_of_villages(here: There) -> None:
    await here.settle(here.aigul)
    sent = await here.aigul.location(43.50, 77.03)
    await here.aigul.sees("What is it about?", after=sent)


# --- groups ---


async def test_a_group_is_bound_by_region_district_and_unit(here: There) -> None:
    group = await here.client.group("Moderators", owner=here.yerlan, bot="administrator")
    regions = await asked(here, group)
    assert len(labels(regions)) == 20
    for label, text in (
        ("Almaty region", "In which district"),
        ("Ile district", "Which parts of Ile district"),
        ("← Back", "In which district"),
        ("← Back", "In which region"),
        ("Almaty region", "In which district"),
        ("Ile district", "Which parts of Ile district"),
        ("Baiserke rural district", "Which parts of Ile district"),
        ("Next", "In which language"),
    ):
        await here.yerlan.tap(label, message=regions)
        await here.yerlan.sees(text)
    await here.yerlan.tap("English", message=regions)
    await here.yerlan.sees("now takes the reports of Baiserke rural district", chat=group)
    assert here.kept("SELECT kato FROM served") == [(BAISERKE_DISTRICT,)]


async def asked(here: There, group: Json) -> Json:
    """The first question in private, once the code was written."""
    await here.yerlan.send("/bind", chat=group)
    told = await here.yerlan.sees("send me this code", chat=group)
    written = await here.yerlan.send(told["text"].split("\n")[2])
    return await here.yerlan.sees("In which region", after=written)


async def test_a_group_in_a_city_of_the_republic_takes_one_of_its_districts(here: There) -> None:
    group = await here.client.group("Moderators", owner=here.yerlan, bot="administrator")
    page = await asked(here, group)
    await here.yerlan.tap("Astana city", message=page)
    listed = await here.yerlan.sees("In which district")
    assert len(labels(listed)) == 7
    first = labels(listed)[0]
    await here.yerlan.tap(first, message=page)
    await here.yerlan.sees(button(f"✅ {first}"))
    await here.yerlan.tap("Next", message=page)
    await here.yerlan.sees("In which language")
    await here.yerlan.tap("English", message=page)
    await here.yerlan.sees("now takes the reports", chat=group)


async def test_who_is_no_administrator_turns_no_pages(here: There) -> None:
    group = await here.client.group(
        "Moderators", owner=here.yerlan, members=[here.marina], bot="administrator"
    )
    regions = await asked(here, group)
    await here.marina.start()
    page = await here.marina.sees("Choose a language")
    for carried in (data(regions, "Almaty region"), "bindin::1", f"bindin:{ILE}:1", "bindin:100000000:0"):
        answer = await here.marina.press(carried, page)
        assert answer.show_alert
    assert here.kept("SELECT * FROM groups") == []
