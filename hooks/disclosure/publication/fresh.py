"""New files in the catalogue: all of them or none, never over one that is there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def write_new(root: Path, texts: Mapping[str, str]) -> None:
    """Write files by their path below the root. Raises OSError and takes back what it wrote when one cannot be made."""
    written: list[Path] = []
    try:
        for name, text in texts.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                written.append(path)
                file.write(text.encode())
    except OSError:
        for path in written:
            path.unlink(missing_ok=True)
        raise
