"""The rooms, the folders in them, and the direction between them."""

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.conftest import ROOT

ROOMS = ("corpus", "index", "search", "web", "morgue")
FORBIDDEN = {
    "corpus": {"whoosh", "numpy", "flask"},
    "index": {"flask"},
    "search": {"flask"},
    "web": {"whoosh", "numpy"},
    "morgue": {"whoosh", "numpy", "flask"},
}
FILES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")) if "samples" not in path.parts]
MODULES = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in FILES}
FOLDERS = sorted({path.parent for path in FILES if path.parent.parent != ROOT})
LONGEST_MODULE = 350  # lines; tables of data aside
TABLES = {"corpus/grammar/lexicon.py"}
MOST_MODULES = 10  # in a folder, or in a room beside its folders
MOST_ARROWS = 40  # from one folder of index/ to another


def imported(path: Path) -> Iterator[str]:
    """The modules that a file imports, wherever in it; of a package's names those that are modules themselves."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            modules = {f"{module}.{alias.name}" for alias in node.names} & MODULES.keys()
            yield from modules or {module}


def place_of(module: str) -> str:
    """The folder of a room that a module stands in, or the room."""
    return module if MODULES[module].name == "__init__.py" else module.rpartition(".")[0]


IMPORTS = {module: {name for name in imported(path) if name in MODULES} for module, path in MODULES.items()}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_imports_only_rooms_to_its_left(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    to_the_right = {*ROOMS[ROOMS.index(room) + 1 :], "tests", "bench"}
    assert not {name.partition(".")[0] for name in imported(path)} & (to_the_right | FORBIDDEN[room])


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_folder_imports_of_its_room_what_it_says(folder: Path) -> None:
    own = ".".join(folder.relative_to(ROOT).parts)
    said = re.search(r"^Imports of its room: ([\w., ]+)\.$", (folder / "__init__.py").read_text(), re.MULTILINE)
    assert said, "no line says what it imports"
    places = {place_of(name) for module in MODULES if place_of(module) == own for name in IMPORTS[module]}
    ours = {place for place in places if place.partition(".")[0] == own.partition(".")[0]} - {own}
    assert ours == set(said.group(1).split(", ")) - {"nothing"}


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph = {module: names - {module} for module, names in IMPORTS.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_folders_are_in_one_order() -> None:
    between: dict[str, set[str]] = defaultdict(set)
    for module, names in IMPORTS.items():
        between[place_of(module)] |= {place_of(name) for name in names} - {place_of(module)}
    folders = {place: {other for other in others if "." in other} for place, others in between.items() if "." in place}
    TopologicalSorter(folders).prepare()
    assert sum(len(others) for place, others in folders.items() if place.startswith("index.")) <= MOST_ARROWS


def test_no_module_is_too_long_to_read_nor_a_folder_too_full() -> None:
    others = [path for room in ("bench", "tests") for path in (ROOT / room).rglob("*.py")]
    names = [path.relative_to(ROOT).as_posix() for path in [*FILES, *others]]
    assert not [
        name for name in names if len((ROOT / name).read_text().splitlines()) > LONGEST_MODULE and name not in TABLES
    ]
    folders = {path.parent for path in FILES}
    assert not [folder for folder in folders if len({*folder.glob("*.py")} - {folder / "__init__.py"}) > MOST_MODULES]


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
