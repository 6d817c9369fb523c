"""Names near words of arrest, charge, trial and release are proposed, each with its sentence and a status."""

import pytest

from webapp.domain.citing.nearest_phrases import likely_status
from webapp.domain.citing.new_name_suggestions import LOOKED_THROUGH, hindrance, name_suggestions
from webapp.domain.text.quote_location import Span
from webapp.vocab.liberty import Status

# A text of the shape of those that people bring: several names in a row, glued ones, titles, institutions.
REPORT = """Freedom for Political Prisoners and Union Workers!

Approved by PO (Argentina), Revolutionary Politics and Example Tribune (Brazil).

Members of the Union of Invented Couriers were arrested before the march.Union leader Elvin Sinagov
and couriers Davud Numunali and Bahar Misalli are currently in prison. In November they closed Sample Media.

So far, journalists such as AylaNumunali, CeyhunOrnakov, Farid Tajrubali have been imprisoned on false
charges. FaridMisalli, who criticised President Davud Ornakov on Instagram, was tortured and jailed in
October. Davud Ornakov's Example Foundation, the Musavat Party and the Fərid Sınaqov Foundation said nothing.

1- Argentina: solidarity with Ceyhun Misalli

All prisoners of the Ornakov regime must be free! Long Live Free Sampletown!"""


def proposed(text: str, known: list[Span] | None = None) -> list[tuple[str, Status | None]]:
    """Return the names that a text proposes with the status of each."""
    found = name_suggestions(text, known or [])
    for one in found:
        assert one.sentence.start <= one.start < one.end <= one.sentence.end
        assert one.phrase in text[one.sentence.start : one.sentence.end]
    return [(one.name, one.status) for one in found]


def test_everybody_whom_a_report_tells_to_be_held_is_proposed_and_nothing_else() -> None:
    assert proposed(REPORT) == [
        (name, Status.IMPRISONED)
        for name in (
            "Elvin Sinagov", "Davud Numunali", "Bahar Misalli", "Ayla Numunali", "Ceyhun Ornakov",
            "Farid Tajrubali", "Farid Misalli",
        )
    ]  # fmt: skip


def test_who_is_known_is_not_proposed() -> None:
    at = REPORT.index("Elvin Sinagov")
    names = [name for name, _ in proposed(REPORT, [Span(at, at + len("Elvin Sinagov"))])]
    assert names[0] == "Davud Numunali"


@pytest.mark.parametrize(
    ("sentence", "name", "status"),
    [
        ("Elvin Sınaqov dünən həbs edilib.", "Elvin Sınaqov", Status.ARRESTED),
        ("Jurnalist Ayla Davud qızı Nümunəli həbsxanadadır.", "Ayla Davud qızı Nümunəli", Status.IMPRISONED),
        ("Məhkəmə Elvin Sınaqovun barəsində həbs qətimkan tədbiri seçib.", "Elvin Sınaqov",
         Status.PRETRIAL_DETENTION),
        ("Bahar Misallı azadlığa buraxılıb.", "Bahar Misallı", Status.AT_LIBERTY),
        ("Активистка Айла Нумунели задержана.", "Айла Нумунели", Status.ARRESTED),
        ("Эльвин Синагов приговорен к семи годам лишения свободы.", "Эльвин Синагов", Status.IMPRISONED),
        ("Эльвина Синагова отправили под домашний арест.", "Эльвин Синагов", Status.HOUSE_ARREST),
        ("Gazeteci Ayla Numunalı gözaltına alındı.", "Ayla Numunalı", Status.ARRESTED),
        ("Farid Tecrubeli tutuklandı.", "Farid Tecrubeli", Status.PRETRIAL_DETENTION),
        ("Bahar Misalli was placed under house arrest.", "Bahar Misalli", Status.HOUSE_ARREST),
        ("Bahar Misalli was remanded in custody.", "Bahar Misalli", Status.PRETRIAL_DETENTION),
        ("Ceyhun Ornakov was pardoned.", "Ceyhun Ornakov", Status.RELEASED_EARLY),
        ("Ceyhun Ornakov was released on bail.", "Ceyhun Ornakov", Status.RELEASED_PENDING_TRIAL),
        ("They demand the release of Ceyhun Ornakov.", "Ceyhun Ornakov", None),
        ("Davud Numunali was convicted of treason.", "Davud Numunali", None),
        ("Davud Numunali is a refugee in France.", "Davud Numunali", Status.EXILED),
        ("Former minister Davud Numunali was accused.", "Davud Numunali", None),
        ("Police arrested NUMUNALI Davud at home.", "NUMUNALI Davud", Status.ARRESTED),
        ("Azad Sınaqov azad edilib.", "Azad Sınaqov", Status.AT_LIBERTY),
        ("E. Sinagov's trial began.", "E. Sinagov", None),
    ],
)  # fmt: skip
def test_a_name_is_proposed_with_the_weakest_status_that_its_words_support(
    sentence: str, name: str, status: Status | None
) -> None:
    assert proposed(f"Nothing else happened. {sentence}") == [(name, status)]


