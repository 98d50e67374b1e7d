"""Texts in other languages: what is found in them, how they are written and exchanged."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from bot import toml
from bot.authoring.figures.coverage import Coverage, coverage
from bot.authoring.lint.linter import Finding, check
from bot.authoring.lint.rules_translations import notes_of
from bot.authoring.po import exported, imported
from bot.authoring.translation_files import needing, put, record_of
from bot.cli.group import cli
from bot.dataset import load
from bot.dataset.translations import Translation, fingerprint, load_texts, path_of
from bot.events import Correction, Event, Retraction, Source
from tests.conftest import make_event, toml_of

EVENT = make_event(
    title="An earthquake strikes Tabriz",
    text="About 77,000 people die in Tabriz, according to later accounts, and 12 mosques fall.",
    context="Another came in 1780. In the 1930s it was the 60th to be counted.",
    sensitivity=("disaster",),
)
GOOD = {
    "fa": {
        "title": "زمین‌لرزه‌ای تبریز را لرزاند",
        "text": "به گفتهٔ گزارش‌های بعدی حدود ۷۷٬۰۰۰ تن در تبریز جان باختند و دوازده مسجد فرو ریخت.",
        "context": "زمین‌لرزهٔ دیگری در ۱۷۸۰ (۱۱۵۸) آمد. در دههٔ ۱۹۳۰ شصتمین زمین‌لرزهٔ ثبت‌شده بود.",
    },
    "ur": {
        "title": "تبریز میں زلزلہ",
        "text": "بعد کی روایات کے مطابق تبریز میں 77,000 افراد جان سے گئے اور بارہ مسجدیں گریں۔",
        "context": "دوسرا زلزلہ 1780 میں آیا۔ 1930 کی دہائی میں یہ 60واں شمار ہوا۔",
    },
    "ar": {
        "title": "زلزال يضرب تبريز",
        "text": "لقي نحو 77,000 شخص حتفهم في تبريز وفق روايات لاحقة، وانهار اثنا عشر مسجدًا.",
        "context": "وقع زلزال آخر في 1780. وفي ثلاثينيات القرن العشرين كان الستين.",
    },
}


@pytest.mark.parametrize("language", GOOD)
def test_a_good_text_is_passed(language: str) -> None:
    """Digits, stops and numbers as the language has them; small numbers may be words."""
    assert notes_of(EVENT, record_of(EVENT, GOOD[language]), language) == []


SCALED = [
    ("fa", "۷۷ هزار تن و ۲٫۵ میلیارد درم."),
    ("fa", "۷۷٬۰۰۰ تن و ۲۵۰۰ میلیون درم."),
    ("ur", "77 ہزار افراد اور 250 کروڑ درہم۔"),
    ("ar", "77 ألف شخص و2500 مليون درهم."),
]


@pytest.mark.parametrize(("language", "text"), SCALED)
def test_a_number_may_be_counted_in_another_scale(language: str, text: str) -> None:
    """Thousand, lakh, million, crore and billion: what counts is the number that they make."""
    event = replace(EVENT, text="In the quake 77,000 die, and 2.5 billion dirhams are lost.")
    record = record_of(event, {**GOOD[language], "text": text})
    assert notes_of(event, record, language) == []


WRONG = [
    ("fa", "text", "۷۷٬۰۰۰ تن از ۷۷ میلیون مردند.", "77000000 is not in the English"),
    ("fa", "title", "زمين‌لرزه در تبریز", "letters of another keyboard: ي"),
    ("fa", "text", "۷۷٬۰۰۰ تن مردند", "no stop at the end"),
    ("fa", "title", "زمین‌لرزه.", "a stop at the end of a headline"),
    ("fa", "text", "77,000 تن مردند.", "digits of another language"),
    ("fa", "text", "هفتاد هزار تن مردند.", "the English has 77000, which is missing here"),
    ("fa", "text", "۷۷٬۰۰۰ تن در ۱۸۰۱ مردند.", "1801 is not in the English"),
    ("fa", "text", '"۷۷٬۰۰۰" تن مردند.', "straight quotation marks"),
    ("fa", "text", "۷۷٬۰۰۰ تن\u200d مردند.", "a hidden sign"),
    ("fa", "text", "۷۷٬۰۰۰ تن\u200f مردند.", "expected one line without control characters"),
    ("fa", "text", "۷۷٬۰۰۰ شهید شدند.", "شهید: takes a side"),
    ("ur", "text", "77,000 افراد شہید ہوئے۔", "شہید: takes a side"),
    ("ur", "text", "77,000 افراد ه۔", "letters of another keyboard: ه"),
    ("ur", "text", "77,000 افراد.", "no stop at the end"),
    ("ar", "text", "77,000 شهيد.", "شهيد: takes a side"),
    ("ar", "text", "77,000 شخص کان.", "letters of another keyboard: ک"),
    ("ar", "title", "x" * 81, "expected a text of 1 to 80 characters"),
]


@pytest.mark.parametrize(("language", "key", "value", "told"), WRONG)
def test_what_a_machine_can_see_is_told(language: str, key: str, value: str, told: str) -> None:
    """One wrong value, one sentence that says what it is."""
    record = record_of(EVENT, {**GOOD[language], key: value})
    (found,) = notes_of(EVENT, record, language)
    assert told in found
    assert found.startswith(f"{key}: ") or "texts" in found


def test_a_name_may_have_a_word_that_takes_a_side() -> None:
    """An organisation is called by its own name, the word alone is told."""
    text = "77,000 افراد کو تنظیم مجاہدینِ خلق نے بلایا۔"
    record = record_of(EVENT, {**GOOD["ur"], "text": text})
    assert notes_of(EVENT, record, "ur") == []
    (found,) = notes_of(EVENT, {**record, "text": text.replace("ِ خلق", "")}, "ur")
    assert "مجاہدین: takes a side" in found


def test_a_text_may_come_before_its_context() -> None:
    """Titles and texts are written first; numbers of a missing context are not missed."""
    record = record_of(EVENT, {**GOOD["fa"], "context": ""})
    assert "context" not in record
    assert notes_of(EVENT, record, "fa") == []


def test_a_brief_is_told_and_compared_like_the_text() -> None:
    """It may come later; numbers, stops and letters are looked at; a new one makes a text stale."""
    brief = replace(EVENT, brief="Some 77,000 sign in 1983.")
    record = record_of(brief, GOOD["fa"])
    assert notes_of(brief, record, "fa") == []
    assert notes_of(brief, {**record, "brief": "۷۷٬۰۰۰ تن در ۱۹۸۳ امضا کردند."}, "fa") == []
    (missing,) = notes_of(brief, {**record, "brief": "بسیاری در ۱۹۸۳ امضا کردند."}, "fa")
    assert missing.startswith("brief: the English has 77000")
    (stale,) = notes_of(brief, record_of(EVENT, GOOD["fa"]), "fa")
    assert stale.startswith("of: stale")


@pytest.mark.parametrize(("year", "said"), [(1983, []), (2018, ["brief: too long for the post"])])
def test_a_brief_fits_into_the_post_on_x_in_every_language(year: int, said: list[str]) -> None:
    """Arabic needs more letters for 10 years ago than for 116; for 2018 that is still to come."""
    room = 280 - len("20 مايو 1983: \n\nقبل 116 سنة. المصدر: P (بالإنجليزية). #في_مثل_هذا_اليوم")
    brief = replace(
        EVENT,
        year=year,
        brief="Ships sail.",
        sources=(Source("P", "T", "https://p.example/"),),
    )
    words = "م" * (room - 1) + "."
    record = record_of(brief, {**GOOD["ar"], "brief": words})
    found = notes_of(brief, record, "ar")
    assert [note.split(" on X")[0] for note in found] == said


def test_a_contested_entry_needs_a_second_reader() -> None:
    """Until the text has the date of the reading, it is reported."""
    contested = replace(EVENT, sensitivity=("contested",))
    record = record_of(contested, GOOD["fa"])
    assert "second reader" in " ".join(notes_of(contested, record, "fa"))
    assert notes_of(contested, {**record, "read": date(2026, 12, 1)}, "fa") == []


def of_languages(path: Path) -> list[Finding]:
    """What the check finds in the other files than the English one."""
    return [finding for finding in check(path)[1] if finding.file != str(path)]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A dataset of three entries."""
    path = tmp_path / "events.toml"
    records = [("one", "05-20", 1983), ("two", "05-21", 1984), ("three", "05-22", 1985)]
    path.write_text(toml_of(*records), encoding="utf-8")
    return path


