"""The sheet of a year: four groups of numbers on one screen, each with what it means."""

from datetime import datetime

from bot.domain.digests import Every
from bot.domain.numbers import year_of
from bot.domain.years import YearSheet
from bot.i18n import Html, Words, joined
from bot.views import digests, promises
from bot.views.callbacks.digests import DigestButton, YearButton, YearFileButton
from bot.views.digests import neutral, took
from bot.views.names import LANGUAGES, spot_name
from bot.views.screens import Button, Screen, button, rows

MOST_SILENT = 5


def sheet(found: YearSheet, now: datetime, _: Words) -> Screen:
    """Productivity, service, results, democracy."""
    shown, this = found.days.first.year, year_of(now)
    text = joined(
        [
            heading(found, _),
            _group(_("<b>Productivity</b>"), _productivity(found, _)),
            _group(_("<b>Service</b>"), _service(found, _)),
            _group(_("<b>What came of it</b>"), _results(found, _)),
            _group(_("<b>Democracy</b>"), _democracy(found, _)),
            _("What is of fewer than five is not told apart."),
        ]
    )
    kato = found.spot.territory.kato
    years = [
        button(("✓ " if one == shown else "") + f"{one}", YearButton(kato=kato, year=one))
        for one in (this - 1, this)
    ]
    file = button("📄 " + _.label("As a file"), YearFileButton(kato=kato, year=shown))
    return Screen(text, rows(years, [file], _back(kato, _)))


def heading(found: YearSheet, _: Words) -> Html:
    title = _(
        "🗓 <b>The year {year} · {place}</b>", year=f"{found.days.first.year}", place=spot_name(found.spot, _)
    )
    return Html(f"{title}\n{digests.days(found.days, _)}")


def _back(kato: str, _: Words) -> list[Button]:
    return [button("← " + _.label("Back"), DigestButton(kato=kato, every=Every.WEEK))]


def withheld(kato: str, _: Words) -> Screen:
    """While an akim is being elected."""
    return Screen(neutral(_), rows(_back(kato, _)))


def _group(title: Html, lines: list[Html | None]) -> Html | None:
    told = [line for line in lines if line]
    return Html("\n".join([title, *told])) if told else None


def _productivity(found: YearSheet, _: Words) -> list[Html | None]:
    return [
        _(
            "✅ Solved: <b>{solved}</b>, which is {rate} per 100 office hours",
            solved=found.solved,
            rate=_.tenths(found.rate or 0),
        ),
        took(_("⏱ First word"), found.first_word, _),
        took(_("⏱ Solution"), found.solution, _),
    ]


def _service(found: YearSheet, _: Words) -> list[Html | None]:
    spoken = ", ".join(f"{LANGUAGES[one]} {share} %" for one, share in found.languages)
    return [
        None
        if found.confirmed_share is None
        else _(
            "👍 Residents have confirmed <b>{share} %</b> of what was solved", share=found.confirmed_share
        ),
        None
        if found.steps is None
        else _("👣 Office steps per solved report: <b>{steps}</b>, half needed no more", steps=found.steps),
        _("💬 Languages of those who reported: {languages}", languages=spoken) if spoken else None,
    ]


def _results(found: YearSheet, _: Words) -> list[Html | None]:
    told = [f"{promises.state_label(one, _)} {count}" for one, count in found.promises.items() if count]
    return [
        _came(found, _),
        _("🔁 The same trouble told once more: {repeated}", repeated=found.repeated),
        _("🤝 Promises made: {promises}", promises=" · ".join(told)) if told else None,
    ]


def _came(found: YearSheet, _: Words) -> Html:
    if found.solved_share is None:
        return _("📥 Came: <b>{came}</b>", came=found.tally.intake)
    return _(
        "📥 Came: <b>{came}</b>, of these solved by now: <b>{share} %</b>",
        came=found.tally.intake,
        share=found.solved_share,
    )


def _democracy(found: YearSheet, _: Words) -> list[Html | None]:
    return [
        _took_part(found, _),
        _silent(found, _),
        _(
            "🗒 Consultations counted: {held}; a meeting's decision or a project followed: {followed}",
            held=found.asked.held,
            followed=found.asked.followed,
        )
        if found.asked.held
        else None,
    ]


def _took_part(found: YearSheet, _: Words) -> Html:
    if found.part.share is None:
        return _("🙋 Residents registered with the bot: {residents}", residents=found.part.residents)
    return _(
        "🙋 Took part: <b>{share} %</b>, {people} of the {residents} residents registered with the bot (reported, joined a "
        "report, or chose in a counted consultation)",
        share=found.part.share,
        people=found.part.people,
        residents=found.part.residents,
    )


def _silent(found: YearSheet, _: Words) -> Html:
    if not found.silent:
        return _("🏡 Reports came from every village")
    if len(found.silent) > MOST_SILENT:
        return _(
            "🏡 Villages without a report: {silent} of {villages}",
            silent=len(found.silent),
            villages=found.villages,
        )
    names = ", ".join(one.name(_.language) for one in found.silent)
    return _("🏡 Villages without a report: {names}", names=names)


def table(found: YearSheet, _: Words) -> list[list[str]]:
    """A row for each number, those that are told."""
    return [
        [name, f"{number}"]
        for name, number in (
            (_.plain("Office hours"), found.hours),
            (_.plain("Solved in the year"), found.solved),
            (_.plain("Solved per 100 office hours"), _.tenths(found.rate or 0)),
            *_took(found, _),
            (_.plain("Confirmed by residents of what was solved, %"), found.confirmed_share),
            (_.plain("Office steps per solved report, median"), found.steps),
            *(
                (_.plain("Reported in: {language}, %", language=LANGUAGES[one]), share)
                for one, share in found.languages
            ),
            (_.plain("Came"), found.tally.intake),
            (_.plain("Solved of what came, %"), found.solved_share),
            (_.plain("The same trouble told once more"), found.repeated),
            *(
                (_.plain("Promises: {state}", state=digests.bare(promises.state_label(one, _))), made)
                for one, made in found.promises.items()
            ),
            (_.plain("Residents registered with the bot"), found.part.residents),
            (_.plain("Took part of these, %"), found.part.share),
            (_.plain("Villages"), found.villages),
            (_.plain("Villages without a report"), len(found.silent)),
            (_.plain("Consultations counted"), found.asked.held),
            (_.plain("A meeting's decision or a project followed"), found.asked.followed),
        )
        if number is not None
    ]


def _took(found: YearSheet, _: Words) -> list[tuple[str, int | None]]:
    """In hours."""
    rows: list[tuple[str, int | None]] = []
    if first := found.first_word:
        rows += [
            (_.plain("First word, hours: half within"), first.median),
            (_.plain("First word, hours: nine of ten within"), first.ninth),
        ]
    if solution := found.solution:
        rows += [
            (_.plain("Solution, hours: half within"), solution.median),
            (_.plain("Solution, hours: nine of ten within"), solution.ninth),
        ]
    return rows


def table_name(found: YearSheet) -> str:
    return f"year-{found.spot.territory.kato}-{found.days.first.year}.csv"
