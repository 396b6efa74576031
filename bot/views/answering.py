"""A public answer as the office writes it: the draft with what is missing, and what is read back before it goes."""

from collections.abc import Mapping, Sequence

from bot.domain.answers import LONGEST_PROMISE, LONGEST_TEXT, Answer, Desk, Seen, To
from bot.domain.categories import Category
from bot.domain.people import Language
from bot.domain.roles import Way
from bot.domain.speech import Speech
from bot.domain.territories import Territory
from bot.i18n import Html, Words, escaped, joined, words
from bot.views import answers as residents
from bot.views import lists
from bot.views.callbacks.answering import (
    AnswerCategoryButton,
    AnsweredButton,
    AnsweringButton,
    AnswerPart,
    AnswerPartButton,
    AnswerToButton,
    AnswerVillageButton,
    DropAnswerButton,
    NoAnswerPartButton,
    PreviewAnswerButton,
    SendAnswerButton,
)
from bot.views.callbacks.pledges import PledgesButton
from bot.views.names import category_label, spot_name
from bot.views.reports import shortened
from bot.views.screens import Button, Screen, button, in_pairs, rows

DRAFT, SENT = "📝", "📢"
ON_A_BUTTON = 40


def places(way: Way, page: int, _: Words) -> Screen:
    """On the way to a unit."""
    question = _("Which place is it about?")
    return lists.places(question, way, page, lambda kato, to: AnsweringButton(kato=kato, page=to), _)


def desk(seen: Desk, _: Words) -> Screen:
    """What was answered there, and the ways to answer anew."""
    ways = [[button(_called(one, _), AnsweredButton(answer=one.id))] for one in seen.answers]
    text = joined(
        [
            _("<b>Public answers · {place}</b>", place=spot_name(seen.spot, _)),
            _("Each goes to residents from the akim's office, without anybody's name. Whom do you answer?"),
            _resting(_) if seen.frozen else None,
        ]
    )
    above = AnsweringButton(kato=seen.spot.above[0].kato) if seen.spot.above else AnsweringButton()
    promises = button("🤝 " + _.label("Promises"), PledgesButton(kato=seen.spot.territory.kato))
    return Screen(text, rows(*ways, *_new(seen, _), [promises], [button("← " + _.label("Back"), above)]))


def _resting(_: Words) -> Html:
    return _(
        "🗳 An akim is being elected here: until the akim is registered nothing goes to many, and nothing is promised. To a "
        "single report you can answer."
    )


def _new(seen: Desk, _: Words) -> list[list[Button]]:
    labels = {
        To.REPORT: _.label("To one report"),
        To.CATEGORY: _.label("To a category of reports"),
        To.VILLAGE: _.label("To a village"),
    }
    offered = [To.REPORT] if seen.frozen else list(To)
    kato = seen.spot.territory.kato
    return [[button("➕ " + labels[one], AnswerToButton(kato=kato, to=one))] for one in offered]


def _called(one: Answer, _: Words) -> str:
    when = f"{SENT} {_.day(one.sent_at)}" if one.sent_at else DRAFT
    return shortened(f"{when} · {_whom(one, _)}", ON_A_BUTTON)


def _whom(one: Answer, _: Words) -> str:
    audience = one.audience
    if audience.village is not None:
        return audience.village.name(_.language)
    return category_label(audience.category, _) if audience.category else f"№ {audience.number}"


def number_asked(kato: str, _: Words) -> Screen:
    text = _(
        "To which report? Write its number, for example: 26-17. Its author and all who support it will get the answer."
    )
    return Screen(text, rows([_to_desk(kato, "← " + _.label("Cancel"))]))


def categories(kato: str, found: Mapping[Category, int], _: Words) -> Screen:
    """Those that have open reports."""
    ways = [
        button(f"{category_label(one, _)} · {count}", AnswerCategoryButton(kato=kato, category=one))
        for one, count in found.items()
    ]
    text = (
        _(
            "To which category? The authors of its open reports, and all who support these, will get the answer."
        )
        if found
        else _("There are no open reports here just now.")
    )
    return Screen(text, rows(*in_pairs(ways), [_to_desk(kato, "← " + _.label("Back"))]))


