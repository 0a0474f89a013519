"""Score quotation extraction and attribution on articles in which people marked who says what.

    python -m bench.quotes DATA_DIR [--min-words N] [--output FILE]

DATA_DIR holds text/*.txt and attributions/*.ann (PolNeAR's form). Prints the scorer's figures for all quotes, for those
of five words and more (or of N), and articles a second on one core; ``--output`` writes the JSON lines that the scorer
reads. The weights in use may have been learned from the same articles: ``bench.learn_quotes --folds 5`` scores others.
"""

from __future__ import annotations

import json
from pathlib import Path

from bench.scorer import HELD_OUT_PRONOUNS, extract_all, load_persons, load_scorer, parser, print_scores
from bench.statements import load_marked, print_statements
from corpus.quotes.extract import said_in


def main() -> None:
    """Extract, score and print."""
    arguments = parser(__doc__.partition("\n")[0])
    arguments.add_argument("--min-words", type=int, default=5, help="also score quotes of this length and more")
    arguments.add_argument("--output", type=Path, help="write JSON lines for the scorer")
    options = arguments.parse_args()
    scorer = load_scorer(options.scorer)
    articles = scorer.load(options.folder)
    said_in(next(iter(articles.values()))[0])  # what is loaded once is not counted
    system, statements, rate = extract_all(articles)
    if options.output:
        lines = (json.dumps({"id": name, "quotes": quotes}) + "\n" for name, quotes in system.items())
        options.output.write_text("".join(lines), encoding="utf-8")
    print(f"{len(articles)} articles, {rate:,.0f} articles a second")
    print_scores(scorer, articles, system, options.min_words)
    print_statements(articles, load_marked(options.folder, articles, scorer), statements, scorer)
    held = scorer.evaluate(articles, system, None, 1, load_persons(HELD_OUT_PRONOUNS))
    marked = held["counts"]["antecedent_found"]
    print(f"pronouns that nothing was learned from: {held['pronoun_accuracy']:.3f} of {marked} right")


if __name__ == "__main__":
    main()
