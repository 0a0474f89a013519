"""Watching queries, and what a server is started with."""

import argparse
import json
from pathlib import Path

import pytest

from index import Settings, SettingsError
from index.archive.build import rebuild
from morgue.parser import SERVE_OPTIONS
from morgue.serving import settle
from tests.conftest import make_article, run


def test_what_is_new_is_said_once(tmp_path: Path) -> None:
    queries, archive = tmp_path / "queries", str(tmp_path / "archive")
    queries.write_text("# ours\nlamp\nheadline:wick\n")
    rebuild([make_article("a", "Lamp out")], archive, Settings())
    first = run("watch", str(queries), "--archive", archive)
    assert (first.stdout, "watching lamp: 1" in first.stderr) == ("", True)
    rebuild([make_article("a", "Lamp out"), make_article("b", "Another lamp")], archive, Settings())
    assert "lamp: 1 new\n  undated  Another lamp  [b]" in run("watch", str(queries), "--archive", archive).stdout
    assert run("watch", str(queries), "--archive", archive).stdout == ""


def test_a_refused_query_is_named_and_keeps_nobody_from_the_others(tmp_path: Path) -> None:
    queries, archive = tmp_path / "queries", str(tmp_path / "archive")
    queries.write_text("published:soon\nlamp\n")
    rebuild([make_article("a", "Lamp out")], archive, Settings())
    done = run("watch", str(queries), "--archive", archive, "--state", str(tmp_path / "state"), code=1)
    assert "published:soon" in done.stderr
    assert json.loads((tmp_path / "state").read_text())["seen"]["lamp"] == ["a"]


def nothing_given() -> argparse.Namespace:
    return argparse.Namespace(**{option.name: None for option in SERVE_OPTIONS})


def test_options_go_before_the_environment_and_that_before_the_file() -> None:
    given, table = nothing_given(), {"port": 1, "rate": 2.5, "host": "::1", "trusted_hosts": ["a", "b"]}
    given.port = 3
    settled = settle(given, SERVE_OPTIONS, {"MORGUE_PORT": "2", "MORGUE_HOST": "::"}, table)
    assert (settled.port, settled.host, settled.rate, settled.time_limit) == (3, "::", 2.5, 10.0)
    assert settled.trusted_hosts == ["a", "b"]


@pytest.mark.parametrize(
    ("environment", "table", "named"),
    [
        ({"MORGUE_PORT": "many"}, {}, "MORGUE_PORT: 'many' is not a port"),
        ({}, {"port": "x"}, "serve.port: 'x' is not a port"),
        ({}, {"prot": 1}, "no setting 'prot'; there are: host, port"),
        ({}, {"trusted_hosts": "a"}, "serve.trusted_hosts must be a list"),
        ({}, {"host": ["a"]}, "serve.host must be one value"),
    ],
)
def test_what_cannot_be_meant_is_named(environment: dict[str, str], table: dict[str, object], named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        settle(nothing_given(), SERVE_OPTIONS, environment, table)
