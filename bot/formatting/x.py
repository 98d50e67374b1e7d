"""The day's post as X wants it: the lead alone, in plain text of 280 weighted characters.

No link, since X charges thirteen times as much for a post with one: the source is named. No
signs of direction around words, since each weighs 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from bot.dates import MonthDay
from bot.events import Correction, Event
from bot.formatting.correction_notes import day_of
from bot.formatting.date_head import Head
from bot.formatting.length import X_LIMIT, has_link, x_length
from bot.formatting.text_helpers import language_of, publishers, sentence, sentences
from bot.post import Earlier, PictureKind, Post
from bot.selection import Choice
from bot.text import defused, folded

PLATFORM = "x"
POST_COST = Decimal("0.015")
LINK_POST_COST = Decimal("0.200")
PICTURE_COST = Decimal("0.005")  # of its alternative text; the upload is free
TELLING = 3  # words of its own that a further sentence needs to be worth reading
NAMED = 3  # forms of an end that name a source
RICH = 5  # and one that is clear by itself, without the sentences before it


def day_post(
    choice: Choice,
    on: date,
    *,
    story: Sequence[Earlier] = (),
    head: Head = Head(),  # noqa: B008
    with_credit: bool = False,
) -> Post:
    """The account's post of a date: the lead's day and years ago, its brief and source; no
    ``story`` and no ``head``, and the credit of a picture is told in its alternative text. Without
    a brief it tells the text and, where there is room, a second sentence.

    What does not fit is left out whole: the second sentence first, then the source; at last the
    title replaces the text. "Years ago" makes it differ from last year's, which X would refuse
    as a duplicate.
    """
    del story, head, with_credit
    post = _fitting(choice.lead, versions(choice.lead, on))
    assert post is not None  # the last version always fits
    return post


def address(target: str, remote_id: str) -> str:
    """The address of a post, which X resolves without the account's name."""
    del target
    return f"https://x.com/i/status/{remote_id}"


def picture_kind(post: Post) -> PictureKind:
    """How a picture goes with a post: attached."""
    del post
    return PictureKind.MEDIA


def correction_post(event: Event, on: date, *, notes: Sequence[Correction]) -> Post | None:
    """What puts the post of a date right, by itself or as a reply: the note, then the fact.

    What does not fit is left out whole; a note is never cut, since that could turn its sense. A
    stale text is not told: then it is the note alone, and None if that does not fit.
    """
    return _fitting(event, _taken_back(event, on) if event.retracted else _put(event, on, notes))


def replacing_post(event: Event, on: date, *, notes: Sequence[Correction]) -> Post | None:
    """The post that replaces that of a date, edited or deleted; None if its text is stale and the
    note, which then has to be beside it, does not fit.
    """
    if event.retracted is not None:
        return correction_post(event, on, notes=notes)
    words = language_of(event)
    mark = words.plain("x_corrected")
    if notes:
        mark = words.plain("x_corrected_on", on=day_of(notes[-1].on, on, words))
    ends = [f"{mark}: {_joined(event, notes)}"] if notes else []
    if not event.stale:
        ends.append(sentence(mark, event.language))
    return _fitting(event, (f"{text}\n\n{end}" for text in versions(event, on) for end in ends))


def _fitting(event: Event, versions: Iterable[str]) -> Post | None:
    """The first version that fits, if one does."""
    led = map(language_of(event).led_lines, versions)
    text = next((text for text in led if x_length(text) <= X_LIMIT), None)
    if text is None:
        return None
    return Post(
        platform=PLATFORM,
        text=text,
        length=x_length(text),
        limit=X_LIMIT,
        events=(event,),
        cost_usd=LINK_POST_COST if has_link(text) else POST_COST,
    )


def _put(event: Event, on: date, notes: Sequence[Correction]) -> Iterator[str]:
    """A correction in ever shorter forms; the last one always fits, unless the text is stale."""
    head = _about_post(event, on, "x_correction")
    texts = () if event.stale else (event.text, sentence(event.title, event.language))
    told = [f"{_head(event)}: {defused(text)}" for text in texts]
    if notes:
        yield from (f"{head}: {_joined(event, notes)}\n\n{fact}" for fact in told)
        yield f"{head}: {_joined(event, notes)}"
    if event.stale:
        return
    words = language_of(event)
    yield from (f"{words.plain('x_should_read', head=head)}\n\n{fact}" for fact in told)
    yield words.plain("x_was_wrong", head=head)


