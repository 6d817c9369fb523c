"""What a cell of a list says in its own words, and what it is not taken to say."""

import pytest

from webapp.domain.imports.cells.sentences import read_sentence, stated_sentences
from webapp.domain.imports.cells.status_days import status_and_day
from webapp.domain.imports.cells.status_words import guessed_status
from webapp.domain.imports.cells.values import (
    read_age,
    read_charges,
)
from webapp.domain.refusals import Refused
from webapp.vocab.charges import Basis, SentenceKind, StepKind
from webapp.vocab.liberty import Status


def test_a_term_is_read_whatever_stands_beside_its_length() -> None:
    terms = {
        "7 years' imprisonment": (7, None), "7 (seven) years": (7, None), "7-year term": (7, None),
        "5 years in prison": (5, None), "5 yrs 6 mos": (5, 6), "7 il 6 ay azadlıqdan məhrum etmə": (7, 6),
        "3 yıl hapis cezası": (3, None), "6 años y 6 meses de prisión": (6, 6),
        "4 г. 6 мес. колонии общего режима": (4, 6), "6 il / 6 years": (6, None),
        "5 лет лишения свободы": (5, None), "2,5 года": (2, 6), "2½ years": (2, 6),
        "有期徒刑四年六个月": (4, 6),
        "十二年": (12, None), "二十年三个月": (20, 3), "13 років суворого режиму": (13, None),
    }  # fmt: skip
    for text, (years, months) in terms.items():
        sentence = read_sentence(text)
        assert (sentence.kind, sentence.years, sentence.months) == (SentenceKind.TERM, years, months), text
    assert read_sentence("cadena perpetua").kind is SentenceKind.LIFE
    assert read_sentence("штраф 150 000 руб.").kind is SentenceKind.FINE
    for text in ("3 years suspended", "условно 3 года", "6 yıl (ertelendi)", "3 Jahre auf Bewährung"):
        assert read_sentence(text).suspended, text


def test_what_is_more_or_less_than_one_term_is_refused() -> None:
    for text in (
        "3 years, 6 months suspended", "10 years + fine", "5 years probation", "四年缓刑五年",
        "2 years of house arrest", "5 years, 3 years", "5 years / 3 years", "5-7 years", "10 years and 5",
        "imprisonment", "7.6 years", "0 years",
    ):  # fmt: skip
        with pytest.raises(Refused, match="Write the term"):
            read_sentence(text)


def test_of_a_term_that_is_suspended_in_part_what_is_to_be_served_is_read() -> None:
    for text, years in {
        "5 ans dont 2 avec sursis": 3, "5 ans dont 2 ferme": 2, "6 лет, из них 2 условно": 4,
        "4 years, 2 of them suspended": 2, "5 years of which 2 suspended": 3,
    }.items():  # fmt: skip
        sentence = read_sentence(text)
        assert (sentence.years, sentence.months, sentence.suspended) == (years, None, False), text
    for text in ("3 years, 6 months suspended", "2 years of which 5 suspended", "5 years of which 2"):
        with pytest.raises(Refused, match="Write the term"):
            read_sentence(text)


def test_an_age_is_a_number_whatever_unit_stands_beside_it() -> None:
    assert {read_age(text) for text in ("45", "45.0", "45 yrs", "45 years old", "45 yaş", "45 лет")} == {"45"}
    assert {read_age(text) for text in ("age 52", "aged 52", "возраст: 52", "52 г.")} == {"52"}
    assert [read_age(text) for text in ("~27", "very old", "45 or 46")] == ["~27", "very old", "45 or 46"]


