"""Articles as XML: what agencies and sites send, cut into items and read by their elements.

Imports of its room: corpus, corpus.metadata, corpus.pages, corpus.records.
"""
