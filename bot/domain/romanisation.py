"""Kazakh and Russian names in Latin letters.

Letters are those of ICAO Doc 9303, part 3, section 6 B, in which the country's passports and identity cards spell
names; a Kazakh letter that has no line there is taken for the letter it was made of, as the passports do (ә а,
ғ г, қ к, ң н, ө о, ұ ү у, һ х). Two spellings are the usual ones instead: е after a vowel is «ye» (BGN/PCGN 1947,
Tuimebayev), and signs without a sound are left out. Each word has a capital, as in «Zhapek Batyr».
"""

from typing import Final

_LETTERS: Final = str.maketrans(
    {
        "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh",
        "з": "z", "и": "i", "й": "i", "і": "i", "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n", "ң": "n",
        "о": "o", "ө": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u", "ү": "u", "ф": "f",
        "х": "kh", "һ": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e",
        "ю": "iu", "я": "ia",
    }
)  # fmt: skip
_YE: Final = str.maketrans({"е": "ye"})
_VOWELS: Final = str.maketrans(dict.fromkeys("аәеёиіоөуұүыэюя", "!"))


def romanised(name: str) -> str:
    latin = "".join(
        _letter(letter, after_vowel=before.lower().translate(_VOWELS) == "!")
        for before, letter in zip(" " + name, name, strict=False)
    )
    return " ".join(word[:1].upper() + word[1:] for word in latin.split(" "))


def _letter(letter: str, *, after_vowel: bool) -> str:
    small = letter.lower()
    latin = small.translate(_YE if after_vowel else _LETTERS).translate(_LETTERS)
    return latin.capitalize() if letter != small else latin
