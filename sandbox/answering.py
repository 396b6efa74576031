"""answerCallbackQuery."""

from typing import TYPE_CHECKING

from sandbox.call import Call
from sandbox.errors import invalid
from sandbox.links import WrongLink, check_link

if TYPE_CHECKING:
    from sandbox.wire import Json


def answer_callback_query(call: Call) -> bool:
    answer: Json = {
        "text": call.params.get("text") or None,
        "show_alert": call.params.get("show_alert", False),
        "url": call.params.get("url") or None,
    }
    if answer["url"]:
        try:
            check_link(answer["url"])
        except WrongLink as wrong:
            raise invalid("URL_INVALID") from wrong
    tap = call.world.callbacks.answer(call.params["callback_query_id"], answer)
    call.world.events.emit("tap_answer", tap.chat_id, **tap.shape)
    return True
