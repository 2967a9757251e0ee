"""The arrows between the rooms, counted from the imports and drawn into docs/architecture.md."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import grimp

PACKAGE = "cds_service"
DOCUMENT = Path(__file__).parents[2] / "docs" / "architecture.md"
BEGIN, END = "<!-- arrows: `make generate` draws them from the imports -->\n", "<!-- end of the arrows -->"

Arrow = tuple[str, str]


@cache
def arrows() -> tuple[Arrow, ...]:
    """List which room imports which; a room is a package or a module directly below `cds_service`."""
    graph = grimp.build_graph(PACKAGE, cache_dir=None)
    imports = ((one, other) for one in graph.modules for other in graph.find_modules_directly_imported_by(one))
    found = {(_room(one), _room(other)) for one, other in imports}
    return tuple(sorted((one, other) for one, other in found if one and other and one != other))


def _room(module: str) -> str:
    """Name the room of a module; the package itself is none."""
    return module.partition(".")[2].partition(".")[0]


def drawn(found: Iterable[Arrow]) -> str:
    """Draw arrows as Mermaid, which GitHub and most readers of Markdown show as a picture."""
    rooms: dict[str, list[str]] = {}
    for one, other in found:
        rooms.setdefault(one, []).append(other)
    lines = [f"    {_node(one)} --> {' & '.join(_node(other) for other in others)}" for one, others in rooms.items()]
    return "\n".join(["```mermaid", "flowchart TD", *lines, "```"])


def _node(room: str) -> str:
    """Two underscores would be read as emphasis."""
    return 'main["__main__"]' if room == "__main__" else room


def write_architecture() -> str:
    """Give the document with the arrows of today."""
    before, _, rest = DOCUMENT.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    picture = f"The {len(arrows())} arrows between the rooms, from the imports:\n\n{drawn(arrows())}\n"
    return f"{before}{BEGIN}\n{picture}\n{END}{after}"
