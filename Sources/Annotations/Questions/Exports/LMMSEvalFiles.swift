/// A task for lmms-eval: `--include_path FOLDER --tasks skillet_mcq`.
enum LMMSEvalFiles {
  static func files(
    _ document: QuestionsDocument, _ media: QuestionMedia
  ) throws(JSONError) -> [QuestionExport.File] {
    let topics = Dictionary(document.videos.map { ($0.id, $0.topic ?? "") }) { first, _ in first }
    let lines = document.questions.map { question in
      JSONValue.object(QuestionLines.common(question, media, topic: topics[question.video] ?? ""))
    }
    return [
      QuestionExport.File("questions.jsonl", try QuestionLines.text(lines)),
      QuestionExport.File("skillet_mcq.yaml", try task(media.folder + "/questions.jsonl")),
      QuestionExport.File("utils.py", lmmsEvalFunctions),
    ]
  }

  /// The task; JSON's string is also one of YAML.
  private static func task(_ questions: String) throws(JSONError) -> String {
    """
    task: skillet_mcq
    dataset_path: json
    dataset_kwargs:
      data_files:
        test: \(try JSONValue.string(questions).text(.compact))
    test_split: test
    output_type: generate_until
    doc_to_visual: !function utils.skillet_doc_to_visual
    doc_to_text: !function utils.skillet_doc_to_text
    doc_to_messages: !function utils.skillet_doc_to_messages
    doc_to_target: !function utils.skillet_doc_to_target
    generation_kwargs:
      max_new_tokens: 1024
      temperature: 0
      do_sample: false
    process_results: !function utils.skillet_process_results
    metric_list:
      - metric: accuracy
        aggregation: !function utils.skillet_mean
        higher_is_better: true
      - metric: unparsable
        aggregation: !function utils.skillet_mean
        higher_is_better: false
    cluster_key: video_id
    metadata:
      version: 1.0

    """
  }
}
