"""`python -m pmgen`: the same as the command `pmgen`."""

from __future__ import annotations

from pmgen.cli import main

if __name__ == "__main__":
    main()
