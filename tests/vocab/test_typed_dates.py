"""A curator types a date the way the source prints it and is understood, or told what to write."""

from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import example, given
from hypothesis import strategies as st

from tests.vocab.partial_dates import outcome
from webapp.vocab.dates.month_names import month_of
from webapp.vocab.dates.partial_date import BadDate, PartialDate


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2023-11-20", "2023-11-20"),
        (" 2023–11 ", "2023-11"),
        ("202x", "202X"),
        ("2023-11-20 / 2024-06-20", "2023-11-20/2024-06-20"),
        ("November 2023", "2023-11"),
        ("in November, 2023", "2023-11"),
        ("november-2023", "2023-11"),
        ("20 November 2023", "2023-11-20"),
        ("the 20th of November 2023", "2023-11-20"),
        ("Nov 20, 2023", "2023-11-20"),
        ("Nov. 20th, 2023", "2023-11-20"),
        ("20-Nov-2023", "2023-11-20"),
        ("2023", "2023"),
        ("the 2020s", "202X"),
        ("2023/11/20", "2023-11-20"),
        ("2023-1-5", "2023-01-05"),
        ("11.2023", "2023-11"),
        ("November 2023, day not stated", "2023-11-XX"),
    ],
)
def test_usual_ways_of_writing_a_date_are_understood(typed: str, expected: str) -> None:
    assert PartialDate.read(typed).edtf == expected


@pytest.mark.parametrize(
    "typed", ["05.11.2023", "05/11/2023", "5-11-2023", "5.11.2023", "٠٥/١١/٢٠٢٣", "۰۵.۱۱.۲۰۲۳"]
)
def test_figures_put_the_day_first_always(typed: str) -> None:
    assert PartialDate.read(typed) == PartialDate("2023-11-05", date(2023, 11, 5), date(2023, 11, 5))


def test_a_month_put_first_is_not_swapped_in_silence() -> None:
    with pytest.raises(BadDate, match=r"day comes first here\. Write 20\.11\.2023"):
        PartialDate.read("11/20/2023")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("20 noyabr 2023", "2023-11-20"),
        ("noyabr 2023-cü il", "2023-11"),
        ("İYUN 2023", "2023-06"),
        ("20 ноября 2023 г.", "2023-11-20"),
        ("ноябрь 2023 года", "2023-11"),
        ("20 Kasım 2023", "2023-11-20"),
        ("KASIM 2023", "2023-11"),
        ("Agustos 2023", "2023-08"),
        ("12 мая 2023", "2023-05-12"),
        ("в мае 2021", "2021-05"),
        ("в августе 2022 года", "2022-08"),
        ("05.05.2021г.", "2021-05-05"),
        ("2021-ci ilin may ayında", "2021-05"),
        ("sentyabrda 2020", "2020-09"),
        ("Mayıs 2021'de", "2021-05"),
        ("3 Aralık 2019’da", "2019-12-03"),
        ("2021 yılı Haziran ayında", "2021-06"),
        ("2018-ci ildə", "2018"),
        ("4 траўня 2021", "2021-05-04"),
        ("4 lipca 2021", "2021-07-04"),
        ("5 května 2021", "2021-05-05"),
        ("4 במאי 2021", "2021-05-04"),
        ("15 Μαΐου 2021", "2021-05-15"),
    ],
)
def test_months_are_known_in_the_languages_of_the_pages(typed: str, expected: str) -> None:
    assert PartialDate.read(typed).edtf == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("у травні 2021 року", "2021-05"), ("в лютому 2022", "2022-02"),
        ("7 листопада 2020 р.", "2020-11-07"),
        ("у лістападзе 2020", "2020-11"), ("7 мая 2021 года", "2021-05-07"), ("в жніўні 2021", "2021-08"),
        ("en mayo de 2021", "2021-05"), ("el 7 de marzo de 2021", "2021-03-07"),
        ("le 1er mai 2021", "2021-05-01"),
        ("au mois d'août 2021", "2021-08"), ("im März 2021", "2021-03"),
        ("Freitag, 7. Mai 2021", "2021-05-07"),
        ("venerdì 7 maggio 2021", "2021-05-07"), ("sexta-feira, 7 de maio de 2021", "2021-05-07"),
        ("în martie 2022", "2022-03"), ("2021 წლის 7 მაისს", "2021-05-07"), ("2021 წლის მაისში", "2021-05"),
        ("في 5 مايو/أيار 2021", "2021-05-05"), ("٥ كانون الثاني ٢٠٢١", "2021-01-05"),
        ("۵ مه ۲۰۲۱", "2021-05-05"),
        ("2021年5月7日", "2021-05-07"), ("2021年5月", "2021-05"), ("середа, 5 травня 2021", "2021-05-05"),
    ],
)  # fmt: skip
def test_months_are_known_in_the_languages_of_other_texts(typed: str, expected: str) -> None:
    assert PartialDate.read(typed).edtf == expected


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("весной 2021", "21"), ("навесні 2021 року", "21"), ("İlkbahar 2021", "21"), ("printemps 2021", "21"),
        ("2021-ci ilin yayında", "22"), ("летом 2021 года", "22"),
        ("en verano de 2021", "22"), ("été 2021", "22"),
        ("осенью 2021 г.", "23"), ("payız 2021", "23"), ("im Herbst 2021", "23"), ("autumn of 2021", "23"),
        ("взимку 2021", "24"), ("Kış 2021", "24"), ("зима 2021", "24"), ("شتاء 2021", "24"),
    ],
)  # fmt: skip
def test_seasons_are_known_by_name(typed: str, code: str) -> None:
    assert PartialDate.read(typed).edtf == f"2021-{code}"


