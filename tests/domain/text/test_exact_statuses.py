"""What the sentences of an entry tell as a whole: released on bail, sentenced to years, only asked for."""

import pytest

from tests.support.statuses import (
    ANY,
    ARRESTED,
    DAYS,
    DIED,
    EARLY,
    FREE,
    HOUSE,
    IMPRISONED,
    PRETRIAL,
)
from webapp.domain.citing.new_name_suggestions import name_suggestions
from webapp.vocab.liberty import Status

BAIL, SERVED = Status.RELEASED_PENDING_TRIAL, Status.RELEASED_SERVED
TOLD: dict[str, Status | None] = {
    "Walked free on 3 May, when his full term had been served.": SERVED,
    "Released from house arrest on 3 May.": FREE,
    "Remanded by Judge Hakim Hokmov; the prosecutor had asked for house arrest.": PRETRIAL,
    "Detained on 3 May. He is awaiting trial.": PRETRIAL,
    "Given nine years in 2020. Freed in an amnesty; he had spent four years in a colony.": EARLY,
    "Pardoned in 2019. On 5 May 2025 he was re-arrested.": ARRESTED,
    "Sentenced to three years in 2021.": IMPRISONED,
    "Sentenced to three years of restricted liberty.": ANY,
    "Convicted and given ten years. He fell ill and died on 3 May.": DIED,
    "Jailed for ten years. His mother died on 3 May.": IMPRISONED,
    "Taken by masked men on 3 May. His whereabouts are unknown.": ANY,
    "Hanged in the central prison on 3 May.": Status.EXECUTED,
    "Not detained, but barred from leaving the country.": Status.TRAVEL_BAN,
    "Fined by the town court.": ANY,
    "Суд арестовал его до 10 июля.": PRETRIAL,
    "Суд арестовал его на 10 суток.": DAYS,
    "Осуждён на шесть лет. Водворён в ШИЗО на 15 суток.": IMPRISONED,
    "Освобождён, срок отбыт.": SERVED,
    "Звільнений у межах обміну полоненими.": EARLY,
    "Вызвалены пасля адбыцця тэрміну.": SERVED,
    "6 il 3 ay həbs.": IMPRISONED,
    "3 ay müddətinə həbs edilib.": PRETRIAL,
    "Girov müqabilində azadlığa buraxılıb.": BAIL,
    "Yurt dışına çıkış yasağı konularak tahliye edildi.": BAIL,
    "Ev hapsi kararıyla serbest bırakıldı.": HOUSE,
    "Le dictaron prisión preventiva y sigue recluido en la cárcel de Muestra.": PRETRIAL,
    "Excarcelado con medidas cautelares.": BAIL,
    "Condenado a nueve años, salió en libertad tras cumplir su condena.": SERVED,
    "En détention provisoire depuis le 3 mai.": PRETRIAL,
    "En liberté provisoire.": BAIL,
    "Am 4. Mai 2025 in U-Haft genommen.": PRETRIAL,
    "Starb am 16. Mai 2024 in der Haft.": DIED,
}


@pytest.mark.parametrize("told", TOLD)
def test_an_entry_is_proposed_with_what_its_sentences_tell_as_a_whole(told: str) -> None:
    text = f"List of the centre\n\n1. Elvin Sinagov\n\nA farmer. {told}\n\n2. Ayla Misalli\n\nA teacher."
    assert [each.status for each in name_suggestions(text, [])[:1]] == [TOLD[told]]
