"""The archive directory: generations and the switch between them, rebuilding, adding, removing.

Imports of its room: index, index.arrays, index.columns, index.inverting, index.postings, index.store, index.text.
"""
