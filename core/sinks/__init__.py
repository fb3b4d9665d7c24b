"""Where the journal is delivered: one loop with a cursor, and one file for each kind of receiver."""
