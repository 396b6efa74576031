"""Every call is held against the Bot API's schema, however its parameters travel."""

import json
from typing import Any

import pytest

from sandbox import schema
from sandbox.imitated import METHODS

REQUIRED: dict[str, Any] = {"Integer": 1, "Float": 1.5, "Boolean": True, "True": True, "String": "x"}


def sample(kind: str, field: schema.Field) -> Any:
    """The least value of a type that the schema accepts."""
    api = schema.load()
    if field.constant:
        return field.constant
    if kind.startswith("Array of "):
        one = sample(kind.removeprefix("Array of "), schema.Field("", "", kind))
        return [one] * (field.items or (1, 1))[0]
    kind = api.alternatives(kind)[0]
    if kind in REQUIRED:
        return field.range[0] if field.range else REQUIRED[kind]
    if kind == "InputFile":
        return "x"
    return {name: sample(inner.type, inner) for name, inner in api.types[kind].items() if inner.required}


def test_the_schema_is_that_of_bot_api_10_3() -> None:
    api = schema.load()
    assert (api.version, len(api.methods)) == ("10.3", 185)
    assert METHODS.keys() <= api.methods.keys()


@pytest.mark.parametrize("method", sorted(schema.load().methods))
async def test_a_valid_call_is_done_refused_or_said_not_to_be_imitated(api: Any, method: str) -> None:
    params = {
        name: sample(field.type, field)
        for name, field in schema.load().methods[method].items()
        if field.required
    }
    answer = await api.answer(method, **params)
    assert answer["ok"] or answer["error_code"] in (400, 501)
    assert "[sandbox]" not in answer.get("description", "") or answer["error_code"] == 501
    assert (answer.get("error_code") == 501) == (method not in METHODS)


async def test_a_method_that_does_not_exist_is_not_found(api: Any) -> None:
    assert await api.refused("sendMesage", chat_id=1) == "404 Not Found: method not found"


async def test_the_case_of_a_method_does_not_matter(api: Any) -> None:
    assert (await api.ok("GETME"))["is_bot"] is True


async def test_another_token_is_unauthorized(api: Any) -> None:
    async with api.http.get(f"{api.sandbox.url}/bot5:WRONG/getMe") as response:
        assert (response.status, (await response.json())["description"]) == (401, "Unauthorized")


async def test_a_parameter_that_does_not_exist_is_refused_though_telegram_would_pass_over_it(
    api: Any, aigul: Any
) -> None:
    words = await api.refused("sendMessage", chat_id=aigul.id, text="x", parsemode="HTML")
    assert words == '400 Bad Request: [sandbox] sendMessage has no parameter "parsemode"'


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"text": "x"}, "chat_id is empty"),
        ({"chat_id": 1}, "message text is empty"),
        ({"chat_id": 1, "text": "x", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        (
            {"chat_id": 1, "text": "x", "message_thread_id": "one"},
            "[sandbox] message_thread_id must be Integer",
        ),
        (
            {"chat_id": 1, "text": "x", "protect_content": "perhaps"},
            "[sandbox] protect_content must be Boolean",
        ),
        ({"chat_id": 1, "text": "x", "entities": {}}, "[sandbox] entities must be an Array"),
        (
            {"chat_id": 1, "text": "x", "entities": [{"type": "bold", "offset": 0}]},
            "[sandbox] entities lacks length of MessageEntity",
        ),
        (
            {
                "chat_id": 1,
                "text": "x",
                "reply_markup": {"inline_keyboard": [[{"text": "a", "colour": "red"}]]},
            },
            '[sandbox] reply_markup.inline_keyboard has "colour", which InlineKeyboardButton does not have',
        ),
        (
            {"chat_id": 1, "text": "x", "reply_markup": {"keyboard": [["a"]]}},
            "[sandbox] reply_markup.keyboard must be KeyboardButton",
        ),
        (
            {"chat_id": 1, "text": "x", "reply_markup": {"buttons": []}},
            (
                "[sandbox] reply_markup must be InlineKeyboardMarkup or ReplyKeyboardMarkup "
                "or ReplyKeyboardRemove or ForceReply"
            ),
        ),
    ],
)
async def test_a_call_that_does_not_fit_is_refused_in_words(api: Any, params: Any, words: str) -> None:
    assert await api.refused("sendMessage", **params) == f"400 Bad Request: {words}"


