"""The words for categories, states, reasons and places."""

from collections import Counter
from collections.abc import Mapping, Sequence

from bot.domain.categories import Category
from bot.domain.people import Language
from bot.domain.places import Place
from bot.domain.reports import Action, Reason, Report, State
from bot.domain.territories import Level, Spot, Territory
from bot.i18n import Html, Words, escaped

# Each names itself.
LANGUAGES: Mapping[Language, str] = {
    Language.KAZAKH: "Қазақша",
    Language.RUSSIAN: "Русский",
    Language.ENGLISH: "English",
}

ICONS: Mapping[Category, str] = {
    Category.DANGER: "🚨",
    Category.ROADS: "🛣",
    Category.LIGHTING: "💡",
    Category.WATER: "🚰",
    Category.WASTE: "🗑",
    Category.LANDSCAPING: "🧱",
    Category.GREENING: "🌳",
    Category.PLAYGROUNDS: "⚽",
    Category.TRANSPORT: "🚌",
    Category.ANIMALS: "🐕",
    Category.PASTURE: "🐎",
    Category.CEMETERIES: "🕌",
    Category.FLOOD: "🌊",
    Category.ELECTRICITY: "🔌",
    Category.HEATING: "🔥",
    Category.INTERNET: "📶",
    Category.SCHOOL: "🏫",
    Category.HEALTH: "🏥",
    Category.POLICE: "👮",
    Category.OTHER: "📌",
}


def category_label(category: Category, _: Words) -> str:
    names = {
        Category.DANGER: _.label("Danger to life"),
        Category.ROADS: _.label("Roads"),
        Category.LIGHTING: _.label("Street lighting"),
        Category.WATER: _.label("Water supply"),
        Category.WASTE: _.label("Waste, sanitation"),
        Category.LANDSCAPING: _.label("Landscaping"),
        Category.GREENING: _.label("Greening"),
        Category.PLAYGROUNDS: _.label("Playgrounds, sports"),
        Category.TRANSPORT: _.label("Public transport"),
        Category.ANIMALS: _.label("Stray animals"),
        Category.PASTURE: _.label("Pasture"),
        Category.CEMETERIES: _.label("Cemeteries"),
        Category.FLOOD: _.label("Flood, emergency"),
        Category.ELECTRICITY: _.label("Electricity"),
        Category.HEATING: _.label("Heating"),
        Category.INTERNET: _.label("Phone, internet"),
        Category.SCHOOL: _.label("School, kindergarten"),
        Category.HEALTH: _.label("Healthcare"),
        Category.POLICE: _.label("Police, public order"),
        Category.OTHER: _.label("Other"),
    }
    return f"{ICONS[category]} {names[category]}"


def decided_by(category: Category, _: Words) -> Html | None:
    """Who decides where the akim's office does not (LGL art. 35)."""
    bodies = {
        Category.ELECTRICITY: _("the power grid company"),
        Category.HEATING: _("the heat supply company and the district akimat"),
        Category.INTERNET: _("the telephone and internet company"),
        Category.SCHOOL: _("the education department"),
        Category.HEALTH: _("the health department"),
        Category.POLICE: _("the police; in an emergency call 102"),
    }
    if category not in bodies:
        return None
    return _(
        "The akim's office does not decide this: {body} does. The office can only pass your report on.",
        body=bodies[category],
    )


def state_label(state: State, _: Words) -> str:
    names = {
        State.RECEIVED: ("🔵", _.label("received")),
        State.IN_REVIEW: ("🟡", _.label("in review")),
        State.NEEDS_DETAILS: ("🟠", _.label("needs details")),
        State.IN_PROGRESS: ("🟡", _.label("in progress")),
        State.RESOLVED: ("🟢", _.label("resolved, says the office")),
        State.CONFIRMED: ("🟢", _.label("resolved, confirmed")),
        State.UNCONFIRMED: ("🟢", _.label("resolved, not confirmed")),
        State.REOPENED: ("🔴", _.label("reopened")),
        State.FORWARDED: ("⚪", _.label("forwarded")),
        State.REJECTED: ("⚪", _.label("rejected")),
        State.DUPLICATE: ("⚪", _.label("duplicate")),
        State.WITHDRAWN: ("⚪", _.label("withdrawn by its author")),
        State.HELD: ("⚫", _.label("held")),
    }
    icon, name = names[state]
    return f"{icon} {name}"


