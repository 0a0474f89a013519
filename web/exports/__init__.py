"""What other programs take home: results as files and feeds.

Imports of its room: web, web.pages.
"""
