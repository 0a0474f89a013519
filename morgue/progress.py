"""Reading sources with workers, showing how far it is, and stopping where nothing is lost."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from corpus import Article, Unreadable


@contextmanager
def reading(
    sources: Sequence[str],
    workers: int | None,
    skip: Callable[[Any], bool] = lambda _file: False,
    journal: Any = None,
    share: tuple[int, int] = (1, 1),
) -> Iterator[tuple[Iterator[Article | Unreadable], Callable[[int, int], None]]]:
    """The articles of the sources, which are being read from now on, without the files to ``skip``, and whom to tell
    how much of them is written. What was read is kept in the ``journal``. ``share``: which of how many."""
    from tqdm import tqdm  # noqa: PLC0415 - as below: who searches starts sooner without

    from corpus.reading.files import size  # noqa: PLC0415
    from corpus.reading.parallel import cores, read_all  # noqa: PLC0415
    from corpus.reading.shares import Share  # noqa: PLC0415

    total = sum(map(size, sources))
    read: Any = tqdm(total=total, desc="reading", unit="B", unit_scale=True, disable=None)
    written = tqdm(total=0, desc="writing", unit=" documents", unit_scale=True, disable=None, delay=0.5)
    with (
        read,
        written,
        _interruptible() as check,
        read_all(sources, workers or cores(), read.update, skip, journal, Share(*share)) as articles,
    ):

        def tell(done: int, of: int) -> None:
            check()
            written.total = of
            written.update(done - written.n)

        yield _counted(articles, read, check), tell


@contextmanager
def _interruptible() -> Iterator[Callable[[], None]]:
    """What raises ``KeyboardInterrupt`` where it is called, once Ctrl-C was pressed; pressed again, it raises anywhere.

    Raised anywhere, it is lost where Python happens to be destroying an object.
    """
    pressed: list[int] = []

    def press(number: int, frame: Any) -> None:
        if pressed:
            signal.default_int_handler(number, frame)
        pressed.append(number)

    def check() -> None:
        if pressed:
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, press)
    try:
        yield check
    finally:
        signal.signal(signal.SIGINT, before)


def _counted(
    articles: Iterator[Article | Unreadable], bar: Any, check: Callable[[], None]
) -> Iterator[Article | Unreadable]:
    for count, article in enumerate(articles, start=1):
        check()
        if count % 100 == 0:
            bar.set_postfix_str(f"{count:,} articles", refresh=False)
        yield article
