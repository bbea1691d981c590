"""Texts in Markdown as HTML of a page: no HTML of their own, no image, and their titles below those of the page."""

from jinja2.filters import do_mark_safe
from markdown_it import MarkdownIt
from markupsafe import Markup

_READER = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
# A page has its title, a section has its own: a text begins at the third level, and HTML has six.
_ABOVE = 2
_DEEPEST = 6


def prose(markdown: str) -> Markup:
    """A text as HTML that can be put into a page as it is: whoever wrote it is nobody whom we trust."""
    tokens = _READER.parse(markdown)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + _ABOVE, _DEEPEST)}"
    # Written by the renderer, which escapes every text: nothing of the source is markup.
    return do_mark_safe(str(_READER.renderer.render(tokens, _READER.options, {})))
