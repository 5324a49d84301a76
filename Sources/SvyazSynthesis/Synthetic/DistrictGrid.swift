/// Districts in rows and columns, and which schools belong to which.
struct DistrictGrid {
  let schools: Int
  let districts: Int
  let columns: Int

  private static let schoolsPerDistrict = 20

  init(schools: Int) {
    self.schools = schools
    districts = max(1, (schools + Self.schoolsPerDistrict / 2) / Self.schoolsPerDistrict)
    var columns = 1
    while columns * columns < districts { columns += 1 }
    self.columns = columns
  }

  /// The indices of a district's schools; never empty.
  func schools(in district: Int) -> Range<Int> {
    district * schools / districts..<(district + 1) * schools / districts
  }

  func row(_ district: Int) -> Int { district / columns }
  func column(_ district: Int) -> Int { district % columns }

  /// Left, right, above, below, those that exist.
  func neighbours(of district: Int) -> [Int] {
    var found: [Int] = []
    if column(district) > 0 { found.append(district - 1) }
    if column(district) + 1 < columns, district + 1 < districts { found.append(district + 1) }
    if district >= columns { found.append(district - columns) }
    if district + columns < districts { found.append(district + columns) }
    return found
  }

  /// 0 in the middle of the grid, 1000 at its edge.
  func remoteness(of district: Int) -> Int {
    let half = max(1, columns - 1)
    return max(abs(2 * row(district) - half), abs(2 * column(district) - half)) * 1000 / half
  }

  /// 4.4 km apart in both directions, around Samara.
  func centre(of district: Int) -> GridPoint {
    GridPoint(
      latitude: 5_320_000 + (2 * row(district) - columns + 1) * 2000,
      longitude: 5_020_000 + (2 * column(district) - columns + 1) * 3300)
  }

  func name(of district: Int) -> String {
    let name = Self.names[district % Self.names.count]
    let round = district / Self.names.count
    return round == 0 ? name : "\(name)-\(round + 1)"
  }

  private static let names = [
    "Заречный", "Нагорный", "Полевой", "Приозёрный", "Лесной", "Степной", "Береговой", "Садовый", "Заводской",
    "Центральный", "Северный", "Южный", "Восточный", "Западный", "Парковый", "Луговой", "Родниковый", "Дубравный",
    "Сосновый", "Берёзовый", "Каменный", "Ключевой", "Мостовой", "Речной", "Озёрный", "Высокий", "Светлый", "Ясный",
    "Рябиновый", "Кленовый", "Липовый", "Яблоневый",
  ]
}
