"""The scorer of quotation extraction, which is not part of the project: a Python file with ``load``, ``match``,
``speaker_right``, ``mask_tags`` and ``evaluate``."""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import time
from pathlib import Path
from typing import Any

from corpus import Quote
from corpus.quotes.extract import said_in

SHARED = Path(os.environ.get("MORGUE_SHARED", Path(__file__).parent.parent.parent / "shared"))
SCORER = SHARED / "tools" / "quote_eval.py"
# Whom pronouns mean in some of the articles: a language model marked them as it read, without seeing any answer of
# Morgue's; no person has checked them. Of the second file nothing has been learned.
PRONOUNS = Path(__file__).with_name("pronouns.json")
HELD_OUT_PRONOUNS = Path(__file__).with_name("pronouns_held_out.json")
Persons = dict[str, dict[str, list[str]]]  # by article and offset of a pronoun, the last names that are right


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
         "speaker_end": q.speaker_end, "confidence": q.confidence, "somebodys": q.somebodys}
        for q in quotes
    ]  # fmt: skip


def extract_all(articles: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any], float]:
    """The quotes and the statements found in each article, and how many articles are read a second on one core."""
    started = time.perf_counter()
    found = {name: said_in(text) for name, (text, _) in articles.items()}
    rate = len(articles) / (time.perf_counter() - started)
    quotes = {name: as_scored(said.quotes) for name, said in found.items()}
    return quotes, {name: as_scored(said.statements) for name, said in found.items()}, rate


def load_persons(path: Path = PRONOUNS) -> Persons:
    """Whom the pronouns of some of the articles mean, as marked in ``path``."""
    found: Persons = json.loads(path.read_text(encoding="utf-8"))
    return found


def print_reliability(scorer: Any, articles: dict[str, Any], system: dict[str, Any]) -> None:
    """Print, by tenths of either confidence, how many quotes have it and how many of them are right: anybody's words,
    and the right speaker's. Quotes that people marked without a speaker count for the first only."""
    somebodys: dict[int, list[bool]] = {}
    whose: dict[int, list[bool]] = {}
    for name, (text, gold) in articles.items():
        found, _ = scorer.match(scorer.mask_tags(text), gold, system[name])
        for number, quote in enumerate(system[name]):
            if quote["confidence"] > 0:
                matched = [gold[index] for index, claim in found.items() if claim == number]
                somebodys.setdefault(_tenth(quote["somebodys"]), []).append(bool(matched))
                if quote["speaker_start"] is not None and (not matched or any(one["source"] for one in matched)):
                    right = any(one["source"] and scorer.speaker_right(text, one, quote) for one in matched)
                    whose.setdefault(_tenth(quote["confidence"]), []).append(right)
    for title, bins in (("anybody's words", somebodys), ("shown, and the speaker right", whose)):
        print(title)
        for tenth, rights in sorted(bins.items()):
            share = sum(rights) / len(rights)
            bar = "*" * round(share * 40)
            print(f"  {tenth / 10:.1f} to {tenth / 10 + 0.1:.1f}: {len(rights):5,}  {share:6.1%}  {bar}")


def _tenth(probability: float) -> int:
    return min(int(probability * 10), 9)


def print_scores(scorer: Any, articles: dict[str, Any], system: dict[str, Any], min_words: int = 5) -> None:
    """Print how well ``system`` does on all quotes and on those of ``min_words`` and more, and on pronouns."""
    persons = load_persons()
    for words in (1, min_words):
        result = scorer.evaluate(articles, system, None, words, persons)
        both = result["end_to_end"]
        print(
            f"{words} words and more: end to end F1 {both['f1']:.3f} (precision {both['precision']:.3f}, recall "
            f"{both['recall']:.3f}), found {result['detect']['f1']:.3f}, speaker right {result['speaker_accuracy']:.3f}"
            f"\n  pronouns resolved to the right person {result['pronoun_accuracy']:.3f} of "
            f"{result['counts']['antecedent_found']} marked; given a name {result['pronoun_resolved']:.3f}"
        )
