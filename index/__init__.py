"""The second room: articles in, an immutable, checksummed archive out, and a Whoosh index over it.

Here is what takes no time to load. What reads and writes archives is imported from its module:
``index.archive.generation``, ``index.archive.build``, ``index.archive.updates``.
"""

from index.errors import (
    REMEDY,
    ArchiveError,
    ArchiveInUse,
    DamagedArchive,
    FormatError,
    MorgueError,
    NoArchive,
    SettingsError,
)
from index.fields import ALIASES, EVERYWHERE, FIELDS, TEXT_FIELDS, Field
from index.settings import Settings, load_settings

__all__ = [
    "ALIASES",
    "EVERYWHERE",
    "FIELDS",
    "REMEDY",
    "TEXT_FIELDS",
    "ArchiveError",
    "ArchiveInUse",
    "DamagedArchive",
    "Field",
    "FormatError",
    "MorgueError",
    "NoArchive",
    "Settings",
    "SettingsError",
    "load_settings",
]
