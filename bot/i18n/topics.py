"""Common names and plurals of the topics in four languages, besides those of the catalogues."""

from __future__ import annotations

TOPIC_NAMES: dict[str, str] = {
    "diplomacy": "diplomatic, foreign policy, foreign affairs, دیپلماتیک, سیاست خارجی, "
    "سفارت کاری, خارجہ پالیسی, دبلوماسية, الدبلوماسية, علاقات دولية; treaties",
    "war": "wars, military, army, جنگ‌ها, جنگ ها, نظامی, جنگیں, جنگوں, فوج, حروب, الحرب, "
    "الحروب, لڑائی; battle, battles, نبرد, معارك, معركة",
    "politics": "political, government, سیاسی, سیاستها, حکومت, سیاسیات, سياسة, السياسة, "
    "سياسي; elections",
    "law": "laws, legal, courts, justice, قوانین, حقوقی, قانونی, عدالت, عدلیہ, قانون, "
    "القانون, قوانين",
    "rights": "human rights, civil rights, right, حقوق بشر, حقوق مدنی, حقوق, انسانی حقوق, "
    "حقوق الإنسان, الحقوق",
    "religion": "religions, religious, faith, دینی, مذهب, مذهبی, ادیان, مذہب, مذاہب, مذہبی, "
    "دين, الدين, أديان, الأديان; christianity, church",
    "islam": "islamic, muslim, muslims, اسلامی, مسلمانان, مسلمان, إسلامي, الإسلام, إسلام, المسلمون",
    "science": "sciences, scientific, scientists, nature, علوم, علمی, دانش, سائنس, سائنسی, "
    "العلوم, العلم, علمي",
    "technology": "technologies, tech, technical, engineering, تکنولوژی, فن‌آوری, فنی, "
    "ٹیکنالوجی, تقنية, التقنية, تكنولوجيا, التكنولوجيا; computers",
    "exploration": "explorations, explorers, expeditions, اکتشافات, دریافت, مہم, استكشاف, "
    "الاستكشاف, اكتشافات; space, فضا, خلا, الفضاء",
    "arts": "art, artists, culture, هنرها, هنری, فرهنگ, فنون, آرٹ, ثقافت, ادب, فن, الفن, "
    "الفنون, ثقافة; literature, music, film, films, cinema, books, ادبیات, موسیقی, سینما, "
    "شاعری, أدب, موسيقى",
    "sport": "sports, games, ورزشی, ورزش‌ها, کھیلوں, رياضة, الرياضة, رياضات, الكورة; football, "
    "cricket, olympics, فوتبال, کرکٹ, كرة القدم, كورة القدم",
    "economy": "economics, economic, economies, business, trade, money, اقتصادی, تجارت, "
    "معیشت, معاشیات, اقتصاد, الاقتصاد, تجارة",
    "disaster": "disasters, catastrophe, accidents, فاجعه, بلایا, بلای طبیعی, حوادث, آفات, "
    "آفت, حادثات, كوارث, الكوارث; earthquake, earthquakes, زلزله, زلازل",
    "health": "medicine, medical, diseases, بهداشت, پزشکی, سلامتی, صحت, طب, الصحة, الطب",
    "society": "social, اجتماعی, جامعه, معاشرہ, سماج, مجتمع, المجتمع; women, "
    "education, زنان, خواتین, المرأة",
}
"""By topic; after a semicolon what is only a part of it, of which more is told than of its day."""


def topic_names() -> dict[str, str]:
    """The topic of each name, as written; a name of two topics is the first one's."""
    found: dict[str, str] = {}
    for topic, line in TOPIC_NAMES.items():
        for name in line.replace(";", ",").split(","):
            found.setdefault(name.strip(), topic)
    return found


def narrower_names() -> set[str]:
    """The names of what is only a part of a topic, as written: earthquakes, cricket."""
    parts = (line.partition(";")[2].split(",") for line in TOPIC_NAMES.values())
    return {name.strip() for names in parts for name in names} - {""}
