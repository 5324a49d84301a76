import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Reads XML by libxml2: an oracle that shares nothing with our writer.
final class XMLTree: NSObject, XMLParserDelegate {
  final class Element {
    let name: String
    let attributes: [String: String]
    var children: [Element] = []
    var text = ""

    init(name: String, attributes: [String: String]) {
      self.name = name
      self.attributes = attributes
    }

    func children(_ name: String) -> [Element] { children.filter { $0.name == name } }
    func child(_ name: String) -> Element? { children.first { $0.name == name } }
  }

  private var path: [Element] = []
  private var root: Element?

  /// - Returns: `nil` when the bytes are not well-formed XML.
  static func parse(_ bytes: [UInt8]) -> Element? {
    let tree = XMLTree()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = tree
    return parser.parse() ? tree.root : nil
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    let element = Element(name: name, attributes: attributes)
    path.last?.children.append(element)
    if root == nil { root = element }
    path.append(element)
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    path.removeLast()
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { path.last?.text += string }
}
