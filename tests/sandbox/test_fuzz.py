"""Whatever a bot asks, it is answered: done, or refused in words, never with a stack."""

from contextlib import suppress
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox import groups, schema
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.imitated import METHODS, NOT_IMITATED
from sandbox.parameters import Upload, methods
from sandbox.people_messages import say
from sandbox.shapes import Shapes
from sandbox.world import World

API = schema.load()
TABLE = methods(API)
SHAPES = Shapes(API)
ASKED = sorted(METHODS.keys() - {"getUpdates"})


def village() -> World:
    """One person with a picture and a button, and a group where the bot is an administrator."""
    world = World("1000001:SANDBOX", rates=False)
    person = world.add_user(first_name="Айгүл")
    say(world, person.id, {"user_id": person.id, "photo": {"caption": "/a"}})
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "a"}]]}
    for params in ({"text": "a", "reply_markup": markup}, {"photo": picture(world)}):
        method = "sendMessage" if "text" in params else "sendPhoto"
        METHODS[method](Call(world, method, {"chat_id": person.id, **params}))
    options = [{"text": "a"}, {"text": "b"}]
    METHODS["sendPoll"](Call(world, "sendPoll", {"chat_id": person.id, "question": "?", "options": options}))
    group = groups.create(world, "Ауыл", "supergroup", person, [])
    groups.set_member(world, group, world.bot, "administrator")
    world.callbacks.open(person.id, person.id)
    return world


def picture(world: World) -> str:
    (chat,) = world.chats.values()
    return str(chat.messages[1]["photo"][-1]["file_id"])


IDS = [0, 1, 2, 3, 4, -1, 7_000_000_001, -1_002_000_000_001, 2**40]
WORDS = [
    "",
    "a",
    "HTML",
    "kk",
    "photo",
    "attach://photo",
    "typing",
    "<b>a</b>",
    "<b>",
    "&#55357;",
    "👍",
    "quiz",
]
PLAIN: dict[str, st.SearchStrategy[Any]] = {
    "Integer": st.sampled_from(IDS) | st.integers(),
    "Float": st.floats(-200, 200),
    "Boolean": st.booleans(),
    "True": st.just(value=True),
    "String": st.sampled_from([*WORDS, "4382750132547000001"]) | st.text(max_size=40),
    "InputFile": st.sampled_from(
        [Upload("a.png", b""), Upload("a.png", b"\x89PNG\r\n\x1a\nabc"), Upload("a", b"x")]
    ),
}


def value(field: schema.Field, depth: int) -> st.SearchStrategy[Any]:
    if field.constant:
        return st.just(field.constant)
    if field.type.startswith("Array of "):
        inner = schema.Field(field.owner, field.name, field.type.removeprefix("Array of "))
        return st.lists(value(inner, depth), max_size=3)
    return st.one_of([one(kind, depth) for kind in API.alternatives(field.type)])


def one(kind: str, depth: int) -> st.SearchStrategy[Any]:
    return PLAIN[kind] if kind in PLAIN else record(API.types[kind], depth - 1)


def record(fields: schema.Fields, depth: int) -> st.SearchStrategy[dict[str, Any]]:
    """Past a certain depth only what must be there."""
    required = {name: value(field, depth) for name, field in fields.items() if field.required}
    optional = {
        name: value(field, depth) for name, field in fields.items() if not field.required and depth > 0
    }
    return st.fixed_dictionaries(required, optional=optional)


def ask(world: World, name: str, sent: dict[str, Any]) -> object:
    method = TABLE[name.lower()]
    return METHODS[name](Call(world, name, method.read(sent), {"photo": Upload("a.png", b"x")}))


@settings(max_examples=150)
@given(st.data())
def test_no_call_breaks_the_sandbox(data: st.DataObject) -> None:
    world = village()
    name = data.draw(st.sampled_from(ASKED))
    fields = {key: field for key, field in API.methods[name].items() if key not in NOT_IMITATED}
    sent = data.draw(record(fields, depth=2))
    if "chat_id" in sent:
        sent["chat_id"] = data.draw(st.sampled_from([sent["chat_id"], 7_000_000_001, -1_002_000_000_001]))
    with suppress(ApiError):
        ask(world, name, sent)
    for chat in world.chats.values():
        SHAPES.of("Array of Message")(list(chat.messages.values()))
