#include <cairo-pdf.h>
#include <librsvg/rsvg.h>
#include <stdlib.h>
#include <string.h>

#include "CGraphvizShim.h"

typedef struct {
  svyaz_bytes *out;
  size_t capacity;
} sink;

static cairo_status_t append(void *closure, const unsigned char *data, unsigned int length) {
  sink *to = closure;
  if (to->out->count + length > to->capacity) {
    size_t capacity = to->capacity == 0 ? 1 << 18 : to->capacity * 2;
    while (capacity < to->out->count + length) capacity *= 2;
    uint8_t *grown = realloc(to->out->bytes, capacity);
    if (grown == NULL) return CAIRO_STATUS_NO_MEMORY;
    to->out->bytes = grown;
    to->capacity = capacity;
  }
  memcpy(to->out->bytes + to->out->count, data, length);
  to->out->count += length;
  return CAIRO_STATUS_SUCCESS;
}

static int fail(svyaz_bytes *out, const char *message) {
  out->message = strdup(message);
  return -1;
}

// Posters exceed librsvg's default limit on the size of a document.
static RsvgHandle *parse(const uint8_t *svg, size_t length, svyaz_bytes *out) {
  GError *error = NULL;
  GInputStream *stream = g_memory_input_stream_new_from_data(svg, (gssize)length, NULL);
  RsvgHandle *handle = rsvg_handle_new_from_stream_sync(stream, NULL, RSVG_HANDLE_FLAG_UNLIMITED, NULL, &error);
  g_object_unref(stream);
  if (handle == NULL) fail(out, error != NULL ? error->message : "librsvg refused the picture");
  g_clear_error(&error);
  return handle;
}

static int paint(RsvgHandle *handle, cairo_surface_t *surface, double width, double height, svyaz_bytes *out) {
  cairo_t *canvas = cairo_create(surface);
  cairo_set_source_rgb(canvas, 1, 1, 1);
  cairo_paint(canvas);
  RsvgRectangle page = {0, 0, width, height};
  GError *error = NULL;
  int result = 0;
  if (!rsvg_handle_render_document(handle, canvas, &page, &error)) {
    result = fail(out, error != NULL ? error->message : "librsvg failed");
    g_clear_error(&error);
  } else if (cairo_status(canvas) != CAIRO_STATUS_SUCCESS) {
    result = fail(out, cairo_status_to_string(cairo_status(canvas)));
  }
  cairo_destroy(canvas);
  return result;
}

int svyaz_png_from_svg(const uint8_t *svg, size_t length, int32_t width, int32_t height, svyaz_bytes *png) {
  memset(png, 0, sizeof *png);
  RsvgHandle *handle = parse(svg, length, png);
  if (handle == NULL) return -1;
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
  cairo_status_t status = cairo_surface_status(surface);
  int result = status == CAIRO_STATUS_SUCCESS ? paint(handle, surface, width, height, png)
                                              : fail(png, cairo_status_to_string(status));
  if (result == 0) {
    sink to = {png, 0};
    status = cairo_surface_write_to_png_stream(surface, append, &to);
    if (status != CAIRO_STATUS_SUCCESS) result = fail(png, cairo_status_to_string(status));
  }
  cairo_surface_destroy(surface);
  g_object_unref(handle);
  return result;
}

int svyaz_pdf_from_svg(const uint8_t *svg, size_t length, double width, double height, const char *title,
                       const char *date, svyaz_bytes *pdf) {
  memset(pdf, 0, sizeof *pdf);
  RsvgHandle *handle = parse(svg, length, pdf);
  if (handle == NULL) return -1;
  sink to = {pdf, 0};
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(append, &to, width, height);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title);
  // Without one cairo takes the clock's, and no two files are equal.
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
  cairo_status_t status = cairo_surface_status(surface);
  int result = status == CAIRO_STATUS_SUCCESS ? paint(handle, surface, width, height, pdf)
                                              : fail(pdf, cairo_status_to_string(status));
  // The file is complete only now.
  cairo_surface_finish(surface);
  status = cairo_surface_status(surface);
  if (result == 0 && status != CAIRO_STATUS_SUCCESS) result = fail(pdf, cairo_status_to_string(status));
  cairo_surface_destroy(surface);
  g_object_unref(handle);
  return result;
}

void svyaz_bytes_free(svyaz_bytes *bytes) {
  free(bytes->bytes);
  free(bytes->message);
  memset(bytes, 0, sizeof *bytes);
}
