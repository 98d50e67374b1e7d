"""Common names and plurals of the topics in four languages, besides those of the catalogues."""

from __future__ import annotations

TOPIC_NAMES: dict[str, str] = {
    "diplomacy": "diplomatic, foreign policy, treaties, foreign affairs, دیپلماتیک, سیاست خارجی, "
    "سفارت کاری, خارجہ پالیسی, دبلوماسية, الدبلوماسية, علاقات دولية",
    "war": "wars, battle, battles, military, army, جنگ‌ها, جنگ ها, نبرد, نظامی, جنگیں, جنگوں, فوج, "
    "لڑائی, حروب, الحرب, الحروب, معارك, معركة",
    "politics": "political, government, elections, سیاسی, سیاستها, حکومت, سیاسیات, سياسة, السياسة, "
    "سياسي",
    "law": "laws, legal, courts, justice, قوانین, حقوقی, قانونی, عدالت, عدلیہ, قانون, "
    "القانون, قوانين",
    "rights": "human rights, civil rights, right, حقوق بشر, حقوق مدنی, حقوق, انسانی حقوق, "
    "حقوق الإنسان, الحقوق",
    "religion": "religions, religious, faith, christianity, church, دینی, مذهب, مذهبی, "
    "ادیان, مذہب, "
    "مذاہب, مذہبی, دين, الدين, أديان, الأديان",
    "islam": "islamic, muslim, muslims, اسلامی, مسلمانان, مسلمان, إسلامي, الإسلام, إسلام, المسلمون",
    "science": "sciences, scientific, scientists, nature, علوم, علمی, دانش, سائنس, سائنسی, العلوم, "
    "العلم, علمي",
    "technology": "technologies, tech, technical, computers, engineering, تکنولوژی, فن‌آوری, فنی, "
    "ٹیکنالوجی, تقنية, التقنية, تكنولوجيا, التكنولوجيا",
    "exploration": "explorations, explorers, expeditions, space, اکتشافات, فضا, خلا, دریافت, مہم, "
    "استكشاف, الاستكشاف, اكتشافات, الفضاء",
    "arts": "art, artists, culture, literature, music, film, films, cinema, books, هنرها, هنری, "
    "فرهنگ, ادبیات, موسیقی, سینما, فنون, آرٹ, ثقافت, ادب, شاعری, فن, الفن, الفنون, ثقافة, "
    "أدب, موسيقى",
    "sport": "sports, football, cricket, olympics, games, ورزشی, ورزش‌ها, فوتبال, کھیلوں, کرکٹ, "
    "رياضة, الرياضة, رياضات, كرة القدم, كورة القدم, الكورة",
    "economy": "economics, economic, economies, business, trade, money, اقتصادی, تجارت, معیشت, "
    "معاشیات, اقتصاد, الاقتصاد, تجارة",
    "disaster": "disasters, catastrophe, earthquake, earthquakes, accidents, فاجعه, بلایا, "
    "بلای طبیعی, "
    "زلزله, حوادث, آفات, آفت, حادثات, كوارث, الكوارث, زلازل",
    "health": "medicine, medical, diseases, بهداشت, پزشکی, سلامتی, صحت, طب, الصحة, الطب",
    "society": "social, people, women, education, اجتماعی, جامعه, زنان, معاشرہ, سماج, "
    "خواتین, مجتمع, "
    "المجتمع, المرأة",
}


def topic_names() -> dict[str, str]:
    """The topic of each name, as written; a name of two topics is the first one's."""
    found: dict[str, str] = {}
    for topic, line in TOPIC_NAMES.items():
        for name in line.split(","):
            found.setdefault(name.strip(), topic)
    return found
