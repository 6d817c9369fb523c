"""Known people are found in a text where it names them, whole and in any spelling, and nowhere else."""

from sqlalchemy.orm import Session

from tests import make
from webapp.domain.citing.people_mentioned import find_mentions
from webapp.domain.history.recording import editing
from webapp.domain.people.people import retire_person
from webapp.domain.visibility import INTERNAL, PUBLIC, Reader
from webapp.vocab.claims import ClaimState, Visibility
from webapp.vocab.people import PublicationState


def told(session: Session, text: str, *, to: Reader = PUBLIC) -> list[tuple[str, str]]:
    """Return what a new source prints and the references of those it names; `~` for a family name alone."""
    version = make.source(session, "Another text", text).versions[0]
    found = find_mentions(session, version, to=to)
    assert [text[one.start : one.end] for one in found] == [one.printed for one in found]
    return [
        (("~" if one.partial else "") + one.printed, " ".join(person.reference for person in one.people))
        for one in found
    ]


def printed(session: Session, text: str) -> list[str]:
    """Return what a new source prints of known names."""
    return [words for words, _people in told(session, text)]


PRINTED = (
    "Ayla Numunali",
    "AylaNumunali",
    "Numunali Ayla",
    "Numunali, Ayla",
    "AYLA NÜMUNƏLİ",
    "Ayla NUMUNALI",
    "Ayla Nümunəlinin",
    "Ayla Nümunəlidən",
    "Ayla Nümunəliyə",
    "Ayla Numunali’s",
    "Ayla Numunali'nın",
    "Айла Нумунели",
    "Айлу Нумунели",
    "Ayla Davud qızı Nümunəli",
    "Nümunəli Ayla Davud qızı",
    "Айла Давудовна Нумунели",
    "Ayla xanım Nümunəli",
    "Ayla D. Numunali",
    "Ayla\nNumunali",
    "Ayla-Numunali",
    "Ayla\u00a0Numunali",
    "Ayla | Numunali",
    "Numunali\tAyla",
    "Numunali;Ayla",
)
NOT_HER = (
    "Ayla | Ornakov | Numunali",
    "Ayla; Numunali was asked.",
    "Ayla was asked.",
    "Ayla Ornakov was asked.",
    "Davud Numunali was asked.",
    "Ayla. Numunali was asked.",
    "Ayla, Numunali and others were asked.",
    "Ayla and Davud Numunali were asked.",
    "Ayla\n\nNumunali",
    "ayla numunali",
    "Ayla Nümunəlizadə was asked.",
    "Aylanın Numunali",
    "Ayla – Numunali",
)


def test_a_known_person_is_found_however_the_name_is_printed(session: Session) -> None:
    make.person(session, "Ayla Numunali")
    text = "".join(f"🕊 Yesterday {name} was asked.\n\n" for name in PRINTED)
    assert told(session, text.strip()) == [(name, "P-0001") for name in PRINTED]


def test_nobody_is_found_by_half_a_name_or_by_words_that_stand_apart(session: Session) -> None:
    make.person(session, "Ayla Numunali")
    assert told(session, "\n\n".join(NOT_HER)) == []


def test_russian_bends_both_words_of_a_name(session: Session) -> None:
    make.person(session, "Elvin Sinagov")
    make.person(session, "Bahar Misallı")
    text = "Дело Элвина Синагова; с Элвином Синаговым; Элвину Синагову; о Бахар Мисаллы."
    assert [who for _, who in told(session, text)] == ["P-0001", "P-0001", "P-0001", "P-0002"]


def test_people_of_one_name_are_all_offered(session: Session) -> None:
    make.person(session, "Elvin Sinagov")
    make.person(session, "Эльвин Синагов", evidence=make.evidence(session, "Эльвин Синагов"))
    make.person(session, "Elvin Sınaqov", evidence=make.evidence(session, "Elvin Sınaqov"))
    assert told(session, "Elvin Sinagov spoke.") == [("Elvin Sinagov", "P-0001 P-0002 P-0003")]


