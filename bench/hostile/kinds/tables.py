"""Tables, and texts in Markdown."""

from __future__ import annotations

from bench.hostile.kinds.making import PROSE, Make, nested, numbered, repeated

HEAD = "id,title,author,date,body\n"
FENCED = "---\ntitle: Gulls return\n"

TABLES: dict[str, Make] = {
    "table: rows": repeated('a,Gulls return,Una Brack,2024-09-17,"They are back, all."\n', HEAD),
    "table: marks not closed": repeated('a,"b,c,d,e\n', HEAD),
    "table: one long cell": repeated("e\n", HEAD + 'a,b,c,d,"'),
    "table: marks": repeated('"', HEAD),
    "table: marks doubled at the end": repeated('a,b,c,d,"x""\n', HEAD),
    "table: commas": repeated(",", HEAD),
    "table: line ends": repeated("\n", HEAD),
    "table: carriage returns": repeated("\r", HEAD),
    "table: empty rows": repeated(",,,,\n", HEAD),
    "table: names": repeated("title,", "", "title\na"),
    "table: different names": numbered("title{},", "", "title\na"),
    "table: escaped marks": repeated('\\"', HEAD),
    "table: all delimiters": repeated("a,b;c\td|", "", "\n1,2;3\t4|"),
    "table: prose": repeated(PROSE.replace(",", ""), HEAD + "a,b,c,d,"),
    "Markdown: aliases": repeated("b: [*a, *a]\n", FENCED + "a: &a [x]\n", "---\n\nText."),
    "Markdown: aliases of aliases": numbered("a{0}: &a{0} [*z, *z]\n", FENCED + "z: &z [x]\n", "---\n\nText."),
    "Markdown: lists in YAML": repeated("[", FENCED + "a: ", "\n---\n\nText."),
    "Markdown: keys in YAML": numbered("a{}: b\n", FENCED, "---\n\nText."),
    "Markdown: indents in YAML": lambda size: (
        FENCED + "".join(" " * depth + "a:\n" for depth in range(int((2 * size) ** 0.5))) + "---\n\nText."
    ).encode(),
    "Markdown: tables in TOML": repeated("[[a.b]]\n", '+++\ntitle = "Gulls"\n', "+++\n\nText."),
    "Markdown: dotted keys in TOML": repeated("a.", '+++\ntitle = "Gulls"\n', "b = 1\n+++\n\nText."),
    "Markdown: headings": repeated("# ", "# Gulls return\n\n"),
    "Markdown: headings a line": repeated("# Gulls\n", "# Gulls return\n\n"),
    "Markdown: quotations": repeated("> ", "# Gulls return\n\n", "a"),
    "Markdown: quotations a line": repeated("> They are back.\n", "# Gulls return\n\n"),
    "Markdown: lists": repeated("- ", "# Gulls return\n\n", "a"),
    "Markdown: brackets": repeated("[", "# Gulls return\n\n"),
    "Markdown: links": repeated("[a](b) ", "# Gulls return\n\n"),
    "Markdown: links not closed": repeated("[a](", "# Gulls return\n\n"),
    "Markdown: references": numbered("[a{0}]: b\n[a{0}] ", "# Gulls return\n\n"),
    "Markdown: one address all over": repeated("[a]", f"# Gulls return\n\n[a]: {'b' * 1000}\n\n"),
    "Markdown: lists of lists in YAML": lambda size: (
        FENCED
        + "a0: &a0 [x]\n"
        + "".join(f"a{n + 1}: &a{n + 1} [*a{n}, *a{n}]\n" for n in range(size // 24))
        + "---\n\na"
    ).encode(),
    "Markdown: images": repeated("![a](b)", "# Gulls return\n\n"),
    "Markdown: emphasis": repeated("*a_b ", "# Gulls return\n\n"),
    "Markdown: emphasis nested": nested("*a ", " b*", "# Gulls return\n\n"),
    "Markdown: stars": repeated("*", "# Gulls return\n\n", "a"),
    "Markdown: ticks": repeated("`a``", "# Gulls return\n\n"),
    "Markdown: fences": repeated("```\n", "# Gulls return\n\n"),
    "Markdown: tags": repeated("<a ", "# Gulls return\n\n"),
    "Markdown: rows": repeated("|a", "# Gulls return\n\n", "|\n|-|\n"),
    "Markdown: backslashes": repeated("\\", "# Gulls return\n\n"),
}
