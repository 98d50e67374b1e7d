"""The words of dates as people write them in English, Persian, Urdu and Arabic.

One line for each month or meaning: every spelling, separated by commas. They are folded like what
is typed (see ``tokenizer``), so letters that differ only by keyboard are given once. Names of
months are those of CLDR in all its regions, and further spellings.
"""

from __future__ import annotations

from bot.calendars import Calendar
from bot.date_parser.kinds import Kind

MONTHS: dict[Calendar, str] = {
    Calendar.GREGORIAN: """
        january, janvier, yanayer, yanayir, janvi, ژانویه, ژانویۀ, جنوری, يناير, كانون الثاني, \
كانون التاني, كانون ثاني, \
كانون تاني, كانون ثان, جانفي, جنورى
        february, fevrier, fibrayer, febrayer, fabrayer, fevrye, février, فوریه, فبروری, فروری, \
فبراير, شباط, فيفري, shubat, shbat
        march, مارس, مارچ, آذار, مارت
        april, avril, abril, ibril, abreel, آوریل, آپریل, اپریل, أبريل, ابريل, إبريل, نيسان, \
أفريل, nisan, neesan
        may, mya, mayy, maay, مه, می, مئی, مئ, مايو, أيار, ماي, ayyar, ayar
        june, juin, yonyo, yunyu, younyou, yonio, yunio, ژوئن, جون, يونيو, يونيه, حزيران, جوان, \
haziran, huzayran, hzeran
        july, juillet, yolyo, yulyu, youlyou, yolyoz, youlyouz, yolio, ژوئیه, ژوییه, جولای, \
جولائی, جولاي, يوليو, يوليه, يوليوز, تموز, جويلية, \
جوييه, tammuz, tamouz, tamooz, jolai, julai, joolai, julay
        august, aout, ghocht, ghosht, ghusht, aghustus, oghostos, août, اوت, آگوست, اگست, اگسٹ, \
آگسٹ, أغسطس, آب, غشت, أغشت, أوت, آگست
        september, septembre, sebtamber, sebtember, chotanbir, shtanbir, سپتامبر, سپتمبر, ستمبر, \
سپٹمبر, سبتمبر, أيلول, شتنبر, شتمبر, aylul, \
aylool, eylul
        october, octobre, oktobar, oktober, uktubar, اکتبر, اکتوبر, اکٹوبر, أكتوبر, تشرين الأول, \
تشرين أول, اوکتوبر
        november, novembre, nouvembre, nofamber, nofember, nouanbir, nowanbir, \
نوامبر, نومبر, نوفمبر, \
تشرين الثاني, تشرين التاني, تشرين ثاني, \
تشرين تاني, تشرين ثان, نونبر
        december, decembre, disamber, desamber, dojanbir, doujanbir, décembre, دسامبر, دسمبر, \
ديسمبر, كانون الأول, كانون الاول, كانون أول, \
دجنبر, دجمبر
    """,
    Calendar.SOLAR: """
        farvardin, farvardeen, فروردین, حمل, hamal
        ordibehesht, اردیبهشت, ثور, saur, sawr
        khordad, khordaad, خرداد, جوزا, jawza, jauza
        tir, teer, تیر, سرطان, saratan
        mordad, amordad, مرداد, امرداد, اسد, asad
        shahrivar, شهریور, سنبله, sonbola, sunbula
        mehr, مهر, میزان, mizan
        aban, آبان, عقرب, aqrab
        azar, آذر, قوس, qaws, qaus
        dey, dei, دی, جدی, jadi, jaddi
        bahman, بهمن, دلو, dalw, dalwa
        esfand, اسفند, حوت, hut, hoot
    """,
    Calendar.HIJRI: """
        muharram, moharram, muharam, moharam, محرم, محرم الحرام
        safar, saffar, صفر, صفر المظفر, صفر الخیر
        rabi al awwal, rabi ul awwal, rabi al awal, rabi ul awal, rabiulawwal, rabi i, rabi 1, \
ربیع الاول, ربیع اول, ربيع الأول
        rabi al thani, rabi ul thani, rabi us sani, rabi al sani, rabi al akhir, rabi ul akhir, \
rabi ii, rabi 2, ربیع الثانی, ربیع ثانی, ربيع الآخر, ربیع آخر
        jumada al awwal, jumada al ula, jumada ul awwal, jamadi ul awwal, jumada i, jumada 1, \
جمادی الاول, جمادی اول, جمادى الأولى, جمادی الاولیٰ, جمادی اولی
        jumada al thani, jumada al akhira, jumada us sani, jumada ul thani, jamadi us sani, \
jumada ii, jumada 2, جمادی الثانی, جمادی ثانی, جمادى الآخرة, جمادی الآخر, جمادی الثانیہ, جمادی ثانیه
        rajab, رجب, رجب المرجب
        shaban, shaaban, sha ban, شعبان, شعبان المعظم
        ramadan, ramadhan, ramazan, ramzan, رمضان, رمضون, رمضان المبارک, رمضان کریم
        shawwal, shawal, shaval, شوال, شوال المکرم
        dhu al qadah, dhul qadah, dhul qada, dhu al qada, dhu l qada, dhul qaeda, zilqad, zilqada, \
zul qadah, zulqadah, zulqada, ذوالقعده, ذی القعده, ذو القعدة, ذی قعده, ذیقعده, \
ذی قعد, ذو القعد, ذی القعد
        dhu al hijjah, dhul hijjah, dhul hijja, dhu al hijja, dhu l hijja, zil hajj, zul hijjah, \
zul hijja, zulhijja, zilhijja, zil hijjah, ذوالحجه, ذی الحجہ, ذو الحجة, ذی حجه, ذیحجه, \
ذی الحج, ذو الحج, ذی حج
    """,
}

