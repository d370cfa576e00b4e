"""Each module can be imported first: what two of them need of each other stands in a third."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = """
import importlib, pkgutil, sys
import persona_check.compare as compare

for found in pkgutil.walk_packages(compare.__path__, f"{compare.__name__}."):
    for loaded in [name for name in sys.modules if name.partition(".")[0] == "persona_check"]:
        del sys.modules[loaded]
    importlib.import_module(found.name)
    print(found.name)
"""


def test_every_module_can_be_imported_before_the_others() -> None:
    done = subprocess.run(  # noqa: S603  # this very interpreter, on the code above
        [sys.executable, "-c", CODE], cwd=ROOT, capture_output=True, text=True
    )
    assert done.stderr == ""
    assert "persona_check.compare.domains" in done.stdout.split()
