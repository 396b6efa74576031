"""What comes twice, pressed by an impatient finger or handled again after a crash, has the effect of once."""

from tests.conftest import Village, button, tap
from tests.torture.phone import data


async def test_a_button_pressed_twice_moves_one_step(village: Village) -> None:
    aigul = village.aigul
    await village.settle(aigul)
    await aigul.send("/report")
    await tap(aigul, "Street lighting")
    await aigul.send("The lamp by the school is broken")
    form = await aigul.sees(button("Without pictures"))
    for _ in range(2):
        await aigul.press(data(form)[0], form)
    last = await aigul.last()
    assert button("Without a place")(last)


async def test_words_for_the_place_handled_again_do_not_become_part_of_the_description(
    village: Village,
) -> None:
    aigul = village.aigul
    await village.settle(aigul)
    await aigul.send("/report")
    await tap(aigul, "Street lighting")
    await aigul.send("The lamp by the school is broken")
    await tap(aigul, "Without pictures")
    await aigul.sees(button("Without a place"))
    said = await aigul.send("Abai street")
    form = await aigul.sees(button("Send"))
    await village.client.raw_update({"message": said})
    again = await aigul.sees(button("Send"), after=form)
    assert "«The lamp by the school is broken»" in again["text"]


async def test_presses_on_a_form_that_is_gone_do_not_bring_a_form_and_a_receipt_each(
    village: Village,
) -> None:
    """A slow bot and a hasty finger: the presses come when the form they were for has been replaced."""
    aigul = village.aigul
    await village.settle(aigul)
    await aigul.send("/report")
    await tap(aigul, "Street lighting")
    await aigul.send("The lamp by the school is broken")
    old = await aigul.sees(button("Without pictures"))
    await aigul.photo()
    await aigul.sees(button("Done"))
    for _ in range(3):
        await aigul.press(data(old)[0], old)
    await tap(aigul, "Without a place")
    form = await aigul.sees(button("Send"))
    await aigul.delete(form)
    for _ in range(3):
        await aigul.press(data(form)[0], form)
    seen = [one.get("text", "") for one in await aigul.transcript() if one["from"]["is_bot"]]
    assert sum("Where is it?" in text for text in seen) == 0
    assert sum("Send it?" in text for text in seen) == 1
    assert sum("is received" in text for text in seen) == 1
