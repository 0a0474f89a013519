"""Which documents a tree matches, and which of them are the best.

Imports of its room: search, search.kernels, search.query.
"""
