"""Where an archive on a cluster is: ``opensearch+https://user@host:9200,host2:9200/name``."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from index.errors import SettingsError

SCHEME = re.compile(r"opensearch\+http(?P<secure>s?)://", re.IGNORECASE)
MEANT = re.compile(r"opensearch(?:\+\w*)?:", re.IGNORECASE)  # as a cluster, if written wrong
WRITTEN = re.compile(SCHEME.pattern + r"(?:(?P<user>[^@/]*)@)?(?P<hosts>[^@/]+)/(?P<name>[^/]+)/?", re.IGNORECASE)
HOST = re.compile(r"(?P<name>[\w.-]+|\[[0-9a-fA-F:]+\])(?::(?P<port>\d{1,5}))?", re.ASCII)
# What OpenSearch takes for the name of an index, with room for what numbers it.
NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,199}", re.ASCII)
USUAL_PORT = 9200
# The password of the location's user, or a file that has it; who signed the cluster's certificate, in PEM.
PASSWORD, PASSWORD_FILE, AUTHORITY = (
    "MORGUE_CLUSTER_PASSWORD", "MORGUE_CLUSTER_PASSWORD_FILE", "MORGUE_CLUSTER_CA",
)  # fmt: skip
FORM = "opensearch+https://user@host:9200,host2:9200/name"


@dataclass(frozen=True)
class ClusterLocation:
    """The ``name`` of an archive, and the nodes that are asked for it: names and ports. ``user`` is empty where nobody
    signs in. Written as a string it is as it was given, for it holds no password."""

    hosts: tuple[tuple[str, int], ...]
    name: str
    secure: bool = True
    user: str = ""

    def __str__(self) -> str:
        hosts = ",".join(f"{name}:{port}" for name, port in self.hosts)
        user = f"{self.user}@" if self.user else ""
        return f"opensearch+http{'s' if self.secure else ''}://{user}{hosts}/{self.name}"


def is_on_cluster(location: str | os.PathLike[str]) -> bool:
    """Whether a location is on a cluster, rather than a folder.

    >>> is_on_cluster("opensearch+https://news.example.org/paper"), is_on_cluster("archive")
    (True, False)
    """
    return bool(MEANT.match(os.fspath(location)))


def parse_location(location: str | os.PathLike[str]) -> ClusterLocation:
    """The location that is written so. Raises ``SettingsError`` where it is not one."""
    text = os.fspath(location)
    found = WRITTEN.fullmatch(text)
    if found is None:
        raise SettingsError(f"{_without_password(text)} names no archive on a cluster; it is written {FORM}")
    user = found["user"] or ""
    if ":" in user:
        raise SettingsError(
            f"{_without_password(text)}: a password is not written here, where others may read it; "
            f"set {PASSWORD}, or {PASSWORD_FILE} to a file that has it"
        )
    if not NAME.fullmatch(found["name"]):
        raise SettingsError(
            f"{text}: {found['name']!r} cannot name an archive there; small letters, digits, and - . _ within can"
        )
    return ClusterLocation(tuple(_host(each, text) for each in found["hosts"].split(",")), found["name"],
                           bool(found["secure"]), user)  # fmt: skip


def _host(written: str, location: str) -> tuple[str, int]:
    found = HOST.fullmatch(written)
    if found is None or not 0 < int(found["port"] or USUAL_PORT) < 1 << 16:
        raise SettingsError(f"{location}: {written!r} is no node; write its name and port, as host:9200")
    return found["name"], int(found["port"] or USUAL_PORT)


def _without_password(text: str) -> str:
    return re.sub(r"(://[^@/:]*):[^@/]*@", r"\1:…@", text)


def password() -> str:
    """The password that is set; empty where none is. Raises ``SettingsError`` where its file cannot be read."""
    file = os.environ.get(PASSWORD_FILE)
    if not file:
        return os.environ.get(PASSWORD, "")
    try:
        return Path(file).read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{PASSWORD_FILE}: {file} cannot be read ({error})") from error
