-- The peer of the import: the sqlite3 shell takes the CSV files of a network folder into the schema of a store.
--
-- Runs in a folder that race_store.py prepares, untimed: settings.sql, schema.sql and indexes.sql (the definitions of a
-- store made by svyaz), first.sql (the change, and what network.json holds), direct/ (the tables without empty cells,
-- their header left out and the number of the change added to every row: .import wants as many cells as columns).
-- Cells that may be empty go through a temporary table, since .import cannot make NULL.
.bail on
.read settings.sql
.read schema.sql
BEGIN;
.read first.sql
.mode csv
.import --schema temp districts.csv d
INSERT INTO district SELECT id, name, nullif(lat, ''), nullif(lon, ''), 1 FROM d;
.import direct/neighbours.csv districtNeighbour
.import --schema temp schools.csv s
INSERT INTO school SELECT id, nullif(number, ''), name, short_name, kind, nullif(district, ''), address, nullif(lat, ''), nullif(lon, ''), nullif(students, ''), 1 FROM s;
.import --schema temp statuses.csv st
INSERT INTO status SELECT school, status, "from", nullif("to", ''), basis, 1 FROM st;
.import direct/results.csv result
.import --schema temp mentors.csv m
INSERT INTO mentor SELECT school, nullif(subject, ''), capacity, 1 FROM m;
.import --schema temp constraints.csv c
INSERT INTO matchingConstraint SELECT rule, mentee, mentor, nullif(subject, ''), 1 FROM c;
.import --schema temp partnerships.csv p
INSERT INTO partnership SELECT id, mentor, mentee, nullif(subject, ''), status, "from", nullif("to", ''), agreement, 1 FROM p;
.import --schema temp associations.csv a
INSERT INTO association SELECT id, name, subject, umo, base, "from", nullif("to", ''), 1 FROM a;
.import --schema temp memberships.csv mm
INSERT INTO membership SELECT association, school, role, "from", nullif("to", ''), 1 FROM mm;
.import --schema temp events.csv e
INSERT INTO event SELECT id, kind, title, date, nullif(subject, ''), nullif(host, ''), nullif(association, ''), nullif(partnership, ''), organiser, 1 FROM e;
.import direct/participations.csv participation
.import --schema temp programmes.csv pr
INSERT INTO programme SELECT school, kind, developed, "from", nullif("to", ''), 1 FROM pr;
.import direct/staff.csv staff
.import --schema temp measures.csv me
INSERT INTO measure SELECT number, section, title, nullif(due_from, ''), nullif(due_to, ''), responsible, expected, nullif(done_on, ''), evidence, 1 FROM me;
.read indexes.sql
COMMIT;