EITHER_MONTH: dict[int, str] = {10: "تشرين, tishrin, tishreen", 12: "كانون, kanoon, kanun"}
"""Levantine names of two months, the first of them."""

WEEKDAYS = """
    monday, mon, somwar, somvar, peer ko, pir ko, doshanbe, \
دوشنبه, دو شنبه, پیر, سوموار, الاثنين, اثنين, الإثنين, الاتنين
    tuesday, tue, tues, mangal, seshanbe, \
سه‌شنبه, سه شنبه, منگل, الثلاثاء, ثلاثاء, الثلاثا, التلات, التلاتاء
    wednesday, wed, weds, budh, chaharshanbe, wensday, wendsday, \
چهارشنبه, چهار شنبه, بدھ, الأربعاء, أربعاء, الاربعا, الاربع
    thursday, thu, thur, thurs, jumerat, jumeraat, jumayrat, panjshanbe, \
پنجشنبه, پنج شنبه, جمعرات, الخميس, خميس
    friday, fri, juma, jumma, jummah, jumah, jumme, jummay, jume, jumay, jome, \
جمعه, جمعہ, جمعے, جمعۃ المبارک, آدینه, الجمعة
    saturday, sat, shanbe, شنبه, سنیچر, ہفتے کے دن, السبت, سبت
    sunday, sun, itwar, itwaar, atwar, yekshanbe, یکشنبه, یک شنبه, اتوار, الأحد, احد, الحد
"""

