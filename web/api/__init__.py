"""What programs ask: the JSON endpoints, and their description.

Imports of its room: web.
"""