def english(name: str, year: int) -> Event:
    """An entry of that file."""
    return make_event(name, year=year)


EVENTS = [english("one", 1983), english("two", 1984), english("three", 1985)]
TOLD = {"title": "عنوان", "text": "متن."}


@pytest.mark.parametrize(("good", "wrong"), [("05-21", "02-30"), ('title = "T', 'title = "T\\')])
def test_the_text_of_an_entry_that_cannot_be_read_is_no_orphan(
    data: Path, good: str, wrong: str
) -> None:
    """Nor is it stale: it is compared once the entry is mended."""
    put(path_of(data, "fa"), [record_of(EVENTS[1], TOLD)], events=EVENTS)
    text = data.read_text(encoding="utf-8")
    assert of_languages(data) == []
    before, head, after = text.partition('id = "two"')
    data.write_text(before + head + after.replace(good, wrong, 1), encoding="utf-8")
    assert check(data)[1] != []
    assert of_languages(data) == []


def test_texts_are_written_in_the_order_of_the_dataset(data: Path) -> None:
    """One that is written again takes the place of the old one; comments stay."""
    file = path_of(data, "fa")
    put(file, [record_of(EVENTS[2], TOLD), record_of(EVENTS[0], TOLD)], events=EVENTS)
    content = file.read_text(encoding="utf-8").replace("schema", "# a note of style\nschema", 1)
    file.write_text(content, encoding="utf-8")
    put(file, [record_of(EVENTS[1], TOLD)], events=EVENTS)
    put(file, [record_of(EVENTS[0], {**TOLD, "title": "دیگر"})], events=EVENTS)
    assert list(load_texts(file)) == ["one", "two", "three"]
    assert load_texts(file)["one"].title == "دیگر"
    assert "# a note of style" in file.read_text(encoding="utf-8")


