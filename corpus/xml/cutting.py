"""Files of XML cut into their items by tags alone, so that memory holds one item, and a bad one costs no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, NamedTuple

CHUNK = 1 << 20  # bytes read at a time
LARGEST_ITEM = 8 << 20  # bytes; a newspaper's longest articles have a hundredth of it
LONGEST_TOKEN = 128  # bytes of the beginning of a tag: its prefix and its name
BROKEN = "damaged: the next item begins before this one has ended"
LARGE = f"larger than {LARGEST_ITEM >> 20} MB"
CUT_OFF = "cut off: the file ends before the item does"
CUT_BEHIND = "cut off: the file ends before what its items are in does"
COMMENT = re.compile(rb"<!--(?:[^-]++|-(?!->))*+(?:-->)?")
STARTED = re.compile(rb"<[A-Za-z]")
UNTIL = {b"<!--": b"-->", b"<![CDATA[": b"]]>"}


class Piece(NamedTuple):
    """What stands before the first item, or an item: its ``markup``, the ``line`` it begins in, and what is wrong with
    it, where something is."""

    markup: bytes
    line: int
    fault: str = ""


def pieces(stream: IO[bytes], names: str, nested: bool = False) -> Iterator[Piece]:
    """First what stands before the first item, then each item: the elements called so (``names`` has alternatives, as
    "newsItem|packageItem"), whatever their prefix.

    With ``nested``, one in another is a part of that; otherwise one that begins before the last has ended shows that
    the last is broken.
    """
    window, depth, start, first, contained = _Window(stream), 0, 0, True, False
    for begin, end, kind in _tags(window, names):
        if first:
            head = window.piece(0, begin)
            yield head
            first, contained = False, bool(STARTED.search(COMMENT.sub(b"", head.markup)))
        if kind == b"/":
            if depth == 1:
                yield window.piece(start, end)
            depth = max(depth - 1, 0)
        else:
            if depth and not nested:
                yield window.piece(start, begin, BROKEN)
                depth = 0
            if not depth:
                start = begin
            if kind == EMPTY and not depth:
                yield window.piece(start, end)
            depth += kind != EMPTY
        window.keep = start if depth else end
    if first:
        yield window.piece(0, window.end)
    elif depth:
        yield window.piece(start, window.end, CUT_OFF)
    elif contained and b"</" not in window.data[window.keep - window.base :]:
        yield window.piece(window.keep, window.end, CUT_BEHIND)


EMPTY = b"empty"


def _tags(window: _Window, names: str) -> Iterator[tuple[int, int, bytes]]:
    """(begin, end, "/" or "" or ``EMPTY``) of each tag so named that stands in no comment and no CDATA section."""
    token = re.compile(rb"<!--|<!\[CDATA\[|<(/?)(?:[\w.-]{1,50}:)?(?:" + names.encode() + rb")(?=[\s/>])")
    at = 0
    while True:
        found = token.search(window.data, at - window.base)
        if not found:
            at = max(at, window.end - LONGEST_TOKEN)
            if not window.reads_on():
                return
            continue
        begin = window.base + found.start()
        at = window.find(UNTIL.get(found[0], b">"), window.base + found.end())
        if at < 0:
            return
        if found[1] is not None:
            kind = found[1] or (EMPTY if window.data[at - 2 - window.base : at - 1 - window.base] == b"/" else b"")
            yield begin, at, kind


class _Window:
    """The part of a stream that is held, by offsets in the stream: all from ``keep`` on, as long as that is no more
    than an item may be."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self.data, self.base, self.keep = stream, b"", 0, 0
        self._line, self._counted = 1, 0

    @property
    def end(self) -> int:
        return self.base + len(self.data)

    def reads_on(self) -> bool:
        """Whether there was more to read."""
        chunk = self._stream.read(CHUNK)
        base = self.keep if self.end - self.keep <= LARGEST_ITEM else self.end - LONGEST_TOKEN
        self._line_at(base)
        self.data, self.base = self.data[base - self.base :] + chunk, base
        self.keep = max(self.keep, base)
        return bool(chunk)

    def find(self, mark: bytes, at: int) -> int:
        """Where the next ``mark`` ends; -1 where there is none."""
        while (found := self.data.find(mark, at - self.base)) < 0:
            at = max(at, self.end - len(mark) + 1)
            if not self.reads_on():
                return -1
        return self.base + found + len(mark)

    def piece(self, start: int, end: int, fault: str = "") -> Piece:
        if start < self.base:  # it was given up
            return Piece(b"", self._line_at(self.base), fault or LARGE)
        return Piece(self.data[start - self.base : end - self.base], self._line_at(start), fault)

    def _line_at(self, at: int) -> int:
        """The line of an offset, which is not before the last one that was asked for."""
        if at > self._counted:
            self._line += self.data.count(b"\n", self._counted - self.base, at - self.base)
            self._counted = at
        return self._line
