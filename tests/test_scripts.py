"""How scripts are joined for pages that need many of them at once."""

from __future__ import annotations

import esprima
import pytest
from conftest import ROOT
from members_home.pages import scripts

SOURCES = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "assets").glob("*.js") if path.name != "worker.js"}


def test_what_a_joined_script_imports_stands_in_it_before_its_first_use() -> None:
    sources = {
        "search.js": 'import { b } from "./b.js";\nimport { a } from "./a.js";\n\nexport const c = a + b;\n',
        "b.js": '// A remark\nimport { a } from "./a.js";\nexport const b = a;\n',
        "a.js": "export const a = 1;\n",
        "open.js": 'import { d } from "./d.js";\nd();\n',
        "d.js": "export function d() {}\n",
    }
    assert scripts.published(sources) == {
        "search.js": "export const a = 1;\nexport const b = a;\nexport const c = a + b;\n",
        "open.js": 'import { d } from "./d.js";\nd();\n',
        "d.js": "export function d() {}\n",
    }
    shared = {**sources, "open.js": 'import { a } from "./a.js";\na();\n'}
    assert sorted(scripts.published(shared)) == ["a.js", "d.js", "open.js", "search.js"]


def test_one_name_for_two_things_is_refused() -> None:
    sources = {"finder.js": 'import { a } from "./a.js";\nconst b = a;\n', "a.js": "const b = 1;\nexport const a = b;\n"}
    with pytest.raises(scripts.ScriptError, match=r"^finder\.js: b$"):
        scripts.published(sources)


def test_the_scripts_of_the_site_are_whole() -> None:
    found = scripts.published(SOURCES)
    for name, text in found.items():
        esprima.parseModule(text)
        for imported in SOURCES:
            assert f'"./{imported}"' not in text or imported in found, (name, imported)
    assert set(scripts.JOINED) <= set(found)
    assert not {"texts.js", "stations.js", "words.js"} & set(found)
