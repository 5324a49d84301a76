internal import SvyazAccess
internal import SvyazApp
internal import SvyazGraph
internal import SvyazMap

/// What the page of a map shows.
struct MapSheet: Sendable {
  var ask: MapAsk
  /// `nil` where it is not clear which school is meant.
  var draft: DrawMap.Draft?
  /// The schools that may be meant.
  var found: [School]
  var viewer: Viewer

  /// - Parameter drawn: `nil` where there is nothing to draw.
  static func page(_ sheet: MapSheet, _ drawn: Result<RenderedMap, MapError>?, _ network: Network) -> Page {
    let ask = sheet.ask
    var content = sheet.controls(network)
    content["tabs"] = .list(
      MapKind.allCases.map { kind in
        ["title": .text(kind.title), "path": .text(sheet.path(of: kind)), "current": .flag(kind == ask.kind)]
      })
    var page = Page(
      title: "Карта: \(ask.kind.title.lowercased())", section: .maps, template: "maps", content: content,
      scripts: ["map", "dates"], day: ask.day)
    page.kept = ask.fields.filter { $0.name != "on" }
    if let draft = sheet.draft {
      page.title = draft.map.title
      page.lead = draft.map.subtitle.prefix(1).uppercased() + draft.map.subtitle.dropFirst()
      page.content = page.content.merging(sheet.shown(draft.map, drawn))
    } else {
      page.title = "Карта одной школы"
      page.lead = sheet.question
    }
    return page
  }

  private var question: String {
    if ask.school.isEmpty { return "Впишите номер или название школы: карта покажет её связи, ММО и события." }
    return found.isEmpty
      ? "Школы «\(ask.school)» в сети нет: проверьте номер или впишите часть названия."
      : "Подходит школ: \(found.count). Выберите одну."
  }

  // MARK: Controls

  private func path(of kind: MapKind) -> String {
    var other = ask
    other.kind = kind
    other.view = .changes
    if !kind.word.takes(.subject) { other.subject = nil }
    if !kind.word.takes(.district) { (other.district, other.association) = (nil, nil) }
    if !kind.word.takes(.status) { other.status = nil }
    other.design = nil
    return other.address()
  }

  private func controls(_ network: Network) -> ViewModel {
    func options(_ all: [(value: String, title: String)], _ chosen: String?) -> ViewModel.Value {
      .list(
        all.map { ["value": .text($0.value), "title": .text($0.title), "selected": .flag($0.value == chosen)] })
    }
    let word = ask.kind.word
    let subjects = network.subjects.map { (value: $0.id.rawValue, title: $0.name) }
    let districts = network.districts.map { (value: $0.id.rawValue, title: $0.name) }.sorted { $0.title < $1.title }
    let associations = network.associations.filter { $0.interval.contains(ask.day) }
      .map { (value: $0.id.rawValue, title: $0.name) }.sorted { $0.title < $1.title }
    let statuses = [Partnership.Status.proposed, .agreed, .active].map { (value: $0.rawValue, title: $0.russian) }
    let schools = network.schools.count <= 1000 ? network.schools : []
    return [
      "action": .text("/maps/\(ask.kind.rawValue)"), "on": .text(ask.day.description),
      "since": .text(ask.since.description), "isChanges": .flag(ask.kind == .changes),
      "view": .text(ask.view.rawValue),
      "views": .list(
        MapAsk.View.allCases.map { view in
          [
            "title": .text(view.title),
            "day": .text(view == .before ? ask.since.russian : view == .after ? ask.day.russian : ""),
            "path": .text(ask.address("", [("view", view == .changes ? nil : view.rawValue)])),
            "current": .flag(view == ask.view),
          ]
        }),
      "hasSchool": .flag(word == .school), "school": .text(schoolLabel(network)),
      "schools": .list(
        word == .school ? schools.map { ["label": .text($0.label)] } : []),
      "foundTitle": .optional(
        draft != nil || offered(network).isEmpty
          ? nil : found.isEmpty ? "Школы со связями" : found.count > 60 ? "Первые 60 школ" : "Какая школа?"),
      "found": .list(draft == nil ? offered(network).prefix(60).map { candidate($0, network) } : []),
      "hasSubject": .flag(word.takes(.subject)), "subjects": options(subjects, ask.subject),
      "hasDistrict": .flag(word.takes(.district)), "districts": options(districts, ask.district),
      "hasAssociation": .flag(word.takes(.association) && !associations.isEmpty),
      "associations": options(associations, ask.association),
      "hasStatus": .flag(word.takes(.status)), "statuses": options(statuses, ask.status),
      "hasDesign": .flag(ask.kind == .associations), "isHubs": .flag(ask.design == "hubs"),
      "hasEditions": .flag(ask.hasEditions), "isPublic": .flag(ask.edition == .public),
      "first": .text(span(network).lowerBound.description), "last": .text(span(network).upperBound.description),
    ]
  }

