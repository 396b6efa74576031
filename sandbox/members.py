"""Members of a chat: their status and what they may do."""

from dataclasses import dataclass, field

from sandbox.users import User
from sandbox.wire import Json

RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_send_welcome_messages",
)

PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)

STATUSES = ("creator", "administrator", "member", "restricted", "left", "kicked")
PRESENT = ("creator", "administrator", "member", "restricted")


@dataclass(frozen=True)
class Member:
    user: User
    status: str
    granted: Json = field(default_factory=dict)
    """Rights of an administrator or permissions of the restricted, where they differ from the usual."""

    @property
    def present(self) -> bool:
        return self.status in PRESENT

    @property
    def administers(self) -> bool:
        return self.status in ("creator", "administrator")

    def may(self, permission: str) -> bool:
        return self.status != "restricted" or bool(self.granted.get(permission, False))

    @property
    def shape(self) -> Json:
        shape: Json = {"status": self.status, "user": self.user.shape}
        if self.status == "creator":
            shape["is_anonymous"] = False
        elif self.status == "administrator":
            rights = dict.fromkeys(RIGHTS, True) | {"can_promote_members": False}
            shape |= {"can_be_edited": False, "is_anonymous": False, **rights, **self.granted}
        elif self.status == "restricted":
            permissions = dict.fromkeys(PERMISSIONS, False)
            shape |= {"is_member": True, **permissions, **self.granted, "until_date": 0}
        elif self.status == "kicked":
            shape["until_date"] = 0
        return shape
