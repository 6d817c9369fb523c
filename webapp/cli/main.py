"""The `habeas` command as it is started."""

import gc
import sys

_NOT_WINDOWS = (
    "Habeas keeps its files locked and limited as Linux and macOS can, and does not run on Windows itself."
    " Install WSL there (`wsl --install`), and Habeas inside it."
)


def main() -> None:
    """Run the command that the arguments of this process name; on Windows say where it would run."""
    if sys.platform == "win32":
        sys.exit(_NOT_WINDOWS)
    # All that is loaded lasts. To look through it for garbage meanwhile took a fifth of each start.
    gc.disable()
    from webapp.cli.commands import habeas

    gc.freeze()
    gc.enable()
    habeas(prog_name="habeas")


if __name__ == "__main__":
    main()
