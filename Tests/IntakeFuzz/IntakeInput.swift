import SvyazTestSupport

extension IntakeSeeds {
  /// The input of a seed: the same bytes each time.
  public func input(seed: UInt64) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    switch Int.random(in: 0..<26, using: &generator) {
    case 0..<5: return mutated(texts, &generator)
    case 20..<23: return WordTables.table(using: &generator)
    case 23..<26:
      let table = WordTables.table(using: &generator)
      return ByteMutation.mutate(table, splicing: WordTables.table(using: &generator), using: &generator)
    case 5..<7: return mutated(workbooks, &generator)
    case 7..<11: return packageWithMutatedParts(keepingXML: false, &generator)
    case 11..<15: return packageWithMutatedParts(keepingXML: true, &generator)
    case 15..<18: return packageWithRandomSheet(&generator)
    case 18: return packageWithOtherParts(&generator)
    default: return randomBytes(&generator)
    }
  }

  private func mutated(_ seeds: [[UInt8]], _ generator: inout SeededGenerator) -> [UInt8] {
    let other = (texts + workbooks).randomElement(using: &generator) ?? []
    return ByteMutation.mutate(seeds.randomElement(using: &generator) ?? [], splicing: other, using: &generator)
  }

  private func packageWithMutatedParts(keepingXML: Bool, _ generator: inout SeededGenerator) -> [UInt8] {
    guard var parts = packages.randomElement(using: &generator) else { return [] }
    for _ in 0..<Int.random(in: 1...2, using: &generator) {
      // Sheets come last and get most of the changes.
      let index = max(0, min(parts.count - 2, Int.random(in: 0..<parts.count + 5, using: &generator)))
      let other = parts.randomElement(using: &generator)?.bytes ?? []
      let bytes = parts[index].bytes
      parts[index].bytes =
        keepingXML
        ? XMLMutation.mutate(bytes, using: &generator)
        : ByteMutation.mutate(bytes, splicing: other, using: &generator)
    }
    return StoredZip.archive(parts)
  }

  /// Parts left out, doubled, renamed or put in the place of others; then the archive itself is changed now and then.
  private func packageWithOtherParts(_ generator: inout SeededGenerator) -> [UInt8] {
    guard var parts = packages.randomElement(using: &generator) else { return [] }
    for _ in 0..<Int.random(in: 1...3, using: &generator) where !parts.isEmpty {
      let index = Int.random(in: 0..<parts.count, using: &generator)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: parts.remove(at: index)
      case 1: parts.append(parts[index])
      case 2: parts[index].name = parts.randomElement(using: &generator)?.name.uppercased() ?? ""
      default: parts[index].bytes = parts.randomElement(using: &generator)?.bytes ?? []
      }
    }
    let archive = StoredZip.archive(parts)
    guard Bool.random(using: &generator) else { return archive }
    return ByteMutation.mutate(archive, splicing: archive, using: &generator)
  }

  private func randomBytes(_ generator: inout SeededGenerator) -> [UInt8] {
    let starts: [[UInt8]] = [
      [], [0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6], [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], [0xFF, 0xFE],
      [0xFE, 0xFF], [0xEF, 0xBB, 0xBF], Array("sep=".utf8), Array("<".utf8),
    ]
    let start = starts.randomElement(using: &generator) ?? []
    let length = Int.random(in: 0...600, using: &generator)
    // Few different bytes make repetitions, which random ones never have.
    let alphabet = (0...Int.random(in: 0...40, using: &generator)).map { _ in
      UInt8.random(in: 0...255, using: &generator)
    }
    return start + (0..<length).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
  }

  /// A sheet of random elements with extreme places, kinds and values, closed properly.
  private func packageWithRandomSheet(_ generator: inout SeededGenerator) -> [UInt8] {
    guard var parts = packages.first else { return [] }
    let values = [
      "0", "1", "2", "-1", "60", "1.5", "1e308", "44075", "2958466", "#N/A", "а", "", " 7 ", "2020-02-30", "true",
    ]
    let rows = ["1", "2", "3", "900", "1048576", "1048577", "0", "-1", "", "99999999999999999999"]
    let columns = ["A", "B", "Z", "AA", "XFD", "XFE", "ZZZZ", "", "ё"]
    let kinds = ["s", "n", "str", "inlineStr", "b", "e", "d", "x", ""]
    func pick(_ list: [String]) -> String { list.randomElement(using: &generator) ?? "" }
    func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }
    var xml = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
    for _ in 0..<Int.random(in: 0...40, using: &generator) {
      let row = chance(85) ? "" : pick(rows)
      xml += row.isEmpty && !chance(2) ? "<row>" : "<row r=\"\(row)\">"
      for _ in 0..<Int.random(in: 0...6, using: &generator) {
        xml += "<c"
        if chance(5) { xml += " r=\"\(pick(columns))\(row.isEmpty ? pick(rows) : row)\"" }
        if chance(40) { xml += " t=\"\(chance(90) ? pick(Array(kinds.prefix(7))) : pick(kinds))\"" }
        if chance(40) { xml += " s=\"\(chance(90) ? "1" : pick(values))\"" }
        xml += ">"
        if chance(10) { xml += "<f>SUM(A1)</f>" }
        if chance(90) { xml += "<v>\(chance(80) ? pick(["0", "1", "2"]) : pick(values))</v>" }
        if chance(15) { xml += "<is><t>\(pick(values))</t><r><t>&amp;_x0041_</t></r></is>" }
        xml += "</c>"
      }
      xml += "</row>"
    }
    xml += "</sheetData><mergeCells>"
    for _ in 0..<Int.random(in: 0...3, using: &generator) where chance(20) {
      xml += "<mergeCell ref=\"\(pick(columns))\(pick(rows)):\(pick(columns))\(pick(rows))\"/>"
    }
    parts[parts.count - 2].bytes = Array((xml + "</mergeCells></worksheet>").utf8)
    return StoredZip.archive(parts)
  }
}
