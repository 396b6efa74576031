"""Three of somebody's reports were held: a coordinator is asked, and blocks them for a while, or does not."""

from typing import Any

from sandbox.person import Person
from tests.conftest import tap
from tests.conversations.conftest import There, fixture, labels, shown

REFUSED = "You cannot send new reports from"


async def hold(village: There, number: str, index: int) -> None:
    card = await village.yerlan.sees(f"№ {number} · ", chat=village.group)
    answer = await village.yerlan.press(f"mute:{index}:hold:insult", card, chat=village.group)
    assert answer.text == f"№ {number}: ⚫ held"


@fixture()
async def question(village: There, resident: Person) -> dict[str, Any]:
    """Yerlan, who administers the bot, is asked about Aigul."""
    started = await village.yerlan.start()
    for index in (1, 2, 3):
        await hold(village, await village.report(resident, f"Swearing {index}"), index)
        await village.quiet()
    found: dict[str, Any] = await village.yerlan.sees("of one resident's reports 3 were held", after=started)
    return found


async def test_a_coordinator_sees_numbers_and_reasons_and_nothing_of_the_person(
    village: There, question: dict[str, Any]
) -> None:
    assert "Ile district" in question["text"]
    for number in ("26-1", "26-2", "26-3"):
        assert f"№ {number} · Insult or swearing" in question["text"]
    assert labels(question) == ["🚫 Block for 30 days", "Leave it so"]
    told = str(await shown(village.yerlan))
    for secret in ("Айгүл", "Swearing", str(village.aigul.id), "aigul_seitkyzy"):
        assert secret not in told


async def test_a_blocked_resident_is_told_reports_nothing_new_and_still_sees_their_own(
    village: There, question: dict[str, Any], resident: Person
) -> None:
    await tap(village.yerlan, "Block for 30 days")
    told = await resident.sees(REFUSED)
    assert "several of yours were held" in told["text"]
    assert "hello@example.kz" in told["text"]
    assert "Ерлан" not in str(await resident.transcript())
    for command in ("/report", "📝 Report a problem"):
        said = await resident.send(command)
        await resident.sees(REFUSED, after=said)
    answer = await resident.press("new", told)
    assert answer.show_alert
    assert answer.text is not None
    assert answer.text.startswith(REFUSED)
    assert "hello@example.kz" in answer.text
    said = await resident.photo()
    await resident.sees(REFUSED, after=said)
    assert village.kept("SELECT * FROM drafts") == []
    for command, sight in (
        ("/my", "My reports"),
        ("/privacy", "My data and consent"),
        ("/help", "How it works"),
    ):
        said = await resident.send(command)
        await resident.sees(sight, after=said)


async def test_a_block_is_undone_with_a_button_of_the_same_message(
    village: There, question: dict[str, Any], resident: Person
) -> None:
    await tap(village.yerlan, "Block for 30 days")
    blocked = await village.yerlan.sees("are refused until")
    assert blocked["message_id"] == question["message_id"]
    assert labels(blocked) == ["↩️ Unblock"]
    await tap(village.yerlan, "Unblock")
    free = await village.yerlan.sees("This resident may report.")
    assert labels(free) == ["🚫 Block for 30 days"]
    await resident.sees("You can send new reports again")
    await village.report(resident)


async def test_a_block_ends_by_itself_and_the_resident_hears_of_it(
    village: There, question: dict[str, Any], resident: Person
) -> None:
    await tap(village.yerlan, "Block for 30 days")
    await resident.sees(REFUSED)
    await village.later(days=30, minutes=1)
    await resident.sees("You can send new reports again")
    await village.report(resident)


async def test_who_is_left_alone_goes_on_and_hears_nothing(
    village: There, question: dict[str, Any], resident: Person
) -> None:
    await tap(village.yerlan, "Leave it so")
    left = await village.yerlan.sees("This resident may report.")
    assert left["message_id"] == question["message_id"]
    await village.report(resident)
    assert REFUSED not in str(await shown(resident))


async def test_nobody_but_a_coordinator_can_press_it_wherever_they_send_it_from(
    village: There, question: dict[str, Any], resident: Person
) -> None:
    await village.marina.start()
    await village.marina.sees("Choose a language")
    before = village.kept("SELECT * FROM blocks")
    for who, chat in ((village.marina, None), (resident, None), (village.marina, village.group)):
        page = (await shown(who, chat))[-1]
        for verdict in ("block", "leave", "lift"):
            for block in (1, 2):
                answer = await who.press(f"block:{block}:{verdict}", page, chat=chat)
                assert answer.show_alert
    assert village.kept("SELECT * FROM blocks") == before


async def test_an_old_button_about_reports_taken_up_again_blocks_nobody(
    village: There, question: dict[str, Any], resident: Person
) -> None:
    card = await village.yerlan.sees("№ 26-1 · ⚫ held", chat=village.group)
    await village.yerlan.tap("Take up again", chat=village.group, message=card)
    answer = await village.yerlan.tap("Block for 30 days", message=question)
    assert answer.text == "Fewer than 3 of their reports are held now. Nothing was changed."
    await village.report(resident)


async def test_nobody_is_asked_about_reports_that_were_taken_up_again_before_they_could_be(
    village: There, resident: Person
) -> None:
    """The coordinator could not be reached."""
    before = await village.yerlan.sees("Choose a language", after=await village.yerlan.start())
    await village.yerlan.block()
    for index in (1, 2, 3):
        await hold(village, await village.report(resident, f"Swearing {index}"), index)
    await village.quiet()
    card = await village.yerlan.sees("№ 26-1 · ⚫ held", chat=village.group)
    await village.yerlan.tap("Take up again", chat=village.group, message=card)
    await village.quiet()
    assert village.kept("SELECT state FROM letters WHERE kind = 'block_asked'") == [("held",)]
    await village.yerlan.unblock()
    await village.quiet()
    assert village.kept("SELECT state FROM letters WHERE kind = 'block_asked'") == [("sent",)]
    assert (await shown(village.yerlan))[-1]["message_id"] == before["message_id"]


async def test_a_block_lifted_before_it_could_be_told_is_not_told(
    village: There, question: dict[str, Any], resident: Person
) -> None:
    await resident.block()
    for label in ("Block for 30 days", "Unblock"):
        await tap(village.yerlan, label)
    await village.yerlan.sees("This resident may report.")
    await village.quiet()
    await resident.unblock()
    await resident.sees("You can send new reports again")
    await village.quiet()
    assert REFUSED not in str(await shown(resident))