def action_label(action: Action, _: Words) -> str:
    names = {
        Action.TAKE: "✋ " + _.label("Take"),
        Action.ASK: "❓ " + _.label("Ask"),
        Action.START: "🛠 " + _.label("In progress"),
        Action.RESOLVE: "✅ " + _.label("Resolved"),
        Action.FORWARD: "↪️ " + _.label("Forward"),
        Action.REJECT: "🚫 " + _.label("Reject"),
        Action.DUPLICATE: "👥 " + _.label("Duplicate"),
        Action.HOLD: "⏸ " + _.label("Hold"),
        Action.RETURN: "↩️ " + _.label("Take up again"),
    }
    return names[action]


def reason_label(reason: Reason, _: Words) -> str:
    names = {
        Reason.NOT_ENOUGH: _.label("Too little information"),
        Reason.PRIVATE: _.label("Private matter"),
        Reason.ALREADY_DONE: _.label("Already done"),
        Reason.NO_MONEY: _.label("Not in this year's budget"),
        Reason.NOT_A_REPORT: _.label("Not about a problem"),
        Reason.DISTRICT_AKIMAT: _.label("District akimat"),
        Reason.POWER_COMPANY: _.label("Power company"),
        Reason.WATER_COMPANY: _.label("Water company"),
        Reason.HEAT_COMPANY: _.label("Heat company"),
        Reason.EDUCATION: _.label("Education department"),
        Reason.HEALTH: _.label("Health department"),
        Reason.POLICE: _.label("Police"),
        Reason.EMERGENCY: _.label("Emergency department"),
        Reason.OTHER_BODY: _.label("Another body"),
        Reason.INSULT: _.label("Insult or swearing"),
        Reason.PERSONAL_DATA: _.label("Other people's data"),
        Reason.ADVERTISING: _.label("Advertising or spam"),
        Reason.CAMPAIGNING: _.label("Campaigning, for or against"),
        Reason.FALSE_ALARM: _.label("False alarm on purpose"),
        Reason.OTHER: _.label("Other reason"),
    }
    return names[reason]


def place_line(place: Place, _: Words) -> Html | None:
    if place.words is not None:
        return _("Place: {words}", words=place.words)
    if place.latitude is not None:
        point = f"{place.latitude:.5f},{place.longitude:.5f}"
        link = Html(f'<a href="https://maps.google.com/?q={point}">{point}</a>')
        return _("Place: {link}", link=link)
    return None


def spot_name(spot: Spot, _: Words) -> str:
    """The village with what stands above it: «Ақсай, Ақсай а.о., Іле ауданы»; of a city its name once."""
    return _joined(spot, spot.above[:2], _)


def told_apart(spots: Sequence[Spot], _: Words) -> list[str]:
    """Each as `spot_name`; homonyms with district and region, and all that stands above them if that is not enough."""
    called = Counter(spot.territory.name(_.language) for spot in spots)
    around = [_joined(spot, [one for one in spot.above if one.level is not Level.UNIT], _) for spot in spots]
    often = Counter(around)

    def told(spot: Spot, name: str) -> str:
        if called[spot.territory.name(_.language)] == 1:
            return spot_name(spot, _)
        return name if often[name] == 1 else _joined(spot, spot.above, _)

    return [told(spot, name) for spot, name in zip(spots, around, strict=True)]


def _joined(spot: Spot, above: Sequence[Territory], _: Words) -> str:
    return ", ".join(dict.fromkeys(territory.name(_.language) for territory in (spot.territory, *above)))


def subject(report: Report, _: Words) -> Html:
    """What it is about, and in which village."""
    return escaped(f"{category_label(report.category, _)} · {report.village.name(_.language)}")
