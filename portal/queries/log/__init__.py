"""The log as a whole: what its hashes are made of, and whether all that is stored agrees with it."""
