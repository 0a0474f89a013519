"""The inner loops of searching, by what they do with lists and matches: adding up, meeting, picking the best, walking.

Lists are blocks of ``index.postings.blocks``: rows ``first`` to ``last`` (excluded) of ``heads``. Matches are
``documents`` int32, ascending, and ``scores`` float32, 0 or more, of one length. ``sums`` float32[documents] and
``seen``, a bit a document in uint64s and two words more, are where matches are added up; ``live`` is like ``seen``,
without what is deleted. ``weights`` float32 are those of shapes, ``norms`` float32 those of documents. ``lists``
int64[terms, 4] are several lists: first and last block, documents, and what the term scores at most, float32 in these
bits (``search.kernels.finding``).

Imports of its room: search.
"""
