"""Serves a folder in a sub-path until its input ends; a process of its own, so that it does not wait for who measures.

python tests/bench/search_server.py DIR
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from browser.serving import Serving


def main() -> None:
    """Say the address and serve."""
    serving = Serving()
    sys.stdout.write(f"{serving.serve(Path(sys.argv[1]))}\n")
    sys.stdout.flush()
    sys.stdin.read()
    serving.stop()


if __name__ == "__main__":
    main()
