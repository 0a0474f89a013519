"""``python -m morgue``: the same as the command ``morgue``."""

import sys

from morgue import main

sys.exit(main())
