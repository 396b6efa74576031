"""What a consultation has come to, said to residents: numbers, how sure they are, and how to count them anew."""

from collections.abc import Sequence

from bot.domain.consultations import Consultation, Kind
from bot.domain.outcomes import Outcome
from bot.domain.papers import Paper
from bot.i18n import Html, Words, escaped, joined
from bot.views import papers
from bot.views.callbacks.consultations import BreakdownButton, RecountButton, ResultPictureButton
from bot.views.callbacks.works import FollowButton
from bot.views.consultations import back, head, option_name, proposals_way, rule, rules_way
from bot.views.screens import Button, Screen, button, rows


def hidden(asked: Consultation, _: Words) -> Screen:
    """In the days around a voting no results of any questioning are shown."""
    text = joined(
        [
            head(asked, _),
            _("It is over. Around the voting for the akim no results are shown; they stand here afterwards."),
        ]
    )
    return Screen(text, rows([rules_way(asked, _)], proposals_way(asked, _), [back(_)]))


def result(found: Outcome, on_paper: Sequence[Paper], _: Words) -> Screen:
    """What gatherings chose on paper is a page of its own."""
    asked = found.consultation
    text = joined(
        [
            head(asked, _),
            _people(found, _),
            *(_counts(found, _) if found.shown else [_few(_)]),
            _("Who took part said themselves that they live here; nobody checked papers."),
        ]
    )
    below = [papers.way(asked, on_paper, _), [rules_way(asked, _)], proposals_way(asked, _), [back(_)]]
    return Screen(text, rows(*_ways(found, _), *below))


def _ways(found: Outcome, _: Words) -> list[list[Button]]:
    """To the picture, if there is something to draw, to what became of it, and to the files."""
    key = found.consultation.id
    drawn = [button("📊 " + _.label("As a picture"), ResultPictureButton(consultation=key))]
    files = [button("📦 " + _.label("Files to count it anew"), RecountButton(consultation=key))]
    followed = [button("🏗 " + _.label("What became of it"), FollowButton(consultation=key))]
    villages = [button("🏡 " + _.label("Village by village"), BreakdownButton(consultation=key))]
    return [drawn, villages, followed, files] if found.shown else [followed, files]


def _people(found: Outcome, _: Words) -> Html:
    return _.n("<b>{count} resident took part.</b>", "<b>{count} residents took part.</b>", found.people)


def _few(_: Words) -> Html:
    return _("They were fewer than ten: what they chose is not shown, so that nobody can be guessed.")


def _counts(found: Outcome, _: Words) -> list[Html | None]:
    return [
        _shares(found, _) if found.shares is not None else _support(found, _),
        rule(found.consultation, _),
        _ties(found, _),
        _others(found, _),
    ]


def _support(found: Outcome, _: Words) -> Html:
    """Most support first; who is taken bears a mark."""
    asked = found.consultation
    lines = []
    for number in sorted(found.support, key=lambda one: -found.support[one]):
        sign = "✅" if number in found.winners else "▫️"
        people = found.support[number]
        share = found.percent(number)
        lines.append(f"{sign} {option_name(asked, number, _)}: <b>{people}</b> ({share} %)")
    return Html("\n".join(lines))


def _shares(found: Outcome, _: Words) -> Html:
    assert found.shares is not None
    asked, shares = found.consultation, found.shares
    ordered = sorted(shares, key=lambda one: -shares[one])
    return Html("\n".join(f"• {option_name(asked, one, _)}: <b>{shares[one]}</b>" for one in ordered))


def _ties(found: Outcome, _: Words) -> Html | None:
    lines = []
    for tie in found.ties:
        names = _names(found.consultation, tie, _)
        if found.consultation.kind is Kind.PROJECTS:
            lines.append(_("Stood equal, the cheaper was taken: {names}.", names=names))
        else:
            lines.append(_("A tie: {names}.", names=names))
    return Html("\n".join(lines)) if lines else None


def rule_labels(_: Words) -> dict[str, Html]:
    return {
        "greedy": _("By number of supporters"),
        "equal_shares": _("By equal shares, the rest unspent"),
        "completed": _("By equal shares, the rest by supporters"),
    }


def _others(found: Outcome, _: Words) -> Html | None:
    """The rules side by side: whether the outcome hangs on the rule."""
    if found.others is None:
        return None
    labels = rule_labels(_)
    lines = [_("<b>The rules side by side</b>")]
    for name, winners in found.others.items():
        lines.append(Html(f"{labels[name]}: {_names(found.consultation, winners, _) or '—'}"))
    return Html("\n".join(lines))


def _names(asked: Consultation, numbers: Sequence[int], _: Words) -> Html:
    found = [asked.option(number) for number in numbers]
    return escaped(", ".join(one.name(_.language) for one in found if one is not None))


def not_now(_: Words) -> str:
    return _.plain("Around the voting for the akim no results are shown. Please come back afterwards.")


def files_caption(_: Words) -> Html:
    return _(
        "Receipts, choices, the definition, and the program that counted: whoever has Python can count it anew with "
        "<code>python3 recount.py choices.pb</code>."
    )


def counted(found: Outcome, _: Words) -> Screen:
    """A letter to who took part, with all of it; its picture comes after it."""
    shown = result(found, (), _)
    thanks = _("📊 It is over and counted. Thank you for taking part.")
    return Screen(joined([thanks, shown.text]), rows(*_ways(found, _)[found.shown :], [back(_)]))
