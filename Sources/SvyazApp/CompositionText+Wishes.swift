internal import SvyazComposition
internal import SvyazGraph
internal import SvyazMatching

extension CompositionText {
  /// What the planner set beside the contract's rules, each in words.
  var wishes: [String] {
    let options = composition.options
    let standard = CompositionOptions()
    var wishes: [String] = []
    if options.smallest != standard.smallest || options.largest != standard.largest {
      wishes.append("школ в группе \(sizeRange)")
    }
    if let groups = options.groups { wishes.append("групп ровно \(groups)") }
    if options.leftPrice != standard.leftPrice {
      wishes.append("школа вне групп — \(points(options.leftPrice))")
    }
    wishes += options.bases.map { words(.base($0)) } + options.pins.map { words(.pin($0)) }
    wishes += options.bans.map { words(.ban($0)) } + options.together.map { words(.together($0)) }
    wishes += options.apart.map { words(.apart($0)) }
    if let count = options.minTeachers { wishes.append(words(.minTeachers(count))) }
    switch options.keep {
    case .free: break
    case .most: wishes.append("прежние ММО сохраняются, насколько можно")
    case .price(let price): wishes.append("перевод школы из её ММО — \(points(price))")
    }
    if options.districtPolicy != .any { wishes.append(words(.district(options.districtPolicy.rawValue))) }
    if let km = options.maxKm { wishes.append(words(.maxKm(km))) }
    return wishes
  }

  /// «6–15», «ровно 8».
  var sizeRange: String {
    let options = composition.options
    return options.smallest == options.largest
      ? "ровно \(options.smallest)" : "\(options.smallest)–\(options.largest)"
  }

  func words(_ wish: Wish) -> String {
    func pair(_ pair: CompositionOptions.Pair) -> String {
      "\(names.school(pair.first)) и \(names.school(pair.second))"
    }
    return switch wish {
    case .base(let school): "база — \(names.school(school))"
    case .pin(let pin):
      pin.base.map { "\(names.school(pin.school)) — в группе базы \(names.school($0))" }
        ?? "\(names.school(pin.school)) — в какой-нибудь группе"
    case .ban(let ban):
      ban.base.map { "\(names.school(ban.school)) — не в группе базы \(names.school($0))" }
        ?? "\(names.school(ban.school)) — вне групп"
    case .together(let schools): "\(pair(schools)) — вместе"
    case .apart(let schools): "\(pair(schools)) — врозь"
    case .minTeachers(let count): "учителей в группе не меньше \(grouped(count))"
    case .district(DistrictPolicy.same.rawValue): "школы — из района базы"
    case .district: "школы — из района базы или соседнего"
    case .maxKm(let km): "до базы не дальше \(decimal(km)) км"
    }
  }

  // MARK: Prices

  func prices(_ prices: [WishPrice]) -> String {
    var text = "\nЦена условий: насколько дешевле был бы состав без каждого из них\n"
    guard !prices.isEmpty else { return text + "  Условий нет.\n" }
    for price in prices { text += "  \(words(price.wish)): \(sentence(price)).\n" }
    return text
  }

  private func sentence(_ price: WishPrice) -> String {
    let range = price.range(of: composition)
    if range.upperBound == 0 { return "ничего не стоит" }
    if range.lowerBound == range.upperBound { return "обходится в \(points(range.upperBound))" }
    let atMost = form(range.upperBound, "пункта", "пунктов", "пунктов")
    return range.lowerBound == 0
      ? "обходится не дороже \(grouped(range.upperBound)) \(atMost), точнее не доказано"
      : "обходится в сумму от \(grouped(range.lowerBound)) до \(grouped(range.upperBound)) \(atMost)"
  }

  // MARK: The curve

  func curve(_ points: [KeepPoint]) -> String {
    var text = "\nПереведено школ ↔ цена состава: чего стоит сохранить прежние ММО\n"
    guard !points.isEmpty else { return text + "  Сохранять нечего: ММО этого предмета в действии нет.\n" }
    var table = TextTable(["переведено": .right, "цена": .right, "нижняя граница": .right, "": .left])
    for point in points {
      table.add([
        String(point.moved), grouped(point.objective), grouped(point.lowerBound),
        point.objective == point.lowerBound ? "доказано" : "",
      ])
    }
    text += table.text()
    return text + "  Каждая строка — лучший известный состав из тех, что переводят столько школ или меньше.\n"
  }
}
