"""What is stored: one table a file."""

from .agency import Agency
from .alias import Alias
from .area import Area
from .area_shape import AreaShape
from .base import Base
from .category import Category
from .channel import Channel
from .checkpoint import Checkpoint
from .custody import Custody
from .draft import Draft
from .event import Event
from .former_agency import FormerAgency
from .identity import Identity
from .import_run import ImportProblem, ImportRun
from .officer import Officer, SignInTry
from .original import Original
from .scorecard import StoredScorecard
from .source_update import SourceUpdate
from .ticket import Ticket

__all__ = [
    "Agency",
    "Alias",
    "Area",
    "AreaShape",
    "Base",
    "Category",
    "Channel",
    "Checkpoint",
    "Custody",
    "Draft",
    "Event",
    "FormerAgency",
    "Identity",
    "ImportProblem",
    "ImportRun",
    "Officer",
    "Original",
    "SignInTry",
    "SourceUpdate",
    "StoredScorecard",
    "Ticket",
]
