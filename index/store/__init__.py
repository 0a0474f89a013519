"""The articles themselves, as codes of their words, compressed.

Imports of its room: index, index.arrays, index.text.
"""
