"""Elements of a page that hold nothing of its article: menus, boxes, comments, other stories, what is hidden."""

from __future__ import annotations

from itertools import islice

from lxml.html import HtmlElement

from corpus.layout.blocks import BLOCK, UNSEEN
from corpus.layout.names import named, words_of
from corpus.patterns import IGNORECASE, Expression

# Of what class, id and the like name, in small letters, "-" before capitals and for "_".
BOXES = Expression(
    r"(?<![a-z])(?<!has-|with-|hide-)(?:comments?|comment-?list|disqus\w*|respond|replies|related\w*|recommend\w*|recirc\w*"
    r"|more-(?:from|stories|news|on|articles|posts|in)|(?:next|prev(?:ious)?)-?(?:articles?|story|stories|posts?)"
    r"|read-(?:more|next|also|on)|readmore|also-read|see-also|up-next"
    r"|most-(?:read|popular|viewed|shared|recent|commented)|popular|trending|latest|share\w*|sharing|social\w*|addthis\w*"
    r"|sharedaddy|newsletters?|subscri\w+|sign-?up|promos?|promo-?box|promotion|adverts?|advertisements?|advertising"
    r"|ads?|ad-?(?:slot|unit|wrap\w*|container|block|box)|dfp|mpu|sponsor\w*|outbrain\w*|taboola\w*|zergnet|side-?bar\w*"
    r"|rail|right-?col\w*|site-?(?:sub|notice)|breadcrumbs?|pagination|pager|page-?nav|menu|nav\w*|masthead|footer|site-?header|cookies?\w*"
    r"|consent|gdpr|modal|pop-?up|overlay|login|author-?(?:bio\w*|box|info|card|desc\w*|profile)|about-?(?:the-)?author"
    r"|bio|biography|byline\w*|by-line|authors?|writer|published\w*|pub-?date|post-?date|entry-?date|article-?date|date"
    r"|date-?time|time-?stamp|updated|(?:entry|post|article|story)-(?:meta\w*|info|tags?|footer|actions?|tools?|utility)"
    r"|meta|metadata|tags|tag-?list|tag-?cloud|taglist|tagged|topics|topic-?list|categor(?:y|ies)|cat-links|keywords"
    r"|captions?|caption-text|photo-?credits?|credits?|image-?(?:meta|source)|copyright\w*|galler(?:y|ies)|slide-?show\w*"
    r"|carousel\w*|slider|thumb(?:nail)?s?|teasers?|widgets?|tool-?(?:bar|box)s?|tools|print-only|printonly|sr-only"
    r"|screen-reader\w*|visually-?hidden|skip-?links?|toc|table-of-contents|player|weather|poll|quiz|survey|donat\w+"
    r"|contribut\w+|support-us|app-download|follow\w*|jump-links|prev-?next|next-?prev|post-navigation|feedback|ratings?"
    r"|votes?|reactions?|read(?:ing)?-?time|kicker|eyebrow|syndication|partner\w*|swipe|flyout|drawer|hamburger"
    r"|kommentar\w*|commentaires?|comentarios?|empfehl\w*|verwandte\w*|relacionad\w*|correlat\w*|mas-?leid\w*|lo-mas-\w*"
    r"|meistgelesen|leggi-?anche|lire-?aussi|lesen-?sie-?auch|lees-?ook|mehr-?zum\w*|teilen|partage\w*|compart\w+"
    r"|werbung|anzeigen?|publicidad|publicite|pubblicita|reklam\w*|advertentie"
    r"|shopping\w*|affiliate\w*|buy-?box|product-?(?:box|card|list)s?|marketing\w*|notification\w*|toast|search|login-?box|user-?menu|whatsapp|facebook|twitter(?!-tweet)|linkedin|telegram|hidden)"
    r"(?![a-z])"
)
# Such that may as well be a part of the name of what holds the article.
COMMENTS = Expression(
    r"(?<![a-z])(?:comments?|comment-?list|disqus\w*|respond|replies|related\w*|recommend\w*)(?![a-z])"
)
INLINE_BOXES = Expression(
    r"(?<![a-z])(?:sr-only|screen-reader\w*|visually-?hidden|photo-?credits?|credits?|captions?|share\w*|time-?stamp"
    r"|read(?:ing)?-?time|ad|ads|byline|hidden|(?:mw-)?editsection)(?![a-z])"
)
HIDDEN_STYLE = Expression(r"display\s*+:\s*+none|visibility\s*+:\s*+hidden", IGNORECASE)
ROLES = frozenset("navigation banner contentinfo complementary search menu menubar dialog alertdialog toolbar".split())
NAMED_BY = (
    "class", "id", "data-component", "data-testid", "data-module", "data-qa", "data-area", "data-hook", "aria-label",
)  # fmt: skip
BOX_TAGS = frozenset(["nav", "footer", "aside", "menu", "dialog", "address", "button"])
FRAMES = frozenset(["html", "body", "main"])  # which no name makes a box


