"""What nobody expected while something was read, in words: of the machine, of the file, or of Morgue."""

from __future__ import annotations

import errno
import tempfile
import traceback
from contextlib import suppress
from pathlib import Path

from corpus.article import Source, Unreadable

# What the system says of a call that is wrong whenever it is made, as for a time that it cannot count.
WRONG_CALLS = frozenset([errno.EINVAL, errno.EOVERFLOW, errno.ERANGE, errno.EDOM, errno.EBADF, errno.ESPIPE])
NO_ROOM = frozenset([errno.ENOSPC, errno.EDQUOT])


def failed(source: Source, error: Exception, cost: str = "") -> Unreadable:
    """That ``error`` came up at ``source``, and what that ``cost`` where it is not all of it. What is the machine's may
    have passed the next time."""
    if isinstance(error, RecursionError):
        return Unreadable(source, f"{cost}nested too deeply")
    if reason := _of_machine(error):
        return Unreadable(source, cost + reason, try_again=True)
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}, line {place.lineno}"
    fault = f"a fault of Morgue ({type(error).__name__}: {error}, {where}); please report it with this article"
    return Unreadable(source, cost + fault)


def _of_machine(error: Exception) -> str:
    """What the machine had not for it; empty of other errors."""
    match error:
        case MemoryError():
            return "it takes more memory than there is"
        case ImportError():
            return f"a library cannot be loaded, install Morgue anew: {error}"
        case OSError(errno=number) if number in NO_ROOM:
            return (
                f"no space left on the disk of temporary files: free some, or have TMPDIR name another{_place(error)}"
            )
        case OSError(errno=number) if number is not None and number not in WRONG_CALLS:
            return f"the system refused what it takes: {error.strerror}{_place(error)}"
    return ""


def _place(error: OSError) -> str:
    """The file or folder that the system was asked about, as far as it says so."""
    place = error.filename
    if place is None and error.errno in NO_ROOM:
        with suppress(OSError):
            place = tempfile.gettempdir()
    return f" ({place})" if place else ""
