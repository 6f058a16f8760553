"""Closed lists: every member has a code (its name) and a Dutch label for people."""

from __future__ import annotations

from enum import Enum


class Coded(str, Enum):
    """A closed list. The value is the code; ``label`` is what people read."""

    label: str

    def __new__(cls, code: str, label: str) -> Coded:  # noqa: D102
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    def __str__(self) -> str:
        return str(self.value)

    __hash__ = str.__hash__
    """That of the code, which it is equal to; it is looked up in many tables."""


class Confidence(Coded):
    """How sure a fact is: said by the source, by another public document, or our reading."""

    SOURCE = "SOURCE", "brondocument"
    PUBLIC = "PUBLIC", "ander openbaar document"
    DERIVED = "DERIVED", "afgeleid"


class Status(Coded):
    """Whether a value is known, and if not why."""

    KNOWN = "KNOWN", "bekend"
    UNKNOWN = "UNKNOWN", "onbekend"
    OPEN = "OPEN", "nog in te vullen door de regio"
    CONFLICT = "CONFLICT", "de bronnen spreken elkaar tegen"


class RuleTopic(Coded):
    """What a rule is about."""

    PROFILE = "PROFILE", "profielen en arrangementen"
    STACKING = "STACKING", "stapelen"
    REGIE = "REGIE", "regie"
    NORM = "NORM", "normenkader"
    DOCUMENT = "DOCUMENT", "documenten"
    ACCESS = "ACCESS", "toegang en verwijzing"
    CONTRACT = "CONTRACT", "contract"
    MESSAGE = "MESSAGE", "berichten"
    PERIOD = "PERIOD", "periode"
    PAYMENT = "PAYMENT", "tarief en betaling"
    TARGET = "TARGET", "doelen"


class RequestKind(Coded):
    """What is asked: a new allocation, an extension, or a change of a running one."""

    NEW = "NEW", "nieuwe toewijzing"
    EXTENSION = "EXTENSION", "verlenging"
    CHANGE = "CHANGE", "wijziging (317)"


class NeedLevel(Coded):
    """Quadrants of the Fries model jeugdhulp."""

    VRAGEN = "VRAGEN", "opvoedingsvragen"
    SPANNING = "SPANNING", "opvoedingsspanning"
    NOOD = "NOOD", "opvoedingsnood"
    CRISIS = "CRISIS", "opvoedingscrisis"


class FamilyControl(Coded):
    """How far the family holds the regie itself."""

    FAMILY = "FAMILY", "het gezin zelf"
    SUPPORTED = "SUPPORTED", "het gezin met hulp"
    TAKEN_OVER = "TAKEN_OVER", "overgenomen van het gezin"


class LivesIn(Coded):
    """Where the young person lives."""

    HOME = "HOME", "thuis"
    PLEEGZORG = "PLEEGZORG", "in een pleeggezin"
    WOONVOORZIENING = "WOONVOORZIENING", "in een woonvoorziening"


class ReferrerType(Coded):
    """Who refers (verwijzer)."""

    GEMEENTE = "GEMEENTE", "gemeente"
    HUISARTS = "HUISARTS", "huisarts"
    JEUGDARTS = "JEUGDARTS", "jeugdarts"
    MEDISCH_SPECIALIST = "MEDISCH_SPECIALIST", "medisch specialist"
    GI = "GI", "gecertificeerde instelling"
    RECHTER = "RECHTER", "rechter"
    ZELF = "ZELF", "het gezin zelf"
    VEILIG_THUIS = "VEILIG_THUIS", "Veilig Thuis"


class RequestedBy(Coded):
    """Who sends the request."""

    PROVIDER = "PROVIDER", "aanbieder"
    TOEGANG = "TOEGANG", "toegang van de gemeente"
    CLIENT = "CLIENT", "cliënt"


class Entry(Coded):
    """The door through which the request comes in."""

    CENTRAL_ACCESS = "CENTRAL_ACCESS", "centrale toegang"
    LOCAL_TEAM = "LOCAL_TEAM", "lokaal team"
    OTHER = "OTHER", "een andere ingang"


