"""`python -m presend` is `presend`."""

from presend.cli import main

main()
