"""The tests of this folder share its modules with the script that is run by hand."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
