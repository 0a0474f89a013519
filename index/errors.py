"""What can go wrong with an archive or its settings, each with what to do about it.

MorgueError
├── SettingsError      an editor's file (morgue.toml, people.toml, synonyms.txt) does not say what it should
└── ArchiveError
    ├── NoArchive      there is nothing to open at this place
    ├── DamagedArchive a file is missing, cut short or changed
    ├── FormatError    made by another version of Morgue
    ├── TooManyOpen    the system lets no more files be opened
    └── ArchiveInUse   another process is writing it
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

REBUILD = "rebuild the archive from its sources with: morgue rebuild SOURCE --archive DIR"
ALLOW = "allow this process more of them (ulimit -n) and try again"
REMEDY = f"try: morgue check --repair --archive DIR, or {REBUILD}"  # where something is damaged


class MorgueError(Exception):
    """An error whose message says what happened, where, and what to do."""


class SettingsError(MorgueError):
    """An editor's file, as ``morgue.toml``, does not say what it should."""


class ArchiveError(MorgueError):
    """An archive cannot be read or written."""


class NoArchive(ArchiveError):  # noqa: N818 - reads as what it is in an except clause
    """There is no archive at this place."""


class DamagedArchive(ArchiveError):  # noqa: N818
    """A file of the archive is missing, cut short or changed."""


class FormatError(ArchiveError):
    """The archive was made by a version with another format."""


class TooManyOpen(ArchiveError):  # noqa: N818
    """The system lets no more files be opened, by this process or at all."""


class ArchiveInUse(ArchiveError):  # noqa: N818
    """Another process is writing this archive."""


def unreadable(path: Path, error: OSError) -> DamagedArchive | TooManyOpen:
    """The error that a file of an archive cannot be read, for this reason."""
    if error.errno in (errno.EMFILE, errno.ENFILE):
        return TooManyOpen(f"{path} cannot be read ({os.strerror(error.errno)}); {ALLOW}")
    return DamagedArchive(f"{path} cannot be read ({error.strerror or error}); {REMEDY}")
