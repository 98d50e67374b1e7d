"""The stand-in for Telegram, asked by python-telegram-bot: messages, and every refusal's words."""

import asyncio
from datetime import timedelta

import httpx
import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    InputMediaVideo,
    LinkPreviewOptions,
    MessageEntity,
    MessageOriginChannel,
    ReplyKeyboardMarkup,
    ReplyParameters,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.local_service import Clock
from bot.sandbox.telegram.server import TelegramServer

TOKEN = "123456:ABC-def"
CHANNEL, GROUP, FORUM, BASIC = -1001, -1002, -1003, -5
ALICE, BOB, CAROL = 11, 12, 13
PNG = b"\x89PNG\r\n\x1a\n" + bytes(8) + b"\0\0\1\0\0\0\2\0" + bytes(8)


@pytest.fixture
def server(clock):
    """A stand-in with a channel, groups, and Alice, who has written to the bot."""
    with TelegramServer(TOKEN, now=clock) as running:
        running.add_channel(CHANNEL, username="on_this_day")
        running.add_group(GROUP, bot="administrator")
        running.add_group(FORUM, topics=[7])
        running.add_group(BASIC)
        running.add_user(ALICE, first_name="Alice", wrote=True)
        running.add_user(BOB)
        running.add_user(CAROL)
        running.set_member(GROUP, CAROL, status="creator")
        yield running
        assert running.crashes == []


def ask(server, do, *, token=TOKEN):
    """Let the real library do something with the stand-in."""

    async def talk():
        wait = {"read_timeout": 5, "connect_timeout": 5, "httpx_kwargs": {"verify": False}}
        asking, polling = HTTPXRequest(**wait), HTTPXRequest(**wait)
        url = f"{server.url}/bot"
        async with Bot(token, url, request=asking, get_updates_request=polling) as bot:
            return await do(bot)

    return asyncio.run(talk())


def refusal(server, do):
    """What the library raises, as (type, message)."""
    with pytest.raises(TelegramError) as raised:
        ask(server, do)
    return type(raised.value), str(raised.value)


def keyboard(*buttons):
    """An inline keyboard with one row."""
    return InlineKeyboardMarkup([buttons])


def test_a_post_is_kept_as_it_was_sent(server, clock):
    """The record has the text after parsing, the HTML, entities, buttons, date and options."""
    button = InlineKeyboardButton("More", url="https://t.me/OnThisDayBot?start=e_x")
    sent = ask(
        server,
        lambda bot: bot.send_message(
            "@On_This_Day",
            "<b>1983</b> &amp; after",
            parse_mode="HTML",
            reply_markup=keyboard(button),
            disable_notification=True,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        ),
    )
    (post,) = server.messages(CHANNEL)
    assert (post.id, post.text, post.html) == (1, "1983 & after", "<b>1983</b> &amp; after")
    assert (post.date, post.silent, post.by_bot) == (clock(), True, True)
    assert post.buttons[0][0].url == "https://t.me/OnThisDayBot?start=e_x"
    assert post.link_preview == {"is_disabled": True}
    assert sent.entities == (MessageEntity("bold", 0, 4),)
    assert (sent.message_id, sent.text, sent.date) == (1, post.text, clock())
    assert sent.sender_chat.id == CHANNEL
    assert sent.from_user is None


def test_ids_follow_one_another_in_each_chat(server):
    """Each chat counts its own messages from 1, whoever writes them."""

    async def send(bot):
        ids = [(await bot.send_message(CHANNEL, f"post {n}")).message_id for n in range(2)]
        server.post("someone else's", chat=CHANNEL)
        ids.append((await bot.send_message(CHANNEL, "post")).message_id)
        return [*ids, (await bot.send_message(ALICE, "hello")).message_id]

    assert ask(server, send) == [1, 2, 4, 1]


