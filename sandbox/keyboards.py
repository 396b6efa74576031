"""What a reply markup must be beyond its shape."""

from collections.abc import Callable

from sandbox.chats import Chat
from sandbox.errors import bad, invalid, stricter
from sandbox.links import WrongLink, check_link
from sandbox.wire import Json

MOST_BUTTONS = 100
STYLES = {None, "danger", "success", "primary"}
ACTIONS = {
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
    "disabled",
}
PRIVATE_ONLY = {
    "request_contact": "phone number can be requested in private chats only",
    "request_location": "location can be requested in private chats only",
    "request_poll": "poll can be requested in private chats only",
    "request_users": "users can be requested in private chats only",
    "request_chat": "chats can be requested in private chats only",
    "web_app": "web App buttons can be used in private chats only",
}


def checked(markup: Json | None, chat: Chat) -> Json | None:
    """The markup as it will be kept; None for one without a single button."""
    if not markup:
        return None
    if "inline_keyboard" in markup:
        return _rows(markup, "inline_keyboard", chat, _inline_button)
    if "keyboard" in markup:
        return _rows(markup, "keyboard", chat, _reply_button)
    return markup


def inline(markup: Json | None) -> Json | None:
    """Telegram shows only inline keyboards in a Message."""
    return markup if markup and "inline_keyboard" in markup else None


def _rows(markup: Json, kind: str, chat: Chat, check: Callable[[Json, Chat], None]) -> Json | None:
    rows = [row for row in markup[kind] if row]
    if sum(map(len, rows)) > MOST_BUTTONS:
        raise invalid("reply markup is too long")
    for row in rows:
        for button in row:
            if not button["text"]:
                raise stricter("the text of a button must be non-empty")
            if button.get("style") not in STYLES:
                raise stricter(f'there is no button style "{button["style"]}"')
            check(button, chat)
    if not rows:
        return None
    return markup if len(rows) == len(markup[kind]) else markup | {kind: rows}


def _inline_button(button: Json, chat: Chat) -> None:
    actions = ACTIONS & button.keys()
    if not actions:
        raise invalid("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise stricter(f"a button must have one action, not {', '.join(sorted(actions))}")
    if "url" in button:
        _check_url(button["url"], "URL")
    if "web_app" in button:
        _check_web_app(button["web_app"]["url"], chat)


def _check_url(url: str, what: str) -> None:
    try:
        check_link(url)
    except WrongLink as wrong:
        raise invalid(f"inline keyboard button {what} '{url}' is invalid: {wrong}") from wrong


def _check_web_app(url: str, chat: Chat) -> None:
    if not chat.private:
        raise bad("BUTTON_TYPE_INVALID")
    _check_url(url, "Web App URL")
    if not url.startswith("https://"):
        raise invalid(f"inline keyboard button Web App URL '{url}' is invalid: Only HTTPS links are allowed")


def _reply_button(button: Json, chat: Chat) -> None:
    requests = PRIVATE_ONLY.keys() & button.keys()
    if len(requests) > 1:
        raise stricter(f"a button must have one action, not {', '.join(sorted(requests))}")
    for request in requests:
        if button[request] and not chat.private:
            raise bad(PRIVATE_ONLY[request])
