"""What stands before a text: bylines, datelines, agencies, labels."""

import pytest

from corpus.metadata.datelines import Dateline, split_dateline
from corpus.metadata.openings import opening_of

TEXT = "The ferry company will stop its Sunday sailings."


@pytest.mark.parametrize(
    ("before", "place", "agency"),
    [
        ("PORT ALDER, Nov. 8 (Coastwire) — ", "PORT ALDER", "Coastwire"),
        ("NEW YORK and CHICAGO (December 22, 2013) — ", "NEW YORK and CHICAGO", ""),
        ("PORT ALDER/COBB QUAY, Sept 17 (Reuters) - ", "PORT ALDER/COBB QUAY", "Reuters"),
        ("PORT ALDER, COBB QUAY and HARROW — ", "PORT ALDER, COBB QUAY and HARROW", ""),
        ("PORT ALDER (September 17, 2024) — ", "PORT ALDER", ""),
        ("PORT ALDER—", "PORT ALDER", ""),
        ("PORT ALDER | ", "PORT ALDER", ""),
        ("Paris (AFP) – ", "Paris", "AFP"),
        ("Berlin (dpa) - ", "Berlin", "dpa"),
        ("BERLIN, 17. September (dpa) - ", "BERLIN", "dpa"),
        ("ROMA, 17 SET (ANSA) - ", "ROMA", "ANSA"),
        ("PARIS, 17 sept. 2024 (AFP) - ", "PARIS", "AFP"),
        ("MADRID 17 Sep. (EUROPA PRESS) - ", "MADRID", "EUROPA PRESS"),
        ("PORT ALDER, Tuesday — ", "PORT ALDER", ""),
        ("Port Alder, Sept 17 - ", "Port Alder", ""),
        ("PORT ALDER, Sept. 17, 2024 /PRNewswire/ -- ", "PORT ALDER", "PRNewswire"),
        ("NEW YORK--(BUSINESS WIRE)--", "NEW YORK", "BUSINESS WIRE"),
        ("PORT ALDER, Maine, Sept. 17, 2024 (GLOBE NEWSWIRE) -- ", "PORT ALDER, Maine", "GLOBE NEWSWIRE"),
        ("PORT ALDER (Coastwire, Sept. 17) - ", "PORT ALDER", "Coastwire"),
        ("WASHINGTON, D.C. – ", "WASHINGTON, D.C.", ""),
        ("ST. JOHN'S, N.L. — ", "ST. JOHN'S, N.L.", ""),
        ("SÃO PAULO (AP) — ", "SÃO PAULO", "AP"),
        ("Los Angeles, Calif. (AP) — ", "Los Angeles, Calif.", "AP"),
        ("STOCKTON-ON-TEES, England (AP) — ", "STOCKTON-ON-TEES, England", "AP"),
        ("ABOARD THE USS HARROW (AP) — ", "ABOARD THE USS HARROW", "AP"),
        ("(PORT ALDER) — ", "PORT ALDER", ""),
        ("(AP) — ", "", "AP"),
        ("(ANSA) - PORT ALDER, 08 NOV - ", "PORT ALDER", "ANSA"),
        ("Madrid, 17 sep (EFE).- ", "Madrid", "EFE"),
        ("NEW DELHI: ", "NEW DELHI", ""),
        ("MOSCOW, October 7. /TASS/. ", "MOSCOW", "TASS"),
        ("MOSCOW, Oct 7 /TASS/ ", "MOSCOW", "TASS"),
        ("Oct. 7 (UPI) -- ", "", "UPI"),
        ("Port Alder [Merrow], October 7 (ANI): ", "Port Alder [Merrow]", "ANI"),
        ("KYIV /Ukrinform/ - ", "KYIV", "Ukrinform"),
        ("PORT ALDER, Skerry--(BUSINESS WIRE)--", "PORT ALDER, Skerry", "BUSINESS WIRE"),
        ("PORT ALDER, Skerry (AP) _ ", "PORT ALDER, Skerry", "AP"),
    ],
)
def test_datelines_of_all_wires_are_read(before: str, place: str, agency: str) -> None:
    assert split_dateline(before + TEXT) == Dateline(place, TEXT, agency)


