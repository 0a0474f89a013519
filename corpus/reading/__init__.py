"""Files to articles: finding and unpacking them, and telling which format they have.

Imports of its room: corpus, corpus.databases, corpus.metadata, corpus.pages, corpus.quotes, corpus.records.
"""
