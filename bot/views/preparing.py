"""A coordinator's consultations: the draft with what is missing, and what is asked for in words."""

from collections.abc import Sequence

from bot.domain.consultations import RULES, Consultation, Kind, Lack, Prepared, Rule, Stage
from bot.domain.directions import ASKED
from bot.domain.papers import STAGES
from bot.domain.roles import Way
from bot.domain.territories import Spot
from bot.i18n import Html, Words, escaped, joined
from bot.views import annexes, lists
from bot.views.callbacks.papers import PapersButton
from bot.views.callbacks.preparing import (
    AskingButton,
    BeginButton,
    DropConsultationButton,
    EndProposalsButton,
    FixButton,
    GatherButton,
    Part,
    PartButton,
    PreparedButton,
    RuleButton,
)
from bot.views.callbacks.proposals import WaitingButton
from bot.views.callbacks.works import WorksButton
from bot.views.consultations import SIGNS, option_name
from bot.views.consultations import rule as rule_in_words
from bot.views.directions import direction_label
from bot.views.names import spot_name
from bot.views.screens import Button, Screen, button, rows

DRAFT = "📝"
COPIED = 2500  # letters that fit below the list of directions


def places(way: Way, page: int, _: Words) -> Screen:
    """On the way to a unit."""
    return lists.places(
        _("Of which place are residents asked?"),
        way,
        page,
        lambda kato, to: AskingButton(kato=kato, page=to),
        _,
    )


def unit(spot: Spot, found: Sequence[Consultation], _: Words) -> Screen:
    """What its residents have been asked, and the ways to ask anew."""
    kato = spot.territory.kato
    ways = [[button(_called(one, _), PreparedButton(consultation=one.id))] for one in found]
    kinds = [
        [button("➕ " + kind_label(kind, _), BeginButton(kato=kato, kind=kind))]
        for kind in (Kind.PROJECTS, Kind.ONE, Kind.SEVERAL, Kind.SHARES)
    ]
    text = joined(
        [
            _("<b>Consultations · {place}</b>", place=spot_name(spot, _)),
            None if found else _("Nobody has been asked anything here yet."),
            _("To prepare a new one, choose its kind. Its result is advice to the local community meeting."),
        ]
    )
    above = AskingButton(kato=spot.above[0].kato) if spot.above else AskingButton()
    return Screen(text, rows(*ways, *kinds, [button("← " + _.label("Back"), above)]))


def _called(one: Consultation, _: Words) -> str:
    return f"{SIGNS.get(one.stage, DRAFT)} {one.title(_.language) or kind_label(one.kind, _)}"


def kind_label(kind: Kind, _: Words) -> str:
    names = {
        Kind.PROJECTS: _.label("Projects within a budget"),
        Kind.ONE: _.label("One choice"),
        Kind.SEVERAL: _.label("Several choices"),
        Kind.SHARES: _.label("Share out 100 points"),
    }
    return names[kind]


def prepared(seen: Prepared, _: Words) -> Screen:
    """All of it, and the next step."""
    one = seen.consultation
    text = joined(
        [
            _("<b>{kind} · {place}</b>", kind=kind_label(one.kind, _), place=spot_name(seen.spot, _)),
            _stage(seen, _),
            _titles(one, _),
            _options(one, _),
            _limits(one, _),
            _rule(one, _),
            _proposing(one, _),
            _days(one, _),
            _missing(one, _),
        ]
    )
    return Screen(text, rows(*_ways(seen, _), [button("← " + _.label("Back"), _unit(one))]))


def _unit(one: Consultation) -> AskingButton:
    return AskingButton(kato=one.territory.kato)


def _stage(seen: Prepared, _: Words) -> Html:
    one = seen.consultation
    until = _.moment(one.proposals_until) if one.proposals_until else "—"
    said = {
        Stage.DRAFT: _("📝 A draft: no resident sees it."),
        Stage.PROPOSALS: _("💬 Residents propose until {until}.", until=until)
        if seen.gathering
        else _("💬 Residents propose no more: now the options can be fixed."),
        Stage.FIXED: _("🕓 Confirmed by two: nothing changes any more, and it opens by itself."),
        Stage.OPEN: _("🟢 Open. Nobody sees a count before the close, coordinators included."),
        Stage.CLOSED: _("⏳ It is over, and is being counted."),
        Stage.COUNTED: _("📊 It is over and counted."),
        Stage.STOPPED: _("✖️ Stopped. Reason: {reason}", reason=one.reason or "—"),
    }
    return said[one.stage]


def _titles(one: Consultation, _: Words) -> Html | None:
    if not one.title_kk:
        return None
    return Html(f"ҚАЗ: {escaped(one.title_kk)}\nРУС: {escaped(one.title_ru)}")


def _options(one: Consultation, _: Words) -> Html | None:
    lines = [
        f"{option.number}. {option_name(one, option.number, _)} · {escaped(direction_label(option.direction, _))}"
        for option in one.options
    ]
    return Html("\n".join(lines)) if lines else None


