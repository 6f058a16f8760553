"""structlog without rich, which it would load at every start for tracebacks that are never shown.

While the name ``rich`` stands for nothing, importing it fails, as where it is not installed:
structlog foresees that.
"""

import sys

_loaded = sys.modules.get("rich")
sys.modules["rich"] = None  # type: ignore[assignment]
try:
    import structlog as structlog
finally:
    if _loaded is None:
        del sys.modules["rich"]
    else:
        sys.modules["rich"] = _loaded
