"""axe's undecided contrasts, decided by the pixels measured behind the text where those leave no doubt.

Certain is: every character has enough contrast to every pixel behind it, or one has too little to each of them. What
lies between stays for a person, who is told the figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: Needed contrast of normal and of large text, by axe's rule (WCAG 2.2 SC 1.4.3, 1.4.6).
_PLAIN, _ENHANCED = "color-contrast", "color-contrast-enhanced"
_NEEDED = {_PLAIN: (4.5, 3.0), _ENHANCED: (7.0, 4.5)}
_HEADING = "Den Kontrast zwischen Text und Hintergrund erhöhen:"


def decided(result: Mapping[str, Any], pixels: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any]:
    """axe's result of one state with the undecided contrasts moved to where the pixels put them.

    ``pixels`` is what ``probes.text_pixels`` measured in that state, by path.
    """
    if not pixels:
        return result
    incomplete = [rule for rule in result["incomplete"] if rule["id"] not in _NEEDED]
    violations, passes = list(result["violations"]), list(result["passes"])
    for rule in _undecided(result):
        verdicts = [_judged(node, pixels.get(node["path"]), *_NEEDED[rule["id"]]) for node in rule["nodes"]]
        for verdict, group in ((None, incomplete), (False, violations)):
            nodes = [node for found, node in verdicts if found is verdict]
            if nodes:
                group.append({**rule, "nodes": nodes})
        if all(verdict for verdict, _ in verdicts):
            passes.append(rule["id"])
    return {**result, "incomplete": incomplete, "violations": violations, "passes": passes}


def _undecided(result: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The contrast rules with what axe left undecided. The enhanced one, where it runs, is taken to have left what the
    plain one did: axe passes it there.
    """
    rules = {rule["id"]: rule for rule in result["incomplete"] if rule["id"] in _NEEDED}
    ran = {*result["passes"], *(rule["id"] for rule in result["violations"])}
    if _PLAIN in rules and _ENHANCED in ran:
        rules.setdefault(_ENHANCED, {**rules[_PLAIN], "id": _ENHANCED})
    return list(rules.values())


def _judged(
    node: Mapping[str, Any], facts: Mapping[str, Any] | None, normal: float, large: float
) -> tuple[bool | None, Mapping[str, Any]]:
    """Whether the contrast is enough (None: nobody can tell), and the node with the figures in its text."""
    if facts is None:
        return None, node
    needed = large if facts["large"] else normal
    lowest, highest = facts["lowest"], facts["highest"]
    if highest < needed:
        told = f"Der Kontrast ist an einer Stelle höchstens {_ratio(highest)}, nötig ist {_ratio(needed)}."
        return False, {**node, "impact": "serious", "summary": f"{_HEADING}\n{told}"}
    if lowest >= needed and not facts["hidden"]:
        return True, node
    told = f"Der Kontrast liegt je nach Stelle zwischen {_ratio(lowest)} und mehr, nötig ist {_ratio(needed)}. Ist alles zu lesen?"
    if facts["hidden"]:
        told = f"{facts['hidden']} Zeichen sind nicht zu sehen. Sind sie verdeckt, und soll das so sein?"
    return None, {**node, "summary": f"{_HEADING}\n{told}"}


def _ratio(value: float) -> str:
    """Rounded down, so that 4.49 does not read like enough.

    >>> _ratio(4.499), _ratio(7.0)
    ('4,4:1', '7,0:1')
    """
    return f"{int(value * 10 + 1e-9) / 10:.1f}:1".replace(".", ",")
