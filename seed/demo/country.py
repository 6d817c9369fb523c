"""The invented country: its names, towns, bodies and articles of law; nobody and nothing in it exists."""

from webapp.vocab.organizations import OrganizationKind
from webapp.vocab.people import Occupation

NAME = "Quorvia"
CODE = "XQ"
"""Of those that ISO 3166-1 leaves to users and will never give to a country."""

GIVEN = {
    "female": (
        "Ambrelle", "Belquis", "Corvina", "Delphane", "Esmarel", "Fionvar", "Galtine", "Hesperil", "Ilvane",
        "Jorwenna", "Kestrila", "Lumette", "Mirasol", "Nivelle", "Ondrelle", "Perivane", "Quessa", "Rosmere",
        "Sylvane", "Tamsquil",
    ),
    "male": (
        "Aldric", "Borvan", "Caspel", "Dorvin", "Elquist", "Farbel", "Gostav", "Helquor", "Ivarel", "Jastrin",
        "Kelvar", "Lorquin", "Mardel", "Norvic", "Ostrel", "Pelquar", "Quillon", "Rendrik", "Sorvald",
        "Tolquen",
    ),
}  # fmt: skip
FAMILY = (
    "Abelquist", "Barrowmar", "Cindervale", "Dunquarrel", "Eldersquil", "Fennimarch", "Gallowquint",
    "Hartquell", "Inkermoss", "Jasperquay", "Kettlemar", "Lanquistel", "Mossgarrow", "Nettlequist",
    "Orchardane", "Pebblemarsh", "Quaymarrow", "Ravenquell", "Saltmarrow", "Thistlequay", "Umberquell",
    "Vanquistel", "Willowmarsh", "Yarrowquist", "Zephyrmoss",
)  # fmt: skip
TOWNS = ("Lower Sample", "Upper Sample", "Testhaven", "Mockbridge", "Draftwick", "Placeholm", "Exampleford")

UNION, RIVER, KITE, LANTERN = "union", "river", "kite", "lantern"
COMMITTEE, WATCH, POLICE, CABINET = "committee", "watch", "police", "cabinet"
ORGANIZATIONS = {
    UNION: ("Union of Lamplighters", OrganizationKind.UNION),
    RIVER: ("Friends of the River Sample", OrganizationKind.NGO),
    KITE: ("The Morning Kite", OrganizationKind.MEDIA),
    LANTERN: ("Lantern Party", OrganizationKind.PARTY),
    COMMITTEE: ("Committee of the Unheard", OrganizationKind.NGO),
    WATCH: ("Quorvian Prison Watch", OrganizationKind.NGO),
    POLICE: ("Directorate for Public Quiet", OrganizationKind.POLICE),
    CABINET: ("Cabinet Office of Quorvia", OrganizationKind.STATE_BODY),
}
PRISONS = ("Prison No. 1 of Testhaven", "Prison No. 4 of Mockbridge", "Old Salt Works Colony")
COURTS = ("District Court of Testhaven", "District Court of Mockbridge", "Court of Grave Cases of Quorvia")

ARTICLES = {
    "101": "Disturbing the public quiet",
    "115-2": "Spreading false weather",
    "207.3": "Taking part in an unlisted procession",
    "230": "Extremism by poetry",
    "311": "Unlicensed gathering of signatures",
}
JUDGE = "Judge Umbrel Saltmarrow"
PROSECUTOR = "Prosecutor Ganvel Thornquay"
TRIAL = ("lantern", "lantern appeal", "lantern cassation")
"""The keys of one case at its three instances."""
CASES = {UNION: "Case of the lamplighters", RIVER: "Case of the river petition"}
"""Cases before the Court of Grave Cases, by whom the accused belong to."""
CALLINGS = {
    UNION: (Occupation.TRADE_UNIONIST, "a trade unionist"),
    RIVER: (Occupation.ACTIVIST, "an activist"),
    KITE: (Occupation.JOURNALIST, "a journalist"),
    LANTERN: (Occupation.POLITICIAN, "a politician"),
}
