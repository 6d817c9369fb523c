"""Assessments: the schemes by which organizations judge a case, their criteria and outcomes."""

from webapp.vocab.words import N_, Word

PACE = "PACE Resolution 1900 (2012), paragraph 3"
WGAD = "UN Working Group on Arbitrary Detention, methods of work"


class Scheme(Word):
    """By whose rules a case is judged."""

    PACE_1900 = (
        "pace_1900", N_("PACE definition of political prisoner"),
        N_("The definition adopted by the Parliamentary Assembly of the Council of Europe."), PACE,
    )
    WGAD = (
        "wgad", N_("UN Working Group on Arbitrary Detention"),
        N_("The five categories of arbitrary detention of the United Nations working group."), WGAD,
    )
    AMNESTY_POC = (
        "amnesty_poc", N_("Amnesty prisoner of conscience"),
        N_("Amnesty International's notion of a prisoner of conscience."), "Amnesty International",
    )
    OWN_LIST = (
        "own_list", N_("The organization's own criteria"),
        N_("The organization's own list or words, by rules of its own."), "Habeas",
    )


class Criterion(Word):
    """Which part of a scheme a judgement rests on."""

    PACE_A = (
        "pace_a", N_("PACE (a)"),
        N_("Violation of a fundamental guarantee of the European Convention on Human Rights."), f"{PACE} (a)",
    )
    PACE_B = (
        "pace_b", N_("PACE (b)"),
        N_("Purely political reasons without connection to an offence."), f"{PACE} (b)",
    )
    PACE_C = (
        "pace_c", N_("PACE (c)"),
        N_("Length or conditions clearly out of proportion, for political motives."), f"{PACE} (c)",
    )
    PACE_D = (
        "pace_d", N_("PACE (d)"),
        N_("Discriminatory detention compared with other people, for political motives."), f"{PACE} (d)",
    )
    PACE_E = (
        "pace_e", N_("PACE (e)"),
        N_("Clearly unfair proceedings that appear connected with political motives."), f"{PACE} (e)",
    )
    WGAD_1 = "wgad_1", N_("WGAD I"), N_("No legal basis justifies the detention."), f"{WGAD}, category I"
    WGAD_2 = (
        "wgad_2", N_("WGAD II"), N_("The detention results from the exercise of rights and freedoms."),
        f"{WGAD}, category II",
    )
    WGAD_3 = (
        "wgad_3", N_("WGAD III"),
        N_("Violations of fair trial are so grave as to make the detention arbitrary."),
        f"{WGAD}, category III",
    )
    WGAD_4 = (
        "wgad_4", N_("WGAD IV"), N_("Asylum seekers or migrants are detained for long without review."),
        f"{WGAD}, category IV",
    )
    WGAD_5 = "wgad_5", N_("WGAD V"), N_("The detention discriminates."), f"{WGAD}, category V"


class Outcome(Word):
    """What the assessing organization concluded."""

    POLITICAL_PRISONER = (
        "political_prisoner", N_("Political prisoner"), N_("Judged to be a political prisoner."), PACE,
    )
    NOT_POLITICAL_PRISONER = (
        "not_political_prisoner", N_("Not a political prisoner"),
        N_("Judged not to be a political prisoner."), PACE,
    )
    PRISONER_OF_CONSCIENCE = (
        "prisoner_of_conscience", N_("Prisoner of conscience"), N_("Judged to be a prisoner of conscience."),
        "Amnesty International",
    )
    ARBITRARY = "arbitrary", N_("Arbitrary"), N_("The detention was found arbitrary."), WGAD
    NOT_ARBITRARY = "not_arbitrary", N_("Not arbitrary"), N_("The detention was found not arbitrary."), WGAD
    LISTED = "listed", N_("Listed"), N_("The organization put the person on its list."), "Habeas"
    NOT_LISTED = (
        "not_listed", N_("Not listed"),
        N_("The organization left or took the person off its list."), "Habeas",
    )
    RELEASE_DEMANDED = (
        "release_demanded", N_("Release demanded"),
        N_("The organization calls for the person's release without classifying the case."), "Habeas",
    )
    SUBJECT_OF_SOLIDARITY = (
        "subject_of_solidarity", N_("Subject of solidarity"),
        N_("The organization expresses solidarity without saying that the person is held."), "Habeas",
    )
    PENDING = "pending", N_("Pending"), N_("The case is before the organization."), WGAD
    NO_DECISION = (
        "no_decision", N_("No decision"),
        N_("The organization closed the case without deciding."), WGAD,
    )


class Listing(Word):
    """What the lists of an organization tell of a person."""

    LISTED = "listed", N_("listed"), N_("On the newest list that was read, or judged so."), "Habeas"
    DENIED = "denied", N_("denied"), N_("The organization says that the person is none."), "Habeas"
    LEFT = "left", N_("left"), N_("On an earlier list and not on the newest; no cause stated."), "Habeas"
    NOT_LISTED = "not_listed", N_("not listed"), N_("A list was read, and the name is not on it."), "Habeas"
    UNDECIDED = "undecided", N_("not decided"), N_("The name is on it; who it is was not decided."), "Habeas"
    SILENT = "silent", N_("says nothing"), N_("No list was read, or it is older than the arrest."), "Habeas"
