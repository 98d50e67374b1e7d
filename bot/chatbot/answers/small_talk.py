"""Greetings, calls for help, thanks, and wishes for another language or for anything, in four
languages and in Latin letters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from bot.text import folded

GREETINGS = (
    "hi, hello, hey, heya, gm, gud morning, gud evening, gud nite, hiya, howdy, "
    "greetings, yo, sup, hola, good morning, "
    "good afternoon, good evening, good night, "
    "salam, salaam, salam alaikum, salam alaykum, assalam o alaikum, assalamu alaikum, asalam, "
    "aoa, marhaba, ahlan, dorood, how are you, how r u, how do you do, "
    "how are you doing, how is it going, hows it going, "
    "what's up, whats up, wassup, what's new, "
    "kaise ho, kya haal hai, khoobi, chetori, "
    "سلام, درود, سلام علیکم, علیک سلام, صبح بخیر, ظهر بخیر, عصر بخیر, شب بخیر, روز بخیر, وقت بخیر, "
    "خوبی, خوبید, خوبین, با سلام, با سلام و احترام, سلام و احترام, خوب استی, "
    "خوب استین, خوب هستی, خوب هستید, چطوری, "
    "چطورید, حالت چطوره, حال شما, چه خبر, چخبر, خسته نباشید, خسته نباشی, "
    "السلام علیکم, اسلام علیکم, اسلام و علیکم, وعلیکم السلام, السلام و علیکم, "
    "ہیلو, ہائے, آداب, آداب عرض ہے, "
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
    "یہ کیسے چلتا ہے, یہ کیسے کام کرتا ہے, کیسے چلتا ہے, "
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
ANYTHING = (
    "random, random fact, random event, random pls, random please, surprise me, anything, "
    "something random, something interesting, something cool, tell me something, "
    "tell me something interesting, tell me something cool, interesting fact, fun fact, "
    "any random fact, give me something, bored, i m bored, lol random, "
    "یه چیز باحال بگو, یه چیز جالب بگو, یک چیز جالب بگو, یه چیزی بگو, یک چیزی بگو, تصادفی, "
    "شانسی, یه چیز تصادفی, هرچی, هر چی, یک رویداد تصادفی, حوصلم سر رفته, "
    "کوئی مزے دار بات بتاؤ, کوئی مزےدار بات بتاؤ, کوئی دلچسپ بات بتاؤ, کچھ بتاؤ, کچھ بھی بتاؤ, "
    "کچھ بھی, کوئی بات بتاؤ, کوئی واقعہ, کچھ دلچسپ بتاؤ, "
    "شي عشوائي, شيء عشوائي, عطيني شي عشوائي, أعطني شيئا عشوائيا, حدث عشوائي, عشوائي, "
    "أي شيء, اي شي, معلومة, معلومة عشوائية, قل لي شيئا, فاجئني"
)
LANGUAGES = (
    "english, farsi, persian, urdu, arabic, french, spanish, german, turkish, hindi, pashto, dari, "
    "bengali, russian, chinese, angrezi, "
    "انگلیسی, فارسی, اردو, عربی, پشتو, دری, ترکی, کردی, هندی, فرانسه, "
    "انگریزی, انگلش, ہندی, پنجابی, سندھی, "
    "الإنجليزية, انجليزي, العربية, عربي, بالعربي, بالعربية, بالانجليزي, بالإنجليزية, للإنجليزية, "
    "للعربية, الفارسية, بالفارسية, الأردية, بالأردية, الفرنسية, للفرنسية, بالفرنسية, فرنسي"
)
_ITS_CHANGE = (
    "language, lang, change, switch, set, speak, talk, write, answer, reply, in, to, into, my, "
    "the, please, pls, plz, can you, could you, mein, main, me, batao, bolo, karo, kar do, zaban, "
    "زبان, زبونو, زبون, عوض کن, عوض کنید, تغییر بده, تغییر, به, بگو, بنویس, حرف بزن, جواب بده, کن, "
    "کنی, لطفا, را, رو, میشه, زبونشو, زبانشو, زبانت, "
    "میں, بتاؤ, بتائیں, بتا دو, بتا سکتے ہو, بتا سکتے ہیں, بات کرو, بات کریں, کر دو, کر دیں, کردو, "
    "بدلو, بدل دو, تبدیل کرو, تبدیل کریں, بولو, لکھو, جواب دو, مجھے, کیا آپ, "
    "اللغة, لغة, بدل, بدلي, غير, حول, إلى, الى, تكلم, احكي, رد, جاوب, اكتب, ممكن, من فضلك"
)
LANGUAGE = (
    "change language, change the language, switch language, language, زبان, تغییر زبان, "
    "زبان تبدیل کرو, زبان تبدیل کریں, زبان بدلو, اللغة, تغيير اللغة, غير اللغة, بدل اللغة"
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
_KINDS = (
    ("help", f"{GREETINGS}, {HELP}", _TO_WHOM),
    ("thanks", THANKS, _TO_WHOM),
    ("random", ANYTHING, _TO_WHOM),
    ("language", LANGUAGE, _TO_WHOM),
)
_SURE_THANKS = (
    "thanks, thank you, thank u, thx, many thanks, ممنون, مرسی, متشکرم, سپاس, سپاسگزارم, تشکر, "
    "خیلی ممنون, شکریہ, بہت شکریہ, شكرا, مشكور, يعطيك العافية"
)
_SURE_GREETINGS = (
    "hi, hello, good morning, good evening, salam, assalam o alaikum, assalamu alaikum, سلام, "
    "سلام علیکم, درود, السلام علیکم, اسلام علیکم, اسلام و علیکم, السلام عليكم, مرحبا, أهلا"
)
"""Words that open a line of talk and no name, as "great" opens the Great Fire."""
_DRAWN = re.compile(r"(\w)\1{2,}")


def small_talk(text: str) -> str:
    """``help`` for a greeting or a call for help, ``thanks``, ``random`` for a wish for anything,
    ``language`` for another language; empty for anything else.
    """
    line = folded(text)
    if not line.strip(" ?؟!."):
        return "help"
    drawn = bool(_DRAWN.search(line))  # hiiii, goood: then every letter counts once
    line = _single(line) if drawn else line
    words = re.findall(r"\w+", line)
    for kind, phrases, beside in _KINDS:
        if _consists_of(words, phrases, beside, drawn=drawn):
            return kind
    named = len(words) > 1 and _consists_of(words, LANGUAGES, _ITS_CHANGE, drawn=False)
    return "language" if named else ""


def opens_with(text: str) -> str:
    """The kind of small talk with which a longer line opens, or ``random`` where it has that word;
    empty for any other line.
    """
    words = re.findall(r"\w+", folded(text))
    for kind, phrases in (("thanks", _SURE_THANKS), ("help", _SURE_GREETINGS)):
        if begins(words, phrases):
            return kind
    return "random" if {"random", "تصادفی", "عشوائي"} & set(words) else ""


def _single(text: str) -> str:
    """The text with one letter for each run of the same."""
    return re.sub(r"(\w)\1+", r"\1", text)


def _consists_of(words: list[str], phrases: str, beside: str, *, drawn: bool) -> bool:
    """True if a line has a phrase of a list, and ``beside`` such ones only words of another."""
    said = False
    while words:
        for known, counts in ((phrases, True), (beside, False)):
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
