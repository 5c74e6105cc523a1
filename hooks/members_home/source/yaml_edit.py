"""Changes single values in a YAML list of records; every other character of the file, remarks included, stays."""

from __future__ import annotations

from collections.abc import Mapping

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def with_values(text: str, records: Mapping[int, Mapping[str, str]]) -> str:
    """The text with new values, as YAML writes them, for keys of some of its records, by their position; new keys follow the last one changed.

    The records are maps, and the values that are replaced stand on one line: callers have checked the file.
    """
    lines = text.split("\n")
    document = yaml.compose(text, Loader=_LOADER)
    assert isinstance(document, yaml.SequenceNode)
    for at in sorted(records, reverse=True):  # from the end, so that the places before stay where they were found
        record = document.value[at]
        values = {key.value: value for key, value in record.value}
        known = [(values[key], value) for key, value in records[at].items() if key in values]
        new = [f"{key}: {value}" for key, value in records[at].items() if key not in values]
        last = max((node for node, _ in known), key=lambda node: (node.end_mark.line, node.end_mark.column))
        if new:
            indent = record.value[0][0].start_mark.column
            more = "".join(f", {pair}" if record.flow_style else f"\n{' ' * indent}{pair}" for pair in new)
            line = last.end_mark.line
            cut = last.end_mark.column if record.flow_style else len(lines[line])  # behind a remark on a line of its own
            lines[line] = lines[line][:cut] + more + lines[line][cut:]
        for node, value in sorted(known, key=lambda pair: (pair[0].start_mark.line, pair[0].start_mark.column), reverse=True):
            line, start, end = node.start_mark.line, node.start_mark.column, node.end_mark.column
            lines[line] = lines[line][:start] + value + lines[line][end:]
    return "\n".join(lines)
