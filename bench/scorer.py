"""The scorer of quotation extraction, which is not part of the project: a Python file with ``load``, ``match``,
``speaker_right``, ``mask_tags`` and ``evaluate``."""

from __future__ import annotations

import argparse
import importlib.util
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from corpus import Quote

SHARED = Path(os.environ.get("MORGUE_SHARED", Path(__file__).parent.parent.parent / "shared"))
SCORER = SHARED / "tools" / "quote_eval.py"
FOLD = 5  # every fifth article, in the order of names, is held out


def parser(description: str) -> argparse.ArgumentParser:
    """A parser of the arguments that all commands over marked articles share."""
    it = argparse.ArgumentParser(description=description)
    it.add_argument("folder", type=Path, help="holds text/*.txt and attributions/*.ann")
    it.add_argument("--scorer", type=Path, default=SCORER, help="the scorer's file (default: %(default)s)")
    return it


def load_scorer(path: Path = SCORER) -> Any:
    """The scorer as a module."""
    spec = importlib.util.spec_from_file_location("quote_scorer", path)
    assert spec, path
    assert spec.loader, path
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def as_scored(quotes: list[Quote]) -> list[dict[str, Any]]:
    """Quotes in the form that the scorer reads."""
    return [
        {"start": q.start, "end": q.end, "speaker": q.speaker or None, "speaker_start": q.speaker_start,
         "speaker_end": q.speaker_end}
        for q in quotes
    ]  # fmt: skip


def extract_all(articles: dict[str, Any], extract: Callable[[str], list[Quote]]) -> tuple[dict[str, Any], float]:
    """What ``extract`` finds in each article, and how many articles it reads a second on one core."""
    started = time.perf_counter()
    found = {name: extract(text) for name, (text, _) in articles.items()}
    rate = len(articles) / (time.perf_counter() - started)
    return {name: as_scored(quotes) for name, quotes in found.items()}, rate


def held_out(articles: dict[str, Any]) -> dict[str, Any]:
    """Every fifth article."""
    names = sorted(articles)
    return {name: articles[name] for name in names[FOLD - 1 :: FOLD]}