class Ground(Coded):
    """A signalled ground to consider deviating from a norm."""

    UITHUISPLAATSING = "UITHUISPLAATSING", "dreigende uithuisplaatsing"
    SCHOOLUITVAL = "SCHOOLUITVAL", "dreigend schooluitval"
    LEVENSLANG = "LEVENSLANG", "levenslange en levensbrede hulpvraag"


class DocumentKind(Coded):
    """A document in the file of a request."""

    PERSPECTIEFPLAN = "PERSPECTIEFPLAN", "perspectiefplan"
    VERVOLGDEEL = "VERVOLGDEEL", "vervolgdeel van het perspectiefplan"
    AANVRAAGFORMULIER = "AANVRAAGFORMULIER", "aanvraagformulier"
    ONDERSTEUNINGSPLAN = "ONDERSTEUNINGSPLAN", "ondersteuningsplan"
    BEHANDELPLAN = "BEHANDELPLAN", "behandelplan"
    PLAN_16_PLUS = "PLAN_16_PLUS", "16+ plan"
    ONDERWIJS_ONTWIKKELPERSPECTIEF = (
        "ONDERWIJS_ONTWIKKELPERSPECTIEF",
        "onderwijsontwikkelperspectief",
    )
    STAPELFORMULIER = "STAPELFORMULIER", "aanvraagformulier voor stapelen"
    TOESTEMMING_NORMAFWIJKING = "TOESTEMMING_NORMAFWIJKING", "toestemming om af te wijken"
    VERZOEK_OM_TOEWIJZING = "VERZOEK_OM_TOEWIJZING", "verzoek om toewijzing"
    BESCHIKKING = "BESCHIKKING", "beschikking"


class Party(Coded):
    """Who writes, approves, signs or directs."""

    GEZIN = "GEZIN", "het gezin"
    CLIENT = "CLIENT", "de cliënt"
    LOKAAL_TEAM = "LOKAAL_TEAM", "het lokale team"
    GEMEENTELIJKE_TOEGANG = "GEMEENTELIJKE_TOEGANG", "de toegang van de gemeente"
    GI = "GI", "de gecertificeerde instelling"
    AANBIEDER = "AANBIEDER", "de aanbieder"
    ONDERWIJS = "ONDERWIJS", "het onderwijs"
    SOJ = "SOJ", "de serviceorganisatie jeugd"
    VERWIJZER = "VERWIJZER", "de verwijzer"
    DESKUNDIGE = "DESKUNDIGE", "een onafhankelijke deskundige"
    BASISVOORZIENING = "BASISVOORZIENING", "de basisvoorziening"


MUNICIPAL_ACCESS = frozenset({Party.LOKAAL_TEAM, Party.GEMEENTELIJKE_TOEGANG})
"""The access of the municipality under its two names; where a region knows one, both count."""


class RegieRole(Coded):
    """A role in directing a case; the words stay Dutch."""

    REGIE = "REGIE", "regie"
    CASUSREGIE = "CASUSREGIE", "casusregie"
    PROCESREGIE = "PROCESREGIE", "procesregie"
    BEHANDELCOORDINATIE = "BEHANDELCOORDINATIE", "behandelcoördinatie"
    SIGNALERING = "SIGNALERING", "signalering"
    TRAJECT = "TRAJECT", "verantwoordelijkheid voor het traject"
    PERSPECTIEFPLAN = "PERSPECTIEFPLAN", "opstellen van het perspectiefplan"


class Complexity(Coded):
    """How complex the question for help is."""

    LAAG = "LAAG", "laag complex"
    MIDDEN = "MIDDEN", "midden complex"
    HOOG = "HOOG", "hoog complex"


