"""What commands print."""

from __future__ import annotations

import json
import os
import re
import sys
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, TextIO

from corpus import Article
from index import MorgueError
from search import QuoteResults, Results, SearchResults, Span, Stats, Version, doubt

if TYPE_CHECKING:  # who searches starts sooner without
    from index.archive.report import BuildReport
    from index.repairing.repair import Repair
    from index.store.sorting import LeftOutList

MOST_NAMED = 50  # items left out that are listed on the screen; the archive's report.json has more
MOST_REASONS = 10  # that are counted there, where not all items are listed
WIDTH = 100  # columns of printed results


# What moves a terminal's cursor, colours what follows or turns its direction: in a file's name or a key of a stranger's
# file it would have a terminal show what is not so. Bold, and the end of that, are our own.
CONTROLS = re.compile(
    "\x1b(?!\\[[01]m)|[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
)


def say(*texts: object, sep: str = " ", file: TextIO | None = None, flush: bool = False) -> None:
    """Print, with a question mark in a diamond for each control character. Raises ``Unsaid``."""
    with _saying():
        print(CONTROLS.sub("\N{REPLACEMENT CHARACTER}", sep.join(map(str, texts))), file=file, flush=flush)


def finish_saying() -> None:
    """Have all that was printed reach whoever reads it. Raises ``Unsaid``."""
    with _saying():
        sys.stdout.flush()


class Unsaid(MorgueError):  # noqa: N818 - reads as what it is in an except clause
    """What a command says cannot be written; what it did is done."""


@contextmanager
def _saying() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise  # whoever read has seen enough
    except OSError as error:
        raise Unsaid(
            f"what there is to say cannot be written ({error.strerror or error}); whatever was done is done: an "
            "archive that was written is in force. Free some room, or have it written elsewhere"
        ) from error


