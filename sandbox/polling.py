"""sendPoll and stopPoll."""

from sandbox import access, keyboards, sending, text
from sandbox.call import Call
from sandbox.errors import bad, stricter
from sandbox.wire import Json

SETTINGS = ("is_anonymous", "type", "allows_multiple_answers", "allows_revoting", "open_period", "close_date")
CHANNELS_ONLY = ("members_only", "country_codes")
FILES = ("media", "explanation_media")


def send_poll(call: Call) -> Json:
    _check(call)
    options = [_option(call, option) for option in call.params["options"]]
    question = text.inner(call.world, call.params, "question")
    if not question.get("question"):
        raise bad("poll question must be non-empty")
    more = {name: call.params[name] for name in SETTINGS if name in call.params}
    poll = call.world.polls.make(question.pop("question"), options, **more, **question, **_quiz(call))
    return sending.send(call, {"poll": poll}, "can_send_polls")


def stop_poll(call: Call) -> Json:
    chat = access.writable(call)
    message = access.message(call, chat, "message_id", "message with poll to stop not found")
    if message["from"]["id"] != call.world.bot.id or "poll" not in message:
        raise bad("message with poll can't be stopped")
    if message["poll"]["is_closed"]:
        raise bad("poll has already been closed")
    poll: Json = message["poll"] | {"is_closed": True}
    markup = keyboards.checked(call.params.get("reply_markup"), chat)
    without = {key: value for key, value in message.items() if key != "reply_markup"}
    call.world.change(chat, without | {"poll": poll} | ({"reply_markup": markup} if markup else {}))
    call.world.updates.add("poll", poll)
    return poll


def _check(call: Call) -> None:
    given = call.params
    if any(given.get(name) for name in CHANNELS_ONLY):
        raise stricter("members_only and country_codes are for polls in channels")
    if any(given.get(name) for name in FILES):
        raise stricter("media in polls is not imitated")
    if "open_period" in given and "close_date" in given:
        raise stricter("open_period and close_date can't be used together")
    if given.get("type") not in (None, "regular", "quiz"):
        raise bad("unsupported poll type specified")


def _option(call: Call, option: Json) -> Json:
    made = text.inner(call.world, option, "text")
    if not made.get("text"):
        raise bad("poll options must be non-empty")
    return made


def _quiz(call: Call) -> Json:
    if call.params.get("type") != "quiz":
        return {}
    explanation = text.inner(call.world, call.params, "explanation")
    if explanation.get("explanation", "").count("\n") > 2:
        raise bad("explanation can't contain more than 2 line feeds")
    correct = call.params.get("correct_option_ids")
    if not correct or max(correct) >= len(call.params["options"]):
        raise bad("wrong correct option ID specified")
    return {"correct_option_ids": correct} | explanation
