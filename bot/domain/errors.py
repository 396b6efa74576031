"""Why something cannot be: a rule says no, for which `bot.views.errors` finds the words, or a part is away."""


class RuleError(Exception):
    """A person asked for something that cannot be; nothing was changed."""


class Unavailable(Exception):
    """What the program needs is away for now; the same may be tried again later."""
