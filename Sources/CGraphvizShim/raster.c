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

static int draw(RsvgHandle *handle, cairo_surface_t *surface, double width, double height, svyaz_bytes *png) {
  cairo_t *canvas = cairo_create(surface);
  cairo_set_source_rgb(canvas, 1, 1, 1);
  cairo_paint(canvas);
  RsvgRectangle page = {0, 0, width, height};
  GError *error = NULL;
  if (!rsvg_handle_render_document(handle, canvas, &page, &error)) {
    png->message = strdup(error != NULL ? error->message : "librsvg failed");
    g_clear_error(&error);
    cairo_destroy(canvas);
    return -1;
  }
  cairo_status_t status = cairo_status(canvas);
  cairo_destroy(canvas);
  sink to = {png, 0};
  if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_write_to_png_stream(surface, append, &to);
  if (status == CAIRO_STATUS_SUCCESS) return 0;
  png->message = strdup(cairo_status_to_string(status));
  return -1;
}

int svyaz_png_from_svg(const uint8_t *svg, size_t length, int32_t width, int32_t height, svyaz_bytes *png) {
  memset(png, 0, sizeof *png);
  GError *error = NULL;
  GInputStream *stream = g_memory_input_stream_new_from_data(svg, (gssize)length, NULL);
  // Posters exceed librsvg's default limit on the size of a document.
  RsvgHandle *handle = rsvg_handle_new_from_stream_sync(stream, NULL, RSVG_HANDLE_FLAG_UNLIMITED, NULL, &error);
  g_object_unref(stream);
  if (handle == NULL) {
    png->message = strdup(error != NULL ? error->message : "librsvg refused the picture");
    g_clear_error(&error);
    return -1;
  }
  int result = -1;
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
  if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) {
    result = draw(handle, surface, width, height, png);
  } else {
    png->message = strdup(cairo_status_to_string(cairo_surface_status(surface)));
  }
  cairo_surface_destroy(surface);
  g_object_unref(handle);
  return result;
}

void svyaz_bytes_free(svyaz_bytes *bytes) {
  free(bytes->bytes);
  free(bytes->message);
  memset(bytes, 0, sizeof *bytes);
}
