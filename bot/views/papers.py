"""What gatherings chose on paper: entered by coordinators, and shown to residents apart from what was chosen here."""

from collections.abc import Sequence

from bot.domain.consultations import POINTS, Consultation, Kind
from bot.domain.papers import Heading, Paper, PaperLack, Seen
from bot.i18n import Html, Words, escaped, joined
from bot.views.callbacks.consultations import ConsultationButton, OnPaperButton
from bot.views.callbacks.papers import (
    ConfirmPaperButton,
    DropPaperButton,
    NewPaperButton,
    PaperButton,
    PaperPart,
    PaperPartButton,
    PaperPhotoButton,
    PapersButton,
)
from bot.views.callbacks.preparing import PreparedButton
from bot.views.consultations import head, option_name
from bot.views.lists import turning
from bot.views.screens import Button, Screen, button, rows


def entered(asked: Consultation, found: Sequence[Paper], _: Words) -> Screen:
    """A coordinator's list of gatherings."""
    ways = [[button(_sign(one) + " " + _named(one.heading, _), PaperButton(paper=one.id))] for one in found]
    text = joined(
        [
            _("<b>Choices on paper</b> · {title}", title=asked.title(_.language)),
            _(
                "What people chose on paper at a gathering is entered by its minutes, with a photo of them, and confirmed by "
                "a second person. Residents see it beside the result, apart, and it is never added to it."
            ),
        ]
    )
    more = button("➕ " + _.label("Enter a gathering"), NewPaperButton(consultation=asked.id))
    back = button("← " + _.label("Back"), PreparedButton(consultation=asked.id))
    return Screen(text, rows(*ways, [more], [back]))


def _sign(one: Paper) -> str:
    return "✅" if one.confirmed else "📝"


def _named(heading: Heading, _: Words) -> str:
    return _.label("{day}, minutes № {minutes}", day=_.day(heading.held_on), minutes=heading.minutes)


def paper(seen: Seen, _: Words) -> Screen:
    """All that is entered of a gathering, to be compared with the minutes, and the next step."""
    one, key = seen.paper, seen.paper.id
    text = joined(
        [
            title(one.heading, _),
            _("✅ Confirmed by two: residents see it when the result is out.")
            if one.confirmed
            else _("📝 Residents see it when a second person has confirmed it."),
            _counts(seen.consultation, one, _) if one.counts else None,
            _missing(one, _),
        ]
    )
    photo = [button("🖼 " + _.label("Photo of the minutes"), PaperPhotoButton(paper=key))] if one.photo else []
    back = button("← " + _.label("Back"), PapersButton(consultation=seen.consultation.id))
    dropping = button("🗑 " + _.label("Take it back"), DropPaperButton(paper=key))
    return Screen(text, rows(photo, *_ways(seen, _), [dropping], [back]))


def title(heading: Heading, _: Words) -> Html:
    return _.n(
        "📄 <b>On paper, at the gathering of {day}, minutes № {minutes}: {count} person</b>",
        "📄 <b>On paper, at the gathering of {day}, minutes № {minutes}: {count} people</b>",
        heading.people,
        day=_.day(heading.held_on),
        minutes=heading.minutes,
    )


def _counts(asked: Consultation, one: Paper, _: Words) -> Html:
    """In the order of the options, as in the minutes."""
    lines = [
        f"{option.number}. {option_name(asked, option.number, _)}: <b>{one.counts[option.number]}</b>"
        for option in asked.options
    ]
    return Html("\n".join(lines))


def _missing(one: Paper, _: Words) -> Html | None:
    names = {
        PaperLack.COUNTS: _("how many chose what"),
        PaperLack.PHOTO: _("a photo of the minutes"),
    }
    return (
        _("Missing: {what}.", what=Html("; ".join(names[lack] for lack in one.lacks))) if one.lacks else None
    )


def _ways(seen: Seen, _: Words) -> list[list[Button]]:
    one, key = seen.paper, seen.paper.id
    if one.confirmed:
        return []
    parts = {
        PaperPart.HEADING: "✏️ " + _.label("Minutes, day, people"),
        PaperPart.COUNTS: "🔢 " + _.label("How many chose what"),
        PaperPart.PHOTO: "📷 " + _.label("A photo of the minutes"),
    }
    ways = [[button(label, PaperPartButton(paper=key, part=part))] for part, label in parts.items()]
    if not one.lacks:
        label = _.label("I have checked it all") if seen.may_confirm else _.label("Ask a second person")
        ways.append([button("✔️ " + label, ConfirmPaperButton(paper=key, given=seen.may_confirm))])
    return ways


