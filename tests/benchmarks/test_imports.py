"""What the start of a server is made of."""

from __future__ import annotations

from benchmarks.start.imports import by_package

_TOLD = """import time: self [us] | cumulative | imported package
import time:       100 |        100 |   yaml.reader
import time:        40 |        140 | yaml
import time:         7 |          7 | json
"""


def test_the_time_of_a_package_is_that_of_its_own_modules() -> None:
    assert by_package(_TOLD.splitlines()) == {"yaml": 140, "json": 7}
