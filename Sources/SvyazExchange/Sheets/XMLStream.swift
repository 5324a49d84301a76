internal import CExpat
internal import Glibc

/// The name of an element or an attribute, valid during the call that gets it.
struct XMLName {
  private let local: UnsafePointer<CChar>
  private let count: Int
  private let namespace: UnsafePointer<CChar>?
  private let namespaceCount: Int

  /// Expat gives `namespace⏎local`, or `local` alone.
  fileprivate init(_ name: UnsafePointer<CChar>) {
    let length = strlen(name)
    var start = length
    while start > 0, name[start - 1] != XMLStreamBase.separator { start -= 1 }
    local = name + start
    count = length - start
    namespace = start > 0 ? name : nil
    namespaceCount = max(0, start - 1)
  }

  /// In the namespace of spreadsheets, transitional or strict; some writers leave it out.
  var isSpreadsheet: Bool {
    guard let namespace else { return true }
    return Self.equal(namespace, namespaceCount, "http://schemas.openxmlformats.org/spreadsheetml/2006/main")
      || Self.equal(namespace, namespaceCount, "http://purl.oclc.org/ooxml/spreadsheetml/main")
  }

  static func == (name: XMLName, text: StaticString) -> Bool { equal(name.local, name.count, text) }

  private static func equal(_ bytes: UnsafePointer<CChar>, _ count: Int, _ text: StaticString) -> Bool {
    count == text.utf8CodeUnitCount && memcmp(bytes, text.utf8Start, count) == 0
  }
}

/// The attributes of an element, valid during the call that gets them.
struct XMLAttributes {
  fileprivate let pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>?

  /// Calls `body` with each name and value.
  func forEach(_ body: (XMLName, XMLText) -> Void) {
    guard var pair = pairs else { return }
    while let name = pair[0], let value = pair[1] {
      body(XMLName(name), XMLText(start: value, count: strlen(value)))
      pair += 2
    }
  }
}

/// UTF-8 of a document, valid during the call that gets it.
struct XMLText {
  let start: UnsafePointer<CChar>
  let count: Int

  var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self), count: count)
  }

  var string: String { String(decoding: bytes, as: UTF8.self) }

  static func == (text: XMLText, other: StaticString) -> Bool {
    text.count == other.utf8CodeUnitCount && memcmp(text.start, other.utf8Start, text.count) == 0
  }

  func hasSuffix(_ other: StaticString) -> Bool {
    let length = other.utf8CodeUnitCount
    return count >= length && memcmp(start + (count - length), other.utf8Start, length) == 0
  }

  var isTrue: Bool { self == "1" || self == "true" }
}

/// What a part of a workbook does with its elements.
///
/// `begin` tells whether the handler takes an element; those inside one that it does not take are passed over.
protocol XMLHandler {
  mutating func begin(_ name: XMLName, _ attributes: XMLAttributes) throws(SheetFileError) -> Bool
  /// The end of an element that was taken.
  mutating func end() throws(SheetFileError)
  /// Text directly inside an element that was taken; may come in several pieces.
  mutating func text(_ text: XMLText) throws(SheetFileError)
}

/// What expat calls; the functions of C know no generic types.
class XMLStreamBase {
  fileprivate static let separator: CChar = 0x0A
  static let pieceBytes = 65_536
  static let mostDepth = 256
  /// Expat starts a tag again with each piece: without a cap that is quadratic.
  static let longestTag = 1 << 20

  fileprivate func begin(_ name: UnsafePointer<CChar>, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?) {}
  fileprivate func end() {}
  fileprivate func text(_ text: XMLText) {}
  fileprivate func refuseDocumentType() {}

  fileprivate func connect(_ parser: XML_Parser) {
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser,
      { data, name, attributes in
        guard let name else { return }
        XMLStreamBase.from(data)?.begin(name, attributes)
      }, { data, _ in XMLStreamBase.from(data)?.end() })
    XML_SetCharacterDataHandler(parser) { data, start, count in
      guard let start, count > 0 else { return }
      XMLStreamBase.from(data)?.text(XMLText(start: start, count: Int(count)))
    }
    XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in XMLStreamBase.from(data)?.refuseDocumentType() }
  }

  private static func from(_ data: UnsafeMutableRawPointer?) -> XMLStreamBase? {
    data.map { Unmanaged<XMLStreamBase>.fromOpaque($0).takeUnretainedValue() }
  }
}

/// Parses one part of a workbook by expat, in pieces, as it is inflated.
///
/// A document type, which could define entities, is refused; so are deep nesting and huge tags.
/// - Complexity: O(bytes); memory for the open elements and one tag.
final class XMLStream<Handler: XMLHandler>: XMLStreamBase {
  private let file: String
  private let part: String
  private let parser: XML_Parser
  private var handler: Handler
  private var failure: SheetFileError?
  private var depth = 0
  /// How many open elements, counted from the innermost, are passed over.
  private var passedOver = 0
  private var fed = 0

