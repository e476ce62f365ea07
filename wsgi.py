"""What a WSGI server loads."""

from portal import create_app
from portal.cities import CityError
from portal.config import SettingsError

try:
    app = create_app()
except (
    SettingsError,
    CityError,
    OSError,
) as error:  # the operator's to mend: a sentence says it better than a traceback
    raise SystemExit(f"Pantau cannot start: {error}") from error