class Boxes:
    """Which elements of a page are boxes beside its article. What holds the headline is none, nor what holds a good
    part of the page's paragraphs, unless these are comments or other stories."""

    def __init__(self, tree: HtmlElement, heading: HtmlElement | None) -> None:
        self.tree = tree
        self.kinds: dict[tuple[str, bool], bool] = {}
        in_paragraphs = sum(map(_characters, tree.iter("p")))
        # A page whose text stands in no paragraphs is measured by all its text.
        self.measure = _in_paragraphs if in_paragraphs >= FEWEST_IN_PARAGRAPHS else _in_all
        self.holding = set(heading.iterancestors()) if heading is not None else set()
        self.characters = self.measure(tree) - sum(map(self.measure, self._surely_beside(tree)))
        forms = islice(tree.iter("form"), MOST_FORMS)
        self.sign_ups = set(map(self._around, filter(_asks_for_mail, forms)))

    def __call__(self, node: HtmlElement) -> bool:
        """Whether to skip an element."""
        tag, attributes = node.tag, node.attrib
        if node in self.sign_ups:
            return True
        if tag in UNSEEN:
            return tag != "form" or not self._holds_article(node)
        if tag in FRAMES:
            return False
        if tag == "figcaption" or (attributes and self._is_hidden(node)):
            return True
        if tag == "figure":
            return node.find(".//blockquote") is None and node.find(".//table") is None
        if tag in BOX_TAGS:
            return node.getparent().tag != "blockquote" and not (tag != "nav" and self._holds_article(node))
        return bool(attributes) and (self._is_named_box(node) or _is_picture(node))

    def _surely_beside(self, tree: HtmlElement) -> list[HtmlElement]:
        """The outermost elements named for comments or related stories, unless they hold most of the page."""
        found: dict[HtmlElement, None] = {}
        for node in named(tree, COMMENTS):
            outermost = not any(around in found for around in node.iterancestors())
            if outermost and node.tag in BLOCK and node.tag not in FRAMES and node not in self.holding:
                found[node] = None
        return [node for node in found if node.find(".//h1") is None]

    def _around(self, form: HtmlElement) -> HtmlElement:
        """What has a form and its invitation, and nothing else."""
        around, parent = form, form.getparent()
        while parent is not None and parent not in self.holding and parent.tag not in FRAMES:
            if _in_all(parent) > LONGEST_INVITATION:
                break
            around, parent = parent, parent.getparent()
        return around

    def _is_named_box(self, node: HtmlElement) -> bool:
        attributes = node.attrib
        names = " ".join(filter(None, map(attributes.get, NAMED_BY)))
        if attributes.get("role") in ROLES:
            return not self._holds_article(node)
        if not names:
            return False
        block = node.tag in BLOCK
        key = (names, block)
        if key not in self.kinds:
            words = words_of(names)
            self.kinds[key] = bool((BOXES if block else INLINE_BOXES).search(words)) and not (
                WIDGETS.search(words) and self._hold_article_together(node.get("class"))
            )
        return self.kinds[key] and not self._holds_article(node, names)

    def _hold_article_together(self, names: str | None) -> bool:
        """Whether the article is made of elements of one class, as by builders of pages, each of which holds little."""
        nodes = self.tree.xpath("//*[@class = $names]", names=names) if names else []
        return sum(map(self.measure, nodes)) > MOST_IN_BOX * self.characters

    def _is_hidden(self, node: HtmlElement) -> bool:
        attributes = node.attrib
        style = attributes.get("style")
        if "hidden" in attributes or (style and HIDDEN_STYLE.search(style)):
            return True
        # A page that was saved with a dialog before it is hidden as a whole.
        return attributes.get("aria-hidden") == "true" and not self._holds_article(node)

    def _holds_article(self, node: HtmlElement, names: str = "") -> bool:
        if node in self.holding:
            return True
        if names and COMMENTS.search(words_of(names)):
            return False
        return self.measure(node) > MOST_IN_BOX * self.characters