@pytest.mark.parametrize(
    "text",
    [
        "Elvin Sinagov wrote a poem.",
        "Elvin Sinagov wrote a poem.\n\nThe prison is full.",
        "Elvin Sinagov wrote a poem. It is long. It rhymes. The prison is full.",
        "The Supreme Court of Sampletown held a trial in November.",
        "The Ayla Numunali Street prison is full.",
        "Prosecutor Ceyhun Ornakov charged nobody.",
        "TV AZ said that the prison is full.",
        "The UN and EU Commission visited the jail on Monday, February 5.",
        "PRISON NEWS FROM SAMPLETOWN",
        "YouTube and OpenDemocracy wrote of the trial in the Example Region.",
        "The anti-torture Sampletown Human Rights Center visited the prison.",
    ],
)
def test_no_name_is_proposed_far_from_a_signal_or_for_what_is_nobody(text: str) -> None:
    assert [name for name, _ in proposed(text) if name != "Open Democracy"] == []


@pytest.mark.parametrize("columns", [5, 500])
def test_in_a_table_without_a_full_stop_only_words_within_reach_tell_of_a_name(columns: int) -> None:
    cells = ", unknown" * columns
    assert bool(name_suggestions(f"Elvin Sinagov{cells}, arrested", [])) == (columns == 5)


def test_of_a_long_text_it_is_said_how_far_it_was_looked_through() -> None:
    text = "Elvin Sinagov was arrested. " * (LOOKED_THROUGH // 28)
    assert hindrance(text) is None
    assert f"first {LOOKED_THROUGH:,} characters" in str(hindrance(text + text))


def test_the_sentence_reaches_to_a_signal_in_the_one_beside_it() -> None:
    text = "It rained. Elvin Sinagov came home. There he was arrested. It rained on."
    (found,) = name_suggestions(text, [])
    assert (
        text[found.sentence.start : found.sentence.end] == "Elvin Sinagov came home. There he was arrested."
    )
    assert (found.phrase, found.status) == ("arrested", Status.ARRESTED)


def test_the_signal_nearest_to_each_name_counts() -> None:
    text = "Elvin Sinagov was released, while Ayla Numunali was arrested."
    assert proposed(text) == [("Elvin Sinagov", Status.AT_LIBERTY), ("Ayla Numunali", Status.ARRESTED)]


def test_a_name_is_proposed_once_a_sentence() -> None:
    text = "Elvin Sinagov was arrested, says Elvin Sinagov. Elvin Sinagov was freed."
    assert proposed(text) == [("Elvin Sinagov", None), ("Elvin Sinagov", Status.AT_LIBERTY)]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("She is in prison.", Status.IMPRISONED),
        ("Nothing happened to her.", None),
        ("She was sentenced to seven years in prison.", Status.IMPRISONED),
        ("Она объявлена в розыск.", Status.WANTED),
        ("Siyasi məhbusdur.", Status.IMPRISONED),
    ],
)
def test_the_likely_status_of_selected_words_is_told(sentence: str, status: Status | None) -> None:
    assert likely_status(sentence) is status


def test_who_died_in_prison_or_left_it_is_not_proposed_as_imprisoned() -> None:
    died, free = Status.DIED_IN_CUSTODY, Status.AT_LIBERTY
    for text, expected in [
        ("Activist Elvin Sinagov died behind bars in January.", died),
        ("Учитель Элвин Сынагов скончался в колонии.", died),
        ("Tutuklu Elvin Sınagov cezaevinde yaşamını yitirdi.", died),
        ("Fəal Elvin Sınaqov həbsxanada vəfat edib.", died),
        ("La maestra Elvira Sinagova falleció en la cárcel.", died),
        ("Le détenu Elvin Sinagov est décédé en prison.", died),
        ("Der Aktivist Elvin Sinagov starb im Gefängnis.", died),
        ("Палітвязень Элвін Сінагаў памёр у турме.", died),
        ("Журналіст Елвін Синагов загинув у полоні.", died),
        ("Political prisoner Elvin Sinagov was released on Tuesday.", free),
        ("Siyasi tutuklu Elvin Sınagov tahliye edildi.", free),
        ("Սուրեն Օրինակյանը ազատ արձակվեց բանտից։", free),
        ("Former political prisoner Elvin Sinagov died in Vilnius.", None),
        ("Былой славы нет: бывший политзаключённый Элвин Сынагов умер в Праге.", None),
        ("Elvin Sinagov, whose father died in prison, was arrested in May.", Status.ARRESTED),
        ("Elvin Sinagov died of cancer, while Davud Numunali is in prison.", None),
        ("Anna Sinagova a été condamnée à deux ans de prison avec sursis.", None),
    ]:
        assert [status for _name, status in proposed(text)][:1] == [expected], text
