/* The peer of the snapshot: the raw C API of SQLite reads the rows of one day into arrays of structs.
 *
 * Usage: raw_read STORE DAY. Prints one JSON line like `svyaz-bench-store`: rows, a digest over every value, and the
 * CPU seconds from the closed file to the filled arrays. Same statements, same filter by day, same order. Texts are
 * copied one after the other into large blocks, which is cheaper than a malloc each; days become numbers of days and
 * words become their places in their lists.
 *
 * cc -O2 -o raw_read raw_read.c -lsqlite3
 */
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static sqlite3 *db;
static const char *day;

static void fail(const char *what) {
  fprintf(stderr, "raw_read: %s\n", what);
  exit(1);
}

/* ---- reading of columns ---- */

#if defined(WITH_STRDUP)
static const char *copy(const char *text, size_t size) {
  char *place = malloc(size);
  if (!place) fail("out of memory");
  return memcpy(place, text, size);
}
#else
static char *block;
static size_t left;

static const char *copy(const char *text, size_t size) {
  if (size > left) {
    left = size > (1 << 20) ? size : 1 << 20;
    if (!(block = malloc(left))) fail("out of memory");
  }
  char *place = block;
  memcpy(place, text, size);
  block += size;
  left -= size;
  return place;
}
#endif

/* NULL stays NULL. */
static const char *text(sqlite3_stmt *row, int column) {
  const char *found = (const char *)sqlite3_column_text(row, column);
  return found ? copy(found, (size_t)sqlite3_column_bytes(row, column) + 1) : NULL;
}

static const char *const statuses[] = {"low_result", "adverse", "high_result", "project_site", "risk", NULL};
static const char *const assessments[] = {"vpr", "oge", "ege", NULL};
static const char *const rules[] = {"pin", "ban", NULL};
static const char *const stages[] = {"proposed", "agreed", "active", "completed", "terminated", NULL};
static const char *const places[] = {"leader", "project_site", "high_result", "low_result", "member", NULL};
static const char *const kinds[] = {"conference", "seminar", "webinar", "master_class", "training",
                                    "strategy_session", "lesson_visit", "experience_exchange", NULL};
static const char *const parts[] = {"host", "speaker", "participant", NULL};
static const char *const programmes[] = {"quality_improvement", "teacher_growth", NULL};
static const char *const groups[] = {"director", "deputy", "teacher", NULL};

static uint8_t word(sqlite3_stmt *row, int column, const char *const *words) {
  const char *found = (const char *)sqlite3_column_text(row, column);
  if (found)
    for (int place = 0; words[place]; place++)
      if (strcmp(found, words[place]) == 0) return (uint8_t)place;
  fail("a word that the list lacks");
  return 0;
}

#define NO_DAY INT32_MIN

