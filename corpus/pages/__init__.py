"""Web pages: the article on them and its text; and pieces of HTML.

Imports of its room: corpus, corpus.layout, corpus.metadata, corpus.page_metadata.
"""
