"""The documents that this region's rules come from, and the periods they speak of."""

from jeugdregio_core import Source, between, public, since

SLIDES = Source("Informatiesessie segment B voor jeugdhulpaanbieders, 8 mei 2025")
PRODUCTS_SITE = public("zorginregiowestfriesland.nl", "Producten en diensten Jeugd")
FRAMEWORK_2019 = public("Uitvoeringskader inkoop sociaal domein West-Friesland 2019-2021")
KOGGENLAND_2025 = public(
    "Nadere regels jeugdhulp 1 juli 2025 gemeente Koggenland (gmb-2025-461036)"
)
HOORN_2025 = public("Beleidsregels Jeugdhulp gemeente Hoorn 2025 (CVDR745184)")
PROVINCE = public("noord-holland.nl", "Regionale bestuurskracht West-Friesland")

OLD_CONTRACT = between((2019, 1, 1), (2025, 6, 30))
FROM_JULY_2025 = since(2025, 7, 1)
SINCE_JEUGDWET = since(2015)