def test_a_season_that_is_another_one_in_the_neighbours_language_is_refused() -> None:
    # Spring in Azerbaijani, summer in Turkish.
    with pytest.raises(BadDate):
        PartialDate.read("yaz 2021")


@given(
    st.sampled_from(["uk", "be", "es", "fr", "de", "it", "pt", "ro", "ka", "ar", "fa"]),
    st.dates(date(1950, 1, 1), date(2030, 12, 31)),
)
def test_a_date_as_another_language_writes_it_in_full_is_that_day(language: str, day: date) -> None:
    assert PartialDate.read(format_date(day, "d MMMM y", locale=language)).edtf == day.isoformat()
    assert PartialDate.read(format_date(day, "EEEE d MMMM y", locale=language)).edtf == day.isoformat()


@pytest.mark.parametrize(
    "typed",
    [
        "Wednesday, 5 May 2021", "Wed 5 May 2021", "5 May 2021, Wednesday", "в среду, 5 мая 2021",
        "Çərşənbə, 5 may 2021", "çarşamba 5 Mayıs 2021", "on Wednesday 05.05.2021",
    ],
)  # fmt: skip
def test_the_day_of_the_week_beside_a_date_is_left_out(typed: str) -> None:
    assert PartialDate.read(typed).edtf == "2021-05-05"


_LOCATIVE = {
    "ru": (
        "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре",
        ["в {month} {year}", "в {month} {year}г.", "в {month} {year} года,", "в {month} {year}-го года"],
    ),
    "az": (
        "yanvarında fevralında martında aprelində mayında iyununda iyulunda avqustunda sentyabrında"
        " oktyabrında noyabrında dekabrında",
        ["{year}-cı ilin {month}", "{year}-cu ilin {month}", "{month}, {year}-ci il"],
    ),
    "tr": (
        "Ocak'ta Şubat'ta Mart'ta Nisan'da Mayıs’ta Haziran’da Temmuz'da Ağustos'ta Eylül’de Ekim’de"
        " Kasım’da Aralık'ta",
        ["{year} yılının {month}", "{year}'in {month}", "{month} {year}", "“{month} {year}”"],
    ),
}


