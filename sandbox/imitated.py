"""Every method of the Bot API that is imitated. A valid call of any other is answered 501."""

from collections.abc import Awaitable, Callable

from sandbox import answering, deleting, editing, introducing, knowing, media, receiving, texts
from sandbox.call import Call

Result = object | Awaitable[object]

METHODS: dict[str, Callable[[Call], Result]] = {
    "answerCallbackQuery": answering.answer_callback_query,
    "deleteMessage": deleting.delete_message,
    "deleteMessages": deleting.delete_messages,
    "deleteMyCommands": introducing.delete_my_commands,
    "deleteWebhook": receiving.delete_webhook,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageMedia": editing.edit_message_media,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "editMessageText": editing.edit_message_text,
    "getChat": knowing.get_chat,
    "getChatAdministrators": knowing.get_chat_administrators,
    "getChatMember": knowing.get_chat_member,
    "getChatMemberCount": knowing.get_chat_member_count,
    "getChatMenuButton": introducing.get_chat_menu_button,
    "getFile": knowing.get_file,
    "getMe": knowing.get_me,
    "getMyCommands": introducing.get_my_commands,
    "getMyDescription": introducing.read_profile,
    "getMyName": introducing.read_profile,
    "getMyShortDescription": introducing.read_profile,
    "getUpdates": receiving.get_updates,
    "getWebhookInfo": receiving.get_webhook_info,
    "sendAnimation": media.send_animation,
    "sendAudio": media.send_audio,
    "sendChatAction": texts.send_chat_action,
    "sendContact": texts.send_contact,
    "sendDice": texts.send_dice,
    "sendDocument": media.send_document,
    "sendLocation": texts.send_location,
    "sendMediaGroup": media.send_media_group,
    "sendMessage": texts.send_message,
    "sendPhoto": media.send_photo,
    "sendSticker": media.send_sticker,
    "sendVenue": texts.send_venue,
    "sendVideo": media.send_video,
    "sendVideoNote": media.send_video_note,
    "sendVoice": media.send_voice,
    "setChatMenuButton": introducing.set_chat_menu_button,
    "setMyCommands": introducing.set_my_commands,
    "setMyDescription": introducing.write_profile,
    "setMyName": introducing.write_profile,
    "setMyShortDescription": introducing.write_profile,
    "setWebhook": receiving.set_webhook,
}