def test_what_is_stale_comes_first() -> None:
    """Then what has no text, by day; ids that are more urgent before all."""
    texts = {"three": Translation("three", "00000000", "x", "y"), "one": fresh(EVENTS[0])}
    assert [event.id for event in needing(EVENTS, texts)] == ["three", "two"]
    assert [event.id for event in needing(EVENTS, texts, first=["two"])] == ["two", "three"]


def fresh(event: Event) -> Translation:
    """A fresh text of an entry."""
    return Translation(event.id, fingerprint(event), "عنوان", "متن.")


FOUND = {
    "stale": ({"of": "00000000"}, "one: of: warning: stale"),
    "an orphan": ({"id": "nowhere"}, "nowhere: id: an orphan"),
    "a stop": ({"title": "عنوان."}, "one: title: warning: a stop at the end of a headline"),
}


@pytest.mark.parametrize(("change", "told"), FOUND.values(), ids=FOUND)
def test_the_check_tells_of_the_languages_too(
    data: Path, change: dict[str, str], told: str
) -> None:
    """Each finding with the file, the line and the id."""
    record = {**record_of(EVENTS[0], TOLD), **change}
    put(path_of(data, "fa"), [record], events=EVENTS)
    (finding,) = of_languages(data)
    assert str(finding).startswith(f"{path_of(data, 'fa')}:")
    assert told in str(finding)


def test_a_hash_that_moved_alone_is_an_error(data: Path, tmp_path: Path) -> None:
    """The words of an old English must not be passed off as those of the new one."""
    from tests.authoring.test_linter import git

    file = path_of(data, "fa")
    put(file, [record_of(EVENTS[0], TOLD)], events=EVENTS)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "data")
    changed = data.read_text(encoding="utf-8").replace("The text of one", "The new text of one")
    data.write_text(changed, encoding="utf-8")
    now = replace(EVENTS[0], text=EVENTS[0].text.replace("The text", "The new text"))
    put(file, [record_of(now, TOLD)], events=EVENTS)
    assert "changed while the text did not" in " ".join(map(str, of_languages(data)))
    put(file, [record_of(now, TOLD, read=date(2026, 12, 1))], events=EVENTS)
    assert of_languages(data) == []


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=40)


@given(title=WORDS, text=WORDS, context=WORDS, note=WORDS, why=WORDS)
def test_nothing_is_lost_on_the_way_through_gettext(
    title: str, text: str, context: str, note: str, why: str
) -> None:
    """What goes out fresh comes back as it was; what is stale or missing changes nothing."""
    gone = Retraction(date(2026, 12, 2), "It never happened.")
    event = make_event(
        "one", context="Why.", corrections=(Correction(date(2026, 12, 1), "75."),), retracted=gone
    )
    day = date(2026, 12, 3)
    told = Translation("one", fingerprint(event), title, text, context, "", (note,), why, day)
    stale = Translation("two", "00000000", title, text)
    raw = exported([event, EVENTS[1], EVENTS[2]], {"one": told, "two": stale}, "fa")
    assert [Translation.of_record(record) for record in imported(raw)] == [told]