async def test_numbers_and_objects_come_as_text_in_a_form_and_as_themselves_in_json(
    api: Any, aigul: Any
) -> None:
    markup = {"inline_keyboard": [[{"text": "Иә", "callback_data": "yes"}]]}
    params = {"chat_id": aigul.id, "text": "Ә", "protect_content": True, "reply_markup": markup}
    in_form = await api.ok("sendMessage", **params)
    async with api.http.post(api.url("sendMessage"), json=params) as response:
        in_json = (await response.json())["result"]
    query = {
        "chat_id": str(aigul.id),
        "text": "Ә",
        "protect_content": "1",
        "reply_markup": json.dumps(markup),
    }
    async with api.http.get(api.url("sendMessage"), params=query) as response:
        in_query = (await response.json())["result"]
    in_parts = (await api.upload("sendMessage", {}, **params))["result"]
    alike = [{**m, "message_id": 0, "date": 0} for m in (in_form, in_json, in_query, in_parts)]
    assert alike[0]["reply_markup"] == markup
    assert alike == [alike[0]] * 4


@pytest.mark.parametrize("text", ["a+b=c&d%", "100 % дайын\nиә", "\\n \\x41 %41", "😀 қоса"])
async def test_a_form_is_decoded_to_the_letter(api: Any, aigul: Any, text: str) -> None:
    assert (await api.say(aigul, text))["text"] == text


async def test_a_form_that_is_not_utf_8_is_refused(api: Any) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    async with api.http.post(api.url("sendMessage"), data=b"chat_id=1&text=%FF", headers=headers) as response:
        assert (await response.json())["description"] == "Bad Request: strings must be encoded in UTF-8"


async def test_what_would_change_a_call_and_is_not_imitated_is_not_passed_over(api: Any, aigul: Any) -> None:
    words = await api.refused("sendMessage", chat_id=aigul.id, text="x", allow_paid_broadcast=True)
    assert words == "501 Not Implemented: [sandbox] the parameter allow_paid_broadcast is not imitated"


async def test_mistakes_of_the_bot_are_counted_apart_from_refusals_of_fate(
    api: Any, client: Any, aigul: Any
) -> None:
    await api.refused("sendMessage", chat_id=aigul.id, text="x" * 4097)
    await api.refused("sendMesage")
    await aigul.block()
    await api.refused("sendMessage", chat_id=aigul.id, text="x")
    summary = await client.summary()
    assert summary["invalid_calls"] == 2
    assert summary["calls"] == {"sendMessage": {"400": 1, "403": 1}, "sendMesage": {"404": 1}}


@pytest.mark.parametrize(
    ("kind", "body", "words"),
    [
        ("application/json", b"{", "can't parse JSON in the request body"),
        ("application/json", b"[]", "expected a JSON object in the request body"),
        ("text/plain", b"chat_id=1", "unsupported content type text/plain"),
    ],
)
async def test_a_body_that_is_no_call_is_refused(api: Any, kind: str, body: bytes, words: str) -> None:
    async with api.http.post(api.url("sendMessage"), data=body, headers={"Content-Type": kind}) as response:
        assert (await response.json())["description"] == f"Bad Request: {words}"


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        (
            "sendLocation",
            {"chat_id": 1, "latitude": "north", "longitude": 1},
            "[sandbox] latitude must be Float",
        ),
        ("sendLocation", {"chat_id": 1, "latitude": 91, "longitude": 1}, "[sandbox] there is no such place"),
        ("sendLocation", {"chat_id": 1, "latitude": 1}, '[sandbox] parameter "longitude" is required'),
        ("sendDice", {"chat_id": 1, "emoji": "🚀"}, "EMOTICON_INVALID"),
        ("answerCallbackQuery", {"callback_query_id": "1", "url": "http://x"}, "URL_INVALID"),
        ("editMessageText", {"text": "a", "message_id": 1}, "chat_id is empty"),
        ("sendPhoto", {"chat_id": 1, "photo": {"id": 1}}, "wrong file identifier/HTTP URL specified"),
        ("setMyCommands", {"commands": "x"}, "can't parse commands JSON object"),
        (
            "setMyCommands",
            {"commands": [], "scope": {"type": "village"}},
            "[sandbox] scope must be BotCommandScope",
        ),
    ],
)
async def test_parameters_are_held_to_their_meaning(api: Any, method: str, params: Any, words: str) -> None:
    assert await api.refused(method, **params) == f"400 Bad Request: {words}"


async def test_null_in_json_is_a_parameter_not_given(api: Any, aigul: Any) -> None:
    params = {"chat_id": aigul.id, "text": "a", "reply_markup": None, "parse_mode": None}
    async with api.http.post(api.url("sendMessage"), json=params) as response:
        assert (await response.json())["ok"] is True
