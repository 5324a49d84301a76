internal import SvyazAccess
internal import SvyazGraph

/// What the pages are for, keys, words, and where the data come from.
enum HelpPage {
  static let routes: [WebRoute] = [
    .get("/help", .may(.readPublic)) { request, context, services in
      let viewer = try context.signedIn()
      return try await PageAnswer.cached(request, context, services) { revision in
        let network = revision.network
        let sections = Page.Section.allCases.filter { $0.permissions.contains(where: viewer.may) }
        return Page(
          title: "Справка", lead: "Для чего страницы, как считать и что значат слова.", template: "help",
          content: [
            "sections": .list(
              sections.map { section in
                ["title": .text(section.title), "path": .text(section.path), "words": .text(words(section, viewer))]
              }),
            "role": .text(viewer.role.name), "isSample": .flag(network.name.contains("Учебные данные")),
            "network": .text(network.name), "asOf": .text(network.asOf.russian),
            "revision": .number(revision.number), "working": .flag(viewer.may(.readWorking)),
            "history": .flag(viewer.may(.readWorking)), "imports": .flag(viewer.may(.importData)),
            "undo": .flag(viewer.may(.undo)), "schools": .number(network.schools.count),
          ])
      }
    }
  ]

  private static func words(_ section: Page.Section, _ viewer: Viewer) -> String {
    switch section {
    case .overview: "что сделано, что требует внимания сегодня, карта сети"
    case .schools: "список с поиском; у каждой школы — связи, события, что осталось сделать"
    case .matching: "кому у кого учиться: лучший план, закрепления, запреты, цена каждого решения"
    case .associations: "составы межшкольных методических объединений и цена перестановок"
    case .events: "календарь, запись события и тех, кто пришёл"
    case .indicators:
      viewer.may(.readWorking)
        ? "девять показателей, имена школ, кратчайший путь к цели, справка к подписи"
        : "девять показателей, их ход и цели, справка в публичной редакции"
    case .measures: "план мероприятий: сроки, что выполнено и чем это подтверждено"
    case .maps: "карты связей для слайдов и печати"
    case .imports: "таблицы как они есть: проверка, исправление на месте, запись целиком"
    case .history: "кто, что и когда изменил; отмена любого изменения"
    }
  }
}
