"""Asking a cluster, and what its refusals mean."""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, repeat
from typing import Any, TypeAlias

from index.cluster.location import AUTHORITY, PASSWORD, ClusterLocation, password
from index.errors import ArchiveError, NoArchive, SettingsError

Json: TypeAlias = dict[str, Any]
VERSIONS = (3,)  # of OpenSearch, the first number of each
SECONDS = 60.0  # that an answer may take, unless the question says how long
# Seconds before what failed is asked again, each time: where the node that went was the one that decides, the others
# need a second or two to choose another.
PAUSES = (0.2, 0.5, 1.0, 2.0)
LATE = 10.0  # seconds after which it is not asked again: a cluster that decides nothing says so after half a minute
# Seconds for which who writes asks again a cluster that is too busy: it says so before it does anything, and a rebuild
# of hours is not to end for a moment in which a node had no memory to spare.
PATIENCE = 120.0
NOT_THERE, CONFLICT, FORBIDDEN, UNKNOWN_USER, GATEWAY, BUSY = 404, 409, 403, 401, 504, 429
# What a cluster answers that may be answered otherwise a moment later: a node is gone, and the others see to it.
PASSING = (BUSY, 500, 502, 503, 504)
# What it answers where so many nodes are gone that the others do not agree.
NOT_DECIDING = (
    "cluster_manager_not_discovered_exception", "master_not_discovered_exception", "cluster_block_exception",
    "process_cluster_event_timeout_exception",
)  # fmt: skip


class ClusterError(ArchiveError):
    """A cluster cannot be reached, or refuses what it was asked for."""


class Refused(ClusterError):  # noqa: N818
    """What a cluster answered instead: the ``status`` of HTTP, and its ``kind`` of error."""

    def __init__(self, message: str, status: int, kind: str) -> None:
        super().__init__(message)
        self.status, self.kind = status, kind


class DiskFull(Refused):
    """A disk of the cluster is so full that it takes no more."""


class TimedOut(ClusterError):  # noqa: N818
    """No answer came in time."""


class Cluster:
    """The cluster of a location. Safe for threads; processes that are forked have connections of their own."""

    def __init__(self, location: ClusterLocation, patience: float = 0.0) -> None:
        """Nothing is asked yet; where the cluster is too busy it is asked again for so many seconds. Raises
        ``SettingsError`` where the client is not installed, or has no password."""
        self.location, self._patience, self._process = location, patience, 0
        self._client: Any = None
        self._transport()

    def _transport(self) -> Any:
        if self._process != os.getpid():
            self._client, self._process = _client(self.location), os.getpid()
        return self._client.transport

    def ask(
        self,
        method: str,
        path: str,
        body: Json | str | None = None,
        seconds: float = SECONDS,
        **parameters: Any,
    ) -> Any:
        """The answer to one question, in JSON. Raises ``ClusterError``: ``Refused``, where the cluster answers that."""
        import opensearchpy.exceptions as errors  # noqa: PLC0415 - an extra

        given = {name: _written(value) for name, value in parameters.items()}
        try:
            return self._transport().perform_request(
                method, path, params={**given, "request_timeout": seconds}, body=body
            )
        except errors.ConnectionTimeout as error:
            raise TimedOut(f"{self.location}: no answer within {seconds:g} s; is the cluster overloaded?") from error
        except errors.SSLError as error:
            raise ClusterError(
                f"{self.location}: the cluster's certificate is not trusted ({error.info}); "
                f"set {AUTHORITY} to the file of who signed it"
            ) from error
        except errors.ConnectionError as error:
            raise ClusterError(
                f"{self.location}: no node answers ({_first_line(error.error)}); is it running?"
            ) from error
        except (errors.SerializationError, AttributeError) as error:  # the client takes any JSON for an object
            raise ClusterError(f"{self.location}: what answers there is no OpenSearch") from error
        except errors.TransportError as error:
            raise self.refused(error.status_code, error.error, error.info) from error

    def ask_again(self, method: str, path: str, body: Json | str | None = None, **options: Any) -> Any:
        """As ``ask``, again where the answer is one that passes: of what changes nothing, or twice the same."""
        return _again(lambda: self.ask(method, path, body, **options), patience=self._patience)

    def ask_when_free(self, method: str, path: str, body: Json | str | None = None, **options: Any) -> Any:
        """As ``ask``, again where the cluster was too busy and did nothing yet."""
        return _again(lambda: self.ask(method, path, body, **options), passing=(BUSY,), patience=self._patience)

    def search(self, index: str, body: Json, seconds: float = SECONDS, **parameters: Any) -> Any:
        """The answer to a search, of all of an index: where a part of it could not be asked, it is asked again.

        A node that goes while it is asked takes what it found with it, which is answered with status 200 and some
        ``_shards`` that failed, or with 5xx. Raises ``ClusterError``.
        """
        options = {"allow_partial_search_results": False, **parameters}
        path = f"/{index}/_search" if index else "/_search"
        return self._whole(_again(lambda: self.ask("POST", path, body, seconds=seconds, **options), _is_whole))

    def search_all(self, index: str, bodies: Sequence[Json], seconds: float = SECONDS) -> list[Any]:
        """The answers to several searches of an index, asked together."""
        if not bodies:
            return []
        text = lines([line for body in bodies for line in ({"allow_partial_search_results": False}, body)])
        answers = _again(lambda: self.ask("POST", f"/{index}/_msearch", text, seconds=seconds), _are_whole)["responses"]
        for answer in answers:
            if "error" in answer:
                raise self.refused(answer["status"], answer["error"]["type"], answer)
        return [self._whole(answer) for answer in answers]

    def _whole(self, answer: Any) -> Any:
        if not _is_whole(answer):
            raise ClusterError(
                f"{self.location}: a part of the archive does not answer; try again once its nodes are back"
            )
        return answer

    def refused(self, status: Any, kind: str, info: Any) -> ArchiveError:
        """What a refusal means."""
        if not isinstance(status, int):
            return ClusterError(f"{self.location}: {kind}")
        reason = _reason(info)
        if status == UNKNOWN_USER:
            user = repr(self.location.user) if self.location.user else "who does not sign in"
            return Refused(
                f"{self.location}: the cluster refuses {user}; is {PASSWORD} the password? "
                "The user is written before the host, as user@host", status, kind,
            )  # fmt: skip
        if "read-only-allow-delete" in reason:
            return DiskFull(
                f"{self.location}: the cluster takes no more, for a disk of its is nearly full; "
                "free some space, or add a node", status, kind,
            )  # fmt: skip
        if status == FORBIDDEN:
            return Refused(f"{self.location}: {self.location.user or 'nobody'} may not do this: {reason}", status, kind)
        if kind == "index_not_found_exception":
            return NoArchive(f"{self.location}: it is not there, or no longer ({reason})")
        if kind in NOT_DECIDING:
            return Refused(
                f"{self.location}: the cluster has lost so many nodes that it decides nothing ({reason}); "
                "start them again", status, kind,
            )  # fmt: skip
        if kind == "circuit_breaking_exception":
            return Refused(
                f"{self.location}: a node has too little memory for this now ({reason}); try again, or give it more",
                status, kind,
            )  # fmt: skip
        if kind == "search_phase_execution_exception" and status in PASSING:
            return Refused(f"{self.location}: a part of the archive does not answer ({reason})", status, kind)
        return Refused(f"{self.location}: {reason or kind}", status, kind)

    def refuse_other_versions(self) -> None:
        """Raise ``ClusterError`` where this is no OpenSearch of a version that is known."""
        about = self.ask_again("GET", "/")
        version = about.get("version", {}) if isinstance(about, dict) else {}
        number, kind = str(version.get("number", "")), version.get("distribution", "another server")
        if kind != "opensearch" or number.partition(".")[0] not in map(str, VERSIONS):
            known = ", ".join(f"{version}.x" for version in VERSIONS)
            raise ClusterError(f"{self.location}: {kind} {number} answers there; Morgue needs OpenSearch {known}")


