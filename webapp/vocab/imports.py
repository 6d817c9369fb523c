"""Lists that are brought in: what a column of one can hold, and what becomes of a row."""

from webapp.vocab.words import N_, Word


class ListField(Word):
    """What the cells of a column say of a person."""

    NOTHING = "left_out", N_("left out"), N_("The column is not read."), "Habeas"
    REFERENCE = (
        "reference", N_("Our reference"), N_("Whom of ours a row means; empty: by the name."), "Habeas",
    )
    NAME = "name", N_("Name"), N_("The name by which the list speaks of the person."), "Habeas"
    GIVEN_NAME = "given_name", N_("Given name"), N_("Where the family name has its own column."), "Habeas"
    PATRONYMIC = "patronymic", N_("Patronymic"), N_("Likewise, where it has its own column."), "Habeas"
    FAMILY_NAME = (
        "family_name", N_("Family name"), N_("Where the given name has its own column."), "Habeas",
    )
    OTHER_NAME = "other_name", N_("Name, other spelling"), N_("The name in another spelling."), "Habeas"
    STATUS = "status", N_("Status"), N_("In the list's own words, which are turned one by one."), "Habeas"
    SINCE = "since", N_("Status since"), N_("From which day the status lasts."), "Habeas"
    AS_OF = (
        "as_of", N_("Status as of"),
        N_("On which day the status was as the row says; it may have begun earlier."), "Habeas",
    )
    UNTIL = (
        "until", N_("Held until"),
        N_("Until which day a detention was ordered, or the term is said to last; of others it is not read."),
        "Habeas",
    )
    ARRESTED_ON = "arrested_on", N_("Arrested on"), N_("The day on which the person was taken."), "Habeas"
    RELEASED_ON = (
        "released_on", N_("Released on"), N_("The day on which the person was let out; or yes, or no."),
        "Habeas",
    )
    PLACE = "place", N_("Place"), N_("Where the person is held, as the list prints it."), "Habeas"
    CHARGE = "charge", N_("Charges"), N_("Articles or offences, separated by commas."), "Habeas"
    SENTENCE = "sentence", N_("Sentence"), N_("A term such as 7 years 6 months, or life."), "Habeas"
    REMARK = (
        "remark", N_("Remark"),
        N_("Read for a status that it tells beyond doubt; what else it tells is not recorded."), "Habeas",
    )
    BORN = "born", N_("Born"), N_("The date of birth."), "Habeas"
    DIED = "died", N_("Died"), N_("The date of death."), "Habeas"
    AGE = "age", N_("Age"), N_("In whole years, at the date of the list."), "Habeas"
    AGE_AT_ARREST = (
        "age_at_arrest", N_("Age when arrested"), N_("In whole years, on the day of the arrest."), "Habeas",
    )
    SEX = "sex", N_("Sex"), N_("Female, male or other."), "Habeas"
    OCCUPATION = "occupation", N_("Occupation"), N_("What the person does."), "Habeas"
    ORGANIZATION = (
        "organization", N_("Organization"), N_("One that is recorded here, by any of its names."), "Habeas",
    )
    HEARING_ON = "hearing_on", N_("Hearing on"), N_("On which day a court sits, or sat."), "Habeas"
    HEARING_KIND = "hearing_kind", N_("What is heard"), N_("Remand, extension, verdict and so on."), "Habeas"
    CASE = "case", N_("Case"), N_("One that is recorded here, by its number or name."), "Habeas"
    COURT = (
        "court", N_("Court"),
        N_("One that is recorded here, by any of its names: of the hearing, or else of the sentence."),
        "Habeas",
    )
    HEARING_OUTCOME = (
        "hearing_outcome", N_("Outcome of the hearing"), N_("Held, postponed, or the ruling."), "Habeas",
    )
    LEGAL_COUNSEL = (
        "legal_counsel", N_("Legal counsel"),
        N_("By HURIDOCS list 31: code, label or number, several separated by semicolons."), "Habeas",
    )
    COURT_TYPE = "court_type", N_("Type of court"), N_("Likewise, by HURIDOCS list 32."), "Habeas"
    COURT_LANGUAGE = (
        "court_language", N_("Language in court"), N_("Likewise, by HURIDOCS list 33."), "Habeas",
    )
    OUTSIDE_CONTACT = (
        "outside_contact", N_("Contact with the outside"), N_("Likewise, by HURIDOCS list 30."), "Habeas",
    )
    DETENTION_TYPE = (
        "detention_type", N_("Type of detention"), N_("Likewise, by HURIDOCS list 29."), "Habeas",
    )
    STATEMENTS_SIGNED = (
        "statements_signed", N_("Statements signed"), N_("Likewise, by HURIDOCS list 36."), "Habeas",
    )


# A name whose parts have columns of their own, in the order of speech.
NAME_PARTS = (ListField.GIVEN_NAME, ListField.PATRONYMIC, ListField.FAMILY_NAME)
# The columns that hold dates.
DATES = (
    ListField.ARRESTED_ON, ListField.SINCE, ListField.RELEASED_ON, ListField.UNTIL, ListField.BORN,
    ListField.DIED, ListField.HEARING_ON, ListField.AS_OF,
)
# What is told of a hearing beside its day, and nothing without it.
BESIDE_THE_DAY = (ListField.HEARING_KIND, ListField.CASE, ListField.COURT, ListField.HEARING_OUTCOME)


