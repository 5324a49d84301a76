internal import SvyazGraph

// The proof: does the certificate bound the gain of every plan by the gain of this one?
extension PlanVerifier {
  mutating func checkCertificate() {
    if plan.certificate.oneMentor != nil {
      found.append(.init("certificate.oneMentor", found: "запись", expected: "ничего: условия oneMentor нет"))
    }
    guard let duals = readDuals() else { return }
    let least = duals.least(problem)
    for (number, mentor) in problem.mentors.enumerated() {
      let school = problem.schoolID(mentor)
      for subject in mentor.places.keys.sorted() {
        let key = SchoolSubject(school, problem.subjects[subject].id)
        let slot = number * duals.subjectCount + subject
        require("certificate.places[\(key)]", duals.places[slot], isLeast: least.places[slot])
      }
      require("certificate.mentors[\(school)]", duals.mentors[number], isLeast: least.mentors[number])
    }
    guard found.isEmpty else { return }
    guard let gain = gain(duals), let bound = bound(duals) else {
      found.append(
        .init("certificate", found: "суммы больше 64 разрядов", expected: "числа, помещающиеся в 64 разряда"))
      return
    }
    require("certificate (граница выигрыша)", bound, is: gain)
  }

  /// A smaller value breaks `u + v + p ≥ g` on some arc; a greater one proves nothing more and is not what svyaz writes.
  private mutating func require(_ path: String, _ value: Int, isLeast least: Int) {
    if value < least {
      found.append(.init(path, found: value, expected: "не меньше \(least): иначе u + v + p < g"))
    } else if value > least {
      found.append(.init(path, found: value, expected: "наименьшее возможное \(least)"))
    }
  }

  private mutating func readDuals() -> DualValues? {
    let certificate = plan.certificate
    // Values beyond these cannot belong to a proof and might overflow the sums.
    let top = Int.max / 8
    let weights = problem.demands.reduce(1) { $0 + $1.weight }
    guard certificate.bigM >= problem.bigM, certificate.bigM < top / weights else {
      found.append(
        .init("certificate.bigM", found: certificate.bigM, expected: "больше стоимости любого плана: \(problem.bigM)"))
      return nil
    }
    var duals = DualValues(problem)
    duals.bigM = certificate.bigM
    var demands = certificate.demands
    var places = certificate.places
    var mentors = certificate.mentors
    for (number, demand) in problem.demands.enumerated() {
      let key = SchoolSubject(problem.schoolID(demand), problem.subjectID(demand))
      duals.demands[number] = read(demands.removeValue(forKey: key), "certificate.demands[\(key)]", top)
      if problem.pins[number] != nil { require("certificate.demands[\(key)]", duals.demands[number], is: 0) }
    }
    for (number, mentor) in problem.mentors.enumerated() {
      let school = problem.schoolID(mentor)
      duals.mentors[number] = read(mentors.removeValue(forKey: school), "certificate.mentors[\(school)]", top)
      for subject in mentor.places.keys.sorted() {
        let key = SchoolSubject(school, problem.subjects[subject].id)
        duals.places[number * duals.subjectCount + subject] = read(
          places.removeValue(forKey: key), "certificate.places[\(key)]", top)
      }
    }
    let unknown =
      demands.keys.map { "demands[\($0)]" } + places.keys.map { "places[\($0)]" }
      + mentors.keys.map { "mentors[\($0)]" }
    for key in unknown.sorted() { found.append(.init("certificate.\(key)", found: "запись", expected: "ничего")) }
    return found.isEmpty ? duals : nil
  }

  private mutating func read(_ value: Int?, _ path: String, _ top: Int) -> Int {
    guard let value else {
      found.append(.init(path, found: "ничего", expected: "целое число не меньше 0"))
      return 0
    }
    guard (0..<top).contains(value) else {
      found.append(.init(path, found: value, expected: "целое число от 0 до \(top)"))
      return 0
    }
    return value
  }

  /// M · weight − cost of the unpinned pairs, less the load that they add to the pins.
  func gain(_ duals: DualValues) -> Int? {
    let pinned = problem.pinLoads().total
    var used = pinned
    var gain = 0
    let weights = Dictionary(plan.demands.map { ($0.key, $0.weight) }, uniquingKeysWith: { first, _ in first })
    let mentorNumber = Dictionary(
      uniqueKeysWithValues: problem.mentors.enumerated().map { (problem.schoolID($1), $0) })
    for pair in plan.pairs where !pair.pinned {
      guard let weight = weights[SchoolSubject(pair.mentee, pair.subject)], let mentor = mentorNumber[pair.mentor]
      else { return nil }
      gain += duals.bigM * weight - pair.cost - used[mentor] * problem.options.loadPenalty
      used[mentor] += 1
    }
    return gain
  }

  /// Σ u + Σ c·v + Σ_j Σ_k max(0, p − (k − 1)·P): no plan gains more. `nil` when it exceeds 64 bits.
  private func bound(_ duals: DualValues) -> Int? {
    var sum = 0
    func add(_ value: Int, times count: Int = 1) -> Bool {
      let product = value.multipliedReportingOverflow(by: count)
      let next = sum.addingReportingOverflow(product.partialValue)
      sum = next.partialValue
      return !product.overflow && !next.overflow
    }
    let pinned = problem.pinLoads()
    for value in duals.demands where !add(value) { return nil }
    for (number, mentor) in problem.mentors.enumerated() {
      for (subject, places) in mentor.places {
        let left = places - (pinned.bySubject[number][subject] ?? 0)
        guard add(duals.places[number * duals.subjectCount + subject], times: left) else { return nil }
      }
      // Places whose load has reached p add nothing: the sum ends there, however many there are.
      var place = pinned.total[number]
      while place < mentor.capacity {
        let load = place.multipliedReportingOverflow(by: problem.options.loadPenalty)
        guard !load.overflow, duals.mentors[number] > load.partialValue else { break }
        if problem.options.loadPenalty == 0 {
          guard add(duals.mentors[number], times: mentor.capacity - place) else { return nil }
          break
        }
        guard add(duals.mentors[number] - load.partialValue) else { return nil }
        place += 1
      }
    }
    return sum
  }
}
