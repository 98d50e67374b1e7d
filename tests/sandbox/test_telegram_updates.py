"""The stand-in for Telegram: updates by long poll and by webhook, and people's side."""

import asyncio
import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeChatMember,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Update,
)
from telegram.error import BadRequest, Conflict
from telegram.ext import Application, CommandHandler, MessageHandler, filters
from telegram.request import HTTPXRequest

from bot.sandbox.telegram.markup import Button
from bot.sandbox.telegram.server import TelegramServer

TOKEN = "123456:ABC-def"
CHANNEL, GROUP, OPEN_GROUP = -1001, -1002, -1003
ALICE, BOB = 11, 12


@pytest.fixture
def server(clock):
    """A stand-in with a channel, a group where the bot is a member, one where it sees all."""
    with TelegramServer(TOKEN, now=clock, webhook_retry=0.01) as running:
        running.add_channel(CHANNEL, username="on_this_day")
        running.add_group(GROUP)
        running.add_group(OPEN_GROUP, bot="administrator")
        running.add_user(ALICE, first_name="Alice", language_code="fa", wrote=True)
        running.add_user(BOB)
        yield running
        assert running.crashes == []


def ask(server, do):
    """Let the real library do something with the stand-in."""

    async def talk():
        wait = {"read_timeout": 60, "connect_timeout": 60, "httpx_kwargs": {"verify": False}}
        asking, polling = HTTPXRequest(**wait), HTTPXRequest(**wait)
        url = f"{server.url}/bot"
        async with Bot(TOKEN, url, request=asking, get_updates_request=polling) as bot:
            return await do(bot)

    return asyncio.run(talk())


def poll(server, **params):
    """The updates that a raw getUpdates gives."""
    answer = httpx.post(f"{server.url}/bot{TOKEN}/getUpdates", json=params, timeout=120)
    return answer.json().get("result", answer.json().get("description"))


def texts(server, **params):
    """The texts of the messages among those updates."""
    return [update["message"]["text"] for update in poll(server, **params)]


def later(do):
    """Run something in a thread of its own; returns the thread and its outcome-to-be."""
    outcome = []
    thread = threading.Thread(target=lambda: outcome.append(do()))
    thread.start()
    return thread, outcome


def polling(server):
    """Whether a long poll waits now."""
    return server.wait_for(lambda: server.updates.polls)


def test_an_update_stays_until_it_is_confirmed(server):
    """A client that starts again without confirming sees the same updates again."""
    for text in ("one", "two", "three"):
        server.say(text, user=ALICE)
    first = poll(server)
    assert texts(server) == ["one", "two", "three"]
    assert texts(server, limit=1) == ["one"]
    assert texts(server, offset=first[1]["update_id"]) == ["two", "three"]
    assert texts(server) == ["two", "three"]
    assert texts(server, offset=-1) == ["three"]
    assert texts(server, offset=first[2]["update_id"] + 1) == []


def test_a_long_poll_waits_and_answers_at_once(server):
    """A poll without updates waits, and comes back as soon as somebody writes."""
    thread, outcome = later(lambda: texts(server, timeout=50))
    polling(server)
    server.say("hello", user=ALICE)
    thread.join(40)
    assert outcome == [["hello"]]


def test_a_second_poller_ends_the_first(server):
    """The poll that waits gets 409 in Telegram's words, and the new one waits in its place."""
    first, lost = later(lambda: poll(server, timeout=50))
    polling(server)
    second, kept = later(lambda: texts(server, timeout=50))
    first.join(40)
    server.say("hello", user=ALICE)
    second.join(40)
    assert kept == [["hello"]]
    assert lost == [
        "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running"
    ]


def test_another_copy_elsewhere_makes_every_poll_fail(clock):
    """With `second_poller` the library meets Conflict at each poll, and nowhere else."""
    with TelegramServer(TOKEN, now=clock, second_poller=True) as running:
        with pytest.raises(Conflict, match="only one bot instance"):
            ask(running, lambda bot: bot.get_updates())
        assert ask(running, lambda bot: bot.get_me()).id == 123456


