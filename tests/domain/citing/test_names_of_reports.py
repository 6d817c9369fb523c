"""Names in reports as they are written: profiles under headings, decrees, quarterly lists, courts, tables."""

from typing import NamedTuple

from webapp.domain.citing.new_name_suggestions import name_suggestions
from webapp.vocab.liberty import Status

ARRESTED, REMAND, PRISON = Status.ARRESTED, Status.PRETRIAL_DETENTION, Status.IMPRISONED
FREE, PARDONED, HOUSE = Status.AT_LIBERTY, Status.RELEASED_EARLY, Status.HOUSE_ARREST
SERVED, BAIL, DIED = Status.RELEASED_SERVED, Status.RELEASED_PENDING_TRIAL, Status.DIED_IN_CUSTODY


class Report(NamedTuple):
    """A text, and of whom it tells with each status that is right of them; with none, any is wrong."""

    text: str
    people: dict[str, set[Status]]


REPORTS = [
    Report(
        """Profiles, spring edition

No. 1
ZORAN PLETIKOSAN
Born 1962. Retired schoolteacher.

Zoran Pletikosan was taken away at dawn on 11 January 2022. The Strelsau Regional Court gave him
eleven years. He is currently kept in the Black Tower.

No. 2
LJUBICA HRASTOVNIK
Ljubica Hrastovnik had earlier, in 2019, spent ten days in administrative detention. Arrested again
on 2 August
2023, she was freed in a prisoner exchange on 1 August 2024.

No. 3
DAMIR VOLAREVAC
Photographer. Under house arrest since November 2024. President Rudolf Elphmock called him "a spy"
in an interview to Ruritania Today. Sources: Daily Mail & Courier, Southern Litigation Centre.
""",
        {
            "ZORAN PLETIKOSAN": {ARRESTED}, "Zoran Pletikosan": {ARRESTED},
            "LJUBICA HRASTOVNIK": {PARDONED}, "DAMIR VOLAREVAC": {HOUSE},
        },
    ),
    Report(
        """Arrests and releases

On 4 April, police in Port Aldous arrested eleven people. Its chairperson, Nomvula Dlaminex, was
charged and denied bail; the other nine were let go. Veteran Joshua Nkomoride walked out of Fort
Sable prison on 30 May. Ten people were pardoned. Among them were:
• Grace Chirwant, politician, who spent 3.5 years in Zenda Prison;
• Patience Lunguste (chronically ill).
Superintendent Garba Officerfake testified. Counsel for the State: Mr. Kunle Chargewell
His producer, Ama Serwaa-Lind, who was picked up with him, was released without charge.
Peter Zondoro faces up to ten years in prison, said Ida Directorine.
""",
        {
            "Nomvula Dlaminex": {REMAND}, "Joshua Nkomoride": {FREE}, "Grace Chirwant": {PARDONED, FREE},
            "Patience Lunguste": {PARDONED, FREE}, "Ama Serwaa-Lind": {FREE}, "Peter Zondoro": set(),
        },
    ),
    Report(
        """| # | Name | Date of arrest | Current situation |
| 1 | Anselmo Trabucchi | 01.02.2023 | pre-trial detention, Porto Grigio |
| 2 | Berenice Falconetta | 14.02.2023 | released 20.12.2023 |
| 3 | Corrado Spadavec | 14.02.2023 | 6 years, Isola Nera prison |
| 4 | Domitilla Grandinet | 03.03.2023 | house arrest |
| 5 | Evaristo Malaspad | 03.03.2023 | unknown |
""",
        {
            "Anselmo Trabucchi": {REMAND}, "Berenice Falconetta": {FREE}, "Corrado Spadavec": {PRISON},
            "Domitilla Grandinet": {HOUSE}, "Evaristo Malaspad": set(),
        },
    ),
    Report(
        """Uydurma Respublikası Prezidentinin SƏRƏNCAMI – məhkumların əfv olunması haqqında

31 may tarixli sərəncamla aşağıdakı siyasi məhbuslar azadlığa buraxılıb:

● Cavid Uydurmazadə – 12 il həbs cəzasına məhkum edilmişdi
● Rüstəm Qondarmalı (“Nardaran işi”)

1. Aşağıdakı şəxslər cəzanın çəkilməmiş hissəsindən azad edilsinlər:

Abbasuydur Kamil Rza oğlu – 1985-ci il təvəllüd
Bəhanəli Nurlanə Tofiq qızı – 1990-cı il təvəllüd

İlham Sərəncamov
Uydurma Respublikasının Prezidenti

Gəncədə Ceyhun Daşqınlı saxlanılıb. Ali Məhkəməyə şikayət verilib. Elxan Turaclının işi tərəfindən
baxılmayıb.
""",
        {
            "Cavid Uydurmazadə": {FREE, PARDONED}, "Rüstəm Qondarmalı": {FREE, PARDONED},
            "Abbasuydur Kamil Rza oğlu": {PARDONED}, "Bəhanəli Nurlanə Tofiq qızı": {PARDONED},
            "Ceyhun Daşqınlı": {ARRESTED},
        },
    ),
    Report(
        """Осуждена Петрозаводским городским судом. Руководитель Следственного комитета Игнат
Державцев поручил проверку. Помиловать следующих осуждённых, освободив их от дальнейшего отбывания
наказания:
Берестова Андрея Ильича, 1979 года рождения;
Вербицкую Софию Марковну, 1993 года рождения.

В Пскове задержали депутата Лаврентия Дубравина. Суддя Ленинского района Минска Роман Приговоров молчал.
""",
        {
            "Берестов Андрей Ильич": {PARDONED, FREE}, "Вербицкая София Марковна": {PARDONED, FREE},
            "Лаврентий Дубравин": {ARRESTED},
        },
    ),
    Report(
        """Tutuklu gazeteciler:
1- Ayşe Hayaloğlu Kurt – Bakırköy Kadın Kapalı Cezaevi

6 Haziran'da Van'da gözaltına alınan öğrenci Hazal Gerçekdışı ise ifadesinin ardından serbest kaldı. Anayasa
Mahkemesi Başkanı Zühtü Makamcıoğlu konuştu. Vakıf'tan Şebnem Yazarfake, "mahpuslar serbest
bırakılmalı" dedi.
Pazar günü polis Van'da Rojda Bahçevanlı'yı gözaltına aldı.
""",
        {"Ayşe Hayaloğlu Kurt": {REMAND}, "Hazal Gerçekdışı": {FREE}, "Rojda Bahçevanlı": {ARRESTED}},
    ),
    Report(
        """Nombre: Yosvany Inexistente Rojas
Prisión: Combinado del Este
Situación: en prisión provisional

Nombre: Ernesto Falsopérez
Situación: excarcelado el 3 de febrero

La organización denunció la detención, en los barrios, de José Daniel Ferrinvento, y la muerte bajo
custodia de Manuel de Jesús Guillénada. El ministro Pedrito Sotillín y la cárcel de mujeres Santa
Rita Falsa no respondieron.
""",
        {
            "Yosvany Inexistente Rojas": {REMAND}, "Ernesto Falsopérez": {FREE, PARDONED},
            "José Daniel Ferrinvento": {ARRESTED}, "Manuel de Jesús Guillénada": {DIED},
        },
    ),
    Report(
        """Список задержанных на акции 17 февраля

Москва
Одуванчиков Матвей
Лютикова Ярослава (отпущена)

Самара
Ромашкин Лев, 19 лет
Васильков Пётр Ильич
""",
        {
            "Одуванчиков Матвей": {ARRESTED}, "Лютикова Ярослава": {FREE}, "Ромашкин Лев": {ARRESTED},
            "Васильков Пётр Ильич": {ARRESTED},
        },
    ),
    Report(
        """CARACAS FINGIDA.- El periodista Nélson Quimbayón y su colega recuperaron su libertad, y la corte de
Tizi Falsa liberó a los demás. Permanecían recluidos desde enero.
""",
        {"Nélson Quimbayón": {FREE}},
    ),
    Report(
        """New cases

Ludovic Brandstatterfic. Arrested on 4 October 2024 in Lutz. Charged with high treason.
Serge Xanthakismock. Arrested on 12 October 2024. Released on 20 October without charges.
Agatha Konditorinfic. Placed under house arrest on 2 November 2024.
""",
        {
            "Ludovic Brandstatterfic": {ARRESTED}, "Serge Xanthakismock": {FREE},
            "Agatha Konditorinfic": {HOUSE},
        },
    ),
    Report(
        """Adı Soyadı: Hüsnü Kavakdibek
Cezaevi: Menemen Uydurma
Durumu: hükümlü

Adı Soyadı: Perihan Çamlıbelli
Durumu: Tutuklu. Yüksek tansiyon
""",
        {"Hüsnü Kavakdibek": {PRISON}, "Perihan Çamlıbelli": {REMAND}},
    ),
    Report(
        """Ignatius Plumsteadfake was arrested on his return from Greater Highland. Lucasta Penhallowfic is
awaiting trial in the Eastgate Women's Remand Centre and spoke to the Committee against Arbitrary Detention.
Председатель Совета при президенте Валерий Фадейкин молчал. В Самаре арестовали Баира Доржиевского.
""",
        {
            "Ignatius Plumsteadfake": {ARRESTED}, "Lucasta Penhallowfic": {REMAND},
            "Баир Доржиевский": {ARRESTED},
        },
    ),
    Report(
        """Inhaftierte Medienschaffende (Stand: 1. Juli)

• Sbrodj Kurvitaschek, Kamerafrau – in Untersuchungshaft seit Mai
• Elena Dawidtschenko-Trug, freie Autorin – am 12. Juni gegen Kaution entlassen
""",
        {"Sbrodj Kurvitaschek": {REMAND}, "Elena Dawidtschenko-Trug": {BAIL, FREE}},
    ),
    Report(
        """L'ancien Premier ministre Succès Masrafictif a été interpellé. Les militants du parti
Les Transformateurs Rêvés et des gens dans le Logone Occidental ont été arrêtés. Selon Me Francis
Kadjilplaide, porte-parole, la Convention Tchadienne de Défense dénonce les juges.
b) Ghislain Okandzinvent, étudiant, interpellé le 9 avril ; remis en liberté le 12.
""",
        {"Succès Masrafictif": {ARRESTED}, "Ghislain Okandzinvent": {FREE}},
    ),
    Report(
        """Der Wirtschaftswissenschaftler Ilham Tohtischein wurde verurteilt. Gegen den Lyriker
Ottokar Borowitzki erging Haftbefehl und er sitzt im Zentralgefängnis Karadscha. Die Trägerin der
Preise und Bundesaußenministerin Annika Amtlich schwiegen. Das Schwedische Außenamt und der
Europäische Auswärtige Dienst protestierten.
""",
        {"Ilham Tohtischein": set(), "Ottokar Borowitzki": set()},
    ),
    Report(
        """1) Адась Лугавец, будаўнік – 3 гады калоніі
2) Марфа Крынічная, бухгалтарка – СІЗА-1

Вызвалены:
3) Лявон Жыткевіч (адбыў тэрмін)

Паводле Мінска Ірына Мройная затрыманая.
""",
        {
            "Ірына Мройная": {ARRESTED}, "Адась Лугавец": {PRISON}, "Марфа Крынічная": {REMAND},
            "Лявон Жыткевіч": {SERVED, FREE},
        },
    ),
]  # fmt: skip


def test_reports_propose_whom_they_tell_of_and_no_wrong_status() -> None:
    for report in REPORTS:
        proposed = name_suggestions(report.text, [])
        assert {suggestion.name for suggestion in proposed} - report.people.keys() == set(), report.text
        unnamed = report.people.keys() - {suggestion.name for suggestion in proposed}
        assert unnamed <= {"Zoran Pletikosan"}, report.text
        for suggestion in proposed:
            right = {None, *report.people[suggestion.name]}
            assert suggestion.status in right, (suggestion, report.text)


def test_reports_leave_few_statuses_open() -> None:
    statuses = {
        suggestion.name: suggestion.status
        for report in REPORTS
        for suggestion in name_suggestions(report.text, [])
        if report.people.get(suggestion.name)
    }
    assert sum(status is None for status in statuses.values()) <= 0.3 * len(statuses)
