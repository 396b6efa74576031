"""The seed of all that is left to chance; name another with TORTURE_SEED."""

import os

SEED = int(os.environ.get("TORTURE_SEED", "20261122"))
