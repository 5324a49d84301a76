import SvyazGraph
import SvyazTestSupport
import Testing

@Suite struct ViolationTests {
  /// A valid network in which each table has a row, broken in one way.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let damage: @Sendable (inout Network) -> Void
    /// `table row column value rule` of each violation.
    let found: [String]

    init(_ description: String, _ found: String..., damage: @escaping @Sendable (inout Network) -> Void) {
      testDescription = description
      self.found = found
      self.damage = damage
    }
  }

  static func network() -> Network {
    var network = AsOfTests.network()
    network.targets = [IndicatorTarget(indicator: 9, perMille: 900, day: "2021-12-31")]
    network.definitions = [
      ReadingDefinition(
        indicator: 9, id: "own", version: "1", interval: DayInterval(from: "2020-01-01", to: "2021-01-01"), title: "т",
        numerator: "ч", denominator: "з", rule: .staff([.teacher, .deputy], .quality, among: .lowResult)),
      ReadingDefinition(
        indicator: 9, id: "own", version: "2", interval: DayInterval(from: "2021-01-01"), title: "т",
        numerator: "ч", denominator: "з", rule: .results([.vpr], among: .all, base: .enrolment)),
    ]
    network.results = [
      AssessmentResult(
        school: "a", subject: "maths", assessment: .vpr, grade: 5, year: 2020, participants: 20, successful: 20)
    ]
    network.mentorCapacities = [
      MentorCapacity(school: "d", capacity: 0), MentorCapacity(school: "d", subject: "maths", capacity: 1),
    ]
    network.constraints = [
      MatchingConstraint(rule: .pin, mentee: "a", mentor: "d"),
      MatchingConstraint(rule: .ban, mentee: "a", mentor: "d"),
    ]
    network.participations = [Participation(event: "e0", school: "a", role: .host, people: 0)]
    network.staff = [
      StaffFigures(
        school: "a", year: 2020, group: .teacher, total: 3, trainedMethodService: 3, trainedEffectiveMode: 0,
        trainedQuality: 1)
    ]
    network.measures = [
      Measure(
        number: 1, section: "", title: "", dueFrom: "2020-01-01", dueTo: "2020-01-01", responsible: "", expected: "")
    ]
    return network
  }

  private static func flaw(_ name: String) -> String {
    "malformedDefinition(SvyazGraph.Violation.DefinitionFlaw.\(name))"
  }

  static let cases: [Case] = [
    Case("a subject twice", "network 1 subjects maths duplicateKey(first: 0)") { $0.subjects.append($0.subjects[0]) },
    Case("a target twice", "network 1 targets 9 duplicateKey(first: 0)") { $0.targets.append($0.targets[0]) },
    Case("a target of no indicator", "network 0 targets 10: 900 targetOutOfRange") { $0.targets[0].indicator = 10 },
    Case("a target over the whole", "network 0 targets 9: 1001 targetOutOfRange") { $0.targets[0].perMille = 1001 },
    Case("a definition twice", "network 2 definitions 9 own duplicateKey(first: 1)") {
      $0.definitions.append($0.definitions[1])
    },
    Case(
      "definitions that overlap", "network 1 definitions.from 2021-01-01 intervalsOverlap(first: 0)"
    ) { $0.definitions[0].interval.to = "2021-01-02" },
    Case(
      "a definition of no day",
      "network 0 definitions.to 2020-01-01 intervalEndsBeforeItBegins(from: 2020-01-01)"
    ) { $0.definitions[0].interval.to = "2020-01-01" },
    Case(
      "a definition of no indicator", "network 1 definitions.indicator 0 \(flaw("noIndicator"))"
    ) { $0.definitions[1].indicator = 0 },
    Case("a definition without a slug", "network 1 definitions.reading моё \(flaw("noSlug"))") {
      $0.definitions[1].id = "моё"
    },
    Case(
      "a definition that says nothing", "network 0 definitions.version  \(flaw("blank"))",
      "network 0 definitions.title   \(flaw("blank"))", "network 0 definitions.numerator  \(flaw("blank"))",
      "network 0 definitions.denominator  \(flaw("blank"))"
    ) {
      ($0.definitions[0].version, $0.definitions[0].title) = ("", " ")
      ($0.definitions[0].numerator, $0.definitions[0].denominator) = ("", "")
    },
    Case(
      "a definition that counts nobody", "network 0 definitions.rule.staff.groups  \(flaw("emptyList"))",
      "network 0 definitions.rule.staff.among  \(flaw("emptyList"))",
      "network 1 definitions.rule.schools.of  \(flaw("emptyList"))"
    ) {
      $0.definitions[0].rule = .staff([], .quality, among: .statuses([]))
      $0.definitions[1].rule = .schools(.higherResults, among: .all, of: .statuses([]))
    },
    Case(
      "a definition that counts twice", "network 0 definitions.rule.staff.groups 2 \(flaw("repeated"))",
      "network 1 definitions.rule.results.assessments 3 \(flaw("repeated"))"
    ) {
      $0.definitions[0].rule = .staff([.teacher, .teacher], .quality, among: .all)
      $0.definitions[1].rule = .results([.oge, .ege, .oge], among: .all, base: .participants)
    },
    Case("a district twice", "districts 2 id north duplicateKey(first: 0)") { $0.districts.append($0.districts[0]) },
    Case("its own neighbour", "districts 0 neighbours north ownNeighbour") {
      $0.districts[0].neighbours.append("north")
    },
    Case("an unknown neighbour", "districts 0 neighbours west unknownReference(to: districts)") {
      $0.districts[0].neighbours.append("west")
    },
    Case("a one-sided neighbour", "districts 0 neighbours south neighbourNotSymmetric") {
      $0.districts[1].neighbours = []
    },
    Case("a school twice", "schools 5 id b duplicateKey(first: 1)") { $0.schools.append($0.schools[1]) },
    Case("an unknown district", "schools 0 district west unknownReference(to: districts)") {
      $0.schools[0].district = "west"
    },
    Case("no students", "schools 2 students 0 belowMinimum(1)") { $0.schools[2].students = 0 },
    Case("a status twice", "statuses 4 school b duplicateKey(first: 2)") {
      $0.statuses.append($0.statuses[2])
      $0.statuses[4].interval.to = "2020-05-02"
    },
    Case("a status of nobody", "statuses 0 school x unknownReference(to: schools)") { $0.statuses[0].school = "x" },
    Case("a status that ends on its first day", "statuses 3 to 2020-03-01 intervalEndsBeforeItBegins(from: 2020-03-01)")
    {
      $0.statuses[3].interval.to = "2020-03-01"
    },
    Case("statuses that overlap", "statuses 1 from 2020-05-31 intervalsOverlap(first: 0)") {
      $0.statuses[1].interval.from = "2020-05-31"
    },
    Case("a result twice", "results 1 school a duplicateKey(first: 0)") {
      $0.results.append($0.results[0])
      $0.results[1].successful = 3
    },
    Case("a result of nobody", "results 0 school x unknownReference(to: schools)") { $0.results[0].school = "x" },
    Case("a result in nothing", "results 0 subject music unknownReference(to: network)") {
      $0.results[0].subject = "music"
    },
    Case("more successful than came", "results 0 successful 21 successfulExceedsParticipants(20)") {
      $0.results[0].successful = 21
    },
    Case("fewer than none", "results 0 successful -1 belowMinimum(0)") { $0.results[0].successful = -1 },
    Case(
      "fewer participants than none", "results 0 participants -1 belowMinimum(0)",
      "results 0 successful 0 successfulExceedsParticipants(-1)"
    ) {
      $0.results[0].participants = -1
      $0.results[0].successful = 0
    },
    Case("a capacity twice", "mentors 2 school d duplicateKey(first: 0)") {
      $0.mentorCapacities.append($0.mentorCapacities[0])
    },
    Case(
      "a capacity of nobody in nothing", "mentors 1 school x unknownReference(to: schools)",
      "mentors 1 subject music unknownReference(to: network)"
    ) { $0.mentorCapacities[1] = MentorCapacity(school: "x", subject: "music", capacity: 1) },
    Case("a capacity below 0", "mentors 0 capacity -1 belowMinimum(0)") { $0.mentorCapacities[0].capacity = -1 },
    Case("a constraint twice", "constraints 2 mentee a duplicateKey(first: 0)") {
      $0.constraints.append($0.constraints[0])
    },
    Case(
      "a constraint of nobody", "constraints 0 mentee x unknownReference(to: schools)",
      "constraints 0 mentor y unknownReference(to: schools)",
      "constraints 0 subject music unknownReference(to: network)"
    ) { $0.constraints[0] = MatchingConstraint(rule: .pin, mentee: "x", mentor: "y", subject: "music") },
    Case("a partnership twice", "partnerships 1 id p2 duplicateKey(first: 0)") { $0.partnerships[1].id = "p2" },
    Case(
      "a partnership of nobody", "partnerships 0 mentor x unknownReference(to: schools)",
      "partnerships 0 mentee y unknownReference(to: schools)",
      "partnerships 0 subject music unknownReference(to: network)"
    ) { ($0.partnerships[0].mentor, $0.partnerships[0].mentee, $0.partnerships[0].subject) = ("x", "y", "music") },
    Case("a partnership with itself", "partnerships 0 mentee d mentorIsMentee") { $0.partnerships[0].mentee = "d" },
    Case(
      "a partnership that ends too early", "partnerships 0 to 2020-02-01 intervalEndsBeforeItBegins(from: 2020-03-01)"
    ) {
      $0.partnerships[0].interval.to = "2020-02-01"
    },
    Case(
      "an association twice, of nothing", "associations 1 id m1 duplicateKey(first: 0)",
      "associations 1 subject music unknownReference(to: network)",
      "associations 1 base x unknownReference(to: schools)",
      "memberships 1 association m2 unknownReference(to: associations)",
      "memberships 2 association m2 unknownReference(to: associations)"
    ) { ($0.associations[1].id, $0.associations[1].subject, $0.associations[1].base) = ("m1", "music", "x") },
    Case(
      "an association that ends too early", "associations 0 to 2020-03-01 intervalEndsBeforeItBegins(from: 2020-03-01)"
    ) {
      $0.associations[0].interval.to = "2020-03-01"
    },
    Case("a membership twice", "memberships 3 school a duplicateKey(first: 0)") {
      $0.memberships.append($0.memberships[0])
    },
    Case("memberships that overlap", "memberships 3 from 2020-02-01 intervalsOverlap(first: 0)") {
      $0.memberships.append($0.memberships[0])
      $0.memberships[3].interval.from = "2020-02-01"
    },
    Case(
      "a membership of nobody that ends too early", "memberships 1 school x unknownReference(to: schools)",
      "memberships 1 to 2020-01-01 intervalEndsBeforeItBegins(from: 2020-03-01)"
    ) {
      $0.memberships[1].school = "x"
      $0.memberships[1].interval.to = "2020-01-01"
    },
    Case("an event twice", "events 4 id e1 duplicateKey(first: 1)") { $0.events.append($0.events[1]) },
    Case(
      "an event of nothing", "events 1 subject music unknownReference(to: network)",
      "events 1 host x unknownReference(to: schools)", "events 1 association m9 unknownReference(to: associations)",
      "events 1 partnership p9 unknownReference(to: partnerships)"
    ) {
      ($0.events[1].subject, $0.events[1].host) = ("music", "x")
      ($0.events[1].association, $0.events[1].partnership) = ("m9", "p9")
    },
    Case("a participation twice", "participations 1 school a duplicateKey(first: 0)") {
      $0.participations.append($0.participations[0])
    },
    Case(
      "a participation of nobody in nothing", "participations 0 event e9 unknownReference(to: events)",
      "participations 0 school x unknownReference(to: schools)", "participations 0 people -1 belowMinimum(0)"
    ) { $0.participations[0] = Participation(event: "e9", school: "x", role: .host, people: -1) },
    Case("a programme twice", "programmes 1 school a duplicateKey(first: 0)") {
      $0.programmes.append($0.programmes[0])
    },
    Case(
      "a programme of nobody that ends too early", "programmes 0 school x unknownReference(to: schools)",
      "programmes 0 to 2020-03-01 intervalEndsBeforeItBegins(from: 2020-03-01)"
    ) {
      $0.programmes[0].school = "x"
      $0.programmes[0].interval.to = "2020-03-01"
    },
    Case("staff twice", "staff 1 school a duplicateKey(first: 0)") { $0.staff.append($0.staff[0]) },
    Case(
      "staff of nobody, more trained than there are", "staff 0 school x unknownReference(to: schools)",
      "staff 0 trained_method_service 4 trainedExceedsTotal(3)",
      "staff 0 trained_effective_mode 5 trainedExceedsTotal(3)",
      "staff 0 trained_quality -1 belowMinimum(0)"
    ) {
      $0.staff[0].school = "x"
      ($0.staff[0].trainedMethodService, $0.staff[0].trainedEffectiveMode, $0.staff[0].trainedQuality) = (4, 5, -1)
    },
    Case("a measure twice", "measures 1 number 1 duplicateKey(first: 0)") { $0.measures.append($0.measures[0]) },
    Case(
      "a measure that is due before it may begin", "measures 0 number 0 belowMinimum(1)",
      "measures 0 due_to 2019-12-31 intervalEndsBeforeItBegins(from: 2020-01-01)"
    ) {
      $0.measures[0].number = 0
      $0.measures[0].dueTo = "2019-12-31"
    },
  ]

  @Test func validNetworkHasNone() { #expect(Self.network().violations() == []) }

  @Test(arguments: cases) func findsEachRule(_ c: Case) {
    var network = Self.network()
    c.damage(&network)
    let found = network.violations().map { violation in
      let rule = "\(violation.rule)".replacing("SvyazGraph.Network.Table.", with: "")
      return "\(violation.table) \(violation.row) \(violation.column) \(violation.value) \(rule)"
    }
    #expect(found == c.found)
  }

  @Test func declaredIdentifiersAreKnown() {
    var network = Network.sample()
    network.districts[0].neighbours.append("west")
    network.schools[0].district = "west"
    network.results = [
      AssessmentResult(
        school: "x", subject: "music", assessment: .oge, grade: 9, year: 2020, participants: 0, successful: 0)
    ]
    network.memberships = [
      Membership(association: "m9", school: "a", role: .member, interval: DayInterval(from: "2020-01-01"))
    ]
    network.events = [
      Event(id: "e1", kind: .training, title: "", day: "2020-01-01", partnership: "p9", organiser: "")
    ]
    network.participations = [Participation(event: "e9", school: "a", role: .speaker, people: 1)]
    #expect(network.violations().count == 7)
    var declared = DeclaredIdentifiers()
    declared.districts = ["west"]
    declared.schools = ["x"]
    declared.subjects = ["music"]
    declared.associations = ["m9"]
    declared.partnerships = ["p9"]
    declared.events = ["e9"]
    #expect(network.violations(declared: declared) == [])
  }

  /// Overlaps of any number of rows, against all pairs of them.
  @Test(arguments: 0..<3) func overlapsAreFoundAmongMany(block: UInt64) {
    for seed in block * 100..<(block + 1) * 100 {
      var random = SeededGenerator(seed: seed)
      var network = Network.sample()
      var starts = Array(0..<20)
      starts.shuffle(using: &random)
      for start in starts.prefix(random.int(1...6)) {
        let from = ("2020-01-01" as Day).adding(days: start)
        let to = random.chance(10) ? nil : from.adding(days: random.int(1...6))
        network.statuses.append(
          SchoolStatus(
            school: random.chance(80) ? "a" : "b", status: .risk, interval: DayInterval(from: from, to: to)))
      }
      let rows = network.statuses
      // Of each overlapping pair the later one is at fault.
      let late = rows.indices.filter { row in
        rows.contains {
          $0.school == rows[row].school && $0.interval.from < rows[row].interval.from
            && $0.interval.overlaps(rows[row].interval)
        }
      }
      let found = network.violations()
      #expect(found.map(\.row) == late, "seed \(seed)")
      for violation in found {
        guard case .intervalsOverlap(let first) = violation.rule else {
          Issue.record("seed \(seed): \(violation)")
          continue
        }
        #expect(rows[first].interval.overlaps(rows[violation.row].interval), "seed \(seed)")
      }
    }
  }
}
