"""Who said what: the quotations of an article, and who speaks in each.

Imports of its room: corpus.grammar, corpus.people.
"""
