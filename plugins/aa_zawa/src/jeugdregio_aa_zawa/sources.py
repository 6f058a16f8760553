"""The documents that this region's rules come from, and the periods they speak of."""

from jeugdregio_core import Source, between, public, since

BROCHURE = Source("Ontwikkelingen binnen de jeugdhulp: specialistische jeugdhulp vanaf 2018")
SEGMENTS = BROCHURE.at("Drie segmenten")
PLAN_AND_REGIE = BROCHURE.at("Perspectiefplan en regie")
PROFILES = BROCHURE.at("Ondersteuningsprofiel: hulp op maat")
REQUEST_AND_TARIFF = BROCHURE.at("VOT, beschikking en tarieven")
LEAD_CONTRACTOR = BROCHURE.at("Ruimte voor de professional")
HIGHLY_COMPLEX = BROCHURE.at("Hoogcomplexere hulpvragen")
RESULTS = BROCHURE.at("Vergelijkbare en zichtbare resultaten")

SITE = public("zorgomregioamsterdam.nl")
ABOUT = SITE.at("Over ons")
SPIC = SITE.at("SPIC")
FAQ_INTENSITIES = SITE.at("Veel gevraagd: intensiteiten en SPIC")
FAQ_FINANCE = SITE.at("Veel gevraagd: financiën")
FAQ_REFERRAL = SITE.at("Veel gevraagd: indicatie en verwijzing")
FAQ_LEAD_CONTRACTOR = SITE.at("Veel gevraagd: hoofdaannemerschap")
FAQ_PLAN = SITE.at("Veel gevraagd: perspectiefplan")
FAQ_GOALS = SITE.at("Veel gevraagd: doelen")
CONVERSION = SITE.at("Conversie Zaanstreek-Waterland")

PURMEREND_2018 = public("Nadere regels jeugdhulp Purmerend 2018", "artikel 2.1")
AUDIT_2020 = public(
    "Rekenkamer Amsterdam, bestuurlijk rapport jeugdhulp, 3 december 2020", "inhoud"
)
CODE_LIST = public("Openbare lijst van gemeentecodes", "Amsterdam en omgeving")
MERGER = public("Openbare lijst van gemeentecodes", "0370 Beemster wordt 0439 Purmerend")

SINCE_JEUGDWET = since(2015)
FROM_2018 = since(2018)
FROM_2021 = since(2021)
FROM_2022 = since(2022)
FIRST_CONTRACTS = between((2018, 1, 1), (2021, 12, 31))