class Unit(Coded):
    """Unit of care, iJw code list WJ756; ``ijw`` is the code in the national messages."""

    MINUUT = "MINUUT", "minuut"
    UUR = "UUR", "uur"
    DAGDEEL = "DAGDEEL", "dagdeel van vier uur"
    ETMAAL = "ETMAAL", "etmaal"
    STUKS = "STUKS", "stuks (output)"
    STUKS_INSPANNING = "STUKS_INSPANNING", "stuks (inspanning)"
    EURO = "EURO", "euro"

    @property
    def ijw(self) -> str:
        """The two-digit code of WJ756."""
        return {
            "MINUUT": "01",
            "UUR": "04",
            "ETMAAL": "14",
            "DAGDEEL": "16",
            "STUKS": "82",
            "EURO": "83",
            "STUKS_INSPANNING": "84",
        }[self.value]


class Frequency(Coded):
    """How often, iJw code list WMO757."""

    DAG = "DAG", "per dag"
    WEEK = "WEEK", "per week"
    MAAND = "MAAND", "per maand"
    TOTAAL = "TOTAAL", "in totaal"


class TariffBasis(Coded):
    """What one tariff pays for."""

    MINUUT = "MINUUT", "per minuut"
    UUR = "UUR", "per uur"
    DAGDEEL = "DAGDEEL", "per dagdeel"
    ETMAAL = "ETMAAL", "per etmaal"
    STUK = "STUK", "per stuk"
    MAAND = "MAAND", "per maand"
    JAAR = "JAAR", "per jaar"
    TRAJECT = "TRAJECT", "voor het hele traject"


class TariffReason(Coded):
    """Why there is no amount."""

    UNKNOWN = "UNKNOWN", "het tarief is niet bekend"
    PER_PROVIDER = "PER_PROVIDER", "het tarief verschilt per aanbieder"
    NO_TARIFF = "NO_TARIFF", "hier hoort geen tarief bij"


class Permission(Coded):
    """What the rules say of two allocations beside each other."""

    PERMITTED = "PERMITTED", "mag"
    CONDITIONAL = "CONDITIONAL", "mag onder een voorwaarde"
    FORBIDDEN = "FORBIDDEN", "mag niet"
    UNSPECIFIED = "UNSPECIFIED", "de bronnen zeggen er niets over"


class TargetKind(Coded):
    """How binding a target is."""

    BELEIDSDOEL = "BELEIDSDOEL", "beleidsdoel"
    INSPANNINGSVERPLICHTING = "INSPANNINGSVERPLICHTING", "inspanningsverplichting"
    RESULTAATAFSPRAAK = "RESULTAATAFSPRAAK", "resultaatafspraak"
    MEETAFSPRAAK = "MEETAFSPRAAK", "meetafspraak"


class Comparison(Coded):
    """How a measured figure is held against a target or norm."""

    AT_MOST = "AT_MOST", "hoogstens"
    AT_LEAST = "AT_LEAST", "minstens"
    ABOVE = "ABOVE", "meer dan"
    BELOW = "BELOW", "minder dan"
    FALLING = "FALLING", "dalend"
    RISING = "RISING", "stijgend"
    STABLE = "STABLE", "gelijk blijvend"
    NONE = "NONE", "geen maat genoemd"


class Measured(Coded):
    """What casework can measure for a target."""

    BEGUN_IN_TIME = "BEGUN_IN_TIME", "aandeel verwijzingen met op tijd begonnen hulp"
    MEAN_STAY = "MEAN_STAY", "gemiddelde duur van hulp die is afgerond"
    WITHIN_NORMS = "WITHIN_NORMS", "aandeel jeugdigen zonder afwijking van een norm"
    LONGEST_WAIT = "LONGEST_WAIT", "langste tijd tussen melding en hulpaanbod"


class FactKind(Coded):
    """What kind of answer a question wants; a form picks its field by it."""

    TEXT = "TEXT", "tekst"
    DATE = "DATE", "datum"
    TIME = "TIME", "tijdstip"
    NUMBER = "NUMBER", "getal"
    BOOLEAN = "BOOLEAN", "ja of nee"
    CHOICE = "CHOICE", "keuze"
    CHOICES = "CHOICES", "meerdere keuzes"
    RECORDS = "RECORDS", "lijst van gegevens"
