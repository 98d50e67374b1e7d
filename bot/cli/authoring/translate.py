"""``translate``: the next entry that needs a text in another language, and gettext files."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from functools import partial
from pathlib import Path

import click

from bot import toml
from bot.authoring.formatter import toml_text
from bot.authoring.lint.rules_translations import notes_of
from bot.authoring.translation_files import needing, parts_of, put, record_of
from bot.cli.options import (
    config_option,
    dataset_option,
    dataset_path,
    local_today,
    settings_if_any,
)
from bot.dataset.loader import load_events
from bot.dataset.translations import LANGUAGES, Texts, Translation, load_texts, path_of
from bot.errors import DatasetError
from bot.events import Event
from bot.validators import did_you_mean


class Languages(click.Group):
    """A group in which each language is a command, too."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The languages first."""
        return [*LANGUAGES, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """``translate fa`` is the command that opens an entry in Persian."""
        if cmd_name in LANGUAGES:
            return click.Command(
                cmd_name,
                callback=partial(open_entry, cmd_name),
                params=list(open_options.params),
                help=f"Write the {cmd_name} text of the entry ID, or of the next one without.",
            )
        return super().get_command(ctx, cmd_name)


@click.group(
    cls=Languages,
    epilog="\b\nExamples:\n  onthisday translate fa\n"
    "  onthisday translate ur nelson-mandela-released\n"
    "  onthisday translate fa --fresh nelson-mandela-released\n"
    "  onthisday translate export fa fa.po\n  onthisday translate import fa fa.po",
)
def translate() -> None:
    """Write the texts of another language, or exchange them as gettext PO.

    \b
    fa, ur, ar    open an entry in your editor, the English above
    export        write all texts of a language as PO
    import        take what is translated in a PO file
    """


@click.command()
@click.argument("entry", metavar="[ID]", required=False)
@click.option("--fresh", is_flag=True, help="The text is right for the new English: only say so.")
@config_option
@dataset_option
def open_options(entry: str | None, fresh: bool, config: Path | None, dataset: Path | None) -> None:
    """The arguments of each language's command."""
    del entry, fresh, config, dataset


def open_entry(
    language: str, entry: str | None, fresh: bool, config: Path | None, dataset: Path | None
) -> None:
    """Open the next entry that needs a text, or the one named; check it, and write it."""
    path = _dataset(dataset, config)
    events, file = load_events(path), path_of(path, language)
    texts = load_texts(file)
    event = _chosen(events, texts, entry)
    if event is None:
        click.echo(f"{language}: every entry has a fresh text")
        return
    if fresh:
        _say_fresh(file, event, texts.get(event.id), events=events)
        return
    values = _edited(event, texts.get(event.id), language)
    put(file, [record_of(event, values)], events=events)
    click.echo(f"{file}: {event.id} is written")


def _dataset(dataset: Path | None, config: Path | None) -> Path:
    return dataset_path(dataset, None if dataset else settings_if_any(config))


def _chosen(events: list[Event], texts: Texts, entry: str | None) -> Event | None:
    """The entry named, or the next that needs a text."""
    if entry is None:
        return next(needing(events, texts), None)
    found = next((event for event in events if event.id == entry), None)
    if found is None:
        hint = did_you_mean(entry, [event.id for event in events])
        raise click.UsageError(f"there is no entry {entry}{hint}")
    return found


def _say_fresh(file: Path, event: Event, text: Translation | None, *, events: list[Event]) -> None:
    """Keep the words, and mark them as a translation of the present English, read today."""
    if text is None:
        raise click.UsageError(f"{event.id} has no text in {file.stem} yet")
    values = {k: list(v) if isinstance(v, tuple) else v for k, v in text._asdict().items()}
    del values["id"], values["of"]
    put(file, [record_of(event, values, read=local_today(None))], events=events)
    click.echo(f"{file}: {event.id} tells the English of today")


def _edited(event: Event, text: Translation | None, language: str) -> dict[str, object]:
    """The translator's record, edited again until it has no fault or the translator keeps it."""
    content = _form(event, text)
    while True:
        content = _opened(content, f"{event.id}.{language}.toml")
        tables = toml.parse(content)
        if isinstance(tables, toml.Fault):
            found = [f"line {tables.line}: {tables.reason}"]
        else:
            values = {key: value for key, value in tables.items() if value}
            found = notes_of(event, record_of(event, values), language)
        for sentence in found:
            click.echo(sentence, err=True)
        if not found:
            return values
        if not click.confirm("Open it again?", default=True):
            draft = Path(tempfile.mkdtemp()) / f"{event.id}.{language}.toml"
            draft.write_text(content, encoding="utf-8")
            raise click.UsageError(f"nothing is written; your draft is kept in {draft}")


def _form(event: Event, text: Translation | None) -> str:
    """The English as comments, and the fields below."""
    lines = [f"# {event.id}, {event.date_words}"]
    for key, english in parts_of(event):
        told = toml_text(getattr(text, key) if text else "")
        lines += ["", f"# {english}", f"{key} = {told}"]
    if event.corrections:
        notes = [f"# {note.note}" for note in event.corrections]
        written = ", ".join(map(toml_text, text.corrections if text else ()))
        lines += ["", *notes, f"corrections = [{written}]"]
    return "\n".join(lines) + "\n"


def _opened(content: str, name: str) -> str:
    """The content as the editor (VISUAL or EDITOR) left it."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        raise click.UsageError("set EDITOR to your editor, such as nano")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(content, encoding="utf-8")
        try:
            subprocess.run([*shlex.split(editor), str(path)], check=False)
        except OSError as fault:
            raise click.UsageError(f"{editor}: cannot be started: {fault.strerror}") from None
        return path.read_text(encoding="utf-8-sig")


LANGUAGE = click.argument("language", type=click.Choice(LANGUAGES))
FILE = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))


@translate.command("export")
@LANGUAGE
@FILE
@config_option
@dataset_option
def export_command(language: str, file: Path, config: Path | None, dataset: Path | None) -> None:
    """Write all texts of LANGUAGE to FILE as gettext PO; stale ones are fuzzy."""
    from bot.authoring.po import exported

    path = _dataset(dataset, config)
    events = load_events(path)
    made = exported(events, load_texts(path_of(path, language)), language)
    try:
        file.write_bytes(made)
    except OSError as fault:
        raise click.UsageError(f"{file}: cannot be written: {fault.strerror}") from None
    click.echo(f"{file}: {len(events)} entries")


@translate.command("import")
@LANGUAGE
@FILE
@config_option
@dataset_option
def import_command(language: str, file: Path, config: Path | None, dataset: Path | None) -> None:
    """Take what is translated in the gettext PO FILE; what is fuzzy or empty changes nothing."""
    from bot.authoring.po import imported

    path = _dataset(dataset, config)
    events, target = load_events(path), path_of(path, language)
    try:
        records = imported(file.read_bytes())
    except OSError as fault:
        raise click.UsageError(f"{file}: cannot be read: {fault.strerror}") from None
    known = {event.id for event in events}
    if orphans := [record["id"] for record in records if record["id"] not in known]:
        raise DatasetError([f"{file}: {name}: the dataset has no such entry" for name in orphans])
    put(target, records, events=events)
    click.echo(f"{target}: {len(records)} texts taken from {file}")
