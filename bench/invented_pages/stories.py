"""What the invented pages tell: stories of a fictional coast, made of a stock of paragraphs."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import NamedTuple

from bench.invented_pages.stocks import STOCKS, Stock

HEADLINES = (
    "Ferry firm drops Sunday sailings", "Skerry 3 – Mainland 1", "Storm damage — what the islands lost",
    "“We were promised a bridge”: Cobb Quay waits",
    "Council votes to keep the night boat",
    "Who moved the harbour bell?",
    "Lighthouse open day draws record crowd",
    "Herring boats return after nine years",
    "Fire at the old cannery, nobody hurt",
    "School meals: lentils on Thursdays",
    "Port Alder’s library finds a book due in 1961",
    "Tide clock stops – and the town with it",
)  # fmt: skip
PARAGRAPHS = (
    "The ferry company will stop its Sunday sailings from November, it said on Tuesday, blaming a shortage of"
    " deckhands and"
    " the price of fuel.",
    "“We have run out of people before we have run out of passengers,” said Maud Tarrant, who manages the"
    " terminal at Cobb"
    " Quay and has worked there for nineteen years.",
    "Islanders who work on the mainland said they would lose a day’s pay each week, and the school on Little"
    " Skerry said"
    " eleven pupils board there on Sunday nights.",
    "The council has asked for talks before the autumn timetable is printed, which the company says it will"
    " attend if the"
    " harbour dues are on the agenda.",
    "“No.”",
    "Asked whether she would take the job herself, she laughed.",
    "The harbour wall gave way at two in the morning, and by four the water stood in Fish Street to the height"
    " of a chair.",
    "Ephraim Lott, who sells books on the corner, lost nine hundred of them, most of which he had not yet read.",
    "Insurers have sent two men and a ladder; the town had hoped for more of both.",
    "A report by the harbour board, seen by this paper, puts the cost at 4.2 million and the blame on nobody in"
    " particular.",
    "Follow the coast road north from the chapel and you reach the place where the old pier stood until the"
    " winter of 1987.",
    "Sign up sheets for the sandbag rota went round the Anchor on Friday night, and by closing time there was"
    " no room on them.",
    "The bell itself, cast in 1802 and cracked in 1803, was found in a barn eleven miles inland, under a sheet"
    " and two geese.",
    "“It is not that we mind the noise,” said Una Brack’s neighbour, Tobias Fenn. “It is that it is always ten"
    " minutes late.”",
    "Prices at the fish market rose by a tenth in a week, and the éclair, which contains no fish, rose with them.",
    "Nobody at the company answered the telephone on Monday. A recorded voice wished callers a pleasant crossing.",
    "More than nine hundred people climbed the lighthouse on Saturday, the keeper said, and several of them"
    " climbed it twice.",
    "The inquiry continues in the spring.",
    "Read out in the chapel on Sunday, the letter took four minutes, and for two of them nobody coughed.",
    "Related claims by four other boat owners were settled in March for sums that none of them will discuss.",
    "What happens to the crew is not known: their union, which has six members, meets on Thursday above the"
    " chandler’s.",
    "In the end it was the tide that decided, as it does; the vote was only about when to say so.",
)  # fmt: skip
SUBHEADS = ("What happens next", "‘Nobody asked us’", "A long winter", "The cost", "Too late for some")
ITEMS = ("Two boats on weekdays until the end of March", "One boat on Saturdays, if the wind allows", "None on Sundays")
PEOPLE = (
    "Una Brack",
    "Joss Pell",
    "Ottoline Speers",
    "Piers Hallam",
    "Ines Moll",
    "Karl-Heinz Odermatt",
    "Renée Oduber",
)
OTHERS = (
    "Lantern parade moved to Friday",
    "Gull takes chips from mayor",
    "Bakery to open on Sundays after all",
    "Trawler refloated at dawn",
    "Chapel roof appeal passes halfway",
    "Night bus to return in spring",
    "Harbour dues to rise again",
    "Skerry wins the shinty, just",
)  # fmt: skip
SUMMARIES = (
    "The parade, which has been held on a Thursday since 1911, makes way for a concert that nobody has yet been"
    " asked to play.",
    "A gull took chips from the mayor on the sea front on Saturday, in front of forty witnesses and a photographer.",
    "The bakery said that it had listened to its customers, and that they had been right about the éclairs too.",
)  # fmt: skip
COMMENTS = (
    "Shame on them, it was always full on a Sunday and everybody on the pier knows it. They should be made to"
    " run it.",
    "My grandfather built that pier and he would be turning in his grave, if the grave had not gone over the"
    " cliff in 1987.",
    "Typical. First the bus, then the bank, then the boat. What is left? The bell, and that is cracked.",
    "Well said.",
)  # fmt: skip
CAPTIONS = (
    "The Sunday boat leaves Cobb Quay.",
    "Fish Street at four in the morning.",
    "Maud Tarrant at the terminal last week.",
)


class Story(NamedTuple):
    """An article: ``body`` as (tag, text) in order; ``deck`` and ``caption`` are no part of it."""

    headline: str
    deck: str
    authors: tuple[str, ...]
    day: date
    body: tuple[tuple[str, str], ...]
    caption: str
    seed: int

    @property
    def moment(self) -> str:
        """The moment of publication in ISO 8601."""
        return f"{self.day}T08:30:00+01:00"

    @property
    def changed_day(self) -> date:
        """The day of a later change."""
        return self.day + timedelta(15)

    @property
    def changed(self) -> str:
        """The moment of a later change."""
        return f"{self.changed_day}T09:10:00+01:00"


class Told(NamedTuple):
    """What stories a system's pages tell: in which language, and how many authors they name at most, or always these
    ``names``."""

    authors: int = 1
    language: str = "en"
    names: tuple[str, ...] = ()

    def story(self, seed: int) -> Story:
        """The story of a page."""
        told = story(seed) if self.language == "en" else story_of(STOCKS[self.language], seed)
        return told._replace(authors=self.names or told.authors[: self.authors])


def story(seed: int) -> Story:
    """An invented story; the same for the same seed."""
    chance = random.Random(seed)
    texts = chance.sample(PARAGRAPHS[6:], chance.randint(4, 11))
    body = [("p", PARAGRAPHS[seed % 4]), *(("p", text) for text in texts)]
    if chance.choice([True, False]):
        body.insert(chance.randint(2, 4), ("h2", chance.choice(SUBHEADS)))
    if chance.choice([True, False, False]):
        body.insert(3, ("p", "“No.”"))
    if chance.choice([True, False, False]):
        body[4:4] = [("li", item) for item in ITEMS]
    return Story(
        HEADLINES[seed % len(HEADLINES)],
        f"{chance.choice(SUMMARIES[1:])}",
        tuple(chance.sample(PEOPLE, chance.choice([1, 1, 2]))),
        date(2009, 1, 1) + timedelta(chance.randint(0, 5_600)),
        tuple(body),
        chance.choice(CAPTIONS),
        seed,
    )


def story_of(stock: Stock, seed: int) -> Story:
    """An invented story in another language; the same for the same seed."""
    chance = random.Random(seed)
    texts = chance.sample(stock.paragraphs, chance.randint(4, len(stock.paragraphs)))
    return Story(
        stock.headlines[seed % len(stock.headlines)],
        stock.deck,
        tuple(chance.sample(stock.people, chance.choice([1, 1, 2]))),
        date(2009, 1, 1) + timedelta(chance.randint(0, 5_600)),
        tuple(("p", text) for text in texts),
        stock.caption,
        seed,
    )
