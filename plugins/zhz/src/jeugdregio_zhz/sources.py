"""The documents that this region's rules come from, and the periods they speak of."""

from jeugdregio_core import Source, between, public, since

SLIDES = Source("Jeugdhulp ZHZ 2022 ev, presentatie van de Serviceorganisatie Jeugd ZHZ")
CHANGES = SLIDES.at("Was en wordt")
FRAMEWORK = SLIDES.at("Normenkader")
SEGMENTS = SLIDES.at("Strategie en eisen per doelgroep")
EDUCATION = SLIDES.at("Kernwaarde 3: ieder kind volgt onderwijs")
MEANS = SLIDES.at("Kernwaarde 6: doelmatige inzet schaarse middelen")

MUNICIPALITY_LIST = public(
    "Gemeentelijst van het landelijke coronadashboard", "veiligheidsregio VR18"
)
REGION_SITE = public("jeugdzhz.nl", "Informatie voor cliënten en inwoners")
CATEGORY_CODES = public("Codelijsten iJw 3.2", "JZ020, productcategorie")

SINCE_JEUGDWET = since(2015)
BEFORE_THE_MERGERS = between((2015, 1, 1), (2018, 12, 31))
SINCE_THE_MERGERS = since(2019)
FROM_2022 = since(2022)
GOALS = between((2022, 1, 1), (2025, 12, 31))
AFTER_THE_GOALS = since(2026)
