"""Stories: entries tied by ``follows``, with their contexts, as a timeline."""

from __future__ import annotations

from collections.abc import Iterator

from bot.site import paths
from bot.site.edition import Edition, Story
from bot.site.output import Output, key_of
from bot.site.pages.structured import collection
from bot.site.rendering import Renderer


def outputs(renderer: Renderer) -> Iterator[Output]:
    """The list of stories and a page for each, in every language."""
    for edition in renderer.site.editions:
        yield _index(renderer, edition)
        for story in edition.stories:
            yield _story(renderer, edition, story)


def _index(renderer: Renderer, edition: Edition) -> Output:
    digests = (edition.digest(story.events) for story in edition.stories)
    return Output(
        paths.page(edition.code, "stories/"),
        key_of(renderer.site.stamp, *digests),
        lambda: _index_page(renderer, edition),
    )


def _index_page(renderer: Renderer, edition: Edition) -> bytes:
    words = edition.words
    title = words.word("site_stories")
    stories = [
        {
            "title": story.title,
            "url": renderer.link(edition, paths.story(story.id)),
            "span": span(edition, story),
            "count": len(story.events),
            "first": story.events[0].title,
            "last": story.events[-1].title,
        }
        for story in edition.stories
    ]
    return renderer.page(
        edition,
        "stories/",
        template="stories.html",
        title=title,
        description=words.word("site_stories_about"),
        stories=stories,
        structured=collection(renderer, edition, "stories/", (), name=title),
    )


def span(edition: Edition, story: Story) -> str:
    """``From 1947 to 1971``, or the one year."""
    first, last = (edition.words.year(story.events[place].year) for place in (0, -1))
    if first == last:
        return first
    return edition.words.plain("site_story_from", first=first, last=last)


def _story(renderer: Renderer, edition: Edition, story: Story) -> Output:
    codes = [
        e.code
        for e in renderer.site.editions
        if e.story_of.get(story.id, story).id == story.id and story.id in e.story_of
    ]
    return Output(
        paths.page(edition.code, paths.story(story.id)),
        key_of(renderer.site.stamp, codes, edition.digest(story.events)),
        lambda: _story_page(renderer, edition, story, codes),
    )


def _story_page(renderer: Renderer, edition: Edition, story: Story, codes: list[str]) -> bytes:
    path = paths.story(story.id)
    return renderer.page(
        edition,
        path,
        template="story.html",
        title=story.title,
        description=f"{span(edition, story)}: {story.events[0].title} – {story.events[-1].title}",
        codes=codes,
        span=span(edition, story),
        items=renderer.items(edition, story.events),
        structured=collection(renderer, edition, path, story.events, name=story.title),
    )
