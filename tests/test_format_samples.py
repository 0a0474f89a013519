"""Files as agencies and sites send them, of our own fiction. What is expected of each is in its folder's
``expected.json``, which ``python -m tests.test_format_samples`` writes anew, to be read before it is kept."""

import json
from pathlib import Path
from typing import Any

import pytest

from corpus import Article, Unreadable
from corpus.reading.files import read

SAMPLES = Path(__file__).parent / "format_samples"
EXPECTED = "expected.json"
FILES = [path for path in sorted(SAMPLES.glob("*/*")) if path.name != EXPECTED]
UNCOMPARED = {"format", "source", "origins", "quotes", "statements", "text", "parts"}


def told(item: Article | Unreadable) -> dict[str, Any]:
    """What was read, as plain values without what is empty."""
    place = {"at": item.source.position} if item.source.position else {}
    if isinstance(item, Unreadable):
        return place | {"unreadable": item.reason} | ({"withdraws": item.withdraws} if item.withdraws else {})
    values = {name: value for name, value in vars(item).items() if value and name not in UNCOMPARED and name[0] != "_"}
    return place | {
        name: [*value] if isinstance(value, tuple) else value if isinstance(value, str) else value.isoformat()
        for name, value in values.items()
    }


def expected(path: Path) -> list[dict[str, Any]]:
    known = json.loads((path.parent / EXPECTED).read_text(encoding="utf-8"))
    return known[path.name]  # type: ignore[no-any-return]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_file_is_read_as_a_librarian_would(path: Path) -> None:
    assert [told(item) for item in read(path)] == expected(path)


@pytest.mark.parametrize("path", [path for path in FILES if path.read_bytes()[:1] == b"<"], ids=lambda path: path.name)
def test_its_name_and_white_space_before_it_change_nothing(path: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\n " + path.read_bytes())
    found = [told(item) for item in read(tmp_path / "a.txt")]
    wanted = expected(path)
    assert [one.get("headline") for one in found] == [one.get("headline") for one in wanted]
    assert [one.get("paragraphs") for one in found] == [one.get("paragraphs") for one in wanted]


if __name__ == "__main__":
    for folder in sorted({path.parent for path in FILES}):
        found = {path.name: [told(item) for item in read(path)] for path in FILES if path.parent == folder}
        text = json.dumps(found, indent=1, ensure_ascii=False)
        (folder / EXPECTED).write_text(text + "\n", encoding="utf-8")
