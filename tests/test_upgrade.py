"""Archives as earlier versions wrote them: they open, or the error says what to do."""

import tarfile
from pathlib import Path
from typing import Any

import pytest

from index import FormatError
from index.archive.generation import check
from index.archive.manifest import FORMAT
from search import SearchRequest, open_archive
from tests.conftest import ROOT

# An archive of three articles for each format, named after its number; from 12 on with an earlier version of one. To
# freeze that of a new one (from the top folder, so that it names no other; older ones are without their sources.zst):
#   morgue rebuild tests/frozen/articles.jsonl --workers 1 --archive archive
#   tar -cJf tests/frozen/NUMBER.tar.xz archive/CURRENT archive/generations
SAFELY: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # Python 3.11.2 lacks it
FROZEN = sorted((ROOT / "tests" / "frozen").glob("*.tar.xz"))


def test_there_is_a_frozen_archive_of_the_format_that_is_written() -> None:
    assert f"{FORMAT}.tar.xz" in [path.name for path in FROZEN], f"freeze one of format {FORMAT}, as {__file__} says"


@pytest.mark.parametrize("frozen", FROZEN, ids=lambda path: path.name)
def test_a_frozen_archive_opens_or_names_the_remedy(frozen: Path, tmp_path: Path) -> None:
    with tarfile.open(frozen) as file:
        file.extractall(tmp_path, **SAFELY)
    archive = tmp_path / "archive"
    if frozen.name == f"{FORMAT}.tar.xz":
        assert check(archive) > 0
        opened = open_archive(archive)
        assert [hit.id for hit in opened.search(SearchRequest("ferry")).hits] == ["ferry"]
        assert [version.headline for version in opened.versions("ferry")] == ["Ferry strike likely"]
        assert opened.article("bridge").headline == "Bridge closed"
        assert opened.speakers()[0].name == "Moira Tregellis"
    else:
        for ask in (check, open_archive):
            with pytest.raises(FormatError, match="morgue rebuild SOURCE"):
                ask(archive)
