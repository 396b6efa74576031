"""What another edition of the classifier changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from bot.domain.classifier import Entry


@dataclass
class Changes:
    """Codes by what befalls them. One that was renamed and moved is in both lists."""

    entries: list[Entry] = field(default_factory=list)  # to be written, parents before their children
    added: list[str] = field(default_factory=list)  # also those that come back
    renamed: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


def changes(old: Mapping[str, Entry], new: Iterable[Entry], *, whole: bool) -> Changes:
    """From the edition that is kept to the one that came.

    Only what stands in a region that the new edition names can be gone, so that the file of one region takes
    nothing from the others; and nothing is gone if the edition is not `whole`. Coordinates stay if none come.
    """
    found = Changes()
    seen: set[str] = set()
    for came in new:
        kato = came.territory.kato
        seen.add(kato)
        before = old.get(kato)
        entry = replace(came, point=came.point or (before.point if before else None))
        if entry != before:
            found.entries.append(entry)
            _tell(found, entry, before)
    if whole:
        regions = {kato[:2] for kato in seen}
        found.gone = [
            kato for kato, entry in old.items() if kato not in seen and not entry.gone and kato[:2] in regions
        ]
    return found


def _tell(found: Changes, entry: Entry, before: Entry | None) -> None:
    now = entry.territory
    if before is None or before.gone:
        found.added.append(now.kato)
        return
    was = before.territory
    if (was.name_kk, was.name_ru, was.name_en) != (now.name_kk, now.name_ru, now.name_en):
        found.renamed.append(now.kato)
    if (was.parent, was.level) != (now.parent, now.level):
        found.moved.append(now.kato)
