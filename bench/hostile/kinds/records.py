"""Articles in JSON."""

from __future__ import annotations

from bench.hostile.kinds.making import PROSE, Make, nested, numbered, repeated, zipped

RECORDS: dict[str, Make] = {
    "records: lines": repeated('{"title": "Town meets", "text": "We met.\\n\\nIt rained."}\n'),
    "records: empty lines": repeated("\n", '{"title": "a", "text": "b"}\n'),
    "records: empty objects a line": repeated("{}\n"),
    "records: broken lines": repeated("{]\n", '{"title": "a", "text": "b"}\n'),
    "records: lines that are no JSON": repeated('{"title": "Town meets", text}\n', '{"title": "a", "text": "b"}\n'),
    "records: lines of high bytes": lambda size: (
        b'{"title": "a", "text": "b"}\n'
        + b"".join(b'{"title": "\xcf\xe0\xf0\xee\xec %d"}\n' % n for n in range(size // 26))
    ),
    "records: the same line": repeated('{"title": "a", "text": "b"}\n'),
    "records: list": repeated('{"title": "Town meets", "text": "We met."},\n', "[", '{"title": "a"}]'),
    "records: list of empty objects": repeated("{},", "[", "{}]"),
    "records: list of empty objects, zipped": zipped(repeated("{},", "[", "{}]")),
    "records: list of empty lists, zipped": zipped(repeated("[],", "[", "[]]")),
    "records: list of numbers": repeated("1.5,", "[", "1]"),
    "records: list cut off": repeated('{"title": "Town meets"},', "["),
    "records: list in an object": repeated('{"title": "a", "text": "b"},', '{"articles": [', "{}]}"),
    "records: list in a list": repeated("[", "[{},", ""),
    "records: nested objects": repeated('{"a":', "", "1"),
    "records: nested objects closed": nested('{"body":', "}", '{"title": "a", "body":', "1"),
    "records: one body": repeated(PROSE, '{"title": "Town meets", "text": "', '"}'),
    "records: one body, open": repeated(PROSE, '{"title": "Town meets", "text": "'),
    "records: markup in a body": repeated("<p>", '{"title": "Town meets", "text": "', '"}'),
    "records: spans in a body": repeated("<span>a ", '{"title": "Town meets", "text": "', '"}'),
    "records: attributes in a body": numbered("a{}=1 ", '{"title": "Town meets", "text": "<p>a<p ', '>b"}'),
    "records: unclosed tags in a body": repeated("<p ", '{"title": "Town meets", "text": "', '"}'),
    "records: paragraphs in a body": repeated('"a",', '{"title": "Town meets", "paragraphs": [', '"b"]}'),
    "records: blank lines in a body": repeated("\\n \\t", '{"title": "Town meets", "text": "a', 'b"}'),
    "records: blanks in a body": repeated("\\n  ", '{"title": "Town meets", "text": "\\n', 'b"}'),
    "records: keys": numbered('"a{}": 1, ', "{", '"a": 1}'),
    "records: authors": repeated('"Tom Smith",', '{"title": "Town", "text": "a", "author": [', '"b"]}'),
    "records: tags": repeated("a,b;", '{"title": "Town", "text": "a", "tags": "', 'b"}'),
    "records: spaces in a byline": repeated("\\u0001 ", '{"title": "Town", "text": "a", "author": "Tom', 'b"}'),
    "records: digits": repeated("1", '{"title": "Town", "text": "a", "id": ', "}"),
    "records: one line of blanks": repeated(" ", '{"title": "a"', "}"),
    "records: long id": repeated("a", '{"title": "Town", "text": "a", "id": "', '"}'),
    "records: backslashes": repeated("\\", '{"title": "Town", "text": "'),
    "records: quotes": repeated("“We met,” said Moira Tregellis.\\n\\n", '{"title": "Town meets", "text": "', '"}'),
}
