"""The texts in which operators are asked to decide about a post."""

from __future__ import annotations

from bot.post import Post
from bot.store import DAY_SLOT, Amendment, Delivery, Key

UNTRANSLATED = "you are asked again once the new text of the entry is translated"


def doubt_notice(key: Key) -> str:
    """The key of the notice that asks about a post in doubt."""
    return f"doubt:{key.channel}:{key.name}"


def undecided(doubt: Delivery, reason: str) -> str:
    """The question whether a post is on air, after a look that could not decide it."""
    key = doubt.key
    slot = "" if key.slot == DAY_SLOT else f" --slot {key.slot}"
    return (
        f"{key.channel}: it is not known whether the post of {key.name} is on air "
        f"({doubt.error}); looking could not tell ({reason}). Look, then: "
        f"onthisday resolve {key.channel} {key.date} sent|failed|retry{slot}"
    )


def without_id(key: Key) -> str:
    """What the operators are told of a post on air whose id is not known."""
    slot = "" if key.slot == DAY_SLOT else f" --slot {key.slot}"
    return (
        "Without its id it cannot be corrected, or linked to; say it later: onthisday resolve "
        f"{key.channel} {key.date} sent --remote-id NUMBER{slot}"
    )


def how_to_correct(amendment: Amendment, *, address: str, new: Post, replacing: Post | None) -> str:
    """The question how to correct a post that cannot be edited, with the texts of each way."""
    post = amendment.post
    why = f" ({amendment.error})" if amendment.error else ""
    command = f"onthisday correct {post.channel} {post.date} {amendment.event.id}"
    return "\n".join(
        [
            f"{post.channel}: {amendment.event.id} was corrected; the post of "
            f"{post.name} cannot be edited{why}. {address}".rstrip(),
            "",
            f"{command} --post    makes a new post, --reply a reply (a new post if the "
            f"platform refuses it), of {new.length} of {new.limit}:",
            new.text,
            "",
            *_to_replace(command, replacing),
            "",
            f"{command} --leave    leaves it.",
        ]
    )


def _to_replace(command: str, new: Post | None) -> list[str]:
    """What is told of the way to replace a post; None: there is no ``new`` one yet."""
    if new is None:
        return [f"{command} --replace    has to wait: {UNTRANSLATED}."]
    what = f"deletes the post and makes this one, of {new.length} of {new.limit}:"
    return [f"{command} --replace    {what}", new.text]