LONGEST_INVITATION, MOST_FORMS = 400, 50  # characters


def _asks_for_mail(form: HtmlElement) -> bool:
    """Whether a form is to be sent an address of mail and nothing else."""
    fields = [f"{field.get('type') or ''} {field.get('name') or ''}".casefold() for field in form.iter("input")]
    return any("mail" in each for each in fields) and _in_all(form) <= LONGEST_INVITATION


PICTURE = Expression(r"(?<![a-z])(?:image|img|photo|picture|pic|illustration|bild|foto)s?(?![a-z])")
LONGEST_CAPTION = 300  # characters


def _is_picture(node: HtmlElement) -> bool:
    """Whether an element is named for a picture, and has one, with few words: its caption."""
    return (
        bool(PICTURE.search(words_of(node.get("class") or "")))
        and node.find(".//img") is not None
        and _in_all(node) <= LONGEST_CAPTION
    )


MOST_IN_BOX = 0.4  # of the page's paragraphs
FEWEST_IN_PARAGRAPHS = 300  # characters
WIDGETS = Expression(r"(?<![a-z])widgets?(?![a-z])")


def _in_paragraphs(node: HtmlElement) -> int:
    return sum(map(_characters, node.iter("p")))


def _in_all(node: HtmlElement) -> int:
    return sum(len(text.strip()) for text in node.itertext())


def _characters(paragraph: HtmlElement) -> int:
    return len(paragraph.text or "") + sum(len(node.tail or "") for node in paragraph)


FOREIGN = Expression(
    r"(?<![a-z])(?<!has-|with-)(?:comments?|comment-?list|disqus\w*|respond|replies|related\w*|recommend\w*|recirc\w*"
    r"|side-?bar\w*|popular|latest|trending|most-(?:read|popular|viewed)|teasers?|promos?|read-(?:more|next)|newsletters?"
    r"|carousel\w*|more-(?:from|stories|news|on)|up-next|(?:next|prev(?:ious)?)-?(?:articles?|story|stories)|widgets?|outbrain\w*|taboola\w*|breadcrumbs?|copyright)(?![a-z])"
)


# An aside that names the article's authors.
OWN_ASIDE = Expression(r"(?<![a-z])(?:authors?|byline)(?!-?(?:bio|box|card|profile))(?![a-z])")


class Elsewhere:
    """Which elements of a page stand in a box beside its article, by what is around them up to what holds a first
    heading."""

    def __init__(self, tree: HtmlElement) -> None:
        headings = list(tree.iter("h1"))[:MOST_HEADINGS]
        self.holding = {around for heading in headings for around in heading.iterancestors()}
        self.has_article = any(around.tag == "article" for around in self.holding)
        self.known: dict[HtmlElement, bool] = {}

    def __call__(self, node: HtmlElement) -> bool:
        """Whether an element stands in such a box, or is one."""
        passed, verdict = [], False
        for around in (node, *node.iterancestors()):
            if around in self.known:
                verdict = self.known[around]
                break
            passed.append(around)
            if around.tag in FRAMES or around in self.holding:
                break
            if self._is_box(around):
                verdict = True
                break
        self.known.update(dict.fromkeys(passed, verdict))
        return verdict

    def _is_box(self, node: HtmlElement) -> bool:
        if node.tag == "aside" and OWN_ASIDE.search(words_of(node.get("class") or "")):
            return False
        if node.tag in ("nav", "aside") or (node.tag == "article" and self.has_article):
            return True
        if node.tag == "footer" and next(node.iterancestors("article"), None) is None:
            return True
        names = f"{node.get('class') or ''} {node.get('id') or ''}"
        return names != " " and bool(FOREIGN.search(words_of(names)))


MOST_HEADINGS = 50
