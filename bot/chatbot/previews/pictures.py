"""The pictures of posts in the editors' chat: a photo for each channel, above the texts."""

from __future__ import annotations

import html
import logging

from telegram import Bot, InputFile, InputMediaPhoto
from telegram.error import BadRequest

from bot.cards.painter import CardError
from bot.cards.pictures import Pictures
from bot.channel_config import ChannelConfig
from bot.chatbot.previews.state import PreviewState, short_mark
from bot.post import Picture, PictureKind, Post
from bot.store import Shown

log = logging.getLogger(__name__)
_OWN = "|picture"  # behind the channel's name, in the name of the message
_WORDS = {
    PictureKind.PHOTO: "a photo; the post below is its caption",
    PictureKind.PREVIEW: "a large preview above the post below",
    PictureKind.MEDIA: "attached to the post below",
}


class PreviewPictures:
    """Shows the pictures of the posts of a date; a picture that cannot be painted is left out."""

    def __init__(self, pictures: Pictures, chat: int) -> None:
        self._pictures = pictures
        self._chat = chat

    async def show(self, bot: Bot, state: PreviewState, shown: dict[str, Shown]) -> None:
        """Send, change or delete the photos, and note each in ``shown``, whatever fails then."""
        for plan in state.open:
            name = plan.name + _OWN
            new = await self._shown(bot, plan, state.posts[plan.name], old=shown.get(name))
            if new is not None:
                shown[name] = new
            else:
                shown.pop(name, None)

    async def _shown(
        self, bot: Bot, plan: ChannelConfig, post: Post | None, *, old: Shown | None
    ) -> Shown | None:
        if post is None or post.picture is None:
            await self._delete(bot, old)
            return None
        caption = f"<b>{html.escape(plan.name)}</b>: {_WORDS[post.picture]}"
        try:
            mark = short_mark(self._pictures.key(post.lead, plan) + caption)
            if old is not None and old.mark == mark:
                return old
            picture = await self._pictures.picture(post.lead, plan, kind=PictureKind.PHOTO)
        except CardError as fault:
            log.warning("%s: the preview has no picture: %s", plan.name, fault)
            await self._delete(bot, old)
            return None
        return Shown(await self._placed(bot, picture, caption, old=old), mark)

    async def _placed(self, bot: Bot, picture: Picture, caption: str, *, old: Shown | None) -> int:
        """Put a photo in place of the present one, or send it; the number of its message."""
        if old is not None:
            media = InputMediaPhoto(picture.content, caption=caption, parse_mode="HTML")
            try:
                await bot.edit_message_media(media, self._chat, old.message_id)
                return old.message_id
            except BadRequest as refusal:
                log.info("a photo is sent anew, since it cannot be changed: %s", refusal)
        photo = InputFile(picture.content, filename="picture.png")
        sent = await bot.send_photo(self._chat, photo, caption=caption, parse_mode="HTML")
        return sent.message_id

    async def _delete(self, bot: Bot, old: Shown | None) -> None:
        if old is None:
            return
        try:
            await bot.delete_message(self._chat, old.message_id)
        except BadRequest as refusal:
            log.info("a photo stays, since it cannot be deleted: %s", refusal)
