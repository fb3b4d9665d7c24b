"""The self-test: one made-up violation and one made-up crossing, followed through everything that is set up here.

A link is one file with one function that says what it has seen, or raises why it has not. All of them use the
product's own journal, sinks and files of credentials; nothing here knows what a server's double is.
"""
