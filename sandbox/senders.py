"""Under whose name a message appears: a person's, the group's own, or a channel's."""

from sandbox.chats import Chat
from sandbox.people import Unfit, person
from sandbox.users import ANONYMOUS_ADMINISTRATOR, CHANNEL
from sandbox.wire import Json
from sandbox.world import World


def sender_of(world: World, chat: Chat, body: Json) -> Json:
    if body.get("as_anonymous"):
        if chat.private or not chat.member(person(world, body["user_id"])).administers:
            raise Unfit("only an administrator of a group can be anonymous")
        return {"from": ANONYMOUS_ADMINISTRATOR.shape, "sender_chat": chat.shape}
    if title := body.get("as_channel"):
        if chat.private:
            raise Unfit("channels write in groups only")
        return {"from": CHANNEL.shape, "sender_chat": world.channel(title)}
    return {"from": person(world, body["user_id"]).shape}
