"""Repairing a damaged archive: what is left of it, and a new generation of that.

Imports of its room: index, index.archive, index.arrays, index.postings, index.store.
"""