def villages(kato: str, found: Sequence[Territory], _: Words) -> Screen:
    ways = [button(one.name(_.language), AnswerVillageButton(village=one.kato)) for one in found]
    text = _(
        "To which village? Everybody who lives there gets the answer, but for who has stopped village news."
    )
    return Screen(text, rows(*in_pairs(ways), [_to_desk(kato, "← " + _.label("Back"))]))


def answered(seen: Seen, _: Words) -> Screen:
    """A draft with what can be written of it, or what has become of one that went."""
    one = seen.answer
    if one.sent_at is not None:
        return _sent(seen, _)
    text = joined(
        [
            _("📝 <b>Answer of the akim's office</b> · {place}", place=one.territory.name(_.language)),
            residents.to_whom(one, _),
            in_both(one.text),
            _file(one, _),
            _pledge(one, _),
            _(
                "Nobody sees it yet. Write it in Kazakh, in Russian, or in both; nothing is translated for you."
            ),
            _reaches(seen.people, _),
        ]
    )
    return Screen(
        text, rows(*_parts(one, _), *_onward(one, _), [_to_desk(_kato(one), "← " + _.label("Back"))])
    )


def _file(one: Answer, _: Words) -> Html | None:
    return escaped(residents.file_label(one.file, _)) if one.file else None


def in_both(said: Speech) -> Html | None:
    """As far as it is written."""
    lines = [
        f"ҚАЗ: {escaped(said.kk)}" if said.kk else "",
        f"РУС: {escaped(said.ru)}" if said.ru else "",
    ]
    return Html("\n\n".join(line for line in lines if line)) or None


def _pledge(one: Answer, _: Words) -> Html | None:
    if not one.pledge:
        return None
    due_on = one.pledge.due_on
    day = _("By {day}", day=_.day(due_on)) if due_on else _("By which day it will be done is not said yet.")
    what = in_both(one.pledge.what) or _("What will be done is not said yet.")
    return joined([_("🤝 <b>Promise</b>"), what, day])


def promising(seen: Seen, _: Words) -> Screen:
    """What the answer promises, and what can be written of that."""
    one = seen.answer
    labels = {
        AnswerPart.WHAT_KK: "ҚАЗ " + _.label("What will be done"),
        AnswerPart.WHAT_RU: "РУС " + _.label("What will be done"),
        AnswerPart.DUE: "📅 " + _.label("By which day"),
    }
    ways = [[button(label, AnswerPartButton(answer=one.id, part=part))] for part, label in labels.items()]
    without = button(
        "🗑 " + _.label("Without a promise"), NoAnswerPartButton(answer=one.id, part=AnswerPart.PROMISE)
    )
    text = joined(
        [
            _pledge(one, _) or _("🤝 <b>Promise</b>"),
            _(
                "Residents read it in /promises until the end. It cannot be deleted: you will be asked before and after its "
                "day, and who gets this answer will be asked whether it was kept."
            ),
        ]
    )
    back = button("← " + _.label("Back"), AnsweredButton(answer=one.id))
    return Screen(text, rows(*ways, [without] if one.pledge else [], [back]))


def _reaches(people: int, _: Words) -> Html:
    return _.n("It reaches {count} person now.", "It reaches {count} people now.", people)


def _parts(one: Answer, _: Words) -> list[list[Button]]:
    labels = {
        AnswerPart.KK: "ҚАЗ " + _.label("Text in Kazakh"),
        AnswerPart.RU: "РУС " + _.label("Text in Russian"),
        AnswerPart.FILE: "📎 " + _.label("Picture or document"),
        AnswerPart.PROMISE: "🤝 " + _.label("Promise"),
    }
    return [[button(label, AnswerPartButton(answer=one.id, part=part))] for part, label in labels.items()]


def _onward(one: Answer, _: Words) -> list[list[Button]]:
    preview = [button("👁 " + _.label("Read it over"), PreviewAnswerButton(answer=one.id))]
    drop = [button("🗑 " + _.label("Take it back"), DropAnswerButton(answer=one.id))]
    return [preview, drop] if one.text else [drop]


