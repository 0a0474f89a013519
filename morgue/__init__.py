"""The front door: the command line of Morgue, a search engine for news archives.

    parser ─▶ commands ─▶ printing
                 └─ progress (reading with workers, bars, Ctrl-C)

``parser`` says what may be typed, ``commands`` has one function a command, ``printing`` what they print.
"""

import argparse
import atexit
import gc
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

# Else NumPy starts threads for linear algebra, which takes 0.04 s and nobody here asks for.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from index import MorgueError, SettingsError
from morgue.building import FINE, NOTHING
from morgue.commands import COMMANDS
from morgue.parser import Command, parse
from morgue.printing import Unsaid, finish_saying, say
from search import RequestError

__all__ = ["__version__", "main"]
__version__ = "0.1.0"  # here, because to look it up among what is installed takes 0.03 s of every command
USAGE, INTERRUPTED = 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code: 0 fine, 1 nothing usable, 2 wrong usage, 130 stopped by Ctrl-C."""
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), sys.stderr or _nowhere()  # None where they were closed
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter shows "?"
    # Else Python looks at its end for garbage among all objects, those of Numba too, which takes 0.25 s of a rebuild.
    atexit.register(gc.freeze)
    options = parse(sys.argv[1:] if arguments is None else arguments, COMMANDS, __version__)
    try:
        command: Command = options.command
        return _run(command, options)
    except (RequestError, SettingsError) as error:
        return _fail(error, USAGE)
    except (MorgueError, OSError) as error:
        if isinstance(error, BrokenPipeError | Unsaid):  # else Python tries once more at its end
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE if isinstance(error, BrokenPipeError) else _fail(error, NOTHING)
    except KeyboardInterrupt as error:
        return _fail(error.args[0] if error.args else "stopped", INTERRUPTED)


def _run(command: Command, options: argparse.Namespace) -> int:
    code = command(options)
    finish_saying()
    return code


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def _fail(what: object, code: int) -> int:
    say(f"morgue: {what}", file=sys.stderr)
    return code
