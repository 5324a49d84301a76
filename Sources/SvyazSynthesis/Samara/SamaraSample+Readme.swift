public import SvyazGraph

extension SamaraSample {
  /// The sample's README: column by column what is real, presumed or generated, and the districts school by school.
  public static func readme(of network: Network, facts: SamaraFacts, seed: UInt64 = seed) -> String {
    var lines = [
      "# \(network.name)",
      "",
      "Сеть школ Самары в первый год программы повышения качества образования (приказ Самарского управления",
      "министерства образования и науки Самарской области от 08.05.2020 № 149-од), на \(network.asOf.russian).",
      "Школы, районы, список тридцати школ и 22 мероприятия настоящие; остальное создано генератором из зерна \(seed)",
      "и о настоящих школах ничего не говорит. Карты и отчёты по этой сети несут надпись «Учебные данные».",
      "",
      "Файлы руками не правят: их пишет команда",
      "",
      "    svyaz generate --samara --out graphs/samara-2020",
      "",
      "по фактам из папки Facts/samara (там же источники), и тест сверяет их с написанным байт в байт.",
      "",
      "## Что здесь",
      "",
    ]
    lines += summary(of: network)
    lines += ["", "## Что настоящее, что предположительно, что создано", ""]
    lines += ["| файл | столбцы | откуда | пояснение |", "|---|---|---|---|"]
    lines += columns.map { column in
      let file = column.table == "network" ? "network.json" : "\(column.table).csv"
      let names = column.columns.map { "`\($0)`" }.joined(separator: ", ")
      let origins = column.origins.map(\.russian).joined(separator: " / ")
      return "| `\(file)` | \(names) | \(origins) | \(column.note) |"
    }
    lines += districts(of: network, facts: facts)
    lines += students(facts)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func summary(of network: Network) -> [String] {
    let day = network.asOf(network.asOf)
    let counts = [
      ("школы", network.schools.count), ("районы", network.districts.count),
      ("школы с низкими результатами", day.schools(with: .lowResult).count),
      ("школы в сложных социальных условиях", day.schools(with: .adverse).count),
      ("городские проектные площадки", day.schools(with: .projectSite).count),
      ("строки результатов", network.results.count), ("партнёрства в любом статусе", network.partnerships.count),
      ("ММО", network.associations.count), ("события", network.events.count),
      ("участия в событиях", network.participations.count), ("мероприятия программы", network.measures.count),
    ]
    return ["| что | сколько |", "|---|---|"] + counts.map { "| \($0) | \($1) |" }
  }

  /// Districts are marked here because the contract's `schools.csv` has no column for it.
  private static func districts(of network: Network, facts: SamaraFacts) -> [String] {
    let districtOf = Dictionary(
      network.schools.map { ($0.id, $0.district) }, uniquingKeysWith: { first, _ in first })
    var lines = [
      "", "## Районы школ", "",
      "То же для программ: столбец `district_basis` файла Facts/samara/schools.csv (пусто — создано).",
    ]
    for basis in SamaraFacts.DistrictBasis.allCases {
      let schools = facts.schools.filter { $0.districtBasis == basis }
      lines += ["", "### \(heading(of: basis)): \(schools.count)", ""]
      for district in network.districts {
        let labels = schools.filter { districtOf[$0.id] == district.id }.map(\.shortName)
        if !labels.isEmpty { lines.append("- \(district.name): \(labels.joined(separator: "; ")).") }
      }
    }
    return lines
  }

  private static func heading(of basis: SamaraFacts.DistrictBasis) -> String {
    switch basis {
    case .sourced: "Из источника"
    case .presumed: "Предположительно (по порядку записей в реестре; проверка совпала у 16 школ из 17)"
    case .generated: "Создано (источника нет)"
    }
  }

  private static func students(_ facts: SamaraFacts) -> [String] {
    let known = facts.schools.filter { $0.students != nil }.map(\.shortName)
    return [
      "", "## Прочее", "",
      "- Число учеников настоящее: \(known.joined(separator: "; ")). Оно за 2021–2026 годы, годы — в Facts/samara.",
      "- Школы № 107 и 152 объединены в июле 2021, после даты образца: здесь они ещё отдельно.",
      "- У школы № 76 источники расходятся (Советский или Железнодорожный район); взят названный в источнике.",
      "- Имена четырёх организаций списка приведены по реестру; в программе они немного иные (Facts/samara).",
    ]
  }
}