REFUSED = {
    "unknown chat": (lambda b: b.send_message(-100999, "x"), BadRequest, "Chat not found"),
    "unknown name": (lambda b: b.send_message("@nobody", "x"), BadRequest, "Chat not found"),
    "no chat": (lambda b: b.send_message("", "x"), BadRequest, "Chat_id is empty"),
    "a person who never wrote": (lambda b: b.send_message(BOB, "x"), BadRequest, "Chat not found"),
    "a group's member who never wrote": (
        lambda b: b.send_message(CAROL, "x"),
        Forbidden,
        "Forbidden: bot can't initiate conversation with a user",
    ),
    "no text": (lambda b: b.send_message(ALICE, ""), BadRequest, "Message text is empty"),
    "nothing visible": (
        lambda b: b.send_message(ALICE, "<b> </b>", parse_mode="HTML"),
        BadRequest,
        "Text must be non-empty",
    ),
    "too long": (lambda b: b.send_message(ALICE, "x" * 4097), BadRequest, "Message is too long"),
    "bad HTML": (
        lambda b: b.send_message(ALICE, "a <br> b", parse_mode="HTML"),
        BadRequest,
        'Can\'t parse entities: Unsupported start tag "br" at byte offset 2',
    ),
    "no such thread": (
        lambda b: b.send_message(FORUM, "x", message_thread_id=8),
        BadRequest,
        "Message thread not found",
    ),
    "no such message to reply to": (
        lambda b: b.send_message(ALICE, "x", reply_parameters=ReplyParameters(99)),
        BadRequest,
        "Message to be replied not found",
    ),
    "edit of nothing": (
        lambda b: b.edit_message_text("x", CHANNEL, 99),
        BadRequest,
        "Message to edit not found",
    ),
    "deletion of nothing": (
        lambda b: b.delete_message(CHANNEL, 99),
        BadRequest,
        "Message to delete not found",
    ),
    "forward of nothing": (
        lambda b: b.forward_message(ALICE, CHANNEL, 99),
        BadRequest,
        "Message to forward not found",
    ),
    "unknown button answer": (
        lambda b: b.answer_callback_query("1"),
        BadRequest,
        "Query is too old and response timeout expired or query id is invalid",
    ),
    "unknown person": (
        lambda b: b.get_chat_member(GROUP, 999),
        BadRequest,
        "User not found",
    ),
    "administrators of a private chat": (
        lambda b: b.get_chat_administrators(ALICE),
        BadRequest,
        "There are no administrators in the private chat",
    ),
    "caption too long": (
        lambda b: b.send_photo(ALICE, PNG, caption="x" * 1025),
        BadRequest,
        "Message caption is too long",
    ),
    "no picture": (
        lambda b: b.send_photo(ALICE, b"not a picture"),
        BadRequest,
        "Image_process_failed",
    ),
    "unknown file": (
        lambda b: b.send_photo(ALICE, "AgACAgQ"),
        BadRequest,
        "Wrong remote file identifier specified: wrong string length",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_refusal_has_telegrams_words(server, case):
    """What Telegram refuses is refused in its words, and the library raises what it should."""
    do, kind, words = REFUSED[case]
    raised, message = refusal(server, do)
    assert (raised, message.lower()) == (kind, words.lower())
    assert server.messages(CHANNEL) == server.messages(ALICE) == []


BUTTONS = {
    "data too long": (InlineKeyboardButton("x", callback_data="é" * 33), "BUTTON_DATA_INVALID"),
    "no text": (
        InlineKeyboardButton(" ", callback_data="x"),
        "inline keyboard button text must be non-empty",
    ),
    "nothing to do": (
        InlineKeyboardButton("x", callback_data=""),
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    "no address": (
        InlineKeyboardButton("x", url="/relative"),
        "inline keyboard button URL '/relative' is invalid: Wrong HTTP URL",
    ),
    "a strange address": (
        InlineKeyboardButton("x", url="ftp://a.b"),
        "inline keyboard button URL 'ftp://a.b' is invalid: Unsupported URL protocol",
    ),
    "inline in a channel": (
        InlineKeyboardButton("x", switch_inline_query="y"),
        "can't use switch_inline_query button in a channel chat, because users will not be able "
        "to use the button without knowing bot's username",
    ),
}


@pytest.mark.parametrize("case", BUTTONS)
def test_a_button_is_checked(server, case):
    """A button that Telegram would not take keeps the whole post from appearing."""
    button, words = BUTTONS[case]
    send = refusal(
        server, lambda bot: bot.send_message(CHANNEL, "x", reply_markup=keyboard(button))
    )
    assert (send[0], send[1].lower()) == (BadRequest, words.lower())
    assert server.messages(CHANNEL) == []


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (ReplyKeyboardMarkup([["x"]]), "Inline keyboard expected"),
        (
            keyboard(*(InlineKeyboardButton(str(n), callback_data="x") for n in range(101))),
            "Reply markup is too long",
        ),
    ],
)
def test_a_channel_takes_only_inline_keyboards_of_a_hundred_buttons(server, markup, words):
    """A keyboard for typing has no place under a channel's post, nor has a huge one."""
    send = refusal(server, lambda bot: bot.send_message(CHANNEL, "x", reply_markup=markup))
    assert send == (BadRequest, words)


STANDINGS = [
    (CHANNEL, "member", BadRequest, "Need administrator rights in the channel chat"),
    (CHANNEL, "left", Forbidden, "Forbidden: bot is not a member of the channel chat"),
    (CHANNEL, "kicked", Forbidden, "Forbidden: bot was kicked from the channel chat"),
    (GROUP, "left", Forbidden, "Forbidden: bot is not a member of the supergroup chat"),
    (GROUP, "kicked", Forbidden, "Forbidden: bot was kicked from the supergroup chat"),
    (BASIC, "kicked", Forbidden, "Forbidden: bot was kicked from the group chat"),
    (GROUP, "restricted", BadRequest, "Not enough rights to send text messages to the chat"),
]


@pytest.mark.parametrize(("chat", "standing", "kind", "words"), STANDINGS)
def test_a_bot_without_the_right_hears_so(server, chat, standing, kind, words):
    """What the bot may do in a chat depends on its status there, and comes back with it."""
    server.set_bot(chat, standing, by=ALICE)
    assert refusal(server, lambda bot: bot.send_message(chat, "x")) == (kind, words)
    server.set_bot(chat, "administrator", by=ALICE)
    assert ask(server, lambda bot: bot.send_message(chat, "x")).message_id == 1


def test_who_blocks_the_bot_gets_nothing(server):
    """A message to a person who blocked the bot is forbidden; writing again unblocks it."""
    server.block(ALICE)
    assert refusal(server, lambda bot: bot.send_message(ALICE, "x")) == (
        Forbidden,
        "Forbidden: bot was blocked by the user",
    )
    server.say("hello", user=ALICE)
    assert ask(server, lambda bot: bot.send_message(ALICE, "x")).text == "x"


def test_a_group_that_became_a_supergroup_says_where_it_went(server):
    """The old group's refusal carries the new id, and the library raises ChatMigrated."""
    server.migrate(BASIC, to=-100500, by=ALICE)
    with pytest.raises(ChatMigrated) as moved:
        ask(server, lambda bot: bot.send_message(BASIC, "x"))
    assert moved.value.new_chat_id == -100500
    assert ask(server, lambda bot: bot.send_message(-100500, "x")).text == "x"


def test_an_edit_keeps_what_was_before(server, clock):
    """An edit replaces text and buttons, dates itself and remembers the version before."""
    button = InlineKeyboardButton("More", callback_data="more")

    async def work(bot):
        await bot.send_message(
            CHANNEL, "<b>old</b>", parse_mode="HTML", reply_markup=keyboard(button)
        )
        clock.now += timedelta(days=30)
        return await bot.edit_message_text("new", CHANNEL, 1, reply_markup=keyboard(button))

    edited = ask(server, work)
    (post,) = server.messages(CHANNEL)
    assert (post.text, post.edited, edited.edit_date) == ("new", clock(), clock())
    assert [(v.text, v.html, v.until) for v in post.edits] == [("old", "<b>old</b>", clock())]
    assert post.buttons == post.edits[0].buttons != ()


def test_an_edit_without_a_keyboard_removes_it(server):
    """As with Telegram, buttons that are not given again are gone."""

    async def work(bot):
        button = InlineKeyboardButton("More", callback_data="more")
        await bot.send_message(ALICE, "old", reply_markup=keyboard(button))
        await bot.edit_message_text("new", ALICE, 1)

    ask(server, work)
    assert server.messages(ALICE)[0].buttons == ()


@pytest.mark.parametrize("again", ["<b>same</b>", "<strong>same</strong>", " <b>same</b>\n"])
def test_an_edit_that_changes_nothing_is_refused(server, again):
    """The same text, entities and buttons are "not modified", however they are written."""

    async def work(bot):
        await bot.send_message(CHANNEL, "<b>same</b>", parse_mode="HTML")
        await bot.edit_message_text(again, CHANNEL, 1, parse_mode="HTML")

    kind, words = refusal(server, work)
    assert kind is BadRequest
    assert words == (
        "Message is not modified: specified new message content and reply markup are exactly "
        "the same as a current content and reply markup of the message"
    )


def test_only_the_bots_own_messages_can_be_edited(server):
    """What others wrote and what was forwarded cannot be edited, nor can a picture's text."""
    server.say("mine", user=ALICE)

    async def prepare(bot):
        await bot.forward_message(ALICE, ALICE, 1)
        await bot.send_photo(ALICE, PNG, caption="x")

    ask(server, prepare)
    words = [
        refusal(server, lambda bot, n=n: bot.edit_message_text("x", ALICE, n))[1] for n in (1, 2, 3)
    ]
    assert words == [
        "Message can't be edited",
        "Message can't be edited",
        "There is no text in the message to edit",
    ]


def test_buttons_alone_can_be_edited(server):
    """editMessageReplyMarkup changes the buttons and nothing else."""

    async def work(bot):
        await bot.send_message(ALICE, "x")
        button = InlineKeyboardButton("More", callback_data="more")
        await bot.edit_message_reply_markup(ALICE, 1, reply_markup=keyboard(button))

    ask(server, work)
    (message,) = server.messages(ALICE)
    assert (message.text, message.buttons[0][0].data) == ("x", "more")


def test_a_deleted_message_stays_on_record(server):
    """A deleted message is marked, not forgotten, and cannot be deleted or forwarded again."""

    async def work(bot):
        await bot.send_message(CHANNEL, "x")
        await bot.delete_message(CHANNEL, 1)

    ask(server, work)
    assert [(m.text, m.deleted) for m in server.messages(CHANNEL)] == [("x", True)]
    again = refusal(server, lambda bot: bot.forward_message(ALICE, CHANNEL, 1))
    assert again == (BadRequest, "Message to forward not found")


@pytest.mark.parametrize(
    ("chat", "words"),
    [
        (CHANNEL, "Message can't be deleted"),
        (ALICE, "Message can't be deleted for everyone"),
    ],
)
def test_after_two_days_a_message_cannot_be_deleted(server, clock, chat, words):
    """A bot may delete a message for 48 hours."""
    ask(server, lambda bot: bot.send_message(chat, "x"))
    clock.now += timedelta(hours=48, seconds=1)
    assert refusal(server, lambda bot: bot.delete_message(chat, 1)) == (BadRequest, words)


def test_a_forward_tells_where_it_comes_from(server):
    """A forwarded post has its text, its entities and its origin, but not its buttons."""

    async def work(bot):
        button = InlineKeyboardButton("More", callback_data="more")
        await bot.send_message(
            CHANNEL, "<b>x</b>", parse_mode="HTML", reply_markup=keyboard(button)
        )
        return await bot.forward_message(ALICE, CHANNEL, 1, disable_notification=True)

    forward = ask(server, work)
    assert isinstance(forward.forward_origin, MessageOriginChannel)
    assert (forward.forward_origin.chat.id, forward.forward_origin.message_id) == (CHANNEL, 1)
    assert (forward.text, forward.entities) == ("x", (MessageEntity("bold", 0, 1),))
    (copy,) = server.messages(ALICE)
    assert (copy.silent, copy.buttons) == (True, ())


@pytest.mark.parametrize("how", ["chat", "message"])
def test_protected_content_cannot_be_forwarded(server, how):
    """Protection of the chat or of the message alone keeps it from being forwarded."""
    ask(server, lambda bot: bot.send_message(CHANNEL, "x", protect_content=how == "message"))
    server.protect(CHANNEL, protected=how == "chat")
    assert refusal(server, lambda bot: bot.forward_message(ALICE, CHANNEL, 1)) == (
        BadRequest,
        "Message has protected content and can't be forwarded",
    )


def test_a_service_message_takes_an_id_and_cannot_be_forwarded(server):
    """A pinned message leaves a gap among the posts' ids."""
    server.post(chat=CHANNEL, extra={"pinned_message": {"message_id": 1, "date": 0, "chat": {}}})
    forward = refusal(server, lambda bot: bot.forward_message(ALICE, CHANNEL, 1))
    assert forward == (BadRequest, "Message can't be forwarded")
    assert ask(server, lambda bot: bot.send_message(CHANNEL, "x")).message_id == 2


def test_a_post_goes_on_to_the_linked_group(server):
    """A channel with a discussion group forwards its posts there, and the bot gets an update."""
    server.add_channel(-1009, linked=GROUP)

    async def work(bot):
        await bot.send_message(-1009, "<b>x</b>", parse_mode="HTML")
        return await bot.get_updates()

    (update,) = ask(server, work)
    assert update.message.is_automatic_forward
    assert update.message.sender_chat.id == -1009
    assert (update.message.chat.id, update.message.text) == (GROUP, "x")


def test_a_picture_keeps_its_caption_size_and_bytes(server):
    """An upload is kept whole, and its id can be sent again."""

    async def work(bot):
        sent = await bot.send_photo(ALICE, PNG, caption="<i>x</i>", parse_mode="HTML")
        return sent, await bot.send_photo(CHANNEL, sent.photo[0].file_id)

    sent, again = ask(server, work)
    assert (sent.caption, sent.photo[0].width, sent.photo[0].height) == ("x", 256, 512)
    assert server.messages(ALICE)[0].photo.content == PNG
    assert again.photo[0].file_id == sent.photo[0].file_id


def test_a_photo_keeps_its_place_with_another_caption_and_picture(server):
    """A caption that is the same is refused; an upload never is, even of the same picture."""
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="x")]])

    async def work(bot):
        sent = await bot.send_photo(CHANNEL, PNG, caption="one", reply_markup=markup)
        place = {"chat_id": CHANNEL, "message_id": sent.message_id}
        await bot.edit_message_caption(**place, caption="<b>two</b>", parse_mode="HTML")
        media = InputMediaPhoto(PNG, caption="<b>two</b>", parse_mode="HTML")
        for _ in range(2):
            changed = await bot.edit_message_media(media, **place)
        with pytest.raises(BadRequest, match="not modified"):
            await bot.edit_message_caption(**place, caption="<b>two</b>", parse_mode="HTML")
        return sent, changed

    sent, changed = ask(server, work)
    assert changed.caption == "two"
    assert changed.photo[0].file_id != sent.photo[0].file_id
    [message] = server.messages(CHANNEL)
    assert [version.text for version in message.edits] == ["one", "two", "two"]
    assert message.edits[0].photo.file_id == sent.photo[0].file_id
    assert message.buttons == ()