def test_another_father_is_another_person(session: Session) -> None:
    make.person(session, "Elvin Davud oğlu Sınaqov")
    make.person(session, "Elvin Farid oğlu Sınaqov")
    text = "Elvin Davud oğlu Sınaqov, Elvin F. Sınaqov, Sınaqov Elvin Farid oğlu, Elvin Ceyhun oğlu Sınaqov."
    assert told(session, text) == [
        ("Elvin Davud oğlu Sınaqov", "P-0001"),
        ("Elvin F. Sınaqov", "P-0002"),
        ("Sınaqov Elvin Farid oğlu", "P-0002"),
    ]
    assert told(session, "Elvin Sınaqov.") == [("Elvin Sınaqov", "P-0001 P-0002")]


def test_every_spelling_counts_and_the_longest_name_wins(session: Session) -> None:
    ayla = make.person(session, "Ayla Numunali")
    make.name(session, ayla, "Ayla Bahar Misalli")
    make.person(session, "Bahar Misalli")
    text = "Ayla Bahar Misalli and Bahar Misalli and Ayla Misalli."
    assert told(session, text) == [
        ("Ayla Bahar Misalli", "P-0001"),
        ("Bahar Misalli", "P-0002"),
        ("Ayla Misalli", "P-0001"),
    ]


def test_a_name_of_one_long_word_is_found_by_it(session: Session) -> None:
    make.person(session, "Tajrubali")
    make.person(session, "Elvi")
    assert told(session, "Təcrübəlinin poems, and Elvi's.") == [("Təcrübəlinin", "P-0001")]


def test_a_family_name_alone_counts_after_the_whole_name_of_the_only_one_who_has_it(session: Session) -> None:
    make.person(session, "Elvin Sinagov")
    text = (
        "Sinagov was unknown. Elvin Sinagov spoke. After his release, Sinagov spoke again. Then Sinaqovun"
        " house was raided. Ayla Sinagov, Sinagov Street and Ornakov are something else."
    )
    assert printed(session, text) == ["Elvin Sinagov", "~Sinagov", "~Sinaqovun"]


def test_a_family_name_that_two_of_the_named_have_is_nobodys(session: Session) -> None:
    make.person(session, "Ayla Numunali")
    make.person(session, "Davud Numunali")
    assert printed(session, "Ayla Numunali and Davud Numunali met. Numunali left.") == [
        "Ayla Numunali", "Davud Numunali",
    ]  # fmt: skip


def test_nobody_is_spotted_whom_the_reader_may_not_see(session: Session) -> None:
    make.person(session, "Elvin Sinagov", state=ClaimState.DRAFT)
    make.person(session, "Ayla Numunali", visibility=Visibility.RESTRICTED)
    text = "Elvin Sinagov and Ayla Numunali were asked."
    assert told(session, text) == []
    source = make.source(session, "And again", text + " And again.").versions[0]
    assert [one.printed for one in find_mentions(session, source, to=INTERNAL)] == ["Elvin Sinagov"]


def test_a_retired_record_is_not_offered_again(session: Session) -> None:
    who = make.person(session, "Elvin Sinagov")
    with editing(session, by=make.account(session), reason="A double", at=make.AT):
        retire_person(session, who, version=who.version)
    assert who.state is PublicationState.RETIRED
    assert told(session, "Elvin Sinagov spoke.", to=INTERNAL) == []


def test_a_source_without_text_names_nobody(session: Session) -> None:
    make.person(session, "Elvin Sinagov")
    version = make.cited_source(session, text="Elvin Sinagov was taken.").versions[0]
    assert find_mentions(session, version, to=PUBLIC) == []


