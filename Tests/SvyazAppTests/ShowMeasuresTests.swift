import SvyazApp
import SvyazExchange
import SvyazGraph
import SvyazTestSupport
import Testing

@Suite struct ShowMeasuresTests {
  @Test func theSampleHasAllThatCanBeSaid() throws {
    let network = try NetworkFolder.load(path: Project.sample)
    let report = try ShowMeasures.run(network)
    #expect(
      report.text.contains("Выполнено 17, из них с опозданием 3; идёт 3; просрочено 2; не начато 0."), "\(report.text)")
    #expect(report.text.contains("выполнено, опоздание 9 дней"))
    #expect(report.text.contains("просрочено, 61 день"))
    #expect(report.text.contains("не хватает: ММО (математика) у школ НОР (12): Школа № 5, Вечерняя школа № 8"))
    #expect(report.text.contains("расхождение: отмечено выполненным, но по данным сети выполнено не всё"))
    guard case .array(let measures)? = report.json["measures"], case .array(let parties)? = report.json["parties"]
    else {
      Issue.record("no lists")
      return
    }
    #expect(measures.count == 22)
    // programme.md §5: how often each party is named.
    let counts = parties.map { party -> String in
      guard case .string(let name)? = party["party"], case .array(let list)? = party["measures"] else { return "" }
      return "\(name) \(list.count)"
    }
    #expect(counts == ["ЦРО 13", "ТУ 9", "ОО 7", "ДО 3", "Администрация школы 1"])
  }

  @Test func onePartyOrNone() throws {
    let network = try NetworkFolder.load(path: Project.sample)
    let report = try ShowMeasures.run(network, responsible: "цро")
    guard case .array(let measures)? = report.json["measures"] else {
      Issue.record("no list")
      return
    }
    #expect(measures.compactMap { $0["number"] } == [1, 6, 8, 9, 10, 12, 13, 14, 15, 16, 20, 21, 22])
    #expect(
      throws: UsageError.value(
        option: "--responsible", value: "РОНО",
        expected: "один из ответственных: ЦРО, ТУ, ОО, ДО, Администрация школы")
    ) { try ShowMeasures.run(network, responsible: "РОНО") }
    var empty = network
    empty.measures = []
    #expect(try ShowMeasures.run(empty).text.contains("Мероприятий в плане нет."))
  }

  /// Whatever the rows hold, every day of the plan can be shown.
  @Test(arguments: 0..<4 as Range<UInt64>) func anyNetworkCanBeShown(block: UInt64) throws {
    for seed in block * 5..<block * 5 + 5 {
      var network = RandomNetwork.make(seed: seed)
      for index in network.measures.indices where index < 22 { network.measures[index].number = index + 1 }
      for day in ["1900-01-01", "2020-06-01", "2020-12-01", "2199-12-31"] as [Day] {
        let first = try ShowMeasures.run(network, on: day)
        #expect(
          try ShowMeasures.run(network.shuffled(seed: seed), on: day).jsonBytes == first.jsonBytes, "seed \(seed)")
      }
    }
  }
}
