#include "CFFmpegShims.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

void skillet_give_back_free_memory(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

// A reader and the demuxer under it run on one thread, so the line that explains an error is kept
// per thread. A codec's lines, whichever of its threads writes them, are also counted where its
// `opaque` points.
static _Thread_local char first_line[256];
static _Thread_local int lines;

static void keep_errors(void *context, int level, const char *format, va_list arguments) {
  // That a picture was concealed is said as mere information, and sometimes it is all that is said.
  if (level > AV_LOG_ERROR && strncmp(format, "concealing ", 11)) return;
  if (context && *(const AVClass **)context == avcodec_get_class()) {
    int32_t *errors = ((AVCodecContext *)context)->opaque;
    if (errors) __atomic_fetch_add(errors, 1, __ATOMIC_RELAXED);
  }
  if (lines == 0) {
    char text[sizeof first_line];
    int length = vsnprintf(text, sizeof text, format, arguments);
    if (length < 0) return;
    text[strcspn(text, "\r\n")] = 0;
    memcpy(first_line, text, sizeof text);
  }
  lines += 1;
}

void skillet_log_install(void) { av_log_set_callback(keep_errors); }

int skillet_log_take(char *text, int size) {
  int count = lines;
  if (size > 0) {
    snprintf(text, (size_t)size, "%s", count ? first_line : "");
  }
  first_line[0] = 0;
  lines = 0;
  return count;
}

int32_t skillet_count_read(const int32_t *count) {
  return __atomic_load_n(count, __ATOMIC_RELAXED);
}

int skillet_get_clean_buffer(AVCodecContext *codec, AVFrame *frame, int flags) {
  int code = avcodec_default_get_buffer2(codec, frame, flags);
  for (int i = 0; code >= 0 && i < AV_NUM_DATA_POINTERS && frame->buf[i]; i++) {
    memset(frame->buf[i]->data, 0, frame->buf[i]->size);
  }
  return code;
}

int skillet_interrupt_at_deadline(void *context) {
  const int64_t *deadline = context;
  if (!deadline || !*deadline) return 0;
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec > *deadline;
}
