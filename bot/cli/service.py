"""``run`` and ``post``: the service, and one heartbeat of it."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from bot import logs
from bot.cli.options import config_option, environment, settings_of
from bot.config.secrets import load_secrets
from bot.config.settings import Settings
from bot.dates import local_date
from bot.delivery import Outcome
from bot.service import STANDBY, Options, Service, stop_on_signals
from bot.store import Key, State
from bot.wiring import build

TROUBLE = (State.FAILED, State.IN_DOUBT)


def _service(
    config: Path | None, options: Options | None = None, *, level: int = logging.INFO
) -> Service:
    """The service of the settings, with secrets kept out of the log from here on."""
    settings = settings_of(config)
    secrets = load_secrets(settings, environment())
    logs.set_up(secrets.values, level=level)
    if options is not None and not secrets.all_local:
        raise click.UsageError(
            "--now is for drills: it is refused unless every server in use is on this machine"
        )
    return build(settings, secrets, options)


@click.command(epilog="\b\nExample:\n  onthisday run --config /etc/onthisday/onthisday.toml")
@config_option
def run(config: Path | None) -> None:
    """Run the service until SIGTERM: post what is due, and answer people."""
    service = _service(config)

    log = logging.getLogger(__name__)
    for line in _intentions(service):
        log.info("%s", line)

    async def until_stopped() -> bool:
        stop = asyncio.Event()
        stop_on_signals(stop)
        return await service.run(stop)

    ended = asyncio.run(until_stopped())
    if not ended:
        log.warning("ended while a post was being sent; it will be in doubt")
    logging.shutdown()
    # A call that never answers holds a thread that Python would wait for.
    os._exit(0)


def _intentions(service: Service) -> Iterator[str]:
    """The lines at the beginning of the log: the service's configuration."""
    settings = service.settings
    yield f"dataset {settings.dataset}: {len(service.live.current)} entries"
    for plan in settings.plans:
        where = f" to {plan.target}" if plan.target else ""
        yield f"{plan.name}: posts{where} each day at {plan.post_at:%H:%M} {plan.zone.key}"
    told = settings.operators_chat
    yield f"operators: told in chat {told}" if told else "operators: told in this log alone"


@click.command(
    epilog="\b\nExample (cron):\n  */5 * * * * onthisday post --config /etc/onthisday.toml"
)
@click.option("--now", "now_text", metavar="ISO8601", help="Another present, for drills only.")
@click.option("--quiet", is_flag=True, help="Print only failures, so that cron is quiet.")
@config_option
def post(now_text: str | None, quiet: bool, config: Path | None) -> None:
    """Make one heartbeat: post what is due now, and end.

    Exit code 0 when all that is due today is delivered or waits, 1 when something of today
    failed, is in doubt, waits for a person (a wrong token, a lost right) or waits for long, or
    the operators could not be notified of a problem, 2 on wrong usage or settings.
    """
    now = _moment(now_text) if now_text else None
    options = Options(clock=lambda: now) if now else None
    service = _service(config, options, level=logging.WARNING if quiet else logging.INFO)
    if not service.owner.take():
        if not quiet:
            click.echo(f"{STANDBY}.")
        outcomes = _of_today(service, service.settings)
    else:
        outcomes = asyncio.run(_one_beat(service))
    failures = [outcome for outcome in outcomes if _is_failure(outcome)]
    for outcome in failures if quiet else outcomes:
        state = outcome.state.value if outcome.state else "not due"
        click.echo(f"{outcome.channel} {outcome.date}: {state} {outcome.detail}".rstrip())
    if not service.told:
        click.echo("The operators could not be notified of a problem; it is tried again.", err=True)
    sys.exit(1 if failures or not service.told else 0)


def _is_failure(outcome: Outcome) -> bool:
    return outcome.state in TROUBLE or outcome.needs_person


async def _one_beat(service: Service) -> list[Outcome]:
    try:
        return await service.beat()
    finally:
        await service.close()


def _moment(text: str) -> datetime:
    """An aware instant; one without an offset is in UTC."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise click.UsageError(
            f"--now: expected an instant such as 2027-05-20T09:03+01:00, got {text}"
        ) from None
    if not 1900 <= moment.year <= 9000:
        raise click.UsageError(f"--now: expected a year from 1900 to 9000, got {moment.year}")
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _of_today(service: Service, settings: Settings) -> list[Outcome]:
    """The ledger's outcomes of today; the ledger is only read."""
    now = service.options.clock()
    found = []
    for channel in settings.channels:
        today = local_date(now, channel.plan.zone)
        row = service.database.ledger.get(Key(channel.name, today))
        found.append(
            Outcome(channel.name, today, row.state if row else None, row.error if row else "")
        )
    return found
