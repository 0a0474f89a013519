"""XML as agencies and sites send it: its items one at a time, each parsed by itself, and what is in an element.

References to entities never reach the parser: those that HTML names become their characters, others are text. So
nothing can unfold, and nothing is fetched.
"""

from __future__ import annotations

import html
import html.entities
import re
from collections.abc import Callable, Iterator
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from corpus.article import Source, Unreadable
from corpus.clean import decode, one_line
from corpus.record import Record
from corpus.xml.cutting import pieces

if TYPE_CHECKING:  # most archives have no XML, and lxml takes a tenth of a worker's start
    from lxml.etree import _Element as Element

# So many items in a row too short to say anything end a file: what a few kilobytes of gzip can unfold to would else be
# taken down one by one.
MOST_EMPTY, SHORTEST_ITEM = 10_000, 40
ENCODING = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
WEST = frozenset(["iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii"])
# Of the characters of a text in UTF-8 that are not ASCII, so many may be broken; Windows-1252 breaks nearly all.
MOST_BROKEN = 0.1
BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
DEEPEST = 200  # elements in one another; articles have some twenty


class Item(NamedTuple):
    """An item's ``markup``; ``wrapper`` is a start tag with all namespaces declared before it, ``line`` where the item
    begins, ``about`` what the format's reader found before the first item."""

    markup: bytes
    line: int = 1
    wrapper: str = "<items>"
    encoding: str = ""
    about: Any = None


def split(
    stream: IO[bytes],
    source: Source,
    names: str,
    about: Callable[[Element], Any] = lambda _head: None,
    nested: bool = False,
) -> Iterator[Record | Unreadable]:
    """A record, with the values of an ``Item``, for each element so named; see ``pieces``. What is broken is named."""
    found = pieces(stream, names, nested)
    try:
        common = _common(next(found).markup, about)
    except ValueError as error:
        yield Unreadable(source, f"what stands before its first item: {error}")
        return
    number, empty, only = 0, 0, None
    for number, piece in enumerate(found, start=1):
        place = Source(source.file, f"item {number}")
        data = tuple(common._replace(markup=piece.markup, line=piece.line))
        one = Unreadable(place, f"{piece.fault} (line {piece.line})") if piece.fault else Record(place, data)
        if number == 1:
            only = one
            continue
        if only:
            yield only
            only = None
        yield one
        empty = empty + 1 if len(piece.markup) < SHORTEST_ITEM else 0
        if empty == MOST_EMPTY:
            yield Unreadable(place, f"{MOST_EMPTY:,} empty items in a row; the rest of the file is left out")
            return
    if isinstance(only, Record):  # it is the file
        yield only._replace(source=source)
    elif only:
        yield Unreadable(source, only.reason)
    elif not number:
        yield Unreadable(source, f"no <{names.replace('|', '> or <')}> in it")


def _common(head: bytes, about: Callable[[Element], Any]) -> Item:
    """What all items of a file share, as an item without markup."""
    declared = ENCODING.search(head[:1000])
    encoding = declared[1].decode().casefold() if declared else ""
    root = _tree(decoded(head, encoding), "<items>")[0]
    namespaces: dict[str | None, str] = {}
    attributes: dict[str, str] = {}
    for element in list(root.iter())[1:MOST_DECLARING]:
        namespaces |= element.nsmap
        attributes |= {key: element.get(XML + key) or "" for key in ("lang", "base") if element.get(XML + key)}
    namespaces = {prefix: uri for prefix, uri in [*namespaces.items()][:MOST_DECLARING] if len(uri) <= LONGEST_URI}
    stated = [f' xmlns{":" + prefix if prefix else ""}="{html.escape(uri)}"' for prefix, uri in namespaces.items()]
    stated += [f' xml:{key}="{html.escape(value)}"' for key, value in attributes.items()]
    return Item(b"", wrapper=f"<items{''.join(stated)}>", encoding=encoding, about=about(root))


MOST_DECLARING = 50  # elements, and namespaces: they are declared in the first few, and repeated for each item
LONGEST_URI = 500  # characters
XML = "{http://www.w3.org/XML/1998/namespace}"


def parsed(data: tuple[Any, ...]) -> tuple[Item, Element, str]:
    """The item of a record's data, its element, and what of it is damaged, as a remark; it is read as far as it goes.

    Raises ``ValueError`` where it is excessive, or nothing is left of it.
    """
    item = Item(*data)
    text = decoded(item.markup, item.encoding)
    root, fault = _tree(text, item.wrapper, item.line)
    if fault:
        again, still = _tree(_sealed(UNCLOSED.sub(r"\1/>", text)), item.wrapper, item.line)
        root, fault = (root, fault) if still else (again, "")
    if not len(root):
        raise ValueError(fault or "XML without an element")
    return item, root[0], fault and f"damaged XML ({fault}): read as far as it goes"


# HTML that has slipped into XML as it is: tags that it does not close, and elements of feeds that may have any.
UNCLOSED = re.compile(r"(<(?:br|hr|img|wbr)\b(?:[^<>/]|/(?!>)){0,1000}+)>", re.IGNORECASE)


LOOSE_TEXT = re.compile(r"<(title|description|summary|content:encoded)\b[^<>]{0,500}+(?<!/)>")


