"""What is shown of what was found: counts, marked words, passages, speakers.

Imports of its room: search, search.matching, search.query.
"""
