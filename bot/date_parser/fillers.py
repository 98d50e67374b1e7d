"""Words that may surround a date without changing it: of questions, and of the dates' grammar.

Words such as "before", "since", "until" and "and" are not among them: what has one is refused.
"""

from __future__ import annotations

from bot.date_parser.vocabulary import MONTHS_COUNTED, YEARS

_FILLERS = """
    the, of, on, at, date, dated, st, nd, rd, th, st of, for, about
    and what happened, what, what's, whats, happened, happens, happen, did, was, were, is
    are, it, its, it's, tell me, tell me about, tell us about, show, show me, give me, find
    look up, please, pls, event, events, historic, historical, history, in history
    anniversary, facts, fact, news, who, who was, born, born on, i was born, i was born on
    i am born, died, who died, my birthday, my birth date, my date of birth, birthday
    birth date, date of birth, i, my, hi, hello, hey, what about, how about, anything
    something, special, important, famous, in the year, in year, on the day, on date
    on the date, take me to, go to, open, read, the year, say, wat, wht, wut, whut, wats, abt
    what abt, wat abt
    wat happened, hapend, hapened, happend, happnd, plz, plss, plzz, pleasee, bday, b day
    my bday, can you, could you, would you, you, let me know, i want to know, do you know
    know, there, on my, my birthday is, is on, special about, so, ok, day in history
    he, she, sale, bhi
    ف
    chno, chnou, chnowa, shno, shnou, w9e3, wqe3, wa9e3, wa9a3, wqa3, ach, wach, خلقت, f, fi, b, bi
    che etefaghi, etefaghi, etefagh, oftad, oftade, rokh dad, 7asal, 7asal eh, elly, illi, fe
    of history, go, check, see, list, want, wetin, stuff

    kya hua, kya hua tha, kia hua, kia hua tha, kya, kia, hua, hui, tha, thi, ko, ki, ka, ke, mein
    me, mera, meri, mere, apna, apni, hamari, hamara, ha, hy
    kya kya hua, kya kya hua tha, kia howa, howa, hwa
    main, us din, us roz, us saal, us waqt
    batao, bata do, bataen, bataye, batain, tareekh, tarikh, tareekh batao, tareekh mein
    hai, hain, kaun sa, kaunsa, kon sa, konsa
    hota hai, kya tha, kya hota hai, kya khaas hai, khaas, waqiyat, waqea, hue, huay, ho ga, hoga
    batayen, btao, bata, taareekh, ka din, ke din, ko kya hua, chi bud, chi bood, che ruziye
    che rooziye, che rooziyeh, chandome, chandom, chi shod emrooz, che khabar, shu, shou, sho, eh
    hasal eh, k, tareekh me, sar, waqia, waqiat, mujhe
    zara, che shod, chi shod, che roozi, che ruzi, chi shode, tarikhe
    bood, bud, che rooz, che ruz, begoo, bego, shou sar, shu sar, sho sar, madha hadath, maza hasal

    تاریخ, به تاریخ, در تاریخ, مورخ, مورخه, در روز, روز تولد, زادروز, سالروز
    سالگرد, درباره, درباره‌ی, در باره, در مورد, راجع به, لطفا, بگو, بگویید, به من بگو
    نشان بده, نشانم بده, رویداد, رویدادها, رویدادهای, رخداد, رخدادها, رخدادهای, وقایع, حوادث
    اتفاق, اتفاقات, اتفاقی, مناسبت, مناسبتهای, مناسبت‌های, تاریخی, چه شد, چه شده, چی شد
    چه اتفاقی افتاد, چه اتفاقی افتاده, چه اتفاقی افتاده است, چه اتفاقاتی افتاد
    چه اتفاقاتی رخ داد, چه رخ داد, چه روی داد, چه خبر بود, چه گذشت, چه رویدادی رخ داد
    چه رویدادهایی رخ داد, چه حوادثی رخ داد, چه روزی است, چه روزی بود, چه روزیه, رخ داد
    افتاد, افتاده, شد, است, بود, هست, تولد, تولدم, تولد من, متولد, من, من متولد, متولدم
    به دنیا اومدم, دنیا اومدم, به دنیا اومده
    داره, دارد, داشت, روز چیست, روز چیه, چه روز است, مامانم, بابام, مادرم, پدرم, خواهرم, برادرم
    همسرم, شوهرم, زنم, پسرم, دخترم
    به دنیا آمدم, به دنیا آمده‌ام, متولد شدم, هستم, سلام, روزی که به دنیا آمدم, ام, امین
    مصادف با, برابر با, که, را, رو, در این تاریخ, یعنی, چه اتفاقی, چه اتفاقاتی, چه رویدادی
    چه چیزی, چه حادثه‌ای, چی شده, چی شده بود, چیشد, چیشده, چی شد بود, چی میشه, چی بود, چی بوده
    چیه, چیست, چه خبره, چه خبر, چه خبر از, چخبر, چخبره, چه خبر شده, چی داریم, چی, چیا, چیا شد
    چیا شده, چه روزیه
    چه روزیست, چندمه, بگین, بگید, میشه, میشه بگی, می‌شه بگی, می‌شه, میخوام, می‌خوام
    می‌خوام بدونم, بدونم, میخواستم, لطفاً بگو, برام, برای من, واسم, بنویس, چه مناسبتی, چه مناسبتیه
    چه مناسبتی است, مناسبت امروز, چی اتفاق افتاد, چه اتفاقی افتاد بود, اون, آن روز, چه گذشته
    چ روزیه, چ, خبره, روزیه, چه اتفاقایی, چه اتفاقایی افتاده, اتفاقایی, اتفاقا, تولد مه, تولدی مه
    روز تولد مه, چه رخ داده, چه رویدادی, چه رویدادهایی, چه وقایعی, تو, توی, تو تاریخ, در طول تاریخ

    کو, کے, کی, کا, میں, پر, سنہ, سن, بروز, مورخہ, بتاریخ, تاریخ کو, کیا, ہوا, ہوئی
    ہوئے, تھا, تھی, تھے, کیا ہوا, کیا ہوا تھا, کیا کیا ہوا, واقعات, واقعہ, اہم, بتاؤ, بتائیں
    بتائیے, مجھے, دکھائیں, دکھاؤ, دکھائیے, بارے, کے بارے میں, براہ کرم, مہربانی, پیدائش
    پیدا, سالگرہ, میری, میرا, یوم پیدائش, کے دن, کے روز, والے دن, ہے, ہیں, واں, ویں
    تاریخ میں, السلام علیکم, تاریخ پیدائش, یاد, برسی, کیا ہے, کیا تھا, کیا ہوگا, کیا ہو گا
    کونسا دن, کون سا دن, کون سا دن ہے, کونسا دن ہے, خاص, کیا خاص ہے, ذرا, زرا, بتا دو, بتادو
    امی, ابو, ابا جی, ابا, امی جی, میرے, بیٹے, بیٹی, بیوی, شوہر, بہن, بھائی
    بتا دیں, بتادیں, بتائے, بتا, سنائیں, سناؤ, دیں, سال پہلے کیا ہوا, پلیز, آپ, چاہیے
    تاریخی, کونسے, کون سے
    کیا کچھ ہوا, کچھ, ہوا تھا, ہوئی تھی, ہوئے تھے, کیا کیا ہوا تھا, ہو گا, ہوگا, جی

    شنوة صار, شنوة, شنوا صار, كم هجري, هجري كم
    في, فى, ب, بـ, بتاريخ, التاريخ, لعام, لسنة, الموافق, عن, ماذا, ما, هي
    مواليد, عايز اعرف, عاوز اعرف, أريد, أريد أن أعرف, بدي اعرف, هل
    ماذا حدث, ماذا حصل, ماذا جرى, ما الذي حدث, ما الذي, حدث, حصل, وقع, جرى, صار, شو صار, شو
    إيش, ايش, وش, وش صار, أحداث, الأحداث, وقائع, مناسبات, ذكرى, أخبرني, أخبرني عن, حدثني عن
    أرني, اعرض, أعطني, من فضلك, لو سمحت, رجاء, ولدت, مولدي, عيد ميلادي, تاريخ ميلادي
    يوم ميلادي, ميلادي في, كان, هو, فيه, ليوم, بيوم, في يوم, وفي, التاريخية, تاريخيا, مرحبا
    السلام عليكم, في التاريخ, اللي, ايه, حصل ايه, ايه اللي حصل, عم, يا, شنو, شنو صار, شصار
    كم, اكو, شنو اكو, كاين, واش كاين, اش كاين, hasal, hasal ee, sar shu
    شنهو, شن, شكو, شكو ماكو, شنية, شنو وقع, اش, اش صرا, اش وقع, واش, واش صرا, ايش صار, ايش حصل
    وش حصل, شو حصل
    قل لي, قولي, قوللي, قلي, احكيلي, احكي, اعطيني, عطني, ابغى, ابغى اعرف, ابي, ابي اعرف, بدي
    ممكن, متل, بحال, فحال, انا
    بالتاريخ, زي, في زي, ممكن تقولي, لطفا, بليز, عاوز, عايز, فين, كانت, يكون, مثل
    أهم, اهم الأحداث
    أهم أحداث, احداث تاريخية, حدثت, وقعت, جرت, التي حدثت, التي وقعت, ما هي أحداث, المهمة
"""
FILLERS = "\n".join((_FILLERS, YEARS, MONTHS_COUNTED))
"""Words and runs of words, separated by commas and lines."""