class RowOutcome(Word):
    """What becomes of a row of a list when it is brought in."""

    ASK = "ask", N_("who is it?"), N_("It may be somebody of ours: a person decides."), "Habeas"
    MARKED = (
        "marked", N_("marked"), N_("The file marks them, or they name nobody; say above what that means."),
        "Habeas",
    )
    REFUSED = "refused", N_("refused"), N_("A cell cannot be read; nothing of the row is written."), "Habeas"
    UPDATE = "update", N_("update"), N_("Somebody of ours, of whom the row says more."), "Habeas"
    NEW = "new", N_("new"), N_("Somebody whom we do not have."), "Habeas"
    SAME = "same", N_("same"), N_("Nothing new; what it says gains the row as a passage."), "Habeas"
    LEFT_OUT = "left_out", N_("left out"), N_("Somebody said so; nothing of the row is written."), "Habeas"
    CONTINUED = (
        "continued", N_("part of the row above"),
        N_("It goes on with the person of that row, with whom what it says is recorded."), "Habeas",
    )


class MarkKind(Word):
    """A mark of a workbook that is no text, or a row that may be none of the list."""

    STRUCK = (
        "struck", N_("struck out"),
        N_("Its authors often mean that somebody was released or left the list; they do not say."),
        "Habeas",
    )
    HIDDEN_ROW = "hidden_row", N_("hidden"), N_("Who opens the file does not see these rows."), "Habeas"
    MERGED = (
        "merged", N_("part of a merged cell"),
        N_("One cell spans several rows; its text stands in the first of them alone."), "Habeas",
    )
    NAME_ALONE = (
        "name_alone", N_("nothing but a name"),
        N_("Among rows that say more it is often a heading, and nobody's name."), "Habeas",
    )
    NOBODY = (
        "nobody", N_("naming nobody, as it seems"),
        N_("A heading, a total, a note, or the header again."), "Habeas",
    )
    DOUBTED_NAME = (
        "doubted_name", N_("with more than a name, as it seems"),
        N_("Several people, perhaps, or words beside a name, among cells that say more."), "Habeas",
    )
    DITTO = (
        "ditto", N_("repeating the row above"),
        N_("A cell says that it is the same as the one above; where rows were sorted since, it is another."),
        "Habeas",
    )
    BEYOND = (
        "beyond", N_("longer than the row that names the columns"),
        N_("A comma in a cell without quotation marks, perhaps: then the cells after it stand one too far."),
        "Habeas",
    )
    TWIN = (
        "twin", N_("with something else in a second column of the same header"),
        N_("Two columns are called the same, as it seems; the first is read, and the other left out."),
        "Habeas",
    )
    SHEET = (
        "sheet", N_("on one of several sheets"),
        N_(
            "No column tells a status, or no row of the sheet names its columns. The names of the sheets may"
            " tell, and are no part of the text: look in the file."
        ),
        "Habeas",
    )
    FAILED = (
        "failed", N_("with a formula that failed"),
        N_("Where a cell shows an error, nothing is read of it: what it would say is not in the file."),
        "Habeas",
    )
    DAYS_FROM_1904 = (
        "days_from_1904", N_("days counted from 1904"),
        N_("A number that is no date in the file itself is read as a day counted so."), "Habeas",
    )
    DAY_OR_MONTH = (
        "day_or_month", N_("with a date that may have the day or the month first"),
        N_("Such as 03/04/2021: no other date of the list, and no header, tells which."), "Habeas",
    )
    HIDDEN_COLUMN = (
        "hidden_column", N_("hidden column"), N_("Who opens the file does not see it."), "Habeas",
    )
    COMMENT = "comment", N_("comment"), N_("It is no part of the text, and nothing rests on it."), "Habeas"


class MarkAnswer(Word):
    """What is done with the rows of a mark."""

    AS_IT_STANDS = "as_it_stands", N_("read as if not marked"), N_("The mark says nothing."), "Habeas"
    FOR_ALL = (
        "for_all", N_("it holds for all its rows"), N_("Each of the rows has the merged cell."), "Habeas",
    )
    DAY_FIRST = "day_first", N_("the day is first"), N_("03/04/2021 is a day of April."), "Habeas"
    MONTH_FIRST = "month_first", N_("the month is first"), N_("03/04/2021 is a day of March."), "Habeas"
    LEFT_OUT = "left_out", N_("leave them out"), N_("Nothing of these rows is written."), "Habeas"


class JobPhase(Word):
    """How far a long list is."""

    READING = "reading", N_("Reading"), N_("What each row says, and whom it means."), "Habeas"
    READ = "read", N_("Read"), N_("Nothing is written yet."), "Habeas"
    PREPARING = "preparing", N_("Making it ready"), N_("Nothing is written as yet."), "Habeas"
    WRITING = "writing", N_("Writing"), N_("Others may have to wait with saving."), "Habeas"
    DONE = "done", N_("Recorded"), N_("One entry in the history."), "Habeas"
    CANCELLED = "cancelled", N_("Cancelled"), N_("Nothing was kept."), "Habeas"
    REFUSED = "refused", N_("Refused"), N_("Nothing of it was kept."), "Habeas"
    FAILED = "failed", N_("Failed"), N_("Something went wrong; nothing was kept."), "Habeas"
    STOPPED = "stopped", N_("Stopped"), N_("The server was restarted; nothing was kept."), "Habeas"

    @property
    def is_under_way(self) -> bool:
        """Whether a process is at it."""
        return self in (JobPhase.READING, JobPhase.PREPARING, JobPhase.WRITING)
