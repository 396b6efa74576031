"""All buttons there are, whatever module they stand in."""

import inspect
import pkgutil
from importlib import import_module

from aiogram.filters.callback_data import CallbackData

from bot.views import callbacks

MODULES = tuple(
    import_module(one.name) for one in pkgutil.iter_modules(callbacks.__path__, f"{callbacks.__name__}.")
)
BUTTONS: tuple[type[CallbackData], ...] = tuple(
    button
    for module in MODULES
    for _, button in inspect.getmembers(module, inspect.isclass)
    if issubclass(button, CallbackData) and button.__module__ == module.__name__
)
