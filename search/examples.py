"""Queries that show what can be typed, each with what it finds."""

EXAMPLES = (
    ("storm bridge", "both words, in any form"),
    ('"town council"', "this phrase; the very words come first"),
    ("storm OR flood", "either word; AND, OR, NOT in capitals"),
    ("strike -ferry", "without a word"),
    ("headline:storm", "in one field"),
    ("quote:sorry", "inside quotation marks"),
    ("speaker:mayor quote:bridge", "said by somebody: one quotation that has both"),
    ("published:2024-01", "in a day, month or year, 'Sept. 5, 2023', 'last month', 2020.., [2023-06-01 TO 2024]"),
    ("byline:*", "whatever has one; -byline:* has none"),
    ("harb*", "words that begin so, within phrases too"),
    ("storrm~1", "words a letter away; ~2 for two"),
    ('"mayor bridge"~5', "words near one another"),
    ("=prices", "this very form"),
)
