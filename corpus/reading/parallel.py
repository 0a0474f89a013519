"""Reading with all cores: this process cuts files into pieces, workers parse them and look for quotes.

A worker is a process of its own that knows only this room. It gets chunks of pieces over its standard input and answers
over its standard output, in order; each message is plain values by ``marshal``, behind its length. It ends when its
input does, so it never outlives the process that started it, however that ended. Where one dies, another takes its
place and reads what it had before it piece by piece: only a piece at which that one dies too is lost, and named.
"""

from __future__ import annotations

import gc
import marshal
import os
import signal
import subprocess
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain, cycle, islice
from queue import SimpleQueue
from typing import IO, Any, NamedTuple

from corpus.article import Article, Source, Unreadable
from corpus.plain import Record, from_list, from_record, to_list, to_record
from corpus.reading.files import UNREADABLE, Piece, parse, pieces
from corpus.reading.folders import File, told_apart
from corpus.reading.journal import Journal
from corpus.reading.shares import WHOLE, Share
from corpus.reading.tally import summed
from corpus.record import LeftOut

Chunk = list[Piece]
Item = Article | Unreadable | LeftOut
Plain = Record | list[str | bool] | tuple[str, str, str, int]

# A chunk takes a worker some 15 ms; with 32 KB or 512 KB, reading Reuters-21578 takes as long.
CHUNK_BYTES = 128 << 10
CHUNK_PIECES = 256
AHEAD = 3  # chunks that wait at each worker, so that none is idle while this process indexes
# What is in a pipe need not wait for the worker's other thread, 5 ms: with the usual 64 KB, handing out the chunks of
# Reuters-21578 takes 0.4 s, with these 0.1 s.
PIPE_BYTES, USUAL = AHEAD * CHUNK_BYTES, -1
WORTH_WORKERS = 1 << 20  # bytes; less is read here: until a worker has started, 0.2 s, one process has read as much
YOUNG = 100_000  # objects before a worker looks for garbage, of which there is little; with the usual 700 it takes 3 %
LENGTH = 4  # bytes of a message's length
# Bytes of addresses that a worker may have, so that a file that takes more costs itself and not the machine. The most
# that a file of ``bench.hostile`` takes is a tenth.
MOST_MEMORY = 2 << 30
MOST_DEATHS = 10  # of a worker and those in its place, with no answer between: no file's fault


@dataclass(eq=False)
class Worker:
    """A place at which pieces are read: the process there, and how many died there since the last answer."""

    process: subprocess.Popen[bytes]
    deaths: int = 0


@contextmanager
def read_all(
    paths: Iterable[str | os.PathLike[str]],
    workers: int,
    advance: Callable[[int], None] = lambda _bytes: None,
    skip: Callable[[File], bool] = lambda _file: False,
    journal: Journal | None = None,
    share: Share = WHOLE,
) -> Iterator[Iterator[Article | Unreadable]]:
    """What ``read`` gives for each of ``paths``, or a ``share`` of that, without files to ``skip``, in this order, read
    by so many processes beside this one. What is in the ``journal`` is not read again; what they read is kept there.

    They begin at once and end with the context. Little is read here, and everything with fewer than two. At most
    ``AHEAD`` chunks a worker are in memory. Raises ``FileNotFoundError``, and ``ChildProcessError`` where workers keep
    ending by themselves.
    """
    chunks = _chunks(share.of_pieces(piece for path, above in told_apart(paths) for piece in pieces(path, skip, above)))
    few, size = _first_chunks(chunks) if workers > 1 else ([], 0)
    if size < WORTH_WORKERS:
        yield summed(_read_here(chain(few, chunks), advance))
        return
    with _started(workers) as started:
        asked = _ask_in_turn(started, chain(few, chunks), journal)
        yield summed(_answered(deque(islice(asked, AHEAD * workers)), asked, advance, journal))


def _read_here(chunks: Iterable[Chunk], advance: Callable[[int], None]) -> Iterator[Item]:
    for piece in chain.from_iterable(chunks):
        yield from parse(piece)
        advance(piece.size)