def test_closing_cuts_a_long_poll(clock):
    """A server that closes does not wait for the polls that wait for it, and answers none."""

    def cut():
        with pytest.raises(httpx.HTTPError):
            poll(running, timeout=50)
        return "cut"

    with TelegramServer(TOKEN, now=clock) as running:
        thread, outcome = later(cut)
        polling(running)
    thread.join(40)
    assert outcome == ["cut"]


def test_after_an_outage_everything_is_there_again(server):
    """Closed, nothing listens; started again, the port, the updates and the chats are the same."""
    server.say("hello", user=ALICE)
    url = server.url
    server.close()
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{url}/bot{TOKEN}/getMe")
    server.start()
    assert server.url == url
    assert texts(server) == ["hello"]


@pytest.mark.parametrize(
    ("kind", "age", "left"),
    [("message", 86399, 1), ("message", 86400, 0), ("press", 149, 1), ("press", 150, 0)],
)
def test_an_update_that_nobody_fetched_is_lost(server, clock, kind, age, left):
    """A message waits a day for a bot that is down, a pressed button 150 seconds."""
    if kind == "press":
        press(server)
    else:
        server.say("hello", user=ALICE)
    clock.now += timedelta(seconds=age)
    assert len(poll(server)) == left


def test_only_the_updates_asked_for_come(server):
    """allowed_updates holds from then on, and stays until it is given again."""
    poll(server, allowed_updates=["callback_query"])
    server.say("hello", user=ALICE)
    press(server)
    assert [sorted(update)[0] for update in poll(server)] == ["callback_query"]
    poll(server, allowed_updates=[])
    server.say("again", user=ALICE)
    assert len(poll(server)) == 2


def press(server, data="more"):
    """Send Alice a message with a button, and let her press it."""
    button = InlineKeyboardButton("More", callback_data=data)
    markup = InlineKeyboardMarkup([[button]])
    sent = ask(server, lambda bot: bot.send_message(ALICE, "x", reply_markup=markup))
    return server.press(sent.message_id, "More", user=ALICE)


def test_a_channels_own_posts_are_no_updates(server):
    """The bot gets updates of others' posts in its channel, never of its own."""
    ask(server, lambda bot: bot.send_message(CHANNEL, "mine"))
    server.post("another author's", chat=CHANNEL)
    (update,) = poll(server)
    assert update["channel_post"]["text"] == "another author's"


SEEN = [
    ("/today", None, True),
    ("/today@OnThisDayBot", None, True),
    ("/today@otherbot", None, False),
    ("good morning", None, False),
    ("good morning", 1, True),
]


@pytest.mark.parametrize(("text", "reply_to", "seen"), SEEN)
def test_in_a_group_a_member_sees_little(server, text, reply_to, seen):
    """As a member the bot gets its commands and replies to itself; as an administrator all."""
    ask(server, lambda bot: bot.send_message(GROUP, "the bot's"))
    server.say(text, user=ALICE, chat=GROUP, reply_to=reply_to)
    assert len(poll(server)) == int(seen)
    server.say(text, user=ALICE, chat=OPEN_GROUP)
    assert len(poll(server)) == int(seen) + 1


def test_what_a_person_does_arrives_as_the_library_reads_it(server):
    """Commands, replies, forwards, edits, places and stickers become the library's objects."""
    ask(server, lambda bot: bot.send_message(CHANNEL, "<b>post</b>", parse_mode="HTML"))
    server.say("/date 20 May", user=ALICE)
    server.say("source?", user=ALICE, reply_to=1)
    server.say(user=ALICE, forward_of=server.messages(CHANNEL)[0])
    server.edit(1, "/date 21 May", user=ALICE)
    server.share_location(35.7, 51.4, user=ALICE)
    server.say(
        user=ALICE,
        extra={
            "venue": {"location": {"latitude": 1, "longitude": 2}, "title": "x", "address": "y"}
        },
    )
    updates = ask(server, lambda bot: bot.get_updates())
    command, reply, forward, edited, place, venue = updates
    assert [entity.type for entity in command.message.entities] == ["bot_command"]
    assert command.message.from_user.language_code == "fa"
    assert reply.message.reply_to_message.text == "/date 20 May"
    assert forward.message.forward_origin.message_id == 1
    assert forward.message.text == "post"
    assert edited.edited_message.text == "/date 21 May"
    assert (place.message.location.latitude, venue.message.venue.title) == (35.7, "x")


