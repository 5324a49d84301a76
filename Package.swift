// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let realModule = Target.Dependency.product(name: "RealModule", package: "swift-numerics")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let database = [
  Target.Dependency.product(name: "GRDB", package: "GRDB.swift"),
  Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift"),
]
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

let package = Package(
  name: "svyaz",
  products: [
    .executable(name: "svyaz", targets: ["svyaz"]),
    // For the benchmarks, which are a package of their own.
    .library(name: "SvyazGraph", targets: ["SvyazGraph"]),
    .library(name: "SvyazFlow", targets: ["SvyazFlow"]),
    .library(name: "SvyazMatching", targets: ["SvyazMatching"]),
    .library(name: "SvyazComposition", targets: ["SvyazComposition"]),
    .library(name: "SvyazSynthesis", targets: ["SvyazSynthesis"]),
    .library(name: "SvyazExchange", targets: ["SvyazExchange"]),
    .library(name: "SvyazStore", targets: ["SvyazStore"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
  ],
  targets: [
    .target(name: "SvyazGraph", dependencies: [realModule], swiftSettings: settings),
    .target(name: "SvyazSynthesis", dependencies: ["SvyazGraph"], swiftSettings: settings),
    // Min-cost flow over flat integers; knows nothing of schools.
    .target(name: "SvyazFlow", swiftSettings: settings),
    .target(name: "SvyazMatching", dependencies: ["SvyazGraph", "SvyazFlow", realModule], swiftSettings: settings),
    .target(
      name: "SvyazComposition", dependencies: ["SvyazGraph", "SvyazFlow", "SvyazMatching"], swiftSettings: settings),
    .target(name: "SvyazIndicators", dependencies: ["SvyazGraph", "SvyazFlow"], swiftSettings: settings),
    .target(name: "SvyazContract", dependencies: ["SvyazGraph"], swiftSettings: settings),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(name: "CXlsxwriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .target(
      name: "SvyazExchange",
      dependencies: [
        "SvyazGraph", "SvyazContract", "SvyazFlow", "SvyazMatching", "SvyazComposition", "SvyazIndicators", "CZip",
        "CExpat", "CXlsxwriter",
      ],
      swiftSettings: settings),
    // Office files (DOCX, PPTX) as packages of XML parts; knows nothing of schools.
    .target(name: "SvyazOffice", dependencies: ["CZip"], swiftSettings: settings),
    // Papers to sign: a model of blocks and charts, written as HTML, PDF and DOCX; calendars and decks.
    .target(
      name: "SvyazPaper",
      dependencies: ["SvyazGraph", "SvyazOffice", subprocess, systemPackage],
      swiftSettings: settings),
    .target(
      name: "SvyazStore", dependencies: ["SvyazGraph", "SvyazContract"] + database, swiftSettings: settings),
    .systemLibrary(name: "CGraphviz", pkgConfig: "libgvc", providers: [.apt(["libgraphviz-dev"])]),
    .systemLibrary(name: "CRsvg", pkgConfig: "librsvg-2.0", providers: [.apt(["librsvg2-dev"])]),
    .systemLibrary(name: "CPango", pkgConfig: "pangocairo", providers: [.apt(["libpango1.0-dev"])]),
    .target(name: "CGraphvizShim", dependencies: ["CGraphviz", "CRsvg", "CPango"]),
    .target(
      name: "SvyazMap",
      dependencies: ["SvyazGraph", "SvyazOffice", "CGraphvizShim", subprocess, systemPackage],
      swiftSettings: settings),
    .target(
      name: "SvyazApp",
      dependencies: [
        "SvyazGraph", "SvyazContract", "SvyazFlow", "SvyazMatching", "SvyazComposition", "SvyazIndicators",
        "SvyazSynthesis", "SvyazExchange", "SvyazStore", "SvyazMap", "SvyazOffice", "SvyazPaper", "SvyazAccess",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: settings),
    // Roles and what they may do; knows nothing of HTTP.
    .target(name: "SvyazAccess", dependencies: ["SvyazGraph"], swiftSettings: settings),
    // The pages and the HTTP API.
    .target(
      name: "SvyazWeb",
      dependencies: [
        "SvyazAccess", "SvyazGraph", "SvyazContract", "SvyazFlow", "SvyazMatching", "SvyazComposition",
        "SvyazIndicators", "SvyazExchange", "SvyazStore", "SvyazMap", "SvyazPaper", "SvyazApp",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HummingbirdTLS", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ],
      resources: [.embedInCode("Templates"), .embedInCode("Assets")], swiftSettings: settings),
    .executableTarget(
      name: "svyaz",
      dependencies: [
        "SvyazAccess", "SvyazApp", "SvyazFlow", "SvyazWeb", argumentParser,
        .product(name: "Logging", package: "swift-log"),
      ], swiftSettings: settings),
    .target(
      name: "SvyazTestSupport", dependencies: ["SvyazGraph"], path: "Tests/SvyazTestSupport", swiftSettings: settings),
    // `make campaign-intake` and its short form in the tests.
    .target(
      name: "IntakeFuzz", dependencies: ["SvyazGraph", "SvyazContract", "SvyazExchange", "SvyazTestSupport"],
      path: "Tests/IntakeFuzz",
      swiftSettings: settings),
    .executableTarget(
      name: "intake-campaign", dependencies: ["IntakeFuzz"], path: "Tests/IntakeCampaign", swiftSettings: settings),
    .testTarget(
      name: "SvyazGraphTests", dependencies: ["SvyazGraph", "SvyazTestSupport"], exclude: ["Fixtures"],
      swiftSettings: settings),
    .testTarget(
      name: "SvyazSynthesisTests", dependencies: ["SvyazGraph", "SvyazSynthesis", "SvyazTestSupport"],
      swiftSettings: settings),
    .testTarget(name: "SvyazFlowTests", dependencies: ["SvyazFlow", "SvyazTestSupport"], swiftSettings: settings),
    .testTarget(
      name: "SvyazMatchingTests",
      dependencies: ["SvyazGraph", "SvyazFlow", "SvyazMatching", "SvyazExchange", "SvyazTestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "SvyazCompositionTests",
      dependencies: [
        "SvyazGraph", "SvyazFlow", "SvyazMatching", "SvyazComposition", "SvyazSynthesis", "SvyazTestSupport",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "SvyazIndicatorsTests", dependencies: ["SvyazGraph", "SvyazIndicators", "SvyazTestSupport"],
      swiftSettings: settings),
    // Takes office files apart and knows the order that their schemas ask for.
    .target(
      name: "SvyazOfficeTestSupport", dependencies: ["CZip"], path: "Tests/SvyazOfficeTestSupport",
      swiftSettings: settings),
    .testTarget(
      name: "SvyazOfficeTests", dependencies: ["SvyazOffice", "SvyazTestSupport", "SvyazOfficeTestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "SvyazPaperTests",
      dependencies: ["SvyazGraph", "SvyazOffice", "SvyazPaper", "SvyazTestSupport", "SvyazOfficeTestSupport"],
      exclude: ["Golden"], swiftSettings: settings),
    .testTarget(
      name: "SvyazContractTests", dependencies: ["SvyazGraph", "SvyazContract", "SvyazTestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "SvyazExchangeTests",
      dependencies: [
        "SvyazGraph", "SvyazContract", "SvyazMatching", "SvyazComposition", "SvyazExchange", "SvyazTestSupport",
        "IntakeFuzz",
      ],
      exclude: ["Fixtures", "Sheets/Fixtures", "Compose/Golden"], swiftSettings: settings),
    // A model of what a store must hold, shared by its tests and by the process that they kill.
    .target(
      name: "SvyazStoreTestSupport", dependencies: ["SvyazGraph", "SvyazContract", "SvyazStore", "SvyazTestSupport"],
      path: "Tests/SvyazStoreTestSupport", swiftSettings: settings),
    // A file system of SQLite whose writes fail when a test says so.
    .target(name: "CFailingVFS", path: "Tests/CFailingVFS", linkerSettings: [.linkedLibrary("sqlite3")]),
    .executableTarget(
      name: "store-worker", dependencies: ["SvyazGraph", "SvyazContract", "SvyazStore", "SvyazStoreTestSupport"],
      path: "Tests/StoreWorker", swiftSettings: settings),
    .testTarget(
      name: "SvyazStoreTests",
      dependencies: [
        "SvyazGraph", "SvyazContract", "SvyazExchange", "SvyazStore", "SvyazSynthesis", "SvyazTestSupport",
        "SvyazStoreTestSupport", "CFailingVFS", "store-worker",
      ] + database,
      exclude: ["Fixtures"], swiftSettings: settings),
    // `make campaign-maps`, `make campaign-render`, `make bench-maps`, and their short forms in the tests.
    .target(
      name: "MapTrials", dependencies: ["SvyazGraph", "SvyazMap", "SvyazSynthesis", "SvyazTestSupport"],
      path: "Tests/MapTrials", swiftSettings: settings),
    .executableTarget(
      name: "map-campaign", dependencies: ["MapTrials", "SvyazMap"], path: "Tests/MapCampaign", swiftSettings: settings),
    .testTarget(
      name: "SvyazMapTests",
      dependencies: [
        "SvyazGraph", "SvyazMap", "SvyazOffice", "CGraphvizShim", "SvyazExchange", "SvyazSynthesis", "SvyazTestSupport",
        "SvyazOfficeTestSupport",
        "MapTrials",
      ],
      exclude: ["Golden"], swiftSettings: settings),
    .testTarget(
      name: "SvyazAppTests",
      dependencies: [
        "SvyazGraph", "SvyazContract", "SvyazMatching", "SvyazComposition", "SvyazIndicators", "SvyazSynthesis",
        "SvyazApp", "SvyazExchange", "SvyazStore", "SvyazMap", "SvyazOffice", "SvyazPaper", "SvyazTestSupport",
      ],
      exclude: ["Compose/Golden"], swiftSettings: settings),
    .testTarget(
      name: "SvyazCommandTests", dependencies: ["svyaz", "SvyazExchange", "SvyazTestSupport"], swiftSettings: settings),
    .testTarget(
      name: "SvyazWebTests",
      dependencies: [
        "SvyazWeb", "SvyazAccess", "SvyazStore", "SvyazGraph", "SvyazContract", "SvyazFlow", "SvyazMatching",
        "SvyazComposition", "SvyazIndicators", "SvyazExchange", "SvyazMap", "SvyazApp", "SvyazTestSupport", "svyaz",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdTesting", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        // The oracle of our own renderer.
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
      ], swiftSettings: settings),
    .testTarget(name: "SvyazRepositoryTests", swiftSettings: settings),
  ]
)
