import SvyazContract
import SvyazExchange
import SvyazGraph
import SvyazTestSupport
import Testing

@Suite struct DefinitionJSONTests {
  /// The example of Documentation/ru/network-folder.md.
  static let example = """
    {
      "indicator": 9,
      "reading": "sites",
      "version": "2021-1",
      "from": "2021-09-01",
      "title": "площадки и школы НОР",
      "numerator": "школы НОР и проектные площадки, реализующие сетевое партнёрство",
      "denominator": "все школы НОР и проектные площадки",
      "rule": {
        "schools": {
          "property": "partnership",
          "among": ["low_result", "project_site"],
          "of": ["low_result", "project_site"]
        }
      }
    }

    """

  static let read = ReadingDefinition(
    indicator: 9, id: "sites", version: "2021-1", interval: DayInterval(from: "2021-09-01"),
    title: "площадки и школы НОР", numerator: "школы НОР и проектные площадки, реализующие сетевое партнёрство",
    denominator: "все школы НОР и проектные площадки",
    rule: .schools(
      .partnership(nil), among: .statuses([.projectSite, .lowResult]), of: .statuses([.lowResult, .projectSite])))

  @Test func readsAndWritesTheExample() {
    for text in [Self.example, "[\(Self.example)]", "{\"definitions\": [\(Self.example)]}"] {
      let reading = DefinitionJSON.read(Array(text.utf8), file: "reading.json")
      #expect(reading.faults.map(\.message) == [])
      #expect(reading.definitions == [Self.read])
    }
    #expect(String(decoding: DefinitionJSON.value(of: Self.read).bytes(), as: UTF8.self) == Self.example)
    #expect(
      DefinitionJSON.value(of: Self.read.rule).line
        == #"{"schools": {"property": "partnership", "among": ["low_result", "project_site"], "#
        + #""of": ["low_result", "project_site"]}}"#)
  }

  @Test("what is written is read back", arguments: 0..<4 as Range<UInt64>) func roundTrips(block: UInt64) {
    for seed in block * 50..<block * 50 + 50 {
      let definitions = RandomDefinitions.make(seed: seed)
      let list = JSONValue.array(definitions.map(DefinitionJSON.value))
      let reading = DefinitionJSON.read(list.bytes(), file: "a.json")
      #expect(reading.definitions == definitions, "seed \(seed): \(reading.faults.map(\.message))")
      #expect(DefinitionJSON.read(Array(list.line.utf8), file: "a.json").definitions == definitions, "seed \(seed)")
    }
  }

  @Test func tellsEveryFaultAtOnce() {
    let text = "[\n5,\n\(DescriptionFaultTests.definition("")),\n\(DescriptionFaultTests.definition("")),\n{}]"
    let faults = DefinitionJSON.read(Array(text.utf8), file: "a.json").faults
    #expect(
      faults.prefix(4).map(Expected.init) == [
        Expected("a.json", 2, "[0]", "5"), Expected("a.json", 4, "[2].reading", "9 own"),
        Expected("a.json", 5, "[3].indicator", ""), Expected("a.json", 5, "[3].reading", ""),
      ])
    #expect(faults.count == 3 + 7)
    #expect(faults.allSatisfy { $0.message.hasPrefix("a.json, строка ") })
    for (text, line) in [("", 1), ("[\n{\"a\" 1}]", 2), ("null", 1), ("[\n\n", 3)] {
      let faults = DefinitionJSON.read(Array(text.utf8), file: "a.json").faults
      #expect(faults.map(\.row) == [line], "\(text)")
    }
    let many = "[" + (0..<201).map { _ in "{}" }.joined(separator: ",") + "]"
    #expect(
      DefinitionJSON.read(Array(many.utf8), file: "a.json").faults.contains {
        $0.expected == "не больше 200 определений"
      })
  }

  /// Damaged bytes give faults or definitions, and never stop the process.
  @Test(arguments: 0..<4 as Range<UInt64>) func survivesDamage(block: UInt64) {
    var refused = 0
    for seed in block * 100..<block * 100 + 100 {
      var random = SeededGenerator(seed: seed)
      var bytes = Array(Self.example.utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        if Bool.random(using: &random) {
          bytes.remove(at: place)
        } else {
          bytes[place] = UInt8.random(in: 0...255, using: &random)
        }
      }
      let reading = DefinitionJSON.read(bytes, file: "a.json")
      #expect(reading.faults.isEmpty != reading.definitions.isEmpty, "seed \(seed)")
      refused += reading.faults.isEmpty ? 0 : 1
    }
    #expect(refused > 20)
  }

  @Test func laysOneNetworkOverAnother() {
    var (below, above) = (RandomNetwork.make(seed: 1), RandomNetwork.make(seed: 2))
    var changed = Self.read
    changed.title = "иначе"
    var ended = Self.read
    ended.id = "other"
    (below.definitions, above.definitions) = ([Self.read, ended], [changed])
    #expect(below.overlaid(with: above).definitions == [changed, ended])
  }
}
