"""Score quotation extraction and attribution on articles in which people marked who says what.

    python -m bench.quotes DATA_DIR [--held-out] [--min-words N] [--output FILE]

DATA_DIR holds text/*.txt and attributions/*.ann (PolNeAR's form). Prints the scorer's figures for all quotes, for those
of five words and more (or of N), and articles a second on one core; ``--output`` writes the JSON lines that the scorer
reads. ``--held-out`` scores every fifth article only.
"""

from __future__ import annotations

import json
from pathlib import Path

from bench.scorer import extract_all, held_out, load_scorer, parser
from corpus import extract


def main() -> None:
    """Extract, score and print."""
    arguments = parser(__doc__.partition("\n")[0])
    arguments.add_argument("--held-out", action="store_true", help="only every fifth article")
    arguments.add_argument("--min-words", type=int, default=5, help="also score quotes of this length and more")
    arguments.add_argument("--output", type=Path, help="write JSON lines for the scorer")
    options = arguments.parse_args()
    scorer = load_scorer(options.scorer)
    articles = scorer.load(options.folder)
    if options.held_out:
        articles = held_out(articles)
    extract(next(iter(articles.values()))[0])  # what is loaded once is not counted
    system, rate = extract_all(articles, extract)
    if options.output:
        lines = (json.dumps({"id": name, "quotes": quotes}) + "\n" for name, quotes in system.items())
        options.output.write_text("".join(lines), encoding="utf-8")
    print(f"{len(articles)} articles, {rate:,.0f} articles a second")
    for words in (1, options.min_words):
        result = scorer.evaluate(articles, system, None, words)
        both = result["end_to_end"]
        print(
            f"{words} words and more: end to end F1 {both['f1']:.3f} (precision {both['precision']:.3f}, recall "
            f"{both['recall']:.3f}), found {result['detect']['f1']:.3f}, "
            f"speaker right {result['speaker_accuracy']:.3f}, pronouns given a name {result['pronoun_resolved']:.3f}"
        )


if __name__ == "__main__":
    main()