def test_a_hostile_update_arrives_as_it_is(server):
    """Any JSON can be sent as an update, with an id of its own."""
    number = server.send_update({"message": {"message_id": -1, "nonsense": None}})
    assert poll(server) == [{"update_id": number, "message": {"message_id": -1, "nonsense": None}}]


def test_a_button_is_answered_once(server):
    """A pressed button can be answered once, and what was said is what the person sees."""
    query = press(server)

    async def answer(bot):
        (update,) = await bot.get_updates()
        assert (update.callback_query.id, update.callback_query.data) == (query, "more")
        await update.callback_query.answer("done", show_alert=True)
        await update.callback_query.answer("again")

    with pytest.raises(BadRequest, match=r"(?i)query is too old and response timeout expired"):
        ask(server, answer)
    seen = server.wait_for_answer(query)
    assert (seen.text, seen.alert) == ("done", True)


def test_a_button_answered_too_late_is_refused(server, clock):
    """After 150 seconds a press cannot be answered any more."""
    query = press(server)
    clock.now += timedelta(seconds=151)
    with pytest.raises(BadRequest, match=r"(?i)query id is invalid"):
        ask(server, lambda bot: bot.answer_callback_query(query))


@pytest.mark.parametrize("button", [1, "More", "more", Button("Gone", "callback_data", "more")])
def test_a_button_is_found_by_number_text_data_or_itself(server, button):
    """People press what they see: a number, a text, its data, or a button that is long gone."""
    press(server)
    query = server.press(1, button, user=ALICE)
    assert poll(server)[-1]["callback_query"]["id"] == query
    assert poll(server)[-1]["callback_query"]["data"] == "more"


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda s: s.press(1, 3, user=ALICE), "no button 3"),
        (lambda s: s.press(1, "Less", user=ALICE), "no button 'Less'"),
        (lambda s: s.press(9, 1, user=ALICE), "no message 9"),
        (lambda s: s.press(1, "Site", user=ALICE), "opens 'https://a.b/'"),
        (lambda s: s.say("x", user=99), "no person 99"),
        (lambda s: s.say("x", user=ALICE, chat=CHANNEL), "cannot write in a channel"),
        (lambda s: s.say("x" * 4097, user=ALICE), "4096"),
        (lambda s: s.messages("@nowhere"), "no chat '@nowhere'"),
        (lambda s: s.follow("https://t.me/another?start=x", user=ALICE), "does not lead"),
    ],
)
def test_what_a_person_cannot_do_is_told(server, act, said):
    """A press or a word that is impossible raises an error that says why."""
    buttons = [
        InlineKeyboardButton("More", callback_data="more"),
        InlineKeyboardButton("Site", url="https://a.b/"),
    ]
    markup = InlineKeyboardMarkup([buttons])
    ask(server, lambda bot: bot.send_message(ALICE, "x", reply_markup=markup))
    with pytest.raises((LookupError, ValueError), match=said):
        act(server)


def test_a_link_to_the_bot_starts_it(server):
    """Following a post's button writes /start with its payload."""
    server.follow("https://t.me/OnThisDayBot?start=e_some-id", user=BOB)
    assert texts(server) == ["/start e_some-id"]


def test_waiting_for_what_does_not_come_ends(server):
    """Waiting for messages gives up with TimeoutError."""
    with pytest.raises(TimeoutError):
        server.wait_for_messages(ALICE, timeout=0.01)


def article(number, **content):
    """An inline result."""
    message = InputTextMessageContent(content.get("text", "<b>x</b>"), parse_mode="HTML")
    return InlineQueryResultArticle(str(number), content.get("title", "1983"), message)