BESIDE_A_DATE = """
    english date, in english date, english calendar, in english calendar, in the english calendar
    gregorian, in gregorian, gregorian date, gregorian calendar, in the gregorian calendar
    islamic calendar, in islamic calendar, in the islamic calendar, hijri calendar
    in hijri calendar, in the hijri calendar, muslim calendar, in the muslim calendar
    persian calendar, in persian calendar, in the persian calendar, iranian calendar
    in the iranian calendar, in iranian calendar, western calendar, in the western calendar
    calendar, convert, convert to, translate, equals, equal, equal to, equivalent, corresponds to
    be miladi, be shamsi, be ghamari, chand mishe, chi mishe, angrezi tareekh, english tareekh
    برابر, معادل, برابره, برابره با, چند میشه, چندم میشه, به میلادی, به شمسی, به قمری, تبدیل
    تبدیل کن, تبدیل به, رویداد مهم, رویدادهای مهم, رویدادهای مهمی, اتفاق مهم, اتفاق مهمی
    اتفاقات مهم, وقایع مهم, واقعه مهم, حوادث مهم, حادثه مهم, مهمترین, مهم‌ترین, مهم ترین
    أحداث مهمة, حدث مهم, الأحداث المهمة, وقائع مهمة
    انگریزی تاریخ, عیسوی تاریخ, بنتی ہے, بنے گی, بنتا ہے
    بالميلادي, بالهجري, كم يوافق, يوافق, تحويل, حول, كم تصادف, تصادف, شو بيصادف, بيوافق كام
"""
"""Further ones, which may be a part of the name of a day: ``Iranian``."""
