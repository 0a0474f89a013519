"""What a page says of its article, in its markup and to its readers: headline, byline, day.

Imports of its room: corpus, corpus.grammar, corpus.layout, corpus.metadata.
"""
