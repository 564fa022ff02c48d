"""What multiprocessing has under this name."""
from . import Process, current_process, active_children, parent_process
