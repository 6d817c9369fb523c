"""People: publication of records, kinds of names, sexes, personal facts and occupations."""

from webapp.vocab.huridocs import FairTrialFact
from webapp.vocab.scripts import Script, direction, script_of
from webapp.vocab.words import N_, Word

__all__ = [
    "FactKind", "NameKind", "Occupation", "PublicationState", "Script", "Sex", "direction", "script_of",
]


class PublicationState(Word):
    """Whether readers see a record."""

    DRAFT = "draft", N_("Draft"), N_("Only people who work on the database see the record."), "Habeas"
    PUBLISHED = "published", N_("Published"), N_("Readers see the record."), "Habeas"
    RETIRED = "retired", N_("Retired"), N_("The record is no longer in use and stays in history."), "Habeas"


class NameKind(Word):
    """What sort of name a spelling is."""

    MAIN = "main", N_("Main name"), N_("The name to show in its language."), "Habeas"
    ALIAS = "alias", N_("Alias"), N_("A nickname, pen name or assumed name."), "Habeas"
    BIRTH = "birth", N_("Birth name"), N_("The name given at birth, where it changed."), "Habeas"
    RELIGIOUS = "religious", N_("Religious name"), N_("A name borne in a religious community."), "Habeas"
    AS_PRINTED = (
        "as_printed", N_("As printed"),
        N_("The letters exactly as the source prints them."), "Habeas",
    )
    TRANSLITERATION = (
        "transliteration", N_("Transliteration"), N_("A rendering of the name in another script."), "Habeas",
    )


class Sex(Word):
    """The sex that a source states of a person."""

    FEMALE = "female", N_("Female"), N_("The source speaks of a woman or girl."), "ISO 5218, code 2"
    MALE = "male", N_("Male"), N_("The source speaks of a man or boy."), "ISO 5218, code 1"
    OTHER = "other", N_("Other"), N_("The source states neither female nor male."), "Habeas, beside ISO 5218"
    NOT_STATED = "not_stated", N_("Not stated"), N_("The source does not say."), "ISO 5218, code 0"


class FactKind(Word):
    """Which personal detail a fact states."""

    SEX = "sex", N_("Sex"), N_("The person's sex."), "ISO 5218"
    BIRTH_DATE = "birth_date", N_("Date of birth"), N_("When the person was born."), "vCard BDAY (RFC 6350)"
    AGE = (
        "age", N_("Age"),
        N_("How many years old the person is on a day, else on that of the source; a birth is derived."),
        "Habeas",
    )  # fmt: skip
    DEATH_DATE = "death_date", N_("Date of death"), N_("When the person died."), "vCard DEATHDATE (RFC 6474)"
    NATIONALITY = "nationality", N_("Nationality"), N_("Of which state the person is a citizen."), "Habeas"
    OCCUPATION = "occupation", N_("Occupation"), N_("What the person does or did."), "Habeas"
    RESIDENCE = "residence", N_("Residence"), N_("Where the person lived when free."), "Habeas"
    HEALTH = (
        "health", N_("Health"),
        N_("An illness, injury or need of care; restricted by default."), "Habeas",
    )
    LEGAL_COUNSEL = (
        "legal_counsel", N_("Legal counsel"), N_("When, how and by whom the person was defended."),
        "HURIDOCS list 31",
    )
    COURT_TYPE = (
        "court_type", N_("Type of court"), N_("Before which kind of court the person was brought."),
        "HURIDOCS list 32",
    )
    COURT_LANGUAGE = (
        "court_language", N_("Language in court"), N_("How the person understood the proceedings."),
        "HURIDOCS list 33",
    )
    OUTSIDE_CONTACT = (
        "outside_contact", N_("Contact with the outside"), N_("Who may reach the person, and who knows."),
        "HURIDOCS list 30",
    )
    DETENTION_TYPE = (
        "detention_type", N_("Type of detention"), N_("Under what the person is held."),
        "HURIDOCS list 29",
    )
    STATEMENTS_SIGNED = (
        "statements_signed", N_("Statements signed"), N_("Whether the person signed, and how."),
        "HURIDOCS list 36",
    )


