/// The texts that cells of a workbook refer to by number (`xl/sharedStrings.xml`).
struct SharedTexts {
  let texts: [String]

  init() { texts = [] }

  init(_ part: String, of container: ZipContainer, meter: SheetMeter) throws(SheetFileError) {
    texts = try XMLStream.parse(
      part, of: container, most: meter.limits.partBytes, meter: meter, handler: Handler(meter: meter)
    ).texts
  }

  private struct Handler: XMLHandler {
    private enum Place { case outside, root, item, run, text }

    private let meter: SheetMeter
    private var place = [Place.outside]
    private var pending: [UInt8] = []
    private(set) var texts: [String] = []

    init(meter: SheetMeter) { self.meter = meter }

    mutating func begin(_ name: XMLName, _ attributes: XMLAttributes) throws(SheetFileError) -> Bool {
      guard name.isSpreadsheet, let next = next(name) else { return false }
      place.append(next)
      return true
    }

    /// Phonetic runs (`rPh`) are not taken: they say how a text is read aloud.
    private func next(_ name: XMLName) -> Place? {
      switch place.last {
      case .outside where name == "sst": .root
      case .root where name == "si": .item
      case .item where name == "r": .run
      case .item where name == "t": .text
      case .run where name == "t": .text
      default: nil
      }
    }

    mutating func text(_ text: XMLText) throws(SheetFileError) {
      guard place.last == .text else { return }
      guard SheetText.append(text, to: &pending, most: meter.limits.textLength) else { throw tooLong }
    }

    mutating func end() throws(SheetFileError) {
      guard place.removeLast() == .item else { return }
      guard let text = SheetText.finished(&pending, most: meter.limits.textLength) else { throw tooLong }
      guard texts.count < meter.limits.sharedTexts else {
        throw meter.tooLarge(.sharedTexts, most: meter.limits.sharedTexts)
      }
      try meter.charge(memory: MemoryLayout<String>.stride)
      try meter.charge(text: text.utf8.count)
      texts.append(text)
    }

    private var tooLong: SheetFileError { meter.tooLarge(.textLength, most: meter.limits.textLength) }
  }
}

/// Texts of cells as their pieces arrive.
enum SheetText {
  /// - Returns: `false` when the text is certainly too long.
  static func append(_ piece: XMLText, to pending: inout [UInt8], most: Int) -> Bool {
    // A UTF-16 unit takes at most three bytes; an escaped one takes seven.
    guard pending.count + piece.count <= most * 7 else { return false }
    pending.append(contentsOf: piece.bytes)
    return true
  }

  /// The whole text; leaves `pending` empty.
  /// - Returns: `nil` when the text is too long.
  static func finished(_ pending: inout [UInt8], most: Int) -> String? {
    let text = XMLCellText.decoded(pending)
    pending.removeAll(keepingCapacity: true)
    return text.utf8.count <= most || text.utf16.count <= most ? text : nil
  }
}
