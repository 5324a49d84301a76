import Foundation
import FoundationXML
import Synchronization
import Testing

@testable import SvyazMap

/// Ways for tests to draw.
enum Drawing {
  /// The built executable, beside the test bundle.
  static var executable: String {
    let bundle = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
    let program = bundle ?? URL(fileURLWithPath: CommandLine.arguments.first ?? "/")
    return program.deletingLastPathComponent().appendingPathComponent("svyaz").path
  }

  static func renderer(deadline: Duration = .seconds(30)) -> MapRenderer {
    MapRenderer(workerExecutable: executable, deadline: deadline)
  }

  // Graphviz allows one thread at a time, and tests run on many.
  private static let library = Mutex(())

  /// Draws in this process: for harmless maps whose code is to be measured.
  static func inProcess(
    _ map: NetworkMap, formats: [MapFormat] = [.svg]
  ) throws -> (scene: MapScene, files: [MapFormat: [UInt8]]) {
    try library.withLock { _ in try MapPipeline().draw(map, formats: formats) }
  }

  static func withLibrary<Result>(_ body: () throws -> Result) rethrows -> Result {
    try library.withLock { _ in try body() }
  }
}

/// What an XML parser sees in an SVG document.
final class SVGReader: NSObject, XMLParserDelegate {
  private(set) var nodeIDs: [String] = []
  private(set) var linkCount = 0
  private(set) var words = ""
  private(set) var elements: Set<String> = []
  private(set) var attributes: Set<String> = []
  private(set) var isWellFormed = false

  init(_ svg: [UInt8]) {
    super.init()
    let parser = XMLParser(data: Data(svg))
    parser.delegate = self
    isWellFormed = parser.parse()
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes list: [String: String]
  ) {
    elements.insert(name)
    attributes.formUnion(list.keys)
    let classes = list["class"]?.split(separator: " ") ?? []
    if classes.first == "node" { nodeIDs.append(list["id"] ?? "") }
    if classes.first == "link" { linkCount += 1 }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { words += string }
}
