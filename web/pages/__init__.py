"""What a browser shows: the pages, with their links, marks and drawings.

Imports of its room: web.
"""