def answer_inline(server, results, **options):
    """Ask an inline query, let the library answer it, and return what the person gets."""
    thread, outcome = later(lambda: server.ask_inline("20 May", user=ALICE))

    async def answer(bot):
        (update,) = await bot.get_updates(timeout=50)
        assert update.inline_query.query == "20 May"
        await update.inline_query.answer(results, **options)

    ask(server, answer)
    thread.join(40)
    return outcome[0]


def test_an_inline_query_is_answered(server):
    """The person gets the results as they would be sent, with the cache's time and button."""
    button = InlineQueryResultsButton("Help", start_parameter="help")
    answer = answer_inline(
        server, [article(1), article(2)], cache_time=60, is_personal=True, button=button
    )
    assert [(r.id, r.title, r.text, r.entities[0].type) for r in answer.results] == [
        ("1", "1983", "x", "bold"),
        ("2", "1983", "x", "bold"),
    ]
    assert (answer.cache_time, answer.personal, answer.button["text"]) == (60, True, "Help")


INLINE_REFUSED = [
    ([article(n) for n in range(51)], "Results_too_much"),
    ([article(1), article(1)], "Result_id_duplicate"),
    ([article("x" * 65)], "Result_id_invalid"),
    ([article(1, text="<b>")], "Can't parse entities"),
    ([article(1, text="<b> </b>")], "Message_empty"),
    ([article(1, title="")], "Article_title_empty"),
]


@pytest.mark.parametrize(("results", "words"), INLINE_REFUSED)
def test_inline_results_are_checked(server, results, words):
    """What Telegram would refuse of inline results is refused."""
    body = {
        "inline_query_id": server.queries.ask("inline_query", {}),
        "results": [result.to_dict() for result in results],
    }
    answer = httpx.post(f"{server.url}/bot{TOKEN}/answerInlineQuery", json=body).json()
    assert answer["description"].lower().startswith(f"bad request: {words.lower()}")


def test_command_menus_are_kept_by_scope_and_language(server):
    """Each scope and language has its own commands."""

    async def work(bot):
        await bot.set_my_commands([BotCommand("today", "Today")])
        await bot.set_my_commands([("today", "امروز")], language_code="fa")
        await bot.set_my_commands([("start", "Start")], scope=BotCommandScopeAllPrivateChats())
        await bot.set_my_commands([("hold", "Hold")], scope=BotCommandScopeChat(GROUP))

    ask(server, work)
    assert sorted(scope.type for scope in server.commands) == [
        "all_private_chats",
        "chat",
        "default",
        "default",
    ]


@pytest.mark.parametrize(
    ("do", "words"),
    [
        (lambda b: b.set_my_commands([("To-day", "x")]), "Bot_command_invalid"),
        (lambda b: b.set_my_commands([("today", "x" * 257)]), "Command description length"),
        (lambda b: b.set_my_commands([("c", "x")] * 101), "Bot_commands_too_much"),
        (lambda b: b.set_my_commands([("c", "x")], language_code="english"), "Invalid language"),
        (
            lambda b: b.set_my_commands([("c", "x")], scope=BotCommandScopeChat(-100999)),
            "Chat not found",
        ),
        (
            lambda b: b.set_my_commands(
                [("c", "x")], scope=BotCommandScopeChatMember(ALICE, ALICE)
            ),
            "Can't use this scope",
        ),
        (lambda b: b.set_my_description("x" * 513), "Description length must not exceed 512"),
        (lambda b: b.set_my_short_description("x" * 121), "Short description length"),
    ],
)
def test_what_a_bot_says_of_itself_is_checked(server, do, words):
    """Commands and descriptions that Telegram would not take are refused."""
    with pytest.raises(BadRequest, match=f"(?i)^{words}"):
        ask(server, do)


def test_descriptions_are_kept_by_language(server):
    """A description without a language serves those that have none."""

    async def work(bot):
        await bot.set_my_description("On this day")
        await bot.set_my_short_description("روز", language_code="fa")
        return await bot.get_my_description("ur"), await bot.get_my_short_description("fa")

    long, short = ask(server, work)
    assert (long.description, short.short_description) == ("On this day", "روز")


