internal import Annotations
internal import VideoIO

/// Cuts the stretches of videos on which proofs rest.
struct EvidenceClips {
  let document: QuestionsDocument
  let videos: QuestionVideos
  let interruption: Interruption

  /// Cuts every stretch of evidence once, exact to the frame, into `clips/` of a folder.
  ///
  /// Videos that are missing have no clips. Steps that rest on the same frames share one.
  func write(
    to stage: StagedFolder, media: QuestionMedia, progress: (Int, Int) -> Void
  ) throws(SkilletError) -> [QuestionMedia.Clip] {
    var clips: [QuestionMedia.Clip] = []
    var done = 0
    for video in document.videos {
      guard let path = videos.files[video.id] else { continue }
      let frames = try EvidenceFrames(of: path, interruption: interruption)
      var written: Set<String> = []
      for question in document.questions where question.video == video.id {
        for step in question.proof?.steps ?? [] {
          for span in step.evidence {
            let range = frames.frames(of: span)
            let name =
              "clips/\(media.stem(video.id))-\(range.lowerBound)-\(range.upperBound).mp4"
            if written.insert(name).inserted {
              try cut(path, frames.table, range, to: try stage.path(name))
            }
            clips.append(.init(key: question.key, step: step.id, span: span, file: name))
          }
        }
        done += 1
        progress(done, document.questions.count)
      }
    }
    return clips
  }

  private func cut(
    _ path: String, _ table: FrameTable, _ frames: Range<Int>, to output: String
  ) throws(SkilletError) {
    do throws(VideoError) {
      _ = try ClipWriter.writeClip(
        from: path, table: table, frames: frames, to: output,
        options: ClipOptions(keepsSound: false, threads: 2),
        isCancelled: { interruption.isRequested })
    } catch {
      try interruption.check()
      throw SkilletError(error)
    }
  }
}
