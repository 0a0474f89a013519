"""One module a format: how its files are split, and what an article in it says.

Imports of its room: corpus, corpus.metadata, corpus.pages.
"""