NEAR_DAYS: dict[int, str] = {
    -3: "پس پریروز",
    -2: "پریروز, پریشب, أمس الأول, أول من أمس",
    -1: "yesterday, yday, ystrday, ystdy, yest, last night, yesterday night, diruz, dirooz, "
    "diroz, embareh, "
    "mbareh, ams, guzra kal, kal guzra, پرون, "
    "دیروز, دیشب, دیروز شب, گزشتہ کل, گزرا ہوا کل, "
    "گزرا کل, گزشتہ روز, گزشتہ رات, أمس, بالأمس, البارحة, البارح, امبارح, إمبارح, مبارح, "
    "يوم أمس, يوم البارحة, الليلة الماضية, ليلة أمس",
    0: "today, tonight, this time, same time, همین موقع, همین وقت, همین ساعت, اسی وقت, same day, "
    "this same day, this day, on this day, this date, on this date, "
    "right now, this morning, "
    "this evening, tday, todays, today s, aaj, aaj ka din, aaj ke din, aaj ki tareekh, aj, "
    "aj k din, aaj k din, aj ke din, aj ka roz, aj ka din, aj ki tareekh, aj ki islami tareekh, "
    "aaj ki islami tareekh, islamic date, "
    "hijri date, "
    "todays hijri date, todays islamic date, todays date, hijri today, "
    "islamic date today, hijri date today, today islamic date, today hijri date, emrooz, emroz, "
    "imruz, "
    "emruz, imrooz, enaharda, ennaharda, elnaharda, el naharda, elyom, el yom, lyom, lyoum, "
    "alyoum, elyoum, al youm, el youm, enharda, inharda, "
    "امروز, امشب, همین امروز, در چنین روزی, چنین روزی, در همین روز, همین روز, "
    "مثل امروز, روزی چون امروز, روزی مثل امروز, این روز, در این روز, آج, آج کا دن, آج کے دن, "
    "اسلامی تاریخ, آج اسلامی تاریخ, آج کی اسلامی تاریخ, ہجری تاریخ, آج کی ہجری تاریخ, نن, "
    "تاریخ امروز, تاریخ هجری امروز, التاريخ الهجري, التاريخ الهجري اليوم, تاريخ اليوم, "
    "تاريخ اليوم الهجري, "
    "آج کی تاریخ, آج ہی کے دن, آج رات, اس دن, آج سے, aaj se, aj se, "
    "اليوم, هذا اليوم, في هذا اليوم, "
    "في مثل هذا اليوم, "
    "مثل هذا اليوم, في مثل هذا التاريخ, هذه الليلة, الليلة, النهارده, النهاردة, انهارده, "
    "يومنا هذا, هاليوم, هالليوم, بهاليوم, "
    "بمثل هاليوم, بمثل هذا اليوم, هاد اليوم, بهاد اليوم, هيدا اليوم, بهيدا اليوم, هاد النهار, "
    "فهاد النهار, "
    "هذا النهار, فهذا النهار, اليوما",
    1: "tomorrow, tommorow, tmrw, tmr, tmrrw, tomoz, tomoro, tmw, tomrw, "
    "tomorrow night, "
    "farda, bokra, "
    "boukra, ghadan, ghodwa, aane wala kal, aane wale kal, aanay walay kal, anay walay kal, "
    "ane wale kal, anay wala kal, سبا, "
    "bukra, فردا, فردا شب, آنے والا کل, آنے والے کل, "
    "آئندہ کل, غدا, الغد, يوم الغد, يوم غد, بكرة, بكرا, باكر, باجر, باچر, غدوة, غدوا",
    2: "overmorrow, پس فردا, پسفردا, پس‌فردا, پس فردا شب, بعد غد, يوم بعد غد",
    3: "پسین فردا, پس آن فردا",
}

ONE_FURTHER: dict[int, str] = {
    -1: "day before, أول, قبل",
    1: "day after, day aftr, بعد, يوم بعد",
}
"""Words before the names of yesterday and tomorrow that make them one day further."""

BEFORE_OR_AFTER: dict[int, str] = {1: "کل, kal", 2: "پرسوں, parson, parso", 3: "ترسوں, نرسوں"}
"""Urdu words for a day as far before as after today; kul is also "all" in Persian and Arabic."""

UNITS: dict[Kind, dict[int, str]] = {
    Kind.DAY: {1: "day, din, ruz, rooz, روز, دن, يوم, يوما"},
    Kind.DAYS: {1: "days, dino, dinon, روزهای, دنوں, أيام, ايام"},
    Kind.WEEK: {
        7: "week, hafte, haftay, haftey, هفته‌ی, ہفتے, أسبوع, الأسبوع, اسبوعا",
        14: "fortnight",
    },
    Kind.SEVERAL_WEEKS: {7: "weeks, ہفتوں, أسابيع", 14: "fortnights"},
    Kind.WEEK_OR_SATURDAY: {7: "hafta, هفته"},
    Kind.COUNTED_DAYS: {
        2: "do din, do ruz, do rooz, يومين, يومان",
        3: "teen din, se ruz, se rooz",
        14: "do hafte, do haftay, أسبوعين, أسبوعان",
        21: "teen hafte, teen haftay, se hafte",
    },
}

