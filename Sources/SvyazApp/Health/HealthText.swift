internal import SvyazGraph
internal import SvyazIndicators

/// The network's health in words: every measure with a sentence that says what it means.
struct HealthText {
  let health: NetworkHealth
  let names: Naming

  /// How many schools a list shows by itself.
  private static let shown = 10

  // MARK: Coverage

  var coverage: String {
    let coverage = health.coverage
    let low = coverage.lowResult.count
    guard low > 0 else { return "Охват: школ НОР на эту дату нет.\n" }
    var text =
      "Охват школ НОР: из \(low) в партнёрстве \(coverage.withPartnership.count), в ММО "
      + "\(coverage.withMembership.count), и там и там \(coverage.withBoth.count)."
    if coverage.withNeither.isEmpty {
      text += " Каждая школа НОР состоит хотя бы в партнёрстве или в ММО.\n"
    } else {
      text += "\n  Пока ни в партнёрстве, ни в ММО (\(coverage.withNeither.count)): "
      text += "\(names.schools(coverage.withNeither)).\n"
    }
    text +=
      coverage.withoutMentor.isEmpty
      ? "  Наставник есть у каждой школы НОР.\n"
      : "  Пока без школы-наставника (\(coverage.withoutMentor.count)): \(names.schools(coverage.withoutMentor)).\n"
    return text
  }

  // MARK: Mentors

  var mentors: String {
    let loads = health.mentors
    guard !loads.isEmpty else { return "Наставники: партнёрств в силе нет.\n" }
    let pairs = loads.reduce(0) { $0 + $1.mentees.count }
    var text =
      "Наставники: \(counted(loads.count, "школа", "школы", "школ")) "
      + "\(form(loads.count, "помогает", "помогают", "помогают")) другим, в среднем "
      + "\(decimal(Double(pairs) / Double(loads.count))) подопечной школы на наставника.\n"
    var table = TextTable([
      "Больше всего подопечных": .left, "школ": .right, "занято мест": .right, "есть мест": .right,
    ])
    for load in loads.prefix(Self.shown) {
      table.add([
        names.school(load.school), String(load.mentees.count), String(load.places),
        load.capacity.map(String.init) ?? "не указано",
      ])
    }
    text += table.text()
    let over = loads.filter(\.isOverCapacity)
    if over.isEmpty {
      text += "  Никто не ведёт больше школ, чем указано в данных о местах.\n"
    } else {
      let list = over.sorted { names.order($0.school, $1.school) }.map { "\(names.school($0.school)) (\(places($0)))" }
      text += "  Занято больше мест, чем указано; помощь стоит разделить: \(list.joined(separator: ", ")).\n"
    }
    return text
  }

  private func places(_ load: MentorLoad) -> String {
    var parts: [String] = []
    if let capacity = load.capacity, load.places > capacity { parts.append("\(load.places) при \(capacity)") }
    parts += load.overloadedSubjects.map { "\(names.subject($0.subject)): \($0.places) при \($0.capacity)" }
    return parts.joined(separator: "; ")
  }

  // MARK: Mixing

  var mixing: String {
    let mixing = health.mixing
    guard mixing.partnerships > 0 else { return "" }
    func part(_ count: Int, _ share: Int?) -> String {
      share.map { "\(grouped(count)) (\(PerMille.percent($0)))" } ?? grouped(count)
    }
    var text = "Партнёрств в силе: \(grouped(mixing.partnerships)), из них между районами: "
    text += part(mixing.acrossDistricts, mixing.acrossDistrictsPerMille)
    text += mixing.unknownDistrict > 0 ? ", район неизвестен: \(grouped(mixing.unknownDistrict))" : ""
    text += "; между школой НОР и школой, которая может помочь: "
    text += part(mixing.lowWithEffective, mixing.lowWithEffectivePerMille) + ".\n"
    text += "  Может помочь школа с высокими результатами, городская проектная площадка или наставник.\n"
    if let structure = health.structure {
      let ties = structure.mixing
      text +=
        "  Среди всех связанных пар школ: между районами \(grouped(ties.acrossDistricts)), школы НОР с теми, кто может "
        + "помочь, \(grouped(ties.lowWithEffective)), школы НОР между собой \(grouped(ties.lowWithLow)).\n"
    }
    return text
  }

  // MARK: Departures

