"""What a WSGI server loads, and every command of the portal."""

import gc
import os

gc.disable()  # what is loaded stays: looking through it again and again took a third of a start

from portal import create_app  # noqa: E402
from portal.cities import CityError  # noqa: E402
from portal.environment import SettingsError  # noqa: E402

os.umask(0o077)  # whatever a command or the server writes is for its own user alone

try:
    app = create_app()
except (
    SettingsError,
    CityError,
    OSError,
) as error:  # the operator's to mend: a sentence says it better than a traceback
    raise SystemExit(f"Pantau cannot start: {error}") from error
finally:
    gc.enable()
gc.freeze()
