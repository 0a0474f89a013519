"""Articles as text that is laid out: pasted, over a wire, in a document.

Imports of its room: corpus, corpus.databases, corpus.grammar, corpus.metadata, corpus.records.
"""
