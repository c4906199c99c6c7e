"""The command `pmgen`, and `python -m pmgen`."""

from __future__ import annotations

import signal

if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    # Until a command begins there is nothing to put right, and of a traceback nobody has any use.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

from pmgen.cli import main

if __name__ == "__main__":
    main()