def test_a_word_for_a_status_is_guessed_where_nothing_beside_it_says_otherwise() -> None:
    known = {
        "Deceased in custody": Status.DIED_IN_CUSTODY, "fallecido en prisión": Status.DIED_IN_CUSTODY,
        "فوت در زندان": Status.DIED_IN_CUSTODY, "狱中死亡": Status.DIED_IN_CUSTODY, "скончался в СИЗО":
        Status.DIED_IN_CUSTODY, "freed on bail": Status.RELEASED_PENDING_TRIAL, "已释放": Status.AT_LIBERTY,
        "у зняволенні": Status.IMPRISONED, "azadlıqdadır": Status.AT_LIBERTY, "rearrested": Status.ARRESTED,
        "En détention provisoire": Status.PRETRIAL_DETENTION, "9 il həbs": Status.IMPRISONED,
        "Excarcelado con medidas cautelares": Status.RELEASED_PENDING_TRIAL,
        "released, under police supervision": Status.AT_LIBERTY, "подписка о невыезде": Status.TRAVEL_BAN,
        "адм. арест": Status.ADMINISTRATIVE_DETENTION, "Вышли на свободу (отбыли срок):":
        Status.RELEASED_SERVED, "Əfv edilənlər": Status.RELEASED_EARLY,
        "Evading arrest": Status.WANTED, "cumple condena": Status.IMPRISONED,
    }  # fmt: skip
    assert {words: guessed_status(words) for words in known} == known
    for words in (
        "pardoned (still held)",
        "not released", "not imprisoned", "no liberado", "не освобождён", "tahliye edilmedi",
        "no longer detained", "released (rearrested)", "released then rearrested",
        "was arrested, now free", "house arrest lifted",
        "former political prisoner", "ex-prisoner", "at large (suspended)",
        "бывший политзаключённый", "заочно арестован",
        "death in detention", "سجين سابق", "released?", "probably detained", "вероятно освобождён",
        "ehtimal ki, həbsdədir", "9 gün həbs",
    ):  # fmt: skip
        assert guessed_status(words) is None, words


def test_the_one_day_among_words_for_a_status_is_no_part_of_them() -> None:
    for text, parts in {
        "Died in prison (12.01.2026)": ("Died in prison", "12.01.2026"),
        "Released on 3 May 2026": ("Released", "3 May 2026"),
        "under house arrest since June 2023": ("under house arrest", "June 2023"),
        "освобождён с 12.03.2021 по УДО": ("освобождён по УДО", "12.03.2021"),
        "31.12.2024-cü ildə azad edilib": ("azad edilib", "31.12.2024-cü"),
        "released 2019": ("released", "2019"), "Art. 128 of 2019": ("Art. 128 of 2019", ""),
        "held until 12.01.2026": ("held until 12.01.2026", ""), "12.01.2026": ("12.01.2026", ""),
        "arrested 12.01.2021, again 12.01.2022": ("arrested 12.01.2021, again 12.01.2022", ""),
        "fled on 1/11/2021": ("fled", "1/11/2021"), "12.2020-də azad olunub": ("azad olunub", "12.2020"),
        "house arrest from 8.XI.2023": ("house arrest", "8.XI.2023"),
    }.items():  # fmt: skip
        assert status_and_day(text) == parts


def test_charges_are_parted_where_another_number_follows() -> None:
    assert read_charges("Articles 147-1, 166(2)(b) and 225") == ["Articles 147-1", "166(2)(b)", "225"]
    assert read_charges("incitement to hatred and terrorism") == ["incitement to hatred and terrorism"]


def test_what_goes_on_with_an_article_or_a_law_is_the_same_charge() -> None:
    for text, charges in {
        "128 ч. 2, п. «д»": ["128 ч. 2, п. «д»"], "Law 12/1990, Art. 3": ["Law 12/1990, Art. 3"],
        "Art. 5 PC; Law 12/1990, Art. 3": ["Art. 5 PC", "Law 12/1990, Art. 3"],
        "Art. 128 and Art. 129 of the Code": ["Art. 128", "Art. 129 of the Code"],
        "ст. 128 ч. 1, ч. 2 ст. 30": ["ст. 128 ч. 1", "ч. 2 ст. 30"],
        "Art. 128 Code, Art. 3": ["Art. 128 Code", "Art. 3"], "128; 129": ["128", "129"],
        "Art. 128 and part 2": ["Art. 128 and part 2"], "Art. 128 and riot 2020": ["Art. 128 and riot 2020"],
        "Arts. 128-1, 130 and 132": ["Arts. 128-1", "130", "132"],
    }.items():  # fmt: skip
        assert read_charges(text) == charges


def test_two_words_for_a_status_mean_what_both_allow() -> None:
    for words, status in {
        "осуждён, отбывает": Status.IMPRISONED, "condenado, cumple pena": Status.IMPRISONED,
        "detained / SIZO": Status.PRETRIAL_DETENTION, "released (term served)": Status.RELEASED_SERVED,
        "on trial, in custody": Status.PRETRIAL_DETENTION, "следствие, СИЗО": Status.PRETRIAL_DETENTION,
        "in detention, trial going on": Status.PRETRIAL_DETENTION,
        "под следствием, под домашним арестом": Status.HOUSE_ARREST,
        # Of which sentence, or whether it is served as yet, they do not say.
        "convicted, SIZO": None, "serving (new trial pending)": None, "həbsdədir, məhkəməsi gedir": None,
        "released, serving": None, "acquitted, but held": None,
        # A cleared name frees nobody, and a restriction is no arrest at home.
        "реабилитирован в 1990 г.": None, "rehabilitated posthumously": None,
        "хатняя хімія (абмежаванне волі)": None,
    }.items():  # fmt: skip
        assert guessed_status(words) is status, words


