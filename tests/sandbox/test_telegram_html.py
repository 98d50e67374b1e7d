"""The stand-in's HTML reader against Telegram's own parser, which tdjson carries."""

import html
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tdjson import td_execute

from bot.sandbox.telegram.errors import Refusal
from bot.sandbox.telegram.html import HtmlError, Parsed, parse_html, utf16_length
from bot.sandbox.telegram.links import why_refused
from bot.sandbox.telegram.text import CAPTION_LIMIT, TEXT_LIMIT, cleaned, formatted

TYPES = {
    "Bold": "bold",
    "Italic": "italic",
    "Underline": "underline",
    "Strikethrough": "strikethrough",
    "Spoiler": "spoiler",
    "Code": "code",
    "Pre": "pre",
    "PreCode": "pre",
    "TextUrl": "text_link",
    "MentionName": "text_mention",
    "BlockQuote": "blockquote",
    "ExpandableBlockQuote": "expandable_blockquote",
    "CustomEmoji": "custom_emoji",
}
VALUES = ("url", "language", "user_id", "custom_emoji_id")
PIECES = [
    *("<b>", "</b>", "<strong>", "</strong>", "<i>", "</i>", "<u>", "</u>", "<s>", "</s>", "</>"),
    *("<code>", '<code class="language-py">', "</code>", "<pre>", "</pre>", "<pre lang=x>"),
    *('<a href="http://a.b/c?d=e&amp;f">', "<a href='t.me/x'>", "<a>", "<a href=a.b>", "</a>"),
    *('<a href="/x">', '<a href="tg://user?id=5">', '<a href="ftp://a.b">'),
    *("<blockquote>", "<blockquote expandable>", '<blockquote expandable="">', "</blockquote>"),
    *('<span class="tg-spoiler">', "<span>", "</span>", "<tg-spoiler>", "</tg-spoiler>"),
    *('<tg-emoji emoji-id="5">', "<tg-emoji emoji-id=x>", "</tg-emoji>", "<B>", "</B>"),
    *("<", ">", "&", "&amp;", "&lt", "&quot;", "&nbsp;", "&#65;", "&#x1F600;", "&#xD800;", "&#0;"),
    *("&#1114111;", "&#00000000065;", "text", " ", "\n", "\t", "\r", "\v", "é", "😀", "سلام"),
    *("http://e.com", "<u", "<u x='a>b'>", '<u x=a y="1" z>', "<s/>", "=", '"', "'", "/", "<x>"),
    *("<b =x>", "<b x=", "<b x='", "<b x=y/>", "<!--", "<strong >", "</strong\n>", "\x01"),
]
LINKS = [
    *("http://", "https://", "HTTP://", "ftp://", "tg://", "tg:", "//", "/", "example.com", "a.b"),
    *("localhost", "127.0.0.1", ":", "80", "99999", "0", "?", "#", "q=1", "&x=y", "%20", " ", "é"),
    *(
        ".",
        "resolve",
        "domain=x",
        "user?id=5",
        "id=0",
        "t.me",
        "-",
        "_",
        "A",
        "\n",
        "\t",
        "mailto:",
    ),
    *("javascript:", "(", ")", "|", "^", "{", "!", "~", "<", '"'),
]
# The way into Telegram's code ends a text at a NUL, so that these stay out of the comparison.
ANY_TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))


@pytest.fixture(autouse=True, scope="module")
def _quiet():
    """Keep Telegram's code from logging every call."""
    execute({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})


def execute(request):
    """Telegram's own code, asked without a connection."""
    return json.loads(td_execute(json.dumps(request).encode()))


def by_telegram(text):
    """What Telegram's parser makes of a text: its entities, or what it says against it."""
    mode = {"@type": "textParseModeHTML"}
    got = execute({"@type": "parseTextEntities", "text": text, "parse_mode": mode})
    if got["@type"] == "error":
        return got["message"].removeprefix("Can't parse entities: ")
    return got["text"], sorted(map(entity_of, got["entities"]))


def entity_of(entity):
    """Telegram's entity as the stand-in writes it."""
    kind = entity["type"]
    name = TYPES[kind["@type"].removeprefix("textEntityType")]
    value = next((str(kind[key]) for key in VALUES if kind.get(key)), "")
    return name, entity["offset"], entity["length"], value


def by_stand_in(text):
    """The same of the stand-in's reader."""
    try:
        parsed = parse_html(text)
    except HtmlError as error:
        return str(error)
    return parsed.text, sorted((e.type, e.offset, e.length, e.value or "") for e in parsed.entities)


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "<b>a</b> &amp; <i>b</i>",
        "<b>a<i>b</i></b>",
        "😀<b>x</b>",
        "<blockquote expandable>a</blockquote>",
        "<blockquote>a<blockquote>b</blockquote></blockquote>",
        '<pre><code class="language-py">x</code></pre>',
        '<code class="language-py"><pre>x</pre></code>',
        '<code class="language-py">x</code>',
        '<a href="https://EXAMPLE.com/A b">x</a>',
        "<a>http://e.com</a>",
        '<a href="tg://user?id=5">x</a>',
        "<b></b>",
        "a &nbsp; &#0; &copy;",
        "<br>",
        "<b>",
        "</b>",
        "<b></i>",
        "a < b",
        "<b",
        "<b a",
        '<b a="',
        '<a href="x" =>y</a>',
        "<b a=b/>x</b>",
        '<span class="y">x</span>',
        "<tg-emoji>x</tg-emoji>",
        "&#xD800;",
        "é" * 10 + "<x>",
    ],
)
def test_a_text_is_read_as_telegram_reads_it(text):
    """Each text gives the same entities, or the same refusal with the same byte offset."""
    assert by_stand_in(text) == by_telegram(text)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join))
