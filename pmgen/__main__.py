"""The command `pmgen`, and `python -m pmgen`."""

from __future__ import annotations

# What `signal` is made of: to import that itself takes half of the time in which Ctrl-C would show a traceback.
import _signal  # type: ignore[import-not-found]  # nobody has described it

if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
    # Until a command begins there is nothing to put right, and of a traceback nobody has any use.
    _signal.signal(_signal.SIGINT, _signal.SIG_DFL)

from pmgen.cli import main

if __name__ == "__main__":
    main()
