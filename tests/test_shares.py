"""What is to be read is divided among machines that know nothing of one another."""

from pathlib import Path

import pytest

from corpus import Article
from corpus.reading.parallel import read_all
from corpus.reading.shares import Share
from tests.conftest import ROOT

SAMPLES = ROOT / "corpus" / "samples"


def ids(share: Share) -> list[str]:
    with read_all([SAMPLES], 1, share=share) as articles:
        return [item.id for item in articles if isinstance(item, Article)]


@pytest.mark.parametrize("of", [1, 2, 5])
def test_shares_are_all_there_is_and_nothing_twice(of: int) -> None:
    shares = [ids(Share(number, of)) for number in range(1, of + 1)]
    assert sorted(name for share in shares for name in share) == sorted(ids(Share(1, 1)))
    assert all(shares)


def test_large_files_are_shared_in_pieces(tmp_path: Path) -> None:
    lines = [
        f'{{"id": "{n}", "headline": "Walrus {n}", "body": "{"The walrus lay there. " * 20}"}}\n' for n in range(3_000)
    ]
    (tmp_path / "all.jsonl").write_text("".join(lines))
    counts = []
    for number in (1, 2):
        with read_all([tmp_path], 1, share=Share(number, 2)) as articles:
            counts.append(sum(isinstance(item, Article) for item in articles))
    assert sum(counts) == 3_000
    assert min(counts) > 1_000
