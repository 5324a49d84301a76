internal import SvyazGraph
internal import SvyazMatching

extension DeskText {
  /// Needs that the same set blocks are told together: the set is named once.
  func uncovered(_ remedies: [Remedies]) -> String {
    var text = title("Без наставника: кто держит места и что поможет")
    guard !remedies.isEmpty else { return text + "  Все потребности обеспечены.\n" }
    var groups: [[Remedies]] = []
    for remedy in remedies {
      let known = groups.firstIndex { $0[0].reason == remedy.reason && $0[0].blocking == remedy.blocking }
      if let known { groups[known].append(remedy) } else { groups.append([remedy]) }
    }
    for group in groups {
      text += blocking(group)
      for remedy in group { text += "  \(name(remedy.key)):\n" + help(remedy) }
    }
    return text
  }

  private func blocking(_ group: [Remedies]) -> String {
    let blocking = group[0].blocking
    guard group[0].reason == .competition else { return "  Допустимого наставника нет.\n" }
    let schools = Set(blocking.schools + group.map(\.key.school))
    let places = counted(blocking.places, "место", "места", "мест")
    let these =
      schools.count == 1
      ? "Потребности одной школы делят"
      : "Эти \(counted(schools.count, "школа", "школы", "школ")) \(form(schools.count, "делит", "делят", "делят"))"
    let mentors =
      blocking.mentors.count == 1
      ? "у одного наставника"
      : "у этих \(counted(blocking.mentors.count, "наставника", "наставников", "наставников"))"
    return "  \(these) \(places) \(mentors).\n"
      + "    Места держат: \(names.schools(blocking.schools)).\n"
      + "    Без места: \(group.map { name($0.key) }.joined(separator: "; ")).\n"
      + "    Наставники: \(names.schools(blocking.mentors)).\n"
  }

  private func help(_ remedy: Remedies) -> String {
    var lines: [String] = []
    if let distance = remedy.distance {
      lines.append(
        "предел расстояния --max-km \(Self.roundedUp(distance.maxKm)): \(sentence(distance.change.difference))")
    }
    if let district = remedy.district {
      let words = district.policy == .adjacent ? "соседние районы" : "любые районы"
      lines.append("\(words) (--district \(district.policy.rawValue)): \(sentence(district.change.difference))")
    }
    if let best = remedy.places.first {
      let others = Set(remedy.places.map(\.place.mentor)).subtracting([best.place.mentor])
      lines.append(
        "ещё одно место у наставника \(names.school(best.place.mentor)) "
          + "(\(best.place.subject.map { names.subject($0) } ?? "всего")): \(sentence(best.change.difference))"
          + (others.isEmpty ? "" : "; подойдёт и место у других: \(names.schools(others))"))
    }
    if let pin = remedy.pin {
      lines.append(
        "закрепить за \(names.school(pin.mentor)) вопреки правилам (\(pin.overrides.map(word).joined(separator: ", "))): "
          + sentence(pin.change.difference)
          + (pin.change.losses.isEmpty
            ? "" : "; без наставника останется: \(pin.change.losses.map(name).joined(separator: "; "))"))
    }
    if lines.isEmpty { lines.append("ни одна такая перемена в одиночку не поможет") }
    return lines.map { "    — \($0).\n" }.joined()
  }

  private func word(_ rule: Remedies.Pin.Rule) -> String {
    switch rule {
    case .notMentor: "не наставник по этому предмету"
    case .notStronger: "результат не выше, чем у самой школы"
    case .district(.same): "другой район"
    case .district: "не соседний район"
    case .distance(let km, let maxKm): "\(decimal(km)) км при пределе \(decimal(maxKm)) км"
    }
  }

  /// To the metre, upwards, in the form that the option takes: a limit rounded down would not suffice.
  static func roundedUp(_ km: Double) -> String {
    let metres = Int((km * 1000).rounded(.up))
    let fraction = String(metres % 1000)
    return "\(metres / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
  }
}
