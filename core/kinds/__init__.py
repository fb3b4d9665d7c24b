"""What is known of each kind of source and of detector runtime without opening one: one file a kind, found by itself.

Standard library only: asked before anything is installed, and by decoders, which begin in no time.
"""
