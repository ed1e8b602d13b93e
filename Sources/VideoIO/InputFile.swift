internal import CFFmpeg

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What the file system says of an input before any of its bytes are believed.
enum InputFile {
  /// Throws unless `path` names a readable, regular file that is not empty.
  static func check(_ path: String) throws(VideoError) {
    func fault(_ reason: String, _ advice: String, _ kind: VideoError.Kind = .noInput) -> VideoError
    {
      VideoError(kind, path: path, step: "open", reason: reason, advice: advice)
    }
    if path == "-" {
      throw fault(
        "standard input cannot be searched, and a video is read more than once",
        "save it to a file first")
    }
    guard !path.utf8.contains(0) else {
      throw fault("the name holds a zero byte", "check the path")
    }
    var facts = stat()
    guard unsafe stat(path, &facts) == 0 else {
      switch errno {
      case EACCES: throw fault("no permission to reach it", "check the permissions of its folder")
      case ENAMETOOLONG: throw fault("the name is too long", "check the path")
      default: throw fault("no such file", "check the path")
      }
    }
    switch facts.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw fault("it is a folder", "name one video file")
    case S_IFIFO:
      throw fault("it is a named pipe, and a video is read more than once", "save it to a file")
    default: throw fault("it is not a regular file", "name one video file")
    }
    guard unsafe access(path, R_OK) == 0 else {
      throw fault("no permission to read it", "check its permissions")
    }
    guard facts.st_size > 0 else {
      throw fault("the file is empty", "copy or record it again", .badData)
    }
  }

  /// Whether a file begins with one of the boxes with which an MP4 or QuickTime file begins.
  static func beginsAsMP4(_ path: String) -> Bool {
    guard let file = unsafe fopen(path, "rb") else { return false }
    defer { unsafe fclose(file) }
    var head = [UInt8](repeating: 0, count: 8)
    guard unsafe fread(&head, 1, 8, file) == 8 else { return false }
    let name = String(decoding: head[4..<8], as: UTF8.self)
    return ["ftyp", "moov", "mdat", "free", "skip", "wide", "pnot", "uuid"].contains(name)
  }

  /// The demuxers that may open a file.
  ///
  /// Playlists and scripts (hls, dash, concat, sdp, ...) are not
  /// among them: they would open other files or the network.
  static let demuxers = """
    mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,mpegvideo,flv,live_flv,ogg,asf,h264,hevc,\
    m4v,ivf,obu,av1,mjpeg,mjpeg_2000,nut,mxf,gif,apng,rm,wtv,dv,yuv4mpegpipe,vc1,dnxhd,wav,mp3,aac,\
    flac,png_pipe,jpeg_pipe,webp_pipe,bmp_pipe,tiff_pipe,gif_pipe,jpegls_pipe,j2k_pipe
    """
}
