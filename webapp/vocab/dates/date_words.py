"""The small words that stand before, within and about dates, and the seasons, in folded letters."""

import re

from webapp.vocab.dates.month_names import folded

_SEASONS = {
    "21": """
spring весна весной весны весну весни навесні вясна вясной вясною bahar ilkbahar baharda baharinda primavera
printemps fruhling fruhjahr გაზაფხული გაზაფხულზე ربيع بهار
""",
    "22": """
summer лето летом лета літо влітку літа летам yay yayda yayinda verano ete sommer estate verao vara ზაფხული
ზაფხულში صيف تابستان
""",
    "23": """
autumn fall осень осенью осени осінь восени осені восень восенню payiz payizda payizinda sonbahar sonbaharda
sonbaharinda otono automne herbst autunno outono toamna შემოდგომა შემოდგომაზე خريف پاييز پاییز
""",
    "24": """
winter зима зимой зимы зиму взимку зими зимою qis qisda qisinda kis kista kisin invierno hiver inverno iarna
ზამთარი ზამთარში شتاء زمستان
""",
}
# The EDTF code of each word for a season (ISO 8601-2, 4.8).
SEASONS = {folded(word): code for code, words in _SEASONS.items() for word in words.split()}

ABOUT = re.compile(
    r"(?:(?:about|around|approximately|approx|circa|ca|c|texminen|teqriben|teqr|yaklasik|ok(?=\.)|oko[lł]o|около|ок|примерно|приблизительно"
    r"|прибл|ориентировочно|близько|приблизно|каля|environ|env|vers|etwa|ungefahr|um|hacia|alrededor de"
    r"|حوالي|نحو|حدود)"
    r"\b\.?|~) *"
)
PERHAPS = re.compile(r"(?:perhaps|probably|possibly|maybe)\b *")
# Prepositions and articles: "on the", "в", "у", "en", "el", "le", "im", "am", "في".
BEFORE_DATES = re.compile(
    r"(?:(?:some ?time )?(?:in|on)|the|во?|у|на|en|el|le|la|au|mois de|im|am|den|dem|der|das|nel|il|em|no"
    r"|na|pe|du|del|de|ab|في|بتاريخ|يوم|در|روز) |(?:mois )?[dl]'"
)
_WITHIN_DATES = """
of the de del do des du dell ayı ayın ayında ayının месяц месяца месяце місяць місяця місяці року
році рік р г год года годзе წლის წელს წელი anul mes mois monat jahr ano année شهر سنة عام من لعام
ميلادي ميلادية سال ماه میلادی
"""
# Words that say nothing of a date in which they stand: "of", and "month" or "year" beside their names.
WITHIN_DATES = frozenset(map(folded, _WITHIN_DATES.split()))