def test_a_name_broken_at_the_end_of_a_line_is_hers_whole_and_nobody_elses_in_half(session: Session) -> None:
    her = make.person(session, "Ayla Numunali")
    make.person(session, "Ayla Numu")
    make.person(session, "Ayla-Sona Testli")
    session.flush()
    for mark in ("-\n", "\u2010\n  ", "\u00ad\n", "- \n"):
        for name in ("Ayla Numu{}nali", "Ay{}la Numunali", "Ay{}la Nümu{}nəlinin", "AYLA NUMU{}NALI"):
            text = name.replace("{}", mark)
            assert told(session, f"Then {text} was asked.") == [(text, her.reference)], text
    assert printed(session, "Then Ayla-\nSona Testli was asked.") == ["Ayla-\nSona Testli"]
    assert printed(session, "Then Ayla Numu-\nxanim was asked.") == []


def test_names_are_found_in_writings_that_part_no_words_or_have_no_capitals(session: Session) -> None:
    texts = {
        "李示三": ("昨天李示三在北京被捕，律师说他无罪。", "李示三"),
        "佐藤 見本子": ("昨日、佐藤見本子さんが東京で逮捕された。", "佐藤見本子"),
        "サンプル・ミホン": ("サンプル・ミホンさんが釈放された。", "サンプル・ミホン"),
        "김표본": ("어제 김표본이 체포되었다.", "김표본"),
        "สมปอง ต้นแบบ": ("เมื่อวานตำรวจจับกุมนายสมปอง ต้นแบบ ที่เชียงใหม่", "สมปอง ต้นแบบ"),
        "ကျော်နမူနာထွန်း": ("မနေ့က ကျော်နမူနာထွန်း ဖမ်းဆီးခံရသည်။", "ကျော်နမူနာထွန်း"),
        "सुरेश नमूनेकर": ("कल पुलिस ने सुरेश नमूनेकर को गिरफ्तार किया।", "सुरेश नमूनेकर"),
        "نسرین نمونه‌بین": ("دیروز نسرین نمونه بین بازداشت شد.", "نسرین نمونه بین"),
        "გიორგი მაგალითაძე": ("გუშინ დააკავეს გიორგი მაგალითაძე.", "გიორგი მაგალითაძე"),
        "Suren Orinakyan": ("Ոստիկանությունը ձերբակալել է Սուրեն Օրինակյանին։", "Սուրեն Օրինակյանին"),
        "Алесь Узорны": ("Учора затрымалі Алеся Узорнага.", "Алеся Узорнага"),
    }
    people = {name: make.person(session, name).reference for name in texts}
    for name, (text, words) in texts.items():
        assert told(session, text) == [(words, people[name])], name
    make.person(session, "王小")
    assert printed(session, "王小样被捕。李示四在狱中。") == []
    assert printed(session, "王小，三十岁，被捕。") == ["王小"]


def test_a_name_without_spaces_is_found_however_far_in_a_text_and_in_any_shape(session: Session) -> None:
    printed_as = {
        "刘晓范": ("劉曉範", "刘晓范", "刘晓\n范"), "張示例": ("张示例",), "李样": ("李　样",),
        "田中 例夫": ("田中例夫", "田中　例夫"), "伊力哈木·样本": ("伊力哈木·样本",),
        "สมหมาย ทดสอบ": ("สมหมายทดสอบ", "สมหมาย ทดสอบ"), "Vəli Sınaqov": ("Vəli Sınaqov",),
        "남궁예시": ("남궁예시",),
    }  # fmt: skip
    people = {name: make.person(session, name).reference for name in printed_as}
    make.person(session, "王没有")
    between = {"ส": "แล้วก็ถูกจับกุม"}
    for name, spellings in printed_as.items():
        beside = between.get(name[0], "" if len(name) == 2 else "被捕后")
        for spelling in spellings:
            text = f"{'今天下雨了他们还在家里等。' * 2_000}{beside}{spelling}{beside}。"
            assert told(session, text) == [(spelling, people[name])], spelling
