"""Lists in letters without capitals: whoever heads an entry is proposed, with what this one tells."""

import pytest

from tests.support.statuses import ARRESTED, DIED, EARLY, IMPRISONED, PRETRIAL
from webapp.domain.citing.new_name_suggestions import name_suggestions
from webapp.vocab.liberty import Status

SERVED, BAIL = Status.RELEASED_SERVED, Status.RELEASED_PENDING_TRIAL
LISTS: dict[str, list[tuple[str, str, Status]]] = {
    "قائمة المركز": [
        ("سامي المثالي", "صحفي. اعتقل في 3 أيار 2024، وجددت النيابة حبسه احتياطيا.", PRETRIAL),
        ("باسم الخيالي", "ناشط. حكمت عليه المحكمة بالسجن عشر سنوات.", IMPRISONED),
        ("نادر الوهمي", "مدون. أفرج عنه بموجب عفو ملكي.", EARLY),
        ("حسام بن سالم التجريبي", "معلم. توفي في السجن نتيجة الإهمال الطبي.", DIED),
    ],
    "فهرست مرکز": [
        ("بهرام نمونه‌پور", "کارگر. به شش سال حبس محکوم شد و در زندان است.", IMPRISONED),
        ("سعید خیالی", "دانشجو. با تودیع وثیقه به طور موقت آزاد شد.", BAIL),
        ("کاوه فرضی‌زاده", "معلم. پس از پایان دوران محکومیت آزاد شد.", SERVED),
    ],
    "ცენტრის სია": [
        ("ვახტანგ ნიმუშაძე", "ჟურნალისტი. სასამართლომ წინასწარი პატიმრობა შეუფარდა.", PRETRIAL),
        ("ნიკა სინჯიშვილი", "აქტივისტი. ოთხი წლით თავისუფლების აღკვეთა მიუსაჯეს.", IMPRISONED),
        ("ლევან გამონაგონი", "ექიმი. გირაოს სანაცვლოდ გაათავისუფლეს.", BAIL),
    ],
    "中心名单": [
        ("刘试例", "律师。被警方带走。", ARRESTED), ("王虚构", "作家。被判处有期徒刑四年。", IMPRISONED),
        ("欧阳假名", "工人。刑满释放。", SERVED),
    ],
}  # fmt: skip


@pytest.mark.parametrize("title", LISTS)
@pytest.mark.parametrize("layout", ["{n}. {name}\n\n{told}", "{n}) {name}. {told}", "- {name}: {told}"])
def test_who_heads_an_entry_is_proposed(title: str, layout: str) -> None:
    entries = enumerate(LISTS[title], 1)
    text = "\n\n".join([title, *(layout.format(n=n, name=name, told=told) for n, (name, told, _) in entries)])
    proposed = [(each.name, each.status) for each in name_suggestions(text, [])]
    assert proposed == [(name, status) for name, _, status in LISTS[title]]


def test_demands_and_headings_are_no_names() -> None:
    demands = ("وقف المحاكمات العسكرية", "تعديل قانون العقوبات", "السماح بالزيارات", "الإفراج عن المعتقلين")
    text = "المطالب\n\n" + "\n\n".join(f"{n}. {demand}" for n, demand in enumerate(demands, 1))
    assert name_suggestions(text, []) == []


def test_a_numbered_chinese_list_names_everybody_though_a_surname_is_rare_or_stands_there_again() -> None:
    people = ["王虚构", "李虚名", "张无此", "陈乌有", "刘子虚", "赵无人", "米虚构", "鱫无此", "欧阳乌有"]
    lines = [f"{number} {name}，工人，2019-1-20被捕" for number, name in enumerate(people * 3, start=1)]
    proposed = [each.name for each in name_suggestions("名单\n\n" + "\n\n".join(lines), [])]
    assert set(proposed) == set(people)
