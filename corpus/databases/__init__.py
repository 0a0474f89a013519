"""Articles as text that readers saved from libraries' databases.

Imports of its room: corpus, corpus.metadata, corpus.records.
"""
