#define _GNU_SOURCE
#include <dlfcn.h>
#include <graphviz/cgraph.h>
#include <graphviz/gvc.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CGraphvizShim.h"

// --- messages -------------------------------------------------------------------------------------------------------

// One error arrives in several pieces; they are joined, up to a bound.
static char *messages = NULL;
static size_t message_length = 0;
static int message_error = 0;
enum { message_capacity = 4096 };

static int collect(char *piece) {
  if (messages == NULL) messages = calloc(1, message_capacity);
  if (messages == NULL || piece == NULL) return 0;
  if (strncmp(piece, "Error", 5) == 0) message_error = 1;
  size_t length = strlen(piece);
  if (message_length + length >= message_capacity) length = message_capacity - 1 - message_length;
  memcpy(messages + message_length, piece, length);
  message_length += length;
  messages[message_length] = 0;
  return 0;
}

static void forget_messages(void) {
  free(messages);
  messages = NULL;
  message_length = 0;
  message_error = 0;
}

// --- context --------------------------------------------------------------------------------------------------------

// Our own table of one plugin instead of graphviz's config file: neither GVBINDIR nor the file is read, and plugins
// that we do not use (gd, gtk, xlib…) are never loaded. The plugin lies in a folder beside libgvc.
static GVC_t *context(void) {
  static GVC_t *shared = NULL;
  static lt_symlist_t table[2];
  if (shared != NULL) return shared;
  Dl_info place;
  if (dladdr((void *)gvContextPlugins, &place) == 0 || place.dli_fname == NULL) return NULL;
  char real[PATH_MAX], path[PATH_MAX + 64];
  if (realpath(place.dli_fname, real) == NULL) return NULL;
  char *slash = strrchr(real, '/');
  if (slash == NULL) return NULL;
  *slash = 0;
  snprintf(path, sizeof path, "%s/graphviz/libgvplugin_neato_layout.so.6", real);
  void *plugin = dlopen(path, RTLD_NOW);
  if (plugin == NULL) return NULL;
  table[0].name = "gvplugin_neato_layout_LTX_library";
  table[0].address = dlsym(plugin, table[0].name);
  if (table[0].address == NULL) return NULL;
  shared = gvContextPlugins(table, 0);
  return shared;
}

// --- graphs that wait to be freed -----------------------------------------------------------------------------------

static Agraph_t **waiting = NULL;
static size_t waiting_count = 0;

static void keep(Agraph_t *graph) {
  Agraph_t **grown = realloc(waiting, (waiting_count + 1) * sizeof *waiting);
  if (grown == NULL) return;  // leaked: the worker is recycled soon
  waiting = grown;
  waiting[waiting_count++] = graph;
}

void svyaz_layout_release(void) {
  GVC_t *gvc = context();
  for (size_t i = 0; i < waiting_count; i++) {
    if (gvc != NULL) gvFreeLayout(gvc, waiting[i]);
    agclose(waiting[i]);
  }
  free(waiting);
  waiting = NULL;
  waiting_count = 0;
}

// --- layout ---------------------------------------------------------------------------------------------------------

static void set(void *object, char *key, const char *value) { agsafeset(object, key, (char *)value, ""); }

static const char *engine_name(svyaz_engine engine) {
  switch (engine) {
    case SVYAZ_SFDP: return "sfdp";
    case SVYAZ_TWOPI: return "twopi";
    case SVYAZ_NEATO: return "neato";
    case SVYAZ_NOP: return "nop";
  }
  return "sfdp";
}

