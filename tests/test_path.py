"""The one path that makes the product worth having: a report goes to the group and comes back answered."""

from tests.conftest import Village, tap


async def test_a_report_reaches_the_group_and_its_resident_hears_that_it_is_resolved(
    village: Village,
) -> None:
    aigul, yerlan, group = village.aigul, village.yerlan, village.group
    await village.settle(aigul)
    number = await village.report(aigul)

    await yerlan.sees(f"№ {number}", chat=group)
    await tap(yerlan, "Take", group)
    await aigul.sees("in review")

    await tap(yerlan, "In progress", group)
    await aigul.sees("in progress")

    await tap(yerlan, "Resolved", group)
    prompt = await yerlan.sees("what was done", chat=group)
    await yerlan.send("A new lamp was put in", chat=group, reply_to=prompt)
    news = await aigul.sees("Is it really fixed?")
    assert "A new lamp was put in" in news["text"]

    await tap(aigul, "👍 Fixed")
    await aigul.sees("closed as fixed, by your word")
    await yerlan.sees("The resident says: fixed", chat=group)