def test_a_word_for_a_status_is_none_where_what_stands_beside_it_leaves_that_open() -> None:
    for words in (
        "eligible for parole", "parole denied", "помилование отклонено", "awaiting parole hearing",
        "tahliye bekliyor", "libertad condicional revocada", "asked for pardon", "bientôt libéré",
        "temporarily released", "released on furlough", "suicide in prison",
        "moved from house arrest to SIZO",
        "house arrest replaced by custody", "briefly detained", "previously detained", "was in prison",
        "in prison 2010-2015", "в заключении был 2 года", "twice imprisoned", "internal exile",
        "excarcelado y vuelto a detener", "in custody of his mother", "həbs edilməsi gözlənilir",
    ):  # fmt: skip
        assert guessed_status(words) is None, words
    for words, status in {
        "fue liberado": Status.AT_LIBERTY, "was pardoned": Status.RELEASED_EARLY,
        "awaiting trial in SIZO": Status.PRETRIAL_DETENTION, "wieder frei": Status.AT_LIBERTY,
        "released after questioning": Status.AT_LIBERTY, "deported": Status.EXILED,
    }.items():  # fmt: skip
        assert guessed_status(words) is status, words


def test_a_sentence_is_read_in_words_with_what_changes_nothing_about_it() -> None:
    for text, (years, months, suspended) in {
        "twelve years": (12, None, False), "five (5) years": (5, None, False), "полтора года": (1, 6, False),
        "dix ans": (10, None, False), "2 yrs 6 mths": (2, 6, False), "5 ans et 6 mois": (5, 6, False),
        "7 years in absentia": (7, None, False), "2 years 6 months (suspended)": (2, 6, True),
        "4 г. 3 мес. условно": (4, 3, True), "bir il altı ay": (1, 6, False),
    }.items():  # fmt: skip
        (sentence,) = stated_sentences(text)
        assert (sentence.years, sentence.months, sentence.suspended) == (years, months, suspended), text
    for text, kind in {
        "life (30 years)": SentenceKind.LIFE, "высшая мера наказания": SentenceKind.DEATH,
        "2 года ограничения свободы": SentenceKind.RESTRICTION, "1 year of community service":
        SentenceKind.LABOUR, "штраф": SentenceKind.FINE,
    }.items():  # fmt: skip
        assert [sentence.kind for sentence in stated_sentences(text)] == [kind], text
    for text in (
        "5 years?", "~7 years", "2021 г.", "life (commuted)",
        "1 an dont 6 mois",
    ):  # fmt: skip
        with pytest.raises(Refused):
            list(stated_sentences(text))


def test_what_became_of_a_term_is_told_after_it() -> None:
    appeal = Basis.APPEAL
    for text, (before, after, basis) in {
        "15 years, reduced on appeal to 12": (15, 12, appeal), "7 лет (апелляция снизила до 6)":
        (7, 6, appeal),
        "12 ildən 8 ilə endirilib": (12, 8, None), "15 il, Apellyasiya Məhkəməsi 12 ilə endirib":
        (15, 12, appeal), "10 ans, réduit à 8 ans en appel": (10, 8, appeal),
        "снижен с 7 до 5 лет": (7, 5, None),
        "8 Jahre, in der Berufung auf 6 Jahre verkürzt": (8, 6, appeal), "7 years (5 on appeal)":
        (7, 5, appeal), "5 years, reduced by 12 months": (5, 4, None), "9 лет, увеличен до 11 лет":
        (9, 11, None),
    }.items():  # fmt: skip
        first, second = stated_sentences(text)
        assert (first.years, first.step, second.years, second.basis) == (
            before, StepKind.CONVICTED, after, basis,
        ), text  # fmt: skip
        assert second.step is (StepKind.REDUCED if after < before else StepKind.INCREASED), text
    left = (
        "5 years, upheld on appeal", "5 лет, апелляция оставила без изменений", "5 years (appeal pending)",
        "5 years suspended, appeal rejected",
    )  # fmt: skip
    for text in left:
        assert [(sentence.years, sentence.suspended) for sentence in stated_sentences(text)] == [
            (5, "suspended" in text)
        ], text  # fmt: skip
    first, later = stated_sentences("6 років, апеляція: умовно")
    assert (first.years, first.suspended, later.kind, later.step, later.basis) == (
        6, False, None, StepKind.SUSPENDED, appeal,
    )  # fmt: skip
    # Of which a part is served in another prison.
    for text in ("12 лет строгого режима (первые 3 года — тюрьма)", "12 гадоў, з іх 3 гады турэмнага рэжыму"):
        assert [sentence.years for sentence in stated_sentences(text)] == [12], text
    for text in (
        "5 years, reduced to 6", "10 years, pardon 2 years", "5 years, reduced to 3 in 2023",
        "5 years + 3 years on appeal", "7 years, 5 years",
        "2 years suspended, appeal", "²x on appeal", "5 years, reduced to 3?",
    ):  # fmt: skip
        with pytest.raises(Refused):
            list(stated_sentences(text))


