internal import SvyazGraph

/// The sentences under the map of the city: how many ties, how far apart the schools of a pair are, who is without a
/// mentor, and how well the places are known.
///
/// Distances are great circles between the coordinates of the schools' table, not between the signs of the map, which
/// may stand beside their places.
struct GeographyCaption {
  let edition: Edition
  /// Of schools with their names, in the order of the map.
  let schools: [(id: SchoolID, label: String)]
  let ties: [MentorTie]
  let lowResult: Set<SchoolID>
  let locations: [SchoolID: Coordinates]
  let presumed: Set<SchoolID>
  let district: (SchoolID) -> DistrictID?

  var sentences: [String] {
    guard !schools.isEmpty else { return [] }
    return [pairs, distances, alone, places].compactMap { $0 }
  }

  /// Two schools with a tie; several ties join one pair.
  private struct Pair: Hashable {
    let first, second: SchoolID

    init(_ tie: MentorTie) {
      first = min(tie.mentor, tie.mentee)
      second = max(tie.mentor, tie.mentee)
    }
  }

  private var all: [Pair] { Set(ties.map(Pair.init)).sorted { ($0.first, $0.second) < ($1.first, $1.second) } }

  private var pairs: String? {
    let all = all
    guard !all.isEmpty else { return nil }
    let known = all.filter { district($0.first) != nil && district($0.second) != nil }
    let within = known.filter { district($0.first) == district($0.second) }.count
    let count = CaptionText.counted(all.count, "пару", "пары", "пар")
    let verb = CaptionText.form(ties.count, "соединяет", "соединяют", "соединяют")
    var sentence = "\(CaptionText.ties(ties.count)) \(verb) \(count) школ"
    if !known.isEmpty {
      sentence +=
        ": внутри районов\(CaptionText.noBreakSpace)— \(within), между районами\(CaptionText.noBreakSpace)— "
        + "\(known.count - within)"
      if known.count < all.count {
        sentence += ", район не указан\(CaptionText.noBreakSpace)— \(all.count - known.count)"
      }
    }
    return sentence + "."
  }

  private var distances: String? {
    let known = all.compactMap { pair in
      locations[pair.first].flatMap { first in
        locations[pair.second].map { (pair: pair, km: first.distanceKm(to: $0)) }
      }
    }.sorted { ($0.km, $0.pair.first, $0.pair.second) < ($1.km, $1.pair.first, $1.pair.second) }
    guard let longest = known.last else { return nil }
    // Nearest rank, as for the results.
    let median = known[(known.count - 1) / 2].km
    let names = Dictionary(schools.map { ($0.id, $0.label) }, uniquingKeysWith: { first, _ in first })
    let ends = [longest.pair.first, longest.pair.second].map { id in
      CaptionText.list([names[id] ?? id.rawValue])
    }
    let far = "\(ends[0]) и \(ends[1])\(CaptionText.noBreakSpace)— \(CaptionText.kilometres(longest.km))"
    if known.count == 1 {
      return "По прямой между школами пары (\(ends[0]) и \(ends[1])) \(CaptionText.kilometres(median))."
    }
    return "По прямой между школами половины пар не больше \(CaptionText.kilometres(median)), дальше всех "
      + "друг от друга \(far)."
  }

  private var alone: String? {
    guard edition == .working, !lowResult.isEmpty else { return nil }
    let alone = lowResult.subtracting(ties.map(\.mentee))
    if alone.isEmpty {
      return "Наставник есть у каждой из \(CaptionText.ofSchools(lowResult.count)) с низкими результатами."
    }
    let names = schools.filter { alone.contains($0.id) }.map(\.label)
    return "Пока без наставника \(CaptionText.schools(alone.count)) с низкими результатами: \(CaptionText.list(names))."
  }

  private var places: String? {
    let guessed = schools.filter { locations[$0.id] != nil && presumed.contains($0.id) }.count
    let lost = schools.filter { locations[$0.id] == nil }.count
    var parts: [String] = []
    if guessed == schools.count {
      parts.append("Все места школ предположительные, поэтому расстояния приблизительны")
    } else if guessed > 0 {
      parts.append("Предположительных мест \(guessed) из \(schools.count), поэтому часть расстояний приблизительна")
    }
    if lost > 0 {
      let share = "\(lost) из \(CaptionText.ofSchools(schools.count))"
      parts.append(parts.isEmpty ? "Место неизвестно у \(share)" : "неизвестно место у \(share)")
    }
    return parts.isEmpty ? "Места всех школ известны." : parts.joined(separator: "; ") + "."
  }
}
