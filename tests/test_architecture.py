"""The rooms and the direction between them."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

ROOMS = ("corpus", "index", "search", "web")
FORBIDDEN = {
    "corpus": {"whoosh", "numpy", "flask"},
    "index": {"flask"},
    "search": {"flask"},
    "web": {"whoosh", "numpy"},
}
FILES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")) if "samples" not in path.parts]


def imported(path: Path) -> Iterator[str]:
    """The top-level names of everything that a file imports."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield (node.module or "").partition(".")[0]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_imports_only_rooms_to_its_left(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    to_the_right = set(ROOMS[ROOMS.index(room) + 1 :]) | {"morgue", "tests", "bench"}
    assert not set(imported(path)) & (to_the_right | FORBIDDEN[room])


def test_every_package_is_installed() -> None:
    packages = {".".join(path.parent.relative_to(ROOT).parts) for path in FILES}
    assert set(tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]) == packages


def test_nothing_uses_the_stock_storage_of_whoosh() -> None:
    storage = ("whoosh.codec", "whoosh.filedb", "whoosh.writing", "whoosh.index.create_in", "whoosh.index.open_dir")
    knowing = {path.relative_to(ROOT).as_posix() for path in FILES if any(name in path.read_text() for name in storage)}
    assert knowing == set()


def test_no_array_is_loaded_that_could_bring_objects() -> None:
    for path in FILES:
        text = path.read_text()
        assert "import pickle" not in text, path
        assert all("allow_pickle=False" in call for call in re.findall(r"np\.load\(.*", text)), path