def test_a_half_beside_a_number_of_years_is_half_a_year() -> None:
    for text in ("7 il yarım", "yedi buçuk yıl", "7 and a half years", "sept ans et demi"):
        assert [(sentence.years, sentence.months) for sentence in stated_sentences(text)] == [(7, 6)], text


def test_a_term_that_is_only_asked_for_is_no_sentence() -> None:
    for text in (
        "prosecutor asked for 9 years", "not yet tried; faces up to 7 years", "прокурор просит 14 лет",
        "savcı 3 yıl istiyor", "le parquet a requis 8 ans", "case dismissed", "acquittal",
    ):  # fmt: skip
        assert not list(stated_sentences(text)), text
    for text in (
        "6 лет, прокурор просил 8 лет", "sentenced to 5 years, prosecutor asked for more",
        "5 years (appeal seeks acquittal)",
    ):  # fmt: skip
        with pytest.raises(Refused):
            list(stated_sentences(text))
    # What a cell of a sentence tells of a status is lost where no other cell tells one.
    with pytest.raises(Refused):
        list(stated_sentences("5 years, in SIZO", has_status=True))
    for text in ("acquitted by the court", "prisión preventiva de 90 días", "released on bail of 5000"):
        assert not list(stated_sentences(text, has_status=True)), text
        with pytest.raises(Refused):
            list(stated_sentences(text))


@pytest.mark.parametrize("text", ["2023-11-20", "2023-11", "2021", "12.03.2021", "5/6/27"])
def test_a_date_where_a_term_should_stand_says_which_column_it_may_be_of(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_sentence(text)
    assert "Held until" in str(refusal.value.message)


def test_a_part_of_a_cell_that_changes_nothing_makes_no_status_unknown() -> None:
    known = {
        "задержан 30.05.2024, мера пресечения пока не избрана": Status.ARRESTED,
        "за мяжой, вярнуцца не можа": Status.EXILED, "tahliye (ceza bitti)": Status.RELEASED_SERVED,
        "освобождён в порядке обмена": Status.RELEASED_EARLY, "II. On remand (4):": Status.PRETRIAL_DETENTION,
        "I. İSTİNTAQ TƏCRİDXANASINDA OLANLAR (məhkəməsi gözlənilir)": Status.PRETRIAL_DETENTION,
        "died at home 3 months after release": Status.DIED_AFTER_RELEASE,
        "увезён людьми в форме, местонахождение скрывают": Status.ENFORCED_DISAPPEARANCE,
        "Abducted by men in uniform; authorities deny holding him": Status.ENFORCED_DISAPPEARANCE,
        "released after a pardon": Status.RELEASED_EARLY,
    }  # fmt: skip
    assert {words: guessed_status(status_and_day(words)[0]) for words in known} == known
    for words in (
        "abducted by police, later released", "abducted by rebels", "police officer, abducted", "abroad",
        "released, parole denied", "not charged", "detained: 15 days", "арест (15 суток)",
    ):  # fmt: skip
        assert guessed_status(words) is not Status.ENFORCED_DISAPPEARANCE, words
        assert guessed_status(words) is None, words


def test_a_day_that_is_said_to_be_the_last_one_is_not_the_first() -> None:
    for words in ("həbs müddəti 06.01.2025-dək uzadılıb", "под стражей до 15.08.2024"):
        assert status_and_day(words) == (words, "")
    assert status_and_day("подписка о невыезде с 12.12.23") == ("подписка о невыезде", "12.12.23")


def test_charges_that_a_semicolon_parts_keep_the_section_after_a_comma() -> None:
    assert read_charges("unrest, s. 9; assault, s. 12") == ["unrest, s. 9", "assault, s. 12"]
    assert read_charges("unrest, s. 9") == ["unrest", "s. 9"]
