"""The command-line door: the `habeas` command."""
