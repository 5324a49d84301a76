"""The peer: igraph's exact betweenness, which is written in C and works on one thread.

Usage: igraph_betweenness.py GRAPH VALUES; one JSON line, seconds of the call alone. VALUES takes doubles.
"""
import array
import json
import sys
import time

import igraph

numbers = array.array("i")
with open(sys.argv[1], "rb") as file:
    numbers.frombytes(file.read())
if sys.byteorder == "big":
    numbers.byteswap()
nodes, edges = numbers[0], numbers[1]
ends = iter(numbers[2:])
graph = igraph.Graph(n=nodes, edges=list(zip(ends, ends)))

wall, cpu = time.perf_counter(), time.process_time()
values = graph.betweenness(directed=False)
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
with open(sys.argv[2], "wb") as file:
    array.array("d", values).tofile(file)
print(json.dumps({"nodes": graph.vcount(), "edges": graph.ecount(), "wall": wall, "cpu": cpu}))
