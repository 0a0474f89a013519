"""Who said what: the quotations of an article, who speaks in each, and whom a name or a pronoun means.

Imports of its room: corpus.grammar.
"""
