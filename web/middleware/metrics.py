"""What a server has done, for Prometheus: ``/metrics``, of all of its processes together."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from tempfile import TemporaryDirectory
from typing import Any

from flask import Flask, Response, g, request

from search import Archive

FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # where processes put their numbers, as prometheus_client has it
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds


@contextmanager
def counted_together() -> Iterator[None]:
    """Have the processes that are started within count together, where there is a place to write that to."""
    with ExitStack() as stack:
        if FOLDER not in os.environ:
            with suppress(OSError):
                os.environ[FOLDER] = stack.enter_context(TemporaryDirectory(prefix="morgue-metrics-"))
                stack.callback(os.environ.pop, FOLDER)
        yield


def process_ended(process: int) -> None:
    """Have what a process is doing not be counted any more; what it has done still is."""
    if FOLDER in os.environ:
        from prometheus_client.multiprocess import mark_process_dead  # noqa: PLC0415

        mark_process_dead(process)


class _Holdings:
    """What the archive holds, asked when it is asked for."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def collect(self) -> Iterator[Any]:
        """The numbers."""
        from prometheus_client.core import GaugeMetricFamily  # noqa: PLC0415

        stats = self._archive.stats()
        yield GaugeMetricFamily("morgue_articles", "Articles in the archive.", stats.articles)
        yield GaugeMetricFamily("morgue_quotes", "Quotes in the archive.", stats.quotes)
        built = stats.built.timestamp()
        yield GaugeMetricFamily("morgue_built_timestamp_seconds", "When the archive was built.", built)


def register(app: Flask, archive: Archive) -> None:
    """Count the requests to ``app`` and give ``/metrics``."""
    # It decides when it is imported whether to count for one process or for several.
    from prometheus_client import (  # noqa: PLC0415
        CONTENT_TYPE_LATEST,
        CollectorRegistry,
        Histogram,
        generate_latest,
    )
    from prometheus_client.multiprocess import MultiProcessCollector  # noqa: PLC0415

    about = "morgue_request_seconds", "How long answers took, and how many there were."
    seconds = Histogram(*about, ["endpoint", "status"], registry=None, buckets=BUCKETS)

    def begin() -> None:
        g.begun = time.perf_counter()

    def end(response: Response) -> Response:
        if "begun" in g:
            status = f"{response.status_code // 100}xx"
            seconds.labels(request.endpoint or "", status).observe(time.perf_counter() - g.begun)
        return response

    def metrics() -> Response:
        together = CollectorRegistry()
        together.register(_Holdings(archive))
        if FOLDER in os.environ:
            MultiProcessCollector(together)
        else:
            together.register(seconds)
        return Response(generate_latest(together), content_type=CONTENT_TYPE_LATEST)

    app.before_request(begin)
    app.after_request(end)
    app.add_url_rule("/metrics", view_func=metrics)
