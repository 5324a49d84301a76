import Foundation
import Testing

/// The package manager does not stop an undeclared import of a module that happens to be built already, so the arrows
/// between targets are read from the `import` lines.
@Suite struct ImportArrowsTests {
  static let standard: Set<String> = ["Foundation", "FoundationEssentials", "Glibc", "Synchronization"]

  /// What each target may import beside what it reaches downwards. A driver stands at one target only.
  static let allowed: [String: Set<String>] = [
    "SvyazGraph": ["RealModule", "Dispatch", "Synchronization"],
    "SvyazFlow": ["Dispatch", "Synchronization"],
    "SvyazMatching": ["RealModule", "SvyazGraph", "SvyazFlow"],
    "SvyazComposition": ["SvyazGraph", "SvyazFlow", "SvyazMatching"],
    "SvyazIndicators": ["SvyazGraph", "SvyazFlow"],
    "SvyazSynthesis": ["SvyazGraph"],
    "SvyazContract": ["SvyazGraph"],
    "SvyazExchange": standard.union([
      "SvyazGraph", "SvyazContract", "SvyazFlow", "SvyazMatching", "SvyazComposition", "SvyazIndicators", "CZip",
      "CExpat", "CXlsxwriter",
    ]),
    "SvyazOffice": standard.union(["CZip"]),
    "SvyazPaper": standard.union(["SvyazGraph", "SvyazOffice", "Subprocess", "SystemPackage"]),
    "SvyazStore": standard.union(["SvyazGraph", "SvyazContract", "GRDB", "GRDBSQLite"]),
    "SvyazMap": standard.union(["SvyazGraph", "SvyazOffice", "CGraphvizShim", "Subprocess", "SystemPackage"]),
    "SvyazApp": standard.union([
      "SvyazGraph", "SvyazContract", "SvyazFlow", "SvyazMatching", "SvyazComposition", "SvyazIndicators",
      "SvyazSynthesis", "SvyazExchange", "SvyazStore", "SvyazMap", "SvyazOffice", "SvyazPaper", "SvyazAccess", "Crypto",
    ]),
    "SvyazAccess": ["SvyazGraph"],
    "SvyazWeb": standard.union([
      "SvyazAccess", "SvyazGraph", "SvyazContract", "SvyazFlow", "SvyazMatching", "SvyazComposition", "SvyazIndicators",
      "SvyazExchange", "SvyazStore", "SvyazMap", "SvyazPaper", "SvyazApp", "Hummingbird", "HummingbirdCore",
      "HummingbirdTLS", "Mustache", "Logging", "HTTPTypes", "NIOCore", "NIOHTTPTypes", "NIOSSL", "ServiceLifecycle",
      "Crypto", "CryptoExtras", "Dispatch",
    ]),
    "svyaz": standard.union([
      "ArgumentParser", "SvyazApp", "SvyazMap", "SvyazStore", "SvyazExchange", "SvyazContract", "SvyazIndicators",
      "SvyazMatching", "SvyazComposition", "SvyazFlow", "SvyazGraph", "SvyazPaper", "SvyazAccess", "SvyazWeb",
      "Logging",
    ]),
  ]

  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func swiftFiles(in folder: URL) -> [URL] {
    let walker = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (walker?.allObjects ?? []).compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
  }

  /// Modules named by the import lines of a file, with `@testable`, access levels and `import struct X.Y` understood.
  static func imports(of source: String) -> Set<String> {
    var found: Set<String> = []
    for line in source.split(separator: "\n") {
      var words = line.split(separator: " ").map(String.init)
      while let first = words.first,
        first.hasPrefix("@") || ["public", "package", "internal", "fileprivate", "private"].contains(first)
      {
        words.removeFirst()
      }
      guard words.first == "import", words.count > 1 else { continue }
      let kinds = ["struct", "class", "enum", "func", "var", "let", "protocol", "typealias"]
      let name = kinds.contains(words[1]) && words.count > 2 ? words[2] : words[1]
      found.insert(String(name.split(separator: ".")[0]))
    }
    return found
  }

  @Test func everyTargetKeepsToItsArrows() throws {
    let sources = Self.root.appending(path: "Sources")
    var seen: Set<String> = []
    for file in Self.swiftFiles(in: sources) {
      let parts = file.pathComponents
      let target = try #require(parts.firstIndex(of: "Sources").map { parts[$0 + 1] })
      let allowed = try #require(Self.allowed[target], "target \(target) has no arrows: add it here")
      seen.insert(target)
      let source = try String(contentsOf: file, encoding: .utf8)
      let undeclared = Self.imports(of: source).subtracting(allowed)
      #expect(undeclared.isEmpty, "\(target)/\(file.lastPathComponent) imports \(undeclared.sorted())")
    }
    #expect(seen == Set(Self.allowed.keys), "arrows of targets without code")
  }

  @Test func importLinesAreUnderstood() {
    let source = """
      @testable import A
      public import B
      internal import struct C.Inner
      // import D
      let text = "import E"
      @_exported public import F
      """
    #expect(Self.imports(of: source) == ["A", "B", "C", "F"])
  }
}
