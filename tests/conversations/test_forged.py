"""Presses that no button of theirs makes: from a stranger, another group, a private chat. Refused, nothing changed."""

from typing import Any

from sandbox.person import Person
from tests.conftest import (
    bind,
    invite,
    tap,
)
from tests.conversations.conftest import TEXT, There, fixture, go_to, shown

REPORT_1 = (
    "do:1:take", "do:1:ask", "do:1:start", "do:1:resolve", "do:1:forward", "do:1:reject", "do:1:duplicate", "do:1:return", "do:1:hold",
    "why:1:hold:insult", "mute:1:hold:insult", "why:1:reject:private", "why:1:forward:police", "mute:1:reject:private", "mute:1:forward:police", "same:1:2", "card:1",
    "show:1", "offices:1:0", "handover:1:196843000:0", "handover:1:196843100:0",
)  # fmt: skip
POSTERS = ("poster:196847000:1:0", "poster:196847100:0:0", "poster:196847000:0:1")
BINDING = (
    "bindin::0",
    "bindin:196800000:0",
    "serve:196847000:0",
    "connect:kk",
    "unbind:1",
    "unbind:0",
    "lang:kk:",
)
BLOCKING = ("block:1:block", "block:1:leave", "block:1:lift")
RESIDENTS = (
    "fixed:1:1", "fixed:1:0", "story:1:0", "my:0", "add:1", "send:1", "cancel:1", "new", "set:withdrawn",
    "village:196847100", "consent:agree:en:", "category:1:roads", "data:show", "data:forget", "forget:7K3F-94AY:en",
)  # fmt: skip

TABLES = (
    "people",
    "consents",
    "reports",
    "events",
    "groups",
    "served",
    "bindings",
    "roles",
    "invitations",
    "audit",
    "drafts",
    "letters",
    "posts",
    "blocks",
)


@fixture()
async def card(village: There, resident: Person) -> dict[str, Any]:
    await village.report(resident)
    found = await village.yerlan.sees(TEXT, chat=village.group)
    await village.quiet()
    return found


def everything(village: There) -> dict[str, Any]:
    return {table: village.kept(f"SELECT * FROM {table}") for table in TABLES}


async def test_a_stranger_in_the_group_can_press_nothing(village: There, card: dict[str, Any]) -> None:
    before, messages = everything(village), await shown(village.yerlan, village.group)
    for carried in (*REPORT_1, *POSTERS, *BINDING, *BLOCKING, *RESIDENTS):
        answer = await village.marina.press(carried, card, chat=village.group)
        assert answer.show_alert, f"{carried} was not refused"
    await village.quiet()
    assert everything(village) == before
    assert await shown(village.yerlan, village.group) == messages


async def test_the_administrator_of_another_group_can_press_nothing_here(
    village: There, card: dict[str, Any]
) -> None:
    before = everything(village)
    other = await village.client.group("Elsewhere", owner=village.marina, bot="administrator")
    page = await village.marina.sees("Good day!", chat=other)
    for carried in (*REPORT_1, *POSTERS, *RESIDENTS, *BINDING):
        answer = await village.marina.press(carried, page, chat=other)
        assert answer.show_alert, f"{carried} was not refused"
    await village.quiet()
    assert everything(village) == before
    assert TEXT not in str(await shown(village.marina, other))


async def test_a_group_of_another_territory_can_press_nothing_here(
    village: There, card: dict[str, Any]
) -> None:
    other = await village.client.group("Boraldai", owner=village.yerlan, members=[], bot="administrator")
    await bind(village.yerlan, other, "Boraldai settlement")
    page = await village.yerlan.sees("now takes the reports", chat=other)
    await village.client.member(other, village.marina, "member")
    await invite(village.yerlan, village.marina, "Moderator", "Boraldai settlement")
    await village.quiet()
    before = everything(village)
    for carried in REPORT_1:
        answer = await village.marina.press(carried, page, chat=other)
        assert answer.text in (
            "This report belongs to another group.",
            "Please choose a reason.",
        ), f"{carried}: {answer.text}"
    asked = await village.marina.send("/r 1", chat=other)
    await village.marina.sees("There is no report with this number", chat=other, after=asked)
    asked = await village.marina.send("/queue", chat=other)
    await village.marina.sees("Nothing waits", chat=other, after=asked)
    await village.quiet()
    assert everything(village) == before
    assert TEXT not in str(await shown(village.marina, other))


async def test_in_a_private_chat_nobody_can_press_what_is_the_offices(
    village: There, card: dict[str, Any]
) -> None:
    await village.yerlan.start()
    page = await village.yerlan.sees("Choose a language")
    before = everything(village)
    binding = ("bindin::0", "bindin:196800000:0", "serve:196847000:0", "connect:en", "unbind:1")
    for person, chat_page, forged in (
        (village.yerlan, page, (*REPORT_1, *BLOCKING, "unbind:1")),
        (village.aigul, await village.aigul.last(), (*REPORT_1, *BLOCKING, *binding)),
    ):
        for carried in forged:
            answer = await person.press(carried, chat_page)
            assert answer.show_alert, f"{carried} was not refused"
    await village.quiet()
    assert everything(village) == before


async def test_a_stranger_in_private_can_press_nothing_of_anothers(
    village: There, card: dict[str, Any]
) -> None:
    before = everything(village)
    await village.marina.start()
    page = await village.marina.sees("Choose a language")
    for carried in (
        *POSTERS, *BLOCKING,
        "fixed:1:1", "fixed:1:0", "story:1:0", "my:0", "add:1", "send:1", "cancel:1", "new", "set:withdrawn", "set:village",
        "set:privacy", "village:196847100", "category:1:roads", "step:1:onward:place",
    ):  # fmt: skip
        answer = await village.marina.press(carried, page)
        assert answer.show_alert, f"{carried} was not refused"
    for carried in ("data:show", "data:forget", "forget:7K3F-94AY:en"):
        pressed = await village.marina.press(carried, page)
        assert pressed.text is None
        await village.marina.sees("Nothing is kept about you")
    await village.quiet()
    assert everything(village) == before


async def test_a_button_forged_under_a_picture_is_answered_in_a_message_of_its_own(village: There) -> None:
    await village.settle(village.aigul)
    await go_to("pictures", village.aigul)
    await village.aigul.photo()
    for label in ("Done", "Without a place", "Send"):
        await tap(village.aigul, label)
    picture = await village.yerlan.sees(lambda message: "photo" in message, chat=village.group)
    await village.yerlan.press("lang:kk:", picture, chat=village.group)
    await village.quiet()
    assert village.kept("SELECT language FROM groups") == [("kk",)]
    newest = (await shown(village.yerlan, village.group))[-1]
    assert newest["message_id"] > picture["message_id"]
