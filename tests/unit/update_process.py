"""Updates the copy of a sample in a process of its own: once, or many times in children that are killed.

update_process.py FOLDER CODE [KILLS]: runs the code first, which may limit the process. Prints what the copy was after
each kill and after the recovery, as a list in JSON.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS.parent / "hooks")]

from disclosure.offline.update.apply import recover  # noqa: E402 - after the path is set
from unit.small_copy import TODAY  # noqa: E402
from unit.update_samples import Sample  # noqa: E402


def killed(made: Sample, after: float) -> str:
    """Update in a child and kill it after so many seconds; return what the copy is then, and after recovery."""
    made.fresh()
    child = os.fork()
    if not child:
        made.apply()
        os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    before = made.state()
    recover(made.copy, TODAY)
    return f"{before} {made.state()}"


def main() -> None:
    """Read the arguments."""
    made = Sample(Path(sys.argv[1]))
    exec(sys.argv[2])  # noqa: S102 - the words of a test
    if len(sys.argv) == 3:
        made.apply()
        return
    made.fresh()
    began = time.perf_counter()
    made.apply()
    lasts = time.perf_counter() - began
    chance = random.Random(7)  # noqa: S311 - nothing secret
    kills = range(int(sys.argv[3]))
    sys.stdout.write(json.dumps([killed(made, chance.uniform(0.3, 1.1) * lasts) for _ in kills]))


if __name__ == "__main__":
    main()
