"""What a WSGI server loads."""

import os

from portal import create_app
from portal.cities import CityError
from portal.environment import SettingsError

os.umask(0o077)  # whatever a command or the server writes is for its own user alone

try:
    app = create_app()
except (
    SettingsError,
    CityError,
    OSError,
) as error:  # the operator's to mend: a sentence says it better than a traceback
    raise SystemExit(f"Pantau cannot start: {error}") from error
