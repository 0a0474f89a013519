"""HTML as a reader sees it: blocks of text, boxes beside an article, lines between its paragraphs.

Imports of its room: corpus, corpus.metadata.
"""
