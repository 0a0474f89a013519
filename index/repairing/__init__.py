"""Repairing a damaged archive: what it had, what of that can be read, and a new generation of that.

Imports of its room: index, index.archive, index.arrays, index.postings, index.store.
"""