NO_SUCH = {
    "a caption of a text": (
        lambda b, n: b.edit_message_caption(CHANNEL, n["text"], caption="x"),
        "There is no caption in the message to edit",
    ),
    "a picture of a text": (
        lambda b, n: b.edit_message_media(InputMediaPhoto(PNG), CHANNEL, n["text"]),
        "There is no media in the message to edit",
    ),
    "a text of a photo": (
        lambda b, n: b.edit_message_text("x", CHANNEL, n["photo"]),
        "There is no text in the message to edit",
    ),
    "a caption that is too long": (
        lambda b, n: b.edit_message_caption(CHANNEL, n["photo"], caption="x" * 1025),
        "Message caption is too long",
    ),
    "another kind of media": (
        lambda b, n: b.edit_message_media(InputMediaVideo(PNG), CHANNEL, n["photo"]),
        "This stand-in knows photos alone",
    ),
}


@pytest.mark.parametrize("case", NO_SUCH)
def test_an_edit_has_to_fit_the_kind_of_message(server, case):
    """A text has no caption, and a photo no text."""
    do, words = NO_SUCH[case]

    async def work(bot):
        text = await bot.send_message(CHANNEL, "x")
        photo = await bot.send_photo(CHANNEL, PNG)
        with pytest.raises(BadRequest) as refused:
            await do(bot, {"text": text.message_id, "photo": photo.message_id})
        return str(refused.value)

    assert ask(server, work).lower() == words.lower()


