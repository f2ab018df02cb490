"""The ``tuireader`` command as a process; ``python -m tuireader`` is the same."""

import gc
import os
import sys


def run() -> None:
    """Run the command line and end the process with its status.

    A list takes a few milliseconds, so what the interpreter does around it is kept short: fewer rounds of garbage collection while
    modules load, and no dismantling of every module at the end. By then all is written and closed.
    """
    gc.set_threshold(20_000, 20, 20)
    from tuireader.cli import main

    status = main()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(status)


if __name__ == "__main__":
    run()