def print_json(value: Any) -> None:
    """Print plain values; dates in ISO 8601."""
    made = json.dumps(value, ensure_ascii=False, indent=2, default=_written)
    say(CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", made))


def _written(value: object) -> str:
    if isinstance(value, date):
        return str(value)
    raise TypeError(f"{value!r} is not a plain value")  # a number of NumPy's, for instance, must not become a string


def counted(number: int, noun: str) -> str:
    """A number of things: "1 article", "2 articles"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def print_left_out(report: BuildReport) -> None:
    """Print what of the sources is not in the archive, and why."""
    if len(report.formats) > 1:
        say(", ".join(f"{count:,} of {name}" for name, count in report.formats.items()))
    if report.undated:
        say(f"{report.undated:,} without a date")
    titles: dict[LeftOutList, str] = {
        "replaced": "replaced by a later version, or withdrawn",
        "duplicates": "the same again",
        "textless": "without a text, kept by their headlines",
        "unreadable": "could not be read",
    }
    for name, title in titles.items():
        items, count = getattr(report, name), report.count(name)
        if items:
            say(f"{count:,} {title}:")
            say(*(f"  {item}" for item in items[:MOST_NAMED]), sep="\n")
        if count > MOST_NAMED:
            which = "them all" if count == len(items) else f"{len(items):,} of them and counts the others by file"
            say(f"  … and {count - MOST_NAMED:,} more; the report in the archive names {which}")
            if name == "unreadable":
                reasons = [*report.reasons.items()][:MOST_REASONS]
                say(*(f"  {times:,} times: {reason}" for reason, times in reasons), sep="\n")


def print_repair(done: Repair, archive: str) -> None:
    """Print what of an archive was damaged, and what became of it."""
    say(f"{archive}: {counted(len(done.files), 'file')} of generation {done.damaged} damaged:")
    say(*(f"  {name}" for name in done.files[:MOST_NAMED]), sep="\n")
    if len(done.files) > MOST_NAMED:
        say(f"  … and {len(done.files) - MOST_NAMED:,} more")
    made = "was built of its stored texts, and is in force" if done.generation != done.damaged else "is in force again"
    say(f"generation {done.generation} {made}: {counted(done.articles, 'article')}")
    if done.lost:
        say(f"{counted(len(done.lost), 'article')} lost:")
        say(*(f"  {item}" for item in done.lost[:MOST_NAMED]), sep="\n")
        if len(done.lost) > MOST_NAMED:
            say(f"  … and {len(done.lost) - MOST_NAMED:,} more; report.json in the generation names them all")
    for note in done.notes:
        say(f"note: {note}")


def print_results(results: SearchResults) -> None:
    """Print the articles found, with their passages."""
    _print_total(results, "article")
    for number, hit in enumerate(results.hits, start=(results.page - 1) * results.size + 1):
        published = hit.published.strftime("%Y-%m-%d") if hit.published else "undated"
        corrected = "corrected" if hit.corrected else ""
        names = ", ".join(hit.byline), hit.section, hit.publication, corrected, hit.source
        about = filter(None, [published, *names, f"id {hit.id}"])
        say(f"\n{number}. {_bold(hit.headline, hit.highlights)}")
        say("   " + " · ".join(about))
        for snippet in hit.snippets:
            before, after = "… " * snippet.cut_before, " …" * snippet.cut_after
            field = f"{snippet.label}: " if snippet.start < 0 else ""
            say(_wrapped(f"{field}{before}{_bold(snippet.text, snippet.highlights)}{after}"))
        if hit.why:
            say(_wrapped(hit.sum))


def print_quotes(results: QuoteResults) -> None:
    """Print the quotes found, with who said them."""
    _print_total(results, "quote")
    for hit in results.hits:
        published = hit.published.strftime("%Y-%m-%d") if hit.published else "undated"
        who = ", ".join(filter(None, [hit.speaker, hit.speaker_role])) or "speaker not told"
        unsure = f" ({doubt(hit)})" if doubt(hit) else ""
        words = _bold(hit.text, hit.highlights)
        say("\n" + _wrapped(words if hit.kind == "indirect" else f"“{words}”"))
        say(f"   – {who}{unsure} · {published} · {hit.headline} · id {hit.article} · quote {hit.id}")


def _print_total(results: Results[Any], noun: str) -> None:
    notice = f" No {noun} has all of these words; these have some." if results.partial else ""
    found = counted(results.total, noun)
    say(f"{found} for {results.read_as or '(no words)'} ({results.took_ms:.0f} ms).{notice}")
    for note in results.notes:
        say(f"Note: {note}")
    if results.did_you_mean:
        say(f"Did you mean: {results.did_you_mean}")


def _bold(text: str, spans: Sequence[Span]) -> str:
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return text
    for span in reversed(spans):
        text = f"{text[: span.start]}\033[1m{text[span.start : span.end]}\033[0m{text[span.end :]}"
    return text


def _wrapped(text: str) -> str:
    return textwrap.fill(text, WIDTH, initial_indent="   ", subsequent_indent="   ", break_long_words=False)


def print_article(article: Article) -> None:
    """Print an article, its fields first."""
    published = f"{article.published} ({article.published_how})" if article.published else ""
    about = {
        "id": article.id, "source": str(article.source), "url": article.url, "section": article.section,
        "byline": ", ".join(article.byline), "published": published,
        "revised": str(article.revised or ""), "dateline": article.dateline,
        "tags": ", ".join(article.tags), "paper": article.publication, "agency": article.agency,
        "kicker": article.kicker, "slug": article.slug, "language": article.language, "page": article.page,
        "edition": article.edition, "words": f"{article.words:,}", "format": article.format,
        "corrected": article.correction,
    }  # fmt: skip
    say(article.headline)
    if article.deck:
        say(article.deck)
    say(*(f"{name + ':':<11}{value}" for name, value in about.items() if value), sep="\n")
    for origin in origins_of(article):
        say(f"from:      {origin}")
    for remark in article.remarks:
        say(f"note:      {remark}")
    for caption in article.captions:
        say(f"caption:   {caption}")
    for paragraph in article.paragraphs:
        say("\n" + textwrap.fill(paragraph, WIDTH, break_long_words=False))


def print_version(version: Version) -> None:
    """Print an article, or an earlier version, which says so first; and which earlier ones there are."""
    if version.number:
        say(f"This is an earlier version, {version.number:,} of {len(version.earlier):,}; there is a newer one.\n")
    print_article(version.article)
    if version.earlier and not version.number:
        say("\nEarlier versions (--version N shows one):")
        for number, each in enumerate(version.earlier, start=1):
            say(f"  {number:>3}  {each.issued or 'undated'}  {each.source}")


FIELDS_OF = {"text": "paragraphs", "body": "paragraphs", "date": "published"}


def origins_of(article: Article) -> list[str]:
    """What each value of an article was taken from, of those that it has."""
    told = [origin.partition(": ") for origin in article.origins]
    found = {name: place for name, _, place in told if getattr(article, FIELDS_OF.get(name, name))}
    if article.published:
        found["date"] = article.published_how
    if article.correction:
        found.setdefault("correction", "the text" if article.correction in article.text else "a note")
    return [f"{name}: {place}" for name, place in found.items()]


def print_quotes_of(article: Article) -> None:
    """Print what is said in an article with what decided whose words it is."""
    for quote in article.said:
        who = quote.speaker or "speaker not told"
        about = f"{who}, {quote.speaker_role}" if quote.speaker_role else who
        words = article.text[quote.start : quote.end]
        noun = "statement" if quote.kind == "indirect" else "quote"
        told = f"{quote.rule or 'no rule'}, {quote.confidence:.2f} of {quote.somebodys:.2f}"
        say(f"\n{noun} {quote.start}–{quote.end}, {about} ({told}): {words}")


def print_formats(rows: list[dict[str, str]]) -> None:
    """Print the formats that are read, in the order in which they are asked whether a file has them."""
    width = max(len(row["name"]) for row in rows) + 2
    for row in rows:
        about = {"": row["about"], "told by ": row["told"], "extra: ": row["extra"]}
        for number, (label, text) in enumerate((label, text) for label, text in about.items() if text):
            name = "" if number else row["name"]
            say(textwrap.fill(label + text, WIDTH, initial_indent=f"{name:<{width}}", subsequent_indent=" " * width))


def print_stats(stats: Stats) -> None:
    """Print what an archive holds."""
    counts = {"article": stats.articles, "word": stats.words, "quote": stats.quotes, "statement": stats.statements}
    say(", ".join(counted(number, noun) for noun, number in counts.items()))
    if stats.first:
        say(f"from {stats.first} to {stats.last}, {stats.undated:,} undated")
    for section, count in stats.sections.items():
        say(f"  {section:<24}{count:>9,}")
    built = f"built {stats.built:%Y-%m-%d %H:%M} UTC"
    say(f"generation {stats.generation}, {built}, {stats.unreadable:,} could not be read")