class _Asked(NamedTuple):
    """A chunk, who was asked for it, and what tells it in the journal; what was answered to it in a run before."""

    chunk: Chunk
    worker: Worker
    key: bytes = b""
    before: bytes | None = None


def _ask_in_turn(workers: list[Worker], chunks: Iterable[Chunk], journal: Journal | None) -> Iterator[_Asked]:
    turn = cycle(workers)
    for chunk in chunks:
        key = journal.key(map(_sendable, chunk)) if journal is not None else b""
        before = journal.answer(key) if journal is not None else None
        asked = _Asked(chunk, workers[0] if before else next(turn), key, before)
        if before is None:
            _ask(asked.worker, chunk)
        yield asked


def _answered(
    waiting: deque[_Asked], asked: Iterator[_Asked], advance: Callable[[int], None], journal: Journal | None
) -> Iterator[Item]:
    while waiting:
        chunk, worker, key, before = waiting.popleft()
        message = before or _answer(worker)
        if message is None:
            yield from _one_by_one(worker, chunk)
            for other in waiting:
                if other.worker is worker and other.before is None:
                    _ask(worker, other.chunk)
        else:
            items = list(_items(message, chunk))
            yield from items
            if journal is not None and before is None and not any(getattr(item, "try_again", False) for item in items):
                journal.keep(key, message)
        advance(sum(piece.size for piece in chunk))
        waiting.extend(islice(asked, 1))


def _one_by_one(worker: Worker, chunk: Chunk) -> Iterator[Item]:
    """What is in a chunk at which a worker died; a piece at which it dies again is named."""
    _replace(worker, chunk)
    for piece in chunk:
        _ask(worker, [piece])
        message = _answer(worker)
        if message is None:
            reason = f"left out: the process that read it {_replace(worker, [piece])}; {IF_MEMORY}"
            yield Unreadable(Source(piece.name, piece.position), reason, try_again=True)
        else:
            yield from _items(message, [piece])


def _replace(worker: Worker, chunk: Chunk) -> str:
    """Start another process in the place of one that died; how that ended, in words."""
    code = worker.process.wait()
    if code == -signal.SIGINT:  # Ctrl-C came before it had a session of its own
        raise KeyboardInterrupt
    how = f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"
    worker.deaths += 1
    if worker.deaths > MOST_DEATHS:
        raise ChildProcessError(f"processes that read keep ending: the last {how}, at {_places(chunk)}; {IF_MEMORY}")
    _close(worker.process)
    worker.process = _start()
    return how


IF_MEMORY = "if memory ran out, fewer need less: --workers 1"


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _chunks(found: Iterable[Piece]) -> Iterator[Chunk]:
    chunk: Chunk = []
    size = 0
    for piece in found:
        chunk.append(piece)
        size += _bytes(piece)
        if size >= CHUNK_BYTES or len(chunk) == CHUNK_PIECES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _first_chunks(chunks: Iterator[Chunk]) -> tuple[list[Chunk], int]:
    """The chunks that make workers worth their start, or all there are; and how many bytes these have."""
    few: list[Chunk] = []
    size = 0
    while size < WORTH_WORKERS and (chunk := next(chunks, None)):
        few.append(chunk)
        size += sum(map(_bytes, chunk))
    return few, size


def _bytes(piece: Piece) -> int:
    values = piece.data if isinstance(piece.data, tuple) else (piece.data,)
    return sum(len(value) for value in values if isinstance(value, bytes)) or piece.size


@contextmanager
def _started(count: int) -> Iterator[list[Worker]]:
    """Workers, each in a session of its own: Ctrl-C at the terminal is for this process alone to answer."""
    workers: list[Worker] = []
    try:
        for _ in range(count):
            workers.append(Worker(_start()))
        yield workers
    finally:
        for worker in workers:
            worker.process.kill()
        for worker in workers:
            _close(worker.process)


def _close(process: subprocess.Popen[bytes]) -> None:
    with suppress(OSError), process:  # closes the pipes; what one that died was not sent cannot be
        pass