@pytest.mark.parametrize(
    ("first", "second", "place"),
    [
        ("Port Alder – The ferry is to stop.", "Nurses of the hospital in Port Alder will be stranded.", "Port Alder"),
        ("Port Alder - Die Fähre fällt weg.", "Wie man in Port Alder hört, nahm sie niemand.", "Port Alder"),
        ("Skerry — Le ferry cesse.", "Personne ne le prenait à Skerry.", "Skerry"),
        ("Port Alder – The ferry is to stop.", "Nobody took it.", ""),
        ("Maud Tarrant – The pilot of the year.", "“I am glad,” said Maud Tarrant.", ""),
    ],
)
def test_a_place_in_small_letters_is_one_where_the_text_says_so(first: str, second: str, place: str) -> None:
    found = opening_of([first, second])
    assert found.dateline == place
    assert found.paragraphs == (first.removeprefix(place).lstrip(" –-—") if place else first, second)


@pytest.mark.parametrize("label", ["EXCLUSIVE", "BREAKING NEWS", "UPDATE 1", "EDITOR'S NOTE", "FACT CHECK"])
@pytest.mark.parametrize("dash", [" – ", " - ", ": ", " — "])
def test_a_label_is_no_place(label: str, dash: str) -> None:
    assert split_dateline(label + dash + TEXT) == Dateline("", TEXT, label=label)


@pytest.mark.parametrize(
    "text",
    [
        "COVID-19 cases rose — and fell.",
        "A DOG — not a cat — barked.",
        "I — who was there — saw it.",
        "NATO — the alliance — met.",
        "“PORT ALDER — it rained,” she said.",
        "John Smith (Labour) — who lost — left.",
        "The FBI - said nothing.",
        "IT'S OVER: The boats stop.",
        "NASA: The agency said so.",
        "Mr Brown, Tuesday — The day after.",
        "PORT ALDER — ",
    ],
)
def test_other_beginnings_are_text(text: str) -> None:
    assert split_dateline(text) == Dateline("", text)


@pytest.mark.parametrize(
    ("paragraphs", "byline", "place"),
    [
        (["By Una Brack", TEXT], ("Una Brack",), ""),
        (
            ["By Una Brack and Joss Pell", f"PORT ALDER, Sept 17 (AP) - {TEXT}"],
            ("Una Brack", "Joss Pell"),
            "PORT ALDER",
        ),
        (["BY UNA BRACK", f"PORT ALDER (AP) — {TEXT}"], ("Una Brack",), "PORT ALDER"),
        (["PORT ALDER, Sept 17 (AP) -", "By Una Brack", TEXT], ("Una Brack",), "PORT ALDER"),
        (["PORT ALDER, Sept 17 (AP) -", TEXT], (), "PORT ALDER"),
        ([f"By Una Brack PORT ALDER, Sept 17 (AP) - {TEXT}"], ("Una Brack",), "PORT ALDER"),
    ],
)
def test_bylines_and_datelines_stand_before_a_text(paragraphs: list[str], byline: tuple[str, ...], place: str) -> None:
    found = opening_of(paragraphs)
    assert (found.byline, found.dateline, found.paragraphs) == (byline, place, (TEXT,))


@pytest.mark.parametrize("first", ["By Friday the boats will have stopped.", "By Friday, Una Brack left", "By then"])
def test_a_sentence_that_begins_with_by_is_text(first: str) -> None:
    assert opening_of([first, TEXT]).paragraphs == (first, TEXT)


@pytest.mark.parametrize(
    ("opening", "place", "agency"),
    [
        ("PORT ALDER (AFP) ", "PORT ALDER", "AFP"),
        ("PORT ALDER, Skerry (AP) ", "PORT ALDER, Skerry", "AP"),
        ("Port Alder, Sep 17 (PTI) ", "Port Alder", "PTI"),
        ("Port Alder, 17 September 2024 (IANS) ", "Port Alder", "IANS"),
        ("(AP) ", "", "AP"),
        ("(Reuters) ", "", "Reuters"),
        ("New Delhi: ", "New Delhi", ""),
        ("Mumbai: ", "Mumbai", ""),
    ],
)
def test_a_dateline_may_have_no_dash(opening: str, place: str, agency: str) -> None:
    found = split_dateline(f"{opening}The ferry is back.")
    assert (found.place, found.agency, found.rest) == (place, agency, "The ferry is back.")


@pytest.mark.parametrize(
    "text",
    [
        "The Skerry Echo (Reuters) The same was said.", "Una Brack (AP) She was there.", "MERROW (LTD) It is sold.",
        "(Laughter) The hall was full.", "(Sept. 17) The ferry is back.", "Alder (AFP) The ferry is back.",
    ],
)  # fmt: skip
def test_brackets_without_a_dash_are_no_dateline_by_themselves(text: str) -> None:
    assert split_dateline(text).rest == text
