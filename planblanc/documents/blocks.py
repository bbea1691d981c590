"""The Markdown of a procedure as blocks of plain data: what is printed never becomes code of the printer."""

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

Block = dict[str, object]

# A heading of the text stands below that of its service and of its sheet; PDF has six levels.
_DEEPEST_HEADING = 4
_CHECK = "[ ] "
_READER = MarkdownIt("commonmark", {"html": False}).enable("table")


def read(markdown: str) -> list[Block]:
    """The blocks of a text: headings from level 1 without a gap, and as a form each table whose rows are blank."""
    nodes = SyntaxTreeNode(_READER.parse(markdown)).children
    shallowest = min((int(node.tag[1]) for node in nodes if node.type == "heading"), default=1)
    blocks: list[Block] = []
    level = 0
    for node in nodes:
        block = _block(node)
        if block["t"] == "heading":
            # A screen reader needs every level in between.
            level = min(int(node.tag[1]) - shallowest + 1, level + 1, _DEEPEST_HEADING)
            block = {**block, "level": level}
        if block["t"] == "form" and blocks and blocks[-1]["t"] == "paragraph":
            block = {**block, "title": blocks.pop()["inline"]}
        blocks.append(block)
    return blocks


def demoted(markdown: str, by: int) -> str:
    """The same text with its headings `by` levels lower, to stand inside another text."""
    lines = markdown.splitlines()
    for token in _READER.parse(markdown):
        if token.type == "heading_open" and token.map and token.markup.startswith("#"):
            first = token.map[0]
            lines[first] = "#" * min(by, 6 - len(token.markup)) + lines[first].lstrip()
    return "\n".join(lines)


def typographic(text: str) -> str:
    """French as it is printed: curved apostrophes, and no line that begins with the sign of its end."""
    curved = re.sub(r"(?<=\w)'(?=\w)", "’", text)
    return re.sub(r" (?=[;:!?»%])|(?<=«) ", "\u00a0", curved)


def unbroken(text: str) -> str:
    """The same, an hour in one piece."""
    return re.sub(r"(?<=\d) h (?=\d)", "\u00a0h\u00a0", typographic(text))


def _block(node: SyntaxTreeNode) -> Block:
    match node.type:
        case "heading":
            return {"t": "heading", "inline": _inline(node)}
        case "bullet_list" | "ordered_list":
            return _list(node)
        case "table":
            return _table(node)
        case "blockquote":
            return {"t": "quote", "blocks": [_block(child) for child in node.children]}
        case "fence" | "code_block" | "hr":
            return {"t": "code", "text": node.content.rstrip("\n")} if node.content else {"t": "rule"}
        case _:
            return {"t": "paragraph", "inline": _inline(node)}


def _list(node: SyntaxTreeNode) -> Block:
    items = [[_block(child) for child in item.children] for item in node.children]
    if node.type == "bullet_list" and items and all(_is_check(item) for item in items):
        return {"t": "checks", "items": [_unchecked(item) for item in items]}
    return {"t": "numbered" if node.type == "ordered_list" else "bullets", "items": items}


def _is_check(item: Sequence[Block]) -> bool:
    return _leading_text(item).startswith(_CHECK)


def _unchecked(item: list[Block]) -> list[Block]:
    first, *others = item
    begins, *rest = _nodes(first)
    return [{**first, "inline": [{**begins, "s": str(begins["s"]).removeprefix(_CHECK)}, *rest]}, *others]


def _leading_text(item: Sequence[Block]) -> str:
    nodes = _nodes(item[0]) if item else []
    return str(nodes[0].get("s", "")) if nodes and nodes[0]["t"] == "text" else ""


def _nodes(block: Block) -> list[Block]:
    inline = block.get("inline", [])
    return inline if isinstance(inline, list) else []


def _table(node: SyntaxTreeNode) -> Block:
    rows = [[_inline(cell) for cell in row.children] for part in node.children for row in part.children]
    head, *body = rows
    if body and not any(cell for row in body for cell in row):
        return {"t": "form", "title": [], "head": head, "weights": [_weight([name]) for name in head]}
    return {"t": "table", "head": head, "rows": body, "weights": [_weight(column) for column in zip(head, *body, strict=True)]}


def _weight(cells: Sequence[list[Block]]) -> int:
    # The longer what a column holds, the wider it is, within what a hand and an eye can use.
    return min(max(9, *(len(_plain(cell)) for cell in cells)), 40)


def _plain(inline: Sequence[Block]) -> str:
    return "".join(str(piece["s"]) if "s" in piece else _plain(_nodes(piece)) for piece in inline)


def _inline(node: SyntaxTreeNode) -> list[Block]:
    return [piece for child in node.children for piece in _pieces(child) if piece.get("s") != ""]


def _pieces(node: SyntaxTreeNode) -> Iterator[Block]:
    match node.type:
        case "inline":
            yield from _inline(node)
        case "strong" | "em":
            yield {"t": node.type, "inline": _inline(node)}
        case "code_inline":
            yield {"t": "code", "s": node.content}
        case "softbreak":
            yield {"t": "text", "s": " "}
        case "hardbreak":
            yield {"t": "break"}
        case "link":
            # On paper an address that cannot be read cannot be followed.
            yield from _inline(node)
            yield {"t": "text", "s": f" ({node.attrs.get('href', '')})"}
        case _:
            yield {"t": "text", "s": typographic(node.content)}
