// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let database = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let nio: [Target.Dependency] = [
  .product(name: "NIOCore", package: "swift-nio"),
  .product(name: "NIOHTTP1", package: "swift-nio"),
  .product(name: "NIOPosix", package: "swift-nio"),
  .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
  .product(name: "HTTPTypes", package: "swift-http-types"),
  .product(name: "Logging", package: "swift-log"),
]
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let yaml = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
  name: "Skillet",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Skillet", targets: ["Skillet"]),
    .executable(name: "skillet", targets: ["SkilletCommand"]),
    .executable(name: "skillet-server", targets: ["SkilletServer"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.4.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.83.0"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.20.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
  ],
  targets: [
    // MARK: C libraries
    .systemLibrary(
      name: "CFFmpeg", pkgConfig: "libavformat",
      providers: [.apt(["libavformat-dev", "libavcodec-dev", "libswscale-dev"])]),
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .target(name: "CFFmpegShims", dependencies: ["CFFmpeg"]),

    // MARK: Foundations
    .target(name: "LinearAlgebra", dependencies: ["COpenBLAS"], swiftSettings: settings),
    .target(name: "Frames", swiftSettings: settings),
    .target(
      name: "VideoIO", dependencies: ["CFFmpeg", "CFFmpegShims", "Frames"],
      swiftSettings: settings),

    // MARK: Stages
    .target(name: "Features", dependencies: ["Frames", "LinearAlgebra"], swiftSettings: settings),
    .target(name: "NeuralNetworks", dependencies: ["LinearAlgebra"], swiftSettings: settings),
    .target(
      name: "Segmentation", dependencies: ["LinearAlgebra", "NeuralNetworks"],
      swiftSettings: settings),
    .target(
      name: "Ordering", dependencies: ["LinearAlgebra", "NeuralNetworks"], swiftSettings: settings),
    .target(name: "Rating", dependencies: ["LinearAlgebra"], swiftSettings: settings),
    .target(name: "Tournaments", dependencies: ["Rating", database], swiftSettings: settings),
    .target(
      name: "Assessment", dependencies: ["LinearAlgebra", "NeuralNetworks"],
      swiftSettings: settings),
    .target(name: "Annotations", dependencies: ["Frames"], swiftSettings: settings),
    .target(name: "Questions", dependencies: ["Annotations"], swiftSettings: settings),
    .target(name: "Batches", dependencies: ["Annotations"], swiftSettings: settings),
    .target(
      name: "Evaluation", dependencies: ["Annotations", "LinearAlgebra", "Rating"],
      swiftSettings: settings),

    // MARK: The library and the tool
    .target(
      name: "Skillet",
      dependencies: [
        "LinearAlgebra", "Frames", "VideoIO", "Features", "NeuralNetworks", "Segmentation",
        "Ordering", "Rating", "Tournaments", "Assessment", "Annotations", "Batches", "Questions",
        "Evaluation", mustache, yaml,
      ], resources: [.embedInCode("Resources/lerobot_bridge.py")], swiftSettings: settings),
    .executableTarget(
      name: "SkilletCommand",
      dependencies: [
        "Skillet", "Annotations", "Batches", "Evaluation", "Frames", "Questions", argumentParser,
      ],
      swiftSettings: settings),

    // MARK: The page for people
    .executableTarget(
      name: "SkilletServer",
      dependencies: [
        "Skillet", "Annotations", "Evaluation", "Frames", argumentParser, hummingbird,
      ] + nio, resources: [.copy("Pages")], swiftSettings: settings),

    // MARK: Tests
    .testTarget(name: "FramesTests", dependencies: ["Frames"], swiftSettings: settings),
    .testTarget(
      name: "AnnotationsTests", dependencies: ["Annotations", "Frames"], swiftSettings: settings),
    .testTarget(
      name: "QuestionsTests", dependencies: ["Questions", "Annotations"], swiftSettings: settings),
    .testTarget(
      name: "BatchesTests", dependencies: ["Batches", "Annotations"], swiftSettings: settings),
    .testTarget(
      name: "EvaluationTests", dependencies: ["Evaluation", "Annotations", "LinearAlgebra"],
      swiftSettings: settings),
    .testTarget(
      name: "VideoIOTests", dependencies: ["VideoIO", "Frames", "LinearAlgebra"],
      exclude: ["Fixtures"],
      swiftSettings: settings),
    .testTarget(
      name: "LinearAlgebraTests", dependencies: ["LinearAlgebra"], swiftSettings: settings),
    .testTarget(
      name: "FeaturesTests", dependencies: ["Features", "Frames", "LinearAlgebra"],
      swiftSettings: settings),
    .testTarget(
      name: "NeuralNetworksTests", dependencies: ["NeuralNetworks", "LinearAlgebra"],
      swiftSettings: settings),
    .testTarget(
      name: "SegmentationTests",
      dependencies: ["Segmentation", "LinearAlgebra", "NeuralNetworks"],
      swiftSettings: settings),
    .testTarget(
      name: "OrderingTests", dependencies: ["Ordering", "LinearAlgebra", "NeuralNetworks"],
      swiftSettings: settings),
    .testTarget(
      name: "RatingTests", dependencies: ["Rating", "LinearAlgebra"], swiftSettings: settings),
    .testTarget(
      name: "TournamentsTests", dependencies: ["Tournaments", "Rating"], swiftSettings: settings),
    .testTarget(
      name: "AssessmentTests", dependencies: ["Assessment", "LinearAlgebra", "NeuralNetworks"],
      swiftSettings: settings),
    .testTarget(
      name: "CommandTests", dependencies: ["SkilletCommand", "Annotations"],
      swiftSettings: settings),
    .testTarget(name: "HouseTests", swiftSettings: settings),
    .executableTarget(
      name: "bench-detector",
      dependencies: ["Features", "Frames", "LinearAlgebra", "Segmentation", "Skillet"],
      path: "Tests/Bench/Detector", swiftSettings: settings),
    .executableTarget(
      name: "bench-rating", dependencies: ["LinearAlgebra", "Rating"], path: "Tests/Bench/Rating",
      swiftSettings: settings),
    .executableTarget(
      name: "exchange-arrays", dependencies: ["LinearAlgebra"], path: "Tests/Python/Exchange",
      swiftSettings: settings),
    .testTarget(
      name: "SkilletTests",
      dependencies: [
        "Skillet", "Annotations", "Evaluation", "Features", "Frames", "LinearAlgebra",
        "NeuralNetworks", "Rating", "Segmentation", "Tournaments", "VideoIO",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "SkilletServerTests",
      dependencies: [
        "SkilletServer", "Skillet", "Annotations",
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "NIOCore", package: "swift-nio"),
      ], swiftSettings: settings),
    .executableTarget(
      name: "fuzz-decode", dependencies: ["VideoIO", "Frames"], path: "Tests/FuzzDecode",
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
