"""Whoosh's interfaces over a segment, for programs and query nodes that ask for them.

Imports of its room: index, index.archive, index.arrays, index.postings.
"""
