"""The picture of a post: painted ahead, attached before the claim, and left out where it fails."""

from __future__ import annotations

from bot.cards.painter import CardError
from bot.cards.pictures import Pictures, address
from bot.channel_config import ChannelConfig
from bot.channels import Failure, Unknown
from bot.delivery.channel_delivery import ChannelDelivery
from bot.delivery.outcomes import Outcomes
from bot.events import Event
from bot.post import Picture, PictureKind, Post
from bot.store import Content, Database


class PostPictures:
    """Gets the pictures of posts ready; a post never waits for one that fails."""

    def __init__(self, database: Database, pictures: Pictures, *, outcomes: Outcomes) -> None:
        self._database = database
        self._pictures = pictures
        self._outcomes = outcomes

    def paint_ahead(self, post: Post | None, config: ChannelConfig) -> None:
        """Begin to paint the picture of a post that is to be sent soon."""
        if post is not None and post.picture is not None:
            self._pictures.paint_ahead(post.lead, config)

    async def ready(self, to: ChannelDelivery, post: Post) -> Picture | None:
        """The picture of a post, ready to be sent; None, and reported, where it cannot be had."""
        if post.picture is None:
            return None
        try:
            picture = await self._pictures.of(post, to.config)
            attached = await to.channel.attach(picture)
        except (CardError, Failure) as failure:
            if isinstance(failure, Unknown):  # it may have been charged
                self._outcomes.book(to.config, "picture", usd=to.config.on.picture_usd)
            self.report(to.config, str(failure))
            return None
        if attached.is_charged:
            self._outcomes.book(to.config, "picture", usd=to.config.on.picture_usd)
        return attached.picture

    async def for_edit(self, to: ChannelDelivery, on_air: Content, lead: Event) -> Picture | None:
        """The picture for the edit of a post: a new one where the lead's card changed since.

        Without content it is the one that the post has; where a new one fails, that stays.
        """
        kind = on_air.picture_kind
        if kind is None:
            return None
        url = address(to.config, on_air.picture) if kind is PictureKind.PREVIEW else ""
        present = Picture(kind, on_air.picture, url=url)
        try:
            if await self._pictures.key(lead, to.config) == on_air.picture:
                return present
            return await self._pictures.picture(lead, to.config, kind=kind)
        except CardError as fault:
            self.report(to.config, str(fault))
            return present

    def report(self, config: ChannelConfig, reason: str) -> None:
        """Report once that posts go without their picture."""
        text = f"{config.name}: a post goes without its picture. {reason}"
        self._outcomes.report(f"picture:{config.name}", text)

    def sent(self, config: ChannelConfig) -> None:
        """A post went out with its picture: what kept it from that is over."""
        text = f"{config.name}: posts have their pictures again."
        self._database.notices.end(f"picture:{config.name}", text)
