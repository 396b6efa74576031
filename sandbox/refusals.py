"""Telegram's own words for calls that do not fit the schema, where they are known."""

QUERY_ID = "query is too old and response timeout expired or query ID is invalid"

LIMITS = {
    ("InlineKeyboardButton", "callback_data"): "BUTTON_DATA_INVALID",
    ("CopyTextButton", "text"): "BUTTON_COPY_TEXT_INVALID",
    ("BotCommand", "command"): "BOT_COMMAND_INVALID",
    ("BotCommand", "description"): "BOT_COMMAND_DESCRIPTION_INVALID",
    ("answerCallbackQuery", "text"): "MESSAGE_TOO_LONG",
}

MISSING = {
    "chat_id": "chat_id is empty",
    "from_chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "callback_query_id": QUERY_ID,
    "animation": "there is no animation in the request",
    "audio": "there is no audio in the request",
    "document": "there is no document in the request",
    "photo": "there is no photo in the request",
    "sticker": "there is no sticker in the request",
    "video": "there is no video in the request",
    "video_note": "there is no video note in the request",
    "voice": "there is no voice in the request",
    "media": "media is empty",
    "file_id": "file_id not specified",
    "user_id": "invalid user_id specified",
}

UNPARSED = {
    "reply_markup": "can't parse reply keyboard markup JSON object",
    "media": "can't parse media JSON object",
    "entities": "can't parse entities JSON object",
    "caption_entities": "can't parse entities JSON object",
    "commands": "can't parse commands JSON object",
    "options": "can't parse options JSON object",
    "reply_parameters": "can't parse reply parameters JSON object",
    "link_preview_options": "can't parse link preview options JSON object",
}
