"""``morgue watch``: what is new for each query of a file since the last time."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

from index import MorgueError
from index.json_values import Named, parsed
from index.small_files import read_regular
from morgue.building import FINE, NOTHING, archive_of
from morgue.printing import print_json, say
from search import Archive, SearchRequest, open_archive

MOST_SHOWN = 100  # new articles of a query, the newest; how many more there are is said
KIND = Named({"format": int, "seen": {str: [str]}})
LARGEST_STATE = 1 << 30  # bytes
FORMAT = 1  # of the file that says what was there
Seen = dict[str, list[str]]


class WatchError(MorgueError):
    """A file of queries, or of what was there, cannot be used."""


def watch(options: argparse.Namespace) -> int:
    """Print, of each query in a file, the articles that were not there when it was last asked."""
    queries = _queries(options.queries)
    state = options.state or options.queries.with_name(f"{options.queries.name}.seen")
    archive, before = open_archive(archive_of(options), options.time_limit), _read(state)
    after: Seen = {}
    refused = 0
    for q in queries:
        try:
            after[q] = archive.identifiers(SearchRequest(q, sort="newest"))
        except MorgueError as error:
            say(f"morgue: {q}: {error}", file=sys.stderr)
            refused += 1
            if q in before:  # else it is asked for the first time when it is next asked
                after[q] = before[q]
            continue
        if q in before:
            _report(archive, q, _new(after[q], before[q]), options.json)
        else:
            say(f"morgue: watching {q}: {len(after[q]):,} articles are there already", file=sys.stderr)
    _write(state, after)
    return NOTHING if refused else FINE


def _queries(file: Path) -> list[str]:
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise WatchError(f"{file}: queries cannot be read ({error}); write one a line, in UTF-8") from error
    found = dict.fromkeys(line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#"))
    if not found:
        raise WatchError(f"{file}: there is no query in it; write one a line")
    return list(found)


def _read(state: Path) -> Seen:
    try:
        known = parsed(read_regular(state, LARGEST_STATE), KIND, state)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise WatchError(f"{state}: what was there cannot be read ({error}); remove it to begin anew") from error
    if known["format"] != FORMAT:
        raise WatchError(f"{state} is none of this version's; remove it to begin anew, or name another with --state")
    seen: Seen = known["seen"]
    return seen


def _write(state: Path, seen: Mapping[str, list[str]]) -> None:
    """Replace the file at once, so that a stop leaves the one before."""
    beside = state.with_name(f"{state.name}.new")
    try:
        beside.unlink(missing_ok=True)  # what a stop left, or a link that somebody put there
        beside.write_text(json.dumps({"format": FORMAT, "seen": seen}, ensure_ascii=False), encoding="utf-8")
        beside.replace(state)
    except OSError as error:
        raise WatchError(f"{state}: what is there cannot be written ({error}); name another with --state") from error


def _new(after: list[str], before: list[str]) -> list[str]:
    known = set(before)
    return [identifier for identifier in after if identifier not in known]


def _report(archive: Archive, q: str, new: list[str], as_json: bool) -> None:
    if as_json:
        articles = [{"id": one.id, "headline": one.headline, "url": one.url} for one in map(archive.article, new)]
        print_json({"query": q, "new": articles})
    elif new:
        say(f"{q}: {len(new):,} new")
        for one in map(archive.article, new[:MOST_SHOWN]):
            say(f"  {one.day or 'undated'}  {one.headline}  [{one.id}]{f'  {one.url}' if one.url else ''}")
        if len(new) > MOST_SHOWN:
            say(f"  and {len(new) - MOST_SHOWN:,} older ones")
        print()
