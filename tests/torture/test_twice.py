"""What comes twice, pressed by an impatient finger or handled again after a crash, has the effect of once."""

from tests.conftest import Village, button, tap


async def test_a_button_pressed_twice_moves_one_step(village: Village) -> None:
    aigul = village.aigul
    await village.settle(aigul)
    await aigul.send("/report")
    await tap(aigul, "Street lighting")
    await aigul.send("The lamp by the school is broken")
    form = await aigul.sees(button("Without pictures"))
    pressed = next(
        one["callback_data"]
        for row in form["reply_markup"]["inline_keyboard"]
        for one in row
        if "Without pictures" in one["text"]
    )
    await aigul.press(pressed, form)
    await aigul.press(pressed, form)
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
