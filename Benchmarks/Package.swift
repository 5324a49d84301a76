// swift-tools-version: 6.2
import PackageDescription

// A package of its own: the normal build and its tests do not pay for it.
let package = Package(
  name: "svyaz-benchmarks",
  dependencies: [.package(name: "svyaz", path: "..")],
  targets: [
    .executableTarget(
      name: "svyaz-bench",
      dependencies: [
        .product(name: "SvyazGraph", package: "svyaz"),
        .product(name: "SvyazMatching", package: "svyaz"),
        .product(name: "SvyazSynthesis", package: "svyaz"),
        .product(name: "SvyazExchange", package: "svyaz"),
      ],
      swiftSettings: [.swiftLanguageMode(.v6)]),
    .executableTarget(
      name: "svyaz-bench-desk", dependencies: [.product(name: "SvyazFlow", package: "svyaz")],
      swiftSettings: [.swiftLanguageMode(.v6)]),
    .executableTarget(
      name: "svyaz-bench-store",
      dependencies: [
        .product(name: "SvyazGraph", package: "svyaz"),
        .product(name: "SvyazStore", package: "svyaz"),
      ],
      swiftSettings: [.swiftLanguageMode(.v6)]),
  ]
)
