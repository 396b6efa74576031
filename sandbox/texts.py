"""sendMessage and its plain kin: what holds no file."""

from sandbox import access, sending, text
from sandbox.call import Call
from sandbox.errors import bad, stricter
from sandbox.wire import Json

LOCATION = (
    "latitude",
    "longitude",
    "horizontal_accuracy",
    "live_period",
    "heading",
    "proximity_alert_radius",
)
VENUE = ("title", "address", "foursquare_id", "foursquare_type", "google_place_id", "google_place_type")
CONTACT = ("phone_number", "first_name", "last_name", "vcard")
DICE = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}
ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


def send_message(call: Call) -> Json:
    content = text.message_text(call)
    preview = call.params.get("link_preview_options")
    return sending.send(call, content | ({"link_preview_options": preview} if preview else {}))


def send_location(call: Call) -> Json:
    return sending.send(call, {"location": _location(call)})


def send_venue(call: Call) -> Json:
    place = _location(call)
    venue = {"location": place} | _given(call, VENUE)
    return sending.send(call, {"venue": venue, "location": place})


def send_contact(call: Call) -> Json:
    return sending.send(call, {"contact": _given(call, CONTACT)})


def send_dice(call: Call) -> Json:
    emoji = call.params.get("emoji") or "🎲"
    if emoji not in DICE:
        raise bad("EMOTICON_INVALID")
    value = call.world.chance.randint(1, DICE[emoji])
    return sending.send(call, {"dice": {"emoji": emoji, "value": value}}, "can_send_other_messages")


def send_chat_action(call: Call) -> bool:
    action = call.params["action"]
    if action not in ACTIONS:
        raise bad("wrong parameter action in request")
    chat = access.writable(call)
    call.world.events.emit("action", chat.id, action=action)
    return True


def _location(call: Call) -> Json:
    place = _given(call, LOCATION)
    if abs(place["latitude"]) > 90 or abs(place["longitude"]) > 180:
        raise stricter("there is no such place")
    return place


def _given(call: Call, names: tuple[str, ...]) -> Json:
    return {name: call.params[name] for name in names if name in call.params}