def _sealed(text: str) -> str:
    """``text`` with what is in the elements of ``LOOSE_TEXT`` as text, whatever it is."""
    kept, at = [], 0
    while begin := LOOSE_TEXT.search(text, at):
        end = text.find(f"</{begin[1]}", begin.end())
        if end < 0:
            break
        inner = text[begin.end() : end]
        kept += [text[at : begin.end()], inner if "]]>" in inner else f"<![CDATA[{inner}]]>"]
        at = end
    return "".join([*kept, text[at:]])


def _tree(text: str, wrapper: str, line: int = 1) -> tuple[Element, str]:
    """(the root, which has the element of ``text`` in it; the first fault, with its line)."""
    from lxml import etree  # noqa: PLC0415 - as above

    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    whole = f"{wrapper}{_without_references(text)}</items>"
    root = etree.fromstring(whole.encode("utf-8", "replace"), parser)
    if root is None:
        raise ValueError("no XML")
    faults = [error for error in parser.error_log if error.level >= etree.ErrorLevels.ERROR]
    excess = next((error.message for error in faults if error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT), "")
    if excess or _depth(root) > DEEPEST:
        raise ValueError(excess or f"more than {DEEPEST} elements in one another")
    # A prefix that nothing declares is but untidy.
    first = next((error for error in faults if error.domain != etree.ErrorDomains.NAMESPACE), None)
    return root, f"line {line + first.line - 1}: {first.message}" if first else ""


def _depth(root: Element) -> int:
    from lxml import etree  # noqa: PLC0415 - as above

    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


# What no XML may have, or what parsers take for what it is not meant to be. CDATA sections stay as they are.
LOOSE = re.compile(
    r"<!\[CDATA\[(?:[^\]]++|\](?!\]>))*+(?:\]\]>)?|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\]\s*+)?>?|<\?xml\b[^>]*+>"
    r"|&(?:(#?\w{1,31});)?|<(?![A-Za-z_/!?])"
)
ILLEGAL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))


def _without_references(text: str) -> str:
    return LOOSE.sub(_tidied, text.translate(ILLEGAL))


def _tidied(found: re.Match[str]) -> str:
    if found[0].startswith("<"):
        return "&#60;" if found[0] == "<" else found[0] if found[0].startswith("<![") else ""
    name = found[1]
    if name and (name.startswith("#") or f"{name};" in html.entities.html5):
        # By number, because libxml2 passes over names that it has to look up once something was wrong.
        return html.unescape(found[0]).translate(ILLEGAL).translate(BY_NUMBER)
    return f"&#38;{found[0][1:]}"


BY_NUMBER = {ord(sign): f"&#{ord(sign)};" for sign in "&<>\"'"}


def decoded(data: bytes, declared: str) -> str:
    """The text of ``data``, in UTF-8 if it is, even with a slip, else as declared or detected."""
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    if (broken := text.count("\ufffd")) and broken > MOST_BROKEN * len(BEYOND_ASCII.findall(text)):
        return decode(data, "windows-1252" if declared in WEST else declared)
    return text


def path(steps: str) -> str:
    """An lxml path of local names, whatever their namespaces: ``path("head/title")``."""
    return "/".join(f"{{*}}{step}" if step[:1].isalpha() else step for step in steps.split("/"))


def first(element: Element | None, *paths: str) -> Element | None:
    """The first element at the first of the paths that leads to one with something in it."""
    if element is None:
        return None
    return next((found for steps in paths for found in element.iterfind(path(steps)) if text_of(found)), None)


def every(element: Element | None, *paths: str) -> list[Element]:
    """All elements at the paths, in that order."""
    return [] if element is None else [found for steps in paths for found in element.iterfind(path(steps))]


def text_of(element: Element | None) -> str:
    """All text in an element, on one line."""
    if element is None:
        return ""
    for breaking in element.iter("{*}br"):
        breaking.tail = " " + (breaking.tail or "").lstrip()
    return one_line("".join(element.itertext()))


def texts_of(element: Element | None, *paths: str) -> list[str]:
    """The text of each element at the paths that has some."""
    return [text for found in every(element, *paths) if (text := text_of(found))]


def name_of(element: Element) -> str:
    """Its name without namespace and prefix."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def first_of(element: Element | None, steps: str) -> Element | None:
    """The first element at a path, whether or not there is text in it."""
    return next(iter(every(element, steps)), None)


def attribute(element: Element | None, name: str, child: str = "") -> str:
    """An attribute, tidied, of an element or of its first child so named that has it."""
    holders = every(element, child) if child else [element]
    return next((one_line(text) for each in holders if each is not None and (text := each.get(name))), "")


def markup_of(element: Element) -> str:
    """What is in an element as HTML without namespaces; where it is text, that."""
    from lxml import etree  # noqa: PLC0415 - as above

    if not len(element):
        return element.text or ""
    for each in element.iter("*"):
        each.tag = name_of(each)
        for key in [key for key in each.attrib if ":" in key or "}" in key]:
            del each.attrib[key]
    etree.cleanup_namespaces(element)
    inner = [etree.tostring(child, method="html", encoding="unicode") for child in element]
    return html.escape(element.text or "", quote=False) + "".join(inner)
