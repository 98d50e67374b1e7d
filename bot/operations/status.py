"""How things stand, in lines for people: of one channel, and of the morning."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.channel_config import ChannelConfig
from bot.dates import day_words, local_date
from bot.store import Decisions, Delivery, Key, ReportState, State, Store

_TROUBLE = (State.IN_DOUBT, State.SENDING)


def standing(store: Store, plan: ChannelConfig, *, now: datetime) -> str:
    """A channel's line: today's post, a hold, what is decided for tomorrow, what is in doubt."""
    today = local_date(now, plan.zone)
    tomorrow = today + timedelta(days=1)
    parts = [f"today {_post_of(store, plan, today)}"]
    if hold := store.hold_on(plan.name, today):
        parts.append(hold.words.removeprefix(f"{plan.name}: "))
    for decision in Decisions(store).of(plan.name, tomorrow).decisions:
        parts.append(f"tomorrow {decision.words} ({decision.by})")
    doubts = store.deliveries(channel=plan.name, states=[State.IN_DOUBT])
    parts += [f"{row.key.name} in doubt" for row in doubts if row.key.date != today]
    return f"{plan.name}: {'; '.join(parts)}"


def _post_of(store: Store, plan: ChannelConfig, on: date) -> str:
    row = store.delivery(Key(plan.name, on))
    return f"due at {plan.post_at:%H:%M}" if row is None else outcome(plan, row)


def outcome(plan: ChannelConfig, row: Delivery) -> str:
    """What became of a post: its state, with the address or the reason."""
    if row.state is State.HELD:  # the reason says who did it
        return row.error
    detail = plan.address(row.remote_id) if row.remote_id else row.error
    return f"{row.state} {detail}".rstrip()


def morning_line(
    store: Store, plans: Sequence[ChannelConfig], zone: ZoneInfo, *, now: datetime
) -> str:
    """One line on yesterday, today, what is in doubt, reports and money; the day is the zone's."""
    today = local_date(now, zone)
    parts = [
        f"Yesterday: {_yesterday(store, plans, now)}",
        f"Today: {', '.join(f'{plan.name} at {plan.post_at:%H:%M}' for plan in plans)}",
    ]
    doubts = [f"{r.key.channel} {r.key.name}" for r in store.deliveries(states=_TROUBLE)]
    parts.append(f"In doubt: {', '.join(doubts) or 'nothing'}")
    if held := [plan.name for plan in plans if store.hold_on(plan.name, today)]:
        parts.append(f"Held: {', '.join(held)}")
    if reports := len(store.reports.all(states=[ReportState.OPEN])):
        parts.append(f"Open reports: {reports}")
    month = datetime.combine(today.replace(day=1), time(), tzinfo=zone)
    for plan in plans:
        if spent := store.spent(plan.name, since=month):
            parts.append(f"{plan.name} cost {spent} US dollars this month")
    return f"{day_words(today)}. {'. '.join(parts)}."


def _yesterday(store: Store, plans: Sequence[ChannelConfig], now: datetime) -> str:
    told = []
    for plan in plans:
        row = store.delivery(Key(plan.name, local_date(now, plan.zone) - timedelta(days=1)))
        told.append(f"{plan.name} {row.state if row else 'had no post'}")
    return ", ".join(told)
