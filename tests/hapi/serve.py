"""`make hapi`: the real HAPI FHIR server with the fixtures loaded, until Ctrl-C."""

import argparse
import signal
import sys

from tests.hapi.fixtures import everything
from tests.hapi.server import missing_tool, running


def main() -> int:
    """Serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8080)
    port = parser.parse_args().port
    if tool := missing_tool():
        print(f"HAPI needs {tool}, which is not installed.", file=sys.stderr)
        return 1
    with running(port) as hapi:
        resources = everything()
        hapi.load(resources)
        print(
            f"{hapi.base}: {len(resources)} resources of the fixture patients are loaded. Ctrl-C ends it.", flush=True
        )
        try:
            signal.pause()
        except KeyboardInterrupt:
            print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
