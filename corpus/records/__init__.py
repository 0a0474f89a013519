"""Articles as named values: JSON, tables and front matter; and how an ``Article`` comes of such.

Imports of its room: corpus, corpus.metadata, corpus.pages.
"""
