"""The meaning of a line of text: a date, a known day, a year, a subject, or a search. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from bot.calendars import Calendar
from bot.chatbot.answers.small_talk import (
    SURE_GREETINGS,
    asks_of_before,
    begins,
    small_talk,
)
from bot.chatbot.answers.subject_filter import subject_of
from bot.chatbot.callback_data import View
from bot.chatbot.requester import Requester
from bot.chatbot.search.index import NO_HITS, Hits
from bot.chatbot.search.vocabulary import meant
from bot.chatbot.search.words import is_small, words_of
from bot.dataset.occasions import KnownDay, Occasions
from bot.date_parser import DateError, Reading, Year, read_date, read_year
from bot.date_parser.kinds import WEEKDAYS, Kind
from bot.date_parser.tokenizer import count_before, tokens_of
from bot.dates import LEAP_DAY, MonthDay
from bot.text import folded, folded_words

MOST_WORDS = 14  # of a question; no date with a subject has more
LONGEST_QUERY = 100
SIGNS = "?!.,؟،۔"  # that are typed after a word
_BEFORE = f"{SURE_GREETINGS}, " + (
    "i meant, i mean, no i meant, no i mean, sorry i meant, not today, not yesterday, "
    "not tomorrow, منظورم, منظورم اینه, نه منظورم, نه امروز, نه دیروز, نه فردا, امروز نه, "
    "دیروز نه, "
    "فردا نه, میرا مطلب, میرا مطلب ہے, نہیں, آج نہیں, قصدي, لا قصدي, اقصد, لا اقصد, مش اليوم, "
    "مو اليوم, "
    "مش امبارح, مش بكرة, مو باجر, اعطني, عطني, اعطيني, هات, "
    "کل میرا ٹیسٹ ہے, میرا کل ٹیسٹ ہے, کل ٹیسٹ ہے, میرا ٹیسٹ ہے, kal mera test hai, kal test hai, "
    "mera test hai, امتحان دارم فردا, امتحان فردا, tomorrow is my exam, my exam is tomorrow, "
    "i have exams, my exam is on, "
    "ببخشید, "
    "excuse me, sorry, ok, ok so, "
    "okay, so, and, "
    "hey bot, hi bot, dear bot, please, pls, plz, kindly, quick question, can you please tell me, "
    "can u tell me, could you please tell me, please can you tell me, do u know, i wonder, "
    "i was wondering, can you give me, could you give me, give me info on, i need, i need to know, "
    "i need info on, i need information about, i am looking for, im looking for, my teacher asked, "
    "my teacher asked about, tell me when, can you tell me when, do you know when, remind me when, "
    "i have an exam tomorrow, i have exam tomorrow, i have a test tomorrow, i have a test, "
    "i have an exam, exam tomorrow, test tomorrow, for my exam, for my exam tomorrow, for exam, "
    "for my homework, for my assignment, for my project, for school, homework, "
    "top ten events of, top 10 events of, top 5 events of, top five events of, from, of, "
    "main events of, the main events of, important events of, the most important events of, "
    "major events of, key events of, key dates of, important dates of, dates of, timeline of, "
    "mera kal paper hai, kal mera paper hai, kal paper hai, kal exam hai, mera exam hai, "
    "exam ke liye, paper ke liye, kal ke paper ke liye, assignment ke liye, yar, yaar, "
    "yar ye batao, "
    "mujhe bataen, zara batao, plz batao, bhai, bhai batao, "
    "emtehan daram, farda emtehan daram, bebakhshid, khaste nabashid, mikham bedunam, "
    "میشه بگی, میشه بگید, میشه لطفا بگی, می‌شه بگی, میتونی بگی, میتونید بگید, میدونی, می‌دونی, "
    "میخواستم بدونم, می‌خواستم بدونم, میخوام بدونم که, میخواستم بدونم که, خواستم بدونم, "
    "میخوام درباره, میخوام در مورد, یه سوال, یه سوال داشتم, سوال, سوالم اینه, "
    "فردا امتحان دارم, فردا امتحان تاریخ دارم, امتحان دارم, امتحان تاریخ دارم, برای امتحان, "
    "برای امتحان فردا, برای امتحان تاریخ, برای امتحان تاریخ فردا, واسه امتحان, واسه امتحان فردا, "
    "برای تحقیق, برای مدرسه, برای درسم, وقایع مهم, مهمترین وقایع, مهم‌ترین وقایع, "
    "مهمترین اتفاقات, مهم‌ترین رویدادهای, مهمترین رویدادهای, وقایع, اتفاقات, "
    "کل میرا پیپر ہے, میرا کل پیپر ہے, کل پیپر ہے, کل امتحان ہے, کل میرا امتحان ہے, "
    "میرا امتحان ہے, امتحان کے لیے, پیپر کے لیے, کل کے پیپر کے لیے, مجھے کل کے پیپر کے لیے, "
    "اسائنمنٹ کے لیے, سکول کے لیے, براہ کرم, مہربانی کر کے, پلیز, یار, بھائی, کیا آپ بتا سکتے ہیں, "
    "کیا آپ بتا سکتے ہیں کہ, کیا تم بتا سکتے ہو, کیا آپ کو پتا ہے, مجھے بتائیں کہ, "
    "مجھے بتاؤ کہ, یہ بتاؤ, یہ بتائیں, ذرا بتاؤ, اہم واقعات, مجھے جاننا ہے, "
    "عندي امتحان بكرة, عندي امتحان بكرا, عندي امتحان غدا, عندي امتحان باجر, عندي امتحان, "
    "عندي اختبار بكرة, عندي اختبار, بكرة عندي امتحان, بكرة امتحاني, للامتحان, عشان الامتحان, "
    "للمدرسة, للواجب, لو سمحت, من فضلك, ممكن, ممكن تقولي, ممكن تقول لي, ممكن اعرف, ممكن تخبرني, "
    "هل تعرف, هل تعلم, تعرف, بتعرف, اريد ان اعرف, أريد أن أعرف, أريد معلومات عن, "
    "ابي معلومات عن, ابي اعرف, ابي اعرف عن, بدي اعرف, بدي اعرف عن, بدي معلومات عن, "
    "عايز اعرف, عايز اعرف عن, عاوز اعرف, عاوز معلومات عن, ابي احداث, ابي اهم احداث, ابي تاريخ, "
    "ابغى, ابي تواريخ, "
    "اهم احداث, أهم أحداث, اهم الاحداث في, اهم تواريخ, سؤال, عندي سؤال, يا اخي, بالله, "
    "do you have anything about, have you anything about, do you know anything about, "
    "is there anything about, is there anything on, "
    "شنو وقع ف, شنو وقع في, شنو وقع, اش وقع ف, اش صرا ف, واش صرا ف, "
    "ابي شي عن, ابغى شي عن, ابغى اعرف عن, بدي شي عن, عايز حاجة عن, حاجة عن, شي عن, شيء عن, "
    "how long was, how long did, how many years was, how many years did, how many ppl died in, "
    "how many people died in, why did, why was, why were, how did, چرا, چگونه, کیوں, ليش, ليه, "
    "لماذا, "
    "یه چیزی راجع به, یک چیزی درباره, یه چیزی درباره, یه چیزی در مورد, چیزی درباره, از, "
    "is it true that, search for, search, find me, find, look up, look for, show me, show, "
    "tell me about, "
    "something about, tell us about, what about, how about, give me, anything about, "
    "what happened in, what happened to, what happened at, what happened during, "
    "what happened, when did, when was, when were, when is, who was, who is, who are, "
    "who were, what was, what is, whats, what s, wats, whos, who s, whens, when s, wen was, "
    "wen did, wen, tell me something about, do you know about, can you tell me about, "
    "can you tell me, could you tell me, do you know, do you have anything on, anything on, "
    "info on, info about, information about, information on, more about, details of, "
    "facts about, year of, the year of, date of, the date of, on what date, what date was, "
    "what day was, what year was, what year did, which year was, which year did, "
    "in which year, in what year, which day was, history of, the history of, events in, "
    "events about, events of, event about, about, i want to know about, i want to know, "
    "i wanna know about, pls tell, please tell me, chkoun houwa, chkoun hiya, chkoun howa, "
    "chkoun, shkoun, ach houwa, meen howa, waqtach, imta, emta, mujhe batao, batao, bataiye, "
    "btao, جستجوی, جستجو, جست‌وجوی, جست‌وجو, بگرد دنبال, پیدا کن, درباره ی, درباره, در مورد, "
    "راجع به, به من بگو از, بگو از, بگو, رویدادهای, تاریخ, کی بود, چه زمانی, چه سالی, "
    "در چه سالی, چه روزی, اطلاعات درباره, اطلاعاتی درباره, میخوام بدونم, می‌خواهم بدانم, "
    "رویداد های مهم, رویدادهای مهم, رویداد های, اتفاقات مهم, "
    "لطفا, تلاش کرو, تلاش کریں, تلاش, ڈھونڈو, مجھے بتاؤ, مجھے بتائیں, بتاؤ, بتائیں, کب ہوا, "
    "کب ہوئی, ابحث عن, ابحث, بحث عن, بحث, أخبرني عن, حدثني عن, احكيلي عن, قولي عن, "
    "ماذا حدث في, ماذا عن, متى كانت, متى كان, متى تم, في اي سنة, في أي عام, في أي يوم, متى, "
    "إمتى, ايمتى, من هو, من هي, مين هو, مين, ما هي, ما هو, ايش هو, شو هو, ايه هو, أحداث, "
    "معلومات عن, عن"
)
_AFTER = (
    "thanks, thank you, thx, pls, plz, for my exam, for my homework, for my assignment, for my "
    "project, for school, for exam, i have an exam tomorrow, i have a test tomorrow, bata do, "
    "bata dein, bataen, batao na, batana, btana, bta do, shukriya, ممنون میشم, ممنون, متشکرم, با "
    "تشکر, لطفا, لطفاً, میشه بگی, برای امتحان, برای امتحان میخوام, رو میخوام, میخوام, با تاریخ, "
    "رو با تاریخ بگو, رو برام بگو, برام بگو, رو توضیح بده, توضیح بده, رو بگید, رو بنویس, چی "
    "میدونی, شکریہ, بتا دیں, بتا دو, بتا دیجیے, بتائیے, چاہیے, چاہئے, پلیز, مہربانی, کب منظور "
    "ہوئی, کب منظور ہوا, کب پاس ہوئی, کب پاس ہوا, کب پیش ہوئی, کب پیش کی گئی, شكرا, من فضلك, لو "
    "سمحت, الله يخليك, بليز, رجاء, ضروري, چند سال طول کشید, چقدر طول کشید, چند وقت طول کشید, کتنے "
    "سال چلی, کتنا عرصہ چلی, kitne saal chali, كم سنة دامت, كم دامت, كم استمرت, كم سنة استمرت, چه "
    "میدانی, چه می‌دانی, چی می‌دونی, کب ہوگا, kab hua, kab hui, kab hua tha, kab tha, kya hai, "
    "kya tha, kaun tha, kon tha, kaun hai, kon hai, kis din, kis saal, kis din hua, kis saal hua, "
    "ka zamana, ka daur, ke waqiat, ki tareekh kya hai, ke bare mein, ke baare mein, ke bare me, "
    "k bare me, k bare me batao, ke bare me batao, kay baray mein, ki tareekh, ki tarikh, kab "
    "hai, ki kahani, ki history, ka itihas, k bare mein, کیه, کیست, چیه, چیست, چی بود, کی ساخته "
    "شد, کی تاسیس شد, کی شد, کی رخ داد, چه سالی بود, چه روزی بود, چه تاریخی بود, در چه سالی بود, "
    "چه وقت بود, کی بوده, رو بگو, بگو, بگید, بگین, چه شد, چی شد, کے بارے میں بتاؤ, کے بارے میں "
    "بتائیں, کے بارے میں بتائیے, کے بارے میں بتاو, کے بارے میں, کے واقعات بتاؤ, کے واقعات بتاو, "
    "کے واقعات بتائیں, کے واقعات, کب ہوا تھا, کب ہوا, کب ہوئی, کب ہوئی تھی, کیا ہے, کیا تھا, کون "
    "تھا, کون تھے, کون تھی, کون ہے, تلاش کرو, کی تاریخ, کا زمانہ, کے زمانے میں, کا دور, والے "
    "واقعات, کے متعلق واقعات, سے متعلق واقعات, کس سال, کس دن, کس سال ہوا, کس دن ہوا, کب آیا, کی "
    "بود, چه بود, کی اتفاق افتاد, چه زمانی بود, امتي, ايمتى, متى, متين, وقتاش, شوكت, فوقاش, كان "
    "امتى, ايه, please, happen, happened, history, info, when, story, date, wiki"
)
_OF_DATES = {Kind.NUMBER, *WEEKDAYS, Kind.MONTH, Kind.NEAR_DAY, Kind.BEFORE_OR_AFTER}
_MOST_AROUND = 4  # phrases at either end of a question that say nothing of its subject
_ABOUT = re.compile(r"\b(?:about|regarding|درباره(?: ی)?|در مورد|راجع به|عن|حول)\s")
_ABOUT_URDU = re.compile(folded(r" (?:کے|k|ke|kay) (?:بارے|bare|baare) (?:میں|mein|me)\b"))
_LONGEST_NAME = 6  # words of the name of a day
_DAY_FIRST = folded_words("روز یوم يوم اليوم عيد عید جشن")
_DAY_LAST = folded_words("day divas diwas ڈے")
_THAT = folded_words("that when که وقتی جب جس اللي الي الذي لما")
_DAY_WORDS = frozenset(
    words_of(
        "international national world global intl day days divas diwas "
        "روز جهانی ملی بین‌المللی بین المللی عید جشن یوم ڈے دن عالمی قومی بین الاقوامی "
        "يوم اليوم العالمي الدولي الوطني عيد"
    )
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """The meaning of a line. Where more than one field of days is filled, the person is asked.

    ``fault`` says why a date cannot be or reads two ways; ``also`` is a search that the line may
    mean as well. A subject alone is today's, with its ``query`` for a day that has nothing of it.
    ``only`` is the country's code or topic that the days or years are limited to. ``hits`` is what
    the search for the ``query`` found.
    """

    readings: tuple[Reading, ...] = ()
    only: str = ""
    fault: DateError | None = None
    known: tuple[KnownDay, ...] = ()
    years: tuple[Year, ...] = ()
    query: str = ""
    also: str = ""
    chat: str = ""
    hits: Hits = NO_HITS


def meaning_of(text: str, requester: Requester, occasions: Occasions) -> Meaning:
    """The meaning of a line: a date first, then a known day, a year, a subject, a search."""
    text = " ".join(text[: 2 * LONGEST_QUERY].split())
    if word := small_talk(text):
        return Meaning(chat=word)
    try:
        reading, only = dated(text, requester)
    except DateError as fault:
        if _is_in_numbers(text) and not _meant_as_name(text) and not years_in(text, requester):
            return Meaning(fault.readings, fault=fault)
        if (fault.readings or not _unread(fault)) and not _of_month(text, requester):
            short = _meant_as_name(text)
            return Meaning(fault.readings, _subject_at_end(text), fault, also=short)
        return _undated(text, requester, occasions)
    return Meaning((reading,), only, also=_meant_as_name(text))


def _is_in_numbers(text: str) -> bool:
    """True for numbers with signs between them alone, such as ``1/1/1/1``."""
    return bool(re.fullmatch(r"\d+(?:[\s/.:-]+\d+)+", folded(text)))


def _unread(fault: DateError) -> bool:
    """True if a line is no date at all."""
    return fault.template.startswith("I cannot read")


def _of_month(text: str, requester: Requester) -> bool:
    """True if a line that is no day is a month of a year: ``Bahman 57``."""
    return any(year.month for year in years_in(text, requester))


def years_in(text: str, requester: Requester) -> tuple[Year, ...]:
    """The years that a line may mean."""
    language = requester.language.code
    return read_year(text, today=requester.today, language=language, hijri=requester.hijri)


def _undated(text: str, requester: Requester, occasions: Occasions) -> Meaning:
    today, language, asked = requester.today, requester.language.code, asked_about(text)
    if count_before(said := asked.split()) == len(said):
        return Meaning(chat="random")  # give me ten events
    for line in dict.fromkeys((text, asked, _without_small_words(asked))):
        known = occasions.find(line, today=today, language=language, audience=requester.audience)
        if known:
            return Meaning(known=tuple(known))
        if years := years_in(line, requester):
            return Meaning(years=years)
        if limited := _years_about(line, requester):
            return limited
        if line != text and (meant := _day_in(line, requester)):
            return meant
        if subject := subject_of(line):
            return replace(today_about(requester, subject), query=line[:LONGEST_QUERY])
    if asks_of_before(text) and not any(token.kind in _OF_DATES for token in tokens_of(text)):
        return Meaning(chat="again")
    return Meaning(query=asked[:LONGEST_QUERY])


def _day_in(line: str, requester: Requester) -> Meaning | None:
    """The day that is asked for, where the words of the question hid it: ``ok and tomorrow?``"""
    try:
        reading, only = dated(line, requester)
    except DateError:
        return None
    return Meaning((reading,), only)


def _years_about(text: str, requester: Requester) -> Meaning | None:
    """Years and a country, or several years and a topic: ``the 90s in Iran``."""
    for years_text, subject in _parted(text):
        years = years_in(years_text, requester)
        if years and (subject.isupper() or years[0].last):
            return Meaning(years=years, only=subject)
    return None


def today_about(requester: Requester, subject: str) -> Meaning:
    """Today, and of it only what concerns a country or topic, if any."""
    return Meaning((_today(requester.today),), subject)


def _today(today: date) -> Reading:
    return Reading(MonthDay.of(today), None, today)


def dated(text: str, requester: Requester) -> tuple[Reading, str]:
    """The date and the subject in a line such as ``20 May war``; DateError without a date.

    The subject is a country's code, a topic, or empty.
    """
    try:
        return read(text, requester), ""
    except DateError as fault:
        whole = fault
    for date_text, subject in _parted(text):
        try:
            return read(date_text, requester), subject
        except DateError as fault:
            if fault.readings:
                raise
    raise whole


def read(text: str, requester: Requester) -> Reading:
    """The date that a line is; DateError if it is none."""
    language = requester.language.code
    return read_date(text, today=requester.today, language=language, hijri=requester.hijri)


def _parted(text: str) -> Iterator[tuple[str, str]]:
    """The parts of a line that may be a date, where the rest is a subject, at either end."""
    words = text.split()[:MOST_WORDS]
    for count in range(len(words) - 1, 0, -1):
        for before, after in ((words[:count], words[count:]), (words[-count:], words[:-count])):
            for rest in _without_one_small(after):  # "20 May in Iran", "Iran on 20 May"
                if subject := subject_of(" ".join(rest)):
                    yield " ".join(before), subject


def _without_one_small(words: list[str]) -> Iterator[list[str]]:
    """The words, and without one at either end that every line has."""
    yield words
    if is_small(folded(words[0])):
        yield words[1:]
    if is_small(folded(words[-1])):
        yield words[:-1]


def asked_about(text: str) -> str:
    """The line as it was typed, without the words of a question around what is asked about."""
    words = text.strip(" ?؟!.۔").split()
    for _ in range(_MOST_AROUND):
        said = [folded(word).strip(SIGNS) for word in words]
        first = begins(said, _BEFORE) or count_before(words)
        first = first if first < len(words) else 0
        last = begins(said[: first - 1 if first else None : -1], _AFTER, backwards=True)
        words = words[first : len(words) - last] or words[first:]
    return " ".join(words) or text


def told_about(text: str) -> str:
    """What follows the "about" of a line, or goes before the Urdu one; empty without one."""
    if found := _ABOUT_URDU.search(folded(text)):
        return folded(text)[: found.start()]
    found = _ABOUT.search(folded(text))
    return folded(text)[found.end() :] if found else ""


def _without_small_words(text: str) -> str:
    return " ".join(w for w in text.split() if not is_small(folded(w).strip(SIGNS))) or text


def _meant_as_name(text: str) -> str:
    """A line in numbers that is also the name of an event, such as ``9/11``."""
    line = asked_about(text)
    phrase = " ".join(words_of(line))
    return line if re.fullmatch(r"[\d/.-]+", line) and meant(phrase) else ""


def _subject_at_end(text: str) -> str:
    words = text.split()
    return (subject_of(words[-1]) or "") if words else ""


def view_of(reading: Reading, today: date, *, only: str = "") -> View:
    """The page of a date that was read; the year or the calendar asked for is remembered."""
    on = reading.date_from(today)
    if (asked := reading.asked) is not None:
        kind = "s" if asked.calendar is Calendar.SOLAR else "h"
        kind = kind.upper() if reading.year is not None else kind
        return View(on, only=only, asked=f"{kind}{asked.year}-{asked.month}-{asked.day}")
    if reading.year is not None:
        return View(on, only=only, asked=f"y{reading.year}")
    leap = reading.day == LEAP_DAY and (on.month, on.day) != LEAP_DAY
    return View(on, only=only, asked="l" if leap else "")


def names_a_day(text: str) -> bool:
    """True if a line is the name of a recurring day, known or not: ``nurses day``, ``روز پرستار``,
    ``یوم اطفال``, ``يوم الممرض العالمي``; not of a day on which something was.
    """
    words = [folded(word) for word in asked_about(text).strip(" ?؟!.۔").split()]
    while words and is_small(words[-1]) and words[-1] not in _DAY_LAST:
        words.pop()
    is_told = not _THAT.isdisjoint(words)
    if is_told or not 1 < len(words) <= _LONGEST_NAME or re.search(r"\d", folded(text)):
        return False
    is_ended = words[-1] in _DAY_LAST or " ".join(words[-2:]) == folded("کا دن")
    return is_ended or words[0] in _DAY_FIRST


def named_after(text: str) -> list[str]:
    """The words of a day's name that say what it is of: ``nurses`` of ``world nurses day``."""
    words = words_of(asked_about(text))
    return [word for word in words if not is_small(word) and word not in _DAY_WORDS]
