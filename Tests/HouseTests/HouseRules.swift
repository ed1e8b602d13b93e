/// The rules of the house: each takes files or names and gives its complaints.
enum HouseRules {
  /// The project modules that each target may import; the arrows go one way.
  ///
  /// The command may also import the plain values and protocols that `Skillet` hands it, because
  /// the members of a type can only be used where its own module is imported.
  static let table: [String: Set<String>] = [
    "CFFmpeg": [], "COpenBLAS": [], "CFFmpegShims": ["CFFmpeg"],
    "LinearAlgebra": ["COpenBLAS"],
    "Frames": [],
    "VideoIO": ["CFFmpeg", "CFFmpegShims", "Frames"],
    "Features": ["Frames", "LinearAlgebra"],
    "NeuralNetworks": ["LinearAlgebra"],
    "Segmentation": ["LinearAlgebra", "NeuralNetworks"],
    "Ordering": ["LinearAlgebra", "NeuralNetworks"],
    "Rating": ["LinearAlgebra"],
    "Tournaments": ["Rating"],
    "Assessment": ["LinearAlgebra", "NeuralNetworks"],
    "Annotations": ["Frames"],
    "Batches": ["Annotations"],
    "Questions": ["Annotations"],
    "Evaluation": ["Annotations", "LinearAlgebra", "Rating"],
    "Skillet": [
      "LinearAlgebra", "Frames", "VideoIO", "Features", "NeuralNetworks", "Segmentation",
      "Ordering", "Rating", "Tournaments", "Assessment", "Annotations", "Batches", "Questions",
      "Evaluation",
    ],
    "SkilletCommand": [
      "Skillet", "Frames", "Annotations", "Batches", "Questions", "Evaluation",
    ],
    "SkilletServer": ["Skillet", "Frames", "Annotations", "Evaluation"],
  ]

  /// The owners of the C libraries and of the database.
  static let owners: [String: Set<String>] = [
    "CFFmpeg": ["VideoIO", "CFFmpegShims"], "CFFmpegShims": ["VideoIO"],
    "COpenBLAS": ["LinearAlgebra"], "GRDB": ["Tournaments"],
  ]

  static let topLevel: Set<String> = [
    "Package.swift", "Sources", "Tests", "Models", "SampleVideos", "README.md", "LICENSE",
    "Makefile", ".ci", ".gitignore", ".swift-format",
  ]

  static let longestFile = 400

  static func importFaults(_ files: [SourceFile]) -> [String] {
    guard !files.isEmpty else { return ["no file was scanned"] }
    return files.flatMap { file in
      file.imports.compactMap { module, line in
        let place = "\(file.path):\(line)"
        if let owners = owners[module], !owners.contains(file.target ?? "") {
          return "\(place): only \(owners.sorted().joined(separator: ", ")) may import \(module)"
        }
        guard let target = file.target, table[module] != nil else { return nil }
        guard let allowed = table[target] else { return "\(place): \(target) is not in the table" }
        return allowed.contains(module) ? nil : "\(place): \(target) may not import \(module)"
      }
    }
  }

  static func lengthFaults(_ files: [SourceFile]) -> [String] {
    guard !files.isEmpty else { return ["no file was scanned"] }
    return files.compactMap { file in
      let lines = file.codeLines.count - (file.text.hasSuffix("\n") ? 1 : 0)
      return lines > longestFile ? "\(file.path): \(lines) lines, \(longestFile) at most" : nil
    }
  }

  /// Words that have no place in Sources or in the manifest.
  static func wordFaults(_ files: [SourceFile]) -> [String] {
    guard !files.isEmpty else { return ["no file was scanned"] }
    let words = [
      "fatalError(", "try!", "as!", "@unchecked Sendable", "unsafeFlags", "-Ounchecked",
    ]
    return files.flatMap { file in
      file.codeLines.flatMap { number, line in
        words.filter { line.contains($0) }.map { "\(file.path):\(number): \($0)" }
      }
    }
  }

  /// Names that say nothing of what is inside.
  static func nameFaults(_ paths: [String]) -> [String] {
    guard !paths.isEmpty else { return ["no path was scanned"] }
    let empty = [
      "Util", "Utils", "Utility", "Utilities", "Helper", "Helpers", "Manager", "Managers",
    ]
    return paths.filter { path in
      path.split(separator: "/").contains { part in
        let name = part.split(separator: ".").first ?? part
        return name.split { "+_-".contains($0) }.contains { word in
          empty.contains { word.lowercased() == $0.lowercased() || word.hasSuffix($0) }
        }
      }
    }
  }

  static func topLevelFaults(_ names: [String]) -> [String] {
    guard !names.isEmpty else { return ["the top level is empty"] }
    return names.filter { !topLevel.contains($0) }.sorted()
  }
}
