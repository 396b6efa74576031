"""Rules that said no. The class and its values are the meaning; `bot.views.errors` finds the words."""


class RuleError(Exception):
    """A person asked for something that cannot be; nothing was changed."""