def _taken_back(event: Event, on: date) -> Iterator[str]:
    """A retraction in ever shorter forms; the last one always fits."""
    assert event.retracted is not None
    head = _about_post(event, on, "x_taken_back")
    about = language_of(event).plain("x_about", head=head, title=defused(event.title))
    why = sentence(defused(event.retracted.why), event.language)
    yield from (f"{about}: {why}", f"{head}: {why}")
    yield from (sentence(about, event.language), sentence(head, event.language))


def _about_post(event: Event, on: date, key: str) -> str:
    """How a correction names the post of a date."""
    words = language_of(event)
    return words.plain(key, day=words.full_day(MonthDay.of(on), on.year))


def _joined(event: Event, notes: Sequence[Correction]) -> str:
    return " ".join(sentence(defused(note.note), event.language) for note in notes)


def versions(event: Event, on: date) -> Iterator[str]:
    """The post in ever shorter forms; the last one always fits."""
    if event.brief:
        yield from brief_versions(event, on)
    for told in _fuller(event):
        yield from (_form(event, on, told, end) for end in _ends(event)[:NAMED])
    yield from short_versions(event, on)


def short_versions(event: Event, on: date) -> Iterator[str]:
    """The forms without a second sentence: the text, without the source, the title, the day."""
    for told in (defused(event.text), defused(sentence(event.title, event.language))):
        yield from (_form(event, on, told, end) for end in _ends(event))
    yield f"{_top(event, on)}\n\n{_ends(event)[-1]}"


def brief_versions(event: Event, on: date) -> list[str]:
    """The forms of an entry with a brief, each with a publisher.

    Its last sentence stands apart, where there is room for the blank line: it is what the reader
    is to keep, and four of five posts were liked better so in a trial.
    """
    found = sentences(event.brief)
    apart = [f"{' '.join(found[:-1])}\n\n{found[-1]}"] if len(found) > 1 else []
    ends = _ends(event)[:NAMED]
    return [_form(event, on, defused(told), end) for told in [*apart, event.brief] for end in ends]


def _form(event: Event, on: date, told: str, end: str) -> str:
    return f"{_top(event, on)}\n\n{told}\n\n{end}"


def _top(event: Event, on: date) -> str:
    """The line above the fact: its day, and years ago. Below the fact "43 years ago" would seem to
    count from whatever the last sentence tells; 31 of 40 posts were liked better so in a trial.
    """
    return f"{_head(event)} · {language_of(event).plain_ago(event.year, on.year)}"


def _ends(event: Event) -> tuple[str, ...]:
    """The tag, and before it two publishers, one, the first, and at last none.

    Wikipedia comes after the others, which readers trust more and can find as well.
    """
    words = language_of(event)
    tag, first = words.plain("hashtag"), event.first_sources
    told = sorted(first, key=lambda source: source.publisher.startswith("Wikipedia"))
    named = (defused(publishers(event, some)) for some in (told[:2], told[:1], first[:1]))
    sources = (words.plain("x_source", source=names) for names in named)
    return (*(f"{source} {tag}" for source in sources), tag)


def _fuller(event: Event) -> Iterator[str]:
    """The text with more around it, the most telling first: the title before it and the context's
    first sentence, which says what came of it, after it; as much of the context as fits; a later
    sentence that is clear by itself; the title before the text. Only what has words that the text
    has not.
    """
    context = sentences(event.context)
    title = sentence(event.title, event.language)
    titled = [f"{title} {event.text}"] if _news(title, event.text) >= TELLING else []
    told = [f"{text}\n\n{context[0]}" for text in titled if context]
    told += [f"{event.text}\n\n{after}" for after in _afters(event, context)]
    yield from map(defused, told + titled)


def _afters(event: Event, context: Sequence[str]) -> list[str]:
    """Beginnings of the context that add something to the text, the longest first; then
    richer sentences of it.
    """
    first = [" ".join(context[:many]) for many in range(len(context), 0, -1)]
    told = [beginning for beginning in first if _news(beginning, event.text) >= TELLING]
    return told + [after for after in context[1:] if _news(after, event.text) >= RICH]


def _news(extra: str, text: str) -> int:
    """How many words a sentence has that the text has in no form."""
    return len(_stems(extra) - _stems(text))


def _stems(text: str) -> set[str]:
    """The words of four letters and more by their beginnings, so that forms of one are alike."""
    return {word[:4] for word in re.findall(r"\w+", folded(text)) if len(word) > 3}


def _head(event: Event) -> str:
    """The day of the fact."""
    words = language_of(event)
    head = words.date_of(event)
    return words.plain("x_julian", date=head) if event.julian else head
