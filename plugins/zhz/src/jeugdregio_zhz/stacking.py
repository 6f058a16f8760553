"""Stapelen: rule 30. The sources say nothing about it."""

from jeugdregio_core import Permission, StackingMatrix, Term
from jeugdregio_zhz.sources import FROM_2022, SEGMENTS

MATRIX = StackingMatrix(
    code="zhz-stapelen-2022",
    valid=FROM_2022,
    source=SEGMENTS.derived(),
    segments=("1", "2", "3", "4", "5", "6", "7"),
    otherwise=Term(
        "zhz-30",
        "Of toewijzingen mogen stapelen, zegt de bron niet.",
        Permission.UNSPECIFIED,
    ),
)
