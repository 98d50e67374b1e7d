"""The calls that send and change a post: a photo with a caption, or a text with a preview."""

from __future__ import annotations

import re
from collections.abc import Coroutine
from typing import Any

from telegram import (
    Bot,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaPhoto,
    LinkPreviewOptions,
    Message,
)

from bot.channels import Failure, PictureRefused, Refused, RetryLater
from bot.post import Picture, PictureKind

_NAME = "picture.png"
_ABOUT_PICTURES = re.compile(r"photo|media|image|picture|webpage", re.IGNORECASE)
_HTML = "HTML"


def send(
    bot: Bot, chat: str | int, *, text: str, picture: Picture | None, **options: Any
) -> Coroutine[Any, Any, Message]:
    """The call that sends a post; ``options`` are those that both kinds of message have."""
    if picture is not None and picture.kind is PictureKind.PHOTO:
        photo = InputFile(picture.content, filename=_NAME)
        return bot.send_photo(chat, photo, caption=text, parse_mode=_HTML, **options)
    preview = preview_of(picture)
    return bot.send_message(chat, text, parse_mode=_HTML, link_preview_options=preview, **options)


def edit(
    bot: Bot,
    place: tuple[str | int, int],
    *,
    text: str,
    picture: Picture | None,
    markup: InlineKeyboardMarkup | None,
) -> Coroutine[Any, Any, Message | bool]:
    """The call that changes a post in its ``place``: a chat, and the message's id there.

    ``picture`` says what the post is; with ``content`` that is put in place of its present one.
    """
    chat, number = place
    where: dict[str, Any] = {"chat_id": chat, "message_id": number, "reply_markup": markup}
    if picture is None or picture.kind is not PictureKind.PHOTO:
        preview = preview_of(picture)
        return bot.edit_message_text(text, parse_mode=_HTML, link_preview_options=preview, **where)
    if not picture.content:
        return bot.edit_message_caption(caption=text, parse_mode=_HTML, **where)
    media = InputMediaPhoto(picture.content, caption=text, parse_mode=_HTML, filename=_NAME)
    return bot.edit_message_media(media, **where)


def preview_of(picture: Picture | None) -> LinkPreviewOptions:
    """No preview of the links in a text, or that of the picture, large and above the text."""
    if picture is None or not picture.url:
        return LinkPreviewOptions(is_disabled=True)
    return LinkPreviewOptions(url=picture.url, prefer_large_media=True, show_above_text=True)


def picture_failure(failure: Failure) -> Failure:
    """The failure of a call with a picture: PictureRefused where it may be the picture's.

    A refusal counts as that; if it is the text's, the text alone is refused again.
    """
    about_it = isinstance(failure, RetryLater) and failure.tell
    if isinstance(failure, Refused) or (about_it and _ABOUT_PICTURES.search(failure.reason)):
        return PictureRefused(failure.reason)
    return failure
