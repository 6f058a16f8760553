"""Real deliverers: ``jeugdregio deliver`` in processes of their own, on one store."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

_DELIVER = "import sys; from jeugdregio_core.cli import main; main(['deliver', *sys.argv[1:]])"
_PATIENCE = 60


class DelivererProcess:
    """One deliverer that may send to this computer. A receiver has three seconds for a message."""

    def __init__(self, url: str, *options: str) -> None:
        settings = {
            "JEUGDREGIO_DATABASE_URL": url,
            "JEUGDREGIO_WEBHOOK_NETWORKS": "127.0.0.0/8",
            "JEUGDREGIO_WEBHOOK_SECONDS": "3",
            "PYTHONUTF8": "1",
        }
        self._process = subprocess.Popen(
            [sys.executable, "-c", _DELIVER, "--pause", "0.1", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | settings,
            cwd=Path(__file__).parent,
        )

    def kill(self) -> None:
        """End it at once, as a power cut of the machine it runs on would."""
        self._process.send_signal(signal.SIGKILL)
        self._process.communicate(timeout=_PATIENCE)

    def stop(self) -> tuple[int, str, str]:
        """End it as its administrator does: its status, and what it said."""
        self._process.send_signal(signal.SIGTERM)
        return self.end()

    def close(self) -> None:
        """Leave nothing of it behind, however a test ended."""
        if self._process.poll() is None:
            self.kill()

    def end(self) -> tuple[int, str, str]:
        """Wait until it ends by itself: its status, and what it said."""
        out, err = self._process.communicate(timeout=_PATIENCE)
        return self._process.returncode, out, err
