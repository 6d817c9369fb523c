"""The `habeas` command as it is started."""

import gc


def main() -> None:
    """Run the command that the arguments of this process name."""
    # All that is loaded lasts. To look through it for garbage meanwhile took a fifth of each start.
    gc.disable()
    from webapp.cli.commands import habeas

    gc.freeze()
    gc.enable()
    habeas(prog_name="habeas")


if __name__ == "__main__":
    main()
