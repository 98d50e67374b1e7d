"""What people say of the bot itself, ask it for in fun, and ask of what it told before: phrases in
four languages and in Latin letters, parted by commas; and words.
"""

from __future__ import annotations

from bot.text import folded_words

ABOUT_BOT = (
    "از کجا میاری, از کجا میگیری, از کجا آوردی, از کجا اومده, از کجا آمده, کہاں سے لاتے ہو, "
    "کہاں سے لیتے ہو, کہاں سے لائے, کہاں سے آتی ہیں, من وين تجيب, من وين بتجيب, من وين جبت, "
    "منين بتجيب, منين جبت, mn wen bt jib, kahan se late ho, kahan se aati hai, "
    "ap kon ho, ap kaun ho, ap kon hain, aap kon hain, who are you, what are you, are you a "
    "bot, who is this, who made you, who created you, who built you, who owns you, who is your "
    "owner, who is your creator, whats your name, what s your name, what is your name, your "
    "name, are you human, are you real, are you ai, are you a robot, u a bot, is this a bot, is "
    "this free, are you free, how much, is it free, what languages do you speak, do you speak "
    "english, where do you get your information, where do you get your info, where is your data "
    "from, what is your source, what are your sources, sources, send me daily, send daily, "
    "daily updates, can you send me this every day, subscribe, unsubscribe, send me this, can "
    "you send me this, can you send this, send this to me, can you send this to me, can you "
    "message me, can you remind me, send me this every day, notify me daily, stop, aap kaun ho, "
    "aap kon ho, tum kaun ho, tum kon ho, kon ho tum, kaun ho tum, ki hasti, to ki hasti, men "
    "enta, enta meen, meen enta, کی تو رو ساخته, کی ساختت, سازنده ات کیه, اسمت چیه, اسم تو "
    "چیست, نامت چیست, تو رباتی, ربات هستی, تو ربات هستی, تو آدمی, آدمی یا ربات, رایگانه, پولیه, "
    "منبعت چیه, منابعت چیه, از کجا میدونی, ربات چی هستی, چی هستی, تو کیستی, شما کیستید, میشه هر "
    "روز بفرستی, هر روز بفرست, تو کی هستی, کی هستی, شما کی هستید, این ربات چیه, تم کون ہو, آپ "
    "کون ہیں, تمہیں کس نے بنایا, آپ کو کس نے بنایا, تمہارا نام کیا ہے, آپ کا نام کیا ہے, کیا تم "
    "روبوٹ ہو, کیا آپ روبوٹ ہیں, کیا تم انسان ہو, کیا یہ مفت ہے, روزانہ بھیجو, ہر روز بھیجو, یہ "
    "ہر روز بھیجو, کون ہو تم, انت مين, مين حضرتك, انت منو, منو انت, انت شنو, شكون انت, انت "
    "شكون, من صنعك, مين صنعك, مين عملك, من برمجك, ما اسمك, شو اسمك, شسمك, اسمك ايه, وش اسمك, "
    "ايش اسمك, هل انت روبوت, انت روبوت, هل أنت إنسان, هل انت حقيقي, انت بوت, هل هو مجاني, من "
    "وين مصادرك, ما هي مصادرك, مصادرك, ارسل لي كل يوم, ابعتلي كل يوم, من أنت, send me every "
    "day, send every day, send it daily, every day, everyday, daily, har roz bhejo, roz bhejo, "
    "هر روز برام بفرست, ہر روز بھیجیں, روزانہ بھیجیں, مين انت, شنو انت, who r u, what r u, are "
    "you a real person, are you a person, a real person, are you chatgpt, are you gpt, is this "
    "chatgpt, are you a machine, are you a bot or a human, are you a robot or a real person, "
    "are you an ai, is this ai, is this a real person, is anyone there, is anybody there, "
    "anyone there, anybody there, where are you from, who is behind this, who runs this, who "
    "runs you, who writes this, who wrote this, who programmed you, who developed you, who is "
    "your developer, who is the developer, who is the admin, contact the admin, how old are "
    "you, do you have a name, where do you get your information from, where do you get your "
    "info from, where do you get this from, where do you get this, where do you get it from, "
    "where is this from, where does this come from, where does it come from, where does your "
    "information come from, where does your data come from, where did you get this, where did "
    "you get that, how do you know, how do you know this, how do you know that, how do you know "
    "all this, whats your source, what s your source, your source, your sources, source, any "
    "source, can i trust you, can i trust this, is this reliable, are you sure, is this true, "
    "is that true, is it true, is it correct, is this correct, stop sending me messages, stop "
    "sending messages, stop sending, stop messaging me, stop messages, stop this, stop it, "
    "please stop, dont send me messages, dont message me, leave me alone, turn off "
    "notifications, notifications, notifications off, stop notifications, cancel, cancel "
    "subscription, delete my data, do you save my data, do you store my data, is this private, "
    "tumhe kisne banaya, tumhe kis ne banaya, tumhen kis ne banaya, aap ko kis ne banaya, apko "
    "kisne banaya, aapko kisne banaya, tumko kisne banaya, kisne banaya, kis ne banaya, tumhara "
    "naam kya hai, aap ka naam kya hai, apka naam kya hai, aapka naam kya hai, kya tum robot "
    "ho, kya aap robot hain, robot ho, insan ho ya robot, aap insan ho ya robot, tum insan ho, "
    "tumhe kaise pata, ye kahan se pata chala, source kya hai, tumhara source kya hai, roz "
    "subah msg bhej sakte ho, roz bhej sakte ho, roz message bhejo, msg mat bhejo, message mat "
    "bhejo, mat bhejo, band karo, bas karo, muft hai, free hai, free hai kya, to ki sakhti, ki "
    "sakhtet, ki to ro sakhte, ki doroset karde, esmet chie, esmet chiye, robati, to robati, "
    "adami ya robat, az koja miduni, manbaet chie, manba, har rooz befrest, nafrest, dige "
    "nafrest, کی درستت کرده, چه کسی تو را ساخته, چه کسی تو رو ساخته, کی تورو ساخته, کی تو را "
    "ساخته, کی این ربات رو ساخته, سازندت کیه, سازنده این ربات کیه, اسمت چیست, تو آدمی یا ربات, "
    "آدمی, انسانی, انسانی یا ربات, تو انسانی, هوش مصنوعی هستی, تو هوش مصنوعی هستی, چت جی پی تی "
    "هستی, چند سالته, منبع, منبع این چیه, منبع این کجاست, این از کجا اومده, این اطلاعات از کجا "
    "میاد, اطلاعاتت از کجا میاد, اطلاعات رو از کجا میاری, اینا رو از کجا میاری, اینا رو از کجا "
    "میدونی, از کجا میدانی, از کجا معلوم, مطمئنی, مطمئن هستی, واقعیه, درسته این, دیگه پیام نده, "
    "پیام نده, دیگه نفرست, نفرست, بس کن, بسه, لغو, لغو اشتراک, هر روز صبح بفرست, میتونی هر روز "
    "بفرستی, هر روز میتونی بفرستی, روزانه بفرست, مجانیه, تمہیں کس نے بنایا ہے, آپ کو کس نے "
    "بنایا ہے, آپکو کس نے بنایا, آپکو کس نے بنایا ہے, تم کو کس نے بنایا, کس نے بنایا, کس نے "
    "بنایا ہے, یہ بوٹ کس نے بنایا, یہ بوٹ کس نے بنایا ہے, آپ انسان ہیں, تم انسان ہو, تم انسان "
    "ہو یا روبوٹ, آپ انسان ہیں یا روبوٹ, تم روبوٹ ہو, آپ روبوٹ ہیں, انسان ہو یا روبوٹ, آپ کون "
    "ہو, یہ معلومات کہاں سے آتی ہیں, معلومات کہاں سے لاتے ہو, معلومات کہاں سے آتی ہیں, یہ کہاں "
    "سے آیا, یہ معلومات کہاں سے لی, کہاں سے پتا چلا, تمہیں کیسے پتا, تمہیں کیسے معلوم, آپ کو "
    "کیسے پتا, ماخذ, ماخذ کیا ہے, حوالہ, حوالہ کیا ہے, حوالہ دو, سورس, سورس کیا ہے, کیا یہ سچ "
    "ہے, کیا یہ درست ہے, پکا, بند کرو, بس کرو, میسج مت بھیجو, میسج نہ بھیجو, مت بھیجو, پیغام مت "
    "بھیجو, روز صبح بھیجو, روز بھیج سکتے ہو, روز بھیجو, روز میسج بھیجو, مفت ہے, مين عملك انت, "
    "مين اللي عملك, مين صممك, مين اخترعك, مين سواك, منو سواك, منو صنعك, شكون صنعك, شكون دارك, "
    "شكون صاوبك, من طورك, من صممك, شو اسمك انت, هل أنت بشر, انت انسان, انت بشر, انت انسان ولا "
    "روبوت, انت روبوت ولا انسان, انت بوت ولا انسان, هل أنت ذكاء اصطناعي, انت ذكاء اصطناعي, انت "
    "حقيقي, كم عمرك, المصدر, مصدر, ما مصدرك, ما المصدر, وش مصدرك, شو مصدرك, ايش المصدر, شنو "
    "المصدر, ما مصدر المعلومات, من اين لك هذا, من وين جبت هذا, من وين تجيب المعلومات, من وين "
    "بتجيب المعلومات, من وين معلوماتك, منين بتجيب المعلومات, جبت المعلومات دي منين, منين جبت "
    "ده, مصدر المعلومة, مصدر الكلام ده ايه, كيف عرفت, كيف تعرف, عرفت ازاي, انت متأكد, متأكد, هل "
    "هذا صحيح, هل هذا مؤكد, صحيح هذا, توقف, وقف, وقف الرسائل, اوقف الرسائل, لا ترسل, لا ترسل "
    "لي, لا تبعت, لا تبعتلي, ما بدي رسائل, بطل تبعت, متبعتليش, الغاء الاشتراك, إلغاء, كفاية, بس "
    "خلاص, ارسل لي كل صباح, ابعتلي كل يوم الصبح, ممكن ترسل لي كل يوم, ببلاش, مجاني, meen "
    "3amalak, min 3amalak, shu esmak, shu ismak, esmak eh, enta robot, enta bot, chkoun nta, "
    "chkon nta, mnin jbti had lma3lomat"
)
"""Who and what it is, who made it, whence it knows; and wishes that it write, or not, unasked."""
JOKES = (
    "joke, jokes, a joke, tell me a joke, tell a joke, say a joke, another joke, a funny joke, "
    "some jokes, make me laugh, something funny, be funny, riddle, a riddle, poem, a poem, sing "
    "a song, sing me a song, sing, joke suna do, joke sunao, koi joke, koi joke sunao, latifa, "
    "lateefa, latifa sunao, koi latifa, koi lateefa, ek joke, joke batao, sher sunao, koi sher, "
    "joke begu, joke bego, ye joke begu, yek joke, jok begoo, ye jok begoo, ye jok bego, nokta, "
    "nokat, nokte, nekta, 2oul nokte, جوک, یه جوک, یک جوک, جوک بگو, یه جوک بگو, لطیفه, یه "
    "لطیفه, یک لطیفه, جک, یه جک, جک بگو, یه چیز خنده دار, بخندون, منو بخندون, شعر بگو, یه شعر, "
    "یه شعر بگو, آواز بخون, چیستان, معما, لطیفہ, کوئی لطیفہ, لطیفہ سناؤ, ایک لطیفہ, لطیفے, "
    "لطیفے سناؤ, کوئی جوک, ایک جوک, ہنساؤ, مجھے ہنساؤ, شعر سناؤ, کوئی شعر, پہیلی, گانا سناؤ, "
    "نكتة, نكته, النكتة, قول نكتة, قولي نكتة, احكيلي نكتة, قل لي نكتة, نكت, شي نكتة, ضحكني, "
    "ضحكنا, غني, غنيلي, لغز, فزورة"
)
"""Wishes for a joke, a song, a riddle."""
OF_BEFORE = (
    "میلادی بگو, شمسی بگو, قمری بگو, به میلادی بگو, به شمسی بگو, به قمری بگو, تاریخش رو بگو, "
    "تاریخ دقیقش, تاریخ دقیق, سالش رو بگو, in english date, in islamic date, in gregorian, "
    "in hijri, the exact date, exact date, what date, which date, which year, what year, "
    "which day, "
    "what time, at what time, full story, the full story, read more, long version, in short, "
    "summary, summarize, source of this, and the other one, the other one, not that, "
    "انگریزی تاریخ بتاؤ, اسلامی تاریخ بتاؤ, صحیح تاریخ, صحیح تاریخ بتاؤ, کون سی تاریخ, "
    "کس تاریخ کو, "
    "کس سال, پوری بات بتاؤ, پورا واقعہ, پورا واقعہ بتاؤ, مکمل واقعہ, "
    "بالهجري, بالميلادي, بالهجري لو سمحت, بالميلادي لو سمحت, اي تاريخ, أي سنة, في اي سنة, "
    "التاريخ بالضبط, بالضبط متى, القصة كاملة, كمل القصة, الساعة كم"
)
"""Wishes for more of what was told before, which say nothing of what that was."""
TOLD_BEFORE = folded_words(
    """
    it he she they him her them there then its end ended ends finish finished over start started
    begin began happen next die died dead death dies kill killed win won lost born live lived
    casualties victims many people persons long years old why where who reason cause explain detail
    details more other elaborate full further phir agay uske baad kyun kyu kyon khatam khatm shuru
    kitne kitni log mare mara mari tafseel badesh badesham badan badans chera tamoom tamum shod
    chand nafar mordan mord koshte bishtar tozih bede ba3den wba3den ba3da w ba3dein leh lesh lech
    khales khelset ktar aktar تموم تمام پایان شروع آغاز مرد مردن مردند کشته نفر نفرن بعدش بعدشم
    بعداً اونجا اونا اونها آنها ایشون ایشان او وی برد برنده توضیح توضیحات جزئیات جزییات بیشتر بیشتری
    مفصل کامل کاملتر چرا علتش دلیلش ادامش ادامهش بده بدید بدهید بدین ختم مرے مرا مری مارے مارا لوگ
    بندے پھر آگے کیوں وجہ وہاں اُس انہوں جیتا ہارا تفصیل تفصیلات مزید وضاحت اس کتنے کتنی کتنا زیادہ
    پوری دیں کرو کریں سے انتهى انتهت خلص خلصت بدأ بدأت بدا بدات بلش بلشت مات ماتوا ماتت قتل قتلوا
    قتيل شخص واحد ناس الناس ضحايا بعدين وبعدين بعدها بعدو ثم لماذا ليش ليه علاش وين اين أين فاز كسب
    ربح تفاصيل التفاصيل اكثر أكثر اكتر زيادة اشرح اشرحلي وضح فسر عنه عنها منه منها لها السبب
    """
)
"""Words of a question about what was told before, which says of what only by "it"."""
