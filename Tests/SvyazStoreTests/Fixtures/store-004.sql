PRAGMA application_id = 1400273249;
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO grdb_migrations VALUES ('001-network');
INSERT INTO grdb_migrations VALUES ('002-answers');
INSERT INTO grdb_migrations VALUES ('003-succession');
INSERT INTO grdb_migrations VALUES ('004-definitions');
CREATE TABLE change (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  at TEXT NOT NULL CHECK (at GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9]Z'),
  day TEXT NOT NULL CHECK (date(day, '+0 days') IS day),
  author TEXT NOT NULL CHECK (trim(author) <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('import', 'edit', 'undo', 'merge', 'plan')),
  reason TEXT NOT NULL,
  source TEXT NOT NULL,
  undoes INTEGER REFERENCES change (id) CHECK (undoes IS NULL OR (undoes < id AND kind = 'undo'))
) STRICT;
INSERT INTO change VALUES (1, '2021-01-01T01:00:00.000Z', '2021-01-01', 'Иванова', 'import', 'Первая загрузка', 'schools.csv', NULL);
INSERT INTO change VALUES (2, '2021-01-01T02:00:00.000Z', '2021-01-01', 'Петрова', 'edit', 'Приказ № 5', '', NULL);
INSERT INTO change VALUES (3, '2021-01-01T03:00:00.000Z', '2021-01-01', 'Петрова', 'edit', 'Приказ № 5', '', NULL);
INSERT INTO change VALUES (4, '2021-01-01T04:00:00.000Z', '2021-01-01', 'Сидорова', 'undo', 'Ошибка', '', 2);
CREATE TABLE changeCount (
  changeId INTEGER NOT NULL REFERENCES change (id),
  tableName TEXT NOT NULL,
  added INTEGER NOT NULL CHECK (added >= 0),
  changed INTEGER NOT NULL CHECK (changed >= 0),
  closed INTEGER NOT NULL CHECK (closed >= 0),
  removed INTEGER NOT NULL CHECK (removed >= 0),
  PRIMARY KEY (changeId, tableName)
) STRICT, WITHOUT ROWID;
INSERT INTO changeCount VALUES (1, 'association', 1, 0, 0, 0);
INSERT INTO changeCount VALUES (1, 'district', 2, 0, 0, 0);
INSERT INTO changeCount VALUES (1, 'districtNeighbour', 2, 0, 0, 0);
INSERT INTO changeCount VALUES (1, 'event', 1, 0, 0, 0);
INSERT INTO changeCount VALUES (1, 'matchingConstraint', 1, 0, 0, 0);
INSERT INTO changeCount VALUES (1, 'measure', 1, 0, 0, 0);
INSERT INTO changeCount VALUES (1, 'membership', 1, 0, 0, 0);
INSERT INTO changeCount VALUES (1, 'mentor', 1, 0, 0, 0);
INSERT INTO changeCount VALUES (1, 'nameAnswer', 1, 0, 0, 0);
INSERT INTO changeCount VALUES (1, 'network', 1, 0, 0, 0);
INSERT INTO changeCount VALUES (1, 'participation', 1, 0, 0, 0);
INSERT INTO changeCount VALUES (1, 'partnership', 1, 0, 0, 0);
INSERT INTO changeCount VALUES (1, 'programme', 1, 0, 0, 0);
INSERT INTO changeCount VALUES (1, 'result', 1, 0, 0, 0);
INSERT INTO changeCount VALUES (1, 'school', 2, 0, 0, 0);
INSERT INTO changeCount VALUES (1, 'staff', 1, 0, 0, 0);
INSERT INTO changeCount VALUES (1, 'status', 1, 0, 0, 0);
INSERT INTO changeCount VALUES (1, 'subject', 1, 0, 0, 0);
INSERT INTO changeCount VALUES (1, 'target', 1, 0, 0, 0);
INSERT INTO changeCount VALUES (2, 'participation', 0, 0, 0, 1);
INSERT INTO changeCount VALUES (2, 'school', 0, 1, 0, 0);
INSERT INTO changeCount VALUES (3, 'status', 0, 0, 1, 0);
INSERT INTO changeCount VALUES (4, 'participation', 1, 0, 0, 0);
INSERT INTO changeCount VALUES (4, 'school', 0, 1, 0, 0);
CREATE TABLE network (
  id TEXT NOT NULL CHECK (id GLOB '[A-Za-z0-9]*' AND id NOT GLOB '*[^-A-Za-z0-9._]*' AND length(id) <= 64),
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  asOf TEXT NOT NULL CHECK (date(asOf, '+0 days') IS asOf AND asOf BETWEEN '1900-01-01' AND '2199-12-31'),
  changeId INTEGER NOT NULL REFERENCES change (id),
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
INSERT INTO network VALUES ('samara', 'Сеть «Самара»', '2020-12-01', 1);
CREATE TABLE networkHistory (
  id TEXT,
  name TEXT,
  asOf TEXT,
  changeId INTEGER NOT NULL,
  endChangeId INTEGER NOT NULL CHECK (endChangeId > changeId)
) STRICT;
CREATE TABLE subject (
  id TEXT NOT NULL CHECK (id GLOB '[A-Za-z0-9]*' AND id NOT GLOB '*[^-A-Za-z0-9._]*' AND length(id) <= 64),
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  position INTEGER NOT NULL CHECK (position BETWEEN 0 AND 199),
  changeId INTEGER NOT NULL REFERENCES change (id),
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
INSERT INTO subject VALUES ('math', 'Математика', 0, 1);
CREATE TABLE subjectHistory (
  id TEXT,
  name TEXT,
  position INTEGER,
  changeId INTEGER NOT NULL,
  endChangeId INTEGER NOT NULL CHECK (endChangeId > changeId)
) STRICT;
CREATE TABLE target (
  indicator INTEGER NOT NULL CHECK (indicator BETWEEN 1 AND 9),
  perMille INTEGER NOT NULL CHECK (perMille BETWEEN 0 AND 1000),
  date TEXT NOT NULL CHECK (date(date, '+0 days') IS date AND date BETWEEN '1900-01-01' AND '2199-12-31'),
  position INTEGER NOT NULL CHECK (position BETWEEN 0 AND 8),
  changeId INTEGER NOT NULL REFERENCES change (id),
  PRIMARY KEY (indicator)
) STRICT, WITHOUT ROWID;
INSERT INTO target VALUES (9, 900, '2023-12-31', 0, 1);
CREATE TABLE targetHistory (
  indicator INTEGER,
  perMille INTEGER,
  date TEXT,
  position INTEGER,
  changeId INTEGER NOT NULL,
  endChangeId INTEGER NOT NULL CHECK (endChangeId > changeId)
) STRICT;
CREATE TABLE district (
  id TEXT NOT NULL CHECK (id GLOB '[A-Za-z0-9]*' AND id NOT GLOB '*[^-A-Za-z0-9._]*' AND length(id) <= 64),
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  lat REAL,
  lon REAL,
  changeId INTEGER NOT NULL REFERENCES change (id),
  PRIMARY KEY (id),
  CHECK ((lat IS NULL) = (lon IS NULL) AND (lat IS NULL OR (abs(lat) <= 90 AND abs(lon) <= 180)))
) STRICT, WITHOUT ROWID;
INSERT INTO district VALUES ('d1', 'Ленинский', 53.2, 50.1, 1);
INSERT INTO district VALUES ('d2', 'О''Брайена', NULL, NULL, 1);
CREATE TABLE districtHistory (
  id TEXT,
  name TEXT,
  lat REAL,
  lon REAL,
  changeId INTEGER NOT NULL,
  endChangeId INTEGER NOT NULL CHECK (endChangeId > changeId)
) STRICT;
CREATE TABLE districtNeighbour (
  districtId TEXT NOT NULL REFERENCES district (id) DEFERRABLE INITIALLY DEFERRED,
  neighbourId TEXT NOT NULL REFERENCES district (id) DEFERRABLE INITIALLY DEFERRED,
  changeId INTEGER NOT NULL REFERENCES change (id),
  PRIMARY KEY (districtId, neighbourId),
  CHECK (districtId <> neighbourId),
  FOREIGN KEY (neighbourId, districtId) REFERENCES districtNeighbour (districtId, neighbourId) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
INSERT INTO districtNeighbour VALUES ('d1', 'd2', 1);
INSERT INTO districtNeighbour VALUES ('d2', 'd1', 1);
CREATE TABLE districtNeighbourHistory (
  districtId TEXT,
  neighbourId TEXT,
  changeId INTEGER NOT NULL,
  endChangeId INTEGER NOT NULL CHECK (endChangeId > changeId)
) STRICT;
CREATE TABLE school (
  id TEXT NOT NULL CHECK (id GLOB '[A-Za-z0-9]*' AND id NOT GLOB '*[^-A-Za-z0-9._]*' AND length(id) <= 64),
  number INTEGER CHECK (number IS NULL OR number BETWEEN 1 AND 1000000000),
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  shortName TEXT NOT NULL,
  kind TEXT NOT NULL,
  districtId TEXT REFERENCES district (id) DEFERRABLE INITIALLY DEFERRED,
  address TEXT NOT NULL,
  lat REAL,
  lon REAL,
  students INTEGER CHECK (students IS NULL OR students BETWEEN 1 AND 1000000000),
  changeId INTEGER NOT NULL REFERENCES change (id),
  PRIMARY KEY (id),
  CHECK ((lat IS NULL) = (lon IS NULL) AND (lat IS NULL OR (abs(lat) <= 90 AND abs(lon) <= 180)))
) STRICT, WITHOUT ROWID;
INSERT INTO school VALUES ('s1', 1, 'Школа № 1', '', '', 'd1', '', NULL, NULL, 700, 4);
INSERT INTO school VALUES ('s2', NULL, 'Лицей
«Созвездие»', 'Созвездие', 'лицей', 'd2', '', NULL, NULL, NULL, 1);
CREATE TABLE schoolHistory (
  id TEXT,
  number INTEGER,
  name TEXT,
  shortName TEXT,
  kind TEXT,
  districtId TEXT,
  address TEXT,
  lat REAL,
  lon REAL,
  students INTEGER,
  changeId INTEGER NOT NULL,
  endChangeId INTEGER NOT NULL CHECK (endChangeId > changeId)
) STRICT;
INSERT INTO schoolHistory VALUES ('s1', 1, 'Школа № 1', '', '', 'd1', '', NULL, NULL, 700, 1, 2);
INSERT INTO schoolHistory VALUES ('s1', 1, 'Школа № 1 имени Гагарина', '', '', 'd1', '', NULL, NULL, 700, 2, 4);
CREATE TABLE status (
  schoolId TEXT NOT NULL REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED,
  status TEXT NOT NULL CHECK (status IN ('low_result', 'adverse', 'high_result', 'project_site', 'risk')),
  validFrom TEXT NOT NULL CHECK (date(validFrom, '+0 days') IS validFrom AND validFrom BETWEEN '1900-01-01' AND '2199-12-31'),
  validTo TEXT CHECK (validTo IS NULL OR (date(validTo, '+0 days') IS validTo AND validTo BETWEEN '1900-01-01' AND '2199-12-31')),
  basis TEXT NOT NULL,
  changeId INTEGER NOT NULL REFERENCES change (id),
  PRIMARY KEY (schoolId, status, validFrom),
  CHECK (validTo IS NULL OR validTo > validFrom)
) STRICT, WITHOUT ROWID;
INSERT INTO status VALUES ('s1', 'low_result', '2020-01-01', '2021-01-01', 'Приказ № 1', 3);
CREATE TABLE statusHistory (
  schoolId TEXT,
  status TEXT,
  validFrom TEXT,
  validTo TEXT,
  basis TEXT,
  changeId INTEGER NOT NULL,
  endChangeId INTEGER NOT NULL CHECK (endChangeId > changeId)
) STRICT;
INSERT INTO statusHistory VALUES ('s1', 'low_result', '2020-01-01', NULL, 'Приказ № 1', 1, 3);
CREATE TABLE result (
  schoolId TEXT NOT NULL REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED,
  subjectId TEXT NOT NULL REFERENCES subject (id) DEFERRABLE INITIALLY DEFERRED,
  assessment TEXT NOT NULL CHECK (assessment IN ('vpr', 'oge', 'ege')),
  grade INTEGER NOT NULL CHECK (grade BETWEEN 1 AND 12),
  year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2199),
  participants INTEGER NOT NULL CHECK (participants BETWEEN 0 AND 1000000000),
  successful INTEGER NOT NULL CHECK (successful BETWEEN 0 AND 1000000000),
  changeId INTEGER NOT NULL REFERENCES change (id),
  PRIMARY KEY (schoolId, subjectId, assessment, grade, year),
  CHECK (successful <= participants)
) STRICT, WITHOUT ROWID;
INSERT INTO result VALUES ('s1', 'math', 'oge', 9, 2020, 60, 31, 1);
CREATE TABLE resultHistory (
  schoolId TEXT,
  subjectId TEXT,
  assessment TEXT,
  grade INTEGER,
  year INTEGER,
  participants INTEGER,
  successful INTEGER,
  changeId INTEGER NOT NULL,
  endChangeId INTEGER NOT NULL CHECK (endChangeId > changeId)
) STRICT;
CREATE TABLE mentor (
  schoolId TEXT NOT NULL REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED,
  subjectId TEXT REFERENCES subject (id) DEFERRABLE INITIALLY DEFERRED,
  capacity INTEGER NOT NULL CHECK (capacity BETWEEN 0 AND 1000000000),
  changeId INTEGER NOT NULL REFERENCES change (id)
) STRICT;
INSERT INTO mentor VALUES ('s2', NULL, 2, 1);
CREATE TABLE mentorHistory (
  schoolId TEXT,
  subjectId TEXT,
  capacity INTEGER,
  changeId INTEGER NOT NULL,
  endChangeId INTEGER NOT NULL CHECK (endChangeId > changeId)
) STRICT;
CREATE TABLE matchingConstraint (
  rule TEXT NOT NULL CHECK (rule IN ('pin', 'ban')),
  menteeId TEXT NOT NULL REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED,
  mentorId TEXT NOT NULL REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED,
  subjectId TEXT REFERENCES subject (id) DEFERRABLE INITIALLY DEFERRED,
  changeId INTEGER NOT NULL REFERENCES change (id)
) STRICT;
INSERT INTO matchingConstraint VALUES ('ban', 's1', 's2', NULL, 1);
CREATE TABLE matchingConstraintHistory (
  rule TEXT,
  menteeId TEXT,
  mentorId TEXT,
  subjectId TEXT,
  changeId INTEGER NOT NULL,
  endChangeId INTEGER NOT NULL CHECK (endChangeId > changeId)
) STRICT;
CREATE TABLE partnership (
  id TEXT NOT NULL CHECK (id GLOB '[A-Za-z0-9]*' AND id NOT GLOB '*[^-A-Za-z0-9._]*' AND length(id) <= 64),
  mentorId TEXT NOT NULL REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED,
  menteeId TEXT NOT NULL REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED,
  subjectId TEXT REFERENCES subject (id) DEFERRABLE INITIALLY DEFERRED,
  status TEXT NOT NULL CHECK (status IN ('proposed', 'agreed', 'active', 'completed', 'terminated')),
  validFrom TEXT NOT NULL CHECK (date(validFrom, '+0 days') IS validFrom AND validFrom BETWEEN '1900-01-01' AND '2199-12-31'),
  validTo TEXT CHECK (validTo IS NULL OR (date(validTo, '+0 days') IS validTo AND validTo BETWEEN '1900-01-01' AND '2199-12-31')),
  agreement TEXT NOT NULL,
  changeId INTEGER NOT NULL REFERENCES change (id),
  PRIMARY KEY (id),
  CHECK (mentorId <> menteeId),
  CHECK (validTo IS NULL OR validTo > validFrom)
) STRICT, WITHOUT ROWID;
INSERT INTO partnership VALUES ('p1', 's2', 's1', 'math', 'active', '2020-09-01', NULL, '№ 7', 1);
CREATE TABLE partnershipHistory (
  id TEXT,
  mentorId TEXT,
  menteeId TEXT,
  subjectId TEXT,
  status TEXT,
  validFrom TEXT,
  validTo TEXT,
  agreement TEXT,
  changeId INTEGER NOT NULL,
  endChangeId INTEGER NOT NULL CHECK (endChangeId > changeId)
) STRICT;
CREATE TABLE association (
  id TEXT NOT NULL CHECK (id GLOB '[A-Za-z0-9]*' AND id NOT GLOB '*[^-A-Za-z0-9._]*' AND length(id) <= 64),
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  subjectId TEXT NOT NULL REFERENCES subject (id) DEFERRABLE INITIALLY DEFERRED,
  umo TEXT NOT NULL,
  baseId TEXT NOT NULL REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED,
  validFrom TEXT NOT NULL CHECK (date(validFrom, '+0 days') IS validFrom AND validFrom BETWEEN '1900-01-01' AND '2199-12-31'),
  validTo TEXT CHECK (validTo IS NULL OR (date(validTo, '+0 days') IS validTo AND validTo BETWEEN '1900-01-01' AND '2199-12-31')),
  changeId INTEGER NOT NULL REFERENCES change (id),
  PRIMARY KEY (id),
  CHECK (validTo IS NULL OR validTo > validFrom)
) STRICT, WITHOUT ROWID;
INSERT INTO association VALUES ('a1', 'ММО', 'math', '', 's2', '2020-09-01', NULL, 1);
CREATE TABLE associationHistory (
  id TEXT,
  name TEXT,
  subjectId TEXT,
  umo TEXT,
  baseId TEXT,
  validFrom TEXT,
  validTo TEXT,
  changeId INTEGER NOT NULL,
  endChangeId INTEGER NOT NULL CHECK (endChangeId > changeId)
) STRICT;
CREATE TABLE membership (
  associationId TEXT NOT NULL REFERENCES association (id) DEFERRABLE INITIALLY DEFERRED,
  schoolId TEXT NOT NULL REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED,
  role TEXT NOT NULL CHECK (role IN ('leader', 'project_site', 'high_result', 'low_result', 'member')),
  validFrom TEXT NOT NULL CHECK (date(validFrom, '+0 days') IS validFrom AND validFrom BETWEEN '1900-01-01' AND '2199-12-31'),
  validTo TEXT CHECK (validTo IS NULL OR (date(validTo, '+0 days') IS validTo AND validTo BETWEEN '1900-01-01' AND '2199-12-31')),
  changeId INTEGER NOT NULL REFERENCES change (id),
  PRIMARY KEY (associationId, schoolId, validFrom),
  CHECK (validTo IS NULL OR validTo > validFrom)
) STRICT, WITHOUT ROWID;
INSERT INTO membership VALUES ('a1', 's1', 'low_result', '2020-09-01', NULL, 1);
CREATE TABLE membershipHistory (
  associationId TEXT,
  schoolId TEXT,
  role TEXT,
  validFrom TEXT,
  validTo TEXT,
  changeId INTEGER NOT NULL,
  endChangeId INTEGER NOT NULL CHECK (endChangeId > changeId)
) STRICT;
CREATE TABLE event (
  id TEXT NOT NULL CHECK (id GLOB '[A-Za-z0-9]*' AND id NOT GLOB '*[^-A-Za-z0-9._]*' AND length(id) <= 64),
  kind TEXT NOT NULL CHECK (kind IN ('conference', 'seminar', 'webinar', 'master_class', 'training', 'strategy_session', 'lesson_visit', 'experience_exchange')),
  title TEXT NOT NULL CHECK (trim(title) <> ''),
  date TEXT NOT NULL CHECK (date(date, '+0 days') IS date AND date BETWEEN '1900-01-01' AND '2199-12-31'),
  subjectId TEXT REFERENCES subject (id) DEFERRABLE INITIALLY DEFERRED,
  hostId TEXT REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED,
  associationId TEXT REFERENCES association (id) DEFERRABLE INITIALLY DEFERRED,
  partnershipId TEXT REFERENCES partnership (id) DEFERRABLE INITIALLY DEFERRED,
  organiser TEXT NOT NULL CHECK (trim(organiser) <> ''),
  changeId INTEGER NOT NULL REFERENCES change (id),
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
INSERT INTO event VALUES ('e1', 'seminar', 'Семинар', '2020-10-01', NULL, 's2', NULL, NULL, 'ЦРО', 1);
CREATE TABLE eventHistory (
  id TEXT,
  kind TEXT,
  title TEXT,
  date TEXT,
  subjectId TEXT,
  hostId TEXT,
  associationId TEXT,
  partnershipId TEXT,
  organiser TEXT,
  changeId INTEGER NOT NULL,
  endChangeId INTEGER NOT NULL CHECK (endChangeId > changeId)
) STRICT;
CREATE TABLE participation (
  eventId TEXT NOT NULL REFERENCES event (id) DEFERRABLE INITIALLY DEFERRED,
  schoolId TEXT NOT NULL REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED,
  role TEXT NOT NULL CHECK (role IN ('host', 'speaker', 'participant')),
  people INTEGER NOT NULL CHECK (people BETWEEN 0 AND 1000000000),
  changeId INTEGER NOT NULL REFERENCES change (id),
  PRIMARY KEY (eventId, schoolId, role)
) STRICT, WITHOUT ROWID;
INSERT INTO participation VALUES ('e1', 's1', 'participant', 3, 4);
CREATE TABLE participationHistory (
  eventId TEXT,
  schoolId TEXT,
  role TEXT,
  people INTEGER,
  changeId INTEGER NOT NULL,
  endChangeId INTEGER NOT NULL CHECK (endChangeId > changeId)
) STRICT;
INSERT INTO participationHistory VALUES ('e1', 's1', 'participant', 3, 1, 2);
CREATE TABLE programme (
  schoolId TEXT NOT NULL REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL CHECK (kind IN ('quality_improvement', 'teacher_growth')),
  developed TEXT NOT NULL CHECK (date(developed, '+0 days') IS developed AND developed BETWEEN '1900-01-01' AND '2199-12-31'),
  validFrom TEXT NOT NULL CHECK (date(validFrom, '+0 days') IS validFrom AND validFrom BETWEEN '1900-01-01' AND '2199-12-31'),
  validTo TEXT CHECK (validTo IS NULL OR (date(validTo, '+0 days') IS validTo AND validTo BETWEEN '1900-01-01' AND '2199-12-31')),
  changeId INTEGER NOT NULL REFERENCES change (id),
  PRIMARY KEY (schoolId, kind, validFrom),
  CHECK (validTo IS NULL OR validTo > validFrom)
) STRICT, WITHOUT ROWID;
INSERT INTO programme VALUES ('s1', 'quality_improvement', '2020-08-01', '2020-09-01', NULL, 1);
CREATE TABLE programmeHistory (
  schoolId TEXT,
  kind TEXT,
  developed TEXT,
  validFrom TEXT,
  validTo TEXT,
  changeId INTEGER NOT NULL,
  endChangeId INTEGER NOT NULL CHECK (endChangeId > changeId)
) STRICT;
CREATE TABLE staff (
  schoolId TEXT NOT NULL REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED,
  year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2199),
  staffGroup TEXT NOT NULL CHECK (staffGroup IN ('director', 'deputy', 'teacher')),
  total INTEGER NOT NULL CHECK (total BETWEEN 0 AND 1000000000),
  trainedMethodService INTEGER NOT NULL CHECK (trainedMethodService BETWEEN 0 AND 1000000000),
  trainedEffectiveMode INTEGER NOT NULL CHECK (trainedEffectiveMode BETWEEN 0 AND 1000000000),
  trainedQuality INTEGER NOT NULL CHECK (trainedQuality BETWEEN 0 AND 1000000000),
  changeId INTEGER NOT NULL REFERENCES change (id),
  PRIMARY KEY (schoolId, year, staffGroup),
  CHECK (max(trainedMethodService, trainedEffectiveMode, trainedQuality) <= total)
) STRICT, WITHOUT ROWID;
INSERT INTO staff VALUES ('s1', 2020, 'teacher', 40, 10, 5, 0, 1);
CREATE TABLE staffHistory (
  schoolId TEXT,
  year INTEGER,
  staffGroup TEXT,
  total INTEGER,
  trainedMethodService INTEGER,
  trainedEffectiveMode INTEGER,
  trainedQuality INTEGER,
  changeId INTEGER NOT NULL,
  endChangeId INTEGER NOT NULL CHECK (endChangeId > changeId)
) STRICT;
CREATE TABLE measure (
  number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 1000000000),
  section TEXT NOT NULL CHECK (trim(section) <> ''),
  title TEXT NOT NULL CHECK (trim(title) <> ''),
  dueFrom TEXT CHECK (dueFrom IS NULL OR (date(dueFrom, '+0 days') IS dueFrom AND dueFrom BETWEEN '1900-01-01' AND '2199-12-31')),
  dueTo TEXT CHECK (dueTo IS NULL OR (date(dueTo, '+0 days') IS dueTo AND dueTo BETWEEN '1900-01-01' AND '2199-12-31')),
  responsible TEXT NOT NULL CHECK (trim(responsible) <> ''),
  expected TEXT NOT NULL CHECK (trim(expected) <> ''),
  doneOn TEXT CHECK (doneOn IS NULL OR (date(doneOn, '+0 days') IS doneOn AND doneOn BETWEEN '1900-01-01' AND '2199-12-31')),
  evidence TEXT NOT NULL,
  changeId INTEGER NOT NULL REFERENCES change (id),
  PRIMARY KEY (number),
  CHECK (dueFrom IS NULL OR dueTo IS NULL OR dueTo >= dueFrom)
) STRICT, WITHOUT ROWID;
INSERT INTO measure VALUES (1, 'Раздел', 'Мероприятие', NULL, NULL, 'ЦРО', 'Итог', NULL, '', 1);
CREATE TABLE measureHistory (
  number INTEGER,
  section TEXT,
  title TEXT,
  dueFrom TEXT,
  dueTo TEXT,
  responsible TEXT,
  expected TEXT,
  doneOn TEXT,
  evidence TEXT,
  changeId INTEGER NOT NULL,
  endChangeId INTEGER NOT NULL CHECK (endChangeId > changeId)
) STRICT;
CREATE TABLE nameAnswer (
  key TEXT NOT NULL CHECK (key <> ''),
  text TEXT NOT NULL CHECK (trim(text) <> ''),
  schoolId TEXT NOT NULL REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED,
  changeId INTEGER NOT NULL REFERENCES change (id),
  PRIMARY KEY (key)
) STRICT, WITHOUT ROWID;
INSERT INTO nameAnswer VALUES ('школа 2', 'Школа № 2', 's2', 1);
CREATE TABLE nameAnswerHistory (
  key TEXT,
  text TEXT,
  schoolId TEXT,
  changeId INTEGER NOT NULL,
  endChangeId INTEGER NOT NULL CHECK (endChangeId > changeId)
) STRICT;
CREATE TABLE succession (
  schoolId TEXT NOT NULL REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED,
  successorId TEXT NOT NULL REFERENCES school (id) DEFERRABLE INITIALLY DEFERRED,
  date TEXT NOT NULL CHECK (date(date, '+0 days') IS date AND date BETWEEN '1900-01-01' AND '2199-12-31'),
  changeId INTEGER NOT NULL REFERENCES change (id),
  PRIMARY KEY (schoolId),
  CHECK (schoolId <> successorId)
) STRICT, WITHOUT ROWID;
CREATE TABLE successionHistory (
  schoolId TEXT,
  successorId TEXT,
  date TEXT,
  changeId INTEGER NOT NULL,
  endChangeId INTEGER NOT NULL CHECK (endChangeId > changeId)
) STRICT;
CREATE TABLE definition (
  indicator INTEGER NOT NULL CHECK (indicator BETWEEN 1 AND 9),
  reading TEXT NOT NULL CHECK (reading GLOB '[A-Za-z0-9]*' AND reading NOT GLOB '*[^-A-Za-z0-9._]*' AND length(reading) <= 64),
  version TEXT NOT NULL CHECK (trim(version) <> ''),
  validFrom TEXT NOT NULL CHECK (date(validFrom, '+0 days') IS validFrom AND validFrom BETWEEN '1900-01-01' AND '2199-12-31'),
  validTo TEXT CHECK (validTo IS NULL OR (date(validTo, '+0 days') IS validTo AND validTo BETWEEN '1900-01-01' AND '2199-12-31')),
  title TEXT NOT NULL CHECK (trim(title) <> ''),
  numerator TEXT NOT NULL CHECK (trim(numerator) <> ''),
  denominator TEXT NOT NULL CHECK (trim(denominator) <> ''),
  rule TEXT NOT NULL CHECK (rule IN ('schools', 'staff', 'results')),
  counted TEXT NOT NULL CHECK (counted IN ('quality_improvement', 'teacher_growth', 'higher_results', 'partnership', 'partnership_active', 'partnership_formal', 'trained_method_service', 'trained_effective_mode', 'trained_quality', 'participants', 'enrolment')),
  parts TEXT NOT NULL,
  among TEXT NOT NULL CHECK (trim(among) <> ''),
  base TEXT NOT NULL,
  position INTEGER NOT NULL CHECK (position BETWEEN 0 AND 199),
  changeId INTEGER NOT NULL REFERENCES change (id),
  PRIMARY KEY (indicator, reading, validFrom),
  CHECK (validTo IS NULL OR validTo > validFrom),
  CHECK ((rule = 'staff') = (counted GLOB 'trained_*')),
  CHECK ((rule = 'results') = (counted IN ('participants', 'enrolment'))),
  CHECK ((rule = 'schools') = (parts = '')),
  CHECK ((rule = 'schools') = (base <> ''))
) STRICT, WITHOUT ROWID;
CREATE TABLE definitionHistory (
  indicator INTEGER,
  reading TEXT,
  version TEXT,
  validFrom TEXT,
  validTo TEXT,
  title TEXT,
  numerator TEXT,
  denominator TEXT,
  rule TEXT,
  counted TEXT,
  parts TEXT,
  among TEXT,
  base TEXT,
  position INTEGER,
  changeId INTEGER NOT NULL,
  endChangeId INTEGER NOT NULL CHECK (endChangeId > changeId)
) STRICT;
CREATE INDEX changeByDay ON change (day);
CREATE TRIGGER changeFollows BEFORE INSERT ON change
WHEN NEW.id IS NOT (SELECT ifnull(max(id), 0) + 1 FROM change)
  OR NEW.at < (SELECT ifnull(max(at), '') FROM change) OR NEW.day < (SELECT ifnull(max(day), '') FROM change)
BEGIN SELECT RAISE(ABORT, 'changes follow one another'); END;
CREATE TRIGGER changeKept BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'changes are never edited'); END;
CREATE TRIGGER changeStays BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'changes are never deleted'); END;
CREATE INDEX networkByChange ON network (changeId) WHERE changeId > 1;
CREATE INDEX networkHistoryByKey ON networkHistory (id);
CREATE INDEX networkHistoryByChange ON networkHistory (changeId);
CREATE INDEX networkHistoryByEnd ON networkHistory (endChangeId);
CREATE TRIGGER networkUpdate BEFORE UPDATE ON network
WHEN NEW.changeId IS NOT (SELECT max(id) FROM change) OR NEW.id IS NOT OLD.id
BEGIN SELECT RAISE(ABORT, 'a row changes only within a change and keeps its key'); END;
CREATE TRIGGER networkUpdated AFTER UPDATE ON network WHEN OLD.changeId < NEW.changeId
BEGIN INSERT INTO networkHistory VALUES (OLD.id, OLD.name, OLD.asOf, OLD.changeId, NEW.changeId); END;
CREATE TRIGGER networkDeleted AFTER DELETE ON network WHEN OLD.changeId < (SELECT max(id) FROM change)
BEGIN INSERT INTO networkHistory VALUES (OLD.id, OLD.name, OLD.asOf, OLD.changeId, (SELECT max(id) FROM change)); END;
CREATE TRIGGER networkHistoryKept BEFORE UPDATE ON networkHistory
BEGIN SELECT RAISE(ABORT, 'history is never edited'); END;
CREATE TRIGGER networkHistoryStays BEFORE DELETE ON networkHistory
BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END;
CREATE UNIQUE INDEX networkIsOne ON network ((1));
CREATE INDEX subjectByChange ON subject (changeId) WHERE changeId > 1;
CREATE INDEX subjectHistoryByKey ON subjectHistory (id);
CREATE INDEX subjectHistoryByChange ON subjectHistory (changeId);
CREATE INDEX subjectHistoryByEnd ON subjectHistory (endChangeId);
CREATE TRIGGER subjectUpdate BEFORE UPDATE ON subject
WHEN NEW.changeId IS NOT (SELECT max(id) FROM change) OR NEW.id IS NOT OLD.id
BEGIN SELECT RAISE(ABORT, 'a row changes only within a change and keeps its key'); END;
CREATE TRIGGER subjectUpdated AFTER UPDATE ON subject WHEN OLD.changeId < NEW.changeId
BEGIN INSERT INTO subjectHistory VALUES (OLD.id, OLD.name, OLD.position, OLD.changeId, NEW.changeId); END;
CREATE TRIGGER subjectDeleted AFTER DELETE ON subject WHEN OLD.changeId < (SELECT max(id) FROM change)
BEGIN INSERT INTO subjectHistory VALUES (OLD.id, OLD.name, OLD.position, OLD.changeId, (SELECT max(id) FROM change)); END;
CREATE TRIGGER subjectHistoryKept BEFORE UPDATE ON subjectHistory
BEGIN SELECT RAISE(ABORT, 'history is never edited'); END;
CREATE TRIGGER subjectHistoryStays BEFORE DELETE ON subjectHistory
BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END;
CREATE INDEX targetByChange ON target (changeId) WHERE changeId > 1;
CREATE INDEX targetHistoryByKey ON targetHistory (indicator);
CREATE INDEX targetHistoryByChange ON targetHistory (changeId);
CREATE INDEX targetHistoryByEnd ON targetHistory (endChangeId);
CREATE TRIGGER targetUpdate BEFORE UPDATE ON target
WHEN NEW.changeId IS NOT (SELECT max(id) FROM change) OR NEW.indicator IS NOT OLD.indicator
BEGIN SELECT RAISE(ABORT, 'a row changes only within a change and keeps its key'); END;
CREATE TRIGGER targetUpdated AFTER UPDATE ON target WHEN OLD.changeId < NEW.changeId
BEGIN INSERT INTO targetHistory VALUES (OLD.indicator, OLD.perMille, OLD.date, OLD.position, OLD.changeId, NEW.changeId); END;
CREATE TRIGGER targetDeleted AFTER DELETE ON target WHEN OLD.changeId < (SELECT max(id) FROM change)
BEGIN INSERT INTO targetHistory VALUES (OLD.indicator, OLD.perMille, OLD.date, OLD.position, OLD.changeId, (SELECT max(id) FROM change)); END;
CREATE TRIGGER targetHistoryKept BEFORE UPDATE ON targetHistory
BEGIN SELECT RAISE(ABORT, 'history is never edited'); END;
CREATE TRIGGER targetHistoryStays BEFORE DELETE ON targetHistory
BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END;
CREATE INDEX districtByChange ON district (changeId) WHERE changeId > 1;
CREATE INDEX districtHistoryByKey ON districtHistory (id);
CREATE INDEX districtHistoryByChange ON districtHistory (changeId);
CREATE INDEX districtHistoryByEnd ON districtHistory (endChangeId);
CREATE TRIGGER districtUpdate BEFORE UPDATE ON district
WHEN NEW.changeId IS NOT (SELECT max(id) FROM change) OR NEW.id IS NOT OLD.id
BEGIN SELECT RAISE(ABORT, 'a row changes only within a change and keeps its key'); END;
CREATE TRIGGER districtUpdated AFTER UPDATE ON district WHEN OLD.changeId < NEW.changeId
BEGIN INSERT INTO districtHistory VALUES (OLD.id, OLD.name, OLD.lat, OLD.lon, OLD.changeId, NEW.changeId); END;
CREATE TRIGGER districtDeleted AFTER DELETE ON district WHEN OLD.changeId < (SELECT max(id) FROM change)
BEGIN INSERT INTO districtHistory VALUES (OLD.id, OLD.name, OLD.lat, OLD.lon, OLD.changeId, (SELECT max(id) FROM change)); END;
CREATE TRIGGER districtHistoryKept BEFORE UPDATE ON districtHistory
BEGIN SELECT RAISE(ABORT, 'history is never edited'); END;
CREATE TRIGGER districtHistoryStays BEFORE DELETE ON districtHistory
BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END;
CREATE INDEX districtNeighbourByChange ON districtNeighbour (changeId) WHERE changeId > 1;
CREATE INDEX districtNeighbourHistoryByKey ON districtNeighbourHistory (districtId, neighbourId);
CREATE INDEX districtNeighbourHistoryByChange ON districtNeighbourHistory (changeId);
CREATE INDEX districtNeighbourHistoryByEnd ON districtNeighbourHistory (endChangeId);
CREATE TRIGGER districtNeighbourUpdate BEFORE UPDATE ON districtNeighbour
WHEN NEW.changeId IS NOT (SELECT max(id) FROM change) OR NEW.districtId IS NOT OLD.districtId OR NEW.neighbourId IS NOT OLD.neighbourId
BEGIN SELECT RAISE(ABORT, 'a row changes only within a change and keeps its key'); END;
CREATE TRIGGER districtNeighbourUpdated AFTER UPDATE ON districtNeighbour WHEN OLD.changeId < NEW.changeId
BEGIN INSERT INTO districtNeighbourHistory VALUES (OLD.districtId, OLD.neighbourId, OLD.changeId, NEW.changeId); END;
CREATE TRIGGER districtNeighbourDeleted AFTER DELETE ON districtNeighbour WHEN OLD.changeId < (SELECT max(id) FROM change)
BEGIN INSERT INTO districtNeighbourHistory VALUES (OLD.districtId, OLD.neighbourId, OLD.changeId, (SELECT max(id) FROM change)); END;
CREATE TRIGGER districtNeighbourHistoryKept BEFORE UPDATE ON districtNeighbourHistory
BEGIN SELECT RAISE(ABORT, 'history is never edited'); END;
CREATE TRIGGER districtNeighbourHistoryStays BEFORE DELETE ON districtNeighbourHistory
BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END;
CREATE INDEX schoolByChange ON school (changeId) WHERE changeId > 1;
CREATE INDEX schoolHistoryByKey ON schoolHistory (id);
CREATE INDEX schoolHistoryByChange ON schoolHistory (changeId);
CREATE INDEX schoolHistoryByEnd ON schoolHistory (endChangeId);
CREATE TRIGGER schoolUpdate BEFORE UPDATE ON school
WHEN NEW.changeId IS NOT (SELECT max(id) FROM change) OR NEW.id IS NOT OLD.id
BEGIN SELECT RAISE(ABORT, 'a row changes only within a change and keeps its key'); END;
CREATE TRIGGER schoolUpdated AFTER UPDATE ON school WHEN OLD.changeId < NEW.changeId
BEGIN INSERT INTO schoolHistory VALUES (OLD.id, OLD.number, OLD.name, OLD.shortName, OLD.kind, OLD.districtId, OLD.address, OLD.lat, OLD.lon, OLD.students, OLD.changeId, NEW.changeId); END;
CREATE TRIGGER schoolDeleted AFTER DELETE ON school WHEN OLD.changeId < (SELECT max(id) FROM change)
BEGIN INSERT INTO schoolHistory VALUES (OLD.id, OLD.number, OLD.name, OLD.shortName, OLD.kind, OLD.districtId, OLD.address, OLD.lat, OLD.lon, OLD.students, OLD.changeId, (SELECT max(id) FROM change)); END;
CREATE TRIGGER schoolHistoryKept BEFORE UPDATE ON schoolHistory
BEGIN SELECT RAISE(ABORT, 'history is never edited'); END;
CREATE TRIGGER schoolHistoryStays BEFORE DELETE ON schoolHistory
BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END;
CREATE INDEX schoolByDistrict ON school (districtId);
CREATE INDEX statusByChange ON status (changeId) WHERE changeId > 1;
CREATE INDEX statusHistoryByKey ON statusHistory (schoolId, status, validFrom);
CREATE INDEX statusHistoryByChange ON statusHistory (changeId);
CREATE INDEX statusHistoryByEnd ON statusHistory (endChangeId);
CREATE TRIGGER statusUpdate BEFORE UPDATE ON status
WHEN NEW.changeId IS NOT (SELECT max(id) FROM change) OR NEW.schoolId IS NOT OLD.schoolId OR NEW.status IS NOT OLD.status OR NEW.validFrom IS NOT OLD.validFrom
BEGIN SELECT RAISE(ABORT, 'a row changes only within a change and keeps its key'); END;
CREATE TRIGGER statusUpdated AFTER UPDATE ON status WHEN OLD.changeId < NEW.changeId
BEGIN INSERT INTO statusHistory VALUES (OLD.schoolId, OLD.status, OLD.validFrom, OLD.validTo, OLD.basis, OLD.changeId, NEW.changeId); END;
CREATE TRIGGER statusDeleted AFTER DELETE ON status WHEN OLD.changeId < (SELECT max(id) FROM change)
BEGIN INSERT INTO statusHistory VALUES (OLD.schoolId, OLD.status, OLD.validFrom, OLD.validTo, OLD.basis, OLD.changeId, (SELECT max(id) FROM change)); END;
CREATE TRIGGER statusHistoryKept BEFORE UPDATE ON statusHistory
BEGIN SELECT RAISE(ABORT, 'history is never edited'); END;
CREATE TRIGGER statusHistoryStays BEFORE DELETE ON statusHistory
BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END;
CREATE TRIGGER statusNoOverlap BEFORE INSERT ON status
WHEN EXISTS (
  SELECT 1 FROM status AS other WHERE other.schoolId = NEW.schoolId AND other.status = NEW.status AND other.validFrom <> NEW.validFrom
    AND (NEW.validTo IS NULL OR other.validFrom < NEW.validTo)
    AND (other.validTo IS NULL OR NEW.validFrom < other.validTo))
