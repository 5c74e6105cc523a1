"""The rules of a lesson as cards: what is to be done in bold, what it costs not to do it apart, where it is written small."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from ..source.tree import copy, text_of

LONGEST_DUTY = 64  # characters; a longer first sentence in bold would be a wall
RULE, COST, SOURCE = "rule", "cost", "source"  # classes in HTML


def carded(nodes: Iterable[Element]) -> Iterator[Element]:
    """The blocks of a section, each quoted rule marked up as a card; what is folded stays as quiet as it is."""
    for node in nodes:
        yield _card(node) if node.tag == "blockquote" else node


def _card(quote: Element) -> Element:
    """A rule's card: paragraphs of the rule, each `*penalty*` apart, and the law's name where it stands last by itself."""
    card = Element("blockquote", {**quote.attrib, "class": RULE})
    card.text, card.tail = quote.text, quote.tail
    last = quote[-1] if len(quote) > 1 and text_of(quote[-1]).lstrip().startswith("《") else None
    for child in quote:
        if child is last:
            card.append(copy(child, **{"class": SOURCE}))
        elif child.tag == "p":
            card.extend(_apart(child))
        else:
            card.append(child)
    if len(card) and card[0].tag == "p" and card[0].get("class") is None:
        _embolden(card[0])
    return card


def _apart(paragraph: Element) -> Iterator[Element]:
    """A paragraph cut into what comes before a penalty, the penalty, and what comes after."""
    part = Element("p", dict(paragraph.attrib))
    part.text = paragraph.text
    for child in paragraph:
        if child.tag != "em":
            part.append(copy(child))
            continue
        if _says(part):
            yield part
        yield _cost(child)
        part = Element("p")
        part.text = child.tail
    if _says(part):
        part.tail = paragraph.tail
        yield part


def _cost(said: Element) -> Element:
    cost, head = Element("p", {"class": COST}), Element("b")
    head.text, head.tail = "不这样做", said.text
    cost.append(head)
    cost.extend(copy(child) for child in said)
    return cost


def _says(part: Element) -> bool:
    return bool(text_of(part).strip())


def _embolden(paragraph: Element) -> None:
    """Makes the first sentence bold where the writer has not chosen what is."""
    sentence, stop, rest = (paragraph.text or "").partition("。")
    if paragraph.find("strong") is not None or not stop or len(sentence) > LONGEST_DUTY:
        return
    duty = Element("strong")
    duty.text, duty.tail = sentence.lstrip() + stop, rest
    paragraph.text = ""
    paragraph.insert(0, duty)
