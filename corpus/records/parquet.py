"""Tables of articles in Parquet, a row group at a time, by the usual names of columns (``corpus.records.records``).

The format: Apache Parquet, read by ``pyarrow``, which is an extra: it is larger than all else that Morgue needs.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from corpus.article import Article, Source, Unreadable
from corpus.record import LeftOut, Record
from corpus.records import records
from corpus.records.tables import keys_of, without_columns

LARGEST_NESTED = 64 << 20  # bytes of a file in an archive, which is read whole: its directory stands at its end
# Bytes of a group of rows, unpacked, which is read at once, and rows of it that are made Python's values at once.
LARGEST_GROUP, BATCH = 512 << 20, 256


def split(stream: io.BufferedReader, source: Source) -> Iterator[Record | Unreadable]:
    """The rows, each as its values by the names of their columns."""
    try:
        from pyarrow import ArrowException, parquet  # noqa: PLC0415 - an extra
    except ImportError:
        yield Unreadable(source, "Parquet, which needs an extra: pip install 'morgue[parquet]'", try_again=True)
        return
    if not stream.seekable():
        data = stream.read(LARGEST_NESTED + 1)
        if len(data) > LARGEST_NESTED:
            yield Unreadable(source, f"Parquet of over {LARGEST_NESTED >> 20} MB in an archive: unpack that")
            return
        stream = io.BufferedReader(io.BytesIO(data))
    try:
        table = parquet.ParquetFile(stream)
        names = list(table.schema_arrow.names)
        keys = keys_of(names)
        if reason := without_columns(keys):
            yield Unreadable(source, reason)
            return
        number = 0
        for group in range(table.num_row_groups):
            if table.metadata.row_group(group).total_byte_size > LARGEST_GROUP:
                yield Unreadable(source, f"a group of rows of over {LARGEST_GROUP >> 20} MB; the rest is left out")
                return
            for batch in table.iter_batches(BATCH, row_groups=[group]):
                for row in batch.to_pylist():
                    number += 1
                    values = {key: _plain(value) for key, value in zip(keys, row.values(), strict=True)}
                    yield Record(Source(source.file, f"row {number}"), values)
    except MemoryError:  # of which Arrow has its own
        raise
    except (ArrowException, OSError, ValueError, KeyError) as error:
        yield Unreadable(source, f"damaged Parquet: {error}"[:300])


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def read(row: dict[str, Any], source: Source) -> Article | Unreadable | LeftOut | None:
    """The article of a row, as of a JSON object."""
    return records.read(row, source)
