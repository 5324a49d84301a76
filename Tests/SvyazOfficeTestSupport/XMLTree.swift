public import Foundation
public import FoundationXML

/// An XML text as a tree, read by Foundation's parser, which is not the code that wrote it.
public final class XMLTree {
  /// With its prefix: `w:p`.
  public let name: String
  public let attributes: [String: String]
  public fileprivate(set) var children: [XMLTree] = []
  public fileprivate(set) var text = ""

  fileprivate init(name: String, attributes: [String: String]) {
    self.name = name
    self.attributes = attributes
  }

  /// - Returns: `nil` for what is not well-formed.
  public static func parse(_ data: Data) -> XMLTree? {
    let builder = Builder()
    let parser = XMLParser(data: data)
    parser.delegate = builder
    guard parser.parse(), builder.open.isEmpty else { return nil }
    return builder.root
  }

  /// Itself and all below, in document order.
  public var all: [XMLTree] { [self] + children.flatMap(\.all) }

  public func all(_ name: String) -> [XMLTree] { all.filter { $0.name == name } }

  public func first(_ name: String) -> XMLTree? { all.first { $0.name == name } }

  /// Text of itself and all below.
  public var wholeText: String { text + children.map(\.wholeText).joined() }

  private final class Builder: NSObject, XMLParserDelegate {
    var root: XMLTree?
    var open: [XMLTree] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      let node = XMLTree(name: name, attributes: attributes)
      if let last = open.last { last.children.append(node) } else { root = node }
      open.append(node)
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { open.last?.text += string }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
      open.removeLast()
    }
  }
}
