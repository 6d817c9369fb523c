"""What a passage prints around a status: cause of release, occupation and article, in several languages."""

import pytest

from webapp.domain.text.circumstances import articles_in, cause_in, occupation_in
from webapp.domain.text.quote_location import Span
from webapp.vocab.liberty import Cause
from webapp.vocab.people import Occupation

CAUSES = {
    Cause.PARDON: [
        "Elvin Sinagov was released under a pardon.", "He was pardoned on Sunday.", "Его помиловали в мае.",
        "Prezidentin əfv fərmanı ilə azad edilib.", "Fue indultado por el gobierno.", "Er wurde begnadigt.",
    ],
    Cause.AMNESTY: ["She was freed in an amnesty.", "Освобождён по амнистии.", "Amnistiya ilə azad olunub."],
    Cause.SENTENCE_SERVED: [
        "She was released after serving her full sentence.", "Он освобождён по отбытии срока.",
        "Cəzasını çəkib azadlığa çıxıb.", "Salió tras cumplir su condena.",
    ],
    Cause.CONDITIONAL_RELEASE: ["He is out on parole.", "Вышел по УДО.", "Şərti olaraq azad edildi."],
    Cause.ACQUITTAL: ["A court acquitted her.", "Суд его оправдал.", "Bəraət alıb."],
    Cause.CHARGES_DROPPED: ["The charges were dropped.", "Уголовное дело прекращено."],
    Cause.BAIL: ["Released on bail.", "Отпущена под залог."],
    Cause.MEDICAL: ["Freed on medical grounds.", "Освобождён по состоянию здоровья."],
    Cause.EXCHANGE: ["Freed in a prisoner swap.", "Вышла на свободу по обмену."],
}  # fmt: skip


@pytest.mark.parametrize(("cause", "words"), [(cause, words) for cause in CAUSES for words in CAUSES[cause]])
def test_the_cause_of_a_release_is_read(cause: Cause, words: str) -> None:
    assert cause_in(words) is cause


@pytest.mark.parametrize("words", ["He was released.", "Pardoned after serving his sentence."])
def test_no_cause_or_several_are_none(words: str) -> None:
    assert cause_in(words) is None


@pytest.mark.parametrize(
    ("sentence", "occupation"),
    [
        ("Journalist {n} was arrested.", Occupation.JOURNALIST),
        ("The opposition journalist {n} was arrested.", Occupation.JOURNALIST),
        ("{n}, a human rights defender, was arrested.", Occupation.HUMAN_RIGHTS_DEFENDER),
        ("{n}, editor of a weekly, was arrested.", Occupation.JOURNALIST),
        ("{n}, the well-known human rights lawyer, is held.", Occupation.LAWYER),
        ("Trade union activist {n} is held.", Occupation.TRADE_UNIONIST),
        ("Правозащитник {n} задержан.", Occupation.HUMAN_RIGHTS_DEFENDER),
        ("{n}, студентка, задержана.", Occupation.STUDENT),
        ("Jurnalist {n} həbs edilib.", Occupation.JOURNALIST),
        ("El periodista {n} fue detenido.", Occupation.JOURNALIST),
        ("Der Schriftsteller {n} wurde verhaftet.", Occupation.ARTIST),
        ("{n} — поэт — арестован.", Occupation.ARTIST),
        ("{n} told a journalist that he was free.", None),
        ("{n}, whose lawyer was there, was arrested.", None),
        ("{n}, according to her lawyer, was arrested.", None),
        ("The lawyer of {n} was arrested.", None),
        ("{n} was arrested with a student.", None),
    ],
)
def test_the_occupation_stands_beside_the_name(sentence: str, occupation: Occupation | None) -> None:
    name = "Elvin Sinagov"
    passage = sentence.format(n=name)
    start = passage.index(name)
    span = Span(start, start + len(name))
    assert occupation_in(passage, [span]) is occupation
    assert occupation_in(passage, [span, Span(0, 1)]) is None


@pytest.mark.parametrize(
    ("sentence", "articles"),
    [
        ("He is charged under Article 206 of the Criminal Code.", ("206",)),
        ("Convicted under article 206.3.2 of the code.", ("206.3.2",)),
        ("Charged under Article 228, part 2.", ("228.2", "228")),
        ("Charged under part 2 of Article 228.", ("228.2", "228")),
        ("Charged under Article 228(2).", ("228.2", "228")),
        ("Обвинён по ч. 2 ст. 228 УК.", ("228.2", "228")),
        ("Обвинён по статье 193¹ кодекса.", ("193-1",)),
        ("Обвинение по части 2.1 статьи 205.", ("205.2-1", "205")),
        ("Cinayət Məcəlləsinin 206.3.2-ci maddəsi ilə ittiham olunur.", ("206.3.2",)),
        ("Обвинение по ч. 1 ст. 207.3 УК.", ("207.3.1", "207-3.1", "207.3", "207-3")),
        ("TCK'nın 314. maddesi uyarınca yargılanıyor.", ("314",)),
        ("Acusado según el artículo 505 del código.", ("505",)),
        ("Verurteilt nach § 129 Abs. 3.", ("129.3", "129")),
        ("Charged under Articles 206 and 207.", ()),
        ("Обвинён по статьям 206, 207 УК.", ()),
        ("He wrote 206 articles in 2023.", ()),
        ("Sentenced to 7 years under Article 206.", ("206",)),
        ("Article 206 provides for up to 5 years; Article 206 is harsh.", ("206",)),
    ],
)
def test_the_one_article_that_is_named_is_read(sentence: str, articles: tuple[str, ...]) -> None:
    assert articles_in(sentence) == articles
