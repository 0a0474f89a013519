"""Files to articles: finding and unpacking them, and one module for each format.

Imports of its room: corpus, corpus.quotes.
"""
