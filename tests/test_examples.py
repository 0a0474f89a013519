"""Examples in the documents and in docstrings do what they show."""

import doctest
import shlex
from importlib import import_module
from pathlib import Path

import pytest

from morgue.commands import COMMANDS
from morgue.parser import parse
from tests.conftest import ROOT
from tests.test_architecture import MODULES

DOCUMENTS = sorted(path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")))
WITH_EXAMPLES = [name for name, path in MODULES.items() if ">>> " in path.read_text()]
COMMAND_LINES = [
    line.split("#")[0].strip()
    for document in DOCUMENTS
    for line in (ROOT / document).read_text().splitlines()
    if line.startswith(("    .venv/bin/morgue ", "    morgue "))
]


def failures(test: doctest.DocTest) -> str:
    said: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=said.append)
    return "".join(said)


@pytest.fixture
def beside_the_demonstration(samples_directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The working folder holds the demonstration's archive under the names that documents give it."""
    for name in ("demo-archive", "archive"):
        (tmp_path / name).symlink_to(samples_directory)
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("beside_the_demonstration")
@pytest.mark.parametrize("name", [name for name in DOCUMENTS if ">>> " in (ROOT / name).read_text()])
def test_examples_of_a_document_run(name: str) -> None:
    text = (ROOT / name).read_text()
    assert not failures(doctest.DocTestParser().get_doctest(text, {}, name, name, 0))


@pytest.mark.usefixtures("beside_the_demonstration")
@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_examples_of_a_module_run(name: str) -> None:
    for test in doctest.DocTestFinder(exclude_empty=True).find(import_module(name)):
        assert not failures(test)


@pytest.mark.parametrize("line", COMMAND_LINES)
def test_command_lines_of_the_documents_can_be_typed(line: str) -> None:
    assert parse(shlex.split(line)[1:], COMMANDS, "").command


def test_there_are_examples() -> None:
    assert {"README.md", "docs/whoosh.md"} <= {name for name in DOCUMENTS if ">>> " in (ROOT / name).read_text()}
    assert len(WITH_EXAMPLES) > 5
    assert len(COMMAND_LINES) > 1
