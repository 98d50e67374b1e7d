"""The words of dates as people write them in English, Persian, Urdu and Arabic.

One line for each month or meaning: every spelling, separated by commas. They are folded like what
is typed (see ``tokens``), so letters that differ only by keyboard are given once.
"""

from __future__ import annotations

from bot.calendars import Calendar

MONTHS: dict[Calendar, str] = {
    Calendar.GREGORIAN: """
        january, ژانویه, جنوری, يناير, كانون الثاني, جانفي, جنوري
        february, فوریه, فروری, فبراير, شباط, فيفري
        march, مارس, مارچ, آذار
        april, آوریل, اپریل, أبريل, ابريل, نيسان, أفريل
        may, مه, می, مئی, مايو, أيار, ماي
        june, ژوئن, جون, يونيو, يونيه, حزيران, جوان
        july, ژوئیه, جولای, جولائی, جولای, يوليو, يوليه, تموز, جويلية
        august, اوت, آگوست, اگست, أغسطس, آب, غشت
        september, سپتامبر, ستمبر, سبتمبر, أيلول
        october, اکتبر, اکتوبر, أكتوبر, تشرين الأول
        november, نوامبر, نومبر, نوفمبر, تشرين الثاني
        december, دسامبر, دسمبر, ديسمبر, كانون الأول
    """,
    Calendar.SOLAR: """
        farvardin, فروردین, حمل, فروردين
        ordibehesht, اردیبهشت, ثور
        khordad, خرداد, جوزا
        tir, تیر, سرطان
        mordad, amordad, مرداد, امرداد, اسد
        shahrivar, شهریور, سنبله
        mehr, مهر, میزان
        aban, آبان, عقرب
        azar, آذر, قوس
        dey, dei, دی, جدی
        bahman, بهمن, دلو
        esfand, اسفند, حوت
    """,
    Calendar.HIJRI: """
        muharram, moharram, محرم, محرم الحرام
        safar, صفر, صفر المظفر
        rabi al awwal, rabi ul awwal, rabi i, ربیع الاول, ربیع اول, ربيع الأول
        rabi al thani, rabi ul thani, rabi al akhir, rabi ii, ربیع الثانی, ربیع ثانی, ربيع الآخر
        jumada al awwal, jumada al ula, jumada i, جمادی الاول, جمادى الأولى, جمادی الاولیٰ
        jumada al thani, jumada al akhira, jumada ii, جمادی الثانی, جمادى الآخرة, جمادی الثانیہ
        rajab, رجب, رجب المرجب
        shaban, شعبان, شعبان المعظم
        ramadan, ramazan, ramzan, رمضان, رمضان المبارک
        shawwal, شوال, شوال المکرم
        dhu al qadah, dhul qadah, dhul qada, zilqad, ذوالقعده, ذی القعده, ذو القعدة, ذیقعده
        dhu al hijjah, dhul hijjah, dhul hijja, zilhajj, ذوالحجه, ذی الحجہ, ذو الحجة, ذیحجه
    """,
}

WEEKDAYS = """
    monday, mon, دوشنبه, دو شنبه, پیر, سوموار, الاثنين, اثنين
    tuesday, tue, tues, سه‌شنبه, سه شنبه, منگل, الثلاثاء, ثلاثاء
    wednesday, wed, چهارشنبه, چهار شنبه, بدھ, الأربعاء, أربعاء
    thursday, thu, thur, thurs, پنجشنبه, پنج شنبه, جمعرات, الخميس, خميس
    friday, fri, جمعه, جمعہ, آدینه, الجمعة
    saturday, sat, شنبه, سنیچر, السبت
    sunday, sun, یکشنبه, یک شنبه, اتوار, الأحد, احد
"""

RELATIVE: dict[int, str] = {
    -2: "day before yesterday, the day before yesterday, پریروز, أول أمس, قبل أمس",
    -1: "yesterday, دیروز, گزشتہ کل, گزرا کل, أمس, امس, البارحة",
    0: "today, امروز, آج, اليوم",
    1: "tomorrow, فردا, آنے والا کل, آئندہ کل, غدا",
    2: "day after tomorrow, the day after tomorrow, پس فردا, پسفردا, پس‌فردا, بعد غد",
}

TWO_WAYS: dict[int, str] = {1: "کل", 2: "پرسوں"}
"""Urdu words for a day as far before as after today; kul is also "all" in Persian and Arabic."""

UNITS: dict[int, str] = {
    1: "day, days, روز, دن, يوم, أيام, ايام, يوما",
    7: "week, weeks, هفته, ہفتے, ہفتوں, أسبوع, أسابيع",
}

SIGNS: dict[str, str] = {
    "N": "next, coming, آینده, آتی, اگلے, اگلا, اگلی, آئندہ, القادم, القادمة, المقبل, المقبلة",
    "L": "last, past, گذشته, پچھلے, پچھلا, پچھلی, گزشتہ, الماضي, الماضية",
    "H": "this, این, اس, هذا, هذه",
    "i": "in, در, خلال",
    "f": "later, from now, after, بعد, دیگر",
    "a": "ago, before, پیش, قبل, پہلے, منذ",
    "q": "a, an, one, یک, ایک",
    "t": "the",
    "o": "of, من",
    "s": "st, nd, rd, th, ام, م, واں, ویں",
    "B": "bc, bce, ق م",
    "C": "ce, ad, میلادی, عیسوی, ميلادي, ميلادية, ء",
    "J": "sh, هش, ه ش, شمسی, هجری شمسی, ہجری شمسی",
    "I": "ah, هق, ه ق, هـ, قمری, هجری قمری, ہجری, هجري, هجرية",
}
"""Kinds of words by the letter that stands for them in the patterns of ``reader``."""

FILLERS = "on, ماه, ماہ, کو, سال, سنہ, سنة, عام, شهر, تاریخ"
