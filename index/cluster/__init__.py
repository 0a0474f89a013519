"""An archive in the indexes of an OpenSearch cluster: where it is, what its documents are, and writing it.

Imports of its room: index, index.archive, index.arrays, index.columns, index.store, index.text.
"""