def test_threads_replies_and_entities_are_kept(server):
    """A forum topic, a reply and entities given without HTML arrive as they were given."""

    async def work(bot):
        first = await bot.send_message(FORUM, "first", message_thread_id=7)
        reply = ReplyParameters(first.message_id)
        bold = [MessageEntity("bold", 0, 1)]
        return await bot.send_message(FORUM, "x", reply_parameters=reply, entities=bold)

    reply = ask(server, work)
    assert (reply.reply_to_message.text, reply.entities) == (
        "first",
        (MessageEntity("bold", 0, 1),),
    )
    assert [(m.thread, m.reply_to) for m in server.messages(FORUM)] == [(7, None), (None, 1)]


def test_chats_and_members_are_told_as_they_are(server):
    """getChat, getChatMember and getChatAdministrators give what the library can read."""

    async def work(bot):
        chat = await bot.get_chat("@on_this_day")
        admins = await bot.get_chat_administrators(GROUP)
        users = [await bot.get_chat_member(GROUP, user) for user in (ALICE, CAROL, bot.id)]
        return chat, admins, users

    chat, admins, users = ask(server, work)
    assert (chat.id, chat.type, chat.title) == (CHANNEL, "channel", "Channel")
    assert [(a.user.id, a.status) for a in admins] == [
        (CAROL, "creator"),
        (123456, "administrator"),
    ]
    assert [user.status for user in users] == ["left", "creator", "administrator"]


