"""Reads the ruleset of a running service again: the new one governs, or the old one stays and it is said."""

import logging
from pathlib import Path

from cds_service.app import Running
from cds_service.rulesets.problem import RulesetRefused

from .ruleset_file import check_file

log = logging.getLogger(__name__)


def reread_ruleset(file: Path | None, running: Running) -> None:
    """Let the file's ruleset govern if everything about it can be made; never raise, the service must go on."""
    if file is None:
        return
    try:
        checked = check_file(file)
        running.govern_by(checked.ruleset)
    except RulesetRefused as refused:
        for problem in refused.problems:
            log.error("ruleset file: %s", problem)
    except Exception as error:  # noqa: BLE001 - whatever it is, the rules that govern go on governing
        log.error("ruleset file: it cannot be used, our fault: %s", type(error).__qualname__)
    else:
        for problem in checked.warnings:
            log.warning("ruleset file: %s", problem)
        log.warning("the ruleset in force is now %s, sha256 %s", checked.ruleset.label, checked.ruleset.sha256)
        return
    label = running.policies.current().writer.ruleset_label
    running.policies.refuse(
        f"the file on disk was refused, so {label} still governs; the service would not start with "
        "this file. The log says what is wrong, and so does `cachexia-cds rulesets check FILE`"
    )
    log.error("the ruleset file is refused; %s still governs", label)
