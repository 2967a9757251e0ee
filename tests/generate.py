"""Writes the generated documents and golden files; `--check` says which are out of date and exits with 1."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from fhir_fixtures import write as fixtures
from tests.acceptance import golden
from tests.architecture.arrows import write_architecture
from tests.contract.matrix import write_matrix
from tests.integration.faults import write_faults
from tests.security.matrix import write_security
from tests.spec.manual import write_manual
from tests.unit.telemetry.observing import write_observing

ROOT = Path(__file__).parent.parent
DOCUMENTS: dict[str, Callable[[], str]] = {
    "docs/architecture.md": write_architecture,
    "docs/clinical-manual.md": write_manual,
    "docs/conformance.md": write_matrix,
    "docs/faults.md": write_faults,
    "docs/observing.md": write_observing,
    "docs/security.md": write_security,
}


def generated() -> Iterator[tuple[Path, str]]:
    """Give every generated file with what it must hold."""
    for name, write in DOCUMENTS.items():
        yield ROOT / name, write()
    yield from fixtures.expected_files().items()
    yield from golden.expected_files().items()


def main(arguments: list[str]) -> int:
    """Write, or check."""
    stale = [(path, text) for path, text in generated() if not path.exists() or path.read_text("utf-8") != text]
    for path, text in stale:
        print(path.relative_to(ROOT))
        if "--check" not in arguments:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    if stale and "--check" in arguments:
        print("out of date; run `make generate` and read the diff", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
