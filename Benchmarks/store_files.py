"""What the store's race needs beside the two programs: networks, the peer's files, and a look at what was stored."""
import csv
import hashlib
import json
import os
import re
import shutil
import subprocess

# CSV files without empty cells go in directly; the number of the change is added to their rows.
DIRECT = ["results", "participations", "staff"]
# The peer's settings, and whether it goes the cheapest way that the shell has: no journal, every file through a temporary
# table, for one INSERT … SELECT is cheaper than a statement a row, and indexes built after the rows.
PEERS = {
    "plain": ("", False),
    "cheapest": ("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;\n"
              "PRAGMA cache_size = -65536;\n", True),
}


def run(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, **options).stdout


def shell(store, sql):
    return run("sqlite3", "-readonly", store, sql, text=True)


def quoted(value):
    return "NULL" if value is None else str(value) if isinstance(value, (int, float)) else "'" + value.replace("'", "''") + "'"


def inserts(table, rows):
    return "".join(f"INSERT INTO {table} VALUES ({', '.join(map(quoted, row))});\n" for row in rows)


def prepare_peer(folder, store):
    """Writes the files that `Peers/import.sql` reads beside those of a network folder; `store` gives the schema."""
    os.makedirs(os.path.join(folder, "direct"), exist_ok=True)
    for table in DIRECT:
        with open(os.path.join(folder, table + ".csv"), "rb") as source, \
                open(os.path.join(folder, "direct", table + ".csv"), "wb") as target:
            next(source)
            target.writelines(line.rstrip(b"\r\n") + b",1\n" for line in source)
    with open(os.path.join(folder, "districts.csv"), newline="") as source, \
            open(os.path.join(folder, "direct", "neighbours.csv"), "w") as target:
        for row in csv.DictReader(source):
            target.writelines(f"{row['id']},{other},1\n" for other in sorted(filter(None, row["neighbours"].split(";"))))
    with open(os.path.join(folder, "network.json")) as file:
        network = json.load(file)
    with open(os.path.join(folder, "first.sql"), "w") as file:
        file.write(inserts("change", [(1, "2026-01-01T00:00:00.000Z", "2026-01-01", "bench", "import", "", "", None)]))
        file.write(inserts("network", [(network["id"], network["name"], network["asOf"], 1)]))
        file.write(inserts("subject", [(s["id"], s["name"], p, 1) for p, s in enumerate(network["subjects"])]))
        file.write(inserts("target", [
            (t["indicator"], t["perMille"], t["date"], p, 1) for p, t in enumerate(network.get("targets", []))]))
    definitions = json.loads(shell(store, "SELECT json_group_array(json_array(type, name, sql)) FROM sqlite_master "
                                          "WHERE sql IS NOT NULL"))
    for name, (settings, is_cheapest) in PEERS.items():
        later = [sql for kind, key, sql in definitions if is_cheapest and kind == "index" and sql.startswith("CREATE INDEX")
                 and "History" not in key and "WHERE changeId > 1" not in sql and not key.startswith("change")]
        first = [sql for _, _, sql in definitions if sql not in later]
        for file_name, text in [("settings", settings), ("schema", ";\n".join(first) + ";\n"),
                                ("indexes", "".join(sql + ";\n" for sql in later))]:
            with open(os.path.join(folder, f"{file_name}.{name}.sql"), "w") as file:
                file.write(text)


def peer_script(name):
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "Peers", "import.sql")) as file:
        text = file.read()
    for part in ("settings", "schema", "indexes"):
        text = text.replace(f".read {part}.sql", f".read {part}.{name}.sql")
    if PEERS[name][1]:
        for file in DIRECT:
            text = re.sub(rf"\.import direct/{file}\.csv (\w+)", rf".import --schema temp {file}.csv all_{file}\n"
                          rf"INSERT INTO \1 SELECT *, 1 FROM all_{file};", text)
    return text


def staging_script():
    """The peer's temporary tables alone, to tell what they cost."""
    return ".bail on\n.mode csv\nBEGIN;\n" + "".join(
        line + "\n" for line in peer_script("plain").splitlines() if line.startswith(".import --schema temp"))


def make_heavy(folder, heavy):
    """A network of the two big tables and what they refer to; the other tables keep their heading alone."""
    os.makedirs(heavy)
    for name in ["network.json", "districts.csv", "schools.csv", "results.csv", "participations.csv"]:
        shutil.copyfile(os.path.join(folder, name), os.path.join(heavy, name))
    with open(os.path.join(folder, "events.csv"), newline="") as source, \
            open(os.path.join(heavy, "events.csv"), "w", newline="") as target:
        reader = csv.DictReader(source)
        writer = csv.DictWriter(target, reader.fieldnames, lineterminator="\n")
        writer.writeheader()
        writer.writerows({**row, "association": "", "partnership": ""} for row in reader)
    for name in os.listdir(folder):
        if name.endswith(".csv") and not os.path.exists(os.path.join(heavy, name)):
            with open(os.path.join(folder, name), "rb") as source, open(os.path.join(heavy, name), "wb") as target:
                target.write(next(source))


def contents(store):
    """The rows of each table as (count, SHA-256 of all in the order of every column), and the schema."""
    tables = [line.split("|") for line in shell(store, (
        "SELECT m.name, (SELECT group_concat(cid + 1) FROM pragma_table_info(m.name)) FROM sqlite_master AS m "
        "WHERE m.type = 'table' AND m.name NOT IN ('change', 'changeCount', 'grdb_migrations') "
        "AND m.name NOT LIKE 'sqlite_%' ORDER BY 1")).splitlines()]
    found = {"schema": hashlib.sha256(shell(
        store, "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name").encode()).hexdigest()}
    for table, columns in tables:
        digest, count = hashlib.sha256(), 0
        with subprocess.Popen(["sqlite3", "-readonly", "-quote", store, f"SELECT * FROM {table} ORDER BY {columns}"],
                              stdout=subprocess.PIPE) as dump:
            while chunk := dump.stdout.read(1 << 20):
                digest.update(chunk)
        count = int(shell(store, f"SELECT count(*) FROM {table}"))
        if dump.returncode != 0:
            raise RuntimeError(f"{table} cannot be read")
        found[table] = (count, digest.hexdigest())
    return found
