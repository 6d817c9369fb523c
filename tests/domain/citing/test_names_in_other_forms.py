"""Known people are found in a text in whatever letters, with a title or without, apart or joined."""

import pytest
from sqlalchemy.orm import Session

from tests import make
from webapp.domain.citing.people_mentioned import find_mentions
from webapp.domain.sources.versions import newest_version
from webapp.domain.visibility import CURATOR

RECORDED = {
    "Евгений Хвалёнов": ("Евгений Хваленов", "Евгения Хваленова", "Хваленов Евгений"),
    "Фёкла Тишьюхина": ("Фекла Тишьюхина", "Феклу Тишьюхину"),
    "Семен Королев": ("Семён Королёв", "Семена Королёва"),
    "Ms Penelope Fakeworth": ("Penelope Fakeworth", "Mrs. Penelope Fakeworth", "Fakeworth, Penelope"),
    "Hacı Tofiq Uydurmalı": ("Tofiq Uydurmalı", "Tofiq Uydurmalının"),
    "Проф. Аркадий Небылов": ("Аркадия Небылова", "Аркадий Небылов"),
    "مصطفى الزائف": ("Mustafa al-Zaif", "Mostafa El-Zayef", "Mustafa Zaif's", "مصطفي الزائف"),
    "پیمان افسانه‌گو": ("Peyman Afsanehgou", "پيمان افسانه گو"),
    "عبدالرؤوف الكاذب": ("عبد الرؤوف الكاذب", "Abdelraouf El Kadheb"),
    "هێمن درۆزن": ("Hemin Drozin",),
    "אורי שקרנוביץ": ("Uri Shakranovich",),
    "陈虚言": ("Chen Xuyan", "Xuyan Chen", "Chen Xu Yan", "ChenXuyan", "陈虚言"),
    "诸葛妄": ("Zhuge Wang", "Wang Zhuge", "Zhu Ge Wang"),
    "윤공상": ("Yoon Gongsang",),
}
CASES = [(name, printed) for name, forms in RECORDED.items() for printed in forms]


def found_in(session: Session, text: str) -> list[list[str]]:
    """Who is named in a text, of those who are recorded."""
    names = {make.person(session, name).reference: name for name in RECORDED}
    version = newest_version(session, make.source(session, "A report", text))
    assert version is not None
    return [[names[person.reference] for person in each.people]
            for each in find_mentions(session, version, to=CURATOR)]  # fmt: skip


@pytest.mark.parametrize(("name", "printed"), CASES)
def test_a_known_name_is_found_in_each_of_its_forms(session: Session, name: str, printed: str) -> None:
    assert found_in(session, f"On Monday, {printed} was there.") == [[name]]


@pytest.mark.parametrize(
    "printed",
    [
        "Евгений Хвалинов", "Penelope Otherworth", "Tofiq Uydurmazadə", "Mustafa al-Hakawati",
        "Peyman Afsari", "Abdelrazak El Kadheb", "Herish Drozin", "Oren Shakranovich", "Chen Xubian",
        "Zhuge Wanli", "Chen", "Yan", "Mustafa Uydurmalı", "Uri Drozin", "Семён Хвалёнов",
    ],
)  # fmt: skip
def test_other_names_are_nobody_known(session: Session, printed: str) -> None:
    assert found_in(session, f"On Monday, {printed} was there.") == []