class Occupation(Word):
    """What a person does, in the broad groups that lists are filtered by."""

    JOURNALIST = "journalist", N_("Journalist"), N_("Reports, writes or edits news."), "ISCO-08, 2642"
    MEDIA_WORKER = (
        "media_worker", N_("Media worker"),
        N_("Works in a newsroom without reporting: camera, office, direction."),
        "Habeas",
    )
    BLOGGER = "blogger", N_("Blogger"), N_("Publishes on a page or channel of their own."), "Habeas"
    COURIER = "courier", N_("Courier"), N_("Delivers goods or meals."), "Habeas"
    TRADE_UNIONIST = "trade_unionist", N_("Trade unionist"), N_("Organizes workers in a union."), "Habeas"
    POLITICIAN = (
        "politician", N_("Politician"),
        N_("Leads or works for a party or holds an elected office."), "Habeas",
    )
    LAWYER = "lawyer", N_("Lawyer"), N_("Advises or defends people in law."), "ISCO-08, 2611"
    HUMAN_RIGHTS_DEFENDER = (
        "human_rights_defender", N_("Human rights defender"), N_("Acts for the rights of others."),
        "UN Declaration on Human Rights Defenders (A/RES/53/144)",
    )
    ACTIVIST = "activist", N_("Activist"), N_("Campaigns for a cause."), "Habeas"
    SCHOLAR = "scholar", N_("Scholar"), N_("Does research or teaches at a university."), "Habeas"
    STUDENT = "student", N_("Student"), N_("Studies at a school or university."), "Habeas"
    RELIGIOUS_FIGURE = (
        "religious_figure", N_("Religious figure"), N_("Serves or teaches in a religious community."),
        "ISCO-08, 2636",
    )
    ARTIST = "artist", N_("Artist"), N_("Writes, paints, performs or composes."), "Habeas"
    SOLDIER = "soldier", N_("Soldier"), N_("Serves or served in an armed force."), "ISCO-08, major group 0"
    CIVIL_SERVANT = "civil_servant", N_("Civil servant"), N_("Works for a state body."), "Habeas"
    WORKER = (
        "worker", N_("Worker"),
        N_("Works for wages in industry, building, transport or services."), "Habeas",
    )
    PEASANT = "peasant", N_("Peasant"), N_("Lives by working land or keeping animals."), "Habeas"
    ENTREPRENEUR = "entrepreneur", N_("Entrepreneur"), N_("Runs a business."), "Habeas"
    OTHER = "other", N_("Other"), N_("An occupation of none of the other kinds."), "Habeas"


_FAIR_TRIAL_CODES = {
    FactKind.LEGAL_COUNSEL: "counsel", FactKind.COURT_TYPE: "court", FactKind.COURT_LANGUAGE: "language",
    FactKind.OUTSIDE_CONTACT: "contact", FactKind.DETENTION_TYPE: "detention",
    FactKind.STATEMENTS_SIGNED: "signed",
}  # fmt: skip
# Facts that are told by a word of a list, and their words.
FACT_WORDS: dict[FactKind, tuple[Word, ...]] = {
    FactKind.SEX: tuple(Sex),
    FactKind.OCCUPATION: tuple(Occupation),
    **{
        fact: tuple(word for word in FairTrialFact if word.value.split("_")[0] == beginning)
        for fact, beginning in _FAIR_TRIAL_CODES.items()
    },
}
FAIR_TRIAL = tuple(_FAIR_TRIAL_CODES)


def fact_word(fact: FactKind, value: str | None) -> Word | None:
    """Return the word that a fact's value is the code of; None where it is told in other words."""
    return next((word for word in FACT_WORDS.get(fact, ()) if word.value == value), None)