/* Days since 1970-01-01; NULL is NO_DAY. */
static int32_t day_number(sqlite3_stmt *row, int column) {
  const char *t = (const char *)sqlite3_column_text(row, column);
  if (!t) return NO_DAY;
  int year = (t[0] - '0') * 1000 + (t[1] - '0') * 100 + (t[2] - '0') * 10 + (t[3] - '0');
  int month = (t[5] - '0') * 10 + (t[6] - '0');
  int date = (t[8] - '0') * 10 + (t[9] - '0');
  if (month <= 2) year--;
  int era = year / 400, of_era = year - era * 400;
  int of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + date - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

#define NO_NUMBER INT64_MIN

static int64_t number(sqlite3_stmt *row, int column) {
  return sqlite3_column_type(row, column) == SQLITE_NULL ? NO_NUMBER : sqlite3_column_int64(row, column);
}

typedef struct {
  double latitude, longitude;
  int known;
} location;

static location place_at(sqlite3_stmt *row, int column) {
  location place = {0, 0, sqlite3_column_type(row, column) != SQLITE_NULL};
  if (place.known) {
    place.latitude = sqlite3_column_double(row, column);
    place.longitude = sqlite3_column_double(row, column + 1);
  }
  return place;
}

/* ---- digest, made after the clock has stopped ---- */

static uint64_t hash = 0xCBF29CE484222325u;

static void add_byte(uint8_t byte) { hash = (hash ^ byte) * 0x100000001B3u; }

static void add_bits(uint64_t bits) {
  for (int shift = 0; shift < 64; shift += 8) add_byte((uint8_t)(bits >> shift));
}

static void add_text(const char *text) {
  if (!text) {
    add_byte(0xFF);
    return;
  }
  for (; *text; text++) add_byte((uint8_t)*text);
  add_byte(0);
}

static void add_number(int64_t number) {
  if (number == NO_NUMBER) add_byte(0xFF);
  else add_bits((uint64_t)number);
}

static void add_day(int32_t number) {
  if (number == NO_DAY) add_byte(0xFF);
  else add_bits((uint64_t)(int64_t)number);
}

static void add_place(location place) {
  uint64_t bits;
  if (!place.known) {
    add_byte(0xFF);
    add_byte(0xFF);
    return;
  }
  memcpy(&bits, &place.latitude, 8);
  add_bits(bits);
  memcpy(&bits, &place.longitude, 8);
  add_bits(bits);
}

/* ---- tables ----
 *
 * A table is a list of its columns in the order of the statement. The list is expanded three times: into the struct,
 * into the reading of one row, and into the digest. KIND(name, column, words)
 */

#define NETWORK(F) F(TEXT, id, 0, 0) F(TEXT, name, 1, 0) F(DAY, as_of, 2, 0)
#define SUBJECT(F) F(TEXT, id, 0, 0) F(TEXT, name, 1, 0)
#define TARGET(F) F(INT, indicator, 0, 0) F(INT, per_mille, 1, 0) F(DAY, date, 2, 0)
#define DISTRICT(F) F(TEXT, id, 0, 0) F(TEXT, name, 1, 0) F(PLACE, centre, 2, 0)
#define NEIGHBOUR(F) F(TEXT, district, 0, 0) F(TEXT, neighbour, 1, 0)
#define SCHOOL(F) \
  F(TEXT, id, 0, 0) F(INT, number, 1, 0) F(TEXT, name, 2, 0) F(TEXT, short_name, 3, 0) \
  F(TEXT, kind, 4, 0) F(TEXT, district, 5, 0) F(TEXT, address, 6, 0) \
  F(PLACE, location, 7, 0) F(INT, students, 9, 0)
#define STATUS(F) \
  F(TEXT, school, 0, 0) F(WORD, status, 1, statuses) F(DAY, from, 2, 0) F(DAY, to, 3, 0) \
  F(TEXT, basis, 4, 0)
#define RESULT(F) \
  F(TEXT, school, 0, 0) F(TEXT, subject, 1, 0) F(WORD, assessment, 2, assessments) \
  F(INT, grade, 3, 0) F(INT, year, 4, 0) F(INT, participants, 5, 0) \
  F(INT, successful, 6, 0)
#define MENTOR(F) F(TEXT, school, 0, 0) F(TEXT, subject, 1, 0) F(INT, capacity, 2, 0)
#define CONSTRAINT(F) \
  F(WORD, rule, 0, rules) F(TEXT, mentee, 1, 0) F(TEXT, mentor, 2, 0) F(TEXT, subject, 3, 0)
#define PARTNERSHIP(F) \
  F(TEXT, id, 0, 0) F(TEXT, mentor, 1, 0) F(TEXT, mentee, 2, 0) F(TEXT, subject, 3, 0) \
  F(WORD, status, 4, stages) F(DAY, from, 5, 0) F(DAY, to, 6, 0) F(TEXT, agreement, 7, 0)
#define ASSOCIATION(F) \
  F(TEXT, id, 0, 0) F(TEXT, name, 1, 0) F(TEXT, subject, 2, 0) F(TEXT, umo, 3, 0) \
  F(TEXT, base, 4, 0) F(DAY, from, 5, 0) F(DAY, to, 6, 0)
#define MEMBERSHIP(F) \
  F(TEXT, association, 0, 0) F(TEXT, school, 1, 0) F(WORD, role, 2, places) F(DAY, from, 3, 0) \
  F(DAY, to, 4, 0)
#define EVENT(F) \
  F(TEXT, id, 0, 0) F(WORD, kind, 1, kinds) F(TEXT, title, 2, 0) F(DAY, date, 3, 0) \
  F(TEXT, subject, 4, 0) F(TEXT, host, 5, 0) F(TEXT, association, 6, 0) \
  F(TEXT, partnership, 7, 0) F(TEXT, organiser, 8, 0)
#define PARTICIPATION(F) \
  F(TEXT, event, 0, 0) F(TEXT, school, 1, 0) F(WORD, role, 2, parts) F(INT, people, 3, 0)
#define PROGRAMME(F) \
  F(TEXT, school, 0, 0) F(WORD, kind, 1, programmes) F(DAY, developed, 2, 0) F(DAY, from, 3, 0) \
  F(DAY, to, 4, 0)
#define STAFF(F) \
  F(TEXT, school, 0, 0) F(INT, year, 1, 0) F(WORD, group, 2, groups) F(INT, total, 3, 0) \
  F(INT, method_service, 4, 0) F(INT, effective_mode, 5, 0) F(INT, quality, 6, 0)
#define MEASURE(F) \
  F(INT, number, 0, 0) F(TEXT, section, 1, 0) F(TEXT, title, 2, 0) F(DAY, due_from, 3, 0) \
  F(DAY, due_to, 4, 0) F(TEXT, responsible, 5, 0) F(TEXT, expected, 6, 0) \
  F(DAY, done_on, 7, 0) F(TEXT, evidence, 8, 0)

#define TYPE_TEXT const char *
#define TYPE_INT int64_t
#define TYPE_DAY int32_t
#define TYPE_WORD uint8_t
#define TYPE_PLACE location
#define FIELD(kind, name, column, words) TYPE_##kind name;

#define READ_TEXT(row, column, words) text(row, column)
#define READ_INT(row, column, words) number(row, column)
#define READ_DAY(row, column, words) day_number(row, column)
#define READ_WORD(row, column, words) word(row, column, words)
#define READ_PLACE(row, column, words) place_at(row, column)
#define READ(kind, name, column, words) item->name = READ_##kind(row, column, words);

#define ADD_TEXT add_text
#define ADD_INT add_number
#define ADD_DAY add_day
#define ADD_WORD add_byte
#define ADD_PLACE add_place
#define ADD(kind, name, column, words) ADD_##kind(item->name);

static sqlite3_stmt *prepare(const char *sql, int dated) {
  char full[512];
  const char *clause = dated ? "WHERE validFrom <= '%s' AND (validTo IS NULL OR validTo > '%s')" : "";
  char where[160];
  snprintf(where, sizeof where, clause, day, day);
  snprintf(full, sizeof full, sql, where);
  sqlite3_stmt *row;
  if (sqlite3_prepare_v2(db, full, -1, &row, NULL) != SQLITE_OK) fail(sqlite3_errmsg(db));
  return row;
}

#define TABLE(LIST, name, dated, sql) \
  typedef struct { LIST(FIELD) } name##_row; \
  static name##_row *name##_rows; \
  static size_t name##_count; \
  static void read_##name(void) { \
    sqlite3_stmt *row = prepare(sql, dated); \
    size_t space = 0; \
    int code; \
    while ((code = sqlite3_step(row)) == SQLITE_ROW) { \
      if (name##_count == space) { \
        space = space ? space * 2 : 64; \
        if (!(name##_rows = realloc(name##_rows, space * sizeof *name##_rows))) fail("out of memory"); \
      } \
      name##_row *item = &name##_rows[name##_count++]; \
      LIST(READ) \
    } \
    if (code != SQLITE_DONE) fail(sqlite3_errmsg(db)); \
    sqlite3_finalize(row); \
  } \
  static void add_##name(void) { \
    for (name##_row *item = name##_rows; item < name##_rows + name##_count; item++) { LIST(ADD) } \
  }

TABLE(NETWORK, network, 0, "SELECT id, name, asOf FROM network %s ORDER BY id")
TABLE(SUBJECT, subject, 0, "SELECT id, name FROM subject %s ORDER BY position")
TABLE(TARGET, target, 0, "SELECT indicator, perMille, date FROM target %s ORDER BY position")
TABLE(DISTRICT, district, 0, "SELECT id, name, lat, lon FROM district %s ORDER BY id")
TABLE(NEIGHBOUR, neighbour, 0,
      "SELECT districtId, neighbourId FROM districtNeighbour %s ORDER BY districtId, neighbourId")
TABLE(SCHOOL, school, 0,
      "SELECT id, number, name, shortName, kind, districtId, address, lat, lon, students FROM school %s ORDER BY id")
TABLE(STATUS, status, 1,
      "SELECT schoolId, status, validFrom, validTo, basis FROM status %s ORDER BY schoolId, status, validFrom")
TABLE(RESULT, result, 0,
      "SELECT schoolId, subjectId, assessment, grade, year, participants, successful FROM result %s "
      "ORDER BY schoolId, subjectId, assessment, grade, year")
TABLE(MENTOR, mentor, 0, "SELECT schoolId, subjectId, capacity FROM mentor %s ORDER BY schoolId, subjectId")
TABLE(CONSTRAINT, constraint, 0,
      "SELECT rule, menteeId, mentorId, subjectId FROM matchingConstraint %s "
      "ORDER BY rule, menteeId, mentorId, subjectId")
TABLE(PARTNERSHIP, partnership, 1,
      "SELECT id, mentorId, menteeId, subjectId, status, validFrom, validTo, agreement FROM partnership %s ORDER BY id")
TABLE(ASSOCIATION, association, 1,
      "SELECT id, name, subjectId, umo, baseId, validFrom, validTo FROM association %s ORDER BY id")
TABLE(MEMBERSHIP, membership, 1,
      "SELECT associationId, schoolId, role, validFrom, validTo FROM membership %s "
      "ORDER BY associationId, schoolId, validFrom")
TABLE(EVENT, event, 0,
      "SELECT id, kind, title, date, subjectId, hostId, associationId, partnershipId, organiser FROM event %s "
      "ORDER BY id")
TABLE(PARTICIPATION, participation, 0,
      "SELECT eventId, schoolId, role, people FROM participation %s ORDER BY eventId, schoolId, role")
TABLE(PROGRAMME, programme, 1,
      "SELECT schoolId, kind, developed, validFrom, validTo FROM programme %s ORDER BY schoolId, kind, validFrom")
TABLE(STAFF, staff, 0,
      "SELECT schoolId, year, staffGroup, total, trainedMethodService, trainedEffectiveMode, trainedQuality "
      "FROM staff %s ORDER BY schoolId, year, staffGroup")
TABLE(MEASURE, measure, 0,
      "SELECT number, section, title, dueFrom, dueTo, responsible, expected, doneOn, evidence FROM measure %s "
      "ORDER BY number")

#define TABLES(DO) \
  DO(network) DO(subject) DO(target) DO(district) DO(neighbour) DO(school) DO(status) DO(result) DO(mentor) \
  DO(constraint) DO(partnership) DO(association) DO(membership) DO(event) DO(participation) DO(programme) DO(staff) \
  DO(measure)

static double processor_seconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

int main(int count, char **arguments) {
  if (count != 3 || strlen(arguments[2]) != 10) {
    fprintf(stderr, "usage: raw_read STORE DAY\n");
    return 2;
  }
  day = arguments[2];
  double start = processor_seconds();
  if (sqlite3_open_v2(arguments[1], &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    fail(sqlite3_errmsg(db));
  if (sqlite3_exec(db, "PRAGMA cache_size = -16384; BEGIN", NULL, NULL, NULL) != SQLITE_OK) fail(sqlite3_errmsg(db));
#define DO_READ(name) read_##name();
  TABLES(DO_READ)
  if (sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK) fail(sqlite3_errmsg(db));
  double seconds = processor_seconds() - start;
  size_t rows = 0;
#define DO_ADD(name) add_##name(); rows += name##_count;
  TABLES(DO_ADD)
  printf("{\"rows\": %zu, \"digest\": \"%llx\", \"seconds\": %f}\n", rows, (unsigned long long)hash, seconds);
  sqlite3_close(db);
  return 0;
}
