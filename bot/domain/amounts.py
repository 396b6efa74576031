"""Sums of money as people write them: «12 345 678», «12,3 million», «184 163,4 thousand»; always whole tenge."""

import re
from collections.abc import Mapping
from fractions import Fraction

from bot.domain.errors import RuleError

LARGEST = 10**13  # tenge: more than any village's budget
THREE = 3  # figures in a group

_SUM = re.compile(r"(-?)\s*([0-9][0-9 .,']*?)\s*([^\W\d_]+)?[.\s]*([^\W\d_]+|\u20b8)?[.\s]*")
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009\u2007", " "))


class NoAmount(RuleError):
    """Nobody would write a sum like that, or it is more than a budget can have."""


class NotWholeTenge(RuleError):
    """Part of a tenge would be left over: perhaps «thousand» or «million» was left out."""


class AmbiguousAmount(RuleError):
    """«12,345» is twelve thousand to one reader and twelve and a bit to another."""


def amount(
    text: str,
    scales: Mapping[str, int],
    *,
    unit: int = 1,
    commas_group: bool = False,
    below: bool = False,
) -> int:
    """Tenge. `scales` says how many each word stands for, `unit` how many a number without one counts in;
    `commas_group` where people write 12,345 for twelve thousand; `below` lets a sum be below zero.

    Raises NoAmount, NotWholeTenge, AmbiguousAmount.
    """
    match = _SUM.fullmatch(text.translate(_SPACES).strip().casefold().replace("\u2212", "-"))
    if match is None or (match[1] and not below):
        raise NoAmount
    words = [word for word in match.groups()[2:] if word]
    if any(word not in scales for word in words) or (len(words) == 2 and scales[words[1]] != 1):
        raise NoAmount
    scale = scales[words[0]] if words else unit
    grouped = commas_group and (not words or scale == 1)
    tenge = _number(match[2].strip(), commas_group=grouped) * scale
    if tenge.denominator != 1:
        raise NotWholeTenge
    if tenge > LARGEST:
        raise NoAmount
    return -int(tenge) if match[1] else int(tenge)


def _number(text: str, *, commas_group: bool) -> Fraction:
    """Figures in groups of three or in one piece, and perhaps a part after a comma or a point."""
    if commas_group and re.fullmatch("[1-9][0-9]{0,2},[0-9]{3}", text):
        return Fraction(text.replace(",", ""))
    whole, mark, part = _parted(text)
    groups = re.split("[ .,']", whole)
    if len(set(re.findall("[ .,']", whole))) > 1 or not all(groups) or not (not mark or part):
        raise NoAmount
    if len(groups) > 1 and (len(groups[0]) > THREE or any(len(one) != THREE for one in groups[1:])):
        raise NoAmount
    if mark and len(part) == THREE and len(groups) == 1 and re.fullmatch("[1-9][0-9]{0,2}", whole):
        raise AmbiguousAmount
    return Fraction("".join(groups) + (f".{part}" if mark else ""))


def _parted(text: str) -> tuple[str, str, str]:
    """What stands before and after the only comma or point; one that stands several times parts groups."""
    for mark in ",.":
        whole, found, part = text.rpartition(mark)
        if found and part.isdigit() and mark not in whole:
            return whole, mark, part
    return text, "", ""
