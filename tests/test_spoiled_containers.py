"""Archives, crawls, messages and tables that are spoiled by chance: each is read or named, and nothing raises."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from corpus import Article
from tests.containers import read_bytes
from tests.hostile_files import PACKED, WAYS


@pytest.mark.parametrize("kind", PACKED)
def test_what_is_spoiled_by_chance_is_read_or_named(tmp_path: Path, kind: str) -> None:
    chance = random.Random(kind)
    for _ in range(60):
        data = PACKED[kind]
        for _ in range(chance.randint(1, 3)):
            data = chance.choice(WAYS)(chance, data)
        found = read_bytes(tmp_path / "a", data[: 1 << 20])
        assert not [str(item) for item in found if not isinstance(item, Article) and "a fault of" in item.reason]
