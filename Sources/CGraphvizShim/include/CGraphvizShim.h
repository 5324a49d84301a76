// Plain C face of libgvc, pango and librsvg for the map worker.
//
// No type of those libraries shows here, so Swift imports none of their headers. Everything is meant for one thread of
// a process that may die: libgvc aborts, loops and leaks, and is not safe to call from two threads.
#pragma once

#include <stddef.h>
#include <stdint.h>

// --- limits.c -------------------------------------------------------------------------------------------------------

/// Keeps a worker small and mortal: its address space is bounded, no core is written, and the process dies with its
/// parent. Returns 0, or the errno of the first limit that could not be set.
int svyaz_limit_process(uint64_t address_space_bytes);

/// Gives the process so many seconds of processor time from now on; then SIGXCPU ends it.
void svyaz_limit_processor(uint64_t seconds);

/// Makes a write to a closed pipe fail with EPIPE, unless the program has its own handler of SIGPIPE.
void svyaz_ignore_broken_pipes(void);

/// Whether a child process still runs; does not reap it.
int svyaz_child_runs(int32_t process);

/// Takes standard output for the caller alone: returns a new descriptor of it and points descriptor 1 at descriptor 2,
/// so that what a library prints cannot fall among the answers. Returns -1 on failure.
int svyaz_take_standard_output(void);

typedef struct {
  uint8_t *bytes;
  size_t count;
  char *message;  // why it failed, or NULL
} svyaz_bytes;

void svyaz_bytes_free(svyaz_bytes *bytes);

// --- text.c ---------------------------------------------------------------------------------------------------------

typedef struct {
  double width;    // advance width
  double ascent;   // from the baseline up
  double descent;  // from the baseline down
  int unknown;     // characters that no font at hand can draw
} svyaz_text_extent;

/// Measures one line of UTF-8 text in points, without hinting, so that sizes scale linearly.
/// Returns 0, or -1 when pango is not available.
int svyaz_measure_text(const char *text, size_t length, const char *family, double size, int bold,
                       svyaz_text_extent *extent);

/// Writes the outlines of one line of UTF-8 text as SVG path data, its baseline beginning at 0 0; set as
/// `svyaz_measure_text` measures it. Returns 0, or -1 with a message. Free the result with `svyaz_bytes_free`.
int svyaz_text_path(const char *text, size_t length, const char *family, double size, int bold, svyaz_bytes *path);

// --- layout.c -------------------------------------------------------------------------------------------------------

typedef enum { SVYAZ_SFDP = 0, SVYAZ_TWOPI = 1, SVYAZ_NEATO = 2, SVYAZ_NOP = 3 } svyaz_engine;

typedef enum { SVYAZ_BOX = 0, SVYAZ_ELLIPSE = 1, SVYAZ_HEXAGON = 2 } svyaz_outline;

typedef struct {
  double width, height;  // points
  double x, y;           // points, y upwards; read by SVYAZ_NOP, written by every engine
  int32_t outline;
} svyaz_node;

typedef struct {
  int32_t tail, head;       // indices of nodes
  uint32_t first_point;     // written: control points of its Bézier splines in the points array
  uint32_t point_count;     // written: 3k + 1, or 0 when the engine drew none
} svyaz_edge;

typedef struct {
  const char *key, *value;
} svyaz_attribute;

typedef struct {
  double x, y;
} svyaz_point;

typedef struct {
  svyaz_point *points;
  size_t point_count;
  char *messages;  // what graphviz said, or NULL
  int has_error;   // one of the messages is an error: the result must not be used
} svyaz_layout_result;

/// Lays a graph out. Returns 0 when graphviz says it succeeded; the caller must look at `has_error` as well, since
/// graphviz is known to return success after an error. Free the result with `svyaz_layout_free` in every case.
int svyaz_layout(svyaz_engine engine, int32_t root, svyaz_node *nodes, size_t node_count, svyaz_edge *edges,
                 size_t edge_count, const svyaz_attribute *attributes, size_t attribute_count,
                 svyaz_layout_result *result);

void svyaz_layout_free(svyaz_layout_result *result);

/// Destroys the graphs that earlier layouts left. Kept apart, since freeing a layout is where graphviz crashes most:
/// answers are sent first.
void svyaz_layout_release(void);

/// Parses DOT text. Returns the number of nodes of its graph, or -1 when graphviz does not accept it.
int svyaz_dot_node_count(const char *dot);

// --- raster.c -------------------------------------------------------------------------------------------------------

/// Draws SVG text on white as a PNG of exactly the given size. Returns 0, or -1 with a message.
int svyaz_png_from_svg(const uint8_t *svg, size_t length, int32_t width, int32_t height, svyaz_bytes *png);

/// Draws SVG text as a PDF of one page, in points, with its fonts embedded. `date` is the date of creation, as ISO 8601.
/// Equal arguments give equal bytes. Returns 0, or -1 with a message.
int svyaz_pdf_from_svg(const uint8_t *svg, size_t length, double width, double height, const char *title,
                       const char *date, svyaz_bytes *pdf);