def _sent(seen: Seen, _: Words) -> Screen:
    one, counts = seen.answer, seen.counts
    assert one.sent_at is not None
    figures = _(
        "For {people} · sent: {sent} · reached: {reached}\nWaiting: {waiting} · did not get it: {missed}",
        people=one.people,
        sent=one.reached + counts.missed,
        reached=one.reached,
        waiting=counts.waiting,
        missed=counts.missed,
    )
    text = joined(
        [
            _(
                "📢 <b>Sent on {day}</b> · {place}",
                day=_.moment(one.sent_at),
                place=one.territory.name(_.language),
            ),
            residents.to_whom(one, _),
            in_both(one.text),
            _pledge(one, _),
            figures,
        ]
    )
    refresh = button("🔄 " + _.label("Refresh"), AnsweredButton(answer=one.id))
    back = _to_desk(_kato(one), "← " + _.label("Back"))
    return Screen(text, rows(*residents.file_button(one, _), [refresh], [back]))


def part(one: Answer, asked: AnswerPart, _: Words) -> Screen:
    """What is to be written, or sent."""
    questions = {
        AnswerPart.KK: _("Write the answer in Kazakh, at most {limit} letters.", limit=LONGEST_TEXT),
        AnswerPart.RU: _("Write the answer in Russian, at most {limit} letters.", limit=LONGEST_TEXT),
        AnswerPart.FILE: _(
            "Send a photo or a document. <b>Residents will see it:</b> there must be no IIN, no address and no telephone "
            "number of anybody in it, and nobody should be recognisable on it without having agreed."
        ),
        AnswerPart.WHAT_KK: _(
            "Write in Kazakh what will be done, at most {limit} letters.", limit=LONGEST_PROMISE
        ),
        AnswerPart.WHAT_RU: _(
            "Write in Russian what will be done, at most {limit} letters.", limit=LONGEST_PROMISE
        ),
        AnswerPart.DUE: _("By which day will it be done? For example: 15.09.2027"),
    }
    there = {
        AnswerPart.KK: one.text.kk,
        AnswerPart.RU: one.text.ru,
        AnswerPart.FILE: one.file,
        AnswerPart.WHAT_KK: one.pledge.what.kk,
        AnswerPart.WHAT_RU: one.pledge.what.ru,
    }
    without = [button("🗑 " + _.label("Without it"), NoAnswerPartButton(answer=one.id, part=asked))]
    cancel = button("← " + _.label("Cancel"), AnsweredButton(answer=one.id))
    return Screen(questions[asked], rows(without if there.get(asked) else [], [cancel]))


def file_wanted(_: Words) -> Screen:
    """For words, or another kind of file."""
    return Screen(_("Please send a photo or a document, or press «Cancel» above."))


def preview(seen: Seen, _: Words) -> Screen:
    """As residents will read it, in Kazakh and in Russian."""
    one = seen.answer
    read = [
        joined([Html(f"<b>{head}</b>"), *residents.lines(one, words(language))])
        for head, language in (("ҚАЗ", Language.KAZAKH), ("РУС", Language.RUSSIAN))
    ]
    text = joined(
        [
            _("Residents will read this, in their own language. Is all of it right?"),
            *read,
            _file(one, _),
            _reaches(seen.people, _),
        ]
    )
    change = button("✏️ " + _.label("Change"), AnsweredButton(answer=one.id))
    send = button("📢 " + _.label("Send"), SendAnswerButton(answer=one.id, mark=one.mark))
    return Screen(text, rows([change], [send]))


def sure_to_drop(one: Answer, _: Words) -> Screen:
    back = button("← " + _.label("Back"), AnsweredButton(answer=one.id))
    drop = button("🗑 " + _.label("Take it back"), DropAnswerButton(answer=one.id, sure=True))
    return Screen(_("Take this draft back? No resident has seen it."), rows([back], [drop]))


def dropped(one: Answer, _: Words) -> Screen:
    return Screen(_("Taken back."), rows([_to_desk(_kato(one), "← " + _.label("Back"))]))


def _kato(one: Answer) -> str:
    return one.territory.kato


def _to_desk(kato: str, label: str) -> Button:
    return button(label, AnsweringButton(kato=kato))