def test_an_administrator_may_have_no_right_to_post(server):
    """A bot that may not post is an administrator whose rights are all off."""
    server.set_bot(CHANNEL, "member", by=ALICE)
    assert refusal(server, lambda bot: bot.get_chat_administrators(CHANNEL)) == (
        BadRequest,
        "Member list is inaccessible",
    )


@pytest.mark.parametrize(
    ("token", "status", "words"),
    [("123456:wrong", 401, "Unauthorized"), ("123456", 404, "Not Found")],
)
def test_a_wrong_token_is_refused(server, token, status, words):
    """A token that is not the bot's is unauthorized; one that is none is not found."""
    answer = httpx.get(f"{server.url}/bot{token}/getMe")
    assert answer.status_code == status
    assert answer.json() == {"ok": False, "error_code": status, "description": words}
    with pytest.raises(InvalidToken):
        ask(server, lambda bot: bot.get_me(), token=token)


@pytest.mark.parametrize("path", ["/", f"/bot{TOKEN}", f"/bot{TOKEN}/noSuchMethod", "/x/getMe"])
def test_an_unknown_address_is_not_found(server, path):
    """What is no method of the Bot API answers 404 in its form."""
    answer = httpx.get(server.url + path)
    assert (answer.status_code, answer.json()["description"]) == (404, "Not Found")
    assert answer.json()["ok"] is False


