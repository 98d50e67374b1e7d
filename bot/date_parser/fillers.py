"""Words that may surround a date without changing it: of questions, and of the dates' grammar.

Words such as "before", "since", "until" and "and" are not among them: what has one is refused.
"""

from __future__ import annotations

FILLERS = """
    the, of, on, at, year, month, date, dated, st, nd, rd, th, st of, for, about
    and what happened, what, what's, whats, happened, happens, happen, did, was, were, is
    are, it, its, it's, tell me, tell me about, tell us about, show, show me, give me, find
    look up, please, pls, event, events, historic, historical, history, in history
    anniversary, facts, fact, news, who, who was, born, born on, i was born, i was born on
    i am born, died, who died, my birthday, my birth date, my date of birth, birthday
    birth date, date of birth, i, my, hi, hello, hey, what about, how about, anything
    something, special, important, famous, in the year, in year, on the day, on date
    on the date, take me to, go to, open, read, the year

    ماه, سال, تاریخ, به تاریخ, در تاریخ, مورخ, مورخه, در روز, روز تولد, زادروز, سالروز
    سالگرد, درباره, درباره‌ی, در باره, در مورد, راجع به, لطفا, بگو, بگویید, به من بگو
    نشان بده, نشانم بده, رویداد, رویدادها, رویدادهای, رخداد, رخدادها, رخدادهای, وقایع, حوادث
    اتفاق, اتفاقات, اتفاقی, مناسبت, مناسبتهای, مناسبت‌های, تاریخی, چه شد, چه شده, چی شد
    چه اتفاقی افتاد, چه اتفاقی افتاده, چه اتفاقی افتاده است, چه اتفاقاتی افتاد
    چه اتفاقاتی رخ داد, چه رخ داد, چه روی داد, چه خبر بود, چه گذشت, چه رویدادی رخ داد
    چه رویدادهایی رخ داد, چه حوادثی رخ داد, چه روزی است, چه روزی بود, چه روزیه, رخ داد
    افتاد, افتاده, شد, است, بود, هست, تولد, تولدم, تولد من, متولد, من, من متولد
    به دنیا آمدم, به دنیا آمده‌ام, متولد شدم, هستم, سلام, روزی که به دنیا آمدم, ام, امین
    مصادف با, برابر با, که, را, رو, در این تاریخ, یعنی, چه اتفاقی, چه اتفاقاتی, چه رویدادی
    چه چیزی, چه حادثه‌ای

    کو, کے, کی, کا, میں, پر, ماہ, سنہ, سن, بروز, مورخہ, بتاریخ, تاریخ کو, کیا, ہوا, ہوئی
    ہوئے, تھا, تھی, تھے, کیا ہوا, کیا ہوا تھا, کیا کیا ہوا, واقعات, واقعہ, اہم, بتاؤ, بتائیں
    بتائیے, مجھے, دکھائیں, دکھاؤ, دکھائیے, بارے, کے بارے میں, براہ کرم, مہربانی, پیدائش
    پیدا, سالگرہ, میری, میرا, یوم پیدائش, کے دن, کے روز, والے دن, ہے, ہیں, واں, ویں
    تاریخ میں, السلام علیکم, تاریخ پیدائش, یاد, برسی

    في, فى, ب, بـ, بتاريخ, التاريخ, شهر, عام, سنة, لعام, لسنة, الموافق, عن, ماذا, ما, هي
    مواليد, عايز اعرف, عاوز اعرف, أريد, أريد أن أعرف, بدي اعرف, هل
    ماذا حدث, ماذا حصل, ماذا جرى, ما الذي حدث, ما الذي, حدث, حصل, وقع, جرى, صار, شو صار, شو
    إيش, ايش, وش, وش صار, أحداث, الأحداث, وقائع, مناسبات, ذكرى, أخبرني, أخبرني عن, حدثني عن
    أرني, اعرض, أعطني, من فضلك, لو سمحت, رجاء, ولدت, مولدي, عيد ميلادي, تاريخ ميلادي
    يوم ميلادي, ميلادي في, كان, هو, فيه, ليوم, بيوم, في يوم, وفي, التاريخية, تاريخيا, مرحبا
    السلام عليكم, في التاريخ, اللي, ايه, حصل ايه, ايه اللي حصل, عم, يا
"""
"""Words and runs of words, separated by commas and lines."""
