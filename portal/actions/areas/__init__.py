"""Areas and their outlines change: loaded, renamed, sketched; tickets move to the area they lie in."""
