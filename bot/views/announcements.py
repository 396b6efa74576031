"""What everybody in a unit is told can be stopped, and taken up again."""

from bot.i18n import Words, joined
from bot.views.callbacks.settings import News, NewsButton, Setting, SettingButton, StopNewsButton
from bot.views.screens import Button, Screen, button, rows


def stop(_: Words) -> Button:
    """In the last row of every announcement."""
    return button("🔕 " + _.label("Don't tell me of these"), StopNewsButton())


def stopped(_: Words) -> str:
    return _.plain("You will not be told of these any more. To change it: /settings.")


def wish(_: Words, *, wanted: bool) -> Screen:
    """Part of the settings."""
    if wanted:
        said = _(
            "You are told when your village is asked about its budget, of meetings, and what the akim's office answers to the "
            "whole village."
        )
        switch = button("🔕 " + _.label("Don't tell me of these"), NewsButton(news=News.NO))
    else:
        said = _(
            "You are not told when your village is asked about its budget, nor of meetings, nor what the akim's office answers "
            "to the whole village. Of what you take part in, and of your own reports, you hear all the same."
        )
        switch = button("🔔 " + _.label("Tell me of these"), NewsButton(news=News.YES))
    back = button("← " + _.label("Back"), SettingButton(setting=Setting.ALL))
    return Screen(joined([_("<b>Village news</b>"), said]), rows([switch], [back]))