BEGIN SELECT RAISE(ABORT, 'intervals of status overlap'); END;
CREATE TRIGGER statusNoLaterOverlap BEFORE UPDATE OF validTo ON status
WHEN EXISTS (
  SELECT 1 FROM status AS other WHERE other.schoolId = NEW.schoolId AND other.status = NEW.status AND other.validFrom <> NEW.validFrom
    AND (NEW.validTo IS NULL OR other.validFrom < NEW.validTo)
    AND (other.validTo IS NULL OR NEW.validFrom < other.validTo))
BEGIN SELECT RAISE(ABORT, 'intervals of status overlap'); END;
CREATE INDEX resultByChange ON result (changeId) WHERE changeId > 1;
CREATE INDEX resultHistoryByKey ON resultHistory (schoolId, subjectId, assessment, grade, year);
CREATE INDEX resultHistoryByChange ON resultHistory (changeId);
CREATE INDEX resultHistoryByEnd ON resultHistory (endChangeId);
CREATE TRIGGER resultUpdate BEFORE UPDATE ON result
WHEN NEW.changeId IS NOT (SELECT max(id) FROM change) OR NEW.schoolId IS NOT OLD.schoolId OR NEW.subjectId IS NOT OLD.subjectId OR NEW.assessment IS NOT OLD.assessment OR NEW.grade IS NOT OLD.grade OR NEW.year IS NOT OLD.year
BEGIN SELECT RAISE(ABORT, 'a row changes only within a change and keeps its key'); END;
CREATE TRIGGER resultUpdated AFTER UPDATE ON result WHEN OLD.changeId < NEW.changeId
BEGIN INSERT INTO resultHistory VALUES (OLD.schoolId, OLD.subjectId, OLD.assessment, OLD.grade, OLD.year, OLD.participants, OLD.successful, OLD.changeId, NEW.changeId); END;
CREATE TRIGGER resultDeleted AFTER DELETE ON result WHEN OLD.changeId < (SELECT max(id) FROM change)
BEGIN INSERT INTO resultHistory VALUES (OLD.schoolId, OLD.subjectId, OLD.assessment, OLD.grade, OLD.year, OLD.participants, OLD.successful, OLD.changeId, (SELECT max(id) FROM change)); END;
CREATE TRIGGER resultHistoryKept BEFORE UPDATE ON resultHistory
BEGIN SELECT RAISE(ABORT, 'history is never edited'); END;
CREATE TRIGGER resultHistoryStays BEFORE DELETE ON resultHistory
BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END;
CREATE UNIQUE INDEX mentorKey ON mentor (ifnull(schoolId, ''), ifnull(subjectId, ''));
CREATE INDEX mentorByChange ON mentor (changeId) WHERE changeId > 1;
CREATE INDEX mentorHistoryByKey ON mentorHistory (schoolId, subjectId);
CREATE INDEX mentorHistoryByChange ON mentorHistory (changeId);
CREATE INDEX mentorHistoryByEnd ON mentorHistory (endChangeId);
CREATE TRIGGER mentorUpdate BEFORE UPDATE ON mentor
WHEN NEW.changeId IS NOT (SELECT max(id) FROM change) OR NEW.schoolId IS NOT OLD.schoolId OR NEW.subjectId IS NOT OLD.subjectId
BEGIN SELECT RAISE(ABORT, 'a row changes only within a change and keeps its key'); END;
CREATE TRIGGER mentorUpdated AFTER UPDATE ON mentor WHEN OLD.changeId < NEW.changeId
BEGIN INSERT INTO mentorHistory VALUES (OLD.schoolId, OLD.subjectId, OLD.capacity, OLD.changeId, NEW.changeId); END;
CREATE TRIGGER mentorDeleted AFTER DELETE ON mentor WHEN OLD.changeId < (SELECT max(id) FROM change)
BEGIN INSERT INTO mentorHistory VALUES (OLD.schoolId, OLD.subjectId, OLD.capacity, OLD.changeId, (SELECT max(id) FROM change)); END;
CREATE TRIGGER mentorHistoryKept BEFORE UPDATE ON mentorHistory
BEGIN SELECT RAISE(ABORT, 'history is never edited'); END;
CREATE TRIGGER mentorHistoryStays BEFORE DELETE ON mentorHistory
BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END;
CREATE INDEX mentorBySchool ON mentor (schoolId);
CREATE UNIQUE INDEX matchingConstraintKey ON matchingConstraint (ifnull(rule, ''), ifnull(menteeId, ''), ifnull(mentorId, ''), ifnull(subjectId, ''));
CREATE INDEX matchingConstraintByChange ON matchingConstraint (changeId) WHERE changeId > 1;
CREATE INDEX matchingConstraintHistoryByKey ON matchingConstraintHistory (rule, menteeId, mentorId, subjectId);
CREATE INDEX matchingConstraintHistoryByChange ON matchingConstraintHistory (changeId);
CREATE INDEX matchingConstraintHistoryByEnd ON matchingConstraintHistory (endChangeId);
CREATE TRIGGER matchingConstraintUpdate BEFORE UPDATE ON matchingConstraint
WHEN NEW.changeId IS NOT (SELECT max(id) FROM change) OR NEW.rule IS NOT OLD.rule OR NEW.menteeId IS NOT OLD.menteeId OR NEW.mentorId IS NOT OLD.mentorId OR NEW.subjectId IS NOT OLD.subjectId
BEGIN SELECT RAISE(ABORT, 'a row changes only within a change and keeps its key'); END;
CREATE TRIGGER matchingConstraintUpdated AFTER UPDATE ON matchingConstraint WHEN OLD.changeId < NEW.changeId
BEGIN INSERT INTO matchingConstraintHistory VALUES (OLD.rule, OLD.menteeId, OLD.mentorId, OLD.subjectId, OLD.changeId, NEW.changeId); END;
CREATE TRIGGER matchingConstraintDeleted AFTER DELETE ON matchingConstraint WHEN OLD.changeId < (SELECT max(id) FROM change)
BEGIN INSERT INTO matchingConstraintHistory VALUES (OLD.rule, OLD.menteeId, OLD.mentorId, OLD.subjectId, OLD.changeId, (SELECT max(id) FROM change)); END;
CREATE TRIGGER matchingConstraintHistoryKept BEFORE UPDATE ON matchingConstraintHistory
BEGIN SELECT RAISE(ABORT, 'history is never edited'); END;
CREATE TRIGGER matchingConstraintHistoryStays BEFORE DELETE ON matchingConstraintHistory
BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END;
CREATE INDEX matchingConstraintByMentee ON matchingConstraint (menteeId);
CREATE INDEX matchingConstraintByMentor ON matchingConstraint (mentorId);
CREATE INDEX partnershipByChange ON partnership (changeId) WHERE changeId > 1;
CREATE INDEX partnershipHistoryByKey ON partnershipHistory (id);
CREATE INDEX partnershipHistoryByChange ON partnershipHistory (changeId);
CREATE INDEX partnershipHistoryByEnd ON partnershipHistory (endChangeId);
CREATE TRIGGER partnershipUpdate BEFORE UPDATE ON partnership
WHEN NEW.changeId IS NOT (SELECT max(id) FROM change) OR NEW.id IS NOT OLD.id
BEGIN SELECT RAISE(ABORT, 'a row changes only within a change and keeps its key'); END;
CREATE TRIGGER partnershipUpdated AFTER UPDATE ON partnership WHEN OLD.changeId < NEW.changeId
BEGIN INSERT INTO partnershipHistory VALUES (OLD.id, OLD.mentorId, OLD.menteeId, OLD.subjectId, OLD.status, OLD.validFrom, OLD.validTo, OLD.agreement, OLD.changeId, NEW.changeId); END;
CREATE TRIGGER partnershipDeleted AFTER DELETE ON partnership WHEN OLD.changeId < (SELECT max(id) FROM change)
BEGIN INSERT INTO partnershipHistory VALUES (OLD.id, OLD.mentorId, OLD.menteeId, OLD.subjectId, OLD.status, OLD.validFrom, OLD.validTo, OLD.agreement, OLD.changeId, (SELECT max(id) FROM change)); END;
CREATE TRIGGER partnershipHistoryKept BEFORE UPDATE ON partnershipHistory
BEGIN SELECT RAISE(ABORT, 'history is never edited'); END;
CREATE TRIGGER partnershipHistoryStays BEFORE DELETE ON partnershipHistory
BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END;
CREATE INDEX partnershipByMentor ON partnership (mentorId);
CREATE INDEX partnershipByMentee ON partnership (menteeId);
CREATE INDEX associationByChange ON association (changeId) WHERE changeId > 1;
CREATE INDEX associationHistoryByKey ON associationHistory (id);
CREATE INDEX associationHistoryByChange ON associationHistory (changeId);
CREATE INDEX associationHistoryByEnd ON associationHistory (endChangeId);
CREATE TRIGGER associationUpdate BEFORE UPDATE ON association
WHEN NEW.changeId IS NOT (SELECT max(id) FROM change) OR NEW.id IS NOT OLD.id
BEGIN SELECT RAISE(ABORT, 'a row changes only within a change and keeps its key'); END;
CREATE TRIGGER associationUpdated AFTER UPDATE ON association WHEN OLD.changeId < NEW.changeId
BEGIN INSERT INTO associationHistory VALUES (OLD.id, OLD.name, OLD.subjectId, OLD.umo, OLD.baseId, OLD.validFrom, OLD.validTo, OLD.changeId, NEW.changeId); END;
CREATE TRIGGER associationDeleted AFTER DELETE ON association WHEN OLD.changeId < (SELECT max(id) FROM change)
BEGIN INSERT INTO associationHistory VALUES (OLD.id, OLD.name, OLD.subjectId, OLD.umo, OLD.baseId, OLD.validFrom, OLD.validTo, OLD.changeId, (SELECT max(id) FROM change)); END;
CREATE TRIGGER associationHistoryKept BEFORE UPDATE ON associationHistory
BEGIN SELECT RAISE(ABORT, 'history is never edited'); END;
CREATE TRIGGER associationHistoryStays BEFORE DELETE ON associationHistory
BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END;
CREATE INDEX associationByBase ON association (baseId);
CREATE INDEX membershipByChange ON membership (changeId) WHERE changeId > 1;
CREATE INDEX membershipHistoryByKey ON membershipHistory (associationId, schoolId, validFrom);
CREATE INDEX membershipHistoryByChange ON membershipHistory (changeId);
CREATE INDEX membershipHistoryByEnd ON membershipHistory (endChangeId);
CREATE TRIGGER membershipUpdate BEFORE UPDATE ON membership
WHEN NEW.changeId IS NOT (SELECT max(id) FROM change) OR NEW.associationId IS NOT OLD.associationId OR NEW.schoolId IS NOT OLD.schoolId OR NEW.validFrom IS NOT OLD.validFrom
BEGIN SELECT RAISE(ABORT, 'a row changes only within a change and keeps its key'); END;
CREATE TRIGGER membershipUpdated AFTER UPDATE ON membership WHEN OLD.changeId < NEW.changeId
BEGIN INSERT INTO membershipHistory VALUES (OLD.associationId, OLD.schoolId, OLD.role, OLD.validFrom, OLD.validTo, OLD.changeId, NEW.changeId); END;
CREATE TRIGGER membershipDeleted AFTER DELETE ON membership WHEN OLD.changeId < (SELECT max(id) FROM change)
BEGIN INSERT INTO membershipHistory VALUES (OLD.associationId, OLD.schoolId, OLD.role, OLD.validFrom, OLD.validTo, OLD.changeId, (SELECT max(id) FROM change)); END;
CREATE TRIGGER membershipHistoryKept BEFORE UPDATE ON membershipHistory
BEGIN SELECT RAISE(ABORT, 'history is never edited'); END;
CREATE TRIGGER membershipHistoryStays BEFORE DELETE ON membershipHistory
BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END;
CREATE INDEX membershipBySchool ON membership (schoolId);
CREATE TRIGGER membershipNoOverlap BEFORE INSERT ON membership
WHEN EXISTS (
  SELECT 1 FROM membership AS other WHERE other.associationId = NEW.associationId AND other.schoolId = NEW.schoolId AND other.validFrom <> NEW.validFrom
    AND (NEW.validTo IS NULL OR other.validFrom < NEW.validTo)
    AND (other.validTo IS NULL OR NEW.validFrom < other.validTo))