class Receiver(ThreadingHTTPServer):
    """A bot's webhook: remembers what comes, and answers as it is set to."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Hook)
        self.got = []
        self.answers = []
        self.changed = threading.Condition()

    @property
    def url(self):
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}/hook?x=1"

    def wait(self, count):
        """Wait until so many updates have come."""
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.got) >= count, 60)
            return list(self.got)


class Hook(BaseHTTPRequestHandler):
    """One delivery."""

    def do_POST(self):
        """Remember the secret and the update, and answer."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        secret = self.headers.get("X-Telegram-Bot-Api-Secret-Token")
        with self.server.changed:
            status = self.server.answers.pop(0) if self.server.answers else 200
            self.server.got.append((secret, body["message"]["text"], status))
            self.server.changed.notify_all()
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def receiver():
    """A webhook's server."""
    with Receiver() as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.02,))
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def test_webhook_mode_posts_updates_until_they_are_taken(server, receiver):
    """Updates come in order with the secret, again after any answer but 2xx, and polling ends."""
    receiver.answers = [500, 302]
    waiting, lost = later(lambda: poll(server, timeout=50))
    polling(server)
    ask(server, lambda bot: bot.set_webhook(receiver.url, secret_token="s3cret"))
    waiting.join(40)
    server.say("one", user=ALICE)
    server.say("two", user=ALICE)
    assert receiver.wait(4) == [
        ("s3cret", "one", 500),
        ("s3cret", "one", 302),
        ("s3cret", "one", 200),
        ("s3cret", "two", 200),
    ]
    assert lost == ["Conflict: terminated by setWebhook request"]
    assert poll(server).startswith("Conflict: can't use getUpdates method while webhook is active")


def test_webhook_info_tells_what_went_wrong(server, receiver):
    """getWebhookInfo has the address, what waits, and the last error; deleting ends it all."""
    receiver.answers = [503] * 1000

    async def work(bot):
        await bot.set_webhook(receiver.url, max_connections=3)
        server.say("one", user=ALICE)
        receiver.wait(2)
        info = await bot.get_webhook_info()
        await bot.delete_webhook(drop_pending_updates=True)
        return info, await bot.get_webhook_info()

    info, after = ask(server, work)
    assert (info.url, info.pending_update_count, info.max_connections) == (receiver.url, 1, 3)
    assert info.last_error_message.startswith("Wrong response from the webhook: 503")
    assert (after.url, after.pending_update_count, after.last_error_message) == ("", 0, None)
    assert poll(server) == []


@pytest.mark.parametrize(
    ("url", "secret", "words"),
    [
        ("https://example.com/hook", "", "bad webhook: the stand-in only reaches this machine"),
        ("ftp://127.0.0.1/", "", "invalid webhook URL specified"),
        ("http://127.0.0.1:1/", "a b", "secret token contains unallowed characters"),
    ],
)
def test_a_webhook_is_checked(server, url, secret, words):
    """An address away from this machine, of another kind, or a strange secret is refused."""
    with pytest.raises(BadRequest, match=f"(?i)^{words}"):
        ask(server, lambda bot: bot.set_webhook(url, secret_token=secret or None))


def test_a_whole_application_talks_with_a_person(server):
    """python-telegram-bot's own Application polls, answers and stops, and nothing is lost."""

    async def today(update: Update, _):
        await update.message.reply_text("In 1983 ...")

    async def echo(update: Update, _):
        await update.message.reply_text(update.message.text.upper())

    async def run():
        app = Application.builder().token(TOKEN).base_url(f"{server.url}/bot").build()
        app.add_handler(CommandHandler("today", today))
        app.add_handler(MessageHandler(filters.TEXT, echo))
        async with app:
            await app.updater.start_polling(timeout=5)
            await app.start()
            server.say("/today", user=ALICE)
            server.say("hello", user=BOB)
            replies = await asyncio.to_thread(
                lambda: [server.wait_for_messages(user)[0].text for user in (ALICE, BOB)]
            )
            await app.updater.stop()
            await app.stop()
            return replies

    assert asyncio.run(run()) == ["In 1983 ...", "HELLO"]
    assert poll(server) == []
