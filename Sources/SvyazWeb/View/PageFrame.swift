internal import SvyazAccess
internal import SvyazGraph

/// A page before it is rendered: what is in it, and what the frame around it shows.
struct Page: Sendable {
  /// The sections of the site, in the order of the menu.
  enum Section: String, CaseIterable, Sendable {
    case overview, schools, matching, associations, events, indicators, measures, maps, imports, history

    var title: String {
      switch self {
      case .overview: "Обзор"
      case .schools: "Школы"
      case .matching: "Подбор"
      case .associations: "ММО"
      case .events: "События"
      case .indicators: "Показатели"
      case .measures: "План: 22"
      case .maps: "Карты"
      case .imports: "Импорт"
      case .history: "История"
      }
    }

    var path: String {
      switch self {
      case .overview: "/"
      case .imports: "/import"
      default: "/\(rawValue)"
      }
    }

    /// Who finds it in the menu.
    var permissions: [Permission] {
      switch self {
      case .overview, .schools, .events, .maps: [.readPublic]
      case .indicators, .measures, .associations: [.readPublic]
      case .matching: [.plan]
      case .imports: [.importData]
      case .history: [.readWorking]
      }
    }
  }

  /// In the window's head and in `h1`.
  var title: String
  /// The sentence under the heading that answers the page's question.
  var lead = ""
  /// Lit in the menu; `nil` for pages outside it.
  var section: Section?
  /// The template of the content, and what it shows.
  var template: String
  var content: ViewModel
  /// Of `Assets`, without the ending: modules that make the page quicker.
  var scripts: [String] = []
  /// The day that the whole page shows.
  var day: Day?
  /// What the form of the day in the head keeps of the page's address.
  var kept: [(name: String, value: String)] = []
}

/// Puts pages into the frame that all share: head, menu, messages, the strip that says what data these are.
struct PageFrame: Sendable {
  let templates: Templates

  private static let sampleMark = Array("Учебные данные".utf8)

  /// Whether the network's name says that it is the one to learn on. Looks at bytes: every page asks.
  private static func isSample(_ network: Network) -> Bool {
    let name = Array(network.name.utf8)
    guard let first = sampleMark.first, name.count >= sampleMark.count else { return false }
    return (0...(name.count - sampleMark.count)).contains { start in
      name[start] == first && name[start...].starts(with: sampleMark)
    }
  }

  /// - Parameters:
  ///   - viewer: `nil` for pages before signing in: no menu then.
  ///   - network: its name and mark stand in the strip at the bottom.
  ///   - revision: what the page shows, for those who may be told that there is a newer one.
  ///   - notice: of what was just done.
  func render(
    _ page: Page, for viewer: Viewer?, network: Network, revision: Int? = nil, notice: Notice? = nil
  ) throws(TemplateError) -> RenderedPage {
    var model = model(of: page, for: viewer, network: network, revision: revision, notice: notice)
    model["main"] = .template(page.template, Self.content(of: page))
    return try templates.render("frame", model)
  }

  /// What the page's own template shows.
  static func content(of page: Page) -> ViewModel { page.content.merging(["csrf": .slot(.csrf)]) }

  /// What the frame shows, but for the page's content.
  func model(
    of page: Page, for viewer: Viewer?, network: Network, revision: Int? = nil, notice: Notice? = nil
  ) -> ViewModel {
    var model: ViewModel = [
      "title": .text(page.title), "lead": .text(page.lead), "csrf": .slot(.csrf),
      "network": .text(network.name),
      "version": .text(SiteFiles.version), "isSample": .flag(Self.isSample(network)),
    ]
    if let viewer {
      let sections = Page.Section.allCases.filter { $0.permissions.contains(where: viewer.may) }
      model["menu"] = .list(
        sections.map { section in
          [
            "title": .text(section.title), "path": .text(section.path + (page.day.map { "?on=\($0)" } ?? "")),
            "current": .flag(section == page.section),
          ]
        })
      model["kept"] = .list(page.kept.map { ["name": .text($0.name), "value": .text($0.value)] })
      model["viewer"] = .model([
        "name": .slot(.viewer), "role": .text(viewer.role.name),
        "administers": .flag(viewer.may(.administer)),
      ])
      model["edition"] = .text(
        viewer.may(.readWorking) ? "рабочая редакция" : "публичная редакция: без статусов и результатов")
    }
    if let viewer, let revision {
      model["revision"] = .number(revision)
      model["readsHistory"] = .flag(viewer.may(.readWorking))
    }
    // What every page has: the search by `/` and the list of keys.
    model["scripts"] = .list(
      ((viewer == nil ? [] : ["search", "keys"]) + page.scripts).map { ["name": .text($0)] })
    if let day = page.day { model["day"] = .model(["iso": .text(day.description), "text": .text(day.russian)]) }
    if let notice { model["notice"] = .model(notice.model) }
    return model
  }
}

/// What was just done, or went wrong, above the content of the next page.
struct Notice: Hashable, Sendable {
  enum Kind: String, Sendable {
    case done, warning, fault
  }

  var kind: Kind
  var text: String
  /// What to do now.
  var advice = ""
  /// For support.
  var code = ""

  var model: ViewModel {
    [
      "text": .text(text), "advice": .text(advice), "code": .text(code), "isDone": .flag(kind == .done),
      "isWarning": .flag(kind == .warning), "isFault": .flag(kind == .fault),
    ]
  }
}
