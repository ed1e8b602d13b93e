internal import CFFmpeg

/// How a decoder lays out the samples of one pixel format.
struct PixelLayout {
  /// Where one component's samples lie.
  struct Component {
    let plane: Int
    let step: Int
    let offset: Int
    let depth: Int
    let shift: Int
  }

  /// Luma, then the two colour differences; only luma for grey.
  let components: [Component]
  /// Powers of two by which chroma is smaller than luma.
  let chromaShift: (x: Int, y: Int)
  /// Whether samples are plain YCbCr or grey, of 8 to 16 bits, in little-endian planes.
  let isReadable: Bool
  /// Whether the format itself says that codes use all of 0...255.
  let isFullRange: Bool

  /// The layout of a frame's format; nil for formats that FFmpeg does not describe.
  init?(format: Int32) {
    let format = AVPixelFormat(format)
    guard let pointer = unsafe av_pix_fmt_desc_get(format) else { return nil }
    let comp = unsafe pointer.pointee.comp
    components = [comp.0, comp.1, comp.2].prefix(
      unsafe pointer.pointee.nb_components >= 3 ? 3 : 1
    ).map {
      Component(
        plane: Int($0.plane), step: Int($0.step), offset: Int($0.offset), depth: Int($0.depth),
        shift: Int($0.shift))
    }
    chromaShift = unsafe (Int(pointer.pointee.log2_chroma_w), Int(pointer.pointee.log2_chroma_h))
    let refused =
      AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_HWACCEL
      | AV_PIX_FMT_FLAG_BITSTREAM | AV_PIX_FMT_FLAG_BE | AV_PIX_FMT_FLAG_FLOAT
    let isPlain = unsafe pointer.pointee.flags & UInt64(refused) == 0
    isReadable =
      isPlain
      && components.allSatisfy { $0.depth >= 8 && $0.depth <= 16 && $0.shift == 0 }
      && components[0].step == (components[0].depth > 8 ? 2 : 1)
    isFullRange =
      format == AV_PIX_FMT_YUVJ420P || format == AV_PIX_FMT_YUVJ422P
      || format == AV_PIX_FMT_YUVJ444P || format == AV_PIX_FMT_YUVJ440P
      || format == AV_PIX_FMT_YUVJ411P
  }
}
