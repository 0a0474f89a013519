"""What clients may keep: answers by the state of the archive that they come from, and fewer bytes on the way."""

from __future__ import annotations

import gzip
import hashlib
from datetime import date
from pathlib import Path

import zstandard
from flask import Flask, Response, g, request

from search import Archive

MADE_BY = ("corpus", "search", "web")  # the rooms whose code and templates answers are made by
KEPT = {"pages", "api"}  # the blueprints whose answers follow from the address and the archive alone
SMALL = 1_000  # bytes, below which packing saves nothing
GZIP_LEVEL, ZSTD_LEVEL = 5, 3  # a page of 36 KB: 5.6 KB in 0.7 ms, 5.5 KB in 0.1 ms


def register(app: Flask, archive: Archive) -> None:
    """Have ``app`` tell clients by an ETag whether what they keep is still so, and pack answers for those that say
    they can unpack them."""

    made_by = _code()

    def known() -> Response | None:
        if request.blueprint not in KEPT:
            return None
        g.etag = _etag(archive.state(), made_by)
        if request.if_none_match.star_tag or not request.if_none_match.contains_weak(g.etag):
            return None  # "*" asks whether there is anything at all, which only the answer tells
        return _tagged(Response(status=304))

    def packed(response: Response) -> Response:
        if response.status_code == 200 and "etag" in g:  # noqa: PLR2004
            _tagged(response)
        return _packed(response)

    app.before_request(known)
    app.after_request(packed)


def _code() -> str:
    """Another one for each installed Morgue, whose pages differ: when each of its files was changed."""
    root = Path(__file__).parents[2]
    files = sorted(file for room in MADE_BY for kind in ("*.py", "*.html") for file in (root / room).rglob(kind))
    changed = [(file.name, file.stat().st_mtime_ns) for file in files]
    return hashlib.sha256(repr(changed).encode()).hexdigest()


def _etag(state: str, made_by: str) -> str:
    """Of what is asked, what it is answered from, by which code, and the day, which queries may name."""
    asked = f"{state} {made_by} {date.today()} {request.root_path}{request.full_path}"
    return hashlib.sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _tagged(response: Response) -> Response:
    response.set_etag(g.etag, weak=True)  # how long it took is another number each time
    response.headers["Cache-Control"] = "no-cache"  # not without asking again
    return response


def _packed(response: Response) -> Response:
    kind = response.mimetype or ""
    if response.status_code != 200:  # noqa: PLR2004
        return response
    if request.endpoint == "static":
        response.direct_passthrough = False
        response.make_sequence()
    if response.is_streamed or not (kind.startswith("text/") or kind.endswith(("json", "xml", "javascript"))):
        return response
    response.vary.add("Accept-Encoding")
    accepted = request.accept_encodings
    coding = max(("zstd", "gzip"), key=accepted.quality)
    if (
        accepted.quality(coding) <= 0
        or (response.content_length or 0) < SMALL
        or "Content-Encoding" in response.headers
    ):
        return response
    data = response.get_data()
    smaller = zstandard.compress(data, ZSTD_LEVEL) if coding == "zstd" else gzip.compress(data, GZIP_LEVEL, mtime=0)
    response.set_data(smaller)
    response.headers["Content-Encoding"] = coding
    return response
