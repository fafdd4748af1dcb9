"""The command line of the benchmarks: ``python -m bench audit|build|links|verdict …``, see ``--help``."""

from __future__ import annotations

import click

from bench import quality_commands, speed_commands


@click.group()
def main() -> None:
    """Misst Dreiklick: wie schnell es ist, im Vergleich mit anderen Werkzeugen, und wie viel es findet.

    Geschwindigkeit: audit, build, links und verdict holen die anderen Werkzeuge selbst (nach .cache/bench), erzeugen die Seiten,
    messen im Wechsel und zeigen Mediane. Auf einer Maschine, die sonst nichts tut:

    \b
        python -m bench build --docs
        python -m bench links --docs
        python -m bench audit --docs
        python -m bench verdict --docs

    Nur ausprobieren: --rounds 1 und weniger --pages. Ergebnis: pages, search, contacts, act, gds.
    Endet mit 0, wenn alle Ziele erreicht sind, sonst mit 1; mit 2 bei falschen Angaben, mit 3, wenn sich nicht messen lässt.
    """


for _command in (*speed_commands.COMMANDS, *quality_commands.COMMANDS):
    main.add_command(_command)


if __name__ == "__main__":
    main()
