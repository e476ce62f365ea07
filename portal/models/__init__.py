"""What is stored: one table a file."""

from .agency import Agency
from .area import Area
from .area_shape import AreaShape
from .base import Base
from .category import Category
from .channel import Channel
from .cursor import Cursor
from .custody import Custody
from .draft import Draft
from .event import Event
from .import_run import ImportRun, Problem
from .officer import Officer, SignInTry
from .original import Original
from .scorecard import Scorecard
from .ticket import Ticket
from .told import Told

__all__ = [
    "Agency",
    "Area",
    "AreaShape",
    "Base",
    "Category",
    "Channel",
    "Cursor",
    "Custody",
    "Draft",
    "Event",
    "ImportRun",
    "Officer",
    "Original",
    "Problem",
    "Scorecard",
    "SignInTry",
    "Ticket",
    "Told",
]
