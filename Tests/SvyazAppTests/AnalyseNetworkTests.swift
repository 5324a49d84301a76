import Foundation
import SvyazContract
import SvyazExchange
import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazApp

/// What `svyaz analyse` says, on a network small enough to count.
@Suite struct AnalyseNetworkTests {
  /// Mentors n1 and n2, low-result l1, l2 and l3; n1 alone helps l1 and l2, and nobody l3.
  static func network() -> Network {
    var network = Network(
      id: "town", name: "Город", asOf: "2020-10-01", subjects: [Subject(id: "maths", name: "Математика")])
    network.districts = [District(id: "north", name: "Северный"), District(id: "south", name: "Южный")]
    let names: [(SchoolID, String, DistrictID)] = [
      ("n1", "Школа № 6", "north"), ("n2", "Росток", "south"), ("l1", "Школа № 1", "north"),
      ("l2", "Школа № 2", "south"), ("l3", "Школа № 3", "south"), ("x", "Лицей № 4", "south"),
    ]
    network.schools = names.enumerated().map { number, row in
      School(id: row.0, number: number, name: row.1, district: row.2)
    }
    let open = DayInterval(from: "2020-01-01")
    network.statuses = ["l1", "l2", "l3"].map { SchoolStatus(school: $0, status: .lowResult, interval: open) }
    network.mentorCapacities = [MentorCapacity(school: "n1", capacity: 1)]
    network.partnerships = [
      Partnership(id: "p1", mentor: "n1", mentee: "l1", status: .active, interval: open),
      Partnership(id: "p2", mentor: "n1", mentee: "l2", status: .active, interval: open),
      Partnership(id: "p3", mentor: "n2", mentee: "n1", status: .active, interval: open),
    ]
    network.events = [
      Event(id: "e1", kind: .seminar, title: "", day: "2020-09-01", partnership: "p1", organiser: "ЦРО")
    ]
    return network
  }

  static func text(_ network: Network) -> String {
    AnalyseNetwork.run(network).text.replacing("\u{00A0}", with: " ")
  }

  @Test func everyMeasureIsExplained() {
    let text = Self.text(Self.network())
    for sentence in [
      "Плотность 20,0 %: из каждых ста возможных связей между школами есть 20.",
      "Ядро сети, где связи гуще всего: 4 школы, каждая связана хотя бы с 1 другой из них: Школа № 6, Росток,",
      "(доля пар): Школа № 6 (30,0 %).",
      "Охват школ НОР: из 3 в партнёрстве 2, в ММО 0, и там и там 0.",
      "Пока ни в партнёрстве, ни в ММО (1): Школа № 3.",
      "Пока без школы-наставника (1): Школа № 3.",
      "Наставники: 2 школы помогают другим, в среднем 1,5 подопечной школы на наставника.",
      "Занято больше мест, чем указано; помощь стоит разделить: Школа № 6 (2 при 1).",
      "Партнёрств в силе: 3, из них между районами: 2 (66,7 %); между школой НОР и школой, которая может помочь: 2 (66,7 %).",
      "Если школа № 6 выйдет, две школы останутся без наставника (Школа № 1, Школа № 2), показатель 9 упадёт с "
        + "33,3 % до 0,0 % (перестанет считаться Школа № 1).",
      "Уход любой из прочих школ (наставников и базовых школ ММО: 1) никого не оставит без наставника",
    ] {
      #expect(text.contains(sentence), "\(sentence)\n\(text)")
    }
  }

  /// Support, not ranking.
  @Test func nobodyIsRanked() throws {
    for text in [Self.text(Self.network()), try Self.text(NetworkFolder.load(path: Self.sample))] {
      for word in ["слаб", "худш", "лучш", "рейтинг", "отстающ"] { #expect(!text.lowercased().contains(word)) }
    }
  }

  static let sample = SvyazProcess.repository.appending(path: "graphs/samara-2020").path

  @Test func threadsChangeNothing() throws {
    let network = Self.network()
    #expect(AnalyseNetwork.run(network, threads: 1).jsonBytes == AnalyseNetwork.run(network, threads: 4).jsonBytes)
  }

  @Test func emptyNetworksAreDescribed() {
    var network = Network(id: "none", name: "Пусто", asOf: "2020-10-01", subjects: [])
    #expect(Self.text(network).contains("Охват: школ НОР на эту дату нет."))
    network.schools = [School(id: "a", name: "А"), School(id: "b", name: "Б")]
    let text = Self.text(network)
    #expect(text.contains("Плотность 0,0 %: связей между школами нет."))
    #expect(text.contains("Наставники: партнёрств в силе нет."))
    #expect(text.contains("Посредников нет"))
  }

  @Test func jsonHoldsWhatTheTextSays() throws {
    let json = AnalyseNetwork.run(Self.network()).json
    #expect(json["coverage"]?["withNeither"] == .strings(["l3"]))
    #expect(json["indicator9"]?["sharePerMille"] == .int(333))
    #expect(json["partnershipMixing"]?["lowWithEffectivePerMille"] == .int(667))
    guard case .array(let departures)? = json["departures"], case .array(let mentors)? = json["mentors"] else {
      Issue.record("no departures or no mentors")
      return
    }
    #expect(departures.map { $0["school"] } == [.string("n1"), .string("n2")])
    #expect(departures.first?["leftWithoutMentor"] == .strings(["l1", "l2"]))
    #expect(departures.first?["sharePerMille"] == .int(0))
    #expect(mentors.first?["overCapacity"] == .bool(true))
    #expect(json["structure"]?["density"] == .double(0.2))
    #expect(json["structure"]?["greatestCore"]?["core"] == .int(1))
    guard case .array(let betweenness)? = json["structure"]?["betweenness"] else {
      Issue.record("no betweenness")
      return
    }
    #expect(betweenness.count == 6)
    #expect(betweenness[3] == .members(["school": .string("n1"), "betweenness": .double(3)]))
  }

  @Test func namesWithinASentence() {
    var network = Self.network()
    network.schools.append(School(id: "y", name: "Школа «Заря»"))
    let names = Naming(network)
    #expect(["n1", "n2", "x", "y"].map(names.inSentence) == ["школа № 6", "Росток", "лицей № 4", "школа «Заря»"])
  }

  @Test func spacesThatMustNotBreak() {
    #expect(bound("Школа № 6: 4,1 % и ещё") == "Школа №\u{00A0}6: 4,1\u{00A0}% и ещё")
    #expect(bound("") == "" && bound(" %") == " %" && bound("№ ") == "№ ")
  }

  @Test func smallNumbersInWords() {
    #expect([0, 1, 4, 10, 11, -1].map(spelled) == ["ноль", "одна", "четыре", "десять", "11", "−1"])
  }
}
