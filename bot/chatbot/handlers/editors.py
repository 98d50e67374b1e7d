"""The editors' evening: the previews are sent, kept true, and answered with decisions."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from telegram import Bot, CallbackQuery, ReplyParameters
from telegram.error import RetryAfter, TelegramError

from bot.chatbot.answers.message import Answer
from bot.chatbot.context import Parts
from bot.chatbot.editor_previews import (
    AS_IS,
    BACK,
    CONTROL,
    ENTRY,
    HOLD,
    OTHER_LEAD,
    UNDO,
    WITHOUT,
    Edition,
    Sheet,
    Sheets,
    editions,
    short_mark,
)
from bot.chatbot.replies import acknowledge, place, retell
from bot.config.settings import Editors
from bot.dates import local_date
from bot.errors import StoreError
from bot.posting_window import instant
from bot.selection import Wishes
from bot.store import Decision, Decisions, Preview, Previews, Shown, Wish, approval_mark

log = logging.getLogger(__name__)
TROUBLE = "preview"
PAUSE = timedelta(minutes=1)  # after Telegram would not have a message
CHANGED = "The post has changed since: look again."
TOO_LATE = "Too late: the post was made already."
NO_OTHER = "No other entry could lead. It can be held."
NOTHING_LEFT = "Nothing would be left to tell. Hold the day instead."
OLD = "These buttons are of a channel or an entry that is not there any more."


class Editing:
    """What happens in the editors' chat around the preview of each edition and date."""

    def __init__(self, parts: Parts, editors: Editors) -> None:
        self._parts = parts
        self._editors = editors
        self._previews = Previews(parts.store)
        self._decisions = Decisions(parts.store)
        self._sheets = Sheets(parts.store, parts.dataset, approval=editors.approval)
        self._editions = editions(list(parts.plans.values()))
        self._turn = asyncio.Lock()
        self._not_before: datetime | None = None
        self._troubled = True

    # -- sending, and keeping true --

    async def keep(self, bot: Bot) -> None:
        """Send the previews that are due; change those whose post would read otherwise now.

        A copy that stands by leaves that to the one that posts. What fails pauses, and is told.
        """
        now = self._parts.clock()
        if not self._parts.posts_here() or (self._not_before and now < self._not_before):
            return
        try:
            await self._keep_all(bot, now)
        except StoreError as fault:
            self._not_before = now + PAUSE
            log.warning("the previews are behind: %s", fault)
        except Exception:
            self._not_before = now + PAUSE
            log.exception("a preview could not be made")

    async def _keep_all(self, bot: Bot, now: datetime) -> None:
        """The previews of all editions; a chat that cannot be reached is noted, and its end."""
        try:
            for edition in self._editions:
                today = local_date(now, edition.zone)
                for days in (-1, 0, 1):  # of yesterday it is told in the end what became of it
                    async with self._turn:
                        await self._keep(bot, edition, today + timedelta(days=days), now=now)
        except TelegramError as fault:
            hint = fault.retry_after if isinstance(fault, RetryAfter) else PAUSE
            wait = hint if isinstance(hint, timedelta) else timedelta(seconds=hint)
            self._not_before = now + max(wait, PAUSE)
            await asyncio.to_thread(self._note_trouble, fault, now)
        else:
            await self._note_well()

    async def _keep(self, bot: Bot, edition: Edition, on: date, *, now: datetime) -> None:
        preview = await asyncio.to_thread(self._previews.get, edition.name, on)
        if preview is None or not preview.messages:
            if not await asyncio.to_thread(self._begins, edition, on, now):
                return
            preview = None
        sheet, shown = await self._shown(bot, edition, on, preview=preview, now=now)
        if preview is not None and preview.reminded_at is None:
            await self._remind(bot, sheet, shown[CONTROL].message_id, now=now)

    def _begins(self, edition: Edition, on: date, now: datetime) -> bool:
        """Whether a preview is due that nobody has begun; it is begun with that.

        A post whose time has come, and that waits for nobody, needs none any more.
        """
        evening = datetime.combine(on - timedelta(days=1), self._editors.preview_at)
        if now < instant(evening, zone=edition.zone):
            return False
        sheet = self._sheets.sheet(edition, on, now=now)
        ahead = any(now < plan.window(on).start for plan in sheet.open)
        waits = self._editors.approval and bool(sheet.open) and not sheet.approval
        return (ahead or waits) and self._previews.claim(edition.name, on, now=now)

    async def _shown(
        self, bot: Bot, edition: Edition, on: date, *, preview: Preview | None, now: datetime
    ) -> tuple[Sheet, dict[str, Shown]]:
        """Bring every message of a preview to what it shall read, and note what was done."""
        sheet = await asyncio.to_thread(self._sheets.sheet, edition, on, now=now)
        answers = self._sheets.messages(sheet, username=bot.username)
        shown = dict(preview.messages) if preview else {}
        before = dict(shown)
        try:
            for name, answer in answers.items():
                mark = short_mark(repr(answer))
                old = shown.get(name)
                if old is None or old.mark != mark:
                    number = await place(
                        bot, self._editors.chat, answer, message_id=old.message_id if old else None
                    )
                    shown[name] = Shown(number, mark)
        finally:
            if shown != before:
                await asyncio.to_thread(self._previews.note, edition.name, on, shown)
        return sheet, shown

    async def _remind(self, bot: Bot, sheet: Sheet, control: int, *, now: datetime) -> None:
        """Say once that a post is due and waits for its approval.

        It is noted before: rather none than one at every round where nothing can be noted.
        """
        store = self._parts.store
        started = [plan.name for plan in sheet.open if now >= plan.window(sheet.on).start]
        due = [name for name in started if not store.hold_on(name, sheet.on)]
        waits = self._editors.approval and not sheet.approval and not sheet.decided.held_by
        if not due or not waits or sheet.post is None:
            return
        name = sheet.edition.name
        if not await asyncio.to_thread(self._previews.take_reminder, name, sheet.on, now=now):
            return
        await bot.send_message(
            self._editors.chat,
            f"{', '.join(due)}: the post is due and waits for your word.",
            reply_parameters=ReplyParameters(control, allow_sending_without_reply=True),
        )

    def _note_trouble(self, fault: TelegramError, now: datetime) -> None:
        self._troubled = True
        text = f"The editors' chat cannot be reached ({fault}): nobody there sees what is to come."
        if self._parts.store.raise_notice(TROUBLE, text, now=now):
            log.warning("%s", text)

    async def _note_well(self) -> None:
        """Note that the chat can be reached, where it could not, now or when the program ended."""
        if self._troubled:
            over = "The editors' chat can be reached again."
            await asyncio.to_thread(self._parts.store.end_notice, TROUBLE, over)
            self._troubled = False

    # -- deciding --

    async def press(self, query: CallbackQuery, data: str, *, by: str) -> None:
        """Do what a button of a preview says. Who may press was asked before."""
        now = self._parts.clock()
        _, day, name, code, mark = data.split("|")
        edition = next((e for e in self._editions if e.name == name), None)
        on = _date_of(day)
        if edition is None or on is None:
            await acknowledge(query, OLD, alert=True)
            return
        async with self._turn:
            sheet = await asyncio.to_thread(self._sheets.sheet, edition, on, now=now)
            page = self._page(sheet, code, mark)
            if page is not None:
                await retell(query, page)
                return
            said = await asyncio.to_thread(self._decide, sheet, code, mark, by=by, now=now)
            await acknowledge(query, said, alert=bool(said))
            preview = await asyncio.to_thread(self._previews.get, name, on)
            if preview is None:  # the ledger is an older copy
                await asyncio.to_thread(self._previews.claim, name, on, now=now)
            bot = query.get_bot()
            sheet, _ = await self._shown(bot, edition, on, preview=preview, now=now)
            if said and query.message is not None:  # the list of entries gives way all the same
                control = self._sheets.control(sheet)
                await place(bot, self._editors.chat, control, message_id=query.message.message_id)

    def _page(self, sheet: Sheet, code: str, mark: str) -> Answer | None:
        """What a button only shows; None for one that decides."""
        if code == BACK:
            return self._sheets.control(sheet)
        if code == WITHOUT and mark == sheet.mark and sheet.post and len(sheet.post.events) > 1:
            return self._sheets.picker(sheet)
        return None

    def _decide(self, sheet: Sheet, code: str, mark: str, *, by: str, now: datetime) -> str:
        """Note the decision; why it is none where it is none, empty where all is well."""
        still = [plan.name for plan in sheet.open]
        names = [*still, *sheet.in_trouble]
        if not names:
            return TOO_LATE
        if code == UNDO:
            return self._undo(sheet, names, mark, by=by, now=now)
        if code not in (HOLD, ENTRY) and mark != sheet.mark:
            return CHANGED
        wish, about = self._wish(sheet, names, code, mark)
        if not about:
            return OLD
        first = next(iter(about.values()))
        if self._holds_already(sheet, wish):
            return ""
        if refusal := self._refusal(sheet, wish, first, now):
            return refusal
        new = [Decision(name, sheet.on, wish, what, by, now) for name, what in about.items()]
        if not self._decisions.decide(new, if_open=still):
            return TOO_LATE
        return self._logged(sheet, f"{wish} {first}", by)

    def _undo(
        self, sheet: Sheet, names: Sequence[str], mark: str, *, by: str, now: datetime
    ) -> str:
        """Undo the decision that the button was about, if it is the last one still."""
        made = sheet.decided.decisions
        if not made or str(made[-1].id) != mark:
            return CHANGED
        of_each = (sheet.decisions[name].decisions for name in names)
        last = [found[-1] for found in of_each if found and found[-1].at == made[-1].at]
        still = [plan.name for plan in sheet.open]
        if not self._decisions.undo(last, by=by, now=now, if_open=still):
            return TOO_LATE
        return self._logged(sheet, f"undo {made[-1].wish}", by)

    def _holds_already(self, sheet: Sheet, wish: Wish) -> bool:
        """Whether the same was decided a moment ago, by a second tap."""
        if wish is Wish.HOLD:
            return bool(sheet.decided.held_by)
        return wish is Wish.AS_IS and sheet.approval is not None

    def _wish(
        self, sheet: Sheet, names: Sequence[str], code: str, mark: str
    ) -> tuple[Wish, dict[str, str]]:
        """What a button wants, and about which entry, for each channel."""
        post = sheet.post
        if code == HOLD:
            return Wish.HOLD, dict.fromkeys(names, "the day")
        if code == AS_IS:
            marks = {name: approval_mark(p.text) for name, p in sheet.posts.items() if p}
            return Wish.AS_IS, marks
        events = post.events if post else ()
        if code == ENTRY:
            about = next((e.id for e in events if short_mark(e.id) == mark), "")
        else:
            about = events[0].id if events else ""
        wish = Wish.OTHER_LEAD if code == OTHER_LEAD else Wish.WITHOUT
        return wish, dict.fromkeys(names, about) if about else {}

    def _refusal(self, sheet: Sheet, wish: Wish, about: str, now: datetime) -> str:
        """Why a wish for other entries cannot be met; empty if it can."""
        if not wish.names_an_entry:
            return ""
        one = frozenset({about})
        trial = Wishes(not_leading=one) if wish is Wish.OTHER_LEAD else Wishes(left_out=one)
        tried = self._sheets.sheet(sheet.edition, sheet.on, now=now, more=trial)
        if tried.post is None:
            return NOTHING_LEFT
        passed_over = sheet.decided.wishes.not_leading | trial.not_leading
        return NO_OTHER if tried.post.lead.id in passed_over else ""

    def _logged(self, sheet: Sheet, what: str, by: str) -> str:
        log.info("%s %s: %s, by %s", sheet.edition.name, sheet.on, what, by)
        return ""


def _date_of(digits: str) -> date | None:
    """The date of a button such as ``20270521``."""
    try:
        return date.fromisoformat(digits)
    except ValueError:
        return None
