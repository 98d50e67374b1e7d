"""Greetings, calls for help, thanks, goodbyes, complaints, talk of the bot itself, and wishes for
another language or for anything, in four languages and in Latin letters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from bot.chatbot.answers.talk_of_bot import ABOUT_BOT, BEYOND, OF_BEFORE, TOLD_BEFORE
from bot.chatbot.search.words import is_small
from bot.text import folded, folded_words

GREETINGS = (
    "kya haal, kya hal, haal chaal, kaisa hai, kaise hai, kia haal hai, kia hal hai, "
    "hi, hello, hey, heya, gm, good morning, good evening, good night, hiya, howdy, "
    "good am, good pm, good eve, good noon, mabuhay, kumusta, kamusta, magandang umaga, "
    "magandang hapon, magandang gabi, magandang araw, "
    "greetings, yo, sup, hola, good afternoon, gm all, helo, hellow, heyy, hai, hii, hay, "
    "wassalam, slm, slam, salaam alaikum, salam alikum, asslam o alikum, assalam u alaikum, "
    "assalam alaikum, assalamualaikum, aslam o alaikum, asalamualaikum, walaikum salam, "
    "salam walaikum, namaste, namaskar, sat sri akal, adaab, ahlan wa sahlan, marhaban, "
    "sabah el kheir, sabah alkhair, masa alkhair, sob bekheir, shab bekheir, vaght bekheir, "
    "drood, selamat pagi, jambo, habari, mambo, niaje, how far, wetin dey, salam, salaam, "
    "salam alaikum, salam alaykum, assalam o alaikum, assalamu alaikum, asalam, aoa, marhaba, "
    "ahlan, dorood, how are you, how do you do, how are you doing, how is it going, "
    "hows it going, whats up, wassup, what's new, kaise ho, kaise hain, kaisay ho, kese ho, "
    "kesy ho, kaise ho aap, aap kaise hain, kya hal hai, kya haal hai, kya haal chaal, "
    "kya hal chal hai, khoobi, chetori, khubi, halet chetore, che khabar, kifak, kifik, "
    "keef halak, shlonak, shlonk, shlonik, ezayak, izayak, labas, shakhbarak, how u doing, "
    "hru, sup bro, nice to meet you, happy birthday, سلام, درود, سلام عليكم, علیک سلام, "
    "صبح بخیر, ظهر بخیر, عصر بخیر, شب بخیر, روز بخیر, وقت بخیر, خوبی, خوبید, خوبین, با سلام, "
    "با سلام و احترام, سلام و احترام, خوب استی, خوب استین, خوب هستی, خوب هستید, چطوری, "
    "سلام چطوری, سلام خوبی, چطوری تو, چطوری خوبی, چطو استی, چطور استی, چطور هستی, "
    "صبحتون بخیر, صبحت بخیر, شبت بخیر, شب خوش, روز خوش, روزت بخیر, بعد از ظهر بخیر, "
    "مانده نباشی, مانده نباشید, زنده باشی, احوالت, احوال شما, خوبی شما, چه حال داری, "
    "جور استی, چه خبرا, چه خبرها, سلامت باشی, تولدت مبارک, چطورید, حالت چطوره, حال شما, "
    "چه خبر, چخبر, خسته نباشید, خسته نباشی, السلام عليكم, اسلام علیکم, اسلام و علیکم, "
    "وعلیکم السلام, السلام و علیکم, ہیلو, ہائے, آداب, آداب عرض ہے, کیا حال, کیا حال چال, "
    "کیا حال چال ہے, کیسے مزاج ہیں, مزاج کیسے ہیں, سلام جی, سلامت رہو, سالگرہ مبارک, "
    "آپ کیسے ہو, تم کیسے ہو, کیا چل رہا ہے, جمعه مبارک, جمعة مباركة, کیسے ہو, کیسے ہیں, "
    "کیسی ہیں, کیسی ہو, کیسے ہیں آپ, کیا حال ہے, کیا حال ہیں, مرحبا, مرحبتين, "
    "السلام عليكم ورحمة الله, السلام عليكم ورحمة الله وبركاته, أهلا, أهلا وسهلا, أهلين, هلا, "
    "هلا والله, هاي, هلو, حياك الله, حياكم الله, يا هلا, هلا فيك, اهلين فيك, سلامو عليكو, "
    "صباحو, صبحك الله بالخير, مساء الورد, صباح الورد, صباح الفل, شخبارك, شخبارج, اخبارك, "
    "اخبارك ايه, كيف الحال, كيفك اليوم, كيفكم, كيف حالكم, شلونكم, شلونج, شلونچ, شو اخبارك, "
    "علومك, وش اخبارك, لاباس, لا باس, واش راك, كي داير, كيداير, كيراك, شنية احوالك, "
    "شنوة احوالك, زيك, ازيكم, عامل اي, نهارك سعيد, عساك طيب, الو, كل سنة وانت طيب, "
    "صباح الخير, صباح النور, مساء الخير, مساء النور, كيف حالك, كيفك, شلونك, ازيك, عامل ايه"
)
HELP = (
    "یه سوال دارم, سوال دارم, یک سوال دارم, میشه کمکم کنی, کمکم میکنی, ایک سوال ہے, "
    "مجھے سوال پوچھنا ہے, "
    "i have a question, question, can i ask something, can i ask you something, عندي سؤال, سؤال, "
    "ek sawal hai, wat else can u do, what else can you do, what more can you do, hmm, hm, umm, "
    "what can i ask you about, شو بتعرف تعمل, شو فيك تعمل كمان, "
    "چطوری ازت استفاده کنم, چطوری باید ازت استفاده کنم, چطور ازت استفاده کنم, "
    "چطور باید ازت استفاده کنم, چجوری ازت استفاده کنم, چجوری باید ازت استفاده کنم, "
    "چطوری استفاده کنم, چطور باید استفاده کنم, چطوری باید استفاده کنم, چطوری کار میکنه, "
    "چجوری کار میکنه, چی بپرسم, چی بنویسم, چی میتونم بپرسم, چیا میتونم بپرسم, چیا بلدی, چیکار کنم, "
    "how do you work exactly, how can i use you, how can i use this, how can i use it, "
    "how do i use you, how do i use it, what should i ask, what can i ask here, "
    "what do you know, what can this bot do, what does this bot do, what is this bot, "
    "what is this bot for, what are you for, how does it work exactly, "
    "آپ کیسے کام کرتے ہیں, تم کیسے کام کرتے ہو, کیسے کام کرتا ہے, میں کیا پوچھوں, کیا پوچھوں, "
    "میں کیا لکھوں, کیا لکھوں, کیسے پوچھوں, کیا کیا کر سکتے ہو, آپ کیا جانتے ہیں, "
    "kaise use karu, kaise use karun, kya puchu, kya poochun, kya poochu, ye kaise chalta hai, "
    "che kar mikoni, chikar mituni bokoni, chi baladi, chetor kar mikone, chetori kar mikone, "
    "شو بتعرف, شو فيني اسالك, شو بقدر اسالك, ماذا أسألك, ماذا اكتب, شو اكتب, شو بكتب, ايش اكتب, "
    "وش اكتب, اكتب ايه, اسالك ايه, اسأل عن ايه, كيف أسألك, بتشتغل كيف, كيف تشتغل هذا, "
    "وش تقدر تسوي, ايش تقدر تسوي, تقدر تعمل ايه, شنو تسوي, شنو كدير, اش كدير, شو بتعمل انت, "
    "shu bta3mel, bte3mel eh, kif besta3mlo, ezay asta5demo, "
    "چجوری باهات کار کنم, چجوری باید باهات کار کنم, چطور باهات کار کنم, چطوری باهات کار کنم, "
    "back, go back, previous, بازگشت, برگشت, پیچھے, ارجع, رجوع, help, help me, start, menu, ?, "
    "??, what can you do, what do you do, what is this, how does this work, how do i use this, "
    "how to use this, commands, options, what u do, what can i ask, what can i ask you, what "
    "can i type, what should i type, what do i type, how does it work, how it works, how to "
    "use, how to use it, how to use u, how do you work, instructions, guide, manual, can you "
    "help me, can you help, pls help, help please, i need help, sos, settings, features, kya "
    "kar sakte ho, tum kya kar sakte ho, aap kya kar sakte hain, kaise use karen, kaise kaam "
    "karta hai, ye kya hai, yeh kya hai, madad, madad karo, chikar mikoni, in chie, komak, shu "
    "btaamel, کمکم کن, کمک کن, کمک میخوام, کمک میخایم, کمک لازم دارم, راهنمایی, راهنمایی کن, "
    "چطو کار میکنی, چطور کار می‌کنی, چطوری کار میکنی, چجوری کار میکنی, چه جوری کار میکنی, "
    "چیکاره ای, تو چیکار میکنی, چه کارهایی بلدی, چه کاری بلدی, چه کار میتوانی, چه کار میتونی "
    "بکنی, چیکار میتونی بکنی, چطور استفاده کنم, چجوری استفاده کنم, به درد چی میخوری, این چیست, "
    "راهنما, کمک, منو, چه کار می‌کنی, چیکار میکنی, چکار میکنی, این چیه, چطور کار میکنه, چی "
    "بلدی, ؟, ہیلپ, مدد, مدد کرو, یہ کیا ہے, کیا کر سکتے ہو, کیسے استعمال کریں, مدد چاہیے, میری "
    "مدد کرو, مدد کریں, آپ کیا کر سکتے ہیں, تم کیا کر سکتے ہو, تم کیا کرتے ہو, آپ کیا کرتے ہیں, "
    "یہ بوٹ کیا ہے, یہ بوٹ کیا کرتا ہے, یہ کیا کرتا ہے, کیسے استعمال کرنا ہے, کیسے استعمال "
    "کروں, طریقہ, کیا پوچھ سکتا ہوں, کیا پوچھ سکتے ہیں, یہ کیسے چلتا ہے, یہ کیسے کام کرتا ہے, "
    "کیسے چلتا ہے, ممكن مساعدة, ساعدوني, عاوز مساعدة, محتاج مساعدة, ابي مساعدة, ايش تسوي, وش "
    "تسوي, شتسوي, شو بتعمل, بتعمل ايه, تعمل ايه, ماذا يمكنك أن تفعل, ماذا تستطيع أن تفعل, شو "
    "فيك تعمل, كيف تشتغل, كيف بتشتغل, بتشتغل ازاي, كيف يعمل, كيف أستخدمه, ازاي استخدمك, طريقة "
    "الاستخدام, ايش هذا, وش هذا, ايه ده, شو هاد, شنو هذا, الاوامر, مساعدة, ساعدني, ماذا تفعل, "
    "ما هذا, كيف تعمل, كيف استخدمك, القائمة, كيف استخدم, كيف استعمل, كيف بستخدم, كيفاش نخدم, "
    "كيفاش نستعمل, كيفاش كيخدم, ازاي استخدم, ازاي استعمل, شلون استخدم, شلون استعمل, كيفاش "
    "نستخدم, kese use karna hai, kaise use karna hai, kese use karte hain, شلون استعملك, شلون "
    "استخدمك, كيف استعملك, ازاي استعملك"
)
THANKS = (
    "خب, اوکی, دوستت دارم, عاشقتم, دوست دارم, بحبك, احبك, آئی لو یو, تم اچھے ہو, مجھے تم پسند ہو, "
    "يعطيك الصحة, يعطيك الصحه, "
    "merc, mrc, mrsi, mersy, "
    "ya3tik el 3afye, ya3tik l 3afye, yaatik el afye, "
    "tashakor, tashakkor, tashakur, salamat, maraming salamat, "
    "thanks for the info, thanks for the help, thanks for your help, thank you for the help, "
    "thank you for the info, thank you for your help, thanks for this, thank you for this, "
    "thanks for that, thanks for telling me, ممنون برای کمکت, ممنون از کمکت, ممنون از شما, "
    "مدد کا شکریہ, مدد کے لیے شکریہ, شكرا على المساعدة, شكرا على المعلومات, thanks, "
    "thank you, thanku, thankyou, thanks a lot, thank you very much, thank you so much, "
    "many thanks, ty, tysm, cheers, merci, great thanks, great, cool, ok, okay, good bot, "
    "thanku so much, much appreciated, appreciate it, appreciated, thanks so much, nice, "
    "very nice, nice one, nice bot, awesome, amazing, wow, lovely, perfect, excellent, "
    "superb, brilliant, good, good job, well done, got it, alright, k, very good, love it, "
    "love you, i love you, i love this, i love this bot, god bless, god bless you, "
    "interesting, most interesting, very interesting, yes, no, haha, lol, welcome, shukriya, "
    "shukria, shukran, shukrya, bohat shukriya, bahut shukriya, meherbani, mehrbani, "
    "jazakallah, jazak allah, jazakallah khair, theek hai, acha, accha, zabardast, mashallah, "
    "mamnoon, mamnun, mersi, motshakeram, moteshakeram, sepas, daste shoma dard nakone, "
    "dametgarm, damet garm, yislamo, yeslamo, mashkoor, afwan, ممنون, مرسي, متشکرم, سپاس, "
    "سپاسگزارم, تشکر, دمت گرم, خیلی ممنون, دستت درد نکنه, دست شما درد نکند, عالی, عالی بود, "
    "خیلی خوب, قربانت, فدات, باشه, اوكي, دستتون درد نکنه, دستت طلا, دمتون گرم, ایول, باریکلا, "
    "آفرین, احسنت, ماشالله, چه جالب, جالب بود, جالبه, خیلی جالب بود, خیلی عالی, عالیه, خوبه, "
    "خوب بود, خیلی خوب بود, سپاس فراوان, لطف کردید, لطف کردی, ممنونم, ممنونتم, مچکرم, "
    "متشکریم, تشکر میکنم, زنده باد, بله, نه, آره, فهمیدم, درسته, کارت درسته, خوشم اومد, "
    "شکریہ, بہت شکریہ, بہت بہت شکریہ, مہربانی, جزاک اللہ, جزاک اللہ خیر, خوب, بہت خوب, "
    "زبردست, ٹھیک ہے, شکریہ آپ کا, آپ کا شکریہ, بڑی مہربانی, آپ کی مہربانی, نوازش, کمال ہے, "
    "واہ, واہ واہ, شاباش, ماشاءاللہ, ماشااللہ, مزا آ گیا, مزا آگیا, مزہ آ گیا, مزہ آگیا, "
    "بہت اچھا, اچھا, اچھا لگا, بہت اچھے, بہت عمدہ, دلچسپ, بہت دلچسپ, جی ہاں, ہاں, نہیں, جی, "
    "جزاك الله خيرا, شكرا, شكرا لك, شكرا جزيلا, الف شكر, مشكور, مشكورين, تسلم, يسلمو, "
    "يعطيك العافية, الله يعطيك العافية, الله يعافيك, الله يسلمك, ممتاز, جميل, رائع, تمام, "
    "طيب, شكرا كتير, شكرا كثيرا, شكرا جدا, شكرا على المعلومة, متشكر, متشكرين, متشكرة, مشكورة, "
    "تسلمي, يسلموا, يسلم ايدك, تسلم ايدك, الله يخليك, الله يجزاك خير, جزيت خيرا, "
    "بارك الله فيك, بوركت, كفو, حلو, حلو كتير, كويس, زين, عاشت ايدك, ماشاء الله, ما شاء الله, "
    "بارك الله, شكرا الك, ميرسي, شكرا ليك, حبيت, نعم, لا, مفيد, عفوا"
)
GOODBYES = (
    "bye, bye bye, goodbye, good bye, bbye, cya, see you, see you later, see you tomorrow, "
    "farewell, ciao, take care, ttyl, i have to go, gtg, khuda hafiz, allah hafiz, "
    "khoda hafez, khodahafez, khudahafiz, phir milenge, alvida, maa salama, ma3 salama, "
    "bashe khodafez, خداحافظ, خدافظ, خدا نگهدار, خدانگهدار, بدرود, باي, باي باي, فعلا, "
    "فعلا خداحافظ, تا بعد, به امید دیدار, میبینمت, بامان خدا, در امان خدا, خدا حافظ, "
    "اللہ حافظ, الوداع, پھر ملیں گے, پھر ملتے ہیں, بائے, بائے بائے, في أمان الله, مع السلامة, "
    "وداعا, الى اللقاء, بامان الله, تصبح على خير, سلام عليكم باي, اشوفك بعدين, نتلاقى بعدين, "
    "بالسلامة, بسلامة, يلا باي"
)
COMPLAINTS = (
    "i dont believe you, i dont believe it, i dont believe this, این چه ربطی داشت, چه ربطی داشت, "
    "باورم نمیشه, یقین نہیں آتا, ما فهمت شي, ما بصدق, مش مصدق, "
    "u r so slow, you are slow, so slow, slow, youre slow, you re slow, too slow, whatever, "
    "brobaba, boro baba, chera javab nemidi, برو بابا, برو گمشو, نفهمیدم, متوجه نشدم, حال نداری, "
    "قطع کن, تم بیکار ہو, بیکار ہو, جھوٹ مت بولو, جھوٹ نہ بولو, tum galat ho, galat ho, tum bekar "
    "ho, jhoot mat bolo, انت غبي, غبية, انت حمار, انت كذاب, شكلك مجنون, مجنون, انت مجنون, شكلك "
    "غبي, ما فهمت عليك, مافهمتش, مفهمتش, ما فهمتك, مش هيك, غلط مش هيك, مو هيك, مش كده, not funny, "
    "youre dumb, you re dumb, you are dumb, youre stupid, you re stupid, youre useless, you re "
    "useless, u r stupid, youre wrong, you re wrong, i asked you something else, you dont know "
    "shit, you know nothing, you know anything, you dont know, u dont know anything, u know "
    "nothing, you didnt answer, you didnt answer me, you did not answer, you didnt answer my "
    "question, that is yesterday, thats yesterday, that was yesterday, that is not today, thats "
    "not it, not it, that is not it, thats not him, i said, that makes no sense, makes no sense, "
    "this sucks, you suck, sucks, what a useless bot, worst bot, trash, so bad, crap, bullshit, "
    "liar, you lie, you are lying, wtf, tum kuch nahi jante, kuch nahi pata, tumhe kuch nahi "
    "pata, kuch nahi aata, samajh nahi aaya, samajh nahi aayi, ye nahi poocha, galat jawab, "
    "ghalat jawab, galat tareekh, jhoot, pagal, hichi balad nisti, hichi nemiduni, nafahmidi, "
    "balad nisti, chert, مال دیروزه, مال دیروز است, مال امروز نیست, مال فرداست, که مال دیروزه, "
    "این مال امروز نیست, دیروزه, هیچی بلد نیستی, هیچی نمیدونی, هیچی نمی‌دونی, بلد نیستی, چیزی "
    "نمیدونی, نمیدونی, جوابم رو ندادی, جواب ندادی, جواب منو ندادی, جواب سوالم رو ندادی, این چه "
    "جوابیه, این جواب من نیست, چه ربطی داره, ربطی نداره, بی ربط, بی‌ربط, نه این, این نه, اینو "
    "نگفتم, منظورم یکی دیگه بود, دروغ میگی, دروغ نگو, دروغ, احمق, خنگ, خنگی, خری, تمہیں کچھ نہیں "
    "پتا, تمہیں کچھ نہیں معلوم, کچھ نہیں پتا, کچھ نہیں آتا, تمہیں کچھ نہیں آتا, غلط تاریخ, غلط "
    "بتایا ہے, غلط بتایا ہے آپ نے, غلط بتا رہے ہو, غلط معلومات, جواب نہیں دیا, یہ نہیں, یہ والا "
    "نہیں, یہ جواب نہیں, یہ کیا بکواس, بیوقوف, پاگل, گدھا, جھوٹے, جھوٹ بولتے ہو, یہ تو کل کا ہے, "
    "کل کا ہے, یہ آج کا نہیں, غلط, غلطان, مش صح كده, ما تعرف شي, ما بتعرف شي, انت ما تعرف شي, انت "
    "ما بتعرف شي, مش عارف حاجة, انت مش عارف حاجة, ما تعرف, ما جاوبت, ما جاوبتني, ما رديت, مو هذا "
    "قصدي, مش هذا قصدي, مش قصدي, مو قصدي, هذا مو اليوم, هذا امبارح, ده امبارح, حمار, فاشل, بوت "
    "فاشل, ماكاين والو, ما عندك والو, wrong, thats wrong, that is wrong, this is wrong, you are "
    "wrong, ur wrong, wrong answer, wrong date, not correct, incorrect, not true, thats not true, "
    "this is not true, thats not right, not right, that is not what i asked, thats not what i "
    "asked, not what i asked, not what i meant, thats not what i meant, not this, not that one, "
    "it doesnt work, doesnt work, not working, its not working, this is not working, this doesnt "
    "work, useless, useless bot, stupid, stupid bot, dumb, dumb bot, bad bot, you are stupid, "
    "this bot is stupid, boring, this is boring, nonsense, rubbish, garbage, bad, terrible, "
    "error, you dont understand, dont understand, i dont understand, you dont know anything, why "
    "dont you answer, why are you not answering, you are useless, fake, fake news, idiot, galat, "
    "galat hai, ye galat hai, yeh galat hai, ghalat, ghalat hai, bakwas, bekar, bekaar, ghalate, "
    "eshtebahe, eshtebah, اشتباه, اشتباهه, اشتباه است, غلطه, غلط است, این غلطه, این اشتباهه, "
    "اشتباه میکنی, اشتباه گفتی, درست نیست, این درست نیست, کار نمیکنه, کار نمی‌کند, چرا کار "
    "نمیکنه, خراب شده, خرابه, به درد نمیخوری, بدرد نمیخوری, مسخره, مسخره است, بیخود, چرت, چرت و "
    "پرت, مزخرف, دروغه, نفهمیدی, نمیفهمی, منظورم این نبود, این نبود, این رو نخواستم, چرا جواب "
    "نمیدی, جواب نمیدی, خیلی بدی, غلط ہے, یہ غلط ہے, غلط جواب, غلط بتایا, آپ غلط ہیں, تم غلط ہو, "
    "یہ ٹھیک نہیں, صحیح نہیں, درست نہیں, یہ درست نہیں, کام نہیں کر رہا, کام نہیں کرتا, بیکار, "
    "بکواس, فضول, تم کچھ نہیں جانتے, سمجھ نہیں آیا, سمجھ نہیں آئی, یہ نہیں پوچھا, میں نے یہ نہیں "
    "پوچھا, جواب کیوں نہیں دیتے, جھوٹ, خطأ, هذا خطأ, هذا غلط, انت غلطان, أنت مخطئ, معلومة خاطئة, "
    "معلومة غلط, غير صحيح, مش صحيح, مو صحيح, ليس صحيحا, مو صح, مش صح, غلط كلامك, ما يشتغل, ما "
    "بيشتغل, مش شغال, مبيشتغلش, لا يعمل, البوت لا يعمل, البوت ما يشتغل, ما فهمت, مافهمت, انت ما "
    "بتفهم, مش فاهم, غبي, بوت غبي, سيء, زفت, كذب, كذاب, مو هذا, مش ده, مش ده اللي طلبته, ليس هذا "
    "ما سألت, لم أقصد هذا, ليش ما ترد, ممل"
)
ANYTHING = (
    "دوباره, دوباره بگو, یه بار دیگه, shu kaman, w shu kaman, بازم, باز, مجھے کچھ اچھا سناؤ, کچھ "
    "اچھا سناؤ, کچھ اچھا بتاؤ, کچھ اچھا, kuch acha batao, kuch acha, kuch acha sunao, چیز خاصی "
    "نبود, چیز خاصی, چیزی بگو, im bored, i am bored, so bored, entertain me, amuse me, what else, "
    "anything else, something else, one more please, more please, tell me more, show me more, "
    "give me more, and, more facts, another fact, random fact, any news, what do you have, tell "
    "me something i dont know, ek aur, ek or, or batao, koi aur, koi or, kuch or, koi interesting "
    "baat, kuch interesting, kuch interesting batao, kuch mazay ka, bore ho raha hoon, bore ho "
    "rha hu, bor ho raha hun, bore ho rahi hun, mazeed, hoselam sar rafte, hosalam sar rafte, "
    "hoslam sar rafte, ye chize jaleb, ye chiz jaleb, ye chiz jaleb begoo, yeki dige, yeki dg, "
    "badi, dige chi, dg chi, bazam, bazam begu, wa7da tanya, wahda tanya, 7aga tanya, kaman, "
    "kaman wa7da, zidni, ghiro, ay 7aga, یه چیز بگو, یک چیز بگو, یه چیز جالب تعریف کن, یه چیز "
    "جالب برام بگو, یه اتفاق جالب بگو, یه داستان, یه قصه, یه قصه بگو, قصه بگو, حوصله ندارم, حوصلم "
    "سر رفته یه چیزی بگو, بیکارم, یکی دیگه بگو, یدونه دیگه, یه چیز دیگه, یه چیز دیگه بگو, دیگه "
    "چه, دیگه, دیگه بگو, باز بگو, بور ہو رہی ہوں, بور ہو رہا ہوں کچھ بتاؤ, بوریت ہو رہی ہے, کچھ "
    "مزے کا بتاؤ, کچھ مزے کا, مزے کی بات بتاؤ, کوئی مزے کی بات, کوئی مزے کی بات بتاؤ, کچھ دلچسپ, "
    "کچھ نیا بتاؤ, کچھ نیا, اگلا, اگلا واقعہ, کوئی اور بتاؤ, کوئی اور سناؤ, ایک اور بتاؤ, ایک اور "
    "سناؤ, اور کیا, اور کچھ, اور بتاؤ نا, مزید واقعات, شي ثاني, شيء آخر, حاجة تانية, واحدة تانية, "
    "واحد تاني, واحدة ثانية, كمان واحد, كمان وحدة, كمان حدث, حدث اخر, حدث آخر, غيرو, شي حلو, شي "
    "غريب, حاجة حلوة, حاجة غريبة, قول حاجة, قولي حاجة حلوة, انا زهقان, انا طفشان, انا ملان, انا "
    "زهقانة, زهقانة, زهقت, طفشت, مليت, سليني, وشو كمان, شو كمان, وايه كمان, ايه كمان, ايش كمان, "
    "شنو اخر, شي اخر, زيدني, say something, any fact, a fact, fact, facts, tell me something new, "
    "teach me something, اور بتاؤ, اور بتاو, اور بتائیں, اور سناؤ, کچھ اور, کچھ اور بتاؤ, aur "
    "batao, aur btao, aur kuch, kuch aur, continue, go on, keep going, ادامه بده, ادامه, بیشتر, "
    "بیشتر بگو, باز هم, دیگه چه خبر, جاری رکھو, مزید, مزید بتاؤ, كمل, كملي, كمّل, زيد, المزيد, "
    "مزيد, تابع, أكمل, واصل, غيرها, کوئی اور واقعہ, ایک اور واقعہ, اور واقعہ, دوسرا واقعہ, یه چیز "
    "جالب, یک چیز جالب, چیز جالب, داستان, کہانی, قصة, حكاية, random history, random date, random "
    "day, any event, another, another one, next, more, one more, story, tell me a story, kuch "
    "batao, kuch bhi, koi bat batao, koi dilchasp baat batao, kuch sunao, ye chiz begu, yechizi "
    "begoo, random, random event, surprise me, anything, something random, something interesting, "
    "something cool, tell me something, tell me something interesting, tell me something cool, "
    "interesting fact, fun fact, any random fact, give me something, bored, i m bored, lol "
    "random, یه چیز باحال بگو, یه چیز جالب بگو, یک چیز جالب بگو, یه چیزی بگو, یک چیزی بگو, "
    "تصادفی, یه چیزی تعریف کن, یه داستان بگو, یک اتفاق جالب, یه اتفاق جالب, یه رویداد جالب, "
    "حوصله‌ام سر رفته, حوصلم سررفته, یکی دیگه, بعدی, یه دونه دیگه, بازم بگو, دیگه چی, سرگرمم کن, "
    "شانسی, یه چیز تصادفی, هرچی, هر چی, یک رویداد تصادفی, حوصلم سر رفته, کوئی مزے دار بات بتاؤ, "
    "کوئی مزےدار بات بتاؤ, کوئی دلچسپ بات بتاؤ, کچھ بتاؤ, کچھ سناؤ, کوئی کہانی سناؤ, کوئی اور, "
    "ایک اور, کوئی دلچسپ واقعہ, بور ہو رہا ہوں, کچھ بھی, کوئی بات بتاؤ, کوئی واقعہ, کچھ دلچسپ "
    "بتاؤ, شي عشوائي, شيء عشوائي, أعطني شيئا عشوائيا, حدث عشوائي, عشوائي, احكيلي شي, قولي شي, "
    "خبرني شي, احكي لي قصة, معلومة اليوم, معلومة غريبة, معلومة حلوة, اي معلومة, غيره, واحد ثاني, "
    "أي حاجة, حاجة عشوائية, حاجة, التالي, كمان, طفشان, زهقان, ملان, اي حدث, أي شيء, اي شي, "
    "معلومة, معلومة عشوائية, قل لي شيئا, فاجئني"
)
LANGUAGES = (
    "عربی, عربی میں, فارسی میں, "
    "بالفرنسي, بالفارسي, بالاردو, بالانكليزي, بالتركي, بالكردي, "
    "3arabi, arabi, 3arbi, bel 3arabi, bil 3arabi, b 3arabi, bl 3arabi, bel arabi, bil arabi, "
    "3arabiya, fransais, bel englizi, inglizi, engelisi, ingilisi, angreji, urdu mein, irani, "
    "english, farsi, persian, urdu, arabic, french, spanish, german, turkish, hindi, pashto, "
    "dari, bengali, russian, chinese, angrezi, انگلیسی, فارسی, اردو, عربي, پشتو, دری, ترکی, "
    "کردی, ہندی, فرانسه, انگریزی, انگلش, پنجابی, سندھی, الإنجليزية, انجليزي, العربية, "
    "بالعربي, بالعربية, بالانجليزي, بالإنجليزية, للإنجليزية, للعربية, الفارسية, بالفارسية, "
    "الأردية, بالأردية, الفرنسية, للفرنسية, بالفرنسية, فرنسي"
)
_ITS_CHANGE = (
    "بلدی, بلدید, میدونی, میفهمی, میتونی, می‌تونی, آتی ہے, بولتے ہو, بولتی, بتعرف, بتفهم, تفهم, "
    "تعرف, translate, translate it, translation, tarjuma, tarjome, ترجمه, ترجمه کن, ترجمہ, ترجمہ "
    "کرو, ترجم, ترجمها, نزن, حرف نزن, لا تتكلم, احكي معي, why, چرا, کیوں, ليش, i want, i need, "
    "give me, only, talk to me, speak to me, plz, ok, but, use, can u, do you, do u, i speak, i "
    "only speak, i know, know, understand, i dont understand, i dont know, no, not, begoo, begu, "
    "bego, begin, benevis, sohbat kon, harf bezan, be, e7ki, i7ki, 7ki, ehki, kallemni, kalemni, "
    "rod, jaweb, bedi, biddi, ana, likho, likhen, samjhao, chahiye, bolna, به زبان, باشه, فقط, "
    "بلد نیستم, نمیفهمم, نمی‌فهمم, نمیدونم, من, زبانم, صحبت کن, بفرست, صرف, چاہیے, کریں پلیز, "
    "سمجھتا, سمجھتی, ہوں, جانتا, والا, قول, قولي, قلي, احكيلي, حكي, احكوا, بس, انا, ما بعرف, ما "
    "اعرف, ما افهم, ما بفهم, لا, مش, مو, هدر, هضر, هضر معايا, معي, language, lang, change, "
    "switch, set, speak, talk, write, answer, reply, in, to, into, my, the, please, can you, "
    "could you, mein, main, me, mai, batao, bolo, karo, kar do, zaban, baat karo, baat kro, baat "
    "karein, baat kr, jawab do, jawab den, jawab dein, javab bede, javab bedin, bede, lotfan, "
    "nai, nahi, nahin, ati, aati, ata, aata, samajh, i dont speak, اتكلم, كلمني, كلمنا, حكيني, "
    "تحدث, لو سمحت, لو سمحتي, رجاء, اتكلموا, ارجوك, kro, krdo, kardo, kijiye, badlo, badal do, "
    "badal dein, ko, ره, کو, زبانو, زبانتو, زبونتو, کرو, کریں, پلیز, ابغى, أبغى, ابغا, ابي, اريد, "
    "أريد, بدي, عايز, عاوز, ودي, بغيت, خلي, خليها, زبان, زبونو, زبون, عوض کن, عوض کنید, تغییر "
    "بده, تغییر, به, بگو, بنویس, حرف بزن, جواب بده, کن, کنی, لطفا, را, رو, میشه, زبونشو, زبانشو, "
    "زبانت, نہیں آتی, نہیں, آتی, آتا, بتاؤ, سمجھ, سمجھائیں, لکھیں, مہربانی, میں, بتائیں, بتا دو, "
    "بتا سکتے ہو, بتا سکتے ہیں, بات کرو, بات کریں, کر دو, کر دیں, کردو, بدلو, بدل دو, تبدیل کرو, "
    "تبدیل کریں, بولو, لکھو, جواب دو, مجھے, کیا آپ, اللغة, لغة, بدل, بدلي, غير, حول, الى, تكلم, "
    "احكي, رد, جاوب, اكتب, ممكن, من فضلك"
)
LANGUAGE = (
    "change language, change the language, switch language, language, زبان, تغییر زبان, "
    "زبان تبدیل کرو, زبان تبدیل کریں, زبان بدلو, اللغة, تغيير اللغة, غير اللغة, بدل اللغة"
)
_TO_WHOM = (
    "whatever, anyway, لطفا, لو سمحت, من فضلك, po, sa inyo, sa inyong lahat, zenda bashi, "
    "zinda bashi, maza agaya, maza aa gaya, maza aya, "
    "kheili bahal bood, kheyli bahal bood, bahal bood, ali bood, "
    "mja agya, ktir, kteer, ketir, awi, 7abibi, habibi, habibti, azizam, azizjan, dadash, "
    "باحال بود, باحاله, خیلی باحال بود, چسبید, لذت بردم, کیف کردم, کیف داد, کلی کیف کردم, "
    "مزا آ گیا, مزہ آ گیا, مزا آگیا, مزہ آگیا, دل خوش ہو گیا, سلامت رہیں, جیتے رہو, "
    "god bless, stay blessed, باحالی, خیلی باحالی, گلی, آقایی, خوش رہو, اللہ خوش رکھے, "
    "sir ji, madam, maam, guy, buddy, pal, dude, bot please, please, really, too, sis, ji, "
    "yaar, yar, jan, aziz, baba, کلاسم, کمکت, کمکتون, اطلاعات, راهنماییت, پس, دیگه, واقعا, "
    "بابت, همه چی, پاسخت, جناب عالی, بہنا, استاد, مہربان, بوٹ جی, معلومات, واقعی, پلیز, "
    "آپ کی, المعلومات, المعلومة, المساعدة, مساعدتك, لك, ليك, الك, كثير, كتير, اوي, قوي, "
    "والله العظيم, حبيب قلبي, يا غالي, الغالي, خويا, خوي, صاحبي, معلم, استاذ, دكتور, there, "
    "bot, mate, bro, brother, sir, dear, friend, my friend, everyone, all, guys, man, bhai, "
    "so, very, much, and, to you, you, پسرم, دخترم, پسر, مادر, پدر, خاله, عمو, برادر, خواهر, "
    "داداشی, جان, عزیز, عزیزم, دوست, دوست من, دوستان, رفیق, داداش, آقا, خانم, ربات, بات, "
    "خیلی, آپ, تم, اب, بھائی, بھائی جان, بیٹا, بیٹی, جی, جناب, صاحب, یار, بہن, بوٹ, بہت, يا, "
    "اخي, صديقي, حبيبي, حبيبتي, عزيزي, باشا, جميعا, للجميع, بوت, جدا, كثيرا, والله"
)
"""Words for the one who is greeted or thanked, and for how much."""
_WHEN = (
    "every morning, every day, everyday, every morning at 8, every morning at 7, every morning at "
    "9, at 6, at 6am, at 7, at 7am, at 8, at 8am, at 8 am, at 9, at 9am, in the morning"
)
_OF_BOT = (
    "the bot, this bot, with this bot, یہ بوٹ, اس بوٹ, اس بوٹ سے, این ربات, از این ربات, "
    "اس بوٹ کو, البوت, هذا البوت, "
    "هاد البوت, هالبوت, بهاد البوت, بهالبوت, بهذا البوت, البوت ده, بالبوت"
)
_THIS = (
    "wait, no, but, hey, هالمعلومة, هالتاريخ, لا, نه, نہیں, the, this, that, your, its, date, "
    "answer, year, info, information, actually, completely, all, "
    "اطلاعات, اینا, اینها, رو, را, معلومات, المعلومات, یہ سب, facts, "
    "it is, it s, تاریخ, تاریخش, جواب, جوابت, این, سال, کلا, کاملا, تاریخ ہی, یہ, تو, ہے, سارا, "
    "التاريخ, تاريخ, الجواب, جوابك, المعلومة, هذا, هذي, كله, كلها, ده, كلامك, ye, yeh, hai, "
    "tareekh, in"
)
_TELL = (
    "tell, tell me, give, give me, show me, say, suna do, suna dein, sunao, batao, bata do, begu, "
    "bego, سنا دو, سنا دیں, سناؤ, سنائیں, بتا دو, بتا دیں, بتاؤ, بتائیں, بگو, تعریف کن, برام بگو, "
    "قول, قولي, قوللي, قلي, قل لي, احكي, احكيلي, احكي لي, خبرني, عطيني, عطني, اعطيني, أعطني, هات"
)
_AROUND = f"{GREETINGS}, {THANKS}, {_TO_WHOM}"
_KINDS = (
    ("help", f"{GREETINGS}, {HELP}", f"{_OF_BOT}, {_TO_WHOM}"),
    ("thanks", THANKS, f"{GREETINGS}, {_TO_WHOM}"),
    ("goodbye", GOODBYES, f"{THANKS}, {_TO_WHOM}"),
    ("bot", ABOUT_BOT, f"{HELP}, {_OF_BOT}, {_WHEN}, {_THIS}, {_AROUND}"),
    ("complaint", COMPLAINTS, f"{_THIS}, {_AROUND}"),
    ("beyond", BEYOND, f"{_TELL}, {_AROUND}"),
    ("random", ANYTHING, f"{_TELL}, {_AROUND}"),
    ("again", OF_BEFORE, _AROUND),
    ("language", LANGUAGE, _TO_WHOM),
)
_BESIDE_LANGUAGE = f"{_ITS_CHANGE}, {_TELL}, {GREETINGS}, {_TO_WHOM}"
_SURE_THANKS = (
    "thanks, thank you, many thanks, ممنون, مرسی, متشکرم, سپاس, سپاسگزارم, تشکر, خیلی ممنون, "
    "شکریہ, بہت شکریہ, شكرا, مشكور, يعطيك العافية, shukria, shukriya, shukran, merci, merc, mersi, "
    "mamnoon, jazakallah, jazak allah, yeslamo, دمت گرم, دمتون گرم, دستت درد نکنه, جزاک اللہ, "
    "تسلم, تسلمي, يسلمو, بارك الله فيك"
)
SURE_GREETINGS = (
    "hi, hello, hey, good morning, good evening, salam, salaam, assalam o alaikum, "
    "assalamu alaikum, aoa, سلام, سلام علیکم, سلام وقت بخیر, سلام خوبی, خسته نباشید, درود, "
    "السلام عليكم, اسلام علیکم, اسلام و علیکم, مرحبا, أهلا, هلا"
)
_INTRODUCTIONS = (
    "my name is, i am from, im from, i m from, i live in, i love, i like, اسم من, اسمم, من از, "
    "میرا نام, mera naam, mera nam, main pakistan se, esme man, man az, اسمي, انا اسمي, انا من"
)
_SURE_COMPLAINTS = (
    "thats wrong, that s wrong, that is wrong, this is wrong, its wrong, you are wrong, "
    "youre wrong, wrong date, "
    "wrong answer, no thats wrong, no its wrong, this date is wrong, the date is wrong, "
    "you dont know, you don t know, not true, thats not true, ye galat hai, yeh galat hai, "
    "galat hai, "
    "ghalat hai, ghalate, in ghalate, eshtebahe, اشتباهه, اشتباه است, این اشتباهه, این غلطه, غلطه, "
    "غلط است, اشتباه گفتی, غلط گفتی, اشتباه میگی, غلط بتایا, غلط بتایا ہے, غلط ہے, یہ غلط ہے, "
    "آپ غلط ہیں, آپ نے غلط بتایا, تم نے غلط بتایا, خطأ, هذا خطأ, هذا غلط, التاريخ غلط, "
    "التاريخ خطأ, غلط التاريخ, المعلومة غلط, معلومة خاطئة, كلامك غلط, انت غلطان"
)
"""Words that open a line of talk and no name, as "great" opens the Great Fire."""
_OPENINGS = (
    ("complaint", _SURE_COMPLAINTS),
    ("thanks", _SURE_THANKS),
    ("help", f"{SURE_GREETINGS}, {_INTRODUCTIONS}"),
    ("goodbye", GOODBYES),
)
_SAID_INSIDE = (
    ("beyond", folded_words("joke jokes latifa lateefa جوک لطیفه لطیفہ لطیفے نكتة نكتة")),
    ("random", folded_words("random another bored تصادفی عشوائي غيره غيرها زهقان طفشان")),
    (
        "bot",
        folded_words(
            ""
            "daily every everyday subscribe unsubscribe notification notifications chatbot "
            "msg msgs میسج "
            "bhej bhejo bhejte bhejna بھیجو بھیجیں بھیجتے بفرست بفرستی میفرستی نفرست ابعتلي ترسل "
            "ترسلي تبعتلي روزانہ هرروز منبعت منابعت مصادرك مصدرك"
        ),
    ),
    (
        "help",
        folded_words("bot ربات بات بوٹ بوت البوت بالبوت هالبوت بهالبوت"),
    ),
)
"""Words that say what a line is that says nothing else."""
_YOU = folded_words(
    "you u ur your yours yourself youre tum tumhe tumhara tumhari tu aap apka apki aapka tujhe "
    "enta inta enti inti toro "
    "ازت بهت خودت خودتو باهات باهام بلدی نداری میتونی نمیتونی میشی بودی شما بابات مامانت داری "
    "تم تمہیں تمہارا تمہاری تمہارے آپ آپکا آپکو آپکی تجھے تیرا "
    "انت أنت انتي انتو انتم شكلك عندك بتعرف بتقدر تقدر فيك منك معك عليك لك"
)
_SHORT_FORMS = {
    short: word
    for word, forms in {
        "good": "gud gd",
        "morning": "mrng mrning mornin morng",
        "evening": "evng evenin",
        "night": "nite nyt",
        "you": "u yu ya",
        "your": "ur",
        "are": "r",
        "what": "wt wat wht",
        "how": "hw",
        "this": "dis",
        "thanks": "thx thanx thnx thnks tnx thks",
        "thank": "thnk",
        "please": "pls plz",
        "about": "abt",
        "something": "smth sth",
    }.items()
    for short in forms.split()
}
"""Words as they are typed in a hurry."""
_DRAWN = re.compile(r"(\w)\1{2,}")


def small_talk(text: str) -> str:
    """``help`` for a greeting or a call for help, ``thanks``, ``goodbye``, ``complaint``, ``bot``
    for talk of the bot itself, ``beyond`` for what it cannot do, such as a joke, ``again`` for a
    question about what was told before, ``random`` for a wish for anything,
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
    named = len(words) > 1 and _consists_of(words, LANGUAGES, _BESIDE_LANGUAGE, drawn=False)
    return "language" if named else ""


