"""The promise: an address once published stays, or leads to what replaced it."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.addresses import published, redirects
from ..model.registers.register import DATA
from ..model.site import Site
from ..problems import Place, Problem, problem
from .unread import Unread

PROMISE = DATA + "addresses.txt"


def promise_kept(site: Site) -> Iterator[Problem]:
    """Every line of addresses.txt is a page of the site, or a redirect to one; a redirect is written inside the site."""
    now = {address for address, _ in published(site)}
    moved = redirects(site)
    unread = Unread(site)
    file = site.files.texts.get(PROMISE)
    if file is None and PROMISE not in site.files.unread:
        yield problem("no-files-read", Place(PROMISE, 0))
    for number, line in enumerate(file.text.split("\n") if file else (), 1):
        address = line.partition("->")[0].strip()
        target = moved.get(address, address)
        if not address or address.startswith("#"):
            continue
        if ".." in address.replace("\\", "/").split("/"):
            yield problem("path-escape", Place(PROMISE, number), value=address)
            continue
        if target in now:
            continue
        if unread.page(target.strip("/")):
            continue
        parts = address.strip("/").split("/")
        if parts[0] in ("stations", "areas", "services") and len(parts) == 2 and address == target:
            yield problem("id-vanished", Place(PROMISE, number), value=parts[1])
        else:
            yield problem("address-vanished", Place(PROMISE, number), value=target)


CHECKS = (promise_kept,)
