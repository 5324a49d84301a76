"""Counts nodes and edges of the written graphs with networkx and igraph and compares them with the CSV rows.

The expected counts are taken from the network folder by Python's csv module alone: intervals, merged memberships of the
public edition and all. igraph reads no GEXF, so it checks GraphML only.
"""
import collections
import csv
import json
import pathlib
import sys
import xml.etree.ElementTree as ElementTree

import igraph
import networkx

KINDS = ["school", "association", "partnership", "membership"]


def rows(folder, name):
    with open(folder / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def holds(row, day):
    return day is None or (row["from"] <= day and (row["to"] == "" or day < row["to"]))


def public_memberships(memberships):
    """Roles but the leader's are not told, and what then only touches is one membership."""
    merged = []
    for row in sorted(memberships, key=lambda row: (row["association"], row["school"], row["from"])):
        row = dict(row, role=row["role"] if row["role"] == "leader" else "member")
        last = merged[-1] if merged else None
        if last and all(last[key] == row[key] for key in ["association", "school", "role"]) and last["to"] == row["from"]:
            last["to"] = row["to"]
        else:
            merged.append(row)
    return merged


def expected(folder, edition, time):
    """Counts by kind, and how often each pair of ends is tied."""
    description = json.loads((folder / "network.json").read_text(encoding="utf-8"))
    day = description["asOf"] if time == "day" else None
    associations = [row for row in rows(folder, "associations") if holds(row, day)]
    alive = {row["id"] for row in associations}
    memberships = rows(folder, "memberships")
    if edition == "public":
        memberships = public_memberships(memberships)
    memberships = [row for row in memberships if holds(row, day) and row["association"] in alive]
    partnerships = [row for row in rows(folder, "partnerships") if holds(row, day)]
    counts = [len(rows(folder, "schools")), len(associations), len(partnerships), len(memberships)]
    pairs = collections.Counter()
    for row in partnerships:
        pairs[ends(f"school:{row['mentor']}", f"school:{row['mentee']}", edition)] += 1
    for row in memberships:
        pairs[ends(f"school:{row['school']}", f"association:{row['association']}", edition)] += 1
    return dict(zip(KINDS, counts)), pairs


def ends(source, target, edition):
    return (source, target) if edition == "working" else tuple(sorted([source, target]))


def with_networkx(graph, edition):
    kinds = collections.Counter(data["kind"] for _, data in graph.nodes(data=True))
    kinds += collections.Counter(data["kind"] for _, _, data in graph.edges(data=True))
    assert graph.is_directed() == (edition == "working"), "direction"
    pairs = collections.Counter(ends(source, target, edition) for source, target in graph.edges())
    return {kind: kinds[kind] for kind in KINDS}, pairs


def with_igraph(path, edition):
    graph = igraph.Graph.Read_GraphML(str(path))
    has_edges = graph.ecount() > 0
    kinds = collections.Counter(graph.vs["kind"]) + collections.Counter(graph.es["kind"] if has_edges else [])
    assert graph.is_directed() == (edition == "working"), "direction"
    names = graph.vs["id"]
    pairs = collections.Counter(ends(names[edge.source], names[edge.target], edition) for edge in graph.es)
    return {kind: kinds[kind] for kind in KINDS}, pairs


def school_names(folder):
    """What a reader must find: names as XML 1.0 can hold them."""
    forbidden = {code: "\ufffd" for code in range(32) if code not in (9, 10, 13)} | {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}
    return {f"school:{row['id']}": row["name"].translate(forbidden) for row in rows(folder, "schools")}


def dynamic_statuses(path):
    """Intervals of statuses in a dynamic GEXF, whose ends are inclusive."""
    space = {"g": "http://gexf.net/1.3"}
    found = []
    for node in ElementTree.parse(path).getroot().iterfind(".//g:node", space):
        for value in node.iterfind("g:attvalues/g:attvalue[@start]", space):
            found.append((node.get("id"), value.get("for"), value.get("start"), value.get("end")))
    return len(found)


def main(files):
    print(f"networkx {networkx.__version__}, igraph {igraph.__version__}")
    print(f"{'network':<10} {'file':<16} {'reader':<18}" + "".join(f" {kind:>12}" for kind in KINDS) + "  same")
    checks = failures = 0
    for place in sorted(path for path in files.iterdir() if path.is_dir()):
        folder = place / "folder"
        counts = {}
        for edition in ["working", "public"]:
            for time in ["history", "day"]:
                name = f"{edition}-{time}"
                want, pairs = expected(folder, edition, time)
                counts[name] = want
                graph_json = json.loads((place / f"{name}.json").read_text(encoding="utf-8"))
                readers = {
                    "networkx GraphML": lambda: networkx.read_graphml(place / f"{name}.graphml"),
                    "networkx GEXF": lambda: networkx.read_gexf(place / f"{name}.gexf"),
                    "networkx JSON": lambda: networkx.node_link_graph(graph_json),
                    "igraph GraphML": None,
                }
                for reader, read in readers.items():
                    if read:
                        graph = read()
                        got, got_pairs = with_networkx(graph, edition)
                        told = {node: data["name"] for node, data in graph.nodes(data=True) if data["kind"] == "school"}
                        names = school_names(folder)
                        if reader == "networkx JSON":
                            names = {f"school:{row['id']}": row["name"] for row in rows(folder, "schools")}
                        same_names = told == names
                    else:
                        got, got_pairs = with_igraph(place / f"{name}.graphml", edition)
                        same_names = True
                    same = got == want and got_pairs == pairs and same_names
                    checks += 1
                    failures += not same
                    print(
                        f"{place.name:<10} {name:<16} {reader:<18}"
                        + "".join(f" {got[kind]:>12}" for kind in KINDS)
                        + ("  yes" if same else f"  NO, expected {want}, names {same_names}, ends {got_pairs == pairs}"))
        want = len(rows(folder, "statuses"))
        got = dynamic_statuses(place / "working-history.gexf")
        checks += 1
        failures += got != want
        if got != want:
            print(f"{place.name}: {got} dated statuses in the GEXF, {want} rows")
        (place / "counts.json").write_text(json.dumps(counts, indent=2) + "\n", encoding="utf-8")
    if checks == 0 or failures:
        print(f"graph peers: {failures} of {checks} comparisons FAILED")
        sys.exit(1)
    print(f"graph peers: {checks} comparisons, all the same")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
