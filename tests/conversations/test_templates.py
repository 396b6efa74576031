"""Ready answers: written under the set-up, pressed in the group, read by the resident in their own language."""

from sandbox.person import Person
from tests.conftest import BAISERKE_DISTRICT
from tests.conversations.conftest import Json, There, labels
from tests.conversations.test_clocks import now, now_in_group
from tests.conversations.test_consultations import press


async def shelf(village: There) -> Json:
    """The page of the unit's ready answers, opened from its set-up."""
    chief = village.yerlan
    listed = await chief.sees("Whose team", after=await chief.send("/setup"))
    await chief.press(f"setup:{BAISERKE_DISTRICT}", listed)
    return await press(chief, "Ready answers", await now(chief, listed))


async def written(village: There, step: str, kk: str, ru: str) -> None:
    chief = village.yerlan
    await press(chief, f"➕ {step}", await shelf(village))
    await chief.sees("in Russian", after=await chief.send(kk))
    page = await chief.sees(ru, after=await chief.send(ru))
    assert kk in page["text"]
    assert "missing" not in page["text"]


async def test_kazakh_words_that_are_handled_again_do_not_become_the_russian_ones(village: There) -> None:
    chief = village.yerlan
    await press(chief, "➕ ❓ Ask", await shelf(village))
    said = await chief.send("Қай үйдің жанында?")
    first = await chief.sees("in Russian", after=said)
    for _ in range(2):
        await village.client.raw_update({"message": said})
        first = await chief.sees("in Russian", after=first)
    page = await chief.sees("Возле", after=await chief.send("Возле какого дома?"))
    assert "Қай үйдің жанында?" in page["text"]
    assert village.kept("SELECT kk, ru FROM templates") == [("Қай үйдің жанында?", "Возле какого дома?")]


async def test_a_question_written_once_is_asked_by_a_press(village: There, resident: Person) -> None:
    await written(village, "❓ Ask", "Қай үйдің жанында?", "Возле какого дома?")
    number = await village.report(resident)
    card = await village.yerlan.sees(f"№ {number}", chat=village.group)

    await village.yerlan.tap("❓ Ask", chat=village.group, message=card)
    await village.yerlan.sees("1. «Возле какого дома?»", chat=village.group)
    await village.quiet()
    card = await now_in_group(village, card)
    assert labels(card) == ["1. Возле какого дома?", "← Back"]
    await village.yerlan.tap("1. ", chat=village.group, message=card)

    await resident.sees("Возле какого дома?")
    await village.quiet()
    card = await now_in_group(village, card)
    assert "needs details" in card["text"]
    assert "✅ Resolved" in labels(card)


async def test_a_refusal_is_explained_by_a_press_or_in_ones_own_words(
    village: There, resident: Person
) -> None:
    await written(village, "🚫 Reject", "Бюджетте қаражат жоқ.", "В бюджете нет средств.")
    first, second = await village.report(resident), await village.report(resident)
    for number, own in ((first, False), (second, True)):
        card = await village.yerlan.sees(f"№ {number}", chat=village.group)
        await village.yerlan.tap("🚫 Reject", chat=village.group, message=card)
        await village.quiet()
        await village.yerlan.tap(
            "Not in this year's budget", chat=village.group, message=await now_in_group(village, card)
        )
        prompt = await village.yerlan.sees(f"№ {number}, reject", chat=village.group)
        await village.quiet()
        if own:
            await village.yerlan.send("Not this year", chat=village.group, reply_to=prompt)
            await resident.sees("Not this year")
        else:
            card = await now_in_group(village, card)
            assert labels(card) == ["1. В бюджете нет средств.", "Without explanation", "← Back"]
            await village.yerlan.tap("1. ", chat=village.group, message=card)
            await resident.sees("В бюджете нет средств.")


async def test_a_ready_answer_is_changed_and_deleted_and_a_picture_is_none(village: There) -> None:
    await written(village, "✅ Resolved", "Жөнделді", "Отремонтировано")
    chief = village.yerlan
    page = await press(chief, "✅ Отремонтировано", await shelf(village))
    page = await press(chief, "РУС", page)
    await chief.sees("write it in words", after=await chief.photo())
    page = await chief.sees("Сделано", after=await chief.send("Сделано"))
    page = await press(chief, "Delete", page)
    page = await press(chief, "Back", page)
    page = await press(chief, "Delete", page)
    page = await press(chief, "🗑 Delete", page)
    assert not any("Сделано" in one for one in labels(page))


async def test_a_double_tap_on_a_step_chooses_no_answer(village: There, resident: Person) -> None:
    await written(village, "❓ Ask", "Қай үйдің жанында?", "Возле какого дома?")
    number = await village.report(resident)
    card = await village.yerlan.sees(f"№ {number}", chat=village.group)
    village.stage.taps.patience = 60  # the second tap of a slow thumb
    await village.yerlan.tap("❓ Ask", chat=village.group, message=card)
    await village.quiet()
    await village.yerlan.tap("1. ", chat=village.group, message=await now_in_group(village, card))
    await village.quiet()
    village.stage.taps.patience = 0
    assert village.kept("SELECT state FROM reports") == [("received",)]
