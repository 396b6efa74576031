"""How people write sums of money, in whichever language."""

from bot.domain.amounts import amount
from bot.domain.people import Language

# Each word beside how many tenge one of it is; read in any language, whichever the person speaks here.
_SCALES = {
    **dict.fromkeys(("₸", "тг", "теңге", "тенге", "tg", "tenge", "kzt"), 1),
    **dict.fromkeys(("мың", "тыс", "тысяча", "тысячи", "тысяч", "thousand"), 10**3),
    **dict.fromkeys(("млн", "миллион", "миллиона", "миллионов", "mln", "million"), 10**6),
    **dict.fromkeys(("млрд", "миллиард", "миллиарда", "миллиардов", "bln", "billion"), 10**9),
}


def tenge(text: str, language: Language, *, unit: int = 1, below: bool = False) -> int:
    """What somebody wrote; a number without a word counts `unit` tenge each, `below` lets it be below zero.

    Raises NoAmount, NotWholeTenge, AmbiguousAmount.
    """
    return amount(text, _SCALES, unit=unit, commas_group=language is Language.ENGLISH, below=below)