def _start(pipesize: int = PIPE_BYTES) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-c",
        "import sys; sys.path[:] = sys.argv[1:]; from corpus.reading.parallel import work; work()",
    ]
    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(
            [*command, *sys.path], stdin=pipe, stdout=pipe, pipesize=pipesize, start_new_session=True
        )
    except PermissionError:  # to have pipes so wide
        if pipesize == USUAL:
            raise
        return _start(USUAL)


def _ask(worker: Worker, chunk: Chunk) -> None:
    assert worker.process.stdin
    with suppress(BrokenPipeError):  # that it died is seen where its answer is awaited
        _send(worker.process.stdin, [tuple(_sendable(piece)) for piece in chunk])


def _answer(worker: Worker) -> bytes | None:
    """A worker's next answer; None where it died."""
    assert worker.process.stdout
    message = _receive(worker.process.stdout)
    if message is not None:
        worker.deaths = 0
    return message


def _items(message: bytes, chunk: Chunk) -> Iterator[Item]:
    found, failure = marshal.loads(message)
    if failure:
        raise RuntimeError(f"while reading {_places(chunk)}:\n{failure}")
    for item in found:
        match item:
            case dict():
                yield from_record(item)
            case list():
                yield from_list(item)
            case _:
                yield LeftOut(Source(*item[:2]), *item[2:])


def _sendable(piece: Piece) -> Piece:
    """The piece; one that is unreadable for a record that is nested deeper than a message can be."""
    if isinstance(piece.data, dict | list):
        try:
            marshal.dumps(piece.data)
        except ValueError:
            return piece._replace(form=UNREADABLE, data=("a value in it is nested too deeply", not piece.position))
    return piece


def _places(chunk: Chunk) -> str:
    first, last = (str(Source(piece.name, piece.position)) for piece in (chunk[0], chunk[-1]))
    return first if first == last else f"{first} to {last}"


def _send(file: IO[bytes], values: Any) -> None:
    message = marshal.dumps(values)
    file.write(len(message).to_bytes(LENGTH, "little"))
    file.write(message)
    file.flush()


def _receive(file: IO[bytes]) -> bytes | None:
    """The next message; None where the file ends."""
    length = file.read(LENGTH)
    if len(length) < LENGTH:
        return None
    message = file.read(size := int.from_bytes(length, "little"))
    return message if len(message) == size else None


def work() -> None:
    """Be a worker, until the input ends."""
    gc.set_threshold(YOUNG)
    _bound_memory()
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    tasks: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_take, args=(tasks,), daemon=True).start()
    sender = ThreadPoolExecutor(1)  # so that the next chunk is parsed while nobody takes this answer
    while True:
        sender.submit(_send_or_end, answers, _parsed(tasks.get()))


def _bound_memory() -> None:
    with suppress(ImportError, OSError, ValueError):  # not all systems can
        import resource  # noqa: PLC0415 - not all have it

        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        if soft == resource.RLIM_INFINITY or soft > MOST_MEMORY:
            resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, hard))


def _send_or_end(file: IO[bytes], values: Any) -> None:
    try:
        _send(file, values)
    except BaseException:  # nobody sees what a thread raises, and the answer would be waited for
        traceback.print_exc()
        os._exit(1)


def _take(tasks: SimpleQueue[bytes]) -> None:
    while message := _receive(sys.stdin.buffer):
        tasks.put(message)
    os._exit(0)  # whoever asked has gone: nobody waits for what is being parsed


def _parsed(message: bytes) -> tuple[list[Plain], str]:
    """The articles of a chunk as records, its unreadable items as lists and what is left out as tuples; the traceback,
    if that fails."""
    try:
        found = [item for values in marshal.loads(message) for item in parse(Piece(*values))]
        return [_plain(item) for item in found], ""
    except MemoryError:  # each piece may have what all together do not
        os._exit(1)
    except Exception:
        return [], traceback.format_exc()


def _plain(item: Item) -> Plain:
    if isinstance(item, Article):
        return to_record(item)
    if isinstance(item, Unreadable):
        return to_list(item)
    return item.source.file, item.source.position, item.kind, item.number
