"""What articles say of themselves, as sources write it: dates, bylines and datelines.

Imports of its room: corpus, corpus.grammar.
"""
