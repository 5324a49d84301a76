/// The texts that cells of a workbook refer to by number (`xl/sharedStrings.xml`).
struct SharedTexts {
  let texts: [String]

  init() { texts = [] }

  init(_ part: String, of container: ZipContainer, meter: SheetMeter) throws(SheetFileError) {
    let handler = Handler(meter: meter)
    try XMLStream.parse(part, of: container, most: meter.limits.partBytes, meter: meter, handler: handler)
    texts = handler.texts
  }

  private final class Handler: XMLHandler {
    private enum Place { case outside, root, item, run, text }

    private let meter: SheetMeter
    private var place = [Place.outside]
    private var pending: [UInt8] = []
    private(set) var texts: [String] = []

    init(meter: SheetMeter) { self.meter = meter }

    func begin(_ name: XMLName, _ attributes: XMLAttributes) throws(SheetFileError) -> Bool {
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

    func text(_ text: XMLText) throws(SheetFileError) {
      guard place.last == .text else { return }
      try SheetText.append(text, to: &pending, meter: meter) { nil }
    }

    func end() throws(SheetFileError) {
      guard place.removeLast() == .item else { return }
      let text = try SheetText.finished(&pending, meter: meter) { nil }
      guard texts.count < meter.limits.sharedTexts else {
        throw meter.tooLarge(.sharedTexts, most: meter.limits.sharedTexts)
      }
      try meter.charge(memory: MemoryLayout<String>.stride)
      try meter.charge(text: text.utf8.count)
      texts.append(text)
    }
  }
}

/// Texts of cells as their pieces arrive.
enum SheetText {
  static func append(
    _ piece: XMLText, to pending: inout [UInt8], meter: SheetMeter, at place: () -> CellPlace?
  ) throws(SheetFileError) {
    // A UTF-16 unit takes at most three bytes; an escaped one takes seven.
    guard pending.count + piece.count <= meter.limits.textLength * 7 else {
      throw meter.tooLarge(.textLength, most: meter.limits.textLength, at: place())
    }
    pending.append(contentsOf: piece.bytes)
  }

  /// The whole text; leaves `pending` empty.
  static func finished(
    _ pending: inout [UInt8], meter: SheetMeter, at place: () -> CellPlace?
  ) throws(SheetFileError) -> String {
    let text = XMLCellText.decoded(pending)
    pending.removeAll(keepingCapacity: true)
    guard text.utf8.count <= meter.limits.textLength || text.utf16.count <= meter.limits.textLength else {
      throw meter.tooLarge(.textLength, most: meter.limits.textLength, at: place())
    }
    return text
  }
}
