/// Finds the separator of a text of separated values from its first records.
enum SeparatorGuess {
  static let candidates: [UInt8] = [UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: ",")]
  private static let sampleBytes = 65_536
  private static let sampleRecords = 60

  /// The separator that gives most records the same number of cells; a semicolon when no separator does.
  ///
  /// A comma between two digits is a decimal comma unless there are commas that are none.
  /// - Parameter utf8: of an encoding whose separators are single ASCII bytes.
  static func separator(of utf8: ArraySlice<UInt8>) -> UInt8 {
    let sample = utf8.prefix(sampleBytes)
    let isCut = sample.count < utf8.count
    var best: (separator: UInt8, share: Double)?
    var fullest: (separator: UInt8, total: Int)?
    for candidate in candidates {
      let counts = cellCounts(of: sample, separator: candidate, isCut: isCut)
      var frequency: [Int: Int] = [:]
      for count in counts where count > 1 { frequency[count, default: 0] += 1 }
      guard let mode = frequency.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { continue }
      let share = Double(mode.value) / Double(counts.count)
      if share > best?.share ?? 0.39 { best = (candidate, share) }
      let total = counts.reduce(0) { $0 + $1 - 1 }
      if total > fullest?.total ?? 0 { fullest = (candidate, total) }
    }
    return best?.separator ?? fullest?.separator ?? UInt8(ascii: ";")
  }

  /// How many cells each of the first records would have.
  private static func cellCounts(of sample: ArraySlice<UInt8>, separator: UInt8, isCut: Bool) -> [Int] {
    var counts: [Int] = []
    var cells = 1
    var isQuoted = false
    var isCellStart = true
    var hasContent = false
    let isComma = separator == UInt8(ascii: ",")
    let hasTrueCommas = isComma && hasListComma(sample)
    for position in sample.indices where counts.count < sampleRecords {
      let byte = sample[position]
      if isQuoted {
        if byte == 0x22 { isQuoted = false }
        continue
      }
      switch byte {
      case 0x22 where isCellStart || !isCellStart && position > sample.startIndex && sample[position - 1] == 0x22:
        // Opens a cell, or the second of a doubled quote goes on with it.
        isQuoted = true
        isCellStart = false
        hasContent = true
      case 0x0A, 0x0D:
        if hasContent { counts.append(cells) }
        cells = 1
        isCellStart = true
        hasContent = false
      case separator:
        hasContent = true
        isCellStart = true
        if !isComma || hasTrueCommas { cells += 1 }
      default:
        isCellStart = false
        hasContent = true
      }
    }
    if hasContent, !isCut || counts.isEmpty, counts.count < sampleRecords { counts.append(cells) }
    return counts
  }

  /// Whether any comma is not the one comma of a decimal number.
  private static func hasListComma(_ sample: ArraySlice<UInt8>) -> Bool {
    func isDigit(_ position: Int) -> Bool {
      sample.indices.contains(position) && (0x30...0x39).contains(sample[position])
    }
    var isAfterComma = false
    for position in sample.indices {
      let byte = sample[position]
      if byte == UInt8(ascii: ",") {
        if isAfterComma || !isDigit(position - 1) || !isDigit(position + 1) { return true }
        isAfterComma = true
      } else if !(0x30...0x39).contains(byte) {
        isAfterComma = false
      }
    }
    return false
  }
}