  var departures: String {
    guard !health.departures.isEmpty else { return "" }
    let grave = health.departures.filter { !$0.lost.isEmpty || !$0.leftWithoutMentor.isEmpty }
    guard !grave.isEmpty else {
      return "Запас прочности: уход любого одного наставника или базовой школы ММО никого не оставит без наставника и "
        + "показателя 9 не изменит.\n"
    }
    var text =
      "На ком держится сеть (если школа выйдет, её партнёрства кончатся, а ММО и события останутся у других):\n"
    for departure in grave.prefix(Self.shown) { text += "  \(sentence(departure))\n" }
    if grave.count > Self.shown {
      text += "  Есть ещё \(counted(grave.count - Self.shown, "такая школа", "такие школы", "таких школ")).\n"
    }
    let safe = health.departures.count - grave.count
    if safe > 0 {
      text +=
        "  Уход любой из прочих школ (наставников и базовых школ ММО: \(safe)) никого не оставит без наставника и "
        + "показателя 9 не изменит.\n"
    }
    return text
  }

  /// What is lost if one school leaves.
  func sentence(_ departure: Departure) -> String {
    var parts: [String] = []
    let orphans = departure.leftWithoutMentor
    if !orphans.isEmpty {
      parts.append(
        "\(spelled(orphans.count)) \(form(orphans.count, "школа", "школы", "школ")) "
          + "\(form(orphans.count, "останется", "останутся", "останутся")) без наставника (\(names.schools(orphans)))")
    }
    parts.append(figure(departure))
    return "Если \(names.inSentence(departure.school)) выйдет, \(parts.joined(separator: ", "))."
  }

  private func figure(_ departure: Departure) -> String {
    guard !departure.lost.isEmpty, let now = health.sharePerMille, let after = departure.sharePerMille else {
      return "показатель 9 не изменится"
    }
    let text = "показатель 9 упадёт с \(PerMille.percent(now)) до \(PerMille.percent(after))"
    if departure.lost == departure.leftWithoutMentor { return text }
    let verb = form(departure.lost.count, "перестанет считаться", "перестанут считаться", "перестанут считаться")
    return text + " (\(verb) \(names.schools(departure.lost)))"
  }

  // MARK: Structure

  var structure: String {
    guard let structure = health.structure else {
      return "Плотность, ядро и посредники не считались: связей слишком много.\n"
    }
    return density(structure) + core(structure) + between(structure)
  }

  private func density(_ structure: NetworkStructure) -> String {
    guard let density = structure.density else { return "" }
    let hundredths = Int((density * 100).rounded())
    let thousandths = Int((density * 1000).rounded())
    let percent = thousandths > 0 || density == 0 ? PerMille.percent(thousandths) : "менее 0,1 %"
    let explained =
      if hundredths > 0 {
        "из каждых ста возможных связей между школами есть \(spelled(hundredths))"
      } else if thousandths > 0 {
        "из каждой тысячи возможных связей между школами есть \(spelled(thousandths))"
      } else if density > 0 {
        "из каждой тысячи возможных связей между школами нет и одной"
      } else {
        "связей между школами нет"
      }
    return "Плотность \(percent): \(explained).\n"
  }

  private func core(_ structure: NetworkStructure) -> String {
    let schools = structure.greatestCoreSchools
    guard !schools.isEmpty else { return "" }
    let core = structure.greatestCore
    var text =
      "Ядро сети, где связи гуще всего: \(counted(schools.count, "школа", "школы", "школ")), "
      + "каждая связана хотя бы с \(grouped(core)) \(form(core, "другой", "другими", "другими")) из них"
    text +=
      schools.count <= 3 * Self.shown
      ? ": \(names.schools(schools)).\n"
      : ".\n"
    return text
  }

  private func between(_ structure: NetworkStructure) -> String {
    guard structure.betweenness != nil else {
      return "Посредники не считались: для точного расчёта сеть слишком велика.\n"
    }
    let top = structure.mostBetween(5)
    guard !top.isEmpty else { return "Посредников нет: все связанные школы связаны напрямую.\n" }
    let list = top.map { between in
      "\(names.school(between.school)) (\(structure.pairsPerMille(between.value).map(PerMille.percent) ?? "—"))"
    }
    return "Посредники, через которых чаще всего идёт кратчайший путь между двумя другими школами (доля пар): "
      + list.joined(separator: ", ") + ".\n"
  }
}
