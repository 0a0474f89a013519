"""Values of documents in arrays: days, places in the order of time, labels of facets.

Imports of its room: index, index.arrays, index.text.
"""