static Agraph_t *build(svyaz_engine engine, int32_t root, const svyaz_node *nodes, size_t node_count,
                       const svyaz_edge *edges, size_t edge_count, const svyaz_attribute *attributes,
                       size_t attribute_count, Agnode_t **made, Agedge_t **drawn) {
  Agraph_t *graph = agopen("map", Agdirected, NULL);
  if (graph == NULL) return NULL;
  agattr(graph, AGRAPH, "overlap", "false");
  agattr(graph, AGNODE, "label", "");
  agattr(graph, AGNODE, "fixedsize", "true");
  agattr(graph, AGNODE, "shape", "box");
  agattr(graph, AGNODE, "width", "0.75");
  agattr(graph, AGNODE, "height", "0.5");
  agattr(graph, AGNODE, "pos", "");
  agattr(graph, AGEDGE, "dir", "none");
  char text[128];
  for (size_t i = 0; i < node_count; i++) {
    snprintf(text, sizeof text, "n%zu", i);
    made[i] = agnode(graph, text, 1);
    snprintf(text, sizeof text, "%.5f", nodes[i].width / 72);
    set(made[i], "width", text);
    snprintf(text, sizeof text, "%.5f", nodes[i].height / 72);
    set(made[i], "height", text);
    if (nodes[i].outline == SVYAZ_ELLIPSE) set(made[i], "shape", "ellipse");
    if (nodes[i].outline == SVYAZ_HEXAGON) set(made[i], "shape", "hexagon");
    if (engine == SVYAZ_NOP) {
      snprintf(text, sizeof text, "%.4f,%.4f", nodes[i].x, nodes[i].y);
      set(made[i], "pos", text);
    }
  }
  for (size_t i = 0; i < edge_count; i++) drawn[i] = agedge(graph, made[edges[i].tail], made[edges[i].head], NULL, 1);
  for (size_t i = 0; i < attribute_count; i++) set(graph, (char *)attributes[i].key, attributes[i].value);
  if (root >= 0 && (size_t)root < node_count) {
    snprintf(text, sizeof text, "n%d", root);
    set(graph, "root", text);
  }
  return graph;
}

static int read_splines(svyaz_edge *edges, size_t edge_count, Agedge_t **drawn, svyaz_layout_result *result) {
  size_t total = 0;
  for (size_t i = 0; i < edge_count; i++) {
    splines *path = ED_spl(drawn[i]);
    if (path != NULL && path->size > 0) total += (size_t)path->list[0].size;
  }
  if (total == 0) return 0;
  result->points = calloc(total, sizeof *result->points);
  if (result->points == NULL) return -1;
  for (size_t i = 0; i < edge_count; i++) {
    splines *path = ED_spl(drawn[i]);
    if (path == NULL || path->size == 0) continue;
    bezier first = path->list[0];
    edges[i].first_point = (uint32_t)result->point_count;
    edges[i].point_count = (uint32_t)first.size;
    for (int k = 0; k < first.size; k++) {
      result->points[result->point_count].x = first.list[k].x;
      result->points[result->point_count++].y = first.list[k].y;
    }
  }
  return 0;
}

int svyaz_layout(svyaz_engine engine, int32_t root, svyaz_node *nodes, size_t node_count, svyaz_edge *edges,
                 size_t edge_count, const svyaz_attribute *attributes, size_t attribute_count,
                 svyaz_layout_result *result) {
  memset(result, 0, sizeof *result);
  for (size_t i = 0; i < edge_count; i++) {
    edges[i].first_point = edges[i].point_count = 0;
    if (edges[i].tail < 0 || (size_t)edges[i].tail >= node_count || edges[i].head < 0 ||
        (size_t)edges[i].head >= node_count)
      return -1;
  }
  GVC_t *gvc = context();
  if (gvc == NULL) {
    result->messages = strdup("graphviz's layout plugin was not found");
    result->has_error = 1;
    return -1;
  }
  Agnode_t **made = calloc(node_count + 1, sizeof *made);
  Agedge_t **drawn = calloc(edge_count + 1, sizeof *drawn);
  if (made == NULL || drawn == NULL) {
    free(made);
    free(drawn);
    return -1;
  }
  forget_messages();
  agseterrf(collect);
  Agraph_t *graph = build(engine, root, nodes, node_count, edges, edge_count, attributes, attribute_count, made, drawn);
  int status = -1;
  if (graph != NULL) {
    // sfdp draws from the process-wide generators: seeded, equal inputs give equal layouts.
    srand(1);
    srand48(1);
    status = gvLayout(gvc, graph, engine_name(engine));
    if (status == 0) {
      for (size_t i = 0; i < node_count; i++) {
        nodes[i].x = ND_coord(made[i]).x;
        nodes[i].y = ND_coord(made[i]).y;
      }
      status = read_splines(edges, edge_count, drawn, result);
    }
    keep(graph);
  }
  result->has_error = message_error;
  if (messages != NULL) result->messages = strdup(messages);
  agseterrf(NULL);
  free(made);
  free(drawn);
  return status;
}

void svyaz_layout_free(svyaz_layout_result *result) {
  free(result->points);
  free(result->messages);
  memset(result, 0, sizeof *result);
}

int svyaz_dot_node_count(const char *dot) {
  forget_messages();
  agseterrf(collect);
  Agraph_t *graph = agmemread(dot);
  agseterrf(NULL);
  if (graph == NULL) return -1;
  int count = message_error ? -1 : agnnodes(graph);
  agclose(graph);
  return count;
}
