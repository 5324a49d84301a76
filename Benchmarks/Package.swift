// swift-tools-version: 6.2
import PackageDescription

// A package of its own: the normal build and its tests do not pay for it.
let package = Package(
  name: "svyaz-benchmarks",
  dependencies: [
    .package(name: "svyaz", path: ".."),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    .executableTarget(
      name: "svyaz-bench",
      // Nothing else: what a library of Foundation's weight takes would count as memory of the solver.
      dependencies: [.product(name: "SvyazFlow", package: "svyaz")],
      swiftSettings: [.swiftLanguageMode(.v6)]),
    .executableTarget(
      name: "svyaz-bench-desk", dependencies: [.product(name: "SvyazFlow", package: "svyaz")],
      swiftSettings: [.swiftLanguageMode(.v6)]),
    .executableTarget(
      name: "svyaz-bench-betweenness", dependencies: [.product(name: "SvyazGraph", package: "svyaz")],
      swiftSettings: [.swiftLanguageMode(.v6)]),
    .executableTarget(
      name: "svyaz-bench-store",
      dependencies: [
        .product(name: "SvyazGraph", package: "svyaz"),
        .product(name: "SvyazStore", package: "svyaz"),
      ],
      swiftSettings: [.swiftLanguageMode(.v6)]),
    .executableTarget(
      name: "svyaz-bench-web", dependencies: [.product(name: "Hummingbird", package: "hummingbird")],
      swiftSettings: [.swiftLanguageMode(.v6)]),
    // Our renderer's files are linked into it: they are of one module with the pages, which is slow to build.
    .executableTarget(
      name: "svyaz-bench-templates", dependencies: [.product(name: "Mustache", package: "swift-mustache")],
      swiftSettings: [.swiftLanguageMode(.v6)]),
  ]
)
