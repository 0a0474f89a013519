"""What is refused before a request is looked at closer, whatever server it came through."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from ipaddress import ip_address
from typing import TYPE_CHECKING

from flask import Response, request

from web.problems import problem

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

PORT = re.compile(r":\d*$")  # of a host, whose own colons, of IPv6, stand in brackets
FOREIGN_PREFIX = re.compile(r"(?:^|,)\s*[/\\]{2}")
LOOPBACK_HOSTS = ("localhost", "127.0.0.1", "[::1]")
LONGEST_URL = 20_000  # characters: the longest query that fits the search field, each letter of it written %E2%80%94


def hosts_served(host: str, trusted: Sequence[str]) -> tuple[str, ...] | None:
    """The names by which a server at ``host`` may be addressed; None for any.

    A page of another site can have its own name lead to this machine, and so read what is served to this machine alone:
    there, only the machine's own names are answered. Who serves to others is addressed by names that only they know.
    """
    named = tuple(name.lower() for name in trusted)
    if _is_loopback(host):
        own = f"[{host}]" if ":" in host else host
        return (*dict.fromkeys((*LOOPBACK_HOSTS, own.lower())), *named)
    return named or None


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def guard(hosts: Sequence[str] | None) -> Callable[[], Response | None]:
    """What refuses a request for another host than ``hosts``, with a body, or with too long an address."""

    def refuse() -> Response | None:
        if hosts is not None and PORT.sub("", request.host).lower() not in hosts:
            known = ", ".join(hosts)
            return problem(
                421, f"this server answers to {known}; others are named with: morgue serve --trusted-host NAME"
            )
        if request.content_length or "Transfer-Encoding" in request.headers:
            return problem(413, "no request here has a body; ask with GET and parameters")
        if len(request.environ.get("QUERY_STRING", "")) + len(request.path) > LONGEST_URL:
            return problem(414, f"the address has more than {LONGEST_URL:,} characters")
        return None

    return refuse


def within_this_site(application: WSGIApplication) -> WSGIApplication:
    """``application``, to which nobody names a prefix that browsers would take for another site's address: a proxy has
    none, and may have passed on a stranger's."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if FOREIGN_PREFIX.search(environ.get("HTTP_X_FORWARDED_PREFIX", "")):
            del environ["HTTP_X_FORWARDED_PREFIX"]
        return application(environ, start_response)

    return answer
