"""English as news writes it, without a parser: quotation marks, words, sentences and noun phrases.

Imports of its room: nothing.
"""
