#include <pango/pangocairo.h>

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

int svyaz_measure_text(const char *text, size_t length, const char *family, double size, int bold,
                       svyaz_text_extent *extent) {
  PangoContext *shared = context();
  if (shared == NULL || length > 1 << 20) return -1;
  PangoFontDescription *font = pango_font_description_new();
  pango_font_description_set_family(font, family);
  pango_font_description_set_weight(font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
  PangoLayout *layout = pango_layout_new(shared);
  pango_layout_set_single_paragraph_mode(layout, TRUE);
  pango_layout_set_font_description(layout, font);
  pango_layout_set_text(layout, text, (int)length);
  PangoRectangle logical;
  pango_layout_get_extents(layout, NULL, &logical);
  double baseline = pango_layout_get_baseline(layout);
  extent->width = (double)logical.width / PANGO_SCALE;
  extent->ascent = baseline / PANGO_SCALE;
  extent->descent = ((double)logical.height - baseline) / PANGO_SCALE;
  g_object_unref(layout);
  pango_font_description_free(font);
  return 0;
}
