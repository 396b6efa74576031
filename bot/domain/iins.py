"""Individual identification numbers: never asked for, and not kept from who sends one."""

import re
from datetime import date

_TWELVE = re.compile(r"(?<!\d)\d{12}(?!\d)")
_WEIGHTS = (tuple(range(1, 12)), (*range(3, 12), 1, 2))


def has_iin(text: str) -> bool:
    """Whether one stands in the text: twelve digits, a birthday, a century, and a last digit that fits the others.

    Other numbers of twelve digits, of an account or a company, are none.
    """
    return any(_is_one(found) for found in _TWELVE.findall(text))


def _is_one(number: str) -> bool:
    digits = [int(digit) for digit in number]
    try:
        date(
            2000 + int(number[:2]), int(number[2:4]), int(number[4:6])
        )  # 29 February of 1900 is nobody's any more
    except ValueError:
        return False
    return digits[6] <= 6 and digits[11] == _check(digits)


def _check(digits: list[int]) -> int | None:
    """The last digit as the others have it; None for numbers that are not given out."""
    for weights in _WEIGHTS:
        rest: int = sum(weight * digit for weight, digit in zip(weights, digits, strict=False)) % 11
        if rest < 10:
            return rest
    return None
