"""Pieces of HTML in other formats: what divides lines in a browser divides words and paragraphs."""

import pytest

from corpus.pages.fragment import paragraphs_of_markup

POST = (
    '<blockquote class="twitter-tweet"><p lang="en">We are sorry. Nobody wanted to stop the boat.</p>&mdash; Piers '
    'Hallam (@piershallam) <a href="https://t.example/1">September 17, 2024</a></blockquote>'
)


@pytest.mark.parametrize(
    ("markup", "paragraphs"),
    [
        ("The last boat<br>leaves at nine.", ["The last boat leaves at nine."]),
        ("The last boat<div>leaves at nine.</div>", ["The last boat", "leaves at nine."]),
        ("<p>One boat.<br><br />Two boats.</p>", ["One boat.", "Two boats."]),
        ("<p>The b<b>oa</b>t<!-- big --> left</p>", ["The boat left"]),
        ("<p>One\n\nboat</p><ul><li>two<li>three</ul>", ["One boat", "two", "three"]),
        ("One <i>boat</i>\nTwo boats", ["One boat", "Two boats"]),
        ("One <i>boat</i>\nleft\n\nTwo boats", ["One boat left", "Two boats"]),
        ("<p>The <q>full</q> one</p>", ["The “full” one"]),
        ("<table><tr><td>Sunday</td><td><p>0</p></td></tr><tr><th>Monday<th>2</table>", ["Sunday | 0", "Monday | 2"]),
        ("<script>var ad=1;</script><style>.ad{}</style>a<noscript>b</noscript><form>c</form> d", ["a d"]),
        ("<!-- nothing --><p></p>", []),
        (POST, ["“We are sorry. Nobody wanted to stop the boat.” — Piers Hallam (@piershallam) September 17, 2024"]),
    ],
)
def test_blocks_and_breaks_divide(markup: str, paragraphs: list[str]) -> None:
    assert list(paragraphs_of_markup(markup)) == paragraphs


@pytest.mark.parametrize(
    ("value", "paragraphs"),
    [
        ("It&rsquo;s &#8220;full&#8221;", ["It’s “full”"]),
        ("It&amp;rsquo;s <b>full</b> &amp;amp; late", ["It’s full & late"]),
        ("Fish &amp;amp; chips, AT&T, R&D; &copy 2024", ["Fish & chips, AT&T, R&D; &copy 2024"]),
        ("&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Fish &amp;amp; chips.&lt;/p&gt;", ["One.", "Fish & chips."]),
        ("He wrote &lt;b&gt; for 3 < 4", ["He wrote <b> for 3 < 4"]),
    ],
)
def test_references_are_read_also_where_no_tag_stands_and_where_escaped_twice(
    value: str, paragraphs: list[str]
) -> None:
    assert list(paragraphs_of_markup(value)) == paragraphs


def test_a_line_that_is_a_sentence_is_a_paragraph_though_one_break_ends_it() -> None:
    lines = [
        "The ferry company will stop its Sunday sailings from November, it said on Tuesday.",
        "Islanders who work on the mainland said that they would lose a day’s pay each week.",
    ]
    assert list(paragraphs_of_markup("<br>".join(lines))) == lines
