"""`python -m planblanc` is the command `planblanc`."""

from planblanc.cli import main

main()
