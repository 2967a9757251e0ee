"""Markdown as the clients of the cards draw it: remark-gfm, markdown-it and commonmark.js, all in one node process."""

import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import require

HERE = Path(__file__).parent
NODE = shutil.which("node") or "node"


@dataclass(frozen=True)
class Drawn:
    """What a browser makes of the HTML that one client wrote."""

    tags: Counter[str]
    links: list[str]
    text: str


def draw(markdown: Iterable[str]) -> list[dict[str, Drawn]]:
    """Draw each text in every client, by the client's name."""
    require("node", present=shutil.which("node") is not None)
    require("the packages of tests/rendering (npm ci)", present=(HERE / "node_modules").is_dir())
    lines = "".join(json.dumps(one) + "\n" for one in markdown)
    done = subprocess.run(
        [NODE, "draw.js"], input=lines, cwd=HERE, capture_output=True, encoding="utf-8", check=False, timeout=300
    )
    assert not done.returncode, done.stderr
    return [
        {name: Drawn(Counter(one["tags"]), one["links"], one["text"].strip()) for name, one in json.loads(line).items()}
        for line in done.stdout.split("\n")[:-1]
    ]
