"""`python -m disclosure`."""

from __future__ import annotations

import sys

from disclosure.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