@given(st.sampled_from(list(_LOCATIVE)), st.integers(1, 12), st.integers(1950, 2030), st.data())
def test_a_month_in_the_case_of_its_sentence_is_that_month(
    language: str, month: int, year: int, data: st.DataObject
) -> None:
    names, frames = _LOCATIVE[language]
    typed = data.draw(st.sampled_from(frames)).format(month=names.split()[month - 1], year=year)
    assert PartialDate.read(typed).edtf == f"{year}-{month:02}"


@given(
    st.dates(date(1950, 1, 1), date(2030, 12, 31)),
    st.sampled_from([
        "{d:02}.{m:02}.{y}г.", "{d}.{m:02}.{y}г.,", "{d:02}.{m:02}.{y} году", "«{d}.{m}.{y}»",
        "{d}-го {ru} {y} г.",
        "{d}-е {ru} {y}", "{y}-cı il {az}ın {d}-də", "{d} {az} {y}-cü il", "{d} {az} {y}-ci il tarixində",
        "{d} {tr} {y} tarihinde", "{d} {tr} {y}’de", "{tr}’ın {d}’inde {y}", "‘{d} {tr} {y}’",
        "{d} {ru} {y} г. ({ruday})", "{d} {tr} {y} {trday}", "{azday} günü, {d} {az} {y}",
        "{ruday}, {d} {ru} {y}",
    ]),
)  # fmt: skip
def test_what_hangs_on_a_day_does_not_hide_it(day: date, frame: str) -> None:
    def of(language: str, pattern: str) -> str:
        return str(format_date(day, pattern, locale=language))

    typed = frame.format(
        d=day.day, m=day.month, y=day.year, ru=of("ru", "d MMMM").split()[1], az=of("az", "MMMM"),
        tr=of("tr", "MMMM"), ruday=of("ru", "EEEE"), trday=of("tr", "EEEE"), azday=of("az", "EEEE"),
    )  # fmt: skip
    assert PartialDate.read(typed).edtf == day.isoformat()


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2021-21", date(2021, 3, 1), date(2021, 5, 31)),
        ("2021-22?", date(2021, 6, 1), date(2021, 8, 31)),
        ("2021-23/2021-24", date(2021, 9, 1), date(2022, 2, 28)),
        ("2023-24", date(2023, 12, 1), date(2024, 2, 29)),
    ],
)
def test_a_season_lasts_three_months(typed: str, first: date, last: date) -> None:
    season = PartialDate.read(typed)
    assert (season.edtf, season.earliest, season.latest) == (typed, first, last)


