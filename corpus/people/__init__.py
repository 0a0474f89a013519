"""Who is in an article: its paragraphs, the people whom it names in them, and whom a name or a pronoun means.

Imports of its room: corpus.grammar.
"""