def editor(tmp_path: Path, text: str) -> str:
    """An editor that writes this into the file."""
    content = tmp_path / "content"
    content.write_text(text, encoding="utf-8")
    script = tmp_path / "editor.sh"
    script.write_text(f'#!/bin/sh\ncat {content} > "$1"\n', encoding="utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return str(script)


def run(data: Path, *words: str, editing: str = "", answer: str = "") -> tuple[int, str]:
    """The command's exit code and all that it says."""
    done = CliRunner().invoke(
        cli, ["translate", *words, "--dataset", str(data)], input=answer, env={"EDITOR": editing}
    )
    return done.exit_code, done.output


@pytest.mark.network
def test_the_next_entry_opens_in_the_editor(data: Path, tmp_path: Path) -> None:
    """What is written there is kept with the hash of the English; then comes the next entry."""
    writes = editor(tmp_path, 'title = "عنوان"\ntext = "متن."\n')
    assert run(data, "fa", editing=writes) == (0, f"{path_of(data, 'fa')}: one is written\n")
    assert run(data, "fa", editing=writes)[1].endswith("two is written\n")
    assert load_texts(path_of(data, "fa"))["one"].of == fingerprint(EVENTS[0])


@pytest.mark.network
def test_a_mistake_is_told_and_the_draft_is_kept(data: Path, tmp_path: Path) -> None:
    """Nothing is written, and nothing that was typed is lost."""
    writes = editor(tmp_path, 'title = "عنوان."\ntext = "متن."\n')
    code, said = run(data, "fa", editing=writes, answer="n\n")
    assert code == 2
    assert "a stop at the end of a headline" in said
    draft = Path(said.split("your draft is kept in ")[1].strip())
    assert 'title = "عنوان."' in draft.read_text(encoding="utf-8")
    assert not path_of(data, "fa").exists()


def test_a_comma_in_the_english_needs_one_word(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``--fresh`` marks the text as a translation of the new English, read on that day, and keeps
    its words. Without the day ``check`` would take the hash for one that was moved by hand.
    """
    today = date(2027, 1, 2)
    monkeypatch.setattr("bot.cli.authoring.translate.local_today", lambda settings: today)
    was = {**record_of(EVENTS[0], TOLD, read=date(2026, 11, 30)), "of": "00000000"}
    put(path_of(data, "fa"), [was], events=EVENTS)
    assert run(data, "fa", "--fresh", "one")[0] == 0
    assert load_texts(path_of(data, "fa"))["one"] == fresh(EVENTS[0])._replace(read=today)
    assert run(data, "fa", "--fresh", "two")[0] == 2


def test_a_po_file_goes_out_and_comes_back(data: Path, tmp_path: Path) -> None:
    """The file of the language is as it was."""
    file, po = path_of(data, "fa"), tmp_path / "fa.po"
    put(file, [record_of(EVENTS[0], TOLD)], events=EVENTS)
    before = file.read_bytes()
    assert run(data, "export", "fa", str(po))[0] == 0
    assert run(data, "import", "fa", str(po))[0] == 0
    assert file.read_bytes() == before
    po.write_text("not a PO file {", encoding="utf-8")
    assert run(data, "import", "fa", str(po))[0] == 2


def test_every_list_of_words_is_good_toml() -> None:
    """Each group has its reason and its words."""
    folder = Path(check.__code__.co_filename).parent
    for language in GOOD:
        tables = toml.parse((folder / f"wording.{language}.toml").read_text(encoding="utf-8"))
        assert isinstance(tables, dict)
        assert all(group["why"] and group["match"] for group in tables["words"])


def test_the_coverage_counts_leads_and_days_to_come(data: Path) -> None:
    """A language with one of three entries has one lead and one day of each year."""
    put(path_of(data, "fa"), [record_of(EVENTS[0], TOLD)], events=EVENTS)
    stale = {**record_of(EVENTS[1], TOLD), "of": "00000000"}
    put(path_of(data, "ur"), [stale], events=EVENTS)
    persian, urdu, arabic = coverage(load(data), date(2027, 5, 19), days=365)
    assert persian == Coverage("fa", fresh=1, stale=0, leads=1, told=1, days=365)
    assert urdu == Coverage("ur", fresh=0, stale=1, leads=0, told=0, days=365)
    assert arabic.fresh == 0
