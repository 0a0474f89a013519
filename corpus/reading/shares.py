"""Dividing what is to be read among machines that know nothing of one another."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from corpus.reading.files import REST, Piece


class Share(NamedTuple):
    """The ``number``-th, from 1, of so many shares of what is to be read, told by names and places alone."""

    number: int
    of: int

    def of_pieces(self, some: Iterable[Piece]) -> Iterator[Piece]:
        """Those pieces that are of this share; of others what they took, so that progress is seen."""
        for piece in some:
            told = zlib.crc32(f"{piece.name}\0{piece.position}".encode("utf-8", "surrogatepass"))
            mine = self.of == 1 or piece.form == REST or told % self.of == self.number - 1
            yield piece if mine else Piece(REST, piece.name, size=piece.size)


WHOLE = Share(1, 1)
