"""Every method of the Bot API that is imitated. A valid call of any other is answered 501."""

from collections.abc import Awaitable, Callable

from sandbox import (
    answering,
    deleting,
    editing,
    introducing,
    knowing,
    marking,
    media,
    moving,
    polling,
    receiving,
    texts,
)
from sandbox.call import Call

Result = object | Awaitable[object]

METHODS: dict[str, Callable[[Call], Result]] = {
    "answerCallbackQuery": answering.answer_callback_query,
    "copyMessage": moving.copy_message,
    "copyMessages": moving.copy_messages,
    "deleteMessage": deleting.delete_message,
    "deleteMessages": deleting.delete_messages,
    "deleteMyCommands": introducing.delete_my_commands,
    "deleteWebhook": receiving.delete_webhook,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageMedia": editing.edit_message_media,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "editMessageText": editing.edit_message_text,
    "forwardMessage": moving.forward_message,
    "forwardMessages": moving.forward_messages,
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
    "leaveChat": marking.leave_chat,
    "pinChatMessage": marking.pin_chat_message,
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
    "sendPoll": polling.send_poll,
    "sendSticker": media.send_sticker,
    "sendVenue": texts.send_venue,
    "sendVideo": media.send_video,
    "sendVideoNote": media.send_video_note,
    "sendVoice": media.send_voice,
    "setChatMenuButton": introducing.set_chat_menu_button,
    "setMessageReaction": marking.set_message_reaction,
    "setMyCommands": introducing.set_my_commands,
    "setMyDescription": introducing.write_profile,
    "setMyName": introducing.write_profile,
    "setMyShortDescription": introducing.write_profile,
    "stopPoll": polling.stop_poll,
    "unpinAllChatMessages": marking.unpin_all_chat_messages,
    "unpinChatMessage": marking.unpin_chat_message,
}

NOT_IMITATED = frozenset(
    {
        "allow_paid_broadcast",
        "business_connection_id",
        "direct_messages_topic_id",
        "ephemeral_message_parameters",
        "inline_message_id",
        "message_effect_id",
        "rich_message",
        "suggested_post_parameters",
        "thumbnail",
    }
)
"""Parameters that would change what a call does, and that must not be passed over in silence."""
