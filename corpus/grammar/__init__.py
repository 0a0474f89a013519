"""English as news writes it, without a parser: quotation marks, words, sentences, noun phrases and names.

Imports of its room: nothing.
"""