def heading_wanted(asked: Consultation, _: Words) -> Screen:
    """Of a new gathering."""
    back = button("← " + _.label("Cancel"), PapersButton(consultation=asked.id))
    return Screen(_how_heading(_), rows([back]))


def _how_heading(_: Words) -> Html:
    return _(
        "Write three things with semicolons between them: the number of the minutes; the day of the gathering; how many people "
        "chose. For example: 4; 03.06.2027; 37"
    )


def part(seen: Seen, wanted: PaperPart, _: Words) -> Screen:
    """What is to be written or sent."""
    tasks = {
        PaperPart.HEADING: _how_heading(_),
        PaperPart.COUNTS: _how_counts(seen, _),
        PaperPart.PHOTO: _(
            "Send a photo of the minutes, as a photo and not as a file. Only those who prepare consultations here see it."
        ),
    }
    back = button("← " + _.label("Back"), PaperButton(paper=seen.paper.id))
    return Screen(tasks[wanted], rows([back]))


def _how_counts(seen: Seen, _: Words) -> Html:
    asked, people = seen.consultation, seen.paper.heading.people
    if asked.kind is Kind.SHARES:
        how = _(
            "How many points did each get in all? One a line, its number and its points, {points} together. For example: "
            "1 - 250",
            points=POINTS * people,
        )
    elif asked.kind is Kind.ONE:
        how = _(
            "How many people chose each? One a line, its number and the people, {people} together. For example: 1 - 20",
            people=people,
        )
    else:
        how = _(
            "How many people chose each? One a line, its number and the people, at most {people} each. For example: 1 - 20",
            people=people,
        )
    listed = [f"{one.number}. {option_name(asked, one.number, _)}" for one in asked.options]
    return joined([how, Html("\n".join(listed))])


def photo_wanted(_: Words) -> Screen:
    """Something else has come."""
    return Screen(_("Please send the minutes as a photo, or leave it: /cancel."))


def photo_caption(seen: Seen, _: Words) -> Html:
    return title(seen.paper.heading, _)


def to_check(asked: Consultation, one: Paper, _: Words) -> Screen:
    """A letter to the second person."""
    text = joined(
        [
            Html(f"<b>{escaped(asked.title(_.language))}</b>"),
            title(one.heading, _),
            _(
                "Somebody has entered this. Please compare it with the photo of the minutes, and confirm it if all is right."
            ),
        ]
    )
    return Screen(text, rows([button("📄 " + _.label("Look at it"), PaperButton(paper=one.id))]))


def asked_second(seen: Seen, _: Words) -> Screen:
    return Screen(
        _("The others who answer for the district have been asked to look at it and confirm it."),
        rows([button("← " + _.label("Back"), PaperButton(paper=seen.paper.id))]),
    )


def sure_to_drop(seen: Seen, _: Words) -> Screen:
    key = seen.paper.id
    return Screen(
        joined(
            [title(seen.paper.heading, _), _("Take it back? Nothing of it stays but that it was taken back.")]
        ),
        rows(
            [button("← " + _.label("Back"), PaperButton(paper=key))],
            [button("🗑 " + _.label("Take it back"), DropPaperButton(paper=key, sure=True))],
        ),
    )


def way(asked: Consultation, found: Sequence[Paper], _: Words) -> list[Button]:
    """From the result to what was chosen on paper, if there is any."""
    if not found:
        return []
    return [button("📄 " + _.label("Chosen on paper"), OnPaperButton(consultation=asked.id))]


def on_paper(asked: Consultation, found: Sequence[Paper], page: int, _: Words) -> Screen:
    """To residents: a page a gathering."""
    last = max(len(found) - 1, 0)
    back = button("← " + _.label("Back"), ConsultationButton(consultation=asked.id))
    if not found:
        return Screen(joined([head(asked, _), _("Nothing was chosen on paper.")]), rows([back]))
    one = found[min(page, last)]
    text = joined(
        [
            head(asked, _),
            title(one.heading, _),
            _counts(asked, one, _)
            if one.shown
            else _("They were fewer than ten: what they chose is not shown, so that nobody can be guessed."),
            _(
                "These numbers stand apart: they are not added to what was chosen in the bot, nor to other gatherings."
            ),
        ]
    )
    turn = turning(min(page, last), last, lambda to: OnPaperButton(consultation=asked.id, page=to))
    return Screen(text, rows(turn, [back]))
