"""Invented news texts with the quotations and speakers that a careful reader finds in them."""

CASES: dict[str, tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]] = {
    "said after the quote": (
        (
            "full name, then surname",
            "Ferry line to close\n\n"
            "Moira Tregellis, who has run the Penhaven ferry since 1998, told the council the boats "
            "would stop in May.\n\n"
            "“We cannot pay for diesel any more,” Tregellis said.",
            (("We cannot pay for diesel any more,", "Moira Tregellis"),),
        ),
        (
            "a full name at first mention",
            "Ferry line to close\n\n"
            "“We cannot pay for diesel any more,” Moira Tregellis said after the meeting in Penhaven.",
            (("We cannot pay for diesel any more,", "Moira Tregellis"),),
        ),
        (
            "a question",
            "Council splits over the weir\n\n“Who is going to mend it?” Piet Hallamby asked.",
            (("Who is going to mend it?", "Piet Hallamby"),),
        ),
        (
            "an exclamation",
            "Council splits over the weir\n\n“Not one more stone!” Piet Hallamby shouted from the gallery.",
            (("Not one more stone!", "Piet Hallamby"),),
        ),
        (
            "an adverb before the verb",
            "Mill workers return\n\n“Nobody told us anything,” Hester Quillan later said.",
            (("Nobody told us anything,", "Hester Quillan"),),
        ),
        (
            "nobody named",
            "Mill workers return\n\n“The furnaces are cold,” a spokesman said on Tuesday.",
            (("The furnaces are cold,", "a spokesman"),),
        ),
        (
            "an auxiliary before the verb",
            "Mill workers return\n\n"
            "Gareth Pellister owns the mill at Tarnock Vale.\n\n"
            "“I will sell it to anyone who keeps the looms,” Pellister has said.",
            (("I will sell it to anyone who keeps the looms,", "Gareth Pellister"),),
        ),
        (
            "two quotes, two paragraphs",
            "Library wins reprieve\n\n"
            "“It is the only warm room in town,” Lucinda Marshwick said.\n\n"
            "“It is also the only one with a roof that leaks,” Tobias Wrenfold said.",
            (
                ("It is the only warm room in town,", "Lucinda Marshwick"),
                ("It is also the only one with a roof that leaks,", "Tobias Wrenfold"),
            ),
        ),
        (
            "a second sentence of quotation behind it",
            "Library wins reprieve\n\n"
            "“It is the only warm room in town,” Lucinda Marshwick said. “We shall fight for every "
            "shelf.”",
            (
                ("It is the only warm room in town,", "Lucinda Marshwick"),
                ("We shall fight for every shelf.", "Lucinda Marshwick"),
            ),
        ),
        (
            "a dash before the name",
            "Snow shuts the pass\n\n"
            "“We had two hours of fuel left” — Anselm Brackley said, adding that nobody had been "
            "hurt.",
            (("We had two hours of fuel left", "Anselm Brackley"),),
        ),
    ),
    "said before the name": (
        (
            "verb, then name",
            "Ferry line to close\n\n“The boats are older than I am,” said Rufus Calderbank.",
            (("The boats are older than I am,", "Rufus Calderbank"),),
        ),
        (
            "role before the name",
            "Ferry line to close\n\n“The boats are older than I am,” said harbour master Rufus Calderbank.",
            (("The boats are older than I am,", "Rufus Calderbank"),),
        ),
        (
            "organisation and role before the name",
            "Strike at Vellmark Steel\n\n"
            "“We have made our last offer,” said Vellmark Steel chief executive Orla Dunmorrow.",
            (("We have made our last offer,", "Orla Dunmorrow"),),
        ),
        (
            "apposition after the name",
            "Strike at Vellmark Steel\n\n"
            "“We have made our last offer,” said Orla Dunmorrow, the chief executive of Vellmark "
            "Steel.",
            (("We have made our last offer,", "Orla Dunmorrow"),),
        ),
        (
            "age after the name",
            "Flood in Skellmouth\n\n“The water came up through the floor,” said Hester Quillan, 43.",
            (("The water came up through the floor,", "Hester Quillan"),),
        ),
        (
            "relative clause after the name",
            "Flood in Skellmouth\n\n"
            "“The water came up through the floor,” said Hester Quillan, who has lived on Quay Lane "
            "for 20 years.",
            (("The water came up through the floor,", "Hester Quillan"),),
        ),
        (
            "another verb",
            "Flood in Skellmouth\n\n“Leave the cattle and run!” yelled Tobias Wrenfold as the bank gave way.",
            (("Leave the cattle and run!", "Tobias Wrenfold"),),
        ),
        (
            "title before the name",
            "Flood in Skellmouth\n\n“The bank was never meant for this,” warned Professor Ivana Thornquay.",
            (("The bank was never meant for this,", "Ivana Thornquay"),),
        ),
        (
            "nobody named",
            "Flood in Skellmouth\n\n“I heard it before I saw it,” said a neighbour, who did not want to be named.",
            (("I heard it before I saw it,", "a neighbour"),),
        ),
        (
            "goes on after the attribution",
            "Flood in Skellmouth\n\n"
            "“The water came up through the floor,” said Hester Quillan, “and then the lights went "
            "out.”",
            (
                ("The water came up through the floor,", "Hester Quillan"),
                ("and then the lights went out.", "Hester Quillan"),
            ),
        ),
    ),
    "according to": (
        (
            "behind the quote",
            "Bridge inspection late\n\n“The bolts were finger-tight,” according to Gareth Pellister, an inspector.",
            (("The bolts were finger-tight,", "Gareth Pellister"),),
        ),
        (
            "partial, at the end",
            "Bridge inspection late\n\nTwo of the cables were “as thin as string,” according to Gareth Pellister.",
            (("as thin as string,", "Gareth Pellister"),),
        ),
        (
            "at the head of the sentence",
            "Bridge inspection late\n\nAccording to Gareth Pellister, two of the cables were “as thin as string.”",
            (("as thin as string.", "Gareth Pellister"),),
        ),
        (
            "a document",
            "Bridge inspection late\n\nThe deck was “unfit for lorries,” according to a report released on Friday.",
            (("unfit for lorries,", "a report"),),
        ),
        (
            "known by surname",
            "Bridge inspection late\n\n"
            "Gareth Pellister inspected the Corrimore bridge in April.\n\n"
            "Two of the cables were “as thin as string,” according to Pellister.",
            (("as thin as string,", "Gareth Pellister"),),
        ),
        (
            "role before the name",
            "Bridge inspection late\n\n"
            "The river was “two hands below the deck,” according to fire chief Anselm Brackley.",
            (("two hands below the deck,", "Anselm Brackley"),),
        ),
        (
            "a plural description",
            "Bridge inspection late\n\nThe deck was “unfit for lorries,” according to two engineers.",
            (("unfit for lorries,", "two engineers"),),
        ),
        (
            "a possessive",
            "Bridge inspection late\n\n"
            "The deck was “unfit for lorries,” according to the council’s inspector, Gareth "
            "Pellister.",
            (("unfit for lorries,", "Gareth Pellister"),),
        ),
    ),
    "cue before the quote": (
        (
            "said, comma",
            "Wolves seen near Ardlow\n\nNadia Oseibrand said, “I counted five of them by the well.”",
            (("I counted five of them by the well.", "Nadia Oseibrand"),),
        ),
        (
            "said, colon",
            "Wolves seen near Ardlow\n\nNadia Oseibrand said: “I counted five of them by the well.”",
            (("I counted five of them by the well.", "Nadia Oseibrand"),),
        ),
        (
            "told reporters",
            "Wolves seen near Ardlow\n\nSheriff Rufus Calderbank told reporters, “Keep your dogs in tonight.”",
            (("Keep your dogs in tonight.", "Rufus Calderbank"),),
        ),
        (
            "told a named person",
            "Wolves seen near Ardlow\n\nNadia Oseibrand told Rufus Calderbank, “There are five of them by the well.”",
            (("There are five of them by the well.", "Nadia Oseibrand"),),
        ),
        (
            "wrote on a service",
            "Wolves seen near Ardlow\n\n"
            "Lucinda Marshwick wrote on her blog: “The wolves were here before the well was.”",
            (("The wolves were here before the well was.", "Lucinda Marshwick"),),
        ),
        (
            "said that, partial",
            "Wolves seen near Ardlow\n\nNadia Oseibrand said that the animals were “thin but not afraid.”",
            (("thin but not afraid.", "Nadia Oseibrand"),),
        ),
        (
            "an adverbial between verb and quote",
            "Wolves seen near Ardlow\n\n"
            "Nadia Oseibrand said at the farm on Sunday evening: “I counted five of them by the "
            "well.”",
            (("I counted five of them by the well.", "Nadia Oseibrand"),),
        ),
        (
            "nobody named",
            "Wolves seen near Ardlow\n\nA spokeswoman said: “We do not shoot wolves here.”",
            (("We do not shoot wolves here.", "A spokeswoman"),),
        ),
        (
            "two sentences in the marks",
            "Wolves seen near Ardlow\n\nNadia Oseibrand replied: “I counted five. My sister counted seven.”",
            (("I counted five. My sister counted seven.", "Nadia Oseibrand"),),
        ),
        (
            "asked",
            "Wolves seen near Ardlow\n\nTobias Wrenfold asked, “Who left the gate open?”",
            (("Who left the gate open?", "Tobias Wrenfold"),),
        ),
    ),
    "cue inside the quote": (
        (
            "name, then verb",
            "Choir loses its hall\n\n“If the hall goes,” Greta Lindmoor said, “the choir goes with it.”",
            (
                ("If the hall goes,", "Greta Lindmoor"),
                ("the choir goes with it.", "Greta Lindmoor"),
            ),
        ),
        (
            "verb, then name",
            "Choir loses its hall\n\n“If the hall goes,” said Greta Lindmoor, “the choir goes with it.”",
            (
                ("If the hall goes,", "Greta Lindmoor"),
                ("the choir goes with it.", "Greta Lindmoor"),
            ),
        ),
        (
            "apposition in the cue",
            "Choir loses its hall\n\n“If the hall goes,” said Greta Lindmoor, the conductor, “the choir goes with it.”",
            (
                ("If the hall goes,", "Greta Lindmoor"),
                ("the choir goes with it.", "Greta Lindmoor"),
            ),
        ),
        (
            "pronoun in the cue",
            "Choir loses its hall\n\n"
            "Greta Lindmoor has led the choir for nine years.\n\n"
            "“If the hall goes,” she said, “the choir goes with it.”",
            (
                ("If the hall goes,", "Greta Lindmoor"),
                ("the choir goes with it.", "Greta Lindmoor"),
            ),
        ),
        (
            "three parts",
            "Choir loses its hall\n\n"
            "“No,” Greta Lindmoor said. “We were promised ten years,” she added, “and we had three.”",
            (
                ("No,", "Greta Lindmoor"),
                ("We were promised ten years,", "Greta Lindmoor"),
                ("and we had three.", "Greta Lindmoor"),
            ),
        ),
        (
            "very short first part",
            "Choir loses its hall\n\n“Look,” Greta Lindmoor said, “we were promised ten years.”",
            (
                ("Look,", "Greta Lindmoor"),
                ("we were promised ten years.", "Greta Lindmoor"),
            ),
        ),
        (
            "a role alone in the cue",
            "Choir loses its hall\n\n“In this town,” a councillor said, “nobody sings in winter.”",
            (
                ("In this town,", "a councillor"),
                ("nobody sings in winter.", "a councillor"),
            ),
        ),
        (
            "dashes around the cue",
            "Choir loses its hall\n\n"
            "“We were promised ten years” — Greta Lindmoor paused — “and we had three,” she said.",
            (
                ("We were promised ten years", "Greta Lindmoor"),
                ("and we had three,", "Greta Lindmoor"),
            ),
        ),
    ),
    "following sentence without a cue": (
        (
            "one sentence more",
            "Dam plan revived\n\n“It will drown four farms,” Anselm Brackley said. “One of them is mine.”",
            (
                ("It will drown four farms,", "Anselm Brackley"),
                ("One of them is mine.", "Anselm Brackley"),
            ),
        ),
        (
            "after an inverted cue",
            "Dam plan revived\n\n“It will drown four farms,” said Anselm Brackley, a farmer. “One of them is mine.”",
            (
                ("It will drown four farms,", "Anselm Brackley"),
                ("One of them is mine.", "Anselm Brackley"),
            ),
        ),
        (
            "after a pronoun",
            "Dam plan revived\n\n"
            "Anselm Brackley farms at Low Corrie.\n\n"
            "“It will drown four farms,” he said. “One of them is mine. I was born in it.”",
            (
                ("It will drown four farms,", "Anselm Brackley"),
                ("One of them is mine. I was born in it.", "Anselm Brackley"),
            ),
        ),
        (
            "after a partial quote",
            "Dam plan revived\n\n"
            "Anselm Brackley said the dam would be “a grave for four farms.” “One of them is mine.”",
            (
                ("a grave for four farms.", "Anselm Brackley"),
                ("One of them is mine.", "Anselm Brackley"),
            ),
        ),
        (
            "after an indirect statement",
            "Dam plan revived\n\nAnselm Brackley said the dam would drown four farms. “One of them is mine.”",
            (("One of them is mine.", "Anselm Brackley"),),
        ),
        (
            "after an indirect statement, by a pronoun",
            "Dam plan revived\n\n"
            "Ivana Thornquay is against the dam. She said four farms would go under. “One of them is "
            "my brother's.”",
            (("One of them is my brother's.", "Ivana Thornquay"),),
        ),
        (
            "after an action",
            "Dam plan revived\n\nIvana Thornquay shook her head. “They never asked us.”",
            (("They never asked us.", "Ivana Thornquay"),),
        ),
        (
            "after doubt",
            "Dam plan revived\n\n"
            "“It will light nine towns,” said Orla Dunmorrow. Anselm Brackley was not so sure. “It "
            "will drown four farms.”",
            (
                ("It will light nine towns,", "Orla Dunmorrow"),
                ("It will drown four farms.", "Anselm Brackley"),
            ),
        ),
        (
            "after disagreement, with a pronoun",
            "Dam plan revived\n\n"
            "“It will light nine towns,” said Orla Dunmorrow. Emily Brackley disagreed. “It will "
            "drown four farms,” she said.",
            (
                ("It will light nine towns,", "Orla Dunmorrow"),
                ("It will drown four farms,", "Emily Brackley"),
            ),
        ),
    ),
    "paragraph that is only a quote": (
        (
            "after a colon",
            "Mayor steps down\n\nMayor Moira Tregellis added:\n\n“I leave with a light heart and a heavy suitcase.”",
            (("I leave with a light heart and a heavy suitcase.", "Moira Tregellis"),),
        ),
        (
            "after a quoted paragraph",
            "Mayor steps down\n\n“I am tired,” Moira Tregellis said.\n\n“I have been tired since the flood.”",
            (
                ("I am tired,", "Moira Tregellis"),
                ("I have been tired since the flood.", "Moira Tregellis"),
            ),
        ),
        (
            "after a paragraph that names the speaker",
            "Mayor steps down\n\n"
            "Moira Tregellis told the council on Monday that she would leave in June.\n\n"
            "“I have been tired since the flood.”",
            (("I have been tired since the flood.", "Moira Tregellis"),),
        ),
        (
            "two such paragraphs",
            "Mayor steps down\n\n"
            "“I am tired,” Moira Tregellis said.\n\n"
            "“I have been tired since the flood.”\n\n"
            "“Let somebody younger carry the chain.”",
            (
                ("I am tired,", "Moira Tregellis"),
                ("I have been tired since the flood.", "Moira Tregellis"),
                ("Let somebody younger carry the chain.", "Moira Tregellis"),
            ),
        ),
        (
            "after a colon, several paragraphs",
            "Mayor steps down\n\n"
            "Tregellis issued this statement:\n\n"
            "“I leave with a light heart.”\n\n"
            "“I thank the people of Penhaven.”",
            (
                ("I leave with a light heart.", "Tregellis"),
                ("I thank the people of Penhaven.", "Tregellis"),
            ),
        ),
        (
            "after a colon, a document",
            "Mayor steps down\n\nThe letter continued:\n\n“No successor has been chosen.”",
            (("No successor has been chosen.", "The letter"),),
        ),
        (
            "after a statement with because",
            "Mayor steps down\n\n"
            "Piet Hallamby said he would not run because the job had aged his friend.\n\n"
            "“She was never home before ten.”",
            (("She was never home before ten.", "Piet Hallamby"),),
        ),
        (
            "after somebody who disagrees",
            "Mayor steps down\n\n"
            "“I am tired,” Moira Tregellis said.\n\n"
            "Piet Hallamby, who keeps her accounts, disagreed.\n\n"
            "“She is bored.”",
            (
                ("I am tired,", "Moira Tregellis"),
                ("She is bored.", "Piet Hallamby"),
            ),
        ),
        (
            "after a phrase with for",
            "Ferry line to close\n\n"
            "For Greta Lindmoor, a teacher on the island, the ferry is the only way to school.\n\n"
            "“I cannot swim with forty exercise books.”",
            (("I cannot swim with forty exercise books.", "Greta Lindmoor"),),
        ),
        (
            "after a relative",
            "Ferry line to close\n\n"
            "Greta Lindmoor will miss the boats. Her husband, Joris Molkweer, was less sure.\n\n"
            "“I was sick on every one of them.”",
            (("I was sick on every one of them.", "Joris Molkweer"),),
        ),
    ),
    "opening marks over paragraphs": (
        (
            "two paragraphs, attribution in the second",
            "Miner recalls the night\n\n"
            "“We heard the roof talk for an hour.\n\n"
            "“Then it stopped talking,” Tobias Wrenfold said.",
            (
                ("We heard the roof talk for an hour.", "Tobias Wrenfold"),
                ("Then it stopped talking,", "Tobias Wrenfold"),
            ),
        ),
        (
            "attribution in the first",
            "Miner recalls the night\n\n"
            "“We heard the roof talk for an hour,” Tobias Wrenfold said. “We knew what it meant.\n\n"
            "“Then it stopped talking.”",
            (
                ("We heard the roof talk for an hour,", "Tobias Wrenfold"),
                ("We knew what it meant.", "Tobias Wrenfold"),
                ("Then it stopped talking.", "Tobias Wrenfold"),
            ),
        ),
        (
            "three paragraphs after a colon",
            "Miner recalls the night\n\n"
            "Tobias Wrenfold told the inquiry:\n\n"
            "“We heard the roof talk for an hour.\n\n"
            "“Then it stopped talking.\n\n"
            "“Nobody ran. There was nowhere to run.”",
            (
                ("We heard the roof talk for an hour.", "Tobias Wrenfold"),
                ("Then it stopped talking.", "Tobias Wrenfold"),
                ("Nobody ran. There was nowhere to run.", "Tobias Wrenfold"),
            ),
        ),
        (
            "colon in the paragraph",
            "Miner recalls the night\n\n"
            "Tobias Wrenfold said: “We heard the roof talk for an hour.\n\n"
            "“Then it stopped talking.”",
            (
                ("We heard the roof talk for an hour.", "Tobias Wrenfold"),
                ("Then it stopped talking.", "Tobias Wrenfold"),
            ),
        ),
        (
            "straight marks",
            "Miner recalls the night\n\n"
            'Tobias Wrenfold said: "We heard the roof talk for an hour.\n\n'
            '"Then it stopped talking."',
            (
                ("We heard the roof talk for an hour.", "Tobias Wrenfold"),
                ("Then it stopped talking.", "Tobias Wrenfold"),
            ),
        ),
        (
            "the speaker named before, a pronoun behind",
            "Miner recalls the night\n\n"
            "Tobias Wrenfold was on the late shift.\n\n"
            "“We heard the roof talk for an hour,” he said. “We knew what it meant.\n\n"
            "“Then it stopped talking. Nobody ran.\n\n"
            "“There was nowhere to run.”",
            (
                ("We heard the roof talk for an hour,", "Tobias Wrenfold"),
                ("We knew what it meant.", "Tobias Wrenfold"),
                ("Then it stopped talking. Nobody ran.", "Tobias Wrenfold"),
                ("There was nowhere to run.", "Tobias Wrenfold"),
            ),
        ),
        (
            "a new speaker after the last mark",
            "Miner recalls the night\n\n"
            "Tobias Wrenfold said: “We heard the roof talk for an hour.\n\n"
            "“Then it stopped talking.”\n\n"
            "“I was asleep,” Hester Quillan said.",
            (
                ("We heard the roof talk for an hour.", "Tobias Wrenfold"),
                ("Then it stopped talking.", "Tobias Wrenfold"),
                ("I was asleep,", "Hester Quillan"),
            ),
        ),
        (
            "TeX marks",
            "Miner recalls the night\n\n"
            "Tobias Wrenfold said: ``We heard the roof talk for an hour.\n\n"
            "``Then it stopped talking.''",
            (
                ("We heard the roof talk for an hour.", "Tobias Wrenfold"),
                ("Then it stopped talking.", "Tobias Wrenfold"),
            ),
        ),
    ),
    "labels with single marks": (
        (
            "headline, straight marks",
            "Tregellis: 'The boats will sail'\n\nMoira Tregellis promised on Monday to keep the Penhaven ferry.",
            (("The boats will sail", "Moira Tregellis"),),
        ),
        (
            "headline, curly marks",
            "Tregellis: ‘The boats will sail’\n\nMoira Tregellis promised on Monday to keep the Penhaven ferry.",
            (("The boats will sail", "Moira Tregellis"),),
        ),
        (
            "headline, apostrophe inside",
            "Hallamby: 'We don't want the dam'\n\nPiet Hallamby led a march of 300 people through Ardlow on Sunday.",
            (("We don't want the dam", "Piet Hallamby"),),
        ),
        (
            "deck below the headline",
            "Ferry saved for a year\n\n"
            "Tregellis: ‘The boats will sail’\n\n"
            "Moira Tregellis promised on Monday to keep the Penhaven ferry.",
            (("The boats will sail", "Moira Tregellis"),),
        ),
        (
            "deck, full name",
            "Ferry saved for a year\n\n"
            "Moira Tregellis: 'The boats will sail'\n\n"
            "The Penhaven ferry will run until May, the council decided on Monday.",
            (("The boats will sail", "Moira Tregellis"),),
        ),
        (
            "label with a title",
            "Mayor Tregellis: 'The boats will sail'\n\nMoira Tregellis promised on Monday to keep the Penhaven ferry.",
            (("The boats will sail", "Moira Tregellis"),),
        ),
        (
            "deck with a question",
            "Ferry saved for a year\n\nHallamby: ‘Who will pay?’\n\nPiet Hallamby voted against the ferry on Monday.",
            (("Who will pay?", "Piet Hallamby"),),
        ),
        (
            "full name in the headline",
            "Piet Hallamby: ‘Not one more stone’\n\nThe march through Ardlow on Sunday drew 300 people.",
            (("Not one more stone", "Piet Hallamby"),),
        ),
    ),
    "quotes in headlines": (
        (
            "cue behind",
            "'The boats will sail,' says Tregellis\n\nMoira Tregellis promised on Monday to keep the Penhaven ferry.",
            (("The boats will sail,", "Moira Tregellis"),),
        ),
        (
            "cue before",
            "Tregellis says ferry plan is 'a disgrace'\n\nMoira Tregellis attacked the council on Monday.",
            (("a disgrace", "Moira Tregellis"),),
        ),
        (
            "called",
            "Hallamby calls dam ‘a grave for four farms’\n\n"
            "Piet Hallamby led a march of 300 people through Ardlow on Sunday.",
            (("a grave for four farms", "Piet Hallamby"),),
        ),
        (
            "double marks",
            'Hallamby: "Not one more stone"\n\nPiet Hallamby led a march of 300 people through Ardlow on Sunday.',
            (("Not one more stone", "Piet Hallamby"),),
        ),
        (
            "a title of a work",
            "Review: 'The Salt Road' loses its way\n\nThe second novel of Hester Quillan is longer than the road.",
            (("The Salt Road", ""),),
        ),
        (
            "name behind a dash",
            "'Not one more stone' – Hallamby\n\nPiet Hallamby led a march of 300 people through Ardlow on Sunday.",
            (("Not one more stone", "Piet Hallamby"),),
        ),
        (
            "organisation",
            "Vellmark Steel says strike is 'over'\n\nThe furnaces at Vellmark Steel were lit again on Friday.",
            (("over", "Vellmark Steel"),),
        ),
        (
            "an apostrophe in the headline too",
            "Skellmouth's mayor vows to 'rebuild every house'\n\n"
            "The river fell on Friday, and the pumps were turned off.",
            (("rebuild every house", "Skellmouth's mayor"),),
        ),
        (
            "plural speakers",
            "Dam will be 'a grave,' farmers say\n\nThe council approved the dam by nine votes to two on Monday.",
            (("a grave,", "farmers"),),
        ),
        (
            "name, topic and colon",
            "Tregellis on ferry: 'It is finished'\n\nMoira Tregellis promised on Monday to sell the boats.",
            (("It is finished", "Moira Tregellis"),),
        ),
    ),
    "transcript labels": (
        (
            "a name in capitals",
            "Excerpts from the inquiry\n\n"
            "Piet Hallamby, a foreman, was questioned by Ivana Thornquay, a lawyer.\n\n"
            "THORNQUAY: “Did you sign the sheet?”\n\n"
            "HALLAMBY: “I sign every sheet.”",
            (
                ("Did you sign the sheet?", "Ivana Thornquay"),
                ("I sign every sheet.", "Piet Hallamby"),
            ),
        ),
        (
            "a name in small letters",
            "Excerpts from the inquiry\n\n"
            "Piet Hallamby, a foreman, was questioned by Ivana Thornquay, a lawyer.\n\n"
            "Thornquay: “Did you sign the sheet?”\n\n"
            "Hallamby: “I sign every sheet.”",
            (
                ("Did you sign the sheet?", "Ivana Thornquay"),
                ("I sign every sheet.", "Piet Hallamby"),
            ),
        ),
        (
            "full names",
            "Excerpts from the inquiry\n\n"
            "The foreman was questioned on Monday.\n\n"
            "Ivana Thornquay: “Did you sign the sheet?”\n\n"
            "Piet Hallamby: “I sign every sheet.”",
            (
                ("Did you sign the sheet?", "Ivana Thornquay"),
                ("I sign every sheet.", "Piet Hallamby"),
            ),
        ),
        (
            "straight marks",
            "Excerpts from the inquiry\n\n"
            "Piet Hallamby, a foreman, was questioned by Ivana Thornquay, a lawyer.\n\n"
            'THORNQUAY: "Did you sign the sheet?"\n\n'
            'HALLAMBY: "I sign every sheet."',
            (
                ("Did you sign the sheet?", "Ivana Thornquay"),
                ("I sign every sheet.", "Piet Hallamby"),
            ),
        ),
        (
            "a title before the name",
            "Excerpts from the inquiry\n\n"
            "Piet Hallamby, a foreman, spoke for an hour.\n\n"
            "MR. HALLAMBY: “I sign every sheet.”",
            (("I sign every sheet.", "Piet Hallamby"),),
        ),
        (
            "a label after narration",
            "Excerpts from the inquiry\n\n"
            "Judge Hester Quillan asked who had seen the sheet. Piet Hallamby, a foreman, stood up.\n\n"
            "HALLAMBY: “I saw it, Your Honour.”\n\n"
            "QUILLAN: “Sit down, Mr. Hallamby.”",
            (
                ("I saw it, Your Honour.", "Piet Hallamby"),
                ("Sit down, Mr. Hallamby.", "Hester Quillan"),
            ),
        ),
        (
            "several answers",
            "Excerpts from the inquiry\n\n"
            "Ivana Thornquay, a lawyer, questioned the foreman, Piet Hallamby.\n\n"
            "Thornquay: “Did you sign the sheet?”\n\n"
            "Hallamby: “Yes.”\n\n"
            "Thornquay: “All of it?”\n\n"
            "Hallamby: “All of it.”",
            (
                ("Did you sign the sheet?", "Ivana Thornquay"),
                ("Yes.", "Piet Hallamby"),
                ("All of it?", "Ivana Thornquay"),
                ("All of it.", "Piet Hallamby"),
            ),
        ),
    ),
    "signature lines": (
        (
            "hyphen and name",
            "What readers say about the ferry\n\n“Without it I would have to swim to work.”\n\n- Tobias Wrenfold",
            (("Without it I would have to swim to work.", "Tobias Wrenfold"),),
        ),
        (
            "dash, name and role",
            "What readers say about the ferry\n\n"
            "“Without it I would have to swim to work.”\n\n"
            "— Tobias Wrenfold, a baker in Penhaven",
            (("Without it I would have to swim to work.", "Tobias Wrenfold"),),
        ),
        (
            "surname alone",
            "What they said about the ferry\n\n"
            "Moira Tregellis and Piet Hallamby debated for an hour on Monday.\n\n"
            "“The boats are finished.”\n\n"
            "- Hallamby",
            (("The boats are finished.", "Piet Hallamby"),),
        ),
        (
            "two signed quotes",
            "What readers say about the ferry\n\n"
            "“Without it I would have to swim to work.”\n\n"
            "- Tobias Wrenfold\n\n"
            "“Let it sink.”\n\n"
            "- Greta Lindmoor",
            (
                ("Without it I would have to swim to work.", "Tobias Wrenfold"),
                ("Let it sink.", "Greta Lindmoor"),
            ),
        ),
        (
            "in the same paragraph",
            "Quote of the day\n\n“Without it I would have to swim to work.” — Tobias Wrenfold, baker",
            (("Without it I would have to swim to work.", "Tobias Wrenfold"),),
        ),
        (
            "behind a second paragraph with a title",
            "What readers say about the ferry\n\n“It is the best hour of my day.”\n\n– Dr. Ivana Thornquay, Skellmouth",
            (("It is the best hour of my day.", "Ivana Thornquay"),),
        ),
        (
            "signed quote after a spoken one",
            "What readers say about the ferry\n\n"
            "“We read every letter,” Orla Dunmorrow said.\n\n"
            "“Let it sink.”\n\n"
            "- Greta Lindmoor",
            (
                ("We read every letter,", "Orla Dunmorrow"),
                ("Let it sink.", "Greta Lindmoor"),
            ),
        ),
    ),
    "pronouns by gender": (
        (
            "two people of different gender, alternating",
            "Court frees farmer\n\n"
            "Emily Thornquay married Robert Brackley in 1990.\n\n"
            "“He snores,” she said.\n\n"
            "“She sings,” he said.",
            (
                ("He snores,", "Emily Thornquay"),
                ("She sings,", "Robert Brackley"),
            ),
        ),
        (
            "he, by title",
            "Court frees farmer\n\n"
            "Mr. Brackley and Mrs. Thornquay left the court together.\n\n"
            "“It was a long year,” he said.",
            (("It was a long year,", "Brackley"),),
        ),
        (
            "she, by title",
            "Court frees farmer\n\n"
            "Mrs. Thornquay left the court, followed by Mr. Brackley.\n\n"
            "“It was a long year,” she said.",
            (("It was a long year,", "Thornquay"),),
        ),
        (
            "she, by first name",
            "Court frees farmer\n\n"
            "Emily Thornquay met Robert Brackley outside the court in Ardlow.\n\n"
            "“It was a long year,” she said.",
            (("It was a long year,", "Emily Thornquay"),),
        ),
        (
            "he, by first name",
            "Court frees farmer\n\n"
            "Emily Thornquay met Robert Brackley outside the court in Ardlow.\n\n"
            "“It was a long year,” he said.",
            (("It was a long year,", "Robert Brackley"),),
        ),
        (
            "her title before",
            "Court frees farmer\n\nMs. Thornquay visited Mr. Brackley on Sunday.\n\n“He looked thin,” she said.",
            (("He looked thin,", "Thornquay"),),
        ),
    ),
    "pronouns by subject and previous speaker": (
        (
            "the grammatical subject",
            "Court frees farmer\n\n"
            "Robert Brackley thanked his lawyer, Thomas Pellister, and his neighbours.\n\n"
            "“They fed my sheep for a year,” he said.",
            (("They fed my sheep for a year,", "Robert Brackley"),),
        ),
        (
            "the previous speaker",
            "Court frees farmer\n\n"
            "“It was a long year,” said Robert Brackley.\n\n"
            "“I never touched the money,” he said.",
            (
                ("It was a long year,", "Robert Brackley"),
                ("I never touched the money,", "Robert Brackley"),
            ),
        ),
        (
            "the previous speaker, not the last man named",
            "Court frees farmer\n\n"
            "“It was a long year,” said Robert Brackley, who was accused of robbing Thomas "
            "Pellister.\n\n"
            "“I never touched the money,” he said.",
            (
                ("It was a long year,", "Robert Brackley"),
                ("I never touched the money,", "Robert Brackley"),
            ),
        ),
        (
            "inverted",
            "Court frees farmer\n\nEmily Thornquay wept when the judge had spoken.\n\n“It was a long year,” said she.",
            (("It was a long year,", "Emily Thornquay"),),
        ),
        (
            "before the quote",
            "Court frees farmer\n\n"
            "Emily Thornquay wept when the judge had spoken. Then she said, “It was a long year.”",
            (("It was a long year.", "Emily Thornquay"),),
        ),
        (
            "in the same sentence as the name",
            "Court frees farmer\n\nWhen Robert Brackley left the court, he said, “I never touched the money.”",
            (("I never touched the money.", "Robert Brackley"),),
        ),
        (
            "object of a preposition is not meant",
            "Court frees farmer\n\n"
            "Emily Thornquay walked to the gate with her sister Anna.\n\n"
            "“It was a long year,” she told the crowd.",
            (("It was a long year,", "Emily Thornquay"),),
        ),
        (
            "two women, one the speaker",
            "Court frees farmer\n\n"
            "“It was a long year,” Emily Thornquay said, standing with Anna Pellister.\n\n"
            "She added, “I never touched the money.”",
            (
                ("It was a long year,", "Emily Thornquay"),
                ("I never touched the money.", "Emily Thornquay"),
            ),
        ),
        (
            "when-clause and another man",
            "Court frees farmer\n\n"
            "When Thomas Pellister offered his hand, Robert Brackley turned away.\n\n"
            "“I have nothing to say to that man,” he said.",
            (("I have nothing to say to that man,", "Robert Brackley"),),
        ),
    ),
    "apposition and relative clause before the cue": (
        (
            "apposition",
            "New pier opens\n\n“It creaks, but it holds,” Greta Lindmoor, the architect, said.",
            (("It creaks, but it holds,", "Greta Lindmoor"),),
        ),
        (
            "long apposition",
            "New pier opens\n\n"
            "“It creaks, but it holds,” Greta Lindmoor, an architect from Corrimore who built two "
            "other piers, said.",
            (("It creaks, but it holds,", "Greta Lindmoor"),),
        ),
        (
            "relative clause",
            "New pier opens\n\n“It creaks, but it holds,” Greta Lindmoor, who designed the pier, said.",
            (("It creaks, but it holds,", "Greta Lindmoor"),),
        ),
        (
            "relative clause with a verb of saying",
            "New pier opens\n\n"
            "“It creaks, but it holds,” Greta Lindmoor, who once said she hated the sea, told guests.",
            (("It creaks, but it holds,", "Greta Lindmoor"),),
        ),
        (
            "age",
            "New pier opens\n\n“I was here for the first one,” Anselm Brackley, 91, said.",
            (("I was here for the first one,", "Anselm Brackley"),),
        ),
        (
            "another name in the apposition",
            "New pier opens\n\n"
            "“I was here for the first one,” Anselm Brackley, a cousin of Mayor Moira Tregellis, "
            "said.",
            (("I was here for the first one,", "Anselm Brackley"),),
        ),
        (
            "description, then name",
            "New pier opens\n\n“It creaks, but it holds,” the architect, Greta Lindmoor, said.",
            (("It creaks, but it holds,", "Greta Lindmoor"),),
        ),
        (
            "before the quote",
            "New pier opens\n\nGreta Lindmoor, who designed the pier, said: “It creaks, but it holds.”",
            (("It creaks, but it holds.", "Greta Lindmoor"),),
        ),
    ),
    "possessives": (
        (
            "a lawyer behind the quote",
            "Theft trial opens\n\n“She was never there,” Ivana Thornquay's lawyer said.",
            (("She was never there,", "Ivana Thornquay's lawyer"),),
        ),
        (
            "a lawyer, named in apposition",
            "Theft trial opens\n\n“She was never there,” said Ivana Thornquay’s lawyer, Piet Hallamby.",
            (("She was never there,", "Piet Hallamby"),),
        ),
        (
            "a lawyer, named after the role",
            "Theft trial opens\n\n“She was never there,” Thornquay’s lawyer Piet Hallamby said.",
            (("She was never there,", "Piet Hallamby"),),
        ),
        (
            "a spokesman",
            "Theft trial opens\n\nIvana Thornquay was not in court.\n\n“She is resting,” Thornquay’s spokesman said.",
            (("She is resting,", "Thornquay’s spokesman"),),
        ),
        (
            "a relative",
            "Theft trial opens\n\n"
            "Ivana Thornquay was not in court.\n\n"
            "“She is resting,” her mother, Anna Thornquay, said.",
            (("She is resting,", "Anna Thornquay"),),
        ),
        (
            "before the quote",
            "Theft trial opens\n\nIvana Thornquay’s lawyer told the court: “She was never there.”",
            (("She was never there.", "Ivana Thornquay’s lawyer"),),
        ),
        (
            "an organisation's officer",
            "Theft trial opens\n\n“The safe was open,” said the bank’s manager, Gareth Pellister.",
            (("The safe was open,", "Gareth Pellister"),),
        ),
        (
            "a lawyer with an adjective",
            "Theft trial opens\n\n“She was never there,” said Thornquay’s new lawyer.",
            (("She was never there,", "Thornquay’s new lawyer"),),
        ),
        (
            "a widow",
            "Theft trial opens\n\n“He kept bees,” said his widow, Greta Lindmoor.",
            (("He kept bees,", "Greta Lindmoor"),),
        ),
        (
            "a pronoun that is not the speaker",
            "Theft trial opens\n\n"
            "Tobias Wrenfold was robbed in May.\n\n"
            "“They took the bread too,” Wrenfold told his neighbours.",
            (("They took the bread too,", "Tobias Wrenfold"),),
        ),
    ),
    "party tags": (
        (
            "in brackets, behind the quote",
            "Senate passes herring bill\n\n“This bill smells,” Lucinda Marshwick (R-Corrimore) said.",
            (("This bill smells,", "Lucinda Marshwick"),),
        ),
        (
            "in brackets, inverted",
            "Senate passes herring bill\n\n“This bill smells,” said Sen. Lucinda Marshwick (R-Corrimore).",
            (("This bill smells,", "Lucinda Marshwick"),),
        ),
        (
            "between commas",
            "Senate passes herring bill\n\n“This bill smells,” Sen. Lucinda Marshwick, R-Corrimore, said.",
            (("This bill smells,", "Lucinda Marshwick"),),
        ),
        (
            "an abbreviated place",
            "Senate passes herring bill\n\n“This bill smells,” said Rep. Lucinda Marshwick, D-Corr., on Thursday.",
            (("This bill smells,", "Lucinda Marshwick"),),
        ),
        (
            "before the quote",
            "Senate passes herring bill\n\nSen. Lucinda Marshwick (D-Vellmark) said: “This bill smells.”",
            (("This bill smells.", "Lucinda Marshwick"),),
        ),
        (
            "two tagged people",
            "Senate passes herring bill\n\n"
            "“This bill smells,” said Sen. Lucinda Marshwick (R-Corrimore).\n\n"
            "“So does the gentlewoman’s herring,” said Sen. Rufus Calderbank (D-Vellmark).",
            (
                ("This bill smells,", "Lucinda Marshwick"),
                ("So does the gentlewoman’s herring,", "Rufus Calderbank"),
            ),
        ),
        (
            "tag and relative clause",
            "Senate passes herring bill\n\n"
            "“This bill smells,” Sen. Lucinda Marshwick (R-Corrimore), who sells herring, said.",
            (("This bill smells,", "Lucinda Marshwick"),),
        ),
        (
            "tag with a district",
            "Senate passes herring bill\n\n"
            "“This bill smells,” said Lucinda Marshwick, R-Penhaven, the committee’s chairwoman.",
            (("This bill smells,", "Lucinda Marshwick"),),
        ),
    ),
    "organisations and documents": (
        (
            "a company",
            "Vellmark Steel shuts furnace\n\n“No jobs will be lost,” Vellmark Steel said in a statement.",
            (("No jobs will be lost,", "Vellmark Steel"),),
        ),
        (
            "the company",
            "Vellmark Steel shuts furnace\n\n“No jobs will be lost,” the company said.",
            (("No jobs will be lost,", "the company"),),
        ),
        (
            "a police force",
            "Man found in weir\n\n“The death is not suspicious,” Penhaven Police said.",
            (("The death is not suspicious,", "Penhaven Police"),),
        ),
        (
            "a report",
            "Bridge inspection late\n\nThe report said: “The deck is unfit for lorries.”",
            (("The deck is unfit for lorries.", "The report"),),
        ),
        (
            "a letter",
            "Bridge inspection late\n\n“The deck is unfit for lorries,” the letter reads.",
            (("The deck is unfit for lorries,", "the letter"),),
        ),
        (
            "an email",
            "Bridge inspection late\n\n“Do not send the photographs,” the email said.",
            (("Do not send the photographs,", "the email"),),
        ),
        (
            "a person in an email",
            "Bridge inspection late\n\n"
            "“Do not send the photographs,” Gareth Pellister wrote in an email to the council.",
            (("Do not send the photographs,", "Gareth Pellister"),),
        ),
        (
            "a poll",
            "Voters fear flood\n\nThe survey found that residents were “deeply worried” about the river.",
            (("deeply worried", "The survey"),),
        ),
        (
            "a union",
            "Vellmark Steel shuts furnace\n\nThe union called the closure “a betrayal.”",
            (("a betrayal.", "The union"),),
        ),
        (
            "a sign",
            "Beach closed\n\nA sign at the gate read: “No swimming until further notice.”",
            (("No swimming until further notice.", "A sign"),),
        ),
    ),
    "several speakers in one paragraph": (
        (
            "two sentences",
            "Dam plan revived\n\n"
            "“It will drown four farms,” Anselm Brackley said. “It will light nine towns,” Orla "
            "Dunmorrow replied.",
            (
                ("It will drown four farms,", "Anselm Brackley"),
                ("It will light nine towns,", "Orla Dunmorrow"),
            ),
        ),
        (
            "one before, one behind",
            "Dam plan revived\n\n"
            "Anselm Brackley said: “It will drown four farms.” “It will light nine towns,” Orla "
            "Dunmorrow answered.",
            (
                ("It will drown four farms.", "Anselm Brackley"),
                ("It will light nine towns,", "Orla Dunmorrow"),
            ),
        ),
        (
            "contrast in one sentence",
            "Dam plan revived\n\nAnselm Brackley called the dam “a grave,” while Orla Dunmorrow called it “a gift.”",
            (
                ("a grave,", "Anselm Brackley"),
                ("a gift.", "Orla Dunmorrow"),
            ),
        ),
        (
            "partial and full",
            "Dam plan revived\n\n"
            "Anselm Brackley said the dam was “a grave for four farms.” But Orla Dunmorrow told the "
            "meeting, “It will light nine towns.”",
            (
                ("a grave for four farms.", "Anselm Brackley"),
                ("It will light nine towns.", "Orla Dunmorrow"),
            ),
        ),
        (
            "three speakers",
            "Dam plan revived\n\n"
            "“No,” said Anselm Brackley. “Yes,” said Orla Dunmorrow. “Perhaps,” said Tobias Wrenfold.",
            (
                ("No,", "Anselm Brackley"),
                ("Yes,", "Orla Dunmorrow"),
                ("Perhaps,", "Tobias Wrenfold"),
            ),
        ),
        (
            "question and answer",
            "Dam plan revived\n\n“Will you sell?” Orla Dunmorrow asked. “Not for gold,” Anselm Brackley said.",
            (
                ("Will you sell?", "Orla Dunmorrow"),
                ("Not for gold,", "Anselm Brackley"),
            ),
        ),
        (
            "a follow-on and a reply",
            "Dam plan revived\n\n"
            "“It will drown four farms,” Anselm Brackley said. “One of them is mine.” Orla Dunmorrow "
            "shook her head. “Nobody will lose a stone,” she said.",
            (
                ("It will drown four farms,", "Anselm Brackley"),
                ("One of them is mine.", "Anselm Brackley"),
                ("Nobody will lose a stone,", "Orla Dunmorrow"),
            ),
        ),
        (
            "two pronouns",
            "Dam plan revived\n\n"
            "Emily Brackley and Robert Dunmorrow met on Monday. “It is a grave,” she said. “It is a "
            "gift,” he said.",
            (
                ("It is a grave,", "Emily Brackley"),
                ("It is a gift,", "Robert Dunmorrow"),
            ),
        ),
        (
            "cue before, twice",
            "Dam plan revived\n\nAnselm Brackley said, “It is a grave.” Orla Dunmorrow said, “It is a gift.”",
            (
                ("It is a grave.", "Anselm Brackley"),
                ("It is a gift.", "Orla Dunmorrow"),
            ),
        ),
        (
            "a reply with but",
            "Dam plan revived\n\n“It is a grave,” said Anselm Brackley, but Orla Dunmorrow said it was “a gift.”",
            (
                ("It is a grave,", "Anselm Brackley"),
                ("a gift.", "Orla Dunmorrow"),
            ),
        ),
    ),
    "nested quotes": (
        (
            "single inside double",
            "Snow shuts the pass\n\n“He looked at me and said, ‘Walk,’ and we walked,” Nadia Oseibrand said.",
            (("He looked at me and said, ‘Walk,’ and we walked,", "Nadia Oseibrand"),),
        ),
        (
            "single inside double, straight",
            "Snow shuts the pass\n\n\"He looked at me and said, 'Walk,' and we walked,\" Nadia Oseibrand said.",
            (("He looked at me and said, 'Walk,' and we walked,", "Nadia Oseibrand"),),
        ),
        (
            "at the end of the outer one",
            "Snow shuts the pass\n\nNadia Oseibrand said, “He looked at me and said, ‘Walk.’”",
            (("He looked at me and said, ‘Walk.’", "Nadia Oseibrand"),),
        ),
        (
            "at the beginning of the outer one",
            "Snow shuts the pass\n\n“‘Walk,’ he told us, and we walked,” said Nadia Oseibrand.",
            (("‘Walk,’ he told us, and we walked,", "Nadia Oseibrand"),),
        ),
        (
            "a title inside",
            "Snow shuts the pass\n\n“We sang ‘The Long Road Down’ until morning,” said Nadia Oseibrand.",
            (("We sang ‘The Long Road Down’ until morning,", "Nadia Oseibrand"),),
        ),
        (
            "a name with a verb of saying inside",
            "Snow shuts the pass\n\n"
            "“Then Rufus said, ‘I can see the hut,’ and he was right,” Nadia Oseibrand recalled.",
            (("Then Rufus said, ‘I can see the hut,’ and he was right,", "Nadia Oseibrand"),),
        ),
        (
            "double marks inside double marks",
            "Snow shuts the pass\n\n“He looked at me and said, “Walk,” and we walked,” Nadia Oseibrand said.",
            (("He looked at me and said, “Walk,” and we walked,", "Nadia Oseibrand"),),
        ),
        (
            "a scare quote inside",
            "Snow shuts the pass\n\n“They called it a ‘shelter,’ but it had no roof,” Nadia Oseibrand said.",
            (("They called it a ‘shelter,’ but it had no roof,", "Nadia Oseibrand"),),
        ),
        (
            "nested before a cue inside",
            "Snow shuts the pass\n\n“He said ‘Walk,’” Nadia Oseibrand said, “and we walked.”",
            (
                ("He said ‘Walk,’", "Nadia Oseibrand"),
                ("and we walked.", "Nadia Oseibrand"),
            ),
        ),
    ),
    "scare quotes": (
        (
            "a scare quote",
            "Shops drop loyalty cards\n\nThe so-called “free” card costs shoppers four crowns a month.",
            (("free", ""),),
        ),
        (
            "a term explained",
            "Shops drop loyalty cards\n\nThe practice, known as “shelf fishing,” is banned in two provinces.",
            (("shelf fishing,", ""),),
        ),
        (
            "a word as a word",
            "Town sign stolen\n\nThe word “welcome” was missing from the sign when the police came.",
            (("welcome", ""),),
        ),
        (
            "a scare quote in the headline",
            "Farmers leave 'smart' tractors in the barn\n\n"
            "The tractors did not start in the cold, and the dealer in Tarnock Vale has run out of "
            "parts.",
            (("smart", ""),),
        ),
        (
            "ironical",
            "Hotel opens without beds\n\n"
            "Guests at the new hotel sleep on “cloud platforms,” which are boards on bricks.",
            (("cloud platforms,", ""),),
        ),
        (
            "a rule's name",
            "Council keeps fishing rule\n\nThe so-called “two-pike rule” has stood since 1911.",
            (("two-pike rule", ""),),
        ),
        (
            "a label on a box",
            "Shops drop loyalty cards\n\nBoxes marked “fragile” were stacked outside the shop.",
            (("fragile", ""),),
        ),
        (
            "a term with a definition",
            "Council keeps fishing rule\n\nThe word “pike” in the rule means any fish longer than a boot.",
            (("pike", ""),),
        ),
    ),
    "titles of works": (
        (
            "a novel",
            "Book fair opens\n\nHester Quillan won the prize last year for her novel “The Salt Road.”",
            (("The Salt Road.", ""),),
        ),
        (
            "a song",
            "Choir loses its hall\n\nThe evening ended with “The Long Road Down,” sung by all 60 members.",
            (("The Long Road Down,", ""),),
        ),
        (
            "a film between a name and a verb",
            "Film week opens\n\nGreta Lindmoor’s film “Nine Winters” opened in Corrimore on Friday.",
            (("Nine Winters", ""),),
        ),
        (
            "a title before a real quote",
            "Book fair opens\n\n"
            "Hester Quillan’s novel “The Salt Road” sold out in a day.\n\n"
            "“I printed too few,” Quillan said.",
            (
                ("The Salt Road", ""),
                ("I printed too few,", "Hester Quillan"),
            ),
        ),
        (
            "an album",
            "Singer cancels tour\n\nThe band's third album, “Cold Kitchens,” came out in March.",
            (("Cold Kitchens,", ""),),
        ),
        (
            "a book, with its author",
            "Museum shuts wing\n\nIvana Thornquay is the author of “A Short History of Fog.”",
            (("A Short History of Fog.", ""),),
        ),
        (
            "a play, then its director",
            "Theatre reopens\n\n"
            "The season opens with “The Drowned Bell.”\n\n"
            "“It is a comedy, more or less,” said Nadia Oseibrand, the director.",
            (
                ("The Drowned Bell.", ""),
                ("It is a comedy, more or less,", "Nadia Oseibrand"),
            ),
        ),
    ),
    "nicknames and names of things": (
        (
            "a nickname",
            "Boxer dies at 80\n\nTobias “The Anvil” Wrenfold fought 41 bouts in Ardlow and lost two.",
            (("The Anvil", ""),),
        ),
        (
            "a ship",
            "Trawler sinks off Skellmouth\n\nThe trawler “Grey Hen” sank on Monday with a full hold of herring.",
            (("Grey Hen", ""),),
        ),
        (
            "a nickname explained",
            "Boxer dies at 80\n\nTobias Wrenfold, known as “the Anvil,” fought 41 bouts in Ardlow and lost two.",
            (("the Anvil,", ""),),
        ),
        (
            "an operation",
            "Smugglers caught\n\nEleven people were arrested in an operation code-named “Wet Sand.”",
            (("Wet Sand.", ""),),
        ),
        (
            "a horse, then a quote",
            "Outsider wins the cup\n\n"
            "The mare “Late Bread” won by a neck.\n\n"
            "“She ran like a thief,” said Lucinda Marshwick, her owner.",
            (
                ("Late Bread", ""),
                ("She ran like a thief,", "Lucinda Marshwick"),
            ),
        ),
        (
            "a nickname, then a quote",
            "Boxer dies at 80\n\n"
            "Tobias “The Anvil” Wrenfold is survived by a son.\n\n"
            "“He never hit a man outside the ring,” said his trainer, Joris Molkweer.",
            (
                ("The Anvil", ""),
                ("He never hit a man outside the ring,", "Joris Molkweer"),
            ),
        ),
    ),
    "partial quotes": (
        (
            "called",
            "Dam plan revived\n\nAnselm Brackley called the plan “a leap in the dark.”",
            (("a leap in the dark.", "Anselm Brackley"),),
        ),
        (
            "described as",
            "Dam plan revived\n\nOrla Dunmorrow described the lake as “a battery with fish in it.”",
            (("a battery with fish in it.", "Orla Dunmorrow"),),
        ),
        (
            "vowed to",
            "Dam plan revived\n\nAnselm Brackley vowed to “lie down in front of the first digger.”",
            (("lie down in front of the first digger.", "Anselm Brackley"),),
        ),
        (
            "said, in the middle of the sentence",
            "Dam plan revived\n\nAnselm Brackley said he had “nothing to say” to the engineers.",
            (("nothing to say", "Anselm Brackley"),),
        ),
        (
            "two in one sentence",
            "Dam plan revived\n\nOrla Dunmorrow said the valley was “empty” and the farms “already lost.”",
            (
                ("empty", "Orla Dunmorrow"),
                ("already lost.", "Orla Dunmorrow"),
            ),
        ),
        (
            "a pronoun",
            "Dam plan revived\n\n"
            "Orla Dunmorrow met the farmers on Monday. She dismissed their fears as “old wives’ "
            "weather.”",
            (("old wives’ weather.", "Orla Dunmorrow"),),
        ),
        (
            "accused",
            "Dam plan revived\n\nAnselm Brackley accused the company of “buying the council one lunch at a time.”",
            (("buying the council one lunch at a time.", "Anselm Brackley"),),
        ),
        (
            "cue behind",
            "Dam plan revived\n\nThe valley is “emptier than a drum,” Orla Dunmorrow said.",
            (("emptier than a drum,", "Orla Dunmorrow"),),
        ),
        (
            "objects in the clause",
            "Dam plan revived\n\nAnselm Brackley told Orla Dunmorrow that her dam was “a grave for four farms.”",
            (("a grave for four farms.", "Anselm Brackley"),),
        ),
        (
            "insisted",
            "Dam plan revived\n\nOrla Dunmorrow insisted that no farmer would be “worse off by a single crown.”",
            (("worse off by a single crown.", "Orla Dunmorrow"),),
        ),
    ),
    "participles": (
        (
            "adding that",
            "Pass reopens\n\n"
            "“The road is clear,” Rufus Calderbank said, adding that it would stay open “until the "
            "first real snow.”",
            (
                ("The road is clear,", "Rufus Calderbank"),
                ("until the first real snow.", "Rufus Calderbank"),
            ),
        ),
        (
            "saying",
            "Pass reopens\n\nRufus Calderbank refused to give a date, saying, “Ask the snow.”",
            (("Ask the snow.", "Rufus Calderbank"),),
        ),
        (
            "saying, partial",
            "Pass reopens\n\nRufus Calderbank defended the closure, saying it had been “a matter of lives.”",
            (("a matter of lives.", "Rufus Calderbank"),),
        ),
        (
            "calling",
            "Pass reopens\n\nGreta Lindmoor praised the drivers, calling them “the last sane people in the valley.”",
            (("the last sane people in the valley.", "Greta Lindmoor"),),
        ),
        (
            "noting, behind the quote",
            "Pass reopens\n\n“We lost one plough,” said Rufus Calderbank, noting that it was “the good one.”",
            (
                ("We lost one plough,", "Rufus Calderbank"),
                ("the good one.", "Rufus Calderbank"),
            ),
        ),
        (
            "a participle at the head",
            "Pass reopens\n\nSpeaking in Ardlow on Monday, Rufus Calderbank said, “Ask the snow.”",
            (("Ask the snow.", "Rufus Calderbank"),),
        ),
        (
            "writing that",
            "Pass reopens\n\nGreta Lindmoor resigned on Friday, writing that she was “done with snow.”",
            (("done with snow.", "Greta Lindmoor"),),
        ),
        (
            "with another name as object",
            "Pass reopens\n\nRufus Calderbank thanked Greta Lindmoor, saying she had “kept the road alive.”",
            (("kept the road alive.", "Rufus Calderbank"),),
        ),
        (
            "a participle without words",
            "Pass reopens\n\n“Ask the snow,” said Rufus Calderbank, shrugging.",
            (("Ask the snow,", "Rufus Calderbank"),),
        ),
    ),
    "datelines": (
        (
            "capitals, dash",
            "Ferry line to close\n\nPENHAVEN — Moira Tregellis said on Monday, “The boats are finished.”",
            (("The boats are finished.", "Moira Tregellis"),),
        ),
        (
            "capitals and agency",
            "Ferry line to close\n\n"
            "PENHAVEN (Corrimore News) - Moira Tregellis called the ferry “a hole in the water.”",
            (("a hole in the water.", "Moira Tregellis"),),
        ),
        (
            "with a date",
            "Ferry line to close\n\n"
            "PENHAVEN, Jan. 5 — Harbour master Rufus Calderbank said the boats were “older than I "
            "am.”",
            (("older than I am.", "Rufus Calderbank"),),
        ),
        (
            "quote first",
            "Ferry line to close\n\nPENHAVEN — “The boats are finished,” Moira Tregellis said on Monday.",
            (("The boats are finished,", "Moira Tregellis"),),
        ),
        (
            "small letters",
            "Ferry line to close\n\nPenhaven, Corrimore: Moira Tregellis said on Monday, “The boats are finished.”",
            (("The boats are finished.", "Moira Tregellis"),),
        ),
        (
            "a date with a saint's town",
            "Ferry line to close\n\n"
            "ST. ORREN, Corrimore, Feb. 11 — “The boats are finished,” said Moira Tregellis, the "
            "mayor.",
            (("The boats are finished,", "Moira Tregellis"),),
        ),
        (
            "with a leading phrase",
            "Painter returns home\n\n"
            "TARNOCK VALE, Vellmark — In an interview on Monday, Greta Lindmoor said, “I came back "
            "for the light.”",
            (("I came back for the light.", "Greta Lindmoor"),),
        ),
        (
            "nobody named",
            "Wolves seen near Ardlow\n\n"
            "ARDLOW — A farmer told police on Monday that the wolves were “thin but not afraid.”",
            (("thin but not afraid.", "A farmer"),),
        ),
    ),
    "leading phrases": (
        (
            "in an interview",
            "Painter returns home\n\nIn an interview on Monday, Greta Lindmoor said, “I came back for the light.”",
            (("I came back for the light.", "Greta Lindmoor"),),
        ),
        (
            "asked about",
            "Painter returns home\n\nAsked about the price, Greta Lindmoor said: “The frame cost more.”",
            (("The frame cost more.", "Greta Lindmoor"),),
        ),
        (
            "another name in the phrase",
            "Painter returns home\n\n"
            "In a letter to Tobias Wrenfold, Greta Lindmoor wrote, “I came back for the light.”",
            (("I came back for the light.", "Greta Lindmoor"),),
        ),
        (
            "a subordinate clause with another subject",
            "Painter returns home\n\n"
            "When Tobias Wrenfold offered to buy the canvas, Greta Lindmoor said, “The frame cost "
            "more.”",
            (("The frame cost more.", "Greta Lindmoor"),),
        ),
        (
            "on a day",
            "Painter returns home\n\nOn Friday night, a neighbour said, “She paints with the door open.”",
            (("She paints with the door open.", "a neighbour"),),
        ),
        (
            "for the possessor",
            "Painter returns home\n\n"
            "At Hester Quillan’s gallery on Friday, Greta Lindmoor told guests: “I came back for the "
            "light.”",
            (("I came back for the light.", "Greta Lindmoor"),),
        ),
        (
            "in a statement, an organisation",
            "Pass reopens\n\nIn a statement on Monday, Corrie Roads said: “The pass is open to all traffic.”",
            (("The pass is open to all traffic.", "Corrie Roads"),),
        ),
        (
            "as somebody did something",
            "Pass reopens\n\nAs Greta Lindmoor closed the gate behind him, Rufus Calderbank said, “Ask the snow.”",
            (("Ask the snow.", "Rufus Calderbank"),),
        ),
    ),
    "tail attribution": (
        (
            "a long sentence",
            "Storm holds ferry\n\n"
            "The ferry would not sail until the wind dropped and the harbour was “fit for people,” "
            "Rufus Calderbank said.",
            (("fit for people,", "Rufus Calderbank"),),
        ),
        (
            "description and name",
            "Storm holds ferry\n\n"
            "The ferry would not sail until the harbour was “fit for people,” the captain, Rufus "
            "Calderbank, told passengers.",
            (("fit for people,", "Rufus Calderbank"),),
        ),
        (
            "words between quote and attribution",
            "Storm holds ferry\n\nThe waves were “as high as the church” and the crew was sick, Rufus Calderbank said.",
            (("as high as the church", "Rufus Calderbank"),),
        ),
        (
            "a pronoun",
            "Storm holds ferry\n\n"
            "Rufus Calderbank kept the ferry in port. The waves were “as high as the church” and the "
            "crew was sick, he said.",
            (("as high as the church", "Rufus Calderbank"),),
        ),
        (
            "nobody named",
            "Storm holds ferry\n\nThe crew spent the night “in their boots” and ate cold beans, a sailor said.",
            (("in their boots", "a sailor"),),
        ),
        (
            "another name before",
            "Storm holds ferry\n\n"
            "Moira Tregellis was “the only passenger who did not complain” that night, Rufus "
            "Calderbank said.",
            (("the only passenger who did not complain", "Rufus Calderbank"),),
        ),
        (
            "a pronoun of the other person",
            "Storm holds ferry\n\n"
            "Moira Tregellis waited in the hall with Captain Rufus Calderbank. The sea was “no place "
            "for a mayor,” she said.",
            (("no place for a mayor,", "Moira Tregellis"),),
        ),
        (
            "organisation",
            "Storm holds ferry\n\n"
            "The ferry will stay in port until Friday because the waves are “too high for the ramp,” "
            "Corrie Lines said.",
            (("too high for the ramp,", "Corrie Lines"),),
        ),
        (
            "according to at the end",
            "Storm holds ferry\n\n"
            "The crew spent the night “in their boots” and ate cold beans, according to Rufus "
            "Calderbank.",
            (("in their boots", "Rufus Calderbank"),),
        ),
    ),
    "mark styles": (
        (
            "straight",
            'Oven fire at bakery\n\n"The bread was on time," Tobias Wrenfold said.',
            (("The bread was on time,", "Tobias Wrenfold"),),
        ),
        (
            "doubled apostrophes",
            "Oven fire at bakery\n\n''The bread was on time,'' Tobias Wrenfold said.",
            (("The bread was on time,", "Tobias Wrenfold"),),
        ),
        (
            "TeX",
            "Oven fire at bakery\n\n``The bread was on time,'' Tobias Wrenfold said. ``The baker wasn't.''",
            (
                ("The bread was on time,", "Tobias Wrenfold"),
                ("The baker wasn't.", "Tobias Wrenfold"),
            ),
        ),
        (
            "guillemets",
            "Oven fire at bakery\n\n«The bread was on time», Tobias Wrenfold said.",
            (("The bread was on time", "Tobias Wrenfold"),),
        ),
        (
            "guillemets with spaces",
            "Oven fire at bakery\n\n«\xa0The bread was on time\xa0», Tobias Wrenfold said.",
            (("The bread was on time", "Tobias Wrenfold"),),
        ),
        (
            "German",
            "Oven fire at bakery\n\n„The bread was on time“, said Tobias Wrenfold.",
            (("The bread was on time", "Tobias Wrenfold"),),
        ),
        (
            "straight opens, curly closes",
            'Oven fire at bakery\n\n"The bread was on time,” Tobias Wrenfold said.',
            (("The bread was on time,", "Tobias Wrenfold"),),
        ),
        (
            "curly opens, straight closes",
            'Oven fire at bakery\n\n“The bread was on time," Tobias Wrenfold said.',
            (("The bread was on time,", "Tobias Wrenfold"),),
        ),
        (
            "a closing mark that opens",
            "Oven fire at bakery\n\n”The bread was on time,” Tobias Wrenfold said.",
            (("The bread was on time,", "Tobias Wrenfold"),),
        ),
        (
            "the closing mark lost at the paragraph's end",
            "Oven fire at bakery\n\n"
            "Tobias Wrenfold said: “The bread was on time.\n\n"
            "The bakery in Ardlow opens again on Monday.",
            (("The bread was on time.", "Tobias Wrenfold"),),
        ),
    ),
    "marks, spaces and diacritics in names": (
        (
            "non-breaking space in the name",
            "Oven fire at bakery\n\n“The bread was on time,” Tobias\xa0Wrenfold said.",
            (("The bread was on time,", "Tobias Wrenfold"),),
        ),
        (
            "non-breaking space behind the mark",
            "Oven fire at bakery\n\n“The bread was on time,”\xa0Tobias Wrenfold said.",
            (("The bread was on time,", "Tobias Wrenfold"),),
        ),
        (
            "curly apostrophe in the name",
            "Oven fire at bakery\n\n“The bread was on time,” Siobhan O’Tarrick said.",
            (("The bread was on time,", "Siobhan O’Tarrick"),),
        ),
        (
            "straight apostrophe in the name",
            "Oven fire at bakery\n\n“The bread was on time,” Siobhan O'Tarrick said.",
            (("The bread was on time,", "Siobhan O'Tarrick"),),
        ),
        (
            "diacritics",
            "Oven fire at bakery\n\n“The bread was on time,” said Élodie Çarvàn.",
            (("The bread was on time,", "Élodie Çarvàn"),),
        ),
        (
            "Nordic letters and a hyphen",
            "Oven fire at bakery\n\n“The bread was on time,” Øyvind Kvist-Ålborg said.",
            (("The bread was on time,", "Øyvind Kvist-Ålborg"),),
        ),
    ),
    "forms of names": (
        (
            "a title and a surname",
            "Oven fire at bakery\n\nTobias Wrenfold owns the bakery.\n\n“The bread was on time,” Mr. Wrenfold said.",
            (("The bread was on time,", "Tobias Wrenfold"),),
        ),
        (
            "an initial",
            "Clinic in Tarnock reopens\n\n“We treated nine burns before breakfast,” said Hester J. Quillan.",
            (("We treated nine burns before breakfast,", "Hester J. Quillan"),),
        ),
        (
            "a particle",
            "Clinic in Tarnock reopens\n\n“We treated nine burns before breakfast,” Joris van der Molk said.",
            (("We treated nine burns before breakfast,", "Joris van der Molk"),),
        ),
        (
            "a lower-case article joined by a hyphen",
            "Well runs dry\n\nSamir al-Tarrouk dug the well in 1980.\n\n“It was sweet water,” al-Tarrouk said.",
            (("It was sweet water,", "Samir al-Tarrouk"),),
        ),
        (
            "two surnames",
            "Well runs dry\n\nMaría Ocaña Tervel dug the well in 1980.\n\n“It was sweet water,” Ocaña Tervel said.",
            (("It was sweet water,", "María Ocaña Tervel"),),
        ),
        (
            "an elided article",
            "Well runs dry\n\n“It was sweet water,” said Inès d’Arvelle.",
            (("It was sweet water,", "Inès d’Arvelle"),),
        ),
        (
            "two people of one surname",
            "Well runs dry\n\n"
            "Anselm Brackley dug the well with his sister, Emily Brackley.\n\n"
            "“It was sweet water,” Emily Brackley said.\n\n"
            "“It was never sweet,” Anselm Brackley said.",
            (
                ("It was sweet water,", "Emily Brackley"),
                ("It was never sweet,", "Anselm Brackley"),
            ),
        ),
        (
            "a first name alone",
            "Well runs dry\n\n"
            "Anselm Brackley dug the well with his sister, Emily Brackley.\n\n"
            "“It was sweet water,” Emily said.",
            (("It was sweet water,", "Emily Brackley"),),
        ),
    ),
    "abbreviations": (
        (
            "Dr. before the quote",
            "Clinic in Tarnock reopens\n\nDr. Hester Quillan said, “We treated nine burns before breakfast.”",
            (("We treated nine burns before breakfast.", "Hester Quillan"),),
        ),
        (
            "St. in the sentence",
            "Clinic in Tarnock reopens\n\n"
            "Hester Quillan of St. Orren’s Clinic said on Jan. 5, “We treated nine burns before "
            "breakfast.”",
            (("We treated nine burns before breakfast.", "Hester Quillan"),),
        ),
        (
            "abbreviations inside the quote",
            "Clinic in Tarnock reopens\n\n“Mr. Pell came at 4 a.m. on Jan. 5 with Dr. Orrin,” Hester Quillan said.",
            (("Mr. Pell came at 4 a.m. on Jan. 5 with Dr. Orrin,", "Hester Quillan"),),
        ),
        (
            "Lt. Gov.",
            "Clinic in Tarnock reopens\n\n“It should never have closed,” said Lt. Gov. Moira Tregellis.",
            (("It should never have closed,", "Moira Tregellis"),),
        ),
        (
            "Ms.",
            "Clinic in Tarnock reopens\n\n"
            "Nadia Oseibrand runs the clinic.\n\n"
            "“We treated nine burns before breakfast,” Ms. Oseibrand said.",
            (("We treated nine burns before breakfast,", "Nadia Oseibrand"),),
        ),
        (
            "Inc.",
            "Clinic in Tarnock reopens\n\n“The beds arrive on Monday,” said Orla Dunmorrow of Vellmark Beds Inc.",
            (("The beds arrive on Monday,", "Orla Dunmorrow"),),
        ),
        (
            "St. between name and cue",
            "Clinic in Tarnock reopens\n\n"
            "“We treated nine burns before breakfast,” Hester Quillan, a nurse at St. Orren’s, told "
            "the Ardlow Courier.",
            (("We treated nine burns before breakfast,", "Hester Quillan"),),
        ),
        (
            "No. in the quoted words",
            "Clinic in Tarnock reopens\n\n“Bed No. 4 has no legs,” said Hester Quillan.",
            (("Bed No. 4 has no legs,", "Hester Quillan"),),
        ),
    ),
    "roles that stand for a named person": (
        (
            "the mayor",
            "Ferry line to close\n\n"
            "Mayor Moira Tregellis opened the meeting at seven.\n\n"
            "“The boats are finished,” the mayor said.",
            (("The boats are finished,", "Moira Tregellis"),),
        ),
        (
            "by an apposition",
            "Ferry line to close\n\n"
            "Rufus Calderbank, the harbour master, opened the gates at seven.\n\n"
            "“The boats are finished,” the harbour master said.",
            (("The boats are finished,", "Rufus Calderbank"),),
        ),
        (
            "another person's role",
            "Ferry line to close\n\n"
            "Mayor Moira Tregellis spoke after Sheriff Rufus Calderbank.\n\n"
            "“The boats are finished,” the sheriff said.",
            (("The boats are finished,", "Rufus Calderbank"),),
        ),
        (
            "before the quote",
            "Ferry line to close\n\n"
            "Mayor Moira Tregellis opened the meeting at seven. Asked about the boats, the mayor "
            "said: “They are finished.”",
            (("They are finished.", "Moira Tregellis"),),
        ),
        (
            "the lawyer",
            "Theft trial opens\n\n"
            "Ivana Thornquay, a lawyer, spoke for Tobias Wrenfold.\n\n"
            "“He was asleep,” the lawyer said.",
            (("He was asleep,", "Ivana Thornquay"),),
        ),
        (
            "the mayor before a partial quote",
            "Ferry line to close\n\n"
            "Mayor Moira Tregellis opened the meeting at seven. The mayor called the boats “older "
            "than my mother.”",
            (("older than my mother.", "Moira Tregellis"),),
        ),
    ),
    "passives and clauses around partial quotes": (
        (
            "passive with by before",
            "Dam plan revived\n\nThe plan was described by Anselm Brackley as “a leap in the dark.”",
            (("a leap in the dark.", "Anselm Brackley"),),
        ),
        (
            "passive with by behind",
            "Dam plan revived\n\nThe warning was dismissed as “weather talk” by Orla Dunmorrow, who runs the company.",
            (("weather talk", "Orla Dunmorrow"),),
        ),
        (
            "relative clause around the quote",
            "Dam plan revived\n\n"
            "The plan, which Anselm Brackley described as “a leap in the dark,” was approved by nine "
            "votes to two.",
            (("a leap in the dark,", "Anselm Brackley"),),
        ),
        (
            "what somebody calls",
            "Dam plan revived\n\nThe lake is part of what Orla Dunmorrow calls “the quiet valley.”",
            (("the quiet valley.", "Orla Dunmorrow"),),
        ),
        (
            "his lawyer, named",
            "Farmer in court\n\n"
            "Anselm Brackley did not speak. His lawyer, Gareth Pellister, called the charge “thin "
            "soup.”",
            (("thin soup.", "Gareth Pellister"),),
        ),
        (
            "in the words of",
            "Dam plan revived\n\nThe lake will be, in the words of Orla Dunmorrow, “a battery with fish in it.”",
            (("a battery with fish in it.", "Orla Dunmorrow"),),
        ),
        (
            "a relative clause of the speaker",
            "Dam plan revived\n\nAnselm Brackley, who calls the dam “a grave,” will meet the engineers on Monday.",
            (("a grave,", "Anselm Brackley"),),
        ),
        (
            "a noun of saying",
            "Dam plan revived\n\nAnselm Brackley's answer was short: “Not for gold.”",
            (("Not for gold.", "Anselm Brackley"),),
        ),
    ),
    "mark styles, rarer": (
        (
            "low and high",
            "Oven fire at bakery\n\n„The bread was on time”, said Tobias Wrenfold.",
            (("The bread was on time", "Tobias Wrenfold"),),
        ),
        (
            "doubled curly singles",
            "Oven fire at bakery\n\n‘‘The bread was on time,’’ Tobias Wrenfold said.",
            (("The bread was on time,", "Tobias Wrenfold"),),
        ),
        (
            "spaces inside the marks",
            "Oven fire at bakery\n\n“ The bread was on time, ” Tobias Wrenfold said.",
            (("The bread was on time,", "Tobias Wrenfold"),),
        ),
        (
            "no space behind the mark",
            "Oven fire at bakery\n\n“The bread was on time,”Tobias Wrenfold said.",
            (("The bread was on time,", "Tobias Wrenfold"),),
        ),
        (
            "guillemets split around the cue",
            "Oven fire at bakery\n\n«The bread», said Tobias Wrenfold, «was on time».",
            (
                ("The bread", "Tobias Wrenfold"),
                ("was on time", "Tobias Wrenfold"),
            ),
        ),
        (
            "TeX, split around the cue",
            "Oven fire at bakery\n\n``The bread,'' said Tobias Wrenfold, ``was on time.''",
            (
                ("The bread,", "Tobias Wrenfold"),
                ("was on time.", "Tobias Wrenfold"),
            ),
        ),
        (
            "the comma outside the marks",
            "Oven fire at bakery\n\n“The bread was on time”, Tobias Wrenfold said.",
            (("The bread was on time", "Tobias Wrenfold"),),
        ),
        (
            "doubled apostrophes and an apostrophe",
            "Oven fire at bakery\n\n''The bread wasn't on time,'' Tobias Wrenfold said.",
            (("The bread wasn't on time,", "Tobias Wrenfold"),),
        ),
    ),
}
