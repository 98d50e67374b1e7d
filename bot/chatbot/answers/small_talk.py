"""Greetings, calls for help and thanks, in four languages and in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from bot.text import folded

GREETINGS = (
    "hi, hello, hey, heya, hiya, howdy, greetings, yo, sup, hola, good morning, "
    "good afternoon, good evening, good night, "
    "salam, salaam, salam alaikum, salam alaykum, assalam o alaikum, assalamu alaikum, asalam, "
    "aoa, marhaba, ahlan, dorood, how are you, how r u, how do you do, "
    "how are you doing, how is it going, hows it going, "
    "what's up, whats up, wassup, what's new, "
    "kaise ho, kya haal hai, khoobi, chetori, "
    "سلام, درود, سلام علیکم, علیک سلام, صبح بخیر, ظهر بخیر, عصر بخیر, شب بخیر, روز بخیر, وقت بخیر, "
    "خوبی, خوبید, خوبین, چطوری, چطورید, حالت چطوره, حال شما, چه خبر, چخبر, خسته نباشید, "
    "خسته نباشی, "
    "السلام علیکم, اسلام علیکم, وعلیکم السلام, السلام و علیکم, ہیلو, ہائے, آداب, آداب عرض ہے, "
    "جمعہ مبارک, جمعة مباركة, جمعه مبارک, کیسے ہو, کیسے ہیں, کیسی ہیں, کیسی ہو, کیسے ہیں آپ, "
    "کیا حال ہے, کیا حال ہیں, "
    "مرحبا, مرحبتين, السلام عليكم, السلام عليكم ورحمة الله, "
    "السلام عليكم ورحمة الله وبركاته, أهلا, أهلا وسهلا, أهلين, هلا, هلا والله, هاي, هلو, "
    "حياك الله, حياكم الله, "
    "صباح الخير, صباح النور, مساء الخير, مساء النور, كيف حالك, كيفك, شلونك, ازيك, عامل ايه"
)
HELP = (
    "help, help me, start, menu, ?, ??, what can you do, what do you do, what is this, "
    "who are you, how does this work, how do i use this, how to use this, what are you, "
    "are you a bot, commands, options, "
    "راهنما, کمک, منو, چه کار می‌کنی, چیکار میکنی, چکار میکنی, تو کی هستی, کی هستی, شما کی هستید, "
    "این چیه, این ربات چیه, چطور کار میکنه, چی بلدی, ؟, "
    "ہیلپ, مدد, مدد کرو, یہ کیا ہے, تم کون ہو, آپ کون ہیں, کیا کر سکتے ہو, کیسے استعمال کریں, "
    "مساعدة, ساعدني, من أنت, مين انت, ماذا تفعل, ما هذا, كيف تعمل, كيف استخدمك, القائمة"
)
THANKS = (
    "thanks, thanx, thnx, thnks, tnx, thank u, thanku, thankyou, thank you, thanks a lot, "
    "thank you very much, thank you so much, many thanks, thx, "
    "ty, tysm, cheers, merci, great thanks, great, cool, ok, okay, good bot, bye, goodbye, "
    "shukriya, shukria, shukran, mamnoon, motshakeram, "
    "ممنون, مرسی, متشکرم, سپاس, سپاسگزارم, تشکر, دمت گرم, خیلی ممنون, دستت درد نکنه, "
    "دست شما درد نکند, عالی, عالی بود, خیلی خوب, قربانت, فدات, باشه, اوکی, خداحافظ, "
    "شکریہ, بہت شکریہ, بہت بہت شکریہ, مہربانی, جزاک اللہ, جزاک اللہ خیر, خوب, بہت خوب, زبردست, "
    "ٹھیک ہے, خدا حافظ, اللہ حافظ, "
    "شكرا, شكرا لك, شكرا جزيلا, ألف شكر, مشكور, مشكورين, تسلم, يسلمو, يعطيك العافية, "
    "الله يعطيك العافية, الله يعافيك, الله يسلمك, "
    "جزاك الله خيرا, ممتاز, جميل, رائع, تمام, طيب, مع السلامة"
)
_TO_WHOM = (
    "there, bot, mate, bro, brother, sir, dear, friend, my friend, everyone, all, guys, man, bhai, "
    "so, very, much, and, to you, u, you, "
    "پسرم, دخترم, پسر, مادر, پدر, خاله, عمو, برادر, خواهر, داداشی, جان, عزیز, عزیزم, دوست, "
    "دوست من, دوستان, رفیق, داداش, آقا, خانم, ربات, بات, خیلی, "
    "آپ, تم, اب, بھائی, بھائی جان, بیٹا, بیٹی, جی, جناب, صاحب, دوست, یار, بہن, بوٹ, بہت, "
    "يا, أخي, اخي, صديقي, حبيبي, حبيبتي, عزيزي, باشا, جميعا, للجميع, بوت, جدا, كثيرا, والله"
)
"""Words for the one who is greeted or thanked, and for how much."""
_DRAWN = re.compile(r"(\w)\1{2,}")


def small_talk(text: str) -> str:
    """``help`` for a greeting or a call for help, ``thanks``; empty for anything else."""
    line = folded(text)
    if not line.strip(" ?؟!."):
        return "help"
    drawn = bool(_DRAWN.search(line))  # hiiii, goood: then every letter counts once
    line = _single(line) if drawn else line
    for kind, phrases in (("help", f"{GREETINGS}, {HELP}"), ("thanks", THANKS)):
        if _consists_of(re.findall(r"\w+", line), phrases, drawn=drawn):
            return kind
    return ""


def _single(text: str) -> str:
    """The text with one letter for each run of the same."""
    return re.sub(r"(\w)\1+", r"\1", text)


def _consists_of(words: list[str], phrases: str, *, drawn: bool) -> bool:
    """True if a line has a phrase of a list, and beside such ones only words of address."""
    said = False
    while words:
        for known, counts in ((phrases, True), (_TO_WHOM, False)):
            known = _single(known) if drawn else known
            if length := begins(words, known):
                words, said = words[length:], said or counts
                break
        else:
            return False
    return said


def begins(words: Sequence[str], phrases: str, *, backwards: bool = False) -> int:
    """The number of words of the longest phrase of a list with which a line begins, or 0."""
    known, longest = _phrases(phrases)
    for length in range(min(longest, len(words)), 0, -1):
        run = words[:length]
        if tuple(reversed(run) if backwards else run) in known:
            return length
    return 0


@cache
def _phrases(text: str) -> tuple[frozenset[tuple[str, ...]], int]:
    """The phrases of a list as folded words, and the number of words of the longest."""
    found = frozenset(tuple(folded(phrase).split()) for phrase in text.split(",") if phrase.strip())
    return found, max(map(len, found))