def _limits(one: Consultation, _: Words) -> Html | None:
    if one.kind is Kind.PROJECTS and one.budget is not None:
        return _("Money in all: {budget}", budget=_.tenge(one.budget))
    if one.kind is Kind.SEVERAL:
        return _("From {least} to {most} can be chosen.", least=one.least, most=one.most)
    return None


def _rule(one: Consultation, _: Words) -> Html | None:
    return None if one.rule is None else rule_in_words(one, _)


def _days(one: Consultation, _: Words) -> Html | None:
    if one.opens_at is None or one.closes_at is None:
        return None
    return _("Open: {opens} – {closes}", opens=_.moment(one.opens_at), closes=_.moment(one.closes_at))


def _proposing(one: Consultation, _: Words) -> Html | None:
    if one.stage is not Stage.DRAFT or one.proposals_until is None:
        return None
    return _("Before that residents propose, until {until}.", until=_.moment(one.proposals_until))


def _missing(one: Consultation, _: Words) -> Html | None:
    if one.stage not in (Stage.DRAFT, Stage.PROPOSALS) or not one.lacks:
        return None
    names = {
        Lack.TITLE: _("the question in Kazakh and in Russian"),
        Lack.OPTIONS: _("two options at least"),
        Lack.COSTS: _("a cost for each project"),
        Lack.BUDGET: _("a budget in which something fits, and not everything"),
        Lack.LIMITS: _("how many can be chosen, fewer than there are"),
        Lack.RULE: _("how it is counted"),
        Lack.DAYS: _("when it is open"),
    }
    return _("Missing: {what}.", what=Html("; ".join(names[lack] for lack in one.lacks)))


def _ways(seen: Prepared, _: Words) -> list[list[Button]]:
    one = seen.consultation
    paper = [button("📄 " + _.label("Choices on paper"), PapersButton(consultation=one.id))]
    on_paper = [paper] if one.stage in STAGES else []
    if one.stage in (Stage.FIXED, Stage.OPEN):
        return [*on_paper, [_stopping(one, _)]]
    if one.stage is Stage.COUNTED:
        works = button("🏗 " + _.label("What became of it"), WorksButton(consultation=one.id))
        return [[annexes.way(one, _)], [works], *on_paper]
    if one.stage not in (Stage.DRAFT, Stage.PROPOSALS):
        return on_paper
    return [*_parts(one, _), *_proposals(seen, _), *_ends(seen, _)]


def _parts(one: Consultation, _: Words) -> list[list[Button]]:
    """What can be written still; what residents read already, not any more."""
    key = one.id
    parts = {
        Part.TITLE: "✏️ " + _.label("Question"),
        Part.OPTIONS: "📋 " + _.label("Options"),
        Part.BUDGET: "💰 " + _.label("Money in all"),
        Part.LIMITS: "🔢 " + _.label("How many"),
        Part.DAYS: "📅 " + _.label("When it is open"),
    }
    asked = [
        part
        for part in parts
        if (part is not Part.TITLE or one.stage is Stage.DRAFT)
        and (part is not Part.BUDGET or one.kind is Kind.PROJECTS)
        and (part is not Part.LIMITS or one.kind is Kind.SEVERAL)
    ]
    ways = [[button(parts[part], PartButton(consultation=key, part=part))] for part in asked]
    if len(RULES[one.kind]) > 1:
        ways += [
            [button(_marked(rule, one, _), RuleButton(consultation=key, rule=rule))]
            for rule in RULES[one.kind]
        ]
    return ways


def _proposals(seen: Prepared, _: Words) -> list[list[Button]]:
    """To ask residents what they propose; or what they have proposed."""
    one = seen.consultation
    key = one.id
    if one.stage is Stage.PROPOSALS:
        label = _.label("Proposals: {number} wait", number=seen.waiting)
        ways = [[button("💡 " + label, WaitingButton(consultation=key))]]
        if seen.gathering:
            label = _.label("End the proposals now")
            ways.append([button("⏹ " + label, EndProposalsButton(consultation=key))])
        return ways
    if not one.title_kk:
        return []
    asking = PartButton(consultation=key, part=Part.UNTIL)
    ways = [[button("💡 " + _.label("Ask for proposals first"), asking)]]
    if one.proposals_until is not None:
        label = _.label("Let residents propose") if seen.may_approve else _.label("Have proposals approved")
        ways.append([button("💬 " + label, GatherButton(consultation=key, given=seen.may_approve))])
    return ways


def _ends(seen: Prepared, _: Words) -> list[list[Button]]:
    """Confirmed, taken back, or stopped."""
    one, ways = seen.consultation, []
    key = one.id
    if not one.lacks and not seen.gathering:
        label = _.label("I have checked it all") if seen.may_approve else _.label("Ask a second person")
        ways.append([button("✔️ " + label, FixButton(consultation=key, given=seen.may_approve))])
    if one.stage is Stage.DRAFT:
        ways.append([button("🗑 " + _.label("Take it back"), DropConsultationButton(consultation=key))])
    else:
        ways.append([_stopping(one, _)])
    return ways


