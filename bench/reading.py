"""How many articles a second are read of each format, on one core and without quotations, and what memory that takes.

    python -m bench.reading [--articles N] [--megabytes M] [--write]

Articles are invented, of some 900 characters. For each format, N of them are written to one file and read from it in a
process of its own; then M megabytes of JSON lines, whose peak of memory is compared with that of a tenth of them. The
peers read the same file into what they have for an article: ``json`` alone, which is what any reader of JSON lines
must do, and ``feedparser`` for feeds. ``--write`` replaces the figures in bench/RESULTS.md.
"""

from __future__ import annotations

import argparse
import csv
import json
import mailbox
import os
import platform
import random
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from email.message import EmailMessage
from multiprocessing import get_context
from pathlib import Path
from xml.sax.saxutils import escape

from bench.searching import keep

MARK = "## Reading files"
WORDS = """ferry harbour council boat island quay crew sailing winter timetable fare school talks price storm bridge
    mayor budget crossing passenger deck engine tide weather meeting plan report Monday company service week year"""
SEED = 9
CHARACTERS = 900


class _Story:
    """An invented article."""

    def __init__(self, number: int, chance: random.Random) -> None:
        self.id, self.headline = f"s{number}", " ".join(chance.choices(WORDS.split(), k=7)).capitalize()
        self.paragraphs = [self._paragraph(chance) for _ in range(4)]

    @staticmethod
    def _paragraph(chance: random.Random) -> str:
        words = chance.choices(WORDS.split(), k=CHARACTERS // 4 // 7)
        return " ".join(words).capitalize() + "."


def _stories(count: int) -> Iterator[_Story]:
    chance = random.Random(SEED)
    return (_Story(number, chance) for number in range(count))


def _json_lines(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        for story in _stories(count):
            about = {"id": story.id, "title": story.headline, "author": "Una Brack", "date": "2024-09-17T08:30:00Z"}
            file.write(json.dumps({**about, "text": "\n\n".join(story.paragraphs)}) + "\n")


def _table(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "title", "author", "date", "text"])
        for story in _stories(count):
            rows.writerow([story.id, story.headline, "Una Brack", "2024-09-17", "\n\n".join(story.paragraphs)])


def _feed(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0"?><rss version="2.0"><channel><title>Echo</title>')
        for story in _stories(count):
            text = "".join(f"<p>{paragraph}</p>" for paragraph in story.paragraphs)
            file.write(
                f"<item><guid>{story.id}</guid><title>{story.headline}</title><author>Una Brack</author>"
                f"<pubDate>Tue, 17 Sep 2024 08:30:00 GMT</pubDate><description>{escape(text)}</description></item>"
            )
        file.write("</channel></rss>")


def _mailbox(path: Path, count: int) -> None:
    box = mailbox.mbox(path, create=True)
    for story in _stories(count):
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = "Una Brack <u@e.example>", "all@e.example", story.headline
        message["Date"], message["Message-ID"] = "Tue, 17 Sep 2024 08:30:00 +0100", f"<{story.id}@e.example>"
        message.set_content("\n\n".join(story.paragraphs))
        box.add(message)
    box.close()


def _read(path: Path) -> int:
    from corpus.article import Article  # noqa: PLC0415 - in a process of its own
    from corpus.reading.files import read  # noqa: PLC0415

    return sum(isinstance(item, Article) for item in read(path))


def _json_alone(path: Path) -> int:
    with path.open("rb") as file:
        return sum(bool(json.loads(line)) for line in file)


def _feedparser(path: Path) -> int:
    import feedparser  # noqa: PLC0415

    return len(feedparser.parse(path).entries)


FORMATS: dict[str, Callable[[Path, int], None]] = {
    "JSON lines": _json_lines,
    "CSV": _table,
    "RSS": _feed,
    "mailbox": _mailbox,
}
PEERS: dict[str, tuple[str, Callable[[Path], int]]] = {
    "JSON lines": ("json alone", _json_alone),
    "RSS": ("feedparser", _feedparser),
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--megabytes", type=int, default=2_000)
    parser.add_argument("--write", action="store_true", help="write the figures to bench/RESULTS.md")
    options = parser.parse_args()
    report = f"`python -m bench.reading`, {platform.machine()}, {os.cpu_count()} cores, "
    report += f"Python {platform.python_version()}.\n\n| format | articles/s | beside |\n|---|---|---|\n"
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for name, write in FORMATS.items():
            path = Path(folder) / "articles"
            write(path, options.articles)
            rate = _rate(_read, path)
            beside = "–"
            if peer := PEERS.get(name):
                beside = f"{_rate(peer[1], path):,.0f} {peer[0]}"
            report += f"| {name} | {rate:,.0f} | {beside} |\n"
            path.unlink()
        if options.megabytes:
            report += "\n" + _memory(Path(folder) / "articles", options.megabytes)
    print(report)
    if options.write:
        keep(MARK, report)


def _rate(function: Callable[[Path], int], path: Path) -> float:
    count, seconds, _ = _in_child(function, path)
    return count / seconds


def _memory(path: Path, megabytes: int) -> str:
    """What reading so much takes, beside a tenth of it."""
    peaks = []
    for share in (megabytes / 10, megabytes):
        _json_lines(path, int(share * 1e6 / (CHARACTERS + 120)))
        size = path.stat().st_size / 1e6
        _, seconds, peak = _in_child(_read, path)
        peaks.append(f"{size:,.0f} MB of JSON lines in {seconds:,.0f} s with at most {peak / 1e6:,.0f} MB of memory")
    return "; ".join(peaks) + ".\n"


def _in_child(function: Callable[[Path], int], path: Path) -> tuple[int, float, int]:
    """(articles, seconds, bytes of memory at most) of a process that reads a file."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_timed, function, path).result()


def _timed(function: Callable[[Path], int], path: Path) -> tuple[int, float, int]:
    started = time.perf_counter()
    count = function(path)
    seconds = time.perf_counter() - started
    peak = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text())
    return count, seconds, 1024 * int(peak.group(1)) if peak else 0


if __name__ == "__main__":
    main()
