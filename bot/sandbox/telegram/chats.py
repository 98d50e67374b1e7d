"""The methods that describe chats and their members."""

from bot.sandbox.telegram.access import chat_of
from bot.sandbox.telegram.errors import Refusal
from bot.sandbox.telegram.params import Params
from bot.sandbox.telegram.records import Chat
from bot.sandbox.telegram.state import Json, World

_RIGHTS = (
    "can_be_edited can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members "
    "can_promote_members can_change_info can_invite_users can_post_stories can_edit_stories "
    "can_delete_stories"
).split()
_CHANNEL_RIGHTS = ("can_post_messages", "can_edit_messages")
_PERMISSIONS = (
    "can_send_messages can_send_audios can_send_documents can_send_photos can_send_videos "
    "can_send_video_notes can_send_voice_notes can_send_polls can_send_other_messages "
    "can_add_web_page_previews can_change_info can_invite_users can_pin_messages can_manage_topics"
).split()
_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription")


class Chats:
    """Chats as the bot may see them."""

    def __init__(self, world: World) -> None:
        self._world = world

    def get_chat(self, params: Params) -> Json:
        """The method getChat."""
        with self._world.changed:
            chat = chat_of(self._world, params, right="read")
            full: Json = {
                **self._world.chat_json(chat),
                "accent_color_id": 0,
                "max_reaction_count": 11,
                "accepted_gift_types": dict.fromkeys((*_GIFTS, "gifts_from_channels"), False),
            }
            if chat.linked is not None:
                full["linked_chat_id"] = chat.linked
            if chat.protected:
                full["has_protected_content"] = True
            return full

    def get_chat_member(self, params: Params) -> Json:
        """The method getChatMember."""
        with self._world.changed:
            chat = chat_of(self._world, params, right="read")
            user = params.number("user_id")
            if user != self._world.bot_id and user not in self._world.people:
                raise Refusal(400, "Bad Request: user not found")
            self._check_list(chat)
            return self._member(chat, user)

    def get_chat_administrators(self, params: Params) -> list[Json]:
        """The method getChatAdministrators."""
        with self._world.changed:
            chat = chat_of(self._world, params, right="read")
            if chat.type == "private":
                words = "there are no administrators in the private chat"
                raise Refusal(400, f"Bad Request: {words}")
            self._check_list(chat)
            everyone = [*chat.members, self._world.bot_id]
            members = [self._member(chat, user) for user in everyone]
            return [one for one in members if one["status"] in ("creator", "administrator")]

    def _check_list(self, chat: Chat) -> None:
        if chat.type == "channel" and chat.bot != "administrator":
            raise Refusal(400, "Bad Request: member list is inaccessible")

    def _member(self, chat: Chat, user: int) -> Json:
        if user == self._world.bot_id:
            return member_json(self._world.bot_json(), self._standing(chat), chat_type=chat.type)
        default = "member" if chat.id == user else "left"
        status = chat.members.get(user, default)
        return member_json(self._world.person_json(user), status, chat_type=chat.type)

    def _standing(self, chat: Chat) -> str:
        # An administrator without the right to post counts as "member" in the stand-in's records.
        if chat.type == "channel" and chat.bot == "member":
            return "powerless"
        return "member" if chat.type == "private" else chat.bot


def member_json(user: Json, status: str, *, chat_type: str) -> Json:
    """A ChatMember; "powerless" is an administrator without a single right."""
    given: Json = {"user": user, "status": "administrator" if status == "powerless" else status}
    if status in ("administrator", "powerless"):
        rights = (*_RIGHTS, *(_CHANNEL_RIGHTS if chat_type == "channel" else ()))
        given |= dict.fromkeys(rights, status == "administrator")
    if status in ("creator", "administrator", "powerless"):
        given["is_anonymous"] = False
    if status == "restricted":
        given |= {"is_member": True, "until_date": 0, **dict.fromkeys(_PERMISSIONS, False)}
    if status == "kicked":
        given["until_date"] = 0
    return given