def _stopping(one: Consultation, _: Words) -> Button:
    return button("✖️ " + _.label("Stop it"), PartButton(consultation=one.id, part=Part.REASON))


def _marked(rule: Rule, one: Consultation, _: Words) -> str:
    names = {
        Rule.MOST: _.label("Most supporters"),
        Rule.GREEDY: _.label("By number of supporters"),
        Rule.EQUAL_SHARES: _.label("By equal shares"),
        Rule.MEAN: _.label("Means"),
        Rule.MEDIAN: _.label("Medians"),
    }
    return ("🔘 " if rule is one.rule else "⚪️ ") + names[rule]


def part(seen: Prepared, asked: Part, _: Words) -> Screen:
    """What is to be written, with an example."""
    one = seen.consultation
    questions = {
        Part.TITLE: _(
            "Write the question in two lines: in Kazakh, then in Russian. At most 120 letters each. Nothing about elections, "
            "candidates or the akim."
        ),
        Part.OPTIONS: _how_options(one, _),
        Part.BUDGET: _("How much money is there in all, in tenge? For example: 12 000 000"),
        Part.LIMITS: _("How many options can one choose, from and to? For example: 1-3"),
        Part.DAYS: _(
            "When does it open and close? For example: 15.06.2027 10:00 - 30.06.2027 18:00. So that the meeting has the result "
            "before the draft budget goes to the district by 1 September, June to mid-August is best."
        ),
        Part.UNTIL: _(
            "Until when can residents propose? For 3 to 60 days, for example: 10.06.2027. Somebody else has to confirm it, "
            "and then residents are told. After that you choose the options from what they have proposed."
        ),
        Part.REASON: _("Why is it stopped? Residents will read it. What was chosen is not counted."),
    }
    back = button("← " + _.label("Cancel"), PreparedButton(consultation=one.id))
    return Screen(questions[asked], rows([back]))


def _how_options(one: Consultation, _: Words) -> Html:
    numbered = Html(
        "\n".join(f"{number}. {escaped(direction_label(one, _))}" for number, one in enumerate(ASKED, 1))
    )
    if one.kind is Kind.SHARES:
        how = _("Which directions can get points? Write their numbers, for example: 3, 4, 7")
    else:
        how = _(
            "Write the options, one a line, the columns apart by semicolons: number of the direction; name in Kazakh; name in "
            "Russian; cost in tenge. Names of 60 letters at most. For example:\n"
            "<code>{example}</code>",
            example="6; Көше шамдары; Уличные фонари; 3000000",
        )
    return joined([how, numbered, _to_copy(one, _)])


def _to_copy(one: Consultation, _: Words) -> Html | None:
    """What stands there, as it would be written; a press copies it."""
    lines = [
        f"{ASKED.index(option.direction) + 1}; {option.name_kk}; {option.name_ru}; {option.cost or ''}".rstrip(
            "; "
        )
        for option in one.options
    ]
    written = "\n".join(lines)
    if one.kind is Kind.SHARES or not lines or len(written) > COPIED:
        return None
    return _("As they stand now, to copy:\n<code>{written}</code>", written=written)


def to_check(one: Consultation, _: Words) -> Screen:
    """For the second person."""
    text = _(
        "Somebody has prepared a consultation: {place}, «{title}». Please look at it, and confirm it if all is right. Until "
        "then no resident sees it.",
        place=one.territory.name(_.language),
        title=one.title(_.language),
    )
    return Screen(text, rows([button("📋 " + _.label("Look at it"), PreparedButton(consultation=one.id))]))


def asked_second(seen: Prepared, _: Words) -> Screen:
    return Screen(
        _("The others who answer for the district have been asked to look at it and confirm it."),
        rows([button("← " + _.label("Back"), PreparedButton(consultation=seen.consultation.id))]),
    )


def sure_to_drop(seen: Prepared, _: Words) -> Screen:
    key = seen.consultation.id
    return Screen(
        _("Take this draft back? No resident has seen it."),
        rows(
            [button("← " + _.label("Back"), PreparedButton(consultation=key))],
            [button("🗑 " + _.label("Take it back"), DropConsultationButton(consultation=key, sure=True))],
        ),
    )


def sure_to_end(seen: Prepared, _: Words) -> Screen:
    key = seen.consultation.id
    return Screen(
        _("Residents were told that they can propose for longer. End it now?"),
        rows(
            [button("← " + _.label("Back"), PreparedButton(consultation=key))],
            [
                button(
                    "⏹ " + _.label("End the proposals now"), EndProposalsButton(consultation=key, sure=True)
                )
            ],
        ),
    )


def dropped(one: Consultation, _: Words) -> Screen:
    return Screen(_("Taken back."), rows([button("← " + _.label("Back"), _unit(one))]))
