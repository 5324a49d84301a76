#include <math.h>
#include <pango/pangocairo.h>
#include <stdlib.h>
#include <string.h>

#include "CGraphvizShim.h"

// One context for the life of the process: building it reads the font configuration.
static PangoContext *context(void) {
  static PangoContext *shared = NULL;
  if (shared == NULL) {
    PangoFontMap *fonts = pango_cairo_font_map_new();
    if (fonts == NULL) return NULL;
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(fonts), 72);  // one unit is one point
    shared = pango_font_map_create_context(fonts);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(shared, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(shared, FALSE);
  }
  return shared;
}

static PangoLayout *laid_out(const char *text, size_t length, const char *family, double size, int bold) {
  PangoContext *shared = context();
  if (shared == NULL || length > 1 << 20) return NULL;
  PangoFontDescription *font = pango_font_description_new();
  pango_font_description_set_family(font, family);
  pango_font_description_set_weight(font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
  PangoLayout *layout = pango_layout_new(shared);
  pango_layout_set_single_paragraph_mode(layout, TRUE);
  pango_layout_set_font_description(layout, font);
  pango_layout_set_text(layout, text, (int)length);
  pango_font_description_free(font);
  return layout;
}

int svyaz_measure_text(const char *text, size_t length, const char *family, double size, int bold,
                       svyaz_text_extent *extent) {
  PangoLayout *layout = laid_out(text, length, family, size, bold);
  if (layout == NULL) return -1;
  PangoRectangle logical;
  pango_layout_get_extents(layout, NULL, &logical);
  double baseline = pango_layout_get_baseline(layout);
  extent->width = (double)logical.width / PANGO_SCALE;
  extent->ascent = baseline / PANGO_SCALE;
  extent->descent = ((double)logical.height - baseline) / PANGO_SCALE;
  extent->unknown = pango_layout_get_unknown_glyphs_count(layout);
  g_object_unref(layout);
  return 0;
}

// Hundredths, whatever the locale's decimal sign.
static void append_number(GString *to, double value) {
  long hundredths = isfinite(value) && fabs(value) < 1e7 ? lround(value * 100) : 0;
  if (hundredths < 0) g_string_append_c(to, '-');
  hundredths = labs(hundredths);
  g_string_append_printf(to, "%ld", hundredths / 100);
  if (hundredths % 100 != 0) g_string_append_printf(to, ".%02ld", hundredths % 100);
}

static void append_points(GString *to, char command, const cairo_path_data_t *points, int count) {
  g_string_append_c(to, command);
  for (int i = 0; i < count; i++) {
    if (i > 0) g_string_append_c(to, ' ');
    append_number(to, points[i].point.x);
    g_string_append_c(to, ' ');
    append_number(to, points[i].point.y);
  }
}

int svyaz_text_path(const char *text, size_t length, const char *family, double size, int bold, svyaz_bytes *path) {
  memset(path, 0, sizeof *path);
  PangoLayout *layout = laid_out(text, length, family, size, bold);
  if (layout == NULL) {
    path->message = strdup("pango is not available");
    return -1;
  }
  cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, NULL);
  cairo_t *canvas = cairo_create(surface);
  // Curves are written as they are in the font.
  cairo_set_tolerance(canvas, 0.01);
  PangoLayoutLine *line = pango_layout_get_line_readonly(layout, 0);
  cairo_move_to(canvas, 0, 0);
  if (line != NULL) pango_cairo_layout_line_path(canvas, line);
  cairo_path_t *outline = cairo_copy_path(canvas);
  GString *data = g_string_new(NULL);
  for (int i = 0; i < outline->num_data && outline->data[i].header.length > 0; i += outline->data[i].header.length) {
    const cairo_path_data_t *points = &outline->data[i + 1];
    switch (outline->data[i].header.type) {
      case CAIRO_PATH_MOVE_TO: append_points(data, 'M', points, 1); break;
      case CAIRO_PATH_LINE_TO: append_points(data, 'L', points, 1); break;
      case CAIRO_PATH_CURVE_TO: append_points(data, 'C', points, 3); break;
      case CAIRO_PATH_CLOSE_PATH: g_string_append_c(data, 'Z'); break;
    }
  }
  int result = outline->status == CAIRO_STATUS_SUCCESS ? 0 : -1;
  if (result == 0) {
    path->count = data->len;
    path->bytes = malloc(data->len + 1);
    if (path->bytes == NULL) result = -1;
    else memcpy(path->bytes, data->str, data->len + 1);
  }
  if (result != 0) path->message = strdup(cairo_status_to_string(CAIRO_STATUS_NO_MEMORY));
  g_string_free(data, TRUE);
  cairo_path_destroy(outline);
  cairo_destroy(canvas);
  cairo_surface_destroy(surface);
  g_object_unref(layout);
  return result;
}
