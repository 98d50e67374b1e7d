"""Common names of countries that CLDR's four languages do not have, by ISO 3166-1 code.

Written as people type them; compared folded. One line a country, names parted by commas.
"""

from __future__ import annotations

COMMON_NAMES: dict[str, str] = {
    "AE": "emarat, imarat, elemarat, uae, emirates, the emirates, امارات, امارات متحده, "
    "متحدہ عرب امارات, الإمارات",
    "AF": "افغانستان, afghanestan, afghan, afghans",
    "AL": "آلبانی",
    "AU": "aussie, australian, استرالیا, آسٹریلیا",
    "AT": "اتریش, austrian",
    "BA": "bosnia, بوسنی, بوسنیا, البوسنة",
    "BD": "bangladesh, بنگلادش, بنگلہ دیش",
    "BE": "belgian, بلژیک",
    "BR": "brazilian, برزیل",
    "CA": "canadian, کانادا",
    "CD": "congo, dr congo, drc, کنگو, الكونغو",
    "CG": "republic of the congo, congo brazzaville",
    "CH": "swiss, سوییس, سوئیس",
    "CI": "ivory coast, ساحل عاج, ساحل العاج",
    "CN": "china, cheen, chinese, prc, چین, چائنہ",
    "CU": "cuban",
    "CV": "cape verde",
    "CZ": "czechia, czech republic, czech, چک, جمهوری چک, التشيك",
    "DE": "alman, almania, jermany, german, germans, آلمان, جرمنی, ألمانيا",
    "DK": "danish, دانمارک",
    "DZ": "algerie, jaza2er, eljazaer, dzayer, jazayer, algerian, الجزایر, الجزائر",
    "EG": "mesr, misr, masr, egyptian, egyptians, مصر",
    "ES": "spanish, اسپانیا, سپین, إسبانيا",
    "ET": "ethiopian, اتیوپی, حبشه",
    "FR": "faranse, fransa, french, فرانسه, فرانس",
    "GB": "bartania, englistan, engelestan, uk, u.k., britain, great britain, england, english, "
    "british, scotland, wales, انگلیس, "
    "انگلستان, بریتانیا, برطانیہ, انگلینڈ, بريطانيا, إنجلترا, انجلترا, إنكلترا",
    "GR": "greek, greeks, یونان",
    "HK": "hong kong, هنگ کنگ, ہانگ کانگ, هونغ كونغ",
    "HU": "hungarian, مجارستان, المجر",
    "ID": "indonesian, اندونزی",
    "IE": "irish, ایرلند",
    "IL": "israil, esrail, isra2il, isreal, اسرائيل, اسرایل, israeli, israelis, اسرائیل, إسرائيل",
    "IN": "hindustan, hind, indian, indians, bharat, هند, هندوستان, انڈیا, بھارت, ہندوستان, الهند",
    "IQ": "3iraq, el3iraq, iragh, eragh, aragh, irak, iraqi, iraqis, عراق, العراق",
    "IR": "iranian, iranians, persia, persian, ایران, إيران",
    "IT": "italia, italian, italians, ایتالیا, اٹلی",
    "JO": "ordon, urdun, el ordon, jordanian, اردن, الأردن",
    "JP": "zhapon, japon, yaban, japanese, ژاپن, جاپان, اليابان",
    "KE": "kenyan",
    "KG": "kyrgyz, قرقیزستان",
    "KP": "north korea, dprk, کره شمالی, شمالی کوریا, كوريا الشمالية",
    "KR": "south korea, korea, korean, کره, کره جنوبی, جنوبی کوریا, كوريا, كوريا الجنوبية",
    "KW": "kuwaiti, کویت, الكويت",
    "LB": "lebnen, libnan, lobnan, loubnan, lubnan, liban, lebanese, لبنان",
    "LK": "sri lanka, ceylon, سریلانکا, سری لنکا",
    "LY": "libyan, لیبی, لیبیا, ليبيا",
    "MA": "maghrib, lmaghrib, elmaghreb, maroc, moroccan, مراکش, مغرب, المغرب",
    "MK": "macedonia",
    "MM": "burma, burmese, myanmar, برمه, برما, میانمار, ميانمار, بورما",
    "MX": "mexican, مکزیک",
    "NL": "holland, dutch, netherlands, the netherlands, هلند, ہالینڈ, هولندا",
    "NZ": "kiwi, نیوزیلند, زلاند نو",
    "OM": "omani, عمان",
    "PH": "filipino, the philippines, فیلیپین, الفلبين",
    "PK": "pakistani, pakistanis, پاکستان, باكستان",
    "PL": "polish, لهستان, پولینڈ",
    "PS": "falastin, falasteen, felestin, filistin, filisteen, palestine, palestinian, "
    "palestinians, gaza, west bank, فلسطین, فلسطين, غزه, غزہ, غزة",
    "PT": "portuguese, پرتغال",
    "QA": "qatari, قطر",
    "RU": "roos, rusiye, russia, russian, russians, ussr, soviet union, روسیه, روس, شوروی, "
    "سوویت یونین, روسيا",
    "SA": "so3oudia, saudiya, saoudia, su3udia, saudia, saudi arab, arabistan, saudi, saudis, "
    "saudi arabia, ksa, عربستان, "
    "عربستان سعودی, سعودی, سعودی عرب, السعودية, "
    "المملكة العربية السعودية",
    "SD": "sudanese, سودان, السودان",
    "SE": "swedish, سوئد",
    "SG": "singapore, سنگاپور",
    "SY": "souria, suria, soriya, sooria, syria, syrian, syrians, سوریه, شام, سوريا, سورية",
    "TH": "thai, تایلند",
    "TJ": "tajik, tojikiston, tajikestan, تاجیکستان",
    "TN": "tounes, tounis, tunisie, tunisian, تونس",
    "TR": "turki, turkiye, turkey, turkish, turks, ottoman, ترکیه, ترکی, ترکیہ, تركيا",
    "TW": "taiwan, تایوان",
    "UA": "okrain, okrayn, okraini, ukrain, uckraine, اوکراینی, یوکرائن, أوكرانيا, ukrainian, "
    "اوکراین, یوکرین",
    "US": "amrika, amreeka, usa, u.s., u.s.a., us, america, american, americans, "
    "united states of america, the us, "
    "the usa, the united states, امریکا, آمریکا, ایالات متحده, امریکہ, ریاست ہائے متحدہ, أمريكا, "
    "امريكا, الولايات المتحدة",
    "UZ": "uzbek, ozbekiston, o'zbekiston, ozbekestan, ازبکستان",
    "VA": "vatican, the vatican, واتیکان, ویٹیکن, الفاتيكان",
    "VN": "vietnam, vietnamese, ویتنام, فيتنام",
    "XK": "kosovo, کوزوو, كوسوفو",
    "YE": "yaman, yemeni, یمن, اليمن",
    "ZA": "south african, آفریقای جنوبی, جنوبی افریقہ",
}


def common_names() -> dict[str, str]:
    """The code of each common name, as written."""
    return {name.strip(): code for code, line in COMMON_NAMES.items() for name in line.split(",")}
