"""Prints every bedside case in one line: `python -m tests.acceptance.bedside.run [THEME or start of an id ...]`."""

import sys

from .case import complaints_about
from .catalogue import THEMES


def main(wanted: list[str]) -> int:
    passed = failed = 0
    for theme, cases in THEMES.items():
        before = (passed, failed)
        for one in cases:
            if wanted and theme not in wanted and not one.id.startswith(tuple(wanted)):
                continue
            wrong = complaints_about(one)
            passed, failed = (passed, failed + 1) if wrong else (passed + 1, failed)
            print(f"{'FAIL' if wrong else 'pass'}  {one.id:22} {'; '.join(wrong) or one.sentence}"[:240])
        if (passed, failed) != before:
            print(f"----  {theme}: {passed - before[0]} pass, {failed - before[1]} fail\n")
    print(f"{passed} of {passed + failed} pass")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
