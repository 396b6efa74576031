"""The office hangs a poster up, and a resident arrives by it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from io import BytesIO
from typing import Any

import pypdfium2
import zxingcpp
from PIL import Image

from bot.pace import Pace
from bot.telegram import Telegram
from sandbox.person import Person
from tests.conftest import (
    bind,
    invite,
    tap,
)
from tests.conversations.conftest import There, labels, shown

Json = dict[str, Any]

UNIT, BAISERKE = "196847000", "196847100"


def to(kato: str) -> str:
    return f"https://t.me/sandbox_bot?start=t{kato}"


def file_called(name: str) -> Callable[[Json], bool]:
    return lambda message: message.get("document", {}).get("file_name") == name


async def poster(village: There, person: Person, kato: str, after: Json, chat: Any = None) -> Json:
    """Wait for both files of the place's poster and read their codes; the message with the PDF."""
    codes = []
    pdf, png = [
        await person.sees(file_called(f"poster-{kato}.{kind}"), chat=chat, after=after)
        for kind in ("pdf", "png")
    ]
    with pypdfium2.PdfDocument(await content(village, pdf)) as document:
        codes += zxingcpp.read_barcodes(document[0].render(scale=2).to_pil())
    codes += zxingcpp.read_barcodes(Image.open(BytesIO(await content(village, png))))
    assert [code.text for code in codes] == [to(kato), to(kato)]
    return pdf


async def content(village: There, message: Json) -> bytes:
    """What Telegram hands out to whoever downloads the file."""
    file = await village.stage.house.bot.download(message["document"]["file_id"])
    assert file is not None
    return file.read()


async def files(person: Person, chat: Any = None) -> list[Json]:
    return [message for message in await shown(person, chat) if "document" in message]


async def serve(village: There, unit: str) -> Json:
    """Another group, for a unit of Ile district."""
    group = await village.client.group(unit, owner=village.yerlan, bot="administrator")
    await bind(village.yerlan, group, unit)
    return group


# --- in the moderators' group ---


async def test_moderators_choose_a_village_of_theirs_and_get_its_poster_twice_over(village: There) -> None:
    asked = await village.yerlan.send("/poster", chat=village.group)
    choice = await village.yerlan.sees("For which place", chat=village.group, after=asked)
    assert labels(choice) == ["Baiserke rural district", "Ali", "Baiserke", "Kokterek"]
    await village.yerlan.tap(labels(choice)[2], chat=village.group, message=choice)
    pdf = await poster(village, village.yerlan, BAISERKE, asked, village.group)
    assert pdf["caption"].startswith("Poster for the notice board: Baiserke.")


async def test_the_unit_has_a_poster_of_its_own_and_the_choice_stays_for_the_next(village: There) -> None:
    asked = await village.yerlan.send("/poster", chat=village.group)
    choice = await village.yerlan.sees("For which place", chat=village.group, after=asked)
    await village.yerlan.tap("Baiserke rural district", chat=village.group, message=choice)
    await poster(village, village.yerlan, UNIT, asked, village.group)
    await village.yerlan.tap("Kokterek", chat=village.group, message=choice)
    await poster(village, village.yerlan, "196847500", asked, village.group)


async def test_a_resident_arrives_by_the_poster_and_is_asked_whether_this_is_home(village: There) -> None:
    asked = await village.yerlan.send("/poster", chat=village.group)
    choice = await village.yerlan.sees("For which place", chat=village.group, after=asked)
    await village.yerlan.tap(labels(choice)[2], chat=village.group, message=choice)
    pdf = await poster(village, village.yerlan, BAISERKE, asked, village.group)
    with pypdfium2.PdfDocument(await content(village, pdf)) as document:
        (code,) = zxingcpp.read_barcodes(document[0].render(scale=2).to_pil())
    await village.aigul.start(code.text.partition("?start=")[2])
    await tap(village.aigul, "English")
    await tap(village.aigul, "I agree")
    await village.aigul.sees("Do you live in Baiserke")


async def test_a_unit_with_a_single_village_gets_the_villages_poster_at_once(village: There) -> None:
    group = await serve(village, "Boraldai settlement")
    asked = await village.yerlan.send("/poster", chat=group)
    await poster(village, village.yerlan, "196835100", asked, group)


async def test_a_group_of_the_district_comes_to_a_village_through_its_unit(village: There) -> None:
    group = await serve(village, "The whole district")
    asked = await village.yerlan.send("/poster", chat=group)
    units = await village.yerlan.sees("For which place", chat=group, after=asked)
    assert labels(units)[0] == "Ile district"
    await village.yerlan.tap("Baiserke rural district", chat=group, message=units)
    villages = await village.yerlan.sees("For which place", chat=group, after=units)
    await village.yerlan.tap(labels(villages)[2], chat=group, message=villages)
    await poster(village, village.yerlan, BAISERKE, asked, group)


