"""The command line: thin, one function a command, and nothing loaded that the command doesn't need.

Exit status: 0 done; 1 done, but some inputs failed (each named on standard error); 2 can't run; 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

from tuireader.cli import output
from tuireader.cli.arguments import COMMANDS, command_of, parsed
from tuireader.errors import InputError, NotFound, TuireaderError

DONE, SOME_FAILED, CANNOT_RUN, INTERRUPTED = 0, 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status.

    Args:
        argv: the arguments, without the program's name; those of the process when None.
    """
    output.prepare()
    name, rest = command_of(sys.argv[1:] if argv is None else argv)
    try:
        args = parsed(name, rest)
    except SystemExit as asked:  # argparse has printed help, the version, or what was wrong
        return _flushed(asked.code if isinstance(asked.code, int) else CANNOT_RUN)
    try:
        return _flushed(_run(name, args))
    except (InputError, NotFound) as error:
        output.complain(str(error))
        return SOME_FAILED
    except TuireaderError as error:
        output.complain(str(error))
        return CANNOT_RUN
    except BrokenPipeError:
        _abandon_output()
        return DONE
    except KeyboardInterrupt:
        output.complain("interrupted")
        return INTERRUPTED


def _run(name: str, args: object) -> int:
    command = COMMANDS[name]
    run = getattr(import_module(f"tuireader.cli.{command.module}"), command.function)
    return int(run(args))


def _flushed(status: int) -> int:
    """Write out what is still waiting, here where a closed pipe is noticed."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _abandon_output()
    return status


def _abandon_output() -> None:
    """Let the interpreter flush into nothing at its end, for who read our output has gone."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)
