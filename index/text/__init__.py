"""What a token is, by definition and in bulk: finding, folding, stemming and numbering the words of documents.

Imports of its room: index, index.arrays.
"""