async def test_a_named_moderator_gets_posters_too_and_other_members_none(village: There) -> None:
    refused = await village.marina.send("/poster", chat=village.group)
    await village.marina.sees("You have no right to do this here", chat=village.group, after=refused)
    await invite(village.yerlan, village.marina, "Moderator")
    asked = await village.marina.send("/poster", chat=village.group)
    choice = await village.marina.sees("For which place", chat=village.group, after=asked)
    await village.marina.tap("Ali", chat=village.group, message=choice)
    await poster(village, village.marina, "196847200", asked, village.group)


async def test_a_moderator_is_given_no_poster_of_anothers_territory(village: There) -> None:
    await invite(village.yerlan, village.marina, "Moderator")
    asked = await village.marina.send("/poster", chat=village.group)
    choice = await village.marina.sees("For which place", chat=village.group, after=asked)
    for carried in (
        "poster:196835100:1:0",
        "poster:196835000:0:0",
        "poster:196800000:1:0",
        "poster:196800000:0:1",
    ):
        answer = await village.marina.press(carried, choice, chat=village.group)
        assert (answer.text, answer.show_alert) == ("You have no right to do this here.", True)
    assert not await files(village.yerlan, village.group)


# --- in private ---


async def test_an_administrator_of_the_bot_gets_the_poster_of_any_place_by_its_code(village: There) -> None:
    asked = await village.yerlan.send("/poster 196835100")
    await poster(village, village.yerlan, "196835100", asked)
    asked = await village.yerlan.send(f"/poster {UNIT}")
    choice = await village.yerlan.sees("For which place", after=asked)
    await village.yerlan.tap("Baiserke rural district", message=choice)
    await poster(village, village.yerlan, UNIT, asked)


async def test_an_administrator_gets_a_poster_by_the_villages_name(village: There) -> None:
    asked = await village.yerlan.send("/poster көктерек")
    await poster(village, village.yerlan, "196847500", asked)
    asked = await village.yerlan.send("/poster к")
    found = await village.yerlan.sees("Is it one of these?", after=asked)
    await village.yerlan.tap("Kokkainar", message=found)
    await poster(village, village.yerlan, "196833300", asked)


async def test_an_administrator_who_names_no_place_that_exists_is_told_how_to(village: There) -> None:
    for wanted, beginning in (
        ("", "Write a village's name"),
        (" 999999999", "No such"),
        (" ы?!ы", "No such"),
    ):
        asked = await village.yerlan.send(f"/poster{wanted}")
        answer = await village.yerlan.sees("/poster Baiserke", after=asked)
        assert answer["text"].startswith(beginning)


async def test_a_resident_is_kindly_told_who_gives_posters_out(village: There, resident: Person) -> None:
    for command in ("/poster", f"/poster {BAISERKE}"):
        asked = await resident.send(command)
        await resident.sees("Posters are given out by the akim's office", after=asked)
    await village.quiet()
    assert not await files(resident)


# --- at Telegram's pace ---


async def test_the_bot_asks_its_name_once_and_sends_a_poster_again_when_telegram_stumbles(
    village: There,
) -> None:
    await poster(village, village.yerlan, BAISERKE, await village.yerlan.send(f"/poster {BAISERKE}"))
    before = len(await village.client.calls("getMe"))
    for fault in ("bad_gateway", "too_many_requests", "reset_before_effect"):
        await village.client.fault(fault, method="sendDocument", chat_id=village.yerlan.id)
        asked = await village.yerlan.send(f"/poster {BAISERKE}")
        await poster(village, village.yerlan, BAISERKE, asked)
    assert len(await village.client.calls("getMe")) == before


class Counted(Pace):
    """Tells to whom turns were given."""

    def __init__(self) -> None:
        super().__init__()
        self.turns: list[int] = []

    @asynccontextmanager
    async def turn(self, chat_id: int, *, messages: int = 1, urgent: bool = True) -> AsyncIterator[None]:
        self.turns.append(chat_id)
        async with super().turn(chat_id, messages=messages, urgent=urgent):
            yield


async def test_a_file_takes_its_turn_like_any_message(village: There) -> None:
    await village.yerlan.start()
    pace = Counted()
    telegram = Telegram(village.stage.house.bot, pace, urgent=True)
    await telegram.send_new(village.yerlan.id, "board.pdf", b"%PDF-")
    assert pace.turns == [village.yerlan.id]
    assert (await village.yerlan.sees(file_called("board.pdf")))["document"]["file_size"] == 5
