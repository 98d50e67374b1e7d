"""The status of a channel, and the morning message, as text for people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.channel_config import ChannelConfig
from bot.dates import day_words, local_date
from bot.store import Database, Delivery, Key, ReportState, State

_TROUBLE = (State.IN_DOUBT, State.SENDING)


def channel_status(database: Database, plan: ChannelConfig, *, now: datetime) -> str:
    """A channel's line: today's post, a hold, what is decided for tomorrow, what is in doubt."""
    today = local_date(now, plan.zone)
    tomorrow = today + timedelta(days=1)
    parts = [f"today {_post_of(database, plan, today)}"]
    if hold := database.holds.on(plan.name, today):
        parts.append(hold.words.removeprefix(f"{plan.name}: "))
    for decision in database.decisions.of(plan.name, tomorrow).decisions:
        parts.append(f"tomorrow {decision.words} ({decision.by})")
    doubts = database.ledger.find(channel=plan.name, states=[State.IN_DOUBT])
    parts += [f"{row.key.name} in doubt" for row in doubts if row.key.date != today]
    return f"{plan.name}: {'; '.join(parts)}"


def _post_of(database: Database, plan: ChannelConfig, on: date) -> str:
    row = database.ledger.get(Key(plan.name, on))
    return f"due at {plan.post_at:%H:%M}" if row is None else outcome(plan, row)


def outcome(plan: ChannelConfig, row: Delivery) -> str:
    """The outcome of a post: its state, with the address or the reason."""
    if row.state is State.HELD:  # the reason says who did it
        return row.error
    detail = plan.address(row.remote_id) if row.remote_id else row.error
    return f"{row.state} {detail}".rstrip()


def morning_line(
    database: Database, plans: Sequence[ChannelConfig], zone: ZoneInfo, *, now: datetime
) -> str:
    """One line on yesterday, today, what is in doubt, reports and money; the day is the zone's."""
    today = local_date(now, zone)
    parts = [
        f"Yesterday: {_yesterday(database, plans, now)}",
        f"Today: {', '.join(f'{plan.name} at {plan.post_at:%H:%M}' for plan in plans)}",
    ]
    doubts = [f"{r.key.channel} {r.key.name}" for r in database.ledger.find(states=_TROUBLE)]
    parts.append(f"In doubt: {', '.join(doubts) or 'nothing'}")
    if held := [plan.name for plan in plans if database.holds.on(plan.name, today)]:
        parts.append(f"Held: {', '.join(held)}")
    if reports := len(database.reports.all(states=[ReportState.OPEN])):
        parts.append(f"Open reports: {reports}")
    month = datetime.combine(today.replace(day=1), time(), tzinfo=zone)
    for plan in plans:
        if spent := database.spending.spent(plan.name, since=month):
            parts.append(f"Spent on {plan.name} this month: {spent} US dollars")
    return f"{day_words(today)}. {'. '.join(parts)}."


def _yesterday(database: Database, plans: Sequence[ChannelConfig], now: datetime) -> str:
    states = []
    for plan in plans:
        row = database.ledger.get(Key(plan.name, local_date(now, plan.zone) - timedelta(days=1)))
        states.append(f"{plan.name} {row.state if row else 'not posted'}")
    return ", ".join(states)