SIGNS: dict[Kind, str] = {
    Kind.NEXT: "next, nxt, coming, upcoming, agla, agle, agley, aglay, agli, "
    "aane wala, aane wale, anay wale, "
    "آینده, آتی, بعدی, اگلے, اگلا, اگلی, آئندہ, آنے والے, "
    "آنے والا, آنے والی, القادم, القادمة, المقبل, المقبلة, الجاي, الجاية, الآتي, التالي",
    Kind.LAST: "last, lst, past, previous, "
    "pichla, pichle, pichley, pichlay, pichli, pichhle, "
    "guzra, guzre, guzri, guzishta, "
    "گذشته, گزشته, قبلی, پچھلے, پچھلا, پچھلی, گزشتہ, الماضي, "
    "الماضية, الفائت, الفائتة, اللي فات, اللي فاتت, الي فات, المنصرم, المنصرمة, السابق",
    Kind.THIS: "this, این, همین, اس, هذا, هذه",
    Kind.IN: "in, در, خلال",
    Kind.LATER: "later, from now, from today, after, baad, بعد, دیگر, دیگه, بعد از امروز",
    Kind.AGO: "ago, pehle, pehlay, pahle, phle, qabl, pish, ghabl, "
    "پیش, قبل, پیش از امروز, قبل از امروز, پہلے, منذ",
    Kind.ONE: "a, an",
    Kind.FROM: "between, from, بین, بین سالهای, از, از سال, بين",
    Kind.TO: "to, until, till, through, and, تا, تا سال, و, سے, تک, اور, إلى, الى, حتى",
    Kind.DECADE: "s, decade, dahai, dehai, dihai, ki dahai, ki dehai, ki dihai, "
    "dahe, daheye, دهه, دهه ی, دہائی, "
    "عقد",
    Kind.CENTURY: "century, sadi, قرن, سده, سده ی, القرن, صدی",
    Kind.BCE: "bc, bce, before christ, before common era, before the common era, ق م, "
    "پیش از میلاد, قبل از میلاد, پ م, قبل میلاد, قبل مسیح, قبل از مسیح, پیش از مسیح, "
    "قبل الميلاد, قبل المیلاد, قبل ميلاد المسيح",
    Kind.CE: "ce, ad, anno domini, common era, میلادی, عیسوی, سن عیسوی, ميلادي, ميلادية, "
    "للميلاد, بعد الميلاد, پس از میلاد, بعد از میلاد, ب م, م, ء, ع, عيسوية",
    Kind.SOLAR_ERA: "sh, ap, solar, solar hijri, shamsi, hijri shamsi, jalali, persian, هش, ه ش, "
    "ش, شمسی, خورشیدی, هجری شمسی, هجری خورشیدی, ہجری شمسی, هجرية شمسية, جلالی",
    Kind.HIJRI_ERA: "ah, hijri, hijra, hijri qamari, lunar, lunar hijri, anno hegirae, هق, ه ق, ق, "
    "هـ, قمری, هجری قمری, ہجری, هجري, هجرية, للهجرة, ہجری قمری, سن ہجری, هجري قمري",
}
"""Small words by what they are in a date."""

NAMED_YEARS: dict[Kind, str] = {
    Kind.LAST: "parsal, پارسال",
    Kind.THIS: "emsal, امسال, السنادي, هالسنة, هاد العام, هاد السنة, هالعام",
}
"""Words for a year and which one it is."""

THIS_YEAR = f"this year, this yr, dis year, is saal, is sal, این سال, اس سال, هذا العام, \
هذه السنة, السنه دي, {NAMED_YEARS[Kind.THIS]}"
YEARS = "year, years, yr, yrs, saal, sene, sanat, sanet, سال, برس, سنة, سنتين, سنين, سنوات, عام, \
عاما, عامين, أعوام, السنة, العام"
MONTHS_COUNTED = "month, months, mahina, mahine, ماه, ماہ, مہینہ, مہینے, \
شهر, شهرا, شهرين, أشهر, شهور, الشهر"
"""Words for years and months that count where they are counted from today, and are fillers else."""
DUALS = "سنتين, عامين, شهرين"

PAST = "ہوا, ہوئی, ہوئے, تھا, تھی, تھے, گزرا, hua, hui, hue, howa, tha, thi"
FUTURE = "ہوگا, ہوگی, ہو گا, ہو گی, hoga, hogi, ho ga"
"""Urdu words that say which of two days one of ``BEFORE_OR_AFTER`` is."""

NAMED_DECADES: dict[int, str] = {
    20: "twenties, العشرينات, العشرينيات",
    30: "thirties, التلاتينات, الثلاثينات, الثلاثينيات",
    40: "forties, الأربعينات, الأربعينيات",
    50: "fifties, الخمسينات, الخمسينيات",
    60: "sixties, الستينات, الستينيات",
    70: "seventies, السبعينات, السبعينيات",
    80: "eighties, التمانينات, الثمانينات, الثمانينيات",
    90: "nineties, التسعينات, التسعينيات",
}

SOLAR_ALONE = (
    "farvardin ordibehesht khordad tir mordad shahrivar mehr aban azar dey bahman esfand "
    "فروردین اردیبهشت خرداد مرداد شهریور مهرماه آبان آذر دیماه بهمن اسفند"
).split()
"""Names that mean a month where they stand alone: the others are words and names of their own."""