  /// The schools that may be meant; where none is, those with partnerships in force: their maps have something to show.
  private func offered(_ network: Network) -> [School] {
    guard found.isEmpty else { return found }
    let inForce = network.partnerships.filter {
      [.agreed, .active].contains($0.status) && $0.interval.contains(ask.day)
    }
    let tied = Set(inForce.flatMap { [$0.mentor, $0.mentee] })
    return network.schools.filter { tied.contains($0.id) }
      .sorted { ($0.number ?? .max, $0.label, $0.id) < ($1.number ?? .max, $1.label, $1.id) }
  }

  private func schoolLabel(_ network: Network) -> String {
    found.count == 1 ? found.first?.label ?? ask.school : ask.school
  }

  private func candidate(_ school: School, _ network: Network) -> ViewModel {
    let district = network.districts.first { $0.id == school.district }?.name ?? ""
    return [
      "label": .text(school.label),
      "detail": .text([school.name, district].filter { !$0.isEmpty }.joined(separator: ", ")),
      "path": .text(ask.address("", [("school", school.id.rawValue)])),
    ]
  }

  /// The days between which the network's partnerships and events lie.
  private func span(_ network: Network) -> ClosedRange<Day> {
    let days = network.partnerships.map(\.interval.from) + network.events.map(\.day) + [network.asOf, ask.day]
    let (first, last) = (days.min() ?? ask.day, max(network.asOf, ask.day))
    return min(first, last)...last
  }

  // MARK: The map

  private func shown(_ map: NetworkMap, _ drawn: Result<RenderedMap, MapError>?) -> ViewModel {
    let tables = MapTables(map)
    let withGroup = tables.rows.contains { !$0.group.isEmpty }
    var model: ViewModel = [
      "hasMap": true, "caption": .list(map.caption.map { ["text": .text($0)] }),
      "rows": .list(tables.rows.map { row($0, withGroup: withGroup) }), "rowCount": .number(tables.rows.count),
      "withGroup": .flag(withGroup),
      "ties": .list(tables.ties.map(tie)), "tieCount": .number(tables.ties.count),
      "hasTies": .flag(!tables.ties.isEmpty),
      "files": .list(
        MapFiles.formats.map { format in
          [
            "title": .text(format.rawValue.uppercased()), "value": .text(format.rawValue),
            "path": .text(ask.address("/file", [("format", format.rawValue)])),
          ]
        }),
      "fields": .list(ask.fields.map { ["name": .text($0.name), "value": .text($0.value)] }),
      "file": .text("/maps/\(ask.kind.rawValue)/file"),
      "resolutions": .list(MapFiles.resolutions.map { ["value": .number($0), "usual": .flag($0 == 144)] }),
      "deck": .text(
        "/maps/deck/file?on=\(ask.day)" + (ask.kind == .changes ? "&since=\(ask.since)" : "")
          + (ask.hasEditions && ask.edition == .public ? "&edition=public" : "")),
      "notice": .optional(map.notice), "isOwn": .flag(ask.isOwnSchool),
    ]
    switch drawn {
    case .success(let drawn):
      let svg = SVGWriter.inline(drawn.scene, prefix: "map-", address: Self.address)
      model["svg"] = .markup(Markup(trusted: svg))
      model["isLarge"] = .flag(drawn.scene.size.width > MapScene.slide.width * 1.1)
      model["isPoster"] = .flag(drawn.isPoster)
    case .failure(let error):
      model["failure"] = .model([
        "text": .text(error.message), "advice": .text(error.advice), "code": .text(error.code),
        "again": .text(ask.address()),
      ])
    case nil: break
    }
    return model
  }

  /// Where a node leads: a school to its page. Nodes are called `school-ID`.
  static func address(_ node: String) -> String? {
    guard node.hasPrefix("school-"), let id = SchoolID(String(node.dropFirst("school-".count))) else { return nil }
    return "/schools/\(id.rawValue)"
  }

  private func row(_ row: MapTables.Row, withGroup: Bool) -> ViewModel {
    let facts = [row.change, row.inside.map { "связей внутри: \($0)" } ?? ""].filter { !$0.isEmpty }
    return [
      "label": .text(row.label), "fullName": .text(row.fullName), "path": .optional(Self.address(row.id)),
      "meaning": .text(row.meaning), "detail": .text(row.detail), "group": .text(row.group),
      "withGroup": .flag(withGroup),
      "state": .text(facts.joined(separator: ", ")),
    ]
  }

  private func tie(_ tie: MapTables.Tie) -> ViewModel {
    [
      "tail": .text(tie.tail), "head": .text(tie.head),
      "word": .text(tie.isDirected ? "ведёт" : "связана с"), "meaning": .text(tie.meaning),
      "state": .text(tie.state), "count": .text(tie.count.map { "\($0)" } ?? ""),
    ]
  }
}
