"""Web pages: the article on them, and what their markup says of it.

Imports of its room: corpus, corpus.metadata.
"""
