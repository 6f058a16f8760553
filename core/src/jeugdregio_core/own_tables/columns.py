"""A column of a table: its heading, how it is written, and what it is for."""

from __future__ import annotations

from dataclasses import replace

from jeugdregio_core.model.codes import Frequency, Permission, TariffBasis, Unit
from jeugdregio_core.own_tables.cells import (
    AMOUNT,
    CATEGORY,
    CODE,
    DAY,
    NUMBER_OR_WORDS,
    PRODUCT_CODE,
    TEXT,
    Kind,
    choice,
    simplified,
)
from jeugdregio_core.record import record


@record
class Column:
    """``name`` is what it is kept under. Other headings that mean the same are read too."""

    name: str
    heading: str
    kind: Kind
    about: str
    also: tuple[str, ...] = ()
    needed: bool = True
    phrase: bool = False
    """Whether a value reads by itself, without the heading before it."""

    @property
    def headings(self) -> frozenset[str]:
        """Every way to write its heading, simplified."""
        return frozenset(simplified(heading) for heading in (self.heading, *self.also))

    def optional(self) -> Column:
        """The same column, which may be left empty."""
        return replace(self, needed=False)


_STACKED = choice(
    (Permission.PERMITTED, Permission.CONDITIONAL, Permission.FORBIDDEN),
    {
        "ja": Permission.PERMITTED,
        "nee": Permission.FORBIDDEN,
        "voorwaarde": Permission.CONDITIONAL,
        "onder voorwaarde": Permission.CONDITIONAL,
    },
)

SEGMENT = Column("segment", "segment", CODE, "De code van het segment of perceel.", ("perceel",))
PROFILE = Column("profile", "profiel", CODE, "De code van het profiel.", ("profielcode",))
INTENSITY = Column(
    "intensity", "intensiteit", CODE, "De code van de intensiteit.", ("intensiteitscode",)
)
NAME = Column("name", "naam", TEXT, "De naam, zoals mensen die lezen.", ("omschrijving",))
CATEGORY_CODE = Column(
    "category", "productcategorie", CATEGORY, "De iJw-productcategorie.", ("categorie",), False
)
CODE_OF_PRODUCT = Column(
    "code", "productcode", PRODUCT_CODE, "De productcode in de berichten.", ("code",)
)
UNIT = Column("unit", "eenheid", choice(Unit), "De eenheid in de berichten.", (), False)
FREQUENCY = Column(
    "frequency", "frequentie", choice(Frequency), "De frequentie in de berichten.", (), False
)
SERVICE = Column("service", "dienst", CODE, "De code van de dienst.", ("dienstcode",))
PAID = Column(
    "arrangement",
    "arrangement",
    CODE,
    "De productcode, of segment-profiel-intensiteit, of de code van een dienst.",
    ("pic", "spic", "dienst", "code", "productcode"),
)
PROVIDER = Column(
    "provider",
    "aanbieder",
    CODE,
    "De code van de aanbieder, alleen waar het tarief per aanbieder verschilt.",
    ("aanbiedercode",),
    False,
)
EUROS = Column("amount", "bedrag", AMOUNT, "Het bedrag in euro's.", ("tarief", "prijs"))
PER = Column(
    "per", "per", choice(TariffBasis), "Waarvoor het bedrag is.", ("tarief per",), phrase=True
)
FIRST_SEGMENT = Column("first", "eerste", CODE, "Het ene segment.", ("segment 1",))
SECOND_SEGMENT = Column("second", "tweede", CODE, "Het andere segment.", ("segment 2",))
MAY = Column("permission", "mag", _STACKED, "Of deze twee naast elkaar mogen.", ("mag samen",))
CONDITION = Column(
    "condition",
    "voorwaarde",
    TEXT,
    "Maakt de zin af: mag als ... Andere woorden dan de bekende beoordeelt een mens.",
    (),
    False,
)
SUBJECT = Column("subject", "onderwerp", TEXT, "De code waar de norm over gaat.", ("code",))
QUANTITY = Column("quantity", "norm", TEXT, "Wat de norm begrenst.", ("grootheid",))
FIGURE = Column("value", "waarde", NUMBER_OR_WORDS, "De norm: een getal of woorden.")
NORM_UNIT = Column("unit", "eenheid", TEXT, "Waarin de norm is uitgedrukt.", (), False)

PROFILE_SET = Column(
    "profile_set", "profielenset", CODE, "Alleen als er meer sets tegelijk gelden.", (), False
)
FIRST_DAY = Column(
    "first_day",
    "vanaf",
    DAY,
    "De eerste dag waarop de rij geldt.",
    ("geldig vanaf", "ingangsdatum", "begindatum", "startdatum"),
)
LAST_DAY = Column(
    "last_day",
    "tot en met",
    DAY,
    "De laatste dag waarop de rij geldt; leeg is: tot nader bericht.",
    ("t/m", "geldig tot en met", "geldig t/m", "einddatum"),
    False,
)
DOCUMENT = Column(
    "document", "bron", TEXT, "Het document waar de rij in staat.", ("document",), False
)
