import Foundation
import SvyazContract
import SvyazExchange
import SvyazGraph
import SvyazTestSupport
import Testing

@Suite struct NetworkFolderIdentityTests {
  @Test("what is written is read back, byte for byte", arguments: 0..<4 as Range<UInt64>)
  func roundTrips(block: UInt64) throws {
    for seed in block * 8..<block * 8 + 8 {
      let network = RandomNetwork.make(
        seed: seed, schools: 2 + Int(seed), constraints: seed % 2 == 0 ? .consistent : .arbitrary)
      let folder = try TemporaryFolder()
      try NetworkFolder.write(network, to: folder.path)
      let first = try folder.contents()
      #expect(first.count == 15, "seed \(seed)")
      let reading = try NetworkFolder.read(path: folder.path)
      #expect(reading.faults.map(\.message) == [], "seed \(seed)")
      #expect(reading.notices == [], "seed \(seed)")
      let read = try #require(reading.network)
      #expect(read == network.sortedByKeys(), "seed \(seed)")

      try NetworkFolder.write(read, to: folder.path)
      #expect(try folder.contents() == first, "seed \(seed)")
      try NetworkFolder.write(network.shuffled(seed: seed), to: folder.path)
      #expect(try folder.contents() == first, "seed \(seed)")
    }
  }

  @Test("the order of rows in the files does not matter", arguments: 0..<4 as Range<UInt64>)
  func readsShuffledRows(seed: UInt64) throws {
    let network = RandomNetwork.make(seed: seed, schools: 20)
    let folder = try TemporaryFolder()
    try NetworkFolder.write(network, to: folder.path)
    let written = try folder.contents()
    var random = SeededGenerator(seed: seed)
    for (name, data) in written where name.hasSuffix(".csv") {
      // Rows and columns both change places.
      let document = CSVDocument(bytes: Array(data), file: name)
      let columns = document.header.indices.shuffled(using: &random)
      var writer = CSVWriter(header: columns.map { document.header[$0] })
      for row in (0..<document.rowCount).shuffled(using: &random) {
        writer.append(row: columns.map { document.cell(row, $0) })
      }
      try folder.write(Data(writer.bytes), to: name)
    }
    let read = try NetworkFolder.load(path: folder.path)
    #expect(read.sortedByKeys() == network.sortedByKeys())
    try NetworkFolder.write(read, to: folder.path)
    #expect(try folder.contents() == written)
  }

  @Test func readsCRLFAndMarks() throws {
    let network = RandomNetwork.make(seed: 5, schools: 10)
    let folder = try TemporaryFolder()
    try NetworkFolder.write(network, to: folder.path)
    for (name, data) in try folder.contents() {
      let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
      // Line breaks inside cells would change too: only files without quotes are taken.
      let ends = data.contains(UInt8(ascii: "\"")) ? [UInt8](data) : data.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
      try folder.write(Data(mark + ends), to: name)
    }
    #expect(try NetworkFolder.load(path: folder.path) == network.sortedByKeys())
  }

  @Test func randomNetworksKeepTheRules() {
    for seed in 0..<40 as Range<UInt64> {
      let network = RandomNetwork.make(
        seed: seed, schools: Int(seed) + 2, constraints: seed % 2 == 0 ? .consistent : .arbitrary)
      #expect(network.violations() == [], "seed \(seed)")
      #expect(
        network
          == RandomNetwork.make(
            seed: seed, schools: Int(seed) + 2, constraints: seed % 2 == 0 ? .consistent : .arbitrary))
      #expect(network.shuffled(seed: 1).sortedByKeys() == network.sortedByKeys(), "seed \(seed)")
    }
  }

  @Test func writesTheDescriptionAsPromised() throws {
    var network = Network(
      id: "samara", name: "Сеть \"А\"\\\n\u{1}", asOf: "2020-12-01", subjects: [Subject(id: "math", name: "Математика")]
    )
    let folder = try TemporaryFolder()
    let path = folder.path + "/new/inner"
    try NetworkFolder.write(network, to: path)
    let head = """
      {
        "version": 1,
        "id": "samara",
        "name": "Сеть \\"А\\"\\\\\\n\\u0001",
        "asOf": "2020-12-01",
        "subjects": [
          {"id": "math", "name": "Математика"}
        ]
      """
    #expect(String(decoding: try folder.data(of: "new/inner/network.json"), as: UTF8.self) == head + "\n}\n")
    network.targets = [IndicatorTarget(indicator: 9, perMille: 900, day: "2021-12-31")]
    network.subjects = []
    try NetworkFolder.write(network, to: path)
    let text = String(decoding: try folder.data(of: "new/inner/network.json"), as: UTF8.self)
    #expect(text.contains("\"subjects\": [],\n"))
    #expect(text.contains("{\"indicator\": 9, \"perMille\": 900, \"date\": \"2021-12-31\"}"))
    #expect(
      String(decoding: try folder.data(of: "new/inner/mentors.csv"), as: UTF8.self) == "school,subject,capacity\n")
  }
}
