"""What an editor may set in ``morgue.toml``."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from index.errors import SettingsError
from index.fields import ALIASES, DEFAULT_BOOSTS, LARGEST_BOOST
from index.small_files import read_toml

SETTINGS_FILE = "morgue.toml"


@dataclass(frozen=True)
class Settings:
    """``archive``: the default archive location, or None. ``boosts``: the weight of each text field. ``serve``: what a
    server is started with, as it stands there: that is checked where it is used. On a cluster, a rebuild divides an
    archive into so many ``shards``, of which there are so many ``replicas``."""

    archive: str | None = None
    boosts: dict[str, float] = field(default_factory=lambda: dict(DEFAULT_BOOSTS))
    serve: dict[str, object] = field(default_factory=dict)
    shards: int = 3
    replicas: int = 1


def load_settings(path: Path = Path(SETTINGS_FILE)) -> Settings:
    """The settings in the file at ``path``; the defaults where there is none. Raises ``SettingsError`` or
    ``OSError``."""
    document = read_toml(path)
    unknown = document.keys() - {"archive", "boosts", "cluster", "serve"}
    if unknown:
        raise SettingsError(
            f"{path}: unknown setting {min(unknown)!r}; there are: archive, [boosts], [cluster], [serve]"
        )
    archive = document.get("archive")
    if archive is not None and not isinstance(archive, str):
        raise SettingsError(f"{path}: archive must be a string, the path of the archive")
    serve = document.get("serve", {})
    if not isinstance(serve, dict):
        raise SettingsError(f"{path}: serve must be a table: [serve] and then lines such as port = 8000")
    return Settings(
        archive,
        DEFAULT_BOOSTS | _boosts(document.get("boosts", {}), path),
        serve,
        **_cluster(document.get("cluster", {}), path),
    )


MOST = {"shards": 1_000, "replicas": 10}


def _cluster(table: object, path: Path) -> dict[str, int]:
    if not isinstance(table, dict) or table.keys() - MOST.keys():
        raise SettingsError(f"{path}: cluster must be a table: [cluster] and then shards = 3, replicas = 1")
    for name, value in table.items():
        least = int(name == "shards")
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= MOST[name]:
            raise SettingsError(f"{path}: cluster: {name} must be a whole number from {least} to {MOST[name]:,}")
    return table


def _boosts(table: object, path: Path) -> dict[str, float]:
    if not isinstance(table, dict):
        raise SettingsError(f"{path}: boosts must be a table: [boosts] and then lines such as headline = 4.0")
    boosts = {}
    for key, value in table.items():
        name = ALIASES.get(key, key)
        if name not in DEFAULT_BOOSTS:
            raise SettingsError(f"{path}: boosts: no text field {key!r}; there are: {', '.join(DEFAULT_BOOSTS)}")
        if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= LARGEST_BOOST:
            raise SettingsError(f"{path}: boosts: {key} must be a number from 0 to {LARGEST_BOOST}")
        boosts[name] = float(value)
    return boosts
