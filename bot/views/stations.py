"""Where one votes: the commission's list of polling stations."""

from bot.domain.chances import visible
from bot.domain.facts import Outlook, Station
from bot.domain.pages import Page
from bot.i18n import Html, Words, joined
from bot.views.callbacks.elections import ElectionButton
from bot.views.pages import back, heading
from bot.views.paging import Item, page
from bot.views.reports import shortened
from bot.views.screens import Screen, rows
from bot.views.sources import Footnotes

FEW = 3  # stand in a letter themselves
LONGEST = 600  # letters of what one station serves


def stations(outlook: Outlook, number: int, _: Words) -> Screen:
    source = outlook.stations_from
    if visible(outlook) is None or not outlook.stations or source is None:
        return Screen(joined([heading(outlook, _), none_known(_)]), rows([back(_)]))
    items = [Item(station(one, _), source) for one in outlook.stations]
    listed, turning = page(items, number, lambda to: ElectionButton(page=Page.STATIONS, number=to), _)
    notes = Footnotes.of([outlook.lookup.source if outlook.lookup else None])
    elsewhere = None if source.name in [one.name for one in notes.sources] else notes.said(_)
    text = joined([_("<b>Polling stations</b>"), lookup(outlook, _), elsewhere, listed])
    return Screen(text, rows(turning, [back(_)]))


def none_known(_: Words) -> Html:
    return _(
        "The list of polling stations is not known here. The territorial election commission knows it; the "
        "addresses are also published in local media."
    )


def station(one: Station, _: Words) -> Html:
    """As the commission's list has it; what it does not say is not said."""
    lines = [
        _("<b>№ {number}</b>", number=one.number),
        _("Place: {words}", words=one.place) if one.place else None,
        _("Address: {address}", address=one.address) if one.address else None,
        _("Who votes there: {area}", area=shortened(one.area, LONGEST)) if one.area else None,
        _("Hours: {hours}", hours=one.hours) if one.hours else None,
        _("Telephone: {phone}", phone=one.phone) if one.phone else None,
    ]
    return Html("\n".join(line for line in lines if line))


def lookup(outlook: Outlook, _: Words) -> Html | None:
    """The commission's own way to find one's station."""
    if outlook.lookup is None:
        return None
    return _("To find your own polling station: {address}", address=outlook.lookup.address)


def few(outlook: Outlook, _: Words) -> Html | None:
    """All of them, where they are so few that a letter can hold them."""
    if not outlook.stations or len(outlook.stations) > FEW:
        return None
    lines = [
        _("• № {number}: {where}", number=one.number, where=", ".join(filter(None, (one.place, one.address))))
        for one in outlook.stations
    ]
    return Html("\n".join([_("Where one votes:"), *lines]))
