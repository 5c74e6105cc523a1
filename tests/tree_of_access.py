"""The accessibility tree: what Chromium tells screen readers of a page."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

CONTROLS = {
    *("button", "link", "textbox", "searchbox", "combobox", "listbox", "radio", "checkbox", "switch", "slider", "spinbutton", "tab"),
    *("menuitem", "DisclosureTriangle", "dialog"),
}
Node = dict[str, Any]


def nodes(page: Page) -> list[Node]:
    """All that is told, in order."""
    session = page.context.new_cdp_session(page)
    found: list[Node] = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [node for node in found if not node["ignored"]]


def nameless(page: Page) -> list[str]:
    """Controls without a name, and what takes the focus without being a control, as far as the tree goes."""
    faults = []
    for node in nodes(page):
        role = _role(node)
        is_focusable = _properties(node).get("focusable")
        if role in CONTROLS and not _name(node):
            faults.append(f"{role} without a name")
        elif is_focusable and role in ("none", "presentation") and not node.get("childIds"):
            faults.append(f"{role} takes the focus")
    return faults


def focused(page: Page) -> tuple[str, str]:
    """The role and the name of what has the focus."""
    session = page.context.new_cdp_session(page)
    element = session.send("Runtime.evaluate", {"expression": "document.activeElement"})["result"]["objectId"]
    (found,) = session.send("Accessibility.getPartialAXTree", {"objectId": element, "fetchRelatives": False})["nodes"]
    session.detach()
    return _role(found), _name(found)


def named(page: Page, role: str, name: str) -> dict[str, Any]:
    """What is told of the one element of this role and name."""
    (found,) = [node for node in nodes(page) if (_role(node), _name(node)) == (role, name)]
    told = _properties(found)
    return {key: told[key] for key in told if key in ("focusable", "focused", "hasPopup", "expanded", "modal", "checked")}


def announced(page: Page) -> list[str]:
    """The words in regions that are read out when they change."""
    found = nodes(page)
    by_id = {node["nodeId"]: node for node in found}

    def words(node: Node) -> str:
        if _role(node) == "StaticText":
            return _name(node)
        return "".join(words(by_id[child]) for child in node.get("childIds", []) if child in by_id)

    said = [words(node) for node in found if _role(node) == "status" and _properties(node).get("live") == "polite"]
    return [text for text in said if text.strip()]


def _role(node: Node) -> str:
    return str(node.get("role", {}).get("value", ""))


def _name(node: Node) -> str:
    return str(node.get("name", {}).get("value", "")).strip()


def _properties(node: Node) -> dict[str, Any]:
    return {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
