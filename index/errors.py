"""What can go wrong with an archive or its settings, each with what to do about it.

MorgueError
├── SettingsError      morgue.toml or people.toml does not say what it should
└── ArchiveError
    ├── NoArchive      there is nothing to open at this place
    ├── DamagedArchive a file is missing, cut short or changed
    ├── FormatError    made by another version of Morgue
    └── ArchiveInUse   another process is writing it
"""

REBUILD = "rebuild the archive from its sources with: morgue rebuild SOURCE --archive DIR"
REMEDY = f"try: morgue check --repair --archive DIR, or {REBUILD}"  # where something is damaged


class MorgueError(Exception):
    """An error whose message says what happened, where, and what to do."""


class SettingsError(MorgueError):
    """``morgue.toml`` or ``people.toml`` does not say what it should."""


class ArchiveError(MorgueError):
    """An archive cannot be read or written."""


class NoArchive(ArchiveError):  # noqa: N818 - reads as what it is in an except clause
    """There is no archive at this place."""


class DamagedArchive(ArchiveError):  # noqa: N818
    """A file of the archive is missing, cut short or changed."""


class FormatError(ArchiveError):
    """The archive was made by a version with another format."""


class ArchiveInUse(ArchiveError):  # noqa: N818
    """Another process is writing this archive."""
