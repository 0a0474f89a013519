"""What holds other files or pages: archives, crawls, mailboxes, saved pages.

Imports of its room: corpus, corpus.metadata, corpus.pages.
"""
