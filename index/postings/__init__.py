"""Posting lists and dictionaries, and the segment that is made of them, as they are read.

Imports of its room: index, index.arrays.
"""