def opens_with(text: str) -> str:
    """The kind of small talk with which a longer line opens; empty for any other line."""
    words = re.findall(r"\w+", folded(text))
    for kind, phrases in _OPENINGS:
        if begins(words, phrases):
            return kind
    return ""


def said_inside(text: str) -> str:
    """The kind of small talk that a word of a line says; empty for any other line."""
    words = folded_words(" ".join(re.findall(r"\w+", folded(text))))
    return next((kind for kind, said in _SAID_INSIDE if said & words), "")


def is_to_bot(text: str) -> bool:
    """True of a line that says "you" to the bot."""
    return not _YOU.isdisjoint(re.findall(r"\w+", folded(text)))


def asks_of_before(text: str) -> bool:
    """True of a question that says only by "it" what it is about: ``and when did it end?``"""
    words = folded_words(" ".join(re.findall(r"\w+", folded(text))))
    rest = {word for word in words if word.removeprefix("و") not in TOLD_BEFORE} - TOLD_BEFORE
    return rest != words and all(_says_little(word) for word in rest)


def _says_little(word: str) -> bool:
    """True of a word that every line has, with the Arabic "and" or without."""
    bare = word.removeprefix("و")
    return is_small(word) or is_small(bare) or bool(begins([word], _AROUND))


def _single(text: str) -> str:
    """The text with one letter for each run of the same."""
    return re.sub(r"(\w)\1+", r"\1", text)