def test_any_mixture_of_markup_is_read_as_telegram_reads_it(text):
    """Whatever tags, attributes, entities and characters come together, both say the same."""
    assert by_stand_in(text) == by_telegram(text)


@settings(max_examples=200, deadline=None)
@given(ANY_TEXT, ANY_TEXT)
def test_escaped_text_comes_out_as_it_went_in(shown, hidden):
    """What `html.escape` made safe is read back unchanged, by both."""
    text = f'<b>{html.escape(shown)}</b><a href="{html.escape(hidden)}">x</a>'
    assert by_stand_in(text) == by_telegram(text)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(LINKS), min_size=1, max_size=6).map("".join))
def test_a_link_is_kept_or_dropped_as_telegram_does(url):
    """Links come out in Telegram's form, and those that it drops vanish here too."""
    text = f'<a href="{html.escape(url)}">x</a>'
    assert by_stand_in(text) == by_telegram(text)


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        st.characters(exclude_characters="*_~`|[]", exclude_categories=["Cs"])
        | st.sampled_from("\r\n\t\v\0\x1f\u2028\u202a\u202e\u0333\u033f\u030a\u2066\u2069 ")
    ).map(lambda text: f"a{text}a")
)
def test_a_text_is_cleaned_as_telegram_cleans_it(text):
    """Control characters, returns, embeddings and combining lines go as they go there."""
    asked = {"@type": "formattedText", "text": text, "entities": []}
    assert (
        cleaned(Parsed(text, ())).text == execute({"@type": "parseMarkdown", "text": asked})["text"]
    )


@pytest.mark.parametrize(
    ("raw", "text", "entities"),
    [
        ("  <b>a</b> ", "a", [("bold", 0, 1)]),
        ("\n\n<b> a </b>\n", "a", [("bold", 0, 1)]),
        ("<b>a</b><i> </i>", "a", [("bold", 0, 1)]),
        ("\r\n<b>a\r\nb</b>", "a\nb", [("bold", 0, 3)]),
        ("\r<b>\u202ax\u202c</b>y", "xy", [("bold", 0, 1)]),
        (" \u200b\n ", "", []),
        ("<b></b>", "", []),
    ],
)
def test_a_message_is_trimmed_and_its_entities_follow(raw, text, entities):
    """Blanks around a text go, entities move with it, and nothing visible is an empty text."""
    parsed = formatted(raw, parse_mode="HTML", limit=TEXT_LIMIT)
    assert parsed.text == text
    assert [(e.type, e.offset, e.length) for e in parsed.entities] == entities


@pytest.mark.parametrize(
    ("raw", "limit", "said"),
    [
        ("x" * 4097, TEXT_LIMIT, "message is too long"),
        ("😀" * 2049, TEXT_LIMIT, "message is too long"),
        ("x" * 1025, CAPTION_LIMIT, "message caption is too long"),
        ("&#120;" * 5600, TEXT_LIMIT, "message is too long"),
        ('<a href="https://a.b/%s">x</a>' % ("y" * 9500), TEXT_LIMIT, "ENTITIES_TOO_LONG"),
        ("<b>", TEXT_LIMIT, "can't parse entities: Can't find end tag"),
    ],
)
def test_what_is_over_a_limit_is_refused(raw, limit, said):
    """Lengths count after parsing and in UTF-16; raw text and entities have limits of their own."""
    with pytest.raises(Refusal, match="400") as refused:
        formatted(raw, parse_mode="HTML", limit=limit)
    assert refused.value.description.startswith(f"Bad Request: {said}")


@pytest.mark.parametrize(
    ("raw", "limit"),
    [
        ("x" * 4096, TEXT_LIMIT),
        ("😀" * 2048, TEXT_LIMIT),
        ("<b>" + "&amp;" * 4096 + "</b>", TEXT_LIMIT),
        ("x" * 1024, CAPTION_LIMIT),
    ],
)
def test_what_just_fits_is_taken(raw, limit):
    """Markup does not count against the length of a text."""
    assert utf16_length(formatted(raw, parse_mode="HTML", limit=limit).text) == limit


def test_a_null_byte_is_refused():
    """A text with a NUL in it is not taken, whatever else is in it."""
    with pytest.raises(HtmlError, match="null bytes"):
        parse_html("a\0b")


def test_markdown_is_refused_rather_than_misread():
    """The stand-in does not read Markdown, and says so instead of sending it raw."""
    with pytest.raises(Refusal) as refused:
        formatted("*a*", parse_mode="MarkdownV2", limit=TEXT_LIMIT)
    assert refused.value.description == "Bad Request: unsupported parse_mode"


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://t.me/bot?start=e_x", None),
        ("tg://resolve?domain=x", None),
        ("example.com", None),
        ("http://localhost:8080/", "Wrong HTTP URL"),
        ("/relative", "Wrong HTTP URL"),
        ("ftp://a.b", "Unsupported URL protocol"),
    ],
)
def test_a_button_says_why_its_address_will_not_do(url, why):
    """A button's address is held to the same rules, with Telegram's reason."""
    assert why_refused(url) == why
