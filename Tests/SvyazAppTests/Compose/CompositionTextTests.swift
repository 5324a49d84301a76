import SvyazComposition
import SvyazGraph
import SvyazMatching
import SvyazTestSupport
import Testing

@testable import SvyazApp

/// The composition in words: goldens of a town that is composed by hand, and the sentences about proof and price.
@Suite struct CompositionTextTests {
  static func problem(_ options: CompositionOptions) throws -> CompositionProblem {
    let network = Network.compositionTown()
    return try CompositionProblem(network: network, day: network.asOf, subject: "mathematics", options: options)
  }

  static func options() -> CompositionOptions {
    var options = CompositionOptions(smallest: 4, largest: 7)
    options.bases = ["m-1"]
    options.pins = [.init(school: "low-2", base: "m-1")]
    return options
  }

  /// - Parameter share: of the objective that is the lower bound, in per mille.
  static func composition(_ problem: CompositionProblem, boundPerMille share: Int = 1000, moved: [SchoolID] = [])
    -> Composition
  {
    var objective = 20_000
    let groups = [("m-1", ["low-1", "low-2", "low-3", "site"]), ("m-3", ["low-4", "low-5", "low-6", "m-2"])].map {
      (base: SchoolID, others: [SchoolID]) in
      Composition.Group(
        base: base,
        members: ([base] + others).sorted().compactMap { school in
          guard let member = problem.number(of: school), let number = problem.number(of: base) else { return nil }
          let cost = problem.cost(member: member, base: number)
          objective += problem.members[member].isLowResult ? 2 * cost : cost
          return .init(school: school, role: school == base ? .leader : problem.members[member].role, cost: cost)
        })
    }
    return Composition(
      network: problem.network, subject: problem.subject, day: problem.day, options: problem.options,
      status: share == 1000 ? .optimal : .feasible, objective: objective, lowerBound: objective * share / 1000,
      groups: groups, left: ["m-4"], moved: moved, clash: nil)
  }

  static func text(
    _ composition: Composition, of problem: CompositionProblem, prices: [WishPrice]? = nil, curve: [KeepPoint]? = nil
  ) -> CompositionText {
    let network = Network.compositionTown()
    return CompositionText(
      network: network,
      part: ComposeAssociations.Part(
        composition: composition, problem: problem,
        comparison: CompositionComparison(composition, problem: problem, network: network), prices: prices,
        curve: curve))
  }

  @Test func isTheGolden() throws {
    let problem = try Self.problem(Self.options())
    let composition = Self.composition(problem, boundPerMille: 987)
    let prices = [
      WishPrice(wish: .base("m-1"), objectiveWithout: 130_000, lowerBoundWithout: 120_000),
      WishPrice(
        wish: .pin(.init(school: "low-2", base: "m-1")), objectiveWithout: composition.objective,
        lowerBoundWithout: composition.objective),
    ]
    let curve = [
      KeepPoint(moved: 0, objective: 150_000, lowerBound: 150_000, composition: composition),
      KeepPoint(moved: 2, objective: 140_000, lowerBound: 139_000, composition: composition),
    ]
    let text = Self.text(composition, of: problem, prices: prices, curve: curve)
    #expect(Golden.difference(text.text.utf8, name: "composition.txt") == nil)
    let facts = text.facts.map { "\($0.title): \($0.value)\n" }.joined()
    #expect(Golden.difference(facts.utf8, name: "facts.txt") == nil)
  }

