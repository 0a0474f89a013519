"""Fuzz the reading of queries, led by what of its code runs (atheris, which is libFuzzer for Python).

    pip install -e '.[fuzz]'; python -m bench.fuzz_queries [--minutes N] [--corpus DIR] [--write]

Texts are read, written back, read again, and made trees over the terms of an archive of the samples. What may come of
it: the same tree, or a refusal with its reason. Not: another exception, another tree, more than ``MOST_SECONDS`` of
processor time. Every finding is printed with its text, and fuzzing goes on; the exit code is 1 then. Texts that led
further are kept in DIR.
"""

from __future__ import annotations

import argparse
import gc
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from bench.trust.table import Outcome, keep

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "corpus" / "samples"
MOST_SECONDS = 0.5  # of processor time, of code that is instrumented
LONGEST = 2_000  # bytes
TODAY = date(2024, 3, 31)
INSTRUMENTED = ["search.query", "whoosh.qparser"]
FOUND = "FOUND "
EXECUTED = re.compile(r"stat::number_of_executed_units:\s*(\d+)")
COVERED = re.compile(r"cov: (\d+)")


def main() -> int:
    """Fuzz in a process of its own, which libFuzzer ends, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--corpus", type=Path, help="where texts are kept, and gone on from")
    parser.add_argument("--write", action="store_true", help="put the figures into bench/RELIABILITY.md")
    options = parser.parse_args()
    outcome = Outcome("fuzz")
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        archive, corpus = Path(temporary) / "archive", options.corpus or Path(temporary) / "corpus"
        corpus.mkdir(parents=True, exist_ok=True)
        command = [
            sys.executable,
            "-m",
            "morgue",
            "rebuild",
            str(ROOT / "corpus" / "samples"),
            "--archive",
            str(archive),
        ]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        plant(corpus)
        words = Path(temporary) / "words"
        words.write_text("\n".join(f'"{escaped(sign)}"' for sign in signs()), encoding="ascii")
        said = fuzzed(archive, corpus, [f"-max_total_time={60 * options.minutes:.0f}", f"-dict={words}"])
    outcome.tried = int((EXECUTED.findall(said) or ["0"])[-1])
    outcome.broken = list(dict.fromkeys(re.findall(rf"^{FOUND}(.*)$", said, re.MULTILINE)))
    outcome.notes.append(f"{(COVERED.findall(said) or ['no'])[-1]} edges of {', '.join(INSTRUMENTED)} reached")
    if not outcome.tried:
        print(said[-4_000:], file=sys.stderr)
    print(outcome)
    if options.write:
        keep({"fuzz": outcome})
    return int(bool(outcome.broken) or not outcome.tried)


def plant(corpus: Path) -> None:
    """Put what fuzzing begins with into ``corpus``."""
    from search import EXAMPLES  # noqa: PLC0415 - the process that fuzzes must not have loaded this before

    for n, text in enumerate([*(str(example) for example in EXAMPLES), *signs()]):
        (corpus / f"seed-{n}").write_text(text, encoding="utf-8", errors="surrogatepass")


def signs() -> list[str]:
    """What means something to the reader of queries."""
    from bench.random_queries import DAYS, NAMES, SIGNS  # noqa: PLC0415

    return [*SIGNS, *(f"{name}:" for name in NAMES), *DAYS, " ", "  ", " TO ", "[1987 TO 1988]", "storm~2", '"a b"~5']


def escaped(text: str) -> str:
    """As libFuzzer reads its dictionary."""
    return "".join(f"\\x{byte:02X}" for byte in text.encode("utf-8", "surrogatepass"))


def fuzzed(archive: Path, corpus: Path, options: list[str]) -> str:
    """What the process says that fuzzes."""
    code = f"from bench.fuzz_queries import fuzz; fuzz({str(archive)!r})"
    command = [sys.executable, "-c", code, *options, f"-max_len={LONGEST}", "-print_final_stats=1", str(corpus)]
    lines = []
    with subprocess.Popen(
        command, cwd=ROOT, text=True, errors="replace", stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as it:
        assert it.stdout
        for line in it.stdout:
            lines.append(line)
            if line.startswith(FOUND):
                print(line, end="", flush=True)
    return "".join(lines)


def fuzz(archive: str) -> None:
    """Fuzz until libFuzzer ends the process."""
    import atheris  # noqa: PLC0415

    with atheris.instrument_imports(include=INSTRUMENTED):
        pass
    from index.archive.generation import Generation  # noqa: PLC0415

    forms = Generation(Path(archive)).articles.forms
    for text in ("a~2", "*a*", "é"):  # what they need is loaded
        wrong(text, forms)
    gc.freeze()  # or texts would be blamed for the time in which all this is looked through
    atheris.Setup(sys.argv, lambda data: report(data, lambda text: wrong(text, forms)))
    atheris.Fuzz()


def report(data: bytes, find: Callable[[str], str]) -> None:
    """Print what is wrong with a text, and go on."""
    text = data.decode("utf-8", "replace")
    started = time.process_time()
    found = find(text)
    seconds = time.process_time() - started
    if seconds > MOST_SECONDS:
        found = found or f"{seconds:.1f} s"
    if found:
        print(f"{FOUND}{found}: {text!r}", flush=True)


def wrong(text: str, forms: object) -> str:
    """What is wrong with how a text is read; empty if nothing is."""
    from search.errors import QueryError  # noqa: PLC0415
    from search.query.description import describe  # noqa: PLC0415
    from search.query.language import parse  # noqa: PLC0415
    from search.query.terms import to_terms  # noqa: PLC0415

    try:
        tree = parse(text, "any" if text[:1].isupper() else "all", TODAY)
        to_terms(tree, forms)  # type: ignore[arg-type]
    except QueryError as error:
        return "" if ": " in str(error) else f"no reason: {error}"
    except Exception as error:
        return f"{type(error).__name__} at {place(error)}"
    reading = describe(tree)
    try:
        again = describe(parse(reading, "all", TODAY)) if reading else ""
    except Exception as error:
        return f"{type(error).__name__} reading {reading!r} again: {error}"
    return "" if again == reading else f"read as {reading!r}, and that as {again!r}"


def place(error: BaseException) -> str:
    """Where an exception was raised."""
    at = error.__traceback__
    while at and at.tb_next:
        at = at.tb_next
    return f"{Path(at.tb_frame.f_code.co_filename).name}:{at.tb_lineno}" if at else "?"


if __name__ == "__main__":
    sys.exit(main())
