"""The pictures of posts in the editors' chat: a photo for each channel, above the texts."""

from __future__ import annotations

import html
import logging
from datetime import datetime, timedelta

from telegram import Bot, InputFile, InputMediaPhoto
from telegram.error import BadRequest

from bot.cards.painter import CardError
from bot.cards.pictures import Pictures
from bot.channel_config import ChannelConfig
from bot.chatbot.previews.state import PreviewState, short_mark
from bot.events import Event
from bot.post import Picture, PictureKind, Post
from bot.store import Shown

log = logging.getLogger(__name__)
PAUSE = timedelta(minutes=1)  # after a picture failed; each further pause is twice as long
LONGEST_PAUSE = timedelta(minutes=15)
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
        self._failed: dict[tuple[str, Event], tuple[timedelta, datetime]] = {}
        """The pause after the last failure, and its end, by channel and lead."""

    async def show(
        self, bot: Bot, state: PreviewState, shown: dict[str, Shown], *, now: datetime
    ) -> None:
        """Send, change or delete the photos, and note each in ``shown``, whatever fails then."""
        for plan in state.open:
            name, post = plan.name + _OWN, state.posts[plan.name]
            new = await self._shown(bot, plan, post, old=shown.get(name), now=now)
            if new is not None:
                shown[name] = new
            else:
                shown.pop(name, None)

    async def _shown(
        self,
        bot: Bot,
        plan: ChannelConfig,
        post: Post | None,
        *,
        old: Shown | None,
        now: datetime,
    ) -> Shown | None:
        if post is None or post.picture is None or self._is_paused(plan, post.lead, now):
            await self._delete(bot, old)
            return None
        caption = f"<b>{html.escape(plan.name)}</b>: {_WORDS[post.picture]}"
        try:
            mark = short_mark(await self._pictures.key(post.lead, plan) + caption)
            if old is not None and old.mark == mark:
                return old
            picture = await self._pictures.picture(post.lead, plan, kind=PictureKind.PHOTO)
        except CardError as fault:
            log.warning("%s: the preview has no picture: %s", plan.name, fault)
            self._note_failure(plan, post.lead, now)
            await self._delete(bot, old)
            return None
        self._failed.pop((plan.name, post.lead), None)
        return Shown(await self._placed(bot, picture, caption, old=old), mark)

    def _is_paused(self, plan: ChannelConfig, lead: Event, now: datetime) -> bool:
        """True for a while after the picture of a lead failed; an edited lead is another one."""
        failed = self._failed.get((plan.name, lead))
        return failed is not None and now < failed[1]

    def _note_failure(self, plan: ChannelConfig, lead: Event, now: datetime) -> None:
        """Begin the next pause, and forget leads that nobody asked for since theirs ended."""
        last, _ = self._failed.get((plan.name, lead), (PAUSE / 2, now))
        pause = min(2 * last, LONGEST_PAUSE)
        still = {key: kept for key, kept in self._failed.items() if now < kept[1] + LONGEST_PAUSE}
        self._failed = {**still, (plan.name, lead): (pause, now + pause)}

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
