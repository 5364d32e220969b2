"""Short CSS selectors (选择器): where on its page something stands, for a person's developer tools and for screenshots."""

import re
from functools import lru_cache

from portal.markup.outline import Node, Outline

_IDENTIFIER = re.compile(r"^[A-Za-z_][\w-]*$")
_LONGEST_REFERENCE = 150  # characters of an address that still makes a readable selector
_STEPS = 5  # steps kept; a longer path says nothing more and breaks with the next redesign


class Selectors:
    """Selectors of one page's elements, each parent's worked out once."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._paths: dict[int, tuple[str, ...]] = {}
        self._numbers: dict[int, int] = {}
        self._scopes: dict[int, str] = {}

    def of(self, node: Node) -> str:
        """Selector of an element: from the nearest id, or the last few steps."""
        return " > ".join(self._path(node)).replace("table > tr", "table tr")  # browsers put a tbody in between

    def of_reference(self, node: Node, attribute: str, raw: str) -> str:
        """Selector of an element by the address it carries, within its nearest named ancestor; cheaper and longer-lived than a path."""
        if not raw or len(raw) > _LONGEST_REFERENCE or '"' in raw or "\\" in raw or "\n" in raw:
            return self.of(node)
        own = _id_step(node.tag, node.attrs.get("id"))
        return own or f'{self._within(node.parent)}{node.tag}[{attribute}="{raw}"]'

    def _within(self, node: Node | None) -> str:
        """Nearest ancestor with an id or class, as the first part of a descendant selector."""
        passed: list[int] = []
        named = ""
        while node is not None and not named:
            known = self._scopes.get(node.index)
            if known is not None:
                named = known
                break
            passed.append(node.index)
            named = _scope_step(node.tag, node.attrs.get("id"), node.attrs.get("class")) if node.attrs else ""
            node = node.parent
        for index in passed:
            self._scopes[index] = named
        return named

    def _path(self, node: Node) -> tuple[str, ...]:
        """Steps to a node; ancestors first, so that deep nesting costs a loop and no recursion."""
        pending: list[Node] = []
        current: Node | None = node
        while current is not None and current.index not in self._paths and len(pending) <= _STEPS:
            pending.append(current)
            if _id_step(current.tag, current.attrs.get("id")):
                break
            current = current.parent
        for waiting in reversed(pending):
            self._paths[waiting.index] = self._extend(waiting)
        return self._paths[node.index]

    def _extend(self, node: Node) -> tuple[str, ...]:
        anchor = _id_step(node.tag, node.attrs.get("id"))
        if anchor or node.parent is None:
            return (anchor or node.tag,)
        above = self._paths.get(node.parent.index, ())
        return (*above[-_STEPS + 1 :], self._step(node))

    def _step(self, node: Node) -> str:
        number = self._number(node)
        name = _class_step(node.tag, node.attrs.get("class"))
        return f"{name}:nth-of-type({number})" if number else name

    def _number(self, node: Node) -> int:
        """Position among siblings of the same tag, 0 for an only one."""
        known = self._numbers.get(node.index)
        if known is None and node.parent is not None:
            self._count(node.parent)
            known = self._numbers.get(node.index)
        return known or 0

    def _count(self, parent: Node) -> None:
        last: dict[str, int] = {}
        only: dict[str, int] = {}
        for child in self._outline.children(parent):
            number = last[child.tag] = last.get(child.tag, 0) + 1
            self._numbers[child.index] = number
            only[child.tag] = child.index
        for tag, count in last.items():
            if count == 1:
                self._numbers[only[tag]] = 0


@lru_cache(maxsize=4096)
def _scope_step(tag: str, name: str | None, classes: str | None) -> str:
    step = _id_step(tag, name) or _class_step(tag, classes)
    return f"{step} " if step != tag else ""


@lru_cache(maxsize=4096)
def _id_step(tag: str, name: str | None) -> str:
    return f"{tag}#{name}" if name and _IDENTIFIER.match(name) else ""


@lru_cache(maxsize=4096)
def _class_step(tag: str, names: str | None) -> str:
    first = names.split()[:1] if names and tag != "a" else []
    return f"{tag}.{first[0]}" if first and _IDENTIFIER.match(first[0]) else tag
