"""From what a reader types to a tree of words, and from that to the terms of the index.

Imports of its room: search.
"""