def _client(location: ClusterLocation) -> Any:
    try:
        import opensearchpy  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise SettingsError(
            f"{location}: archives on a cluster need opensearch-py; install it with: pip install 'morgue[cluster]'"
        ) from error
    logging.getLogger("opensearch").setLevel(logging.CRITICAL)  # whatever fails is raised, or asked of another node
    options: Json = {"http_auth": (location.user, password())} if location.user else {}
    if location.secure:
        authority = os.environ.get(AUTHORITY)
        options |= {"use_ssl": True, "verify_certs": True} | ({"ca_certs": authority} if authority else {})
    return opensearchpy.OpenSearch(
        hosts=[{"host": name.strip("[]"), "port": port} for name, port in location.hosts],
        timeout=SECONDS,
        max_retries=2 * len(location.hosts),  # where a node does not answer, the next one is asked
        retry_on_status=(),
        retry_on_timeout=False,
        pool_maxsize=16,
        **options,
    )


def _again(
    ask: Callable[[], Any],
    is_good: Callable[[Any], bool] = lambda _answer: True,
    passing: Sequence[int] = PASSING,
    patience: float = 0.0,
) -> Any:
    """What is answered, asked again a few times where the answer is not good, or is one that is ``passing`` and came
    soon; for the seconds of ``patience`` where the cluster is too busy."""
    began = time.monotonic()
    for pause in chain(PAUSES, repeat(None)):
        try:
            if is_good(answer := ask()) or pause is None:
                return answer
        except Refused as error:
            waited = time.monotonic() - began
            is_late = pause is None or waited > LATE
            if error.status not in passing or (is_late and not (error.status == BUSY and waited < patience)):
                raise
        time.sleep(pause or PAUSES[-1])
    raise AssertionError("it goes on for ever")


def _are_whole(answer: Any) -> bool:
    return all("error" not in each and _is_whole(each) for each in answer["responses"])


def _is_whole(answer: Any) -> bool:
    return not (answer["_shards"]["failed"] or answer["timed_out"])


def lines(objects: Iterable[Mapping[str, Any]]) -> str:
    """Objects in JSON, a line each, as a cluster takes many at once."""
    return "".join(json.dumps(each, separators=(",", ":")) + "\n" for each in objects)


def _written(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def _reason(info: Any) -> str:
    """Why something was refused, in the cluster's words."""
    error = info.get("error") if isinstance(info, dict) else info
    if not isinstance(error, dict):
        return _first_line(error or "")
    causes = [error, *error.get("root_cause", ()), error.get("caused_by") or {}]
    causes += [each.get("reason", {}) for each in error.get("failed_shards", ()) if isinstance(each, dict)]
    reasons = dict.fromkeys(str(cause["reason"]) for cause in causes if isinstance(cause, dict) and cause.get("reason"))
    return _first_line("; ".join(reasons))


LONGEST_REASON = 300  # characters


def _first_line(text: object) -> str:
    return str(text).partition("\n")[0][:LONGEST_REASON]
