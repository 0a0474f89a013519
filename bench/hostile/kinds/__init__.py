"""Kinds of hostile files, by the formats of which they are; names begin with the format's."""

from __future__ import annotations

from bench.hostile.kinds.databases import DATABASES
from bench.hostile.kinds.items import ITEMS
from bench.hostile.kinds.letters import LETTERS
from bench.hostile.kinds.making import Make
from bench.hostile.kinds.members import MEMBERS
from bench.hostile.kinds.pages import PAGES
from bench.hostile.kinds.records import RECORDS
from bench.hostile.kinds.stories import STORIES
from bench.hostile.kinds.tables import TABLES
from bench.hostile.kinds.texts import TEXTS

KINDS: dict[str, Make] = TEXTS | PAGES | STORIES | RECORDS | ITEMS | TABLES | LETTERS | MEMBERS | DATABASES
