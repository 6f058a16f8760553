"""``make audit-http``: the audits of npm ``graphql-http`` against a server of this checkout."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.audits.serving import serving

HERE = Path(__file__).parent


def main() -> int:
    """Install the auditor from its lock file, start a server, and let it look."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        print("make audit-http needs node and npm; nothing else here does.", file=sys.stderr)
        return 1
    quietly = ("--no-audit", "--no-fund", "--loglevel=error", "--silent")
    subprocess.run([npm, "ci", *quietly], cwd=HERE, check=True)
    with serving(database_url="none") as address:
        look = [node, "run.mjs", f"{address}/graphql"]
        return subprocess.run(look, cwd=HERE).returncode


if __name__ == "__main__":
    sys.exit(main())
