"""The product categories of the national messages (iJw) that an allocation can name."""

CATEGORIES = {
    "40": "persoonlijke verzorging",
    "41": "dagbehandeling",
    "42": "vervoerdiensten",
    "43": "verblijf inclusief behandeling",
    "44": "verblijf exclusief behandeling",
    "45": "jeugdhulp ambulant",
    "46": "jeugdhulp crisis",
    "47": "jeugdreclassering",
    "48": "jeugdbescherming",
    "49": "preventief justitieel kader",
    "50": "maatwerkarrangementen jeugd",
    "51": "generalistische basis-ggz",
    "52": "specialistische ggz",
    "53": "kindergeneeskunde",
    "54": "jeugd-ggz",
    "55": "landelijk ingekochte zorg",
}
"""Which of these the region uses, and in which segment, is unknown."""

ONLY_IN_2015 = frozenset(str(code) for code in range(31, 39))
