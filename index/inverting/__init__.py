"""From documents to a segment: occurrences are sorted, encoded in runs, and put together.

Imports of its room: index, index.arrays, index.text, index.postings, index.store.
"""
