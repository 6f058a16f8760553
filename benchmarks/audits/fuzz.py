"""``make fuzz``: schemathesis against a server of this checkout that is filled with made-up data.

Its own check of GraphQL takes every error in a field for a fault of the server, also what is not
on file. Here a fault is what the server itself calls one, a status of 500 or more, or an answer
that takes too long.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.audits.serving import serving

EXAMPLES = os.environ.get("EXAMPLES", "50")
ADDRESSES = (
    "/openapi.json",
    "not_a_server_error,status_code_conformance,content_type_conformance,"
    "response_schema_conformance,positive_data_acceptance,unsupported_method",
)
GRAPHQL = ("/graphql", "no_fault,answered_in_time")


def main() -> int:
    """Both descriptions, one after the other; 1 when anything was found."""
    program = str(Path(sys.executable).with_name("schemathesis"))
    hooks = os.environ | {"SCHEMATHESIS_HOOKS": "benchmarks.audits.fuzz_checks"}
    failed = False
    with serving(demo="true") as address:
        for path, checks in (ADDRESSES, GRAPHQL):
            asked = [program, "run", address + path, "--checks", checks]
            options = ["--max-examples", EXAMPLES, "--seed", "1", "--no-color"]
            failed |= subprocess.run([*asked, *options], env=hooks).returncode != 0
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