  @Test func aClashIsNamedWithItsSchools() throws {
    let problem = try Self.problem(Self.options())
    func text(_ clash: Composition.Clash) -> String {
      let composition = Composition(
        network: problem.network, subject: problem.subject, day: problem.day, options: problem.options,
        status: .infeasible, objective: 0, lowerBound: 0, groups: [], left: [], moved: [], clash: clash)
      return Self.text(composition, of: problem).text
    }
    let rules: [Composition.Clash.Rule] = [
      .init(code: "pin", text: "Школа «low-2» закреплена за базой m-1.", schools: ["low-2"]),
      .init(code: "groupSize", text: "Школ в группе не больше 7.", schools: []),
      .init(
        code: "coverage", text: "Школ: 13 (low-1, low-2 и ещё 11), учителей: low-1 (20).", schools: ["low-1", "low-2"]),
      .init(code: "places", text: "Всем места нет.", schools: ["low-2", "low-1"]),
    ]
    let proved = text(.init(rules: rules, isSmallest: true, isProved: true))
    #expect(proved.contains("Состава нет: эти правила и условия вместе выполнить нельзя."))
    // A rule that quotes all its schools does not list them again; a list is not repeated either.
    #expect(proved.contains("  — Школа № 3 закреплена за базой m-1.\n  — Школ в группе"), "\(proved)")
    #expect(
      proved.contains("  — Школ: 13, учителей: low-1 (20).\n    Школы: Школа № 1, Школа № 3.\n"), "\(proved)")
    #expect(proved.contains("  — Всем места нет.\n    Школы: те же, что выше.\n"), "\(proved)")
    #expect(proved.contains("Уступите в любом одном"))
    #expect(!proved.contains("База:"))
    let unproved = text(.init(rules: rules, isSmallest: false, isProved: false))
    #expect(unproved.contains("не доказано, что его нет") && unproved.contains("--steps"))
    #expect(!unproved.contains("Уступите"))
    #expect(!text(.init(rules: [], isSmallest: false, isProved: false)).contains("Мешает"))
  }

  @Test func proofInOneSentence() throws {
    var options = CompositionOptions(smallest: 4, largest: 7)
    #expect(
      Self.text(Self.composition(try Self.problem(options)), of: try Self.problem(options)).proof
        == "Доказано: лучше нельзя (при этом числе групп).")
    let problem = try Self.problem(options)
    #expect(
      Self.text(Self.composition(problem, boundPerMille: 987), of: problem).proof
        .hasPrefix("Состав не дальше 1,4 % от лучшего возможного"))
    options.keep = .most
    let kept = try Self.problem(options)
    for (moved, says) in [
      ([], "если школ не переводить"), (["low-1"], "не больше 1 школы)"), (["low-1", "low-2"], "не больше 2 школ)"),
    ] as [([SchoolID], String)] {
      #expect(Self.text(Self.composition(kept, moved: moved), of: kept).proof.contains(says))
    }
  }

  @Test func everyWishHasWords() throws {
    var options = CompositionOptions(smallest: 4, largest: 4, groups: 2, leftPrice: 21)
    options.bases = ["m-1"]
    options.pins = [.init(school: "low-1"), .init(school: "low-2", base: "m-1")]
    options.bans = [.init(school: "m-4"), .init(school: "low-6", base: "m-1")]
    options.together = [.init("low-5", "low-4")]
    options.apart = [.init("low-1", "low-6")]
    options.keep = .price(1)
    options.minTeachers = 1000
    options.districtPolicy = .same
    options.maxKm = 12.5
    let problem = try Self.problem(options)
    #expect(
      Self.text(Self.composition(problem), of: problem).wishes == [
        "школ в группе ровно 4", "групп ровно 2", "школа вне групп — 21 пункт", "база — Школа № 2",
        "Школа № 1 — в какой-нибудь группе", "Школа № 3 — в группе базы Школа № 2",
        "Школа № 11 — не в группе базы Школа № 2", "Школа № 12 — вне групп", "Школа № 7 и Школа № 9 — вместе",
        "Школа № 1 и Школа № 11 — врозь", "учителей в группе не меньше 1\u{A0}000",
        "перевод школы из её ММО — 1 пункт", "школы — из района базы", "до базы не дальше 12,5 км",
      ])
    #expect(Self.text(Self.composition(try Self.problem(.init())), of: try Self.problem(.init())).wishes == [])
  }

  @Test(arguments: [
    (90_000, 90_000, "обходится в 10\u{A0}000 пунктов"), (100_000, 100_000, "ничего не стоит"),
    (99_999, 99_999, "обходится в 1 пункт"),
    (100_000, 99_979, "обходится не дороже 21 пункта, точнее не доказано"),
    (99_000, 98_000, "обходится в сумму от 1\u{A0}000 до 2\u{A0}000 пунктов"),
  ]) func pricesSayHowExactTheyAre(without: Int, bound: Int, says: String) throws {
    let problem = try Self.problem(Self.options())
    let composition = Composition(
      network: problem.network, subject: problem.subject, day: problem.day, options: problem.options,
      status: .optimal, objective: 100_000, lowerBound: 100_000, groups: [], left: [], moved: [], clash: nil)
    let text = Self.text(composition, of: problem)
    let prices = [WishPrice(wish: .base("m-1"), objectiveWithout: without, lowerBoundWithout: bound)]
    #expect(text.prices(prices).contains("  база — Школа № 2: \(says).\n"), "\(text.prices(prices))")
    #expect(text.prices([]).contains("Условий нет."))
  }

  @Test func aSubjectThatIsNotThereIsNamedWithThoseThatAre() throws {
    let network = Network.compositionTown()
    #expect(try ComposeAssociations.subject("maths", of: network) == "mathematics")
    #expect(
      throws: UsageError.value(
        option: "--subject", value: "химия",
        expected: "предмет сети: mathematics («математика»), russian («русский язык»)")
    ) { try ComposeAssociations.subject("химия", of: network) }
    var twins = network
    twins.subjects[1].name = "Математика"
    #expect(
      throws: UsageError.value(
        option: "--subject", value: "математика",
        expected: "один предмет, а подходят несколько: mathematics («математика»), russian («Математика»)")
    ) { try ComposeAssociations.subject("математика", of: twins) }
    twins.subjects = []
    #expect(throws: UsageError.self) { try ComposeAssociations.subject("матем", of: twins) }
  }
}