  private init(file: String, part: String, handler: Handler) throws(SheetFileError) {
    guard let parser = XML_ParserCreateNS(nil, XMLStreamBase.separator) else {
      throw .damaged(file: file, part: part, line: 0, problem: "не хватило памяти")
    }
    self.file = file
    self.part = part
    self.parser = parser
    self.handler = handler
  }

  deinit { XML_ParserFree(parser) }

  /// Reads a part to its end.
  ///
  /// - Returns: the handler as the end of the part left it.
  static func parse(
    _ part: String, of container: ZipContainer, most: Int, meter: SheetMeter, handler: Handler
  ) throws(SheetFileError) -> Handler {
    let stream = try XMLStream(file: container.file, part: part, handler: handler)
    stream.connect(stream.parser)
    try container.read(part, most: most, meter: meter) { fill throws(SheetFileError) in try stream.feed(fill) }
    return stream.handler
  }

  /// One piece; the empty one ends the document.
  private func feed(_ fill: (UnsafeMutableRawBufferPointer) -> Int) throws(SheetFileError) {
    guard let buffer = XML_GetBuffer(parser, CInt(Self.pieceBytes)) else { throw damaged("не хватило памяти") }
    let count = fill(UnsafeMutableRawBufferPointer(start: buffer, count: Self.pieceBytes))
    // The container tells what is wrong with the bytes.
    guard count >= 0 else { return }
    let status = XML_ParseBuffer(parser, CInt(count), count == 0 ? 1 : 0)
    if let failure { throw failure }
    guard status == XML_STATUS_OK else { throw damaged(Self.words(of: XML_GetErrorCode(parser))) }
    fed += count
    guard fed - Int(XML_GetCurrentByteIndex(parser)) <= Self.longestTag else {
      throw .tooLarge(file: file, limit: .tagLength, most: Self.longestTag, place: nil)
    }
  }

  // MARK: Events

  override fileprivate func begin(
    _ name: UnsafePointer<CChar>, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
  ) {
    guard failure == nil else { return }
    depth += 1
    guard depth <= Self.mostDepth else {
      return stop(.tooLarge(file: file, limit: .depth, most: Self.mostDepth, place: nil))
    }
    guard passedOver == 0 else {
      passedOver += 1
      return
    }
    do throws(SheetFileError) {
      if try !handler.begin(XMLName(name), XMLAttributes(pairs: attributes)) { passedOver = 1 }
    } catch {
      stop(error)
    }
  }

  override fileprivate func end() {
    guard failure == nil else { return }
    depth -= 1
    guard passedOver == 0 else {
      passedOver -= 1
      return
    }
    do throws(SheetFileError) { try handler.end() } catch { stop(error) }
  }

  override fileprivate func text(_ text: XMLText) {
    guard failure == nil, passedOver == 0 else { return }
    do throws(SheetFileError) { try handler.text(text) } catch { stop(error) }
  }

  override fileprivate func refuseDocumentType() {
    stop(damaged("в файле объявлен тип документа (DOCTYPE), такие книги не читаются"))
  }

  private func stop(_ error: SheetFileError) {
    if failure == nil {
      // A handler knows what is wrong, the stream knows where.
      if case .damaged(let file, _, 0, let problem) = error {
        failure = .damaged(file: file, part: part, line: line, problem: problem)
      } else {
        failure = error
      }
    }
    XML_StopParser(parser, 0)
  }

  private var line: Int { Int(clamping: XML_GetCurrentLineNumber(parser)) }

  private func damaged(_ problem: String) -> SheetFileError {
    .damaged(file: file, part: part, line: line, problem: problem)
  }

  private static func words(of code: XML_Error) -> String {
    switch code {
    case XML_ERROR_NO_ELEMENTS, XML_ERROR_UNCLOSED_TOKEN, XML_ERROR_UNCLOSED_CDATA_SECTION: "XML обрывается"
    case XML_ERROR_TAG_MISMATCH: "закрывающий тег XML не соответствует открытому"
    case XML_ERROR_DUPLICATE_ATTRIBUTE: "атрибут XML повторяется"
    case XML_ERROR_UNDEFINED_ENTITY: "неизвестная сущность XML"
    case XML_ERROR_JUNK_AFTER_DOC_ELEMENT: "после конца документа XML что-то стоит"
    case XML_ERROR_UNKNOWN_ENCODING, XML_ERROR_INCORRECT_ENCODING, XML_ERROR_PARTIAL_CHAR:
      "кодировка XML неизвестна или нарушена"
    case XML_ERROR_UNBOUND_PREFIX: "приставка имени XML не объявлена"
    case XML_ERROR_NO_MEMORY: "не хватило памяти"
    default: "XML нарушен"
    }
  }
}
