"""Where facts come from: said under each screen that has any."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.facts import Source
from bot.i18n import Html, Words

ELECTION_LAW = date(2026, 7, 1)  # the editions that the rules were read in
SELF_GOVERNMENT_LAW = date(2026, 7, 14)
BUDGET_CODE = date(2026, 7, 12)
_SMALL = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Footnotes:
    """Each source once; of several days on which it was looked into the first, since all holds from then."""

    sources: tuple[Source, ...]

    @classmethod
    def of(cls, sources: Iterable[Source | None]) -> "Footnotes":
        found: dict[str, Source] = {}
        for one in sources:
            if one is not None:
                before = found.get(one.name, one)
                found[one.name] = replace(one, checked_on=min(one.checked_on, before.checked_on))
        return cls(tuple(found.values()))

    def mark(self, source: Source) -> str:
        """A small number, where there are several."""
        if len(self.sources) < 2:
            return ""
        names = [one.name for one in self.sources]
        return f" {names.index(source.name) + 1}".translate(_SMALL).replace(" ", "\u202f")

    def said(self, _: Words) -> Html | None:
        return Html("\n".join(source_line(one, _) for one in self.sources)) if self.sources else None

    def numbered(self, _: Words) -> Html | None:
        """Under a text whose parts bear the marks."""
        lines = [Html(self.mark(one).strip() + source_line(one, _)) for one in self.sources]
        return Html("\n".join(lines)) if lines else None


def source_line(source: Source, _: Words) -> Html:
    return _("Source: {name}\nChecked on: {day}", name=source.name, day=_.day(source.checked_on))


def election_law(_: Words) -> Html:
    return _(
        "Source: Constitutional Law on Elections, as of {day}. Later amendments were not checked.",
        day=_.day(ELECTION_LAW),
    )


def self_government_law(_: Words) -> Html:
    return _(
        "Source: Law on Local Government and Self-Government, as of {day}. Later amendments were not checked.",
        day=_.day(SELF_GOVERNMENT_LAW),
    )


def budget_code(_: Words) -> Html:
    return _(
        "Source: Budget Code, as of {day}. Later amendments were not checked.",
        day=_.day(BUDGET_CODE),
    )
