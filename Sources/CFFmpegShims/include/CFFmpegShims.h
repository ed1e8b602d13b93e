// What Swift cannot import from FFmpeg: macros that cast, and fields that moved between releases.
#pragma once

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/display.h>
#include <libavutil/error.h>
#include <libavutil/log.h>
#include <libswscale/swscale.h>

#if LIBAVCODEC_VERSION_MAJOR < 59
#error "Skillet needs FFmpeg 5.0 or later (libavcodec 59)"
#endif

// The C library's heap, which FFmpeg's buffers come from; malloc.h is in no module that Swift has.
void skillet_give_back_free_memory(void);

// AVERROR(e) is a function-like macro.
static inline int skillet_averror(int posix) { return AVERROR(posix); }
// AVERROR_* are built by MKTAG, a function-like macro.
static inline int skillet_averror_eof(void) { return AVERROR_EOF; }
static inline int skillet_averror_invalid_data(void) { return AVERROR_INVALIDDATA; }
static inline int skillet_averror_decoder_not_found(void) { return AVERROR_DECODER_NOT_FOUND; }
static inline int skillet_averror_exit(void) { return AVERROR_EXIT; }
// AV_NOPTS_VALUE casts a literal.
static inline int64_t skillet_nopts(void) { return AV_NOPTS_VALUE; }
// AV_TIME_BASE_Q is a compound literal.
static inline AVRational skillet_time_base_q(void) { return AV_TIME_BASE_Q; }

// AVFrame.pkt_duration became AVFrame.duration in libavutil 58.
static inline int64_t skillet_frame_duration(const AVFrame *frame) {
#if LIBAVUTIL_VERSION_MAJOR >= 58
  return frame->duration;
#else
  return frame->pkt_duration;
#endif
}

// AVFrame.key_frame became a flag in libavutil 58.7.
static inline int skillet_frame_is_key(const AVFrame *frame) {
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(58, 7, 100)
  return (frame->flags & AV_FRAME_FLAG_KEY) != 0;
#else
  return frame->key_frame;
#endif
}

// The stream's display matrix moved to the codec parameters in libavcodec 60.31.
// Returns nine numbers, or NULL where the stream has none.
static inline const int32_t *skillet_stream_display_matrix(const AVStream *stream) {
#if LIBAVCODEC_VERSION_INT >= AV_VERSION_INT(60, 31, 102)
  const AVPacketSideData *data =
      av_packet_side_data_get(stream->codecpar->coded_side_data,
                              stream->codecpar->nb_coded_side_data, AV_PKT_DATA_DISPLAYMATRIX);
  return data && data->size >= 36 ? (const int32_t *)data->data : NULL;
#else
  size_t size = 0;
  const uint8_t *data = av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
  return data && size >= 36 ? (const int32_t *)data : NULL;
#endif
}

// Writes a display matrix that turns by `degrees` counter-clockwise and then mirrors, where
// `mirrors` is not 0, into a stream to be muxed; its place moved like that of the matrix read.
// Returns 0 or an error.
static inline int skillet_stream_set_orientation(AVStream *stream, double degrees, int mirrors) {
#if LIBAVCODEC_VERSION_INT >= AV_VERSION_INT(60, 31, 102)
  AVPacketSideData *data = av_packet_side_data_new(
      &stream->codecpar->coded_side_data, &stream->codecpar->nb_coded_side_data,
      AV_PKT_DATA_DISPLAYMATRIX, 36, 0);
  int32_t *matrix = data ? (int32_t *)data->data : NULL;
#else
  int32_t *matrix = (int32_t *)av_stream_new_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, 36);
#endif
  if (!matrix) return AVERROR(ENOMEM);
  // The setter counts clockwise, the getter counter-clockwise.
  av_display_rotation_set(matrix, -degrees);
  av_display_matrix_flip(matrix, mirrors, 0);
  return 0;
}

// The scaler's flags are macros up to FFmpeg 7 and an enumeration since, which Swift tells apart.
static inline int skillet_scale_point(void) { return SWS_POINT; }
static inline int skillet_scale_area(void) { return SWS_AREA; }
static inline int skillet_scale_bicubic(void) { return SWS_BICUBIC; }
static inline int skillet_scale_exact(void) { return SWS_ACCURATE_RND | SWS_BITEXACT; }

// AVCodec.pix_fmts gave way to a function in libavcodec 61.13.
static inline int skillet_encoder_takes(const AVCodec *codec, enum AVPixelFormat format) {
  const enum AVPixelFormat *formats = NULL;
#if LIBAVCODEC_VERSION_INT >= AV_VERSION_INT(61, 13, 100)
  avcodec_get_supported_config(NULL, codec, AV_CODEC_CONFIG_PIX_FORMAT, 0,
                               (const void **)&formats, NULL);
#else
  formats = codec->pix_fmts;
#endif
  for (; formats && *formats != AV_PIX_FMT_NONE; formats++) {
    if (*formats == format) return 1;
  }
  return 0;
}

// Counts what FFmpeg logs at "error" or worse and keeps the first such line of each reader thread;
// the callback takes a va_list, which Swift cannot receive.
void skillet_log_install(void);
// Copies the first error line since the last call on this thread into `text` and forgets it.
// Returns the number of error lines since then.
int skillet_log_take(char *text, int size);

// Reads a codec's count of error lines, which its worker threads add to. Skillet's codecs have it
// where AVCodecContext.opaque points; no other codec sets `opaque`.
int32_t skillet_count_read(const int32_t *count);

// A get_buffer2 callback whose pictures begin black, so that what a decoder leaves out of a damaged
// picture does not depend on what the memory held before.
int skillet_get_clean_buffer(AVCodecContext *codec, AVFrame *frame, int flags);

// The deadline of a reader: FFmpeg's interrupt callback gives up once `*context` (monotonic
// nanoseconds, 0 for none) has passed.
int skillet_interrupt_at_deadline(void *context);