BEGIN SELECT RAISE(ABORT, 'intervals of membership overlap'); END;
CREATE TRIGGER membershipNoLaterOverlap BEFORE UPDATE OF validTo ON membership
WHEN EXISTS (
  SELECT 1 FROM membership AS other WHERE other.associationId = NEW.associationId AND other.schoolId = NEW.schoolId AND other.validFrom <> NEW.validFrom
    AND (NEW.validTo IS NULL OR other.validFrom < NEW.validTo)
    AND (other.validTo IS NULL OR NEW.validFrom < other.validTo))
BEGIN SELECT RAISE(ABORT, 'intervals of membership overlap'); END;
CREATE INDEX eventByChange ON event (changeId) WHERE changeId > 1;
CREATE INDEX eventHistoryByKey ON eventHistory (id);
CREATE INDEX eventHistoryByChange ON eventHistory (changeId);
CREATE INDEX eventHistoryByEnd ON eventHistory (endChangeId);
CREATE TRIGGER eventUpdate BEFORE UPDATE ON event
WHEN NEW.changeId IS NOT (SELECT max(id) FROM change) OR NEW.id IS NOT OLD.id
BEGIN SELECT RAISE(ABORT, 'a row changes only within a change and keeps its key'); END;
CREATE TRIGGER eventUpdated AFTER UPDATE ON event WHEN OLD.changeId < NEW.changeId
BEGIN INSERT INTO eventHistory VALUES (OLD.id, OLD.kind, OLD.title, OLD.date, OLD.subjectId, OLD.hostId, OLD.associationId, OLD.partnershipId, OLD.organiser, OLD.changeId, NEW.changeId); END;
CREATE TRIGGER eventDeleted AFTER DELETE ON event WHEN OLD.changeId < (SELECT max(id) FROM change)
BEGIN INSERT INTO eventHistory VALUES (OLD.id, OLD.kind, OLD.title, OLD.date, OLD.subjectId, OLD.hostId, OLD.associationId, OLD.partnershipId, OLD.organiser, OLD.changeId, (SELECT max(id) FROM change)); END;
CREATE TRIGGER eventHistoryKept BEFORE UPDATE ON eventHistory
BEGIN SELECT RAISE(ABORT, 'history is never edited'); END;
CREATE TRIGGER eventHistoryStays BEFORE DELETE ON eventHistory
BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END;
CREATE INDEX eventByDate ON event (date);
CREATE INDEX eventByHost ON event (hostId, date) WHERE hostId IS NOT NULL;
CREATE INDEX eventByAssociation ON event (associationId, date) WHERE associationId IS NOT NULL;
CREATE INDEX eventByPartnership ON event (partnershipId, date) WHERE partnershipId IS NOT NULL;
CREATE INDEX participationByChange ON participation (changeId) WHERE changeId > 1;
CREATE INDEX participationHistoryByKey ON participationHistory (eventId, schoolId, role);
CREATE INDEX participationHistoryByChange ON participationHistory (changeId);
CREATE INDEX participationHistoryByEnd ON participationHistory (endChangeId);
CREATE TRIGGER participationUpdate BEFORE UPDATE ON participation
WHEN NEW.changeId IS NOT (SELECT max(id) FROM change) OR NEW.eventId IS NOT OLD.eventId OR NEW.schoolId IS NOT OLD.schoolId OR NEW.role IS NOT OLD.role
BEGIN SELECT RAISE(ABORT, 'a row changes only within a change and keeps its key'); END;
CREATE TRIGGER participationUpdated AFTER UPDATE ON participation WHEN OLD.changeId < NEW.changeId
BEGIN INSERT INTO participationHistory VALUES (OLD.eventId, OLD.schoolId, OLD.role, OLD.people, OLD.changeId, NEW.changeId); END;
CREATE TRIGGER participationDeleted AFTER DELETE ON participation WHEN OLD.changeId < (SELECT max(id) FROM change)
BEGIN INSERT INTO participationHistory VALUES (OLD.eventId, OLD.schoolId, OLD.role, OLD.people, OLD.changeId, (SELECT max(id) FROM change)); END;
CREATE TRIGGER participationHistoryKept BEFORE UPDATE ON participationHistory
BEGIN SELECT RAISE(ABORT, 'history is never edited'); END;
CREATE TRIGGER participationHistoryStays BEFORE DELETE ON participationHistory
BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END;
CREATE INDEX participationBySchool ON participation (schoolId);
CREATE INDEX programmeByChange ON programme (changeId) WHERE changeId > 1;
CREATE INDEX programmeHistoryByKey ON programmeHistory (schoolId, kind, validFrom);
CREATE INDEX programmeHistoryByChange ON programmeHistory (changeId);
CREATE INDEX programmeHistoryByEnd ON programmeHistory (endChangeId);
CREATE TRIGGER programmeUpdate BEFORE UPDATE ON programme
WHEN NEW.changeId IS NOT (SELECT max(id) FROM change) OR NEW.schoolId IS NOT OLD.schoolId OR NEW.kind IS NOT OLD.kind OR NEW.validFrom IS NOT OLD.validFrom
BEGIN SELECT RAISE(ABORT, 'a row changes only within a change and keeps its key'); END;
CREATE TRIGGER programmeUpdated AFTER UPDATE ON programme WHEN OLD.changeId < NEW.changeId
BEGIN INSERT INTO programmeHistory VALUES (OLD.schoolId, OLD.kind, OLD.developed, OLD.validFrom, OLD.validTo, OLD.changeId, NEW.changeId); END;
CREATE TRIGGER programmeDeleted AFTER DELETE ON programme WHEN OLD.changeId < (SELECT max(id) FROM change)
BEGIN INSERT INTO programmeHistory VALUES (OLD.schoolId, OLD.kind, OLD.developed, OLD.validFrom, OLD.validTo, OLD.changeId, (SELECT max(id) FROM change)); END;
CREATE TRIGGER programmeHistoryKept BEFORE UPDATE ON programmeHistory
BEGIN SELECT RAISE(ABORT, 'history is never edited'); END;
CREATE TRIGGER programmeHistoryStays BEFORE DELETE ON programmeHistory
BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END;
CREATE INDEX staffByChange ON staff (changeId) WHERE changeId > 1;
CREATE INDEX staffHistoryByKey ON staffHistory (schoolId, year, staffGroup);
CREATE INDEX staffHistoryByChange ON staffHistory (changeId);
CREATE INDEX staffHistoryByEnd ON staffHistory (endChangeId);
CREATE TRIGGER staffUpdate BEFORE UPDATE ON staff
WHEN NEW.changeId IS NOT (SELECT max(id) FROM change) OR NEW.schoolId IS NOT OLD.schoolId OR NEW.year IS NOT OLD.year OR NEW.staffGroup IS NOT OLD.staffGroup
BEGIN SELECT RAISE(ABORT, 'a row changes only within a change and keeps its key'); END;
CREATE TRIGGER staffUpdated AFTER UPDATE ON staff WHEN OLD.changeId < NEW.changeId
BEGIN INSERT INTO staffHistory VALUES (OLD.schoolId, OLD.year, OLD.staffGroup, OLD.total, OLD.trainedMethodService, OLD.trainedEffectiveMode, OLD.trainedQuality, OLD.changeId, NEW.changeId); END;
CREATE TRIGGER staffDeleted AFTER DELETE ON staff WHEN OLD.changeId < (SELECT max(id) FROM change)
BEGIN INSERT INTO staffHistory VALUES (OLD.schoolId, OLD.year, OLD.staffGroup, OLD.total, OLD.trainedMethodService, OLD.trainedEffectiveMode, OLD.trainedQuality, OLD.changeId, (SELECT max(id) FROM change)); END;
CREATE TRIGGER staffHistoryKept BEFORE UPDATE ON staffHistory
BEGIN SELECT RAISE(ABORT, 'history is never edited'); END;
CREATE TRIGGER staffHistoryStays BEFORE DELETE ON staffHistory
BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END;
CREATE INDEX measureByChange ON measure (changeId) WHERE changeId > 1;
CREATE INDEX measureHistoryByKey ON measureHistory (number);
CREATE INDEX measureHistoryByChange ON measureHistory (changeId);
CREATE INDEX measureHistoryByEnd ON measureHistory (endChangeId);
CREATE TRIGGER measureUpdate BEFORE UPDATE ON measure
WHEN NEW.changeId IS NOT (SELECT max(id) FROM change) OR NEW.number IS NOT OLD.number
BEGIN SELECT RAISE(ABORT, 'a row changes only within a change and keeps its key'); END;
CREATE TRIGGER measureUpdated AFTER UPDATE ON measure WHEN OLD.changeId < NEW.changeId
BEGIN INSERT INTO measureHistory VALUES (OLD.number, OLD.section, OLD.title, OLD.dueFrom, OLD.dueTo, OLD.responsible, OLD.expected, OLD.doneOn, OLD.evidence, OLD.changeId, NEW.changeId); END;
CREATE TRIGGER measureDeleted AFTER DELETE ON measure WHEN OLD.changeId < (SELECT max(id) FROM change)
BEGIN INSERT INTO measureHistory VALUES (OLD.number, OLD.section, OLD.title, OLD.dueFrom, OLD.dueTo, OLD.responsible, OLD.expected, OLD.doneOn, OLD.evidence, OLD.changeId, (SELECT max(id) FROM change)); END;
CREATE TRIGGER measureHistoryKept BEFORE UPDATE ON measureHistory
BEGIN SELECT RAISE(ABORT, 'history is never edited'); END;
CREATE TRIGGER measureHistoryStays BEFORE DELETE ON measureHistory
BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END;
CREATE INDEX nameAnswerByChange ON nameAnswer (changeId) WHERE changeId > 1;
CREATE INDEX nameAnswerHistoryByKey ON nameAnswerHistory (key);
CREATE INDEX nameAnswerHistoryByChange ON nameAnswerHistory (changeId);
CREATE INDEX nameAnswerHistoryByEnd ON nameAnswerHistory (endChangeId);
CREATE TRIGGER nameAnswerUpdate BEFORE UPDATE ON nameAnswer
WHEN NEW.changeId IS NOT (SELECT max(id) FROM change) OR NEW.key IS NOT OLD.key
BEGIN SELECT RAISE(ABORT, 'a row changes only within a change and keeps its key'); END;
CREATE TRIGGER nameAnswerUpdated AFTER UPDATE ON nameAnswer WHEN OLD.changeId < NEW.changeId
BEGIN INSERT INTO nameAnswerHistory VALUES (OLD.key, OLD.text, OLD.schoolId, OLD.changeId, NEW.changeId); END;
CREATE TRIGGER nameAnswerDeleted AFTER DELETE ON nameAnswer WHEN OLD.changeId < (SELECT max(id) FROM change)
BEGIN INSERT INTO nameAnswerHistory VALUES (OLD.key, OLD.text, OLD.schoolId, OLD.changeId, (SELECT max(id) FROM change)); END;
CREATE TRIGGER nameAnswerHistoryKept BEFORE UPDATE ON nameAnswerHistory
BEGIN SELECT RAISE(ABORT, 'history is never edited'); END;
CREATE TRIGGER nameAnswerHistoryStays BEFORE DELETE ON nameAnswerHistory
BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END;
CREATE INDEX nameAnswerBySchool ON nameAnswer (schoolId);
CREATE INDEX successionByChange ON succession (changeId) WHERE changeId > 1;
CREATE INDEX successionHistoryByKey ON successionHistory (schoolId);
CREATE INDEX successionHistoryByChange ON successionHistory (changeId);
CREATE INDEX successionHistoryByEnd ON successionHistory (endChangeId);
CREATE TRIGGER successionUpdate BEFORE UPDATE ON succession
WHEN NEW.changeId IS NOT (SELECT max(id) FROM change) OR NEW.schoolId IS NOT OLD.schoolId
BEGIN SELECT RAISE(ABORT, 'a row changes only within a change and keeps its key'); END;
CREATE TRIGGER successionUpdated AFTER UPDATE ON succession WHEN OLD.changeId < NEW.changeId
BEGIN INSERT INTO successionHistory VALUES (OLD.schoolId, OLD.successorId, OLD.date, OLD.changeId, NEW.changeId); END;
CREATE TRIGGER successionDeleted AFTER DELETE ON succession WHEN OLD.changeId < (SELECT max(id) FROM change)
BEGIN INSERT INTO successionHistory VALUES (OLD.schoolId, OLD.successorId, OLD.date, OLD.changeId, (SELECT max(id) FROM change)); END;
CREATE TRIGGER successionHistoryKept BEFORE UPDATE ON successionHistory
BEGIN SELECT RAISE(ABORT, 'history is never edited'); END;
CREATE TRIGGER successionHistoryStays BEFORE DELETE ON successionHistory
BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END;
CREATE INDEX successionBySuccessor ON succession (successorId);
CREATE INDEX definitionByChange ON definition (changeId) WHERE changeId > 1;
CREATE INDEX definitionHistoryByKey ON definitionHistory (indicator, reading, validFrom);
CREATE INDEX definitionHistoryByChange ON definitionHistory (changeId);
CREATE INDEX definitionHistoryByEnd ON definitionHistory (endChangeId);
CREATE TRIGGER definitionUpdate BEFORE UPDATE ON definition
WHEN NEW.changeId IS NOT (SELECT max(id) FROM change) OR NEW.indicator IS NOT OLD.indicator OR NEW.reading IS NOT OLD.reading OR NEW.validFrom IS NOT OLD.validFrom
BEGIN SELECT RAISE(ABORT, 'a row changes only within a change and keeps its key'); END;
CREATE TRIGGER definitionUpdated AFTER UPDATE ON definition WHEN OLD.changeId < NEW.changeId
BEGIN INSERT INTO definitionHistory VALUES (OLD.indicator, OLD.reading, OLD.version, OLD.validFrom, OLD.validTo, OLD.title, OLD.numerator, OLD.denominator, OLD.rule, OLD.counted, OLD.parts, OLD.among, OLD.base, OLD.position, OLD.changeId, NEW.changeId); END;
CREATE TRIGGER definitionDeleted AFTER DELETE ON definition WHEN OLD.changeId < (SELECT max(id) FROM change)
BEGIN INSERT INTO definitionHistory VALUES (OLD.indicator, OLD.reading, OLD.version, OLD.validFrom, OLD.validTo, OLD.title, OLD.numerator, OLD.denominator, OLD.rule, OLD.counted, OLD.parts, OLD.among, OLD.base, OLD.position, OLD.changeId, (SELECT max(id) FROM change)); END;
CREATE TRIGGER definitionHistoryKept BEFORE UPDATE ON definitionHistory
BEGIN SELECT RAISE(ABORT, 'history is never edited'); END;
CREATE TRIGGER definitionHistoryStays BEFORE DELETE ON definitionHistory
BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END;
CREATE TRIGGER definitionNoOverlap BEFORE INSERT ON definition
WHEN EXISTS (
  SELECT 1 FROM definition AS other WHERE other.indicator = NEW.indicator AND other.reading = NEW.reading AND other.validFrom <> NEW.validFrom
    AND (NEW.validTo IS NULL OR other.validFrom < NEW.validTo)
    AND (other.validTo IS NULL OR NEW.validFrom < other.validTo))
BEGIN SELECT RAISE(ABORT, 'intervals of definition overlap'); END;
CREATE TRIGGER definitionNoLaterOverlap BEFORE UPDATE OF validTo ON definition
WHEN EXISTS (
  SELECT 1 FROM definition AS other WHERE other.indicator = NEW.indicator AND other.reading = NEW.reading AND other.validFrom <> NEW.validFrom
    AND (NEW.validTo IS NULL OR other.validFrom < NEW.validTo)
    AND (other.validTo IS NULL OR NEW.validFrom < other.validTo))
BEGIN SELECT RAISE(ABORT, 'intervals of definition overlap'); END;
