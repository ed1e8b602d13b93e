internal import Annotations

/// A page beside exported questions that says how to run them.
enum ExportReadme {
  static func text(_ form: QuestionExport, folder: String, _ media: QuestionMedia) -> String {
    var parts = ["# Questions for \(form.rawValue)\n", use(form, folder: folder)]
    if !media.clips.isEmpty {
      parts.append(
        "`clips/clips.jsonl` says which clip shows which step's evidence, and when in the video.\n")
    }
    parts.append(
      "Videos lie in `\(form.videoFolder)/`; those that were found are links to the originals.\n"
        + "Written by `skillet questions export` \(skilletVersion).\n")
    return parts.joined(separator: "\n")
  }

  private static func use(_ form: QuestionExport, folder: String) -> String {
    switch form {
    case .lmmsEval:
      return """
        ```
        python -m lmms_eval --include_path '\(folder.replacing("'", with: "'\\''"))' \\
          --tasks skillet_mcq --model MODEL --batch_size 1 --log_samples --output_path out
        skillet evaluate questions LOG --questions QUESTIONS.json
        ```

        LOG is the file `*_samples_skillet_mcq.jsonl` within `out`.

        `skillet_mcq.yaml` names `questions.jsonl` by its absolute path: after moving the folder,
        correct it or export again. With `SKILLET_CLIPS=1` a model sees the clips of the evidence.

        """
    case .vlmEvalKit:
      return """
        Register `skillet_mcq_vlmeval.py` as its first lines say, then

        ```
        SKILLET_MCQ='\(folder.replacing("'", with: "'\\''"))' \\
          python run.py --data SkilletMCQ --model MODEL --nframe 32
        ```

        """
    case .perceptionComp:
      return """
        Copy or link `benchmark/` over that of PerceptionComp's repository and give its runner
        `benchmark/annotations/skillet.json`.

        """
    case .mvBench:
      return "`json/skillet.json` is a task as MVBench has them; its videos lie in `video/`.\n"
    case .videoMME:
      return """
        `video-mme.jsonl` has Video-MME's rows: of each question's four wrong choices one was left
        out, so that the right letter stays spread over A to D. `domain` and `sub_category` are from
        Video-MME's fixed lists and say nothing here.

        """
    case .jsonLines:
      return "`questions.jsonl` has a line a question, with its proof.\n"
    }
  }
}
