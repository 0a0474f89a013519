"""What several tests share: article makers, small archives, a running server."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from bench.cluster import LOCATION, NODES, missing, running, start, stop
from corpus import Article, Source
from index import Settings
from index.archive.build import rebuild
from search import Archive, open_archive
from search.warming import warm_up

hypothesis.settings.register_profile("unhurried", deadline=None)  # first calls compile kernels and load libraries
hypothesis.settings.load_profile("unhurried")

ROOT = Path(__file__).parent.parent
PATIENCE = 300  # seconds to wait for what must happen: how soon it does is the machine's affair
#: Collections that are not part of the project; tests that read them skip where they are absent.
DATA = Path(os.environ.get("MORGUE_DATA", ROOT.parent / "shared" / "data"))


def needs_data(name: str) -> pytest.MarkDecorator:
    """Skip where the collection ``name`` is absent."""
    return pytest.mark.skipif(not (DATA / name).exists(), reason=f"needs {name} in {DATA} (set MORGUE_DATA)")


def make_article(identifier: str = "a", headline: str = "A headline", *paragraphs: str, **fields: Any) -> Article:
    """An article with defaults for whatever a test does not care about."""
    return Article(identifier, Source(f"{identifier}.txt"), headline, paragraphs or ("A paragraph.",), **fields)


@pytest.fixture
def archive_of(tmp_path: Path) -> Callable[..., Archive]:
    """A function that builds and opens an archive of the articles given."""

    def build(*articles: Article, **settings: Any) -> Archive:
        rebuild(articles, tmp_path / "archive", Settings(**settings))
        return open_archive(tmp_path / "archive")

    return build


TOWN = (
    make_article(
        "ferry", "Ferry strike begins", "The ferry did not sail.",
        "“We are tired of oily stoves,” said Moira Tregellis.",
        section="Business", byline=("Ada Quill",), published=date(2023, 5, 2), tags=("ferries", "strike"),
    ),
    make_article(
        "bridge", "Bridge closed", "The long bridge is closed until prices fall.", section="News",
        byline=("Ada Quill", "Tobias Fenn"), published=date(2023, 2, 9), tags=("bridge",),
    ),
    make_article(
        "storm", "Storm floods quay", "The ferry sank at the quay in the storm. The price of bread rose.",
        section="Weather", byline=("Iwan Salt",), published=date(2024, 1, 17), captions=("A drowned trumpet.",),
    ),
    make_article("undated", "Letters", "Sir, the gulls are a menace.", section="Opinion", deck="Readers write"),
)  # fmt: skip


@pytest.fixture(scope="session", autouse=True)
def _states(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing is left in the home of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("states")))
        yield


@pytest.fixture(scope="session")
def town_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of an archive of ``TOWN``, which no test changes."""
    directory = tmp_path_factory.mktemp("town") / "archive"
    rebuild(TOWN, directory, Settings())
    return directory


@pytest.fixture(scope="session")
def town(town_directory: Path) -> Archive:
    """An archive of four articles."""
    return open_archive(town_directory)


@pytest.fixture(scope="session")
def samples_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of an archive of the samples, built by the command line."""
    directory = tmp_path_factory.mktemp("samples") / "archive"
    run("rebuild", str(ROOT / "corpus" / "samples"), "--archive", str(directory))
    return directory


def run(*arguments: str, code: int = 0, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own and check its exit code."""
    command = [sys.executable, "-m", "morgue", *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, **{"cwd": ROOT, "timeout": PATIENCE, **options}
    )
    assert done.returncode == code, done.stderr
    return done


def wait_for(condition: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Wait until ``condition`` holds; fail where it does not in time."""
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends, "waited in vain"
        time.sleep(0.005)


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """Where archives are on a cluster of three nodes, but for their names. Tests that started it end it."""
    if why := missing():
        pytest.skip(f"no cluster runs here: {why}")
    ran = all(map(running, NODES))
    start()
    yield LOCATION
    if not ran:
        stop()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options of this project's."""
    parser.addoption("--samples-at", metavar="LOCATION", help="have servers be over this archive of the samples")


@contextmanager
def serving(archive: Path | str, *options: str) -> Iterator[str]:
    """The address of a server over an archive, started as a user starts it, with nothing left to compile."""
    warm_up(open_archive(archive))
    command = [sys.executable, "-m", "morgue", "serve", "--archive", str(archive), "--port", "0", *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            line = process.stdout.readline()
            found = re.search(r"http://\S+?(?=/ )", line)
            assert found, line
            yield found.group()
        finally:
            process.terminate()
            assert process.wait(timeout=PATIENCE) == 0


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a server over the samples."""
    with serving(request.config.getoption("--samples-at") or request.getfixturevalue("samples_directory")) as address:
        yield address
