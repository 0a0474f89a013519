"""Who may ask, and how often, where an archive is not for everybody: keys, and a limit for each client."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from flask import Response, request

from index import SettingsError
from web.problems import problem


@dataclass(frozen=True)
class Access:
    """Who may ask. ``keys``: the digests of ``read_keys``, of which one is needed, if there are any; ``each_second``:
    how many requests of one client are answered, 0 for all; ``proxies``: how many stand before this server and say for
    whom they ask (each adds to ``X-Forwarded-For``); the last says at which address and below which path
    (``X-Forwarded-Proto``, ``-Host``, ``-Prefix``)."""

    keys: frozenset[bytes] = frozenset()
    each_second: float = 0.0
    proxies: int = 0


OPEN = {"health.alive", "health.ready", "static"}  # endpoints that need no key
SHORTEST_KEY = 16  # characters, that nobody guesses one
IPV6_PREFIX = 64  # bits
MOST_CLIENTS = 10_000  # whose requests are counted; those who asked longest ago are forgotten first


def read_keys(file: Path) -> frozenset[bytes]:
    """The SHA-256 of each key in a file: one a line, ``#`` before what is none. Raises ``SettingsError``."""
    try:
        return frozenset(_keys(file))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: keys cannot be read ({error}); write one a line, in UTF-8") from error


def _keys(file: Path) -> Iterator[bytes]:
    count = 0
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        key = line.strip()
        if not key or key.startswith("#"):
            continue
        if len(key) < SHORTEST_KEY or not (key.isascii() and key.isprintable() and " " not in key):
            raise SettingsError(f"{file}, line {number}: a key is {SHORTEST_KEY} or more letters, digits and signs")
        count += 1
        yield hashlib.sha256(key.encode()).digest()
    if not count:
        raise SettingsError(f"{file}: there is no key in it, so nobody could ask; write one a line")


def key_guard(keys: Collection[bytes]) -> Callable[[], Response | None]:
    """What refuses who has none of ``keys``: as ``Authorization: Bearer KEY``, or as a browser's password."""

    def refuse() -> Response | None:
        given = request.authorization
        key = (given.token if given.type == "bearer" else given.password) if given else None
        digest = hashlib.sha256((key or "").encode("utf-8", "surrogatepass")).digest()
        # All are compared, each in the same time, so that how long it takes says nothing.
        if request.endpoint in OPEN or sum([hmac.compare_digest(digest, one) for one in keys]):
            return None
        answer = problem(401, "this archive asks for a key: Authorization: Bearer KEY, or the key as password")
        answer.headers["WWW-Authenticate"] = 'Basic realm="Morgue", charset="UTF-8"'
        return answer

    return refuse


def rate_guard(each_second: float) -> Callable[[], Response | None]:
    """What refuses a client, told by its address, that asks more often than that for long, with whatever key: up to ten
    seconds' requests may come at once (a token bucket)."""
    most = max(10 * each_second, 1.0)
    left: OrderedDict[str, tuple[float, float]] = OrderedDict()  # requests, and when that was so
    lock = threading.Lock()

    def refuse() -> Response | None:
        if request.endpoint in OPEN:
            return None
        now, client = time.monotonic(), _client(request.remote_addr or "")
        with lock:
            before, since = left.pop(client, (most, now))
            tokens = min(before + (now - since) * each_second, most)
            left[client] = (tokens - 1 if tokens >= 1 else tokens, now)
            if len(left) > MOST_CLIENTS:
                left.popitem(last=False)
        if tokens >= 1:
            return None
        answer = problem(429, f"more than {each_second:g} requests a second; ask again in a moment")
        answer.headers["Retry-After"] = str(math.ceil((1 - tokens) / each_second))
        return answer

    return refuse


def _client(address: str) -> str:
    """Whose address it is. A network of IPv6 is one client's, who has 2^64 addresses in it (RFC 6177)."""
    try:
        known = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if known.version == 4:  # noqa: PLR2004
        return str(known)
    return str(known.ipv4_mapped or ipaddress.IPv6Network((known, IPV6_PREFIX), strict=False))
