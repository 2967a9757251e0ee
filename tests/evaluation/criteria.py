"""How many patients each criterion calls met, unknown and not met, and why the unknown ones are unknown.

`cachexia-cds assess PATH --as-of latest --format json | python -m tests.evaluation.criteria`
"""

import json
import sys
from collections import Counter


def main() -> None:
    """Print the tables."""
    assessments = [json.loads(line) for line in sys.stdin]
    statuses = Counter(one["status"] for one in assessments)
    print("| status | patients |\n|---|---|")
    print("\n".join(f"| {status} | {count} |" for status, count in statuses.most_common()))
    judged = [one for one in assessments if one["findings"]["fearon_2011"]["verdict"] != "not_applicable"]
    print(f"\n{len(judged)} patients with an active cancer\n")
    print("| criterion | met | unknown | not met | the unknown ones lack |\n|---|---|---|---|---|")
    for name in judged[0]["findings"] if judged else ():
        findings = [one["findings"][name] for one in judged]
        verdicts = Counter(one["verdict"] for one in findings)
        missing = Counter(what for one in findings if one["verdict"] == "unknown" for what in one["missing"])
        lacks = ", ".join(f"{what} ({count})" for what, count in missing.most_common(5))
        print(f"| {name} | {verdicts['met']} | {verdicts['unknown']} | {verdicts['not_met']} | {lacks} |")


if __name__ == "__main__":
    main()
