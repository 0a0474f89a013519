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
            (("as thin as string", "Gareth Pellister"),),
        ),
        (
            "at the head of the sentence",
            "Bridge inspection late\n\nAccording to Gareth Pellister, two of the cables were “as thin as string.”",
            (("as thin as string.", "Gareth Pellister"),),
        ),
        (
            "a document",
            "Bridge inspection late\n\nThe deck was “unfit for lorries,” according to a report released on Friday.",
            (("unfit for lorries", "a report"),),
        ),
        (
            "known by surname",
            "Bridge inspection late\n\n"
            "Gareth Pellister inspected the Corrimore bridge in April.\n\n"
            "Two of the cables were “as thin as string,” according to Pellister.",
            (("as thin as string", "Gareth Pellister"),),
        ),
        (
            "role before the name",
            "Bridge inspection late\n\n"
            "The river was “two hands below the deck,” according to fire chief Anselm Brackley.",
            (("two hands below the deck", "Anselm Brackley"),),
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
    ),
    "quotes in headlines": (
        (
            "cue behind",
            "'The boats will sail,' says Tregellis\n\nMoira Tregellis promised on Monday to keep the Penhaven ferry.",
            (("The boats will sail", "Moira Tregellis"),),
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
            (),
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
    ),
    "pronouns": (
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
            "the grammatical subject",
            "Court frees farmer\n\n"
            "Robert Brackley thanked his lawyer, Thomas Pellister, and his neighbours.\n\n"
            "“They fed my sheep for a year,” he said.",
            (("They fed my sheep for a year,", "Robert Brackley"),),
        ),
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
    ),
    "scare quotes, titles and nicknames": (
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
            "a nickname",
            "Boxer dies at 80\n\nTobias “The Anvil” Wrenfold fought 41 bouts in Ardlow and lost two.",
            (("The Anvil", ""),),
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
            "a word as a word",
            "Town sign stolen\n\nThe word “welcome” was missing from the sign when the police came.",
            (("welcome", ""),),
        ),
        (
            "a scare quote in the headline",
            "Farmers leave 'smart' tractors in the barn\n\n"
            "The tractors did not start in the cold, and the dealer in Tarnock Vale has run out of "
            "parts.",
            (),
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
            (("fit for people", "Rufus Calderbank"),),
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
    "names and abbreviations": (
        (
            "non-breaking space in the name",
            "Oven fire at bakery\n\n“The bread was on time,” Tobias\xa0Wrenfold said.",
            (("The bread was on time,", "Tobias\xa0Wrenfold"),),
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
        (
            "Mr.",
            "Oven fire at bakery\n\nTobias Wrenfold owns the bakery.\n\n“The bread was on time,” Mr. Wrenfold said.",
            (("The bread was on time,", "Tobias Wrenfold"),),
        ),
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
            "abbreviations inside the quote",
            "Clinic in Tarnock reopens\n\n“Mr. Pell came at 4 a.m. on Jan. 5 with Dr. Orrin,” Hester Quillan said.",
            (("Mr. Pell came at 4 a.m. on Jan. 5 with Dr. Orrin,", "Hester Quillan"),),
        ),
    ),
}