def _consists_of(words: list[str], phrases: str, beside: str, *, drawn: bool) -> bool:
    """True if a line has a phrase of a list, and ``beside`` such ones only words of another."""
    said = False
    while words:
        for known, counts in ((phrases, True), (beside, False)):
            known = _single(known) if drawn else known
            if length := begins(words, known) or begins(_without_and(words), known):
                words, said = words[length:], said or counts
                break
        else:
            return False
    return said


def _without_and(words: list[str]) -> list[str]:
    """The words without the Arabic "and" that is joined to the first."""
    return [words[0].removeprefix("و"), *words[1:]]


def begins(words: Sequence[str], phrases: str, *, backwards: bool = False) -> int:
    """The number of words of the longest phrase of a list with which a line begins, or 0."""
    known, longest = _phrases(phrases)
    for length in range(min(longest, len(words)), 0, -1):
        run = [_SHORT_FORMS.get(word, word) for word in words[:length]]
        if tuple(reversed(run) if backwards else run) in known:
            return length
    return 0


@cache
def _phrases(text: str) -> tuple[frozenset[tuple[str, ...]], int]:
    """The phrases of a list as folded words, and the number of words of the longest."""
    phrases = (folded(phrase).split() for phrase in text.split(",") if phrase.strip())
    found = frozenset(tuple(_SHORT_FORMS.get(word, word) for word in words) for words in phrases)
    return found, max(map(len, found))
