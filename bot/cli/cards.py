"""Posts in the terminal: a card each, as a follower would see it."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel
from rich.text import Text

from bot.dates import day_words
from bot.post import PictureKind

if TYPE_CHECKING:
    from bot.channel_config import ChannelConfig
    from bot.post import Post

WIDTH = 88
_STYLES = {"b": "bold", "i": "italic", "u": "underline", "s": "strike", "code": "cyan"}
_TOKEN = re.compile(r"<(/?)([a-z-]+)([^>]*)>|([^<]+)")


_WITH = {
    PictureKind.PHOTO: "the caption of its card",
    PictureKind.PREVIEW: "its card as a large preview",
    PictureKind.MEDIA: "with its card",
    None: "without its card: too long for a caption, and no site",
}


def console() -> Console:
    """The terminal, not wider than a post reads well."""
    found = Console(highlight=False)
    return Console(highlight=False, width=min(found.width, WIDTH))


def show_preview(plan: ChannelConfig, on: date, post: Post | None) -> None:
    """A channel's post of a date, with its length and price."""
    title = (
        f"{plan.name} · {day_words(on)} at {plan.post_at:%H:%M}"
        if plan.target
        else (f"{plan.name} · {day_words(on)}")
    )
    if post is None:
        console().print(Panel("Nothing to tell on this day: nothing is posted.", title=title))
        return
    from bot.composer import cost_of

    facts = f"{post.length} of {post.limit} characters"
    if plan.on.is_paid:
        facts += f" · {cost_of(post)} US dollars"
    if plan.card:
        facts += f" · {_WITH[post.picture]}"
    show_card(
        title,
        post.text,
        facts,
        markup=plan.on.is_markup,
        button=post.button.text if post.button else "",
    )


def show_card(title: str, text: str, facts: str, *, markup: bool, button: str = "") -> None:
    """One post in a frame: its text as the reader sees it, the button below, facts in the frame."""
    body = rendered(text) if markup else Text(text)
    if button:
        body = Text.assemble(body, "\n\n", (f" {button} ", "reverse"))
    console().print(
        Panel(
            body,
            title=escape(title),
            subtitle=escape(facts),
            title_align="left",
            subtitle_align="right",
            padding=(1, 2),
        )
    )


def rendered(markup: str) -> Text:
    """Telegram's HTML as styled text; addresses of links are kept as links of the terminal."""
    shown, styles = Text(), [""]
    for closing, tag, attributes, text in _TOKEN.findall(markup):
        if text:
            shown.append(html.unescape(text), style=" ".join(filter(None, styles)))
        elif closing:
            styles.pop()
        elif tag == "a":
            address = re.search(r'href="([^"]*)"', attributes)
            link = html.unescape(address[1]) if address else ""
            styles.append(f"underline link {link}" if link and " " not in link else "underline")
        else:
            styles.append(_STYLES.get(tag, "dim" if tag == "blockquote" else ""))
    return shown
