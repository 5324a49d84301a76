internal import SvyazGraph

// The proof of a plan with one mentor for each school: bounds of branches that together cover every plan.
extension PlanVerifier {
  /// The pairs of a school that have another mentor than its first.
  mutating func checkOneMentor(_ mates: [Int?]) {
    var first: [Int: Int] = [:]
    for (number, mate) in mates.enumerated() {
      guard let mate else { continue }
      let demand = problem.demands[number]
      guard let known = first[demand.school] else {
        first[demand.school] = mate
        continue
      }
      if known != mate {
        found.append(
          .init(
            "pairs[\(problem.schoolID(demand))/\(problem.subjectID(demand))].mentor",
            found: problem.schoolID(problem.mentors[mate]),
            expected: "\(problem.schoolID(problem.mentors[known])): наставник у школы один (oneMentor)"))
      }
    }
  }

  mutating func checkOneMentorProof() {
    let certificate = plan.certificate
    guard let proof = certificate.oneMentor else {
      found.append(
        .init("certificate.oneMentor", found: "ничего", expected: "доказательство плана с одним наставником"))
      return
    }
    for (name, isEmpty) in [
      ("demands", certificate.demands.isEmpty), ("places", certificate.places.isEmpty),
      ("mentors", certificate.mentors.isEmpty),
    ] where !isEmpty {
      found.append(.init("certificate.\(name)", found: "записи", expected: "пусто: доказательство — в oneMentor"))
    }
    require("certificate.oneMentor.gap", proof.gap, is: 0)
    let weights = problem.demands.reduce(1) { $0 + $1.weight }
    guard certificate.bigM >= problem.bigM, certificate.bigM < Int.max / 16 / weights else {
      found.append(
        .init("certificate.bigM", found: certificate.bigM, expected: "больше стоимости любого плана: \(problem.bigM)"))
      return
    }
    guard found.isEmpty else { return }
    let table = OneMentorTable(problem, bigM: certificate.bigM)
    var duals = DualValues(problem)
    duals.bigM = certificate.bigM
    guard let gain = gain(duals) else { return }
    let mentorNumber = Dictionary(
      uniqueKeysWithValues: problem.mentors.enumerated().map { (problem.schoolID($1), $0) })
    let schoolNumber = Dictionary(
      uniqueKeysWithValues: table.schools.enumerated().map { (problem.schools[$1].id, $0) })
    var paths: [[OneMentorBranch.Decision]] = []
    for (index, leaf) in proof.leaves.enumerated() {
      let path = "certificate.oneMentor.leaves[\(index)]"
      guard leaf.scale > 0, table.fits(scale: leaf.scale, weights: weights) else {
        found.append(
          .init("\(path).scale", found: leaf.scale, expected: "целое число от 1, с которым суммы помещаются"))
        continue
      }
      var decisions: [OneMentorBranch.Decision] = []
      for (step, decision) in leaf.decisions.enumerated() {
        guard let school = schoolNumber[decision.mentee], let mentor = mentorNumber[decision.mentor] else {
          found.append(
            .init(
              "\(path).decisions[\(step)]", found: "\(decision.mentee) → \(decision.mentor)",
              expected: "школа с выбором и наставник этой задачи"))
          continue
        }
        decisions.append(.init(school: school, mentor: mentor, isTaken: decision.isTaken))
      }
      paths.append(decisions)
      var prices = [Int](repeating: 0, count: table.schools.count)
      let top = leaf.scale * certificate.bigM * weights
      for (id, price) in leaf.schools.sorted(by: { $0.key < $1.key }) {
        guard let school = schoolNumber[id], (1...top).contains(price) else {
          found.append(
            .init("\(path).schools[\(id)]", found: price, expected: "цена школы с выбором, целое число от 1 до \(top)"))
          continue
        }
        prices[school] = price
      }
      guard found.isEmpty else { continue }
      let bound = table.bound(prices: prices, scale: leaf.scale, branch: OneMentorBranch(decisions))
      if bound.map({ $0 / leaf.scale > gain }) ?? true {
        found.append(
          .init(
            "\(path) (граница выигрыша)", found: bound.map { "\($0 / leaf.scale)" } ?? "больше 64 разрядов",
            expected: "не больше \(gain)"))
      }
    }
    if found.isEmpty, !coversEverything(paths) {
      found.append(
        .init("certificate.oneMentor.leaves", found: "не все планы", expected: "ветви, которые вместе дают все планы"))
    }
  }
}
