"""What holds for every request: who may ask, what is refused, kept, counted, and said to browsers.

Imports of its room: web.
"""