@pytest.mark.parametrize(
    "how",
    [
        {"params": {"chat_id": ALICE, "text": "é & 1"}},
        {"data": {"chat_id": ALICE, "text": "é & 1"}},
        {"json": {"chat_id": ALICE, "text": "é & 1"}},
        {"files": {"chat_id": (None, str(ALICE)), "text": (None, "é & 1")}},
    ],
    ids=["query", "form", "json", "multipart"],
)
def test_a_request_may_be_written_in_four_ways(server, how):
    """The address, a form, JSON and multipart say the same."""
    answer = httpx.post(f"{server.url}/bot{TOKEN}/SENDMESSAGE", **how)
    assert answer.json()["result"]["text"] == "é & 1"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b'{"text": "\\ud800", "chat_id": 11}', "application/json"),
        (b"x", "multipart/form-data"),
        (b"chat_id=11&text=x&reply_markup={", "application/x-www-form-urlencoded"),
        (b"chat_id=11&text=x&reply_markup=[]", "application/x-www-form-urlencoded"),
        (b"chat_id=11&text=x&entities=[1]", "application/x-www-form-urlencoded"),
        (b"chat_id=x&text=x", "application/x-www-form-urlencoded"),
    ],
)
def test_a_broken_request_is_a_bad_one(server, body, kind):
    """What cannot be read is refused with 400, never a crash."""
    url = f"{server.url}/bot{TOKEN}/sendMessage"
    answer = httpx.post(url, content=body, headers={"Content-Type": kind})
    assert (answer.status_code, answer.json()["ok"]) == (400, False)
    assert server.messages(ALICE) == []


def test_a_bot_can_close(server):
    """close is agreed to, as the library calls it."""
    assert ask(server, lambda bot: bot.close()) is True


def test_a_token_has_a_form():
    """A stand-in cannot be made with what is no token."""
    with pytest.raises(ValueError, match="looks like"):
        TelegramServer("ABC", now=Clock())
