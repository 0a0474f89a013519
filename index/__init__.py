"""The second room: articles in, an immutable, checksummed archive out, and a Whoosh index over it."""

from index.build import BuildReport, NothingToIndex, rebuild
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
from index.generation import Generation
from index.generations import current_generation, verify
from index.settings import Settings, load_settings
from index.updates import Removal, add, remove

__all__ = [
    "ALIASES",
    "EVERYWHERE",
    "FIELDS",
    "REMEDY",
    "TEXT_FIELDS",
    "ArchiveError",
    "ArchiveInUse",
    "BuildReport",
    "DamagedArchive",
    "Field",
    "FormatError",
    "Generation",
    "MorgueError",
    "NoArchive",
    "NothingToIndex",
    "Removal",
    "Settings",
    "SettingsError",
    "add",
    "current_generation",
    "load_settings",
    "rebuild",
    "remove",
    "verify",
]
