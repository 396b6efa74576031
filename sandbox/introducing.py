"""What the bot tells about itself: commands, names, descriptions, the menu button."""

from sandbox import access
from sandbox.call import Call
from sandbox.commands import Key
from sandbox.errors import bad, invalid
from sandbox.wire import Json

MOST_COMMANDS = 100
TEXTS = {"Name": "name", "Description": "description", "ShortDescription": "short_description"}
ALLOWED = set("abcdefghijklmnopqrstuvwxyz0123456789_")


def set_my_commands(call: Call) -> bool:
    commands = call.params["commands"]
    if len(commands) > MOST_COMMANDS:
        raise invalid("BOT_COMMANDS_TOO_MUCH")
    if any(set(each["command"].removeprefix("/")) - ALLOWED for each in commands):
        raise invalid("BOT_COMMAND_INVALID")
    call.world.commands.set(_scope(call), _language(call), commands)
    return True


def get_my_commands(call: Call) -> list[Json]:
    return call.world.commands.get(_scope(call), _language(call))


def delete_my_commands(call: Call) -> bool:
    call.world.commands.set(_scope(call), _language(call), [])
    return True


def write_profile(call: Call) -> bool:
    key = TEXTS[call.method.removeprefix("setMy")]
    text, language = call.params.get(key) or "", _language(call)
    call.world.profile.write(key, language, text)
    if key == "name" and not language and text:
        call.world.rename_bot(text)
    return True


def read_profile(call: Call) -> Json:
    key = TEXTS[call.method.removeprefix("getMy")]
    fallback = call.world.bot.first_name if key == "name" else ""
    return {key: call.world.profile.read(key, _language(call)) or fallback}


def set_chat_menu_button(call: Call) -> bool:
    button = call.params.get("menu_button") or {"type": "default"}
    call.world.profile.menu_buttons[call.params.get("chat_id")] = button
    return True


def get_chat_menu_button(call: Call) -> Json:
    buttons = call.world.profile.menu_buttons
    return buttons.get(call.params.get("chat_id")) or buttons.get(None) or {"type": "commands"}


def _scope(call: Call) -> Key:
    scope = call.params.get("scope") or {"type": "default"}
    chat_id = access.reach(call.world, scope["chat_id"]).id if "chat_id" in scope else None
    return scope["type"], chat_id, scope.get("user_id")


def _language(call: Call) -> str:
    language = call.params.get("language_code") or ""
    if language and not (len(language) == 2 and language.isascii() and language.islower()):
        raise bad("LANG_CODE_INVALID")
    return language
