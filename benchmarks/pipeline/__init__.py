"""How fast the whole pipeline is beside the bare inference it is made of, and beside its peers.

`python -m benchmarks.pipeline` (needs `pip install -e .[benchmark]`). Same clip, same weights, one run; each contestant
in a process of its own; rounds alternate so that a slow minute of the machine hits everyone; medians are compared.
"""