def test_no_two_languages_dispute_a_month() -> None:
    for number, names in enumerate(
        [
            "January yanvar Ocak январь января", "February fevral Şubat февраль февраля",
            "March mart март марта",
            "April aprel Nisan апрель апреля", "May Mayıs май мая", "June iyun Haziran июнь июня",
            "July iyul Temmuz июль июля", "August avqust Ağustos август августа",
            "September sentyabr Eylül сентябрь сентября", "October oktyabr Ekim октябрь октября",
            "November noyabr Kasım ноябрь ноября", "December dekabr Aralık декабрь декабря",
        ],
        start=1,
    ):
        assert {name: month_of(name) for name in names.split()} == dict.fromkeys(names.split(), number)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("about June 2023", "2023-06~"),
        ("c. 2023", "2023~"),
        ("около июня 2023", "2023-06~"),
        ("June 2023?", "2023-06?"),
        ("June 2023, uncertain", "2023-06?"),
        ("probably 20.11.2023", "2023-11-20?"),
        ("about 2023?", "2023%"),
        ("2023?~", "2023%"),
    ],
)
def test_doubt_is_kept(typed: str, expected: str) -> None:
    assert PartialDate.read(typed).edtf == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("between October and December 2023", "2023-10/2023-12"),
        ("between October and December 2023?", "2023-10?/2023-12?"),
        ("between October 2023 and December 2023?", "2023-10/2023-12?"),
        ("2023-10 to 2023-12", "2023-10/2023-12"),
        ("from 20 November 2023 until 20.06.2024", "2023-11-20/2024-06-20"),
        ("5–12 November 2023", "2023-11-05/2023-11-12"),
        ("20-25.11.2023", "2023-11-20/2023-11-25"),
        ("20.11.2023-25.11.2023", "2023-11-20/2023-11-25"),
        ("October–December 2023", "2023-10/2023-12"),
        ("2022-2023", "2022/2023"),
        ("by 16 December 2023, uncertain", "../2023-12-16?"),
        ("on or before 16 December 2023 (uncertain)", "../2023-12-16?"),
        ("from 1 March 2022 on", "2022-03-01/.."),
        ("before 2023", "../2022"),
        ("before March 2022", "../2022-02"),
        ("before 1.3.2024", "../2024-02-29"),
    ],
)
def test_stretches_of_time_are_understood(typed: str, expected: str) -> None:
    assert PartialDate.read(typed).edtf == expected


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Enter a date"),
        ("\u200f \t", "Enter a date"),
        ("soon", "is not a date"),
        ("Monday 2023", "is not a date"),
        ("November November 2023", "is not a date"),
        ("2023\x00", "is not a date"),
        ("20 2023", "is not a date"),
        ("20 November 2023, day not stated", "is not a date"),
        ("31.02.2023", "no day 31 in 2023-02"),
        ("45 November 2023", "no day 45"),
        ("20.13.2023", "no month 13"),
        ("20.11.23", "four digits"),
        ("20 November 23", "four digits"),
        ("20 November", "year is missing"),
        ("1.1.0000", "no year 0000"),
        ("before 1.1.0001", "Nothing lies before"),
        ("December to November 2023", "ends before it begins"),
        ("between November and January 2024", "ends before it begins"),
        ("between November and 2023", "both ends"),
        ("late 2023", "no exact bounds"),
        ("mid-2023", "no exact bounds"),
        ("since September 2023", "write only the date"),
        ("after October 2023", "write only the date"),
        ("1" * 10_000, "too long"),
        ("between " * 2_000, "too long"),
    ],
)
def test_what_is_not_understood_is_refused_with_what_to_do(typed: str, says: str) -> None:
    with pytest.raises(BadDate, match=says) as refused:
        PartialDate.read(typed)
    assert str(refused.value).isprintable()
    assert len(str(refused.value)) < 200


LIKELY = (
    "between and from to on by before about ? ~ % , . - / .. 20 5 31 2023 202X XX November мая Kasım the of"
    " in uncertain not stated day month 11.2023 20.11.2023 2023-11 -cü il г. s"
)
WORDS = st.sampled_from(LIKELY.split())


@given(st.text() | st.lists(WORDS, max_size=8).map(" ".join) | st.lists(WORDS, max_size=5).map("".join))
@example("between and ")
@example(" , ")
@example("? - ?")
def test_whatever_is_typed_is_a_date_or_refused(typed: str) -> None:
    found = outcome(PartialDate.read, typed)
    assert str(found) if isinstance(found, BadDate) else PartialDate.parse(found.edtf) == found


@given(st.dates(min_value=date(1, 1, 1)))
def test_a_full_date_means_the_same_in_every_order(day: date) -> None:
    year, month = f"{day.year:04}", day.strftime("%B")
    for typed in (
        f"{year}-{day.month:02}-{day.day:02}",
        f"{day.day}.{day.month}.{year}",
        f"{day.day:02}/{day.month:02}/{year}",
        f"{day.day} {month} {year}",
        f"{month} {day.day}, {year}",
    ):
        assert PartialDate.read(typed) == PartialDate(day.isoformat(), day, day)
